"""Passages with dates to candidate milestones, one for each thing that a date dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from etl import spans
from etl.milestones import refuse
from etl.milestones.acts import FINITE
from etl.milestones.anaphora import with_meetings
from etl.milestones.candidate import candidate
from etl.milestones.clauses import Bound, bind, follows
from etl.milestones.days import days_joined
from etl.milestones.doubts import Evidence, doubt, evidence
from etl.milestones.lexicon import lexicon
from etl.milestones.reading import readings
from etl.milestones.respective import one_by_one
from etl.milestones.title import is_sound
from etl.milestones.who import pair, sides

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from etl.milestones.reading import Reading
    from etl.model import Candidate, DateMention, Document, Passage
    from etl.schema import Reason


#: Words of so few letters ("and", "of") say nothing by themselves.
_SMALL = 3
#: Acts of which a title says nothing by itself: none that is known, and that something was said.
_TELLS_NOTHING = frozenset({"other", "said"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """A date that was read and is no milestone, and why."""

    source_id: str
    line: int
    date_text: str
    edtf: str
    reason: Reason


def find(
    document: Document, passages: Sequence[Passage], dates: Sequence[Sequence[DateMention]]
) -> tuple[tuple[Candidate, ...], tuple[Refusal, ...]]:
    """Candidates and refusals of a document, in reading order.

    Args:
        document: With ``source.published`` for what lies ahead of it.
        passages: Of this document, in order.
        dates: For each passage the dates found in it, offsets in ``passage.text``.
    """
    words = lexicon(document.source.language or "en")
    dated = with_meetings(passages, dates, words)
    told, apart = one_by_one(passages, dated, words)
    rows = list(readings(document, told, days_joined(told, apart, words.grammar), words))
    known = evidence(document, passages, dated, words)
    named = [name for row in rows for name in row.names]
    both, about = sides(named), pair(named)
    candidates: list[Candidate] = []
    refusals: list[Refusal] = []
    for row in rows:
        reading = replace(row, both=both, about=about)
        for date in reading.dates:
            reason, made = _decided(reading, date)
            candidates.extend(_doubted(one, reading, date, known) for one in made)
            if reason:
                refusals.append(_refusal(reading, date, reason))
    return tuple(candidates), tuple(refusals)


def _decided(reading: Reading, date: DateMention) -> tuple[Reason | None, list[Candidate]]:
    """Why a date is no milestone, or the candidates that it makes."""
    if beside := _doubled(reading, date):
        reason, made = _decided(reading, beside)
        return reason, [_printed_beside(one, reading, date) for one in made]
    if reason := refuse.before_binding(reading, date):
        return reason, []
    bound = bind(date, reading)
    if reason := refuse.after_binding(reading, date, bound):
        return reason, []
    made = [one for one in _candidates(reading, date, bound) if _is_named(one, reading)]
    return (None if made else "tells of nothing that has a name"), made


def _doubled(reading: Reading, date: DateMention) -> DateMention | None:
    """The date right beside another one of the same, one of them printed by mistake ("In 2008 In 2010, the ...")."""
    after = next((other for other in reading.dates if other.start >= date.end), None)
    gap = reading.text[date.end : after.start] if after else ""
    return after if reading.grammar.find.doubled.match(gap) else None


def _printed_beside(one: Candidate, reading: Reading, date: DateMention) -> Candidate:
    """A candidate of the second of two dates, cited from the first, which contradicts it."""
    start, end = reading.passage.locate(date.start, date.end)
    words = " ".join(date.text.split())
    cited = replace(
        one.citation, start=start, end=end, date=date.edtf, date_text=words, line=reading.document.line_of(start)
    )
    note = reading.grammar.say("two_dates", date=date.edtf)
    return replace(one, citation=cited, status="disputed", note=f"{one.note} {note}".strip())


def _is_named(one: Candidate, reading: Reading) -> bool:
    """Whether a candidate can be told from its title; a mere statement only where the title is sound.

    A title that holds nothing but who or where says of no act what happened, nor does one that is cut from its words.
    """
    if one.act in _TELLS_NOTHING and not one.named and not _says_more(one.title, reading):
        return False
    return bool(one.title) and is_sound(one.title, reading.grammar)


def _says_more(title: str, reading: Reading) -> bool:
    """Whether a title has words beside the names of those who act and of places."""
    known = reading.words.registry.actors
    named = [word for name in reading.names if name.actor for word in (name.said, name.actor.name)]
    for word in (*named, *(known[code].name for code in reading.both)):
        title = title.replace(word, " ")
    return any(len(word) > _SMALL for word in re.findall(r"\w+", title))


def _doubted(one: Candidate, reading: Reading, date: DateMention, known: Evidence) -> Candidate:
    """A candidate with what its own document holds against its date."""
    why = doubt(date, reading, known)
    return replace(one, status="disputed", note=f"{one.note} {why}".strip()) if why else one


def _refusal(reading: Reading, date: DateMention, reason: Reason) -> Refusal:
    document = reading.document
    line = document.line_of(reading.passage.locate(date.start, date.end)[0])
    return Refusal(document.source.source_id, line, date.text, date.edtf, reason)


def _candidates(reading: Reading, date: DateMention, bound: Bound) -> Iterator[Candidate]:
    """One candidate for each half of a date ("in September and October 2013") and each act it dates."""
    for half in _halves(date, reading):
        yield candidate(reading, half, bound, cited=date)
        for also in _also_done(reading, date, bound):
            further = candidate(reading, half, also, cited=date)
            if further.importance > 1 and further.named:
                yield further
        if place := _meeting_beside(reading, date, bound):
            meeting = candidate(reading, half, place, cited=date)
            if meeting.kind == "held":
                yield meeting


def _meeting_beside(reading: Reading, date: DateMention, bound: Bound) -> Bound | None:
    """The meeting at which something was done ("agreed at the second Ferry Forum in May"), which was held then, too."""
    if bound.place != "following" or bound.act is None or bound.act.kind == "held" or date.relative:
        return None
    held = any(
        act.form == "noun" and act.step == "held" and act.end <= date.start and name.start <= act.start < name.end
        for name in reading.names
        for act in reading.acts
        if name.is_of_thing
        and follows(date, name, reading)
        and reading.grammar.find.at_numbered.search(reading.text[: name.start])
    )
    return Bound(None, "following", bound.start, bound.end) if held else None


def _halves(date: DateMention, reading: Reading) -> list[DateMention]:
    """A date that names two times joined by "and" as the two."""
    if not refuse.is_pair(date, reading.text, reading.grammar):
        return [date]
    return [replace(date, edtf=edtf, precision=spans.precision(edtf)) for edtf in date.edtf.split("/")]


def _also_done(reading: Reading, date: DateMention, bound: Bound) -> Iterator[Bound]:
    """The next acts of the same date: in its own clause, and past a semicolon where the date leads the sentence."""
    also = _joined(reading, date, bound)
    if also is not None:
        yield also
    act, mark = bound.act, reading.text.find(";", date.end)
    leads = act is not None and date.end <= act.start < mark and bound.place != "attribute"
    if not leads or any(other is not date for other in reading.dates):
        return
    after = (other for other in reading.acts if other.start > mark and other.form == "finite" and other.strength > 1)
    if first := next(after, None):
        anew = Bound(first, "following", mark + 1, len(reading.text))
        yield anew
        if last := _joined(reading, date, anew):
            yield last


def _joined(reading: Reading, date: DateMention, bound: Bound) -> Bound | None:
    """The next act of the same date: "launched the network and published the report", "held in May, the two signed"."""
    act = bound.act
    if act is None or act.form not in FINITE or bound.place in {"bracket", "attribute"}:
        return None
    text = reading.text
    last_date = max(other.start for other in reading.dates)
    for other in reading.acts:
        if other.start <= max(act.end, last_date) or other.strength < 2 or other.form != "finite":
            continue
        if ";" in text[max(act.end, date.end) : other.start]:
            return None
        joined = reading.grammar.find.joined_verb.search(text[act.end : other.start])
        resumed = act.end <= date.start and text[date.end : date.end + 1] == "," and other.start > date.end
        between = text[date.end + 1 : other.start].strip()
        told_aside = act.reduced and text[: act.start].rstrip().endswith(",")
        resumed = resumed and last_date <= date.start and (bool(between) or told_aside)
        if other.text not in {other.plural, other.singular} and (joined or resumed):
            return Bound(other, "also" if joined else "leading", date.end if resumed else bound.start, len(text))
    return None
