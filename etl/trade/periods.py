"""The time that a figure is about: its own date, its sentence's, its paragraph's, or the document's."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etl.model import Amount, DateMention
    from etl.trade.statement import Statement

#: The same value in another currency, between a figure and its date.
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
#: What makes two years the ends of a change, not one year of an office; the end of a sentence after a bracket.
_CHANGE = re.compile(r"\s(?:to|and|until|through)\s|[至到]")
_AT_END = re.compile(r"[)）][.。]?$")
#: Length of an EDTF year.
_YEAR = 4
#: The years in a time in EDTF.
_YEARS = re.compile(r"\d{4}(?=-|/|$)")
#: What a figure counts, between it and its date: "3 million tonnes of rice in 2004".
_COUNTED = re.compile(r"^\s(?:of|in)\s[a-z-]+(?:\s[a-z-]+)?(?=\s)")


@dataclass(frozen=True, slots=True)
class Period:
    """A time in EDTF.

    ``words`` name it; ``state`` says "as of", not "during", and ``closed`` that it is the end of it; ``told`` is where
    it was found: sentence, paragraph,
    heading or publication; ``base`` is the EDTF of the time that the figure is compared with.
    """

    edtf: str
    words: str = ""
    state: bool = False
    closed: bool = False
    told: str = "sentence"
    base: str = ""


def period(statement: Statement, amount: Amount, earlier: Period | None, published: str) -> Period | None:
    """The time of a figure; None where nothing tells it, not even the document's date.

    A date right after the figure is its own ("9 billion in 2004"); then the last one before it in the sentence,
    then the first after it, the last in the paragraph, and the document's own. A date that the figure is compared
    with ("more than in 2002") is the base and never the time.
    """
    bases = {id(date) for date in statement.dates if _is_aside(statement, date)}
    base = _base(statement, amount, bases, earlier)
    chosen = (
        _in_order(statement, amount)
        or _own(statement, amount)
        or _shared(statement, amount, bases)
        or _lent(statement, amount)
    )
    chosen = chosen or _of_all(statement, amount, bases, alone=earlier is None)
    if chosen is not None:
        edtf = _end_of_change(statement, amount, chosen, _year_before(statement, chosen, earlier))
        edtf = _years_since(statement, amount, chosen, published) or edtf
        state, closed = _is_state(statement, chosen), _is_closed(statement, chosen)
        return Period(edtf, chosen.text, state, closed, base=_before(edtf, base))
    if ahead := _ahead(statement, earlier.edtf if earlier else published):
        return Period(ahead[0], ahead[1], base=base)
    if earlier is not None:
        told = earlier.told if earlier.told == "heading" else "paragraph"
        return replace(earlier, told=told, base=_before(earlier.edtf, base))
    return Period(published, "", state=True, told="publication", base=base) if published else None


def leading(statement: Statement) -> Period | None:
    """The time that a sentence gives to the sentences after it in its paragraph: its last date that is no base."""
    dates = [date for date in statement.dates if not _is_aside(statement, date)]
    if not dates:
        return None
    last = dates[-1]
    return Period(last.edtf, last.text, _is_state(statement, last), _is_closed(statement, last))


def _own(statement: Statement, amount: Amount) -> DateMention | None:
    before = [date for date in statement.dates if date.end <= amount.start][-1:]
    words = statement.cues.words
    if before and not any(before[0].end <= other.start < amount.start for other in statement.amounts):
        is_when = words["when"].search(statement.text[before[0].end : amount.start])
        if is_when or words["owner"].search(statement.text[before[0].end - 2 : amount.start]):
            return before[0]
    after = next((date for date in statement.dates if date.start >= amount.end), None)
    if after is None:
        return None
    between = _COUNTED.sub("", _BRACKETS.sub("", statement.text[amount.end : after.start]))
    is_shared = amount.kind == "percent" and words["share_date"].search(between)
    if not is_shared and not words["own_date"].search(between):
        return None
    if words["over_date"].search(between) and words["year_before"].search(after.text):
        return None
    return None if _is_change(statement, amount) and _is_base(statement, after) else after


def _is_change(statement: Statement, amount: Amount) -> bool:
    """Whether a figure tells by how much another changed; a sum of money does after "an increase of"."""
    relative = amount.kind in {"percent", "points", "ratio"}
    return relative or statement.cues.words["change_before"].search(statement.before(amount, 60)) is not None


def came_before(statement: Statement, amount: Amount) -> Amount | None:
    """The later value that a figure without a date came before ("9 billion, up from 8 billion"); None for others."""
    if _own(statement, amount) is not None:
        return None
    amount = statement.listed(amount)[0]
    at = statement.amounts.index(amount)
    if amount.kind not in {"money", "count", "measure"}:
        return None
    later = next((other for other in reversed(statement.amounts[:at]) if other.unit == amount.unit), None)
    if later is None or _goes_on(statement, amount):
        return None
    return later if statement.cues.words["earlier_value"].search(statement.before(amount, 40)) else None


def year_back(when: Period | None) -> Period | None:
    """The same stretch of the year before, for what a later value is told beside."""
    if when is None or when.told == "publication":
        return when
    return replace(when, edtf=_YEARS.sub(lambda year: f"{int(year[0]) - 1:04}", when.edtf))


def _shared(statement: Statement, amount: Amount, bases: set[int]) -> DateMention | None:
    """The last date before the figure that is neither a base nor another figure's own; else the first after it."""
    taken = {id(own) for other in statement.amounts if other is not amount and (own := _own(statement, other))}
    free = [date for date in statement.dates if id(date) not in bases]
    earlier = [date for date in free if date.end <= amount.start]
    before = [date for date in earlier if not _is_done_with(statement, date, amount)]
    before = [date for date in before if id(date) not in _compared_with(statement)] or before
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


