"""Stretches of time that a sentence names in two parts, or only by their length."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from etl.trade.periods import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.model import Amount, DateMention
    from etl.trade.statement import Statement

#: Between a stretch and the year that it lies in ("January to July this year"), and between two ends of a stretch.
_OF = re.compile(
    r"\s?(?:\([^()]{1,6}\)\s)?(?:period\s|of\s|in\s)*(?:the\s)?(?:(?:current|last|this)\s)?(?:(?:financial|fiscal)\syear\s)?"
)
_TO = re.compile(r" (?:to|until|till|through) ")
_MONTH_LENGTH = 7
_ONE_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
#: How far before its end the words for the length of a stretch may stand, and the lengths of those without a number.
_NEAR = 40
_MONTHS = {"year": 12, "half": 6, "quarter": 3}
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])/(\d{4})-(0[1-9]|1[0-2])")
#: Months of the stretches that EDTF counts as quarters and halves.
_LENGTHS = {**dict.fromkeys(("33", "34", "35", "36"), 3), "40": 6, "41": 6}


def joined(text: str, dates: Sequence[DateMention]) -> tuple[DateMention, ...]:
    """The dates of a sentence, of which those that are one stretch make one.

    "From 2019 to September 2024" is one stretch; in "January to July this year" the year is no time of its own.
    """
    found: list[DateMention] = []
    for date in dates:
        last = found[-1] if found else None
        if last is None:
            found.append(date)
        elif _is_in(last.edtf, date.edtf) and _OF.fullmatch(text, last.end, date.start):
            continue
        elif _are_ends(text, last, date):
            whole = text[last.start : date.end]
            found[-1] = replace(last, end=date.end, text=whole, edtf=f"{last.edtf}/{date.edtf}", precision="range")
        else:
            found.append(date)
    return tuple(found)


def lengthened(statement: Statement) -> Statement:
    """A sentence of which a month that ends a stretch told by its length is that stretch ("the year to March 2023")."""
    dates = tuple(_lengthened(statement, date) for date in statement.dates)
    return statement if dates == statement.dates else replace(statement, dates=dates)


def _lengthened(statement: Statement, date: DateMention) -> DateMention:
    found = statement.cues.words["up_to"].search(statement.text[max(0, date.start - _NEAR) : date.start])
    length = _length(statement, date, found["unit"]) if found and _ONE_MONTH.fullmatch(date.edtf) else 0
    if length < 2:
        return date
    last = int(date.edtf[:4]) * 12 + int(date.edtf[5:]) - 1
    year, month = divmod(last - length + 1, 12)
    return replace(date, edtf=f"{year}-{month + 1:02}/{date.edtf}", precision="range")


def _length(statement: Statement, date: DateMention, unit: str) -> int:
    """How many months a stretch before a date has by its words; 0 where they do not say."""
    if unit in _MONTHS:
        return _MONTHS[unit]
    told = [one for one in statement.amounts if one.unit == "months" and date.start - _NEAR <= one.start < date.start]
    return int(told[-1].value) if told else 0


def _is_in(part: str, year: str) -> bool:
    is_year = re.fullmatch(r"\d{4}(?:/\d{4})?", year) is not None and len(part) > len(year)
    return is_year and all(end[:4] in year.split("/") for end in part.split("/"))


def _are_ends(text: str, first: DateMention, last: DateMention) -> bool:
    between, before = text[first.end : last.start], text[max(0, first.start - 9) : first.start].lower()
    is_from = before.endswith("from ") and _TO.fullmatch(between) is not None
    are_months = len(first.edtf) == len(last.edtf) == _MONTH_LENGTH and between in {"-", "–"}
    joint = is_from or are_months or (before.endswith("between ") and between == " and ")
    whole = all(re.fullmatch(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?", date.edtf) for date in (first, last))
    return joint and whole and first.edtf < last.edtf


def again(statement: Statement, first: int, last: int, times: Sequence[Period]) -> Period | None:
    """The stretch told before that words take up ("in the four-month period", "the seven months", "the period").

    Args:
        statement: The passage.
        first: Where the words may begin.
        last: Where they end.
        times: Of the figures before in the document, in reading order.
    """
    words = statement.cues.words
    for span in statement.amounts:
        left = statement.text[max(0, span.start - 12) : span.start]
        if span.unit == "months" and first <= span.start < last and words["again"].search(left):
            found = next((time for time in reversed(times) if _months(time.edtf) == span.value), None)
            return replace(found, told="paragraph", base="") if found else None
    if words["period_again"].search(statement.text, first, last):
        found = next((time for time in reversed(times) if _months(time.edtf)), None)
        return replace(found, told="paragraph", base="") if found else None
    return None


def counted(statement: Statement, amount: Amount, published: str) -> Period | None:
    """The months from January that words count before what they are of ("five-month exports"), as of a report."""
    first, last = statement.clause(amount)
    for span in statement.amounts:
        is_here = span.unit == "months" and first <= span.start < last and span.end <= amount.start
        if is_here and 1 < span.value < 12 and statement.cues.words["months_of"].match(statement.text[span.end :]):
            return _until_month(int(span.value), published, span.text)
    return None


def _until_month(month: int, published: str, words: str) -> Period | None:
    """January to a month, of the last year in which that month was over when a report was published."""
    if not re.match(r"\d{4}-\d\d", published):
        return None
    year = int(published[:4]) - (int(published[5:7]) < month)
    return Period(f"{year}-01/{year}-{month:02}", words)


def _months(edtf: str) -> int:
    """How many months a stretch has; 0 for what is none."""
    found = _MONTH.fullmatch(edtf)
    if found:
        return (int(found[3]) - int(found[1])) * 12 + int(found[4]) - int(found[2]) + 1
    return _LENGTHS.get(edtf[5:], 0)
