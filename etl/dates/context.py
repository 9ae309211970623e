"""Resolves what was found: from its own words, from the dates around it, from the document's own date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from etl.dates.calendar import HALF, QUARTER, Stamp, beside_weekday, distance, moved, nearest_month, nearest_weekday
from etl.dates.tense import tense_of
from etl.model import DateMention

if TYPE_CHECKING:
    from etl.dates.pack import Pack
    from etl.dates.scan import Found

#: How many times farther a date is that lies behind or ahead of a report's own, by the tense of its sentence. Reports
#: leave out the year of dates that are near, and of past ones more than of coming ones; see the tests for the effect.
_AGAINST = {-1: (1.0, 12.0), 0: (1.0, 1.3), 1: (4.0, 1.0)}
#: Farther than any date.
_NEVER = 10**9
#: "The same period" is one that so many paragraphs before have told, at most.
_KEPT = 2
#: A month so many months before the last one told, in a history, is of the year after it ("December ... In January").
_TURN = 8
#: A year of two digits from here on is of the last century.
_PIVOT = 50
#: How far, in characters, it is looked whether a date opens its sentence: then what follows is told of its year.
_OPENING_REACH = 24
#: What narrows a year that is named by a step ("October last year").
_INSIDE = frozenset({"month", "season", "quarter", "half"})

#: The units that are stepped from a day; those of the document's own date that also a history counts from.
_FINE = frozenset({"day", "week", "weekend", "weekday"})
_COARSE = frozenset({"year", "quarter", "half", "decade"})

Fields = Mapping[str, Any]
Parts = tuple[Stamp, Stamp]


@dataclass(slots=True)
class Context:
    """The dates that a text has named so far, and the document's own.

    ``news`` tells whether a date without a year is near the document's own date (a report) or near the dates told
    before it. In a ``history`` "today" and "this month" do not mean the document's own date, but "this year" does.
    ``year``, ``month`` and ``day`` are the last date named that is at least as exact, ``period`` the last stretch of
    months or days;
    ``local`` is the year that a sentence of the same paragraph has opened with, ``section`` that of its heading;
    ``fresh`` tells which of month and day the paragraph itself has named, ``idle`` how many paragraphs ago the stretch
    was.
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

    def told(self, unit: str) -> Stamp | None:
        """The last date that is exact enough to step from it by a unit; its own in a report that has told none."""
        own = self.reference if self.news and self.year is None else None
        if unit in _FINE:
            return self.day or own
        if unit in {"month", "quarter", "half"}:
            return self.month or own
        return self.year or own

    def near(self, unit: str) -> Stamp | None:
        """What "the same day" leans on: in a report no date of long ago that an earlier paragraph told."""
        told, own = self.told(unit), self.reference if self.news else None
        if told is None or own is None:
            return told or own
        if unit == "year" or ("day" if unit in _FINE else "month") in self.fresh:
            return told
        return told if abs(told.year - own.year) <= 1 else own

    def note(self, parts: Parts) -> None:
        """Remember a date of the text; of a stretch over years its beginning."""
        stamp = parts[0] if parts[0].year != parts[1].year else parts[1]
        if stamp.vague:
            return
        self.year = stamp
        if stamp.month:
            self.month, self.fresh = stamp, self.fresh | {"month"}
        if stamp.day:
            self.day, self.fresh = stamp, self.fresh | {"day"}

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

    def enter(self, heading: Stamp) -> None:
        """Take the date of a heading."""
        self.paragraph()
        self.note((heading, heading))
        self.section = heading


def resolve(text: str, found: Found, context: Context, pack: Pack) -> DateMention | None:
    """The mention with its meaning, or None where nothing tells it; remembers the date in the context."""
    fields = found.fields
    plain = "year" in fields
    parts = _repeated(fields, context) if "stretch" in fields else None
    if parts is None:
        parts = _absolute(fields, pack) if plain else _vague(fields, pack) or _leaning(text, found, context, pack)
    if parts is None or not all(part.exists for part in parts):
        return None
    if context.year is None or not _aside(text, found, parts):
        context.note(parts)
    if parts[0] != parts[1] or parts[0].group:
        context.period, context.idle = (None if parts[0].precision == "year" else parts), 0
    if plain and pack.opening.search(text[max(0, found.start - _OPENING_REACH) : found.start]):
        context.local = parts[1]
    relative = not plain and not fields.keys() & {"decade", "century", "tens", "short"}
    return _mention(text, found, parts, relative=relative)


