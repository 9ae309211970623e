"""EDTF strings and the calendar days they span."""

from __future__ import annotations

import calendar
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

if TYPE_CHECKING:
    from time import struct_time

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
