"""Resolves what was found: from its own words, from the dates around it, from the document's own date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from etl.dates.calendar import moved
from etl.dates.leaning import leaning
from etl.dates.own import absolute, vague
from etl.dates.tense import sentence_ends
from etl.model import DateMention

if TYPE_CHECKING:
    from etl.dates.context import Context
    from etl.dates.own import Fields, Parts
    from etl.dates.pack import Pack
    from etl.dates.scan import Found

#: How far, in characters, it is looked whether a date opens its sentence: then what follows is told of its year.
_OPENING_REACH = 24
#: How far, in characters, it is looked for what makes a date one told by the way.
_CLAUSE = 80
#: Dates so far apart, in characters, stand in no sentence together.
_SENTENCE = 300
#: Years of so few digits that they look like other numbers; from so long ago that no one counts them so.
_SMALL, _BEFORE = 1000, -1000


def resolve(text: str, found: Found, context: Context, pack: Pack) -> DateMention | None:
    """The mention with its meaning, or None where nothing tells it; remembers the date in the context."""
    fields = _like(found.fields, context)
    if fields is None:
        return None
    plain = "year" in fields
    beside = context.ended >= 0 and found.start - context.ended < _SENTENCE
    context.beside = beside and not sentence_ends(text, context.ended, found.start)
    parts = _repeated(fields, context) if "stretch" in fields else None
    if parts is None:
        parts = absolute(fields, pack) if plain else vague(fields, pack) or leaning(text, found, context, pack)
    if parts is None or not all(part.exists for part in parts):
        return None
    _remember(text, found if fields is found.fields else replace(found, fields=fields), parts, context, pack)
    relative = not plain and not fields.keys() & {"decade", "century", "tens", "short"}
    return _mention(text, found, parts, relative=relative)


def _like(fields: Fields, context: Context) -> Fields | None:
    """A number that is a year where the years told are as small ("in 410"), before Christ where they are; else None."""
    if "like" not in fields:
        return fields
    told = context.year
    if told is None and fields["like"] == "first" and not context.news:
        return {**fields, "era": "ad"}
    if told is None or not _BEFORE < told.year < _SMALL:
        return None
    return {**fields, "era": "bc" if told.year <= 0 else "ad"}


def _stood(fields: Fields, parts: Parts, context: Context) -> Parts:
    """What is remembered of a date: of a week some weeks from a day, the day that is so many weeks from it."""
    if "way" not in fields or fields.get("unit") != "week":
        return parts
    day = context.told("day")
    return (day and moved(parts[0], "day", day.first().weekday())) or parts


def _remember(text: str, found: Found, parts: Parts, context: Context, pack: Pack) -> None:
    fields = found.fields
    stood = _stood(fields, parts, context)
    if found.modifier != "since" or "year" not in context.fresh:  # "besieged since 1941"
        context.see(stood)
    context.ended = found.end
    before = text[max(0, found.start - _CLAUSE) : found.start]
    opens = "year" in fields and pack.opening.search(before[-_OPENING_REACH:]) is not None
    aside = not opens and _aside(found, parts, before, context, pack)
    way = str(fields.get("which", fields.get("way", "")))  # "last year", "a year earlier", "from the previous month"
    step = context.news and way and (not parts[1].month or (context.beside and way == "focus -1"))
    if context.year is None or not (aside or step or "aside" in fields or _spanning(text, found, parts, context)):
        said = context.news and context.beside and "weekday" in fields and "year" not in fields
        context.note(stood, only_day=bool(said and "month" in context.fresh))
        if "year" in fields and context.local and parts[1].year > context.local.year:
            context.local = None
    if parts[0] != parts[1] or parts[0].group:
        told = None if parts[0].precision == "year" else parts
        context.period, context.idle = context.period if "stretch" in fields else told, 0
    if opens and "aside" not in fields:
        context.local = parts[1]
    elif context.news and way.startswith("reference") and "which" in fields:
        context.local = None  # "In 2012 ...; this year ... in March"


def _spanning(text: str, found: Found, parts: Parts, context: Context) -> bool:
    """Whether a date tells where something else began or ended, over years, or years in brackets.

    The day until which something went on, where it is not far, is where a history goes on from; so is the month since
    which something was, where a paragraph begins with it.
    """
    years = "year" in found.fields and not parts[1].month and not parts[1].group
    bracketed = years and text[max(0, found.start - 1) : found.start] in {"(", "（"}
    near = context.year is not None and 0 <= parts[1].year - context.year.year <= 1
    begins = found.modifier == "since" and parts[1].month and "year" not in context.fresh
    goes_on = not context.news and (begins or (found.modifier == "until" and parts[1].day and near))
    return bracketed or (found.modifier in {"since", "until"} and not goes_on) or parts[0].year != parts[1].year


def _aside(found: Found, parts: Parts, before: str, context: Context, pack: Pack) -> bool:
    """Whether a date looks back from the story ("as had been agreed in 1938", "the 1917 revolution") or ahead.

    An earlier year alone, where the paragraph has told one, looks back: a story that goes back says so by its opening.
    """
    if "year" not in found.fields or context.year is None:
        return False
    way = parts[0].year - context.year.year
    back = pack.recalled.search(before) or ("year" in context.fresh and parts[1].precision == "year")
    return bool((way < 0 and back) or (way > 0 and "year" in context.fresh and pack.foretold.search(before)))


def _mention(text: str, found: Found, parts: Parts, *, relative: bool) -> DateMention:
    first, last = parts
    approx = "~" if found.approximate and not first.vague else ""
    edtf = first.edtf + approx if first == last else f"{first.edtf}/{last.edtf}"
    precision = first.precision if first == last else "range"
    words = text[found.start : found.end]
    return DateMention(found.start, found.end, words, edtf, precision, relative, found.rule.id, found.modifier)


def _repeated(fields: Fields, context: Context) -> Parts | None:
    """The last stretch told, in the year that is named with it ("the same period last year")."""
    month = context.told("month") if context.news and context.beside else context.near("month")
    told = month if fields["stretch"] == "month" else None
    parts = (told, told) if told else context.period
    if parts is None or (fields["stretch"] == "month" and not told):
        return None
    if "only" in fields and parts[0].precision != fields["only"]:
        return None
    base, step = str(fields.get("which", "focus 0")).split()
    year = parts[1].year if base == "focus" or context.reference is None else context.reference.year
    shift = fields.get("year", year + int(step)) - parts[1].year
    first, last = (replace(part, year=part.year + shift, day=0 if told else part.day) for part in parts)
    return first, last
