"""What a date's own words amount to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from etl.dates.calendar import HALF, QUARTER, Stamp, week
from etl.dates.feasts import feast

if TYPE_CHECKING:
    from etl.dates.pack import Pack

#: A year of two digits from here on is of the last century.
_PIVOT = 50
#: Years in the half of a decade.
_HALF_DECADE = 5

Fields = Mapping[str, Any]
Parts = tuple[Stamp, Stamp]


def absolute(fields: Fields, pack: Pack) -> Parts | None:
    """A date that names its year; None where the calendar does not have it."""
    year = -fields["year"] + 1 if fields.get("era") == "bc" else fields["year"]
    if "first" in fields:
        return _ordered(year, fields, pack)
    return spread(year, fields)


def vague(fields: Fields, pack: Pack) -> Parts | None:
    """A decade, a century, a year of two digits; None where the words are none of these."""
    if "decade" in fields:
        return of_decade(fields["decade"], fields)
    if "tens" in fields:
        return of_decade((fields.get("century", 20) - 1) * 100 + fields["tens"] * 10, fields)
    if "century" in fields:
        years = (fields["century"] - 1) * 100
        found = Stamp(-years - 1 if fields.get("era") == "bc" else years, vague=2)
    elif "short" in fields:
        return absolute({**fields, "year": fields["short"] + (1900 if fields["short"] >= _PIVOT else 2000)}, pack)
    else:
        return None
    return found, found


def of_decade(year: int, fields: Fields) -> Parts:
    """The decade that begins with a year, or the half of it that is told."""
    if "half" not in fields:
        return Stamp(year, vague=1), Stamp(year, vague=1)
    first = year + _HALF_DECADE * (fields["half"] - 1)
    return Stamp(first), Stamp(first + _HALF_DECADE - 1)


def _ordered(year: int, fields: Fields, pack: Pack) -> Parts | None:
    """Two numbers as day and month, in the order that a day of the week beside them tells, or the language."""
    first, second = fields["first"], fields["second"]
    orders = [(second, first), (first, second)]
    days = [Stamp(year, month, day) for month, day in (orders if pack.order == "DMY" else reversed(orders))]
    exist = [day for day in days if day.month and day.day and day.exists]
    agree = [day for day in exist if day.first().isoweekday() == fields.get("weekday")]
    return next(((day, day) for day in agree + exist), None)


def spread(year: int, fields: Fields) -> Parts | None:
    """The first and last part of what stands in a year, or from a year to another."""
    if "week" in fields:
        return week(year, fields["week"])
    first = part(year, fields)
    if not fields.keys() & {"year_to", "month_to", "day_to"}:
        return first, first
    turns = "year_to" not in fields and fields.get("month_to", 12) < first.month
    year_to = fields.get("year_to", year + turns)
    if "year_to" in fields and fields.get("era_to", fields.get("era")) == "bc":
        year_to = 1 - year_to
    elif year_to < 100 <= year:
        year_to += year - year % 100
    month_to, day_to = fields.get("month_to", first.month if "day_to" in fields else 0), fields.get("day_to", 0)
    last = Stamp(year_to, month_to, day_to)
    return (first, last) if first.exists and last.exists and first.order < last.order else None


def part(year: int, fields: Fields) -> Stamp:
    """What stands in a year: a quarter, half, season, feast, month or day of it, or the year itself."""
    if "quarter" in fields:
        return Stamp(year, group=QUARTER + fields["quarter"])
    if "half" in fields:
        return Stamp(year, group=HALF + fields["half"])
    if "season" in fields:
        return Stamp(year, group=fields["season"])
    if "nth" in fields:
        return feast(year, f"nth {fields['month']} {fields['weekday']} {fields['nth']}")
    if "feast" in fields:
        return feast(year, fields["feast"])
    return Stamp(year, fields.get("month", 0), fields.get("day", 0))
