"""What words about dates amount to: a year, a month, a day, a group of months or of years, and the steps between."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

#: EDTF codes for the groups of months that stand where a month would (ISO 8601-2, 4.8), by what they are counted as.
QUARTER, HALF, WINTER = 32, 39, 24
#: The months of each such group; a winter is told by its December.
_MONTHS = {
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    40: (1, 6),
    41: (7, 12),
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (12, 12),
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A calendar date, as exact as its words: a year, or a month, a group of months, a day of it.

    ``year`` is astronomical (0 is 1 BC). ``month`` and ``day`` are 0 where not said; ``group`` is the EDTF code of a
    season, quarter or half; ``vague`` counts the digits of the year that are not said (1 for a decade).
    """

    year: int
    month: int = 0
    day: int = 0
    group: int = 0
    vague: int = 0

    @property
    def precision(self) -> str:
        """The name of how exact the date is: day, month, quarter, half, year, decade or range."""
        if self.vague:
            return "decade" if self.vague == 1 else "range"
        if self.group:
            return "half" if self.group > HALF else "quarter" if self.group > QUARTER else "range"
        return "day" if self.day else "month" if self.month else "year"

    @property
    def edtf(self) -> str:
        """The date as EDTF: ``1991``, ``2002-11``, ``2024-33``, ``199X``, ``-0240``."""
        sign, digits = "-" if self.year < 0 else "", f"{abs(self.year):04d}"
        if self.vague:
            return sign + digits[: -self.vague] + "X" * self.vague
        tail = (
            f"-{self.group:02d}" if self.group else "".join(f"-{part:02d}" for part in (self.month, self.day) if part)
        )
        return sign + digits + tail

    @property
    def exists(self) -> bool:
        """Whether the calendar has it."""
        if not (abs(self.year) < 10_000 and 0 <= self.month <= 12 and 0 <= self.day <= 31) or (
            self.day and not self.month
        ):
            return False
        return not self.day or self.day <= days_in(self.year, self.month)

    @property
    def order(self) -> tuple[int, int, int]:
        """What orders dates, also those before the year 1."""
        return self.year, self.first().month, self.day

    def first(self) -> dt.date:
        """The first day of it; for years before 1, of the first year of the calendar."""
        month = self.month or _MONTHS.get(self.group, (1, 12))[0]
        return dt.date(max(self.year, 1), month, self.day or 1)

    def last(self) -> dt.date:
        """The last day of it."""
        month, year = self.month or _MONTHS.get(self.group, (1, 12))[1], max(self.year, 1)
        return dt.date(year, month, self.day or days_in(year, month))


def days_in(year: int, month: int) -> int:
    """The number of days of a month; years before 1 are counted in the proleptic calendar."""
    return 28 + calendar.isleap(year) if month == 2 else 30 + (month + month // 8) % 2


def stamp(day: dt.date) -> Stamp:
    """A day as a stamp."""
    return Stamp(day.year, day.month, day.day)


def parsed(edtf: str) -> Stamp | None:
    """The stamp of a plain EDTF date (``2025``, ``2025-11``, ``2025-11-03``); None for anything else."""
    parts = edtf.strip().rstrip("~?%").split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4:
        return None
    found = Stamp(*(int(part) for part in parts))
    return found if found.exists and found.year else None


def moved(anchor: Stamp, unit: str, steps: int) -> tuple[Stamp, Stamp] | None:
    """The unit (year, month, week, ...) that stands so many steps from a date, as its first and last part.

    None where the anchor is less exact than the unit, or the step leaves the calendar.
    """
    if unit == "year":
        target = Stamp(anchor.year + steps)
        return (target, target) if target.exists and (target.year > 0 or anchor.year <= 0) else None
    if unit == "century":
        return None
    try:
        return _within_year(anchor, unit, steps)
    except (ValueError, OverflowError):
        return None


def _within_year(anchor: Stamp, unit: str, steps: int) -> tuple[Stamp, Stamp] | None:
    if unit in {"quarter", "half"}:
        return _group_moved(anchor, unit, steps) if anchor.month else None
    if unit == "month":
        count = anchor.year * 12 + anchor.month - 1 + steps
        target = Stamp(count // 12, count % 12 + 1)
        return (target, target) if anchor.month and 0 < target.year < 10_000 else None
    if not anchor.day:
        return None
    day = dt.date(anchor.year, anchor.month, anchor.day)
    if unit == "day":
        target = stamp(day + dt.timedelta(days=steps))
        return target, target
    monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=steps)
    first, last = (5, 6) if unit == "weekend" else (0, 6)
    return stamp(monday + dt.timedelta(days=first)), stamp(monday + dt.timedelta(days=last))


def _group_moved(anchor: Stamp, unit: str, steps: int) -> tuple[Stamp, Stamp]:
    size, code = (4, QUARTER) if unit == "quarter" else (2, HALF)
    count = anchor.year * size + (anchor.month - 1) * size // 12 + steps
    target = Stamp(count // size, group=code + count % size + 1)
    return target, target


def week(year: int, number: int) -> tuple[Stamp, Stamp] | None:
    """The Monday and Sunday of a week by ISO 8601; None where the year does not have it."""
    try:
        monday = dt.date.fromisocalendar(year, number, 1)
        return stamp(monday), stamp(monday + dt.timedelta(days=6))
    except (ValueError, OverflowError):
        return None


def nearest_month(month: int, base: Stamp, direction: int) -> int:
    """The year in which a month falls that is the last before (-1), the next after (+1) or the one of (0) a date."""
    if not direction or not base.month:
        return base.year + (direction if not base.month else 0)
    if direction < 0:
        return base.year - (month >= base.month)
    return base.year + (month <= base.month)


def nearest_weekday(weekday: int, base: Stamp, tense: int) -> Stamp | None:
    """The day of the week (1 Monday) on or last before a day (tense -1), on or next after it (1), or the nearest (0).

    None where the base is no day. The past is the nearer at equal distance: reports tell what was.
    """
    if not base.day or base.year < 1:
        return None
    back = (dt.date(base.year, base.month, base.day).isoweekday() - weekday) % 7
    ahead = -back % 7
    return _days_on(base, ahead if tense > 0 or (not tense and ahead < back) else -back)


def distance(parts: tuple[Stamp, Stamp], base: Stamp) -> int:
    """Days from a day to a date (its first and last part), 0 where it lies within, negative where it is before."""
    if base.first() > parts[1].last():
        return (parts[1].last() - base.first()).days
    return max(0, (parts[0].first() - base.last()).days)


def beside_weekday(weekday: int, base: Stamp, direction: int) -> Stamp | None:
    """The day of the week of the week before (-1), after (+1) or of (0) a day's own; None without a day."""
    if not base.day or base.year < 1:
        return None
    back = (dt.date(base.year, base.month, base.day).isoweekday() - weekday) % 7
    return _days_on(
        base,
        {0: weekday - dt.date(base.year, base.month, base.day).isoweekday(), -1: -(back or 7), 1: 7 - back}[direction],
    )


def _days_on(base: Stamp, days: int) -> Stamp | None:
    try:
        return stamp(dt.date(base.year, base.month, base.day) + dt.timedelta(days=days))
    except OverflowError:
        return None
