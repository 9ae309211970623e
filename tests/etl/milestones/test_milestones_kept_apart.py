"""Milestones of sentences that were marked by hand before the code read them: how many are found, and how well.

The marks are in ``milestones_kept_apart.yml``. A row without a mark is wrong: precision counts all that comes out.
"""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from etl.milestones import merge
from etl.model import Milestone
from tests.etl.milestones.telling import told

MARKS = Path(__file__).with_name("milestones_kept_apart.yml")
#: What must be reached in each round: of the marks found, of the rows marked, of the found right in one thing.
LEAST = {
    1: {"recall": 0.95, "precision": 0.96, "title": 0.88, "domain": 0.9, "countries": 0.69, "planned": 0.98},
    2: {"recall": 0.95, "precision": 0.95, "title": 0.92, "domain": 0.92, "countries": 0.78, "planned": 0.99},
}


def right(mark: str, row: Milestone) -> dict[str, bool]:
    """What of a mark a row has right."""
    dates, words, domains, countries, status = (part.strip() for part in mark.split("|"))
    stated, title, allowed = set(row.countries), row.title.lower(), set(countries.split()) - {"-"}
    return {
        "recall": row.date.rstrip("~") in dates.split(),
        "title": all(any(word in title for word in group.strip().lower().split("/")) for group in words.split(",")),
        "domain": row.domain in domains.split(),
        "countries": stated <= allowed and ("-" in countries.split() or stated == allowed),
        "planned": ("Planned" in row.note) == (status == "planned"),
    }


def counts(marks: list[str], rows: list[Milestone]) -> Counter[str]:
    """How many marks and rows there are in a sentence, and how many marks are found and right in what."""
    left, seen = list(rows), Counter(marks=len(marks), rows=len(rows))
    for mark in marks:
        hits = [(found, row) for row in left if (found := right(mark, row))["recall"]]
        if hits:
            found, row = max(hits, key=lambda hit: (hit[0]["title"], sum(hit[0].values())))
            left.remove(row)
            seen.update(name for name, is_right in found.items() if is_right)
    return seen


@pytest.mark.parametrize("number", LEAST)
def test_what_was_marked_is_found_and_what_is_found_is_right(number: int) -> None:
    cases = [case for case in yaml.safe_load(MARKS.read_text(encoding="utf-8")) if case["round"] == number]
    seen: Counter[str] = Counter()
    for case in cases:
        rows = merge(told(case["text"], published=case.get("published", "2024-06-10"))[0])
        seen += counts(case["milestones"], list(rows))
    found = seen["recall"]
    reached = {name: seen[name] / found for name in ("title", "domain", "countries", "planned")}
    reached |= {"recall": found / seen["marks"], "precision": found / seen["rows"]}
    assert {name: round(value, 3) for name, value in reached.items() if value < LEAST[number][name]} == {}
