"""When a document was published, as its first lines print it, for documents of which nothing else tells.

A line of the head tells it where it is a date and nothing else but words that stand beside such dates
(``etl/rules/published/<language>.yml``), or where it begins with a place and a date as news do. Two different dates
without such a word, or one that most dates of the document lie after, tell nothing: chronologies begin so too.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from etl import rulebook
from etl.spans import span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from etl.model import DateMention

_HEAD_LINES, _LINE_LENGTH, _DATELINE = 40, 120, 60
_AFTER_DATELINE = re.compile(r"[,.]?\s*(?:\([^()\n]{1,40}\))?\s*(?:--?|[–—:])\s*\S")
_MARK = re.compile(r"[-–—:]")
_PLACE = re.compile(r"(?:[A-Z][\w.'’-]*[ ,/]*){0,6}")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?")


class _Stated(NamedTuple):
    edtf: str
    is_labelled: bool


def printed(text: str, find: Callable[[str], Sequence[DateMention]], language: str) -> str:
    """The date that the head of a text prints as its own, in EDTF; "" where it prints none, or more than one.

    Args:
        text: Of a document, from its beginning.
        find: Finds the dates in a line.
        language: Of the text; without a rule file for it nothing counts as a label.
    """
    labels = _labels(language)
    stated = [found for line in _head(text) if _may_tell(line) for found in _line(line, find(line), labels)]
    labelled = [found.edtf for found in stated if found.is_labelled]
    bare = {found.edtf for found in stated}
    if labelled:
        return labelled[0]
    return bare.pop() if len(bare) == 1 else ""


def plausible(published: str, dates: Iterable[str]) -> str:
    """The date of publication, unless more than half of the dates of the document lie after it."""
    if not published:
        return ""
    last = span(published)[1]
    later = [span(date)[0] > last for date in dates]
    return "" if sum(later) * 2 > len(later) else published


def _head(text: str) -> Iterator[str]:
    lines = (line.strip(" \t*_#>") for line in text[: _HEAD_LINES * 500].split("\n"))
    for number, line in enumerate(filter(None, lines)):
        if number == _HEAD_LINES:
            return
        yield line[: 2 * _LINE_LENGTH]


def _may_tell(line: str) -> bool:
    """Whether a line is short enough to be a date and a label, or has a mark that may end a dateline."""
    return len(line) <= _LINE_LENGTH or _MARK.search(line) is not None


def _line(line: str, dates: Sequence[DateMention], labels: re.Pattern[str]) -> Iterator[_Stated]:
    """What a line tells: a date with nothing else, or a dateline."""
    exact = [date for date in dates if date.precision in {"day", "month"} and not date.relative]
    if not exact:
        return
    date = exact[0]
    if (
        date.end <= _DATELINE
        and _AFTER_DATELINE.match(line, date.end)
        and _PLACE.fullmatch(line, 0, date.start)
        and date.start
    ):
        yield _Stated(date.edtf, is_labelled=True)
        return
    rest = line
    for found in reversed(dates):
        rest = rest[: found.start] + " " + rest[found.end :]
    left, count = labels.subn(" ", _CLOCK.sub(" ", rest))
    if len(line) <= _LINE_LENGTH and not re.search(r"\w", left):
        yield _Stated(date.edtf, is_labelled=count > 0)


@cache
def _labels(language: str) -> re.Pattern[str]:
    name = f"published/{language}.yml"
    if name not in rulebook.names("published"):
        return re.compile(r"(?!)")
    rule = rulebook.read(name)
    rulebook.check_keys(rule, place=name, required=("language", "labels", "examples"))
    words = "|".join(sorted((re.escape(word) for word in rule["labels"]), key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])(?:{words})(?![A-Za-z])", re.IGNORECASE)