def _compared_with(statement: Statement) -> set[int]:
    """The own dates of figures that others are only compared with ("2.1 times the 5 billion of 2010")."""
    levels = [one for one in statement.amounts if _is_compared(statement, one.start)]
    return {id(own) for one in levels if (own := _own(statement, one)) is not None}


def _before(edtf: str, base: str) -> str:
    """What a time is compared with; "the previous year" is the year before the figure's own."""
    is_same_year = base == edtf and len(base) == _YEAR and base.isdigit()
    return str(int(base) - 1) if is_same_year else base


def _lent(statement: Statement, amount: Amount) -> DateMention | None:
    """The own date of a later figure of the clause ("rose 5 percent to 9 billion in 2004") that is no comparison."""
    last = statement.clause(amount)[1]
    later = [other for other in statement.amounts if amount.end <= other.start < last]
    found = (_own(statement, other) for other in later if other.qualifier or not _is_compared(statement, other.start))
    return next((date for date in found if date is not None and not _is_base(statement, date)), None)


def _in_order(statement: Statement, amount: Amount) -> DateMention | None:
    """The date of one of several figures that go with as many dates in the same order."""
    run = statement.listed(amount)
    before = [date for date in statement.dates if date.end <= run[0].start]
    if len(run) < 2 or len(before) != len(run) or not statement.is_respective(run[-1]):
        return None
    return before[run.index(amount)]


def _of_all(statement: Statement, amount: Amount, bases: set[int], *, alone: bool) -> DateMention | None:
    """The date in brackets at the end of a sentence, or, where nothing before tells a time, the only one after it."""
    free = [date for date in statement.dates if date.start >= amount.end and id(date) not in bases]
    if len(free) != 1 or (not alone and not _AT_END.match(statement.text, free[0].end)):
        return None
    owner = next((one for one in statement.amounts if _own(statement, one) is free[0]), None)
    is_earlier = owner is not None and _is_compared(statement, owner.start)
    return None if is_earlier else free[0]


def _end_of_change(statement: Statement, amount: Amount, date: DateMention, edtf: str) -> str:
    """The end of a range of years that one of two values is for ("from 2003 to 2009 ... from 5 to 9 billion")."""
    first, _, last = edtf.partition("/")
    words, at = statement.cues.words, statement.amounts.index(amount)
    if not last or len(first) > _YEAR:
        return edtf
    is_change = _CHANGE.search(date.text) is not None
    if amount.kind in {"percent", "points"} and _is_next(first, last):
        return last if is_change else edtf
    if is_change and _has_grown_to(statement, amount, date):
        return last
    if words["from_value"].search(statement.before(amount, 30)):
        return first if _goes_on(statement, amount) else edtf
    before = statement.amounts[at - 1 : at] if at else ()
    if not before or before[0].unit != amount.unit:
        return (
            last
            if is_change and _is_next(first, last) and words["to_value"].search(statement.before(amount, 30))
            else edtf
        )
    came = before and before[0].unit == amount.unit and words["from_value"].search(statement.before(before[0], 30))
    return last if came and words["to_value"].search(statement.before(amount, 30)) else edtf


