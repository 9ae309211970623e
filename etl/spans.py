"""EDTF strings and the calendar days they span."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from time import struct_time

#: A year, month or day, which is nearly every date and needs no parser.
_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?")
#: EDTF codes that stand where a month would: the spans of months they mean (ISO 8601-2, 4.8: quarters and halves).
_GROUPED = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}


@lru_cache(maxsize=65_536)
def span(edtf: str) -> tuple[date, date]:
    """The first and last day, inclusive, that an EDTF string means.

    An open end (``2018/..``) lasts as long as its start. Approximation (``~``, ``?``) does not widen the span.

    Raises:
        ValueError: The string is not EDTF, or names a day that does not exist.
    """
    plain = edtf.strip().replace("~", "").replace("?", "")
    if "/" in plain:
        left, right = plain.split("/", 1)
        first, last = span(left)
        return (first, last) if right in {"", ".."} else (first, span(right)[1])
    if len(plain) == 7 and plain[5:].isdigit() and int(plain[5:]) in _GROUPED:
        year, (start, stop) = int(plain[:4]), _GROUPED[int(plain[5:])]
        return date(year, start, 1), date(year, stop, calendar.monthrange(year, stop)[1])
    return _plain_span(plain) or _parsed_span(edtf, plain)


def _plain_span(plain: str) -> tuple[date, date] | None:
    match = _PLAIN.fullmatch(plain)
    if match is None:
        return None
    year, month = int(match[1]), int(match[2] or 0)
    if match[3]:
        day = date(year, month, int(match[3]))
        return day, day
    last = month or 12
    return date(year, month or 1, 1), date(year, last, calendar.monthrange(year, last)[1])


def _parsed_span(edtf: str, plain: str) -> tuple[date, date]:
    from edtf import parse_edtf  # noqa: PLC0415 (its parser takes a while to load, and few dates need it)
    from edtf.parser.edtf_exceptions import EDTFParseException  # noqa: PLC0415

    try:
        parsed = parse_edtf(plain)
    except EDTFParseException as error:
        raise ValueError(f'"{edtf}" is not an EDTF date') from error
    return _day(parsed.lower_strict()), _day(parsed.upper_strict())


def _day(moment: struct_time) -> date:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)


def precision(edtf: str) -> str:
    """The precision column for an EDTF string: day, month, quarter, half, year or range."""
    plain = edtf.strip().replace("~", "").replace("?", "").removeprefix("-")
    if "/" in plain or "X" in plain or plain[5:] in {"21", "22", "23", "24"}:  # seasons are ranges of months
        return "range"
    if len(plain) == 7 and int(plain[5:]) in _GROUPED:
        return "quarter" if int(plain[5:]) < 40 else "half"
    return {4: "year", 7: "month", 10: "day"}[len(plain)]
