"""The day of a feast in a year, also of those that move."""

from __future__ import annotations

import datetime as dt

from dateutil.easter import EASTER_JULIAN, EASTER_WESTERN, easter  # type: ignore[import-untyped]

from etl.dates.calendar import Stamp, days_in, stamp

#: The years that Easter is counted in, in the west after the reform of the calendar and before it.
_YEARS, _JULIAN = range(326, 4100), range(326, 1583)


def feast(year: int, told: str) -> Stamp:
    """The day of a feast.

    Args:
        year: Of the feast.
        told: As a lexicon tells it: "12-25", a day of a month; "easter -2", days from Easter; "nth 11 4 4",
            the fourth Thursday (ISO 4) of November; -1 is the last.

    Returns:
        The day; 31 November, which does not exist, where the calendar of Easter does not have the year.
    """
    kind, *numbers = told.split()
    if kind == "easter":
        if year not in _YEARS:
            return Stamp(year, 11, 31)
        day = easter(year, EASTER_JULIAN if year in _JULIAN else EASTER_WESTERN)
        return stamp(day + dt.timedelta(days=int(numbers[0])))
    if kind == "nth":
        month, weekday, nth = (int(number) for number in numbers)
        first = 1 + (weekday - dt.date(max(year, 1), month, 1).isoweekday()) % 7
        days = range(first, days_in(year, month) + 1, 7)
        return Stamp(year, month, days[nth - 1 if nth > 0 else nth])
    return Stamp(year, int(kind[:2]), int(kind[3:]))
