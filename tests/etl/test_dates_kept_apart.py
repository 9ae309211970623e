"""Dates of texts that were marked by hand before the code read them: how many are found, and what they mean.

The marks are in ``dates_kept_apart.yml``. A date is found where its words overlap the mark; it is right where it means
what the mark says. The score is the F1 of what is right, so that each date without a mark counts against it.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from etl.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKS = Path(__file__).with_name("dates_kept_apart.yml")
MARK = re.compile(r"\{([^{}|]+)\|([^{}]+)\}")
#: What must be reached in each round, in reports and in histories.
LEAST = {
    (1, "report"): 0.99,
    (1, "history"): 0.98,
    (2, "report"): 0.99,
    (2, "history"): 0.99,
    (3, "report"): 0.97,
    (3, "history"): 0.99,
    (4, "report"): 0.97,
    (4, "history"): 0.98,
}


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, list[str]]]]:
    """The text without its marks, and where they stand with the values that are right."""
    text, marks, done = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[done : mark.start()]
        marks.append((len(text), len(text) + len(mark[1]), mark[2].split("|")))
        text, done = text + mark[1], mark.end()
    return text + marked[done:], marks


def compared(case: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Each mark and each date without one: what it is, its words, what is right, what was read."""
    published = str(case["published"]) if "published" in case else None
    text, marks = unmarked(case["text"].replace(" ¶ ", "\n\n"))
    left = find_dates(text, reference=published)
    for start, end, values in marks:
        hit = next((one for one in left if one.start < end and start < one.end), None)
        if hit is None:
            yield "missed", text[start:end], values[0], ""
            continue
        left.remove(hit)
        right = "right" if hit.edtf.rstrip("~") in {value.rstrip("~") for value in values} else "wrong"
        yield right, text[start:end], values[0], hit.edtf
        if (hit.start, hit.end) == (start, end):
            yield "exact", hit.text, "", ""
    for extra in left:
        yield "extra", extra.text, "", extra.edtf


def score(cases: list[dict[str, Any]]) -> tuple[float, Counter[str]]:
    """F1 of the dates that are right, and how many there are of each sort."""
    seen = Counter(row[0] for case in cases for row in compared(case))
    marks, found = seen["right"] + seen["wrong"] + seen["missed"], seen["right"] + seen["wrong"] + seen["extra"]
    return 2 * seen["right"] / (marks + found), seen


def cases(told: int, sort: str) -> list[dict[str, Any]]:
    """The texts of a round that are reports (published on a day) or histories (not)."""
    every = yaml.safe_load(MARKS.read_text(encoding="utf-8"))
    return [case for case in every if case["round"] == told and ("published" in case) == (sort == "report")]


@pytest.mark.parametrize(("told", "sort"), LEAST)
def test_dates_are_what_a_person_marked(told: int, sort: str) -> None:
    assert score(cases(told, sort))[0] >= LEAST[told, sort]
