"""What a text has told of time so far, and the document's own date."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from etl.dates.calendar import Stamp
    from etl.dates.own import Parts

#: "The same period" is one that so many paragraphs before have told, at most.
_KEPT = 2
#: The units of the document's own date that also a history counts from.
COARSE = frozenset({"year", "quarter", "half", "decade", "century"})
_OF_YEARS = frozenset({"year", "decade", "century"})
#: The units that are stepped from a day.
FINE = frozenset({"day", "week", "weekend", "weekday"})


@dataclass(slots=True)
class Context:
    """The dates that a text has named so far, and the document's own.

    ``news`` tells whether a date without a year is near the document's own date (a report) or near the dates told
    before it. In a ``history`` "today" and "this month" do not mean the document's own date, but "this year" does.
    ``year``, ``month`` and ``day`` are the last date named that is at least as exact, ``period`` the last stretch of
    months or days;
    ``local`` is the year that a sentence of the same paragraph has opened with, ``section`` that of its heading;
    ``fresh`` tells which of year, month and day the paragraph itself has named, ``idle`` how many paragraphs ago the
    stretch was. ``last`` has for century, decade, year, month and day the last date of all that is at least as exact,
    told by the way or not: what "that day" means. It ended at ``ended`` of the text that is read (-1: of none of it),
    and ``beside`` tells whether that is in the same sentence.
    """

    reference: Stamp | None
    news: bool
    history: bool = False
    year: Stamp | None = None
    month: Stamp | None = None
    day: Stamp | None = None
    period: Parts | None = None
    local: Stamp | None = None
    section: Stamp | None = None
    fresh: frozenset[str] = frozenset()
    idle: int = 0
    last: Mapping[str, Stamp] = field(default_factory=dict)
    ended: int = -1
    beside: bool = False

    def told(self, unit: str) -> Stamp | None:
        """The last date that is exact enough to step from it by a unit; its own in a report that has told none."""
        own = self.reference if self.news and self.year is None else None
        if unit in {"decade", "century"}:
            return self.last.get(unit) or own
        if unit in FINE:
            return self._still(self.day) or own
        if unit in {"month", "quarter", "half"}:
            return self._still(self.month) or own
        return self.year or own

    def _still(self, told: Stamp | None) -> Stamp | None:
        """A day or month, unless a history has gone on to another year, or from a day to another month."""
        if told is None or self.year is None or self.month is None or self.news:
            return told
        if told.year != self.year.year:
            return None
        return told if not told.day or told.month == self.month.month else None

    def near(self, unit: str) -> Stamp | None:
        """What "the same day" leans on: in a report no date of long ago that an earlier paragraph told."""
        exact = "day" if unit in FINE else unit if unit in _OF_YEARS else "month"
        told, own = self.last.get(exact) or self.told(unit), self.reference if self.news else None
        if told is None or own is None:
            return told or own
        if exact in _OF_YEARS or exact in self.fresh:
            return told
        return told if abs(told.year - own.year) <= 1 else own

    def note(self, parts: Parts, *, only_day: bool = False) -> None:
        """Remember a date of the text; of a stretch over years its beginning; or only the day of it."""
        stamp = parts[0] if parts[0].year != parts[1].year else parts[1]
        if stamp.vague:
            return
        if only_day:
            self.day, self.fresh = stamp, self.fresh | {"day"}
            return
        self.year, self.fresh = stamp, self.fresh | {"year"}
        if stamp.month:
            self.month, self.fresh = stamp, self.fresh | {"month"}
        if stamp.day:
            self.day, self.fresh = stamp, self.fresh | {"day"}

    def see(self, parts: Parts) -> None:
        """Remember a date as the last of all, whether it is the text's story or told by the way."""
        stamp = parts[1]
        said = 3 - stamp.vague + bool(stamp.month) + bool(stamp.day)
        exact = ("century", "decade", "year", "month", "day")[:said]
        self.last = {**self.last, **dict.fromkeys(exact, stamp)}

    def dated_day(self) -> Stamp | None:
        """The day that a day of the week follows: that of the section, or outside of reports of the paragraph."""
        if self.section is not None and self.section.day:
            return self.section
        return self.day if not self.news and "day" in self.fresh else None

    def paragraph(self) -> None:
        """Forget what holds within a paragraph only."""
        self.local, self.fresh, self.idle = None, frozenset(), self.idle + 1
        self.period = self.period if self.idle <= _KEPT else None

    def leave(self) -> None:
        """Forget the date of a section, and what it has told."""
        if self.section is not None:
            self.section = self.year = self.month = self.day = None
            self.last = {}

    def enter(self, heading: Stamp) -> None:
        """Take the date of a heading."""
        self.paragraph()
        self.see((heading, heading))
        self.note((heading, heading))
        self.section = heading
