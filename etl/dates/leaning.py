"""What a date means that leans on another: on the dates told before it, or on the document's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl.dates.calendar import WINTER, Stamp, beside_weekday, distance, moved, nearest_month, nearest_weekday
from etl.dates.context import COARSE
from etl.dates.own import of_decade, part, spread
from etl.dates.tense import tense_of

if TYPE_CHECKING:
    from etl.dates.context import Context
    from etl.dates.own import Fields, Parts
    from etl.dates.pack import Pack
    from etl.dates.scan import Found

#: How many times farther a date is that lies behind or ahead of a report's own, by the tense of its sentence. Reports
#: leave out the year of dates that are near, and of past ones more than of coming ones; see the tests for the effect.
_AGAINST = {-2: (1.0, 60.0), -1: (1.0, 12.0), 0: (1.0, 1.3), 1: (8.0, 1.0)}
#: Farther than any date.
_NEVER = 10**9
#: A month so many months before the last one told, in a history, is of the year after it ("December ... In January").
_TURN = 8
#: And a season that begins so many months before ("in September ... in the spring").
_SEASON_TURN = 6
#: A turn of a century is meant within this part of a century from the year told.
_NEAR_TURN = 0.3
#: Months of a season.
_SEASON = 3
#: What narrows a year that is named by a step ("October last year").
_INSIDE = frozenset({"month", "season", "quarter", "half"})


def leaning(text: str, found: Found, context: Context, pack: Pack) -> Parts | None:
    """A date that names no year of its own; None where nothing tells which is meant."""
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


def _rounded(anchor: Stamp, years: int) -> Parts | None:
    """The turn of a century (of so many years) nearest to a date; None where none is near."""
    near = Stamp(round(anchor.year / years) * years)
    return (near, near) if abs(anchor.year - near.year) <= years * _NEAR_TURN else None


def _stepped(fields: Fields, context: Context, base: str, step: int) -> Parts | None:
    """What stands some steps from the last date of the text (focus) or from the document's own (reference)."""
    unit = fields.get("unit", "weekday" if "weekday" in fields else "month" if "month" in fields else "year")
    anchor = _anchor(fields, context, (base, step, unit))
    if anchor is None:
        return None
    if "unit" not in fields:
        return _beside(fields, anchor, max(-1, min(1, step)))
    if unit == "year" and fields.keys() & _INSIDE:
        return spread(anchor.year + step, fields)
    if unit == "month" and "day" in fields:
        parts = moved(anchor, unit, step)
        return spread(parts[0].year, {"month": parts[0].month, "day": fields["day"]}) if parts else None
    if unit in {"decade", "century"} and "count" not in fields:
        return _vague_moved(anchor, unit, step, fields)
    if unit == "decade":
        unit, step = "year", step * 10
    return _rounded(anchor, fields["round"]) if "round" in fields else moved(anchor, unit, step)


def _vague_moved(anchor: Stamp, unit: str, step: int, fields: Fields) -> Parts | None:
    """The decade or century that stands so many of them from that of a date; no century before the first."""
    if unit == "decade":
        return of_decade(anchor.year - anchor.year % 10 + step * 10, fields)
    century = Stamp(anchor.year - anchor.year % 100 + step * 100, vague=2)
    return (century, century) if anchor.year > 0 and century.year >= 0 and century.exists else None


def _anchor(fields: Fields, context: Context, way: tuple[str, int, str]) -> Stamp | None:
    """The date that steps are counted from."""
    base, step, unit = way
    level = "year" if unit == "month" and "unit" not in fields else unit  # "that October" is one of the year told
    told = context.told(level) if step else context.near(level)
    if step and unit == "year" and context.beside:
        told = context.last.get("year", told)
    elif step and unit == "year" and context.news and "year" not in context.fresh:
        told = context.reference
    if base == "here" and context.local and unit == "year":
        return context.local
    if base == "focus" or (base == "here" and not context.news):
        return told or (context.year if fields.keys() & {"month", "season"} else None)
    if context.reference is not None and not (context.history and base == "reference" and unit not in COARSE):
        return context.reference
    return told if base == "reference" and not step and "day_word" not in fields else None


def _beside(fields: Fields, anchor: Stamp, direction: int) -> Parts | None:
    """The month, season or weekday before (-1), after (+1) or of (0) a date: "last October", "this September"."""
    if "weekday" in fields:
        day = beside_weekday(fields["weekday"], anchor, direction)
        return (day, day) if day else None
    month = part(anchor.year, fields).first().month
    if fields.get("season") == WINTER and not direction and 0 < anchor.month <= _SEASON:
        return spread(anchor.year - 1, fields)  # "this winter", told in February
    if "season" in fields and direction < 0 and anchor.month:
        month = (month + _SEASON - 2) % 12 + 1  # the last that is over: "last summer", told in July
        year = nearest_month(month, anchor, direction) - (month < _SEASON)
        return spread(year, fields)
    return spread(nearest_month(month, anchor, direction), fields)


def _partial(text: str, found: Found, context: Context, pack: Pack) -> Parts | None:
    """A date without its year: of the year that is told, or the nearest to a report's own date."""
    fields = found.fields
    own = context.reference if context.news else None
    if fields.keys() & {"month", "season", "quarter", "half", "feast"}:
        year = _told(fields, context)
        if found.dateline and context.reference is not None:
            year = _year_near(fields, context.reference, 0)
        elif own is not None and not (context.local or context.section):
            year = _year_near(fields, own, fields["tense"] if "tense" in fields else tense_of(text, found, pack))
        return None if year is None else spread(_agreeing(year, fields), fields)
    if "weekday" in fields:
        told = context.last.get("day") if "listed" in fields else context.dated_day()
        tense = 1 if told else tense_of(text, found, pack) or -found.owns  # "Thursday's price" is past
        return _weekdays(fields, told or own, tense)
    if "day" not in fields:
        return None
    month = context.told("month")
    if own is not None and own.day and tense_of(text, found, pack) > 0:  # "resume on the 12th"
        ahead = moved(own, "month", int(fields["day"] < own.day))
        month = ahead[0] if ahead else month
    return spread(month.year, {**fields, "month": month.month}) if month else None


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
    first = part(told.year, fields).first().month if fields.keys() & {"month", "season", "feast"} else 0
    turn = _TURN if "month" in fields else _SEASON_TURN
    return told.year + int(first > 0 and bool(told.month or told.group) and told.first().month - first >= turn)


def _agreeing(year: int, fields: Fields) -> int:
    """The year, or the one beside it in which the date falls on the day of the week that stands with it."""
    if not {"weekday", "month", "day"} <= fields.keys() or "day_to" in fields:
        return year
    parts = ((other, part(other, fields)) for other in (year, year - 1, year + 1))
    agree = (other for other, day in parts if day.exists and day.first().isoweekday() == fields["weekday"])
    return next(agree, year)


def _year_near(fields: Fields, own: Stamp, tense: int) -> int:
    """The year of a date without one in a report: the nearest, where what is against the tense counts as farther.

    Without a tense the quarters and months over which something is counted are past, and the months are over.
    """
    counted = fields.keys() & {"month_to", "quarter", "half"} and "day" not in fields
    behind, ahead = _AGAINST[-1 if counted and not tense else tense]

    def far(year: int) -> float:
        parts = spread(year, fields)
        days = distance(parts, own) if parts and parts[0].exists else _NEVER
        if not days and parts and "month_to" in fields and tense <= 0:  # it is not over yet
            days = max(0, (parts[1].last() - own.first()).days)
        return days * ahead if days > 0 else -days * behind

    return min((own.year, own.year - 1, own.year + 1), key=far)
