"""Dates of a text, and of a document's passages with the context carried from passage to passage."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from etl.dates.calendar import Stamp, distance, parsed, stamp
from etl.dates.context import COARSE, Context
from etl.dates.pack import pack
from etl.dates.resolve import resolve
from etl.dates.scan import Found, scan

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from etl.dates.pack import Pack
    from etl.model import DateMention, Passage

#: A text tells history, whatever the day of its publication, where it names so many years ...
_HISTORY_YEARS = 6
#: ... and no more than this part of them are within a year of its publication; each word that tells of the day of a
#: report ("Monday", "last month", "a week ago") counts as so many of those.
_HISTORY_NEAR, _TOLD_NOW = 0.25, 2
#: A text of at least so many dates that begins with a year so many years ago, and names nothing of the time of its
#: publication, tells history.
_FEW, _LONG_AGO = 4, 10
#: Where one of so many first dates is a day of the week or "today", a text is a report.
_LEAD = 2
#: Among so many of the first dates of a text stands its dateline.
_HEAD = 8
#: A day no more than so many days from a document's own is the day of the report, and heads no section of it.
_BYLINE = 31
#: A line goes on with the sentence of the one before: lines are no paragraphs, but for a blank one between.
_WRAPPED = re.compile(r"\n(?<!\n\n)[ \t]*[^\W\dA-Z]")
_BLANK_LINE, _LINE = re.compile(r"\n\n"), re.compile(r"\n(?:\n|(?<=[.!?:\"”’)\]]\n))")
#: Passages that may be headings, however they were classed.
_HEADS = frozenset({"heading", "body", "furniture"})
#: Passages whose dates mean nothing to the text around them.
_ASIDE = frozenset({"note", "reference", "heading", "furniture", "caption"})


def find_dates(
    text: str, *, reference: dt.date | str | None = None, language: str = "en", order: str | None = None
) -> list[DateMention]:
    """Every calendar date that a text names, in order and without overlap.

    Args:
        text: A sentence or a whole document; in a document earlier dates anchor later ones.
        reference: The document's own date, a day or EDTF. From a day or month on, dates without a year are taken
            from near it, unless the text tells history. None: nothing relative to it is resolved.
        language: Of the text; there is a rule file for it in ``etl/rules/dates``.
        order: "DMY" or "MDY" for dates in digits; None: as the language's rules say.

    Returns:
        Mentions whose offsets are half-open in ``text``. ``edtf`` is never more exact than the words. Words that
        nothing resolves are left out.

    Raises:
        RuleError: There are no rules for the language.
    """
    known = _pack(language, order)
    found = scan(text, known)
    context = _context(reference, found)
    mentions, done, paragraph = [], 0, _BLANK_LINE if _WRAPPED.search(text) else _LINE
    for item in found:
        if paragraph.search(text, done, item.start):
            context.paragraph()
        mention = resolve(text, item, context, known)
        done = item.end
        if mention is not None:
            mentions.append(mention)
    return mentions


def passage_dates(passages: Sequence[Passage], *, reference: dt.date | str | None) -> list[tuple[DateMention, ...]]:
    """The dates of each passage of a document, with what earlier passages and headings tell.

    Args:
        passages: Of one document, in reading order. Notes, references and headings never tell the body a date,
            but that a heading with one date ("2015") tells it to the passages below it.
        reference: The document's own date, a day or EDTF; None where unknown.

    Returns:
        A tuple for each passage, in its order; offsets are in the passage's text. Years before 1, which no calendar
        of the tables has, are left out.
    """
    packs = {passage.language: _pack(passage.language, None) for passage in passages}
    found = [scan(passage.text, packs[passage.language]) for passage in passages]
    body = [
        item for passage, items in zip(passages, found, strict=True) if passage.kind not in _ASIDE for item in items
    ]
    context = _context(reference, body)
    mentions: list[tuple[DateMention, ...]] = []
    last: Passage | None = None
    for passage, items in zip(passages, found, strict=True):
        known = packs[passage.language]
        heading = _own_line(passage, items, context, known)
        if passage.kind in _ASIDE:
            mentions.append(_resolved(passage.text, items, replace(context, fresh=frozenset()), known))
        else:
            _enter(passage, last, context, known)
            mentions.append(_resolved(passage.text, items, context, known))
            last = passage
        if heading is not None:
            context.leave()
            context.enter(heading)
            last = passage
    return mentions


def _resolved(text: str, found: Sequence[Found], context: Context, known: Pack) -> tuple[DateMention, ...]:
    context.ended = -1
    mentions = (resolve(text, item, context, known) for item in found)
    return tuple(mention for mention in mentions if mention is not None and mention.edtf[0] != "-")


def _enter(passage: Passage, last: Passage | None, context: Context, known: Pack) -> None:
    """Forget what the paragraph before and the section before have told, and take the date of a new heading."""
    if last is None or passage.paragraph != last.paragraph:
        context.paragraph()
    if passage.headings == (last.headings if last else ()):
        return
    context.leave()
    for heading in passage.headings:
        told = _heading_date(heading, context, known)
        if told is not None:
            context.enter(told)


def _heading_date(text: str, context: Context, known: Pack) -> Stamp | None:
    """The date that a heading tells its section: its only year, or the date that it is and nothing else."""
    found = scan(text, known)
    years = [item for item in found if "year" in item.fields and "year_to" not in item.fields]
    item = years[0] if len(years) == 1 else found[0] if _nothing_but(text, found, known) else None
    mention = resolve(text, item, replace(context), known) if item else None
    return parsed(mention.edtf) if mention else None


def _nothing_but(text: str, found: Sequence[Found], known: Pack) -> bool:
    """Whether a text is a date ("In 2016", "May 2015:") and nothing else."""
    if len(found) != 1:
        return False
    before, after = text[: found[0].start].lstrip("#*•·-–—([ \t"), text[found[0].end :]
    return known.opening.search(before) is not None and not any(char.isalnum() for char in after)


def _own_line(passage: Passage, found: Sequence[Found], context: Context, known: Pack) -> Stamp | None:
    """The date of a passage that is nothing but a date: a heading, however it was classed, over what follows it.

    A bare number among the furniture is the number of a page or the year of a running title, and the day of a
    report above its text is no heading either.
    """
    bare = passage.kind == "furniture" and passage.text.strip().isdigit()
    if passage.kind not in _HEADS or bare or not _nothing_but(passage.text, found, known):
        return None
    told, own = _heading_date(passage.text, context, known), context.reference
    if told and told.day and own and abs(distance((told, told), own)) <= _BYLINE:
        return None
    return told


def _context(reference: dt.date | str | None, found: Sequence[Found]) -> Context:
    own = parsed(reference) if isinstance(reference, str) else stamp(reference) if reference else None
    own = _day_of_report(own, found)
    if own is None or not own.month:
        return Context(own, news=False)
    if _tells_history(own, found):
        return Context(own, news=False, history=True)
    return Context(own, news=True)


def _day_of_report(own: Stamp | None, found: Sequence[Found]) -> Stamp | None:
    """A document's own date, where that is no day completed by the dateline at its head."""
    fields = next((item.fields for item in found[:_HEAD] if item.dateline and "day" in item.fields), None)
    if fields is None or (own is not None and own.day) or "month" not in fields:
        return own
    day = Stamp(fields.get("year", own.year if own else 0), fields["month"], fields["day"])
    agrees = own is None or (day.year == own.year and own.month in {0, day.month})
    return day if day.year and day.exists and agrees else own


