"""Reads the words of a date in a language that our own lexicons do not have, with dateparser.

dateparser never searches here: what it is given is what one of our rules has found. Its settings keep the day of the
reading out of the result (a month without a day stays a month), which its own defaults do not.
"""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from etl.dates.calendar import Stamp

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

#: What is filled in where a date leaves it out; never shown, as the precision says what was read.
_BASE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 (a date has no zone)


@lru_cache(maxsize=4096)
def stamp_of(words: str, language: str, exact: str) -> Stamp | None:
    """The date that words mean in a language, None where they mean none that is as exact as expected.

    Args:
        words: What a rule found, with its year in four digits.
        language: ISO 639-1 code.
        exact: "day" or "month".
    """
    try:
        data = _reader(language).get_date_data(" ".join(words.split()))
    except ValueError:  # a language that dateparser does not know
        return None
    found = data.date_obj
    if found is None or data.period != exact or str(found.year) not in words:
        return None
    return Stamp(found.year, found.month, found.day if exact == "day" else 0)


@cache
def _reader(language: str) -> DateDataParser:
    from dateparser.date import DateDataParser  # noqa: PLC0415 (slow to load, and English never needs it)

    settings = {
        "REQUIRE_PARTS": ["year", "month"],
        "PREFER_DAY_OF_MONTH": "first",
        "DATE_ORDER": "DMY",
        "RELATIVE_BASE": _BASE,
        "PARSERS": ["custom-formats", "absolute-time"],
    }
    return DateDataParser(languages=[language], settings=settings)