def _aside(text: str, found: Found, parts: Parts) -> bool:
    """Whether a date is told by the way: where something else began or ended, over years, or years in brackets."""
    years = "year" in found.fields and not parts[1].month and not parts[1].group
    bracketed = years and text[max(0, found.start - 1) : found.start] in {"(", "（"}
    return bracketed or found.modifier in {"since", "until"} or parts[0].year != parts[1].year


def _mention(text: str, found: Found, parts: Parts, *, relative: bool) -> DateMention:
    first, last = parts
    approx = "~" if found.approximate and not first.vague else ""
    edtf = first.edtf + approx if first == last else f"{first.edtf}/{last.edtf}"
    precision = first.precision if first == last else "range"
    words = text[found.start : found.end]
    return DateMention(found.start, found.end, words, edtf, precision, relative, found.rule.id, found.modifier)


def _vague(fields: Fields, pack: Pack) -> Parts | None:
    if "decade" in fields:
        found = Stamp(fields["decade"], vague=1)
    elif "tens" in fields:
        found = Stamp((fields.get("century", 20) - 1) * 100 + fields["tens"] * 10, vague=1)
    elif "century" in fields:
        found = Stamp((fields["century"] - 1) * 100, vague=2)
    elif "short" in fields:
        return _absolute({**fields, "year": fields["short"] + (1900 if fields["short"] >= _PIVOT else 2000)}, pack)
    else:
        return None
    return found, found


def _absolute(fields: Fields, pack: Pack) -> Parts | None:
    year = -fields["year"] + 1 if fields.get("era") == "bc" else fields["year"]
    if "first" in fields:
        return _ordered(year, fields, pack)
    return _spread(year, fields)


def _ordered(year: int, fields: Fields, pack: Pack) -> Parts | None:
    first, second = fields["first"], fields["second"]
    orders = [(second, first), (first, second)]
    for month, day in orders if pack.order == "DMY" else reversed(orders):
        found = Stamp(year, month, day)
        if month and day and found.exists:
            return found, found
    return None


def _repeated(fields: Fields, context: Context) -> Parts | None:
    """The last stretch told, in the year that is named with it ("the same period last year")."""
    told = context.near("month") if fields["stretch"] == "month" else None
    parts = (told, told) if told else context.period
    if parts is None or (fields["stretch"] == "month" and not told):
        return None
    base, step = str(fields.get("which", "focus 0")).split()
    year = parts[1].year if base == "focus" or context.reference is None else context.reference.year
    shift = fields.get("year", year + int(step)) - parts[1].year
    first, last = (replace(part, year=part.year + shift, day=0 if told else part.day) for part in parts)
    return first, last


def _spread(year: int, fields: Fields) -> Parts | None:
    """The first and last part of what stands in a year, or from a year to another."""
    first = _part(year, fields)
    if not fields.keys() & {"year_to", "month_to", "day_to"}:
        return first, first
    turns = "year_to" not in fields and fields.get("month_to", 12) < first.month
    year_to = fields.get("year_to", year + turns)
    if fields.get("era") == "bc":
        year_to = 1 - year_to
    elif year_to < 100 <= year:
        year_to += year - year % 100
    month_to, day_to = fields.get("month_to", first.month if "day_to" in fields else 0), fields.get("day_to", 0)
    last = Stamp(year_to, month_to, day_to)
    return (first, last) if first.exists and last.exists and first.order < last.order else None


def _part(year: int, fields: Fields) -> Stamp:
    if "quarter" in fields:
        return Stamp(year, group=QUARTER + fields["quarter"])
    if "half" in fields:
        return Stamp(year, group=HALF + fields["half"])
    if "season" in fields:
        return Stamp(year, group=fields["season"])
    if "feast" in fields:
        month, day = fields["feast"].split("-")
        return Stamp(year, int(month), int(day))
    return Stamp(year, fields.get("month", 0), fields.get("day", 0))


def _leaning(text: str, found: Found, context: Context, pack: Pack) -> Parts | None:
    fields = found.fields
    if "day_word" in fields:
        base, step = str(fields["day_word"]).split()
        return _stepped({"unit": "day", "day_word": True}, context, base, int(step))
    for name in ("which", "way"):
        if name in fields:
            base, step = str(fields[name]).split()
            return _stepped(fields, context, base, int(step) * fields.get("count", 1))
    if "stretch" in fields and "which" not in fields:
        return None
    if "beside" in fields:
        return _stepped(fields, context, "focus", -1 if fields["beside"] == "before" else 1)
    if "base" in fields:
        return _stepped(fields, context, fields["base"], fields["step"])
    return _partial(text, found, context, pack)


