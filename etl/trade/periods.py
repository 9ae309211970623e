"""The time that a figure is about: its own date, its sentence's, its paragraph's, or the document's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etl.model import Amount, DateMention
    from etl.trade.statement import Statement

#: The same value in another currency, between a figure and its date.
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
#: What a figure counts, between it and its date: "3 million tonnes of rice in 2004".
_COUNTED = re.compile(r"^\s(?:of|in)\s[a-z-]+(?:\s[a-z-]+)?(?=\s)")


@dataclass(frozen=True, slots=True)
class Period:
    """A time in EDTF.

    ``words`` name it; ``state`` says "as of", not "during"; ``told`` is where it was found: sentence, paragraph or
    publication; ``base`` is the EDTF of the time that the figure is compared with.
    """

    edtf: str
    words: str = ""
    state: bool = False
    told: str = "sentence"
    base: str = ""


def period(statement: Statement, amount: Amount, earlier: Period | None, published: str) -> Period | None:
    """The time of a figure; None where nothing tells it, not even the document's date.

    A date right after the figure is its own ("9 billion in 2004"); then the last one before it in the sentence,
    then the first after it, the last in the paragraph, and the document's own. A date that the figure is compared
    with ("more than in 2002") is the base and never the time.
    """
    bases = {id(date) for date in statement.dates if _is_aside(statement, date)}
    base = _base(statement, amount, bases)
    chosen = _own(statement, amount) or _shared(statement, amount, bases)
    if chosen is not None:
        return Period(chosen.edtf, chosen.text, _is_state(statement, chosen), base=base)
    if earlier is not None:
        return Period(earlier.edtf, earlier.words, earlier.state, "paragraph", base)
    return Period(published, "", state=True, told="publication", base=base) if published else None


def leading(statement: Statement) -> Period | None:
    """The time that a sentence gives to the sentences after it in its paragraph: its last date that is no base."""
    dates = [date for date in statement.dates if not _is_aside(statement, date)]
    return Period(dates[-1].edtf, dates[-1].text, _is_state(statement, dates[-1])) if dates else None


def _own(statement: Statement, amount: Amount) -> DateMention | None:
    after = next((date for date in statement.dates if date.start >= amount.end), None)
    if after is None:
        return None
    between = _COUNTED.sub("", _BRACKETS.sub("", statement.text[amount.end : after.start]))
    if not statement.cues.words["own_date"].search(between):
        return None
    return None if amount.kind in {"percent", "points", "ratio"} and _is_base(statement, after) else after


def _shared(statement: Statement, amount: Amount, bases: set[int]) -> DateMention | None:
    """The last date before the figure that is neither a base nor another figure's own; else the first after it."""
    taken = {id(own) for other in statement.amounts if other is not amount and (own := _own(statement, other))}
    free = [date for date in statement.dates if id(date) not in bases]
    earlier = [date for date in free if date.end <= amount.start]
    before = [date for date in earlier if not _is_done_with(statement, date, amount)]
    open_before = [date for date in before if id(date) not in taken]
    first, last = statement.clause(amount)
    after = [date for date in free if date.start >= amount.end and id(date) not in taken]
    near = [date for date in after if date.start < last]
    if open_before and (open_before[-1].start >= first or not near):
        return open_before[-1]
    if near and not before:
        return near[0]
    last_resort = open_before or before or near or after or earlier
    return last_resort[-1] if last_resort else None


def _is_done_with(statement: Statement, date: DateMention, amount: Amount) -> bool:
    """Whether a date before a figure is not the figure's: another verb follows it ("opened in 2004 and held ...")."""
    between = statement.text[date.end : amount.start]
    return statement.cues.words["and_verb"].search(between) is not None


def _is_aside(statement: Statement, date: DateMention) -> bool:
    """Whether a date dates no figure: what one is compared with, the line above a report, the day of a saying."""
    words = statement.cues.words
    line = words["dateline"].match(statement.text)
    left = statement.text[max(0, date.start - 70) : date.start]
    return bool(line and date.end <= line.end()) or bool(words["saying"].search(left)) or _is_base(statement, date)


def _is_base(statement: Statement, date: DateMention) -> bool:
    words = statement.cues.words
    if "/" in date.edtf and ".." not in date.edtf and not words["same_period"].search(date.text):
        return False
    left = statement.text[max(0, date.start - 50) : date.start]
    return words["base_date"].search(left) is not None


def _base(statement: Statement, amount: Amount, bases: set[int]) -> str:
    last = statement.clause(amount)[1]
    compared = [
        date
        for date in statement.dates
        if id(date) in bases and _is_base(statement, date) and amount.end <= date.start < last
    ]
    return compared[0].edtf if compared and amount.kind in {"percent", "points", "ratio"} else ""


def _is_state(statement: Statement, date: DateMention) -> bool:
    if date.modifier in {"as_of", "until", "end"}:
        return True
    left = statement.text[max(0, date.start - 30) : date.start]
    return statement.cues.words["as_of"].search(left) is not None