def _tells_history(own: Stamp, found: Sequence[Found]) -> bool:
    if any(item.fields.keys() & {"day_word", "weekday"} and "year" not in item.fields for item in found[:_LEAD]):
        return False
    years = [int(item.fields["year"]) for item in found if "year" in item.fields]
    near = sum(abs(year - own.year) <= 1 for year in years)
    near += _TOLD_NOW * sum(_is_told_now(item) for item in found)
    begins = found[0].fields if len(found) >= _FEW else {}
    if not near and "like" not in begins and own.year - begins.get("year", own.year) >= _LONG_AGO:
        return True
    return len(years) >= _HISTORY_YEARS and near <= _HISTORY_NEAR * len(years)


def _is_told_now(item: Found) -> bool:
    """Whether words count from the day on which they are told; "today" and "last year" also stand in histories."""
    fields = item.fields
    if "weekday" in fields:
        return not fields.keys() & {"year", "month"}
    if "day_word" in fields:
        return not str(fields["day_word"]).endswith(" 0")
    told = str(fields.get("which", fields.get("way", "")))
    return told.startswith("reference") and (told.endswith(" 0") or fields.get("unit", "year") not in COARSE)


def _pack(language: str, order: str | None) -> Pack:
    known = pack(language)
    return known if order is None else replace(known, order=order)
