"""Dates that are no milestones: names, labels, comparisons, targets, statistics, citations, datelines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.milestones.clauses import Bound
    from etl.milestones.lexicon import Lexicon
    from etl.milestones.names import Name
    from etl.model import DateMention, Passage

#: Kinds of passage in which something can be told to have happened.
TELLING = frozenset({"body", "note", "table"})
_MEASURED = re.compile(
    r"\b(?:number|volume|share|value|proportion|trade|exports?|imports?|investment|gdp|rate|turnover|total|figure|output|growth)\b",
    re.IGNORECASE,
)
_ONSET = re.compile(r"^(?:starting|beginning|from)\b", re.IGNORECASE)
_MONEY = re.compile(
    r"(?:US\$|\$|€|£|¥|RMB|CNY|USD|EUR)\s?\d|\d(?:[\d,.]*\d)?\s*(?:%|per ?cent|percent|percentage points?|(?:million|billion|trillion|bn)\b)|\b\d+(?:\.\d+)? times\b"
)


def before_binding(passage: Passage, date: DateMention, names: Sequence[Name], words: Lexicon) -> str:
    """Why a date is no milestone whatever is said around it, as a short reason; "" where nothing speaks against it."""
    text = passage.text
    if passage.kind not in TELLING:
        return f"stands in a {passage.kind}"
    for name in names:
        if name.start < date.start and date.end <= name.end and name.what in {"thing", "proper"}:
            return "is part of a name"
    if words.datelines.match(text) and date.start < 60:
        return "says when the page was made"
    if any(match.start() <= date.start < match.end() for match in words.author_year.finditer(text)):
        return "cites a publication"
    if words.period_labels.search(text[: date.start]):
        return "labels a period"
    return "is what a figure is compared with" if words.compared.search(text[: date.start]) else ""


def after_binding(passage: Passage, date: DateMention, bound: Bound, words: Lexicon, *, published_last: str) -> str:
    """Why a date is no milestone in its clause: a statistic, a target, a stretch of time in which nothing happens."""
    clause = passage.text[bound.start : bound.end]
    if bound.act is not None and bound.act.form == "statistic" and (_MONEY.search(clause) or _MEASURED.search(clause)):
        return "dates a statistic"
    if bound.act is None and _MONEY.search(clause) and bound.place != "attribute":
        return "dates a statistic"
    future = date.edtf[:4].isdigit() and published_last and date.edtf[:4] > published_last[:4]
    if future and words.targets.search(clause[: max(0, date.end - bound.start)]) and not _is_formal(bound):
        return "names a target"
    onset = bound.place == "leading" and _ONSET.match(passage.text[bound.start : date.end].lstrip())
    if date.modifier == "since" and not onset and (bound.act is None or bound.act.strength < 2):
        return "says since when, not what happened"
    spanning = date.precision == "range" and not is_pair(date, passage.text)
    if spanning and (bound.act is None or bound.act.strength < 2):
        return "names a stretch of time"
    return ""


def is_pair(date: DateMention, text: str) -> bool:
    """Whether a date names two times of two happenings ("in September and October"), not a stretch between them."""
    first, _, last = date.edtf.partition("/")
    stretch = re.search(r"\b(?:between|from)\s*$", text[: date.start], re.IGNORECASE)
    joined = re.search(r"\band\b|&|、|和", date.text) and not re.match(r"between|from", date.text, re.IGNORECASE)
    return min(len(first), len(last)) >= 7 and bool(joined) and not stretch


def _is_formal(bound: Bound) -> bool:
    return bound.act is not None and bound.act.form in {"finite", "passive"} and bound.act.strength == 3
