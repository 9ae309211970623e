"""EDTF dates in words: what the date says and not more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_POINT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<doubt>[~?]?)")
_DECADE = re.compile(r"(?P<decade>\d{3})X")
_PARTS = {"33": "q1", "34": "q2", "35": "q3", "36": "q4", "40": "h1", "41": "h2"}


def in_words(edtf: str, forms: Mapping[str, Any]) -> str:
    """An EDTF date in the words of a language: ``2013-09/2013-10`` is "September–October 2013".

    Args:
        edtf: A year, month, quarter (33-36), half (40, 41), day, decade (``199X``) or a range of two; ``~`` is
            approximate, ``?`` uncertain, ``/..`` an open end.
        forms: ``months`` (twelve names), and patterns with ``{day}``, ``{month}``, ``{year}``: ``day``, ``month``,
            ``year``, ``q1``-``q4``, ``h1``, ``h2``, ``decade``, ``about``, ``uncertain``, ``since``, ``range``, and
            ``same_year`` and ``same_month`` for ranges that repeat a part.

    Returns:
        The words; the string itself where it is not such a date.
    """
    if "/" not in edtf:
        return _point(edtf, forms)
    start, end = edtf.split("/", 1)
    if end in {"", ".."}:
        return str(forms["since"]).format(date=_point(start, forms))
    return _range(start, end, forms)


def _point(edtf: str, forms: Mapping[str, Any]) -> str:
    decade = _DECADE.fullmatch(edtf)
    if decade:
        return str(forms["decade"]).format(decade=f"{decade['decade']}0", century=int(decade["decade"][:2]) + 1)
    match = _POINT.fullmatch(edtf)
    shape = _shape(match) if match else ""
    if not match or not shape:
        return edtf
    plain = str(forms[shape]).format(year=match["year"], **_names(match, forms))
    doubt = {"~": "about", "?": "uncertain"}.get(match["doubt"])
    return str(forms[doubt]).format(date=plain) if doubt else plain


def _shape(match: re.Match[str]) -> str:
    """Which pattern fits: "year", "month", "day", a quarter or half; "" for a month that does not exist."""
    month = match["month"]
    if month is None:
        return "year"
    if month in _PARTS:
        return _PARTS[month] if match["day"] is None else ""
    if not 1 <= int(month) <= 12:
        return ""
    return "day" if match["day"] else "month"


def _names(match: re.Match[str], forms: Mapping[str, Any]) -> dict[str, str]:
    month = match["month"] or ""
    named = month.isdigit() and 1 <= int(month) <= 12
    return {
        "month": str(forms["months"][int(month) - 1]) if named else "",
        "day": str(int(match["day"])) if match["day"] else "",
    }


def _range(start: str, end: str, forms: Mapping[str, Any]) -> str:
    """Two ends, with what they share said once; halves of years keep both ends in full."""
    left, right = _POINT.fullmatch(start), _POINT.fullmatch(end)
    shapes = (_shape(left), _shape(right)) if left and right else ("", "")
    plain = left and right and not left["doubt"] and not right["doubt"]
    if left and right and plain and left["year"] == right["year"] and shapes in {("month", "month"), ("day", "day")}:
        first, last = _names(left, forms), _names(right, forms)
        same = "same_month" if shapes[0] == "day" and first["month"] == last["month"] else f"same_year_{shapes[0]}"
        return str(forms[same]).format(
            year=left["year"],
            first_day=first["day"],
            first_month=first["month"],
            last_day=last["day"],
            last_month=last["month"],
        )
    form = "range" if shapes == ("year", "year") else "range_wide"
    return str(forms[form]).format(first=_point(start, forms), last=_point(end, forms))