def _stepped(fields: Fields, context: Context, base: str, step: int) -> Parts | None:
    """What stands some steps from the last date of the text (focus) or from the document's own (reference)."""
    unit = fields.get("unit", "weekday" if "weekday" in fields else "month" if "month" in fields else "year")
    anchor = _anchor(fields, context, (base, step, unit))
    if anchor is None:
        return None
    if "unit" not in fields:
        return _beside(fields, anchor, max(-1, min(1, step)))
    if unit == "year" and fields.keys() & _INSIDE:
        return _spread(anchor.year + step, fields)
    if unit == "month" and "day" in fields:
        parts = moved(anchor, unit, step)
        return _spread(parts[0].year, {"month": parts[0].month, "day": fields["day"]}) if parts else None
    if unit == "decade" and "count" in fields:
        unit, step = "year", step * 10
    return moved(anchor, unit, step)


def _anchor(fields: Fields, context: Context, way: tuple[str, int, str]) -> Stamp | None:
    """The date that steps are counted from."""
    base, step, unit = way
    told = context.near(unit) if not step else context.told(unit)
    if base == "focus" or (base == "here" and not context.news):
        return told or (context.year if fields.keys() & {"month", "season"} else None)
    if context.reference is not None and not (context.history and base == "reference" and unit not in _COARSE):
        return context.reference
    return told if base == "reference" and not step and "day_word" not in fields else None


def _beside(fields: Fields, anchor: Stamp, direction: int) -> Parts | None:
    """The month, season or weekday before (-1), after (+1) or of (0) a date: "last October", "this September"."""
    if "weekday" in fields:
        day = beside_weekday(fields["weekday"], anchor, direction)
        return (day, day) if day else None
    part = _part(anchor.year, fields)
    return _spread(nearest_month(part.first().month, anchor, direction), fields)


def _partial(text: str, found: Found, context: Context, pack: Pack) -> Parts | None:
    """A date without its year: of the year that is told, or the nearest to a report's own date."""
    fields = found.fields
    own = context.reference if context.news else None
    if fields.keys() & {"month", "season", "quarter", "half", "feast"}:
        year = _told(fields, context)
        if found.dateline and context.reference is not None:
            year = _year_near(fields, context.reference, 0)
        elif own is not None and not (context.local or context.section):
            year = _year_near(fields, own, tense_of(text, found, pack))
        return None if year is None else _spread(_agreeing(year, fields), fields)
    if "weekday" in fields:
        told = context.dated_day()
        return _weekdays(fields, told or own, 1 if told else tense_of(text, found, pack))
    month = context.told("month")
    day = Stamp(month.year, month.month, fields["day"]) if month and "day" in fields else None
    return (day, day) if day else None


def _weekdays(fields: Fields, base: Stamp | None, tense: int) -> Parts | None:
    """A day of the week, or from one to the next that is named with it."""
    first = nearest_weekday(fields["weekday"], base, tense) if base else None
    last = nearest_weekday(fields["weekday_to"], first, 1) if first and "weekday_to" in fields else first
    return (first, last) if first and last else None


def _told(fields: Fields, context: Context) -> int | None:
    """The year last told, or the next where the months told have reached its end."""
    told = (context.local or context.section) if context.news else context.year
    if told is None:
        return None
    return told.year + int("month" in fields and told.month - fields["month"] >= _TURN)


def _agreeing(year: int, fields: Fields) -> int:
    """The year, or the one beside it in which the date falls on the day of the week that stands with it."""
    if not {"weekday", "month", "day"} <= fields.keys() or "day_to" in fields:
        return year
    parts = ((other, _part(other, fields)) for other in (year, year - 1, year + 1))
    agree = (other for other, part in parts if part.exists and part.first().isoweekday() == fields["weekday"])
    return next(agree, year)


def _year_near(fields: Fields, own: Stamp, tense: int) -> int:
    """The year of a date without one in a report: the nearest, where what is against the tense counts as farther.

    Without a tense the quarters and months over which something is counted are past.
    """
    counted = fields.keys() & {"month_to", "quarter", "half"} and "day" not in fields
    behind, ahead = _AGAINST[-1 if counted and not tense else tense]

    def far(year: int) -> float:
        parts = _spread(year, fields)
        days = distance(parts, own) if parts and parts[0].exists else _NEVER
        return days * ahead if days > 0 else -days * behind

    return min((own.year, own.year - 1, own.year + 1), key=far)