def _has_grown_to(statement: Statement, amount: Amount, date: DateMention) -> bool:
    """Whether a sum is what something grew to in the years before it ("from 2013 to 2023 it doubled to 9 billion")."""
    words, between = statement.cues.words, statement.text[date.end : amount.start]
    grew = amount.kind in {"money", "count", "measure"} and words["growth_before"].search(between) is not None
    return grew and words["to_value"].search(between[-30:]) is not None


def _goes_on(statement: Statement, amount: Amount) -> bool:
    """Whether a figure is where a change began, and the figure after it where that ended ("from 5 to 9 billion")."""
    follows = next((other for other in statement.amounts if other.start >= amount.end), None)
    if follows is None or follows.unit != amount.unit:
        return False
    between = _BRACKETS.sub("", statement.text[amount.end : follows.start])
    joined = not re.search(r"[,;]|\sand\s", between) or re.search(r",\sto\s(?:\w+\s)?$", between) is not None
    return joined and statement.cues.words["to_value"].search(between) is not None


def _is_next(first: str, last: str) -> bool:
    """Whether one year follows the other."""
    return len(first) == len(last) == _YEAR and first.isdigit() and last.isdigit() and int(last) - int(first) == 1


def _years_since(statement: Statement, amount: Amount, date: DateMention, published: str) -> str:
    """The years from a date to that of the document, for an average since then; "" for everything else."""
    words, (first, last) = statement.cues.words, statement.clause(amount)
    since = statement.text[max(0, date.start - 6) : date.start].lower() == "since "
    is_average = amount.kind == "percent" and since and words["average"].search(statement.text, first, last)
    is_year = len(date.edtf) == _YEAR and date.edtf < published[:_YEAR]
    return f"{date.edtf}/{published[:_YEAR]}" if is_average and is_year else ""


def _year_before(statement: Statement, date: DateMention, earlier: Period | None) -> str:
    """The meaning of a date; of "a year earlier" the stretch of the year before that the sentence is about."""
    if not statement.cues.words["year_before"].search(date.text):
        return date.edtf
    others = [other.edtf for other in statement.dates if other.end <= date.start and not _is_aside(statement, other)]
    main = others[-1] if others else (earlier.edtf if earlier else "")
    if len(main) <= _YEAR or len(date.edtf) > _YEAR:
        return date.edtf
    return _YEARS.sub(lambda year: f"{int(year[0]) - 1:04}", main)


def _ahead(statement: Statement, now: str) -> tuple[str, str] | None:
    """The years to come that a sentence without a date speaks of ("in the next five years"), and its words."""
    if not re.match(r"\d{4}", now):
        return None
    year = int(now[:_YEAR])
    for span in statement.amounts:
        if span.unit == "years" and statement.cues.words["ahead"].search(statement.before(span, 30)):
            return f"{year + 1}/{year + int(span.value)}" if span.value > 1 else f"{year + 1}", span.text
    return None


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
    left = statement.text[max(0, date.start - 6) : date.start]
    if words["same_period"].search(date.text) and words["base_on"].search(left):
        return True
    levels = words["base_after"].search(statement.text[date.end : date.end + 20])
    return levels is not None or _is_compared(statement, date.start)


def _is_compared(statement: Statement, at: int) -> bool:
    """Whether what begins at an offset is what a figure is compared with."""
    return statement.cues.words["base_date"].search(statement.text[max(0, at - 50) : at]) is not None


def _base(statement: Statement, amount: Amount, bases: set[int], earlier: Period | None) -> str:
    """The time that a change or multiple is over: a compared date after it in its clause, or right before it."""
    if not _is_change(statement, amount):
        return ""
    first, last = statement.clause(amount)
    left = max([first, *(other.end for other in statement.amounts if other.end <= amount.start)])
    compared = [date for date in statement.dates if id(date) in bases and _is_base(statement, date)]
    after = [date for date in compared if amount.end <= date.start < last]
    before = [date for date in compared if left <= date.start and date.end <= amount.start]
    return _year_before(statement, (after or before)[0], earlier) if after or before else ""


def _is_state(statement: Statement, date: DateMention) -> bool:
    if date.modifier in {"as_of", "until", "end"}:
        return True
    left = statement.text[max(0, date.start - 30) : date.start]
    return statement.cues.words["as_of"].search(left) is not None


def _is_closed(statement: Statement, date: DateMention) -> bool:
    """Whether the words mean the end of a time, or a day or month as of which something is so."""
    left = statement.text[max(0, date.start - 30) : date.start]
    ends = date.modifier in {"as_of", "end"} or statement.cues.words["end_of"].search(left) is not None
    return ends or (len(date.edtf) > _YEAR and _is_state(statement, date))
