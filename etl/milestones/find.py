"""Passages with dates to candidate milestones, one for each thing that a date dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from etl import spans
from etl.milestones import refuse
from etl.milestones.acts import ActSpan, find_acts
from etl.milestones.clauses import Bound, bind
from etl.milestones.domain import domain
from etl.milestones.lexicon import Lexicon, lexicon
from etl.milestones.names import Name, find_names
from etl.milestones.phrases import Phrase, actors_of, name_phrase, object_phrase, subject_phrase
from etl.milestones.title import summary, title
from etl.milestones.who import actors, countries, sides
from etl.model import Candidate, Citation, DateMention, Document, Passage


@dataclass(frozen=True, slots=True)
class Refusal:
    """A date that was read and is no milestone, and why."""

    source_id: str
    line: int
    date_text: str
    edtf: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """All that was recognised in a passage."""

    document: Document
    passage: Passage
    names: Sequence[Name]
    acts: Sequence[ActSpan]
    dates: Sequence[DateMention]
    words: Lexicon
    both: tuple[str, str]


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
    dated = [(passage, tuple(found)) for passage, found in zip(passages, dates, strict=True) if found]
    names = [find_names(passage.text, words) for passage, _ in dated]
    both = sides(name for row in names for name in row)
    candidates: list[Candidate] = []
    refusals: list[Refusal] = []
    for (passage, found), known in zip(dated, names, strict=True):
        reading = _Reading(document, passage, known, find_acts(passage.text, words, known), found, words, both)
        for date in found:
            reason, made = _decided(reading, date)
            candidates.extend(made)
            if reason:
                line = document.line_of(passage.locate(date.start, date.end)[0])
                refusals.append(Refusal(document.source.source_id, line, date.text, date.edtf, reason))
    return tuple(candidates), tuple(refusals)


def _decided(reading: _Reading, date: DateMention) -> tuple[str, list[Candidate]]:
    if reason := refuse.before_binding(reading.passage, date, reading.names, reading.words):
        return reason, []
    bound = bind(date, reading.passage.text, (reading.acts, reading.names, reading.dates))
    published = reading.document.source.published
    if reason := refuse.after_binding(reading.passage, date, bound, reading.words, published_last=published):
        return reason, []
    return "", list(_candidates(reading, date, bound))


def _candidates(reading: _Reading, date: DateMention, bound: Bound) -> Iterator[Candidate]:
    """One candidate for a date, or one for each half of "in September and October 2013"."""
    halves = _halves(date)
    for half in halves:
        yield _candidate(reading, half, bound, whole=date)


def _halves(date: DateMention) -> list[DateMention]:
    """A date that names two times joined by "and" as the two."""
    if "/" not in date.edtf or not re.search(r"\band\b|&|、|和", date.text) or "etween" in date.text:
        return [date]
    return [replace(date, edtf=edtf, precision=spans.precision(edtf)) for edtf in date.edtf.split("/")]


def _candidate(reading: _Reading, date: DateMention, bound: Bound, *, whole: DateMention) -> Candidate:
    subject, target = _phrases(reading, date, bound)
    act = bound.act
    main = [*target.names, *subject.names] if target else list(subject.names)
    heading = title(act, subject, target)
    clause_names = [name for name in reading.names if bound.start <= name.start < bound.end]
    text = reading.passage.text
    concerned = countries(text, bound.start, bound.end, reading.names, reading.words, reading.both) or countries(
        text, 0, len(text), reading.names, reading.words, reading.both
    )
    rule = act.act.rule if act and act.act else f"{reading.words.language}.bare"
    objects = _objects(target or subject, main)
    things = [name.thing for name in main if name.thing]
    return Candidate(
        citation=_citation(reading, date, whole, rule),
        date=date.edtf,
        precision=date.precision,
        title=heading,
        summary=summary(heading, whole.text, reading.names),
        domain=domain(
            target.names or subject.names,
            clause_names,
            (text[bound.start : bound.end], text, " ".join(reading.passage.headings)),
            reading.words,
        ),
        countries=concerned,
        actors=actors(clause_names),
        kind=act.act.kind if act and act.act else "other",
        importance=_importance(act, things, objects),
        act=act.act.act if act and act.act else "other",
        subject=tuple(name.actor.code for name in actors_of(subject.names) if name.actor),
        objects=objects,
        status="inferred" if date.relative else "clear",
        note=_note(reading, date, bound),
        approximate="~" in date.edtf or date.modifier in {"start", "mid", "end"},
    )


def _phrases(reading: _Reading, date: DateMention, bound: Bound) -> tuple[Phrase, Phrase]:
    """Who did it and what it was done to, by where the date and the act stand."""
    text, names, act, dates = reading.passage.text, reading.names, bound.act, reading.dates
    if bound.place == "bracket":
        return Phrase(), _before_bracket(text, text.rfind("(", 0, date.start), names)
    if act is None:
        return Phrase(), _topic(text, date, bound, reading)
    if bound.place == "attribute" and act.act and act.act.kind in {"held", "crisis"}:
        return Phrase(), _attributed(text, date, act, names)
    if act.form == "noun":
        return Phrase(), _of_noun(text, act, bound, reading)
    start = date.end if bound.place == "leading" and date.end <= act.start else bound.start
    if act.start - bound.start <= 3 and act.form == "passive" and bound.place != "leading":
        return Phrase(), subject_phrase(text, (date.end, len(text)), names) if "," not in text[date.end + 2 :] else object_phrase(
            text, (date.end + 1, len(text)), names, ()
        )
    subject = subject_phrase(text, (min(start, act.start), act.start), names, passive=act.form == "passive")
    subject = subject or _inherited(text, act, reading)
    if act.form == "passive":
        return Phrase(), subject
    after = object_phrase(text, (act.end, max(bound.end, act.end)), names, dates)
    return subject, after or _after_date(text, act, bound, reading)


def _after_date(text: str, act: ActSpan, bound: Bound, reading: _Reading) -> Phrase:
    """The object of a verb that the date stands right behind ("announced in July 2018 that ...")."""
    behind = [date for date in reading.dates if 0 <= date.start - act.end <= 16]
    return object_phrase(text, (behind[0].end, max(bound.end, behind[0].end)), reading.names, reading.dates) if behind else Phrase()


def _inherited(text: str, act: ActSpan, reading: _Reading) -> Phrase:
    """The subject of the verb before, for "signed the pact in 2002 and began talks in 2003"."""
    earlier = [other for other in reading.acts if other.start < act.start and other.form in {"finite", "passive"}]
    return subject_phrase(text, (0, earlier[0].start), reading.names) if earlier else Phrase()


def _before_bracket(text: str, opened: int, names: Sequence[Name]) -> Phrase:
    """The name that a bracket follows."""
    before = [name for name in names if opened - 3 <= name.end <= opened + 1 and name.what in {"thing", "proper"}]
    if before:
        return name_phrase(before[0], names)
    return subject_phrase(text, (max(0, opened - 60), opened), names)


def _topic(text: str, date: DateMention, bound: Bound, reading: _Reading) -> Phrase:
    """What a clause without a known act is about: the name beside the date, else its first name or words."""
    names = reading.names
    inside = [name for name in names if bound.start <= name.start < bound.end and not name.what.endswith("_within")]
    beside = [name for name in inside if 0 < date.start - name.end <= 9 and name.thing]
    things = beside or [name for name in inside if name.what in {"thing", "proper"}] or inside
    if beside:
        return name_phrase(beside[0], names)
    after = object_phrase(text, (date.end, bound.end), names, ()) if bound.place in {"leading", "attribute"} else Phrase()
    best = after or subject_phrase(text, (bound.start, date.start), names)
    return best if best.names or not things else name_phrase(things[0], names)


def _attributed(text: str, date: DateMention, act: ActSpan, names: Sequence[Name]) -> Phrase:
    """A meeting or crisis that a year stands before ("the 1997 Asian financial crisis")."""
    end = max([act.end, *(name.end for name in names if name.start <= act.start < name.end)])
    inside = [name for name in names if date.end < name.start and name.end <= end]
    whole = [name for name in inside if name.thing or name.what == "proper"]
    if whole and whole[0].start <= date.end + 2:
        return name_phrase(whole[0], names)
    return Phrase(text[date.end : end].strip(), tuple(inside))


def _of_noun(text: str, act: ActSpan, bound: Bound, reading: _Reading) -> Phrase:
    """What a verbal noun is about: the name it stands in, what follows its preposition, else its owner."""
    names = reading.names
    containing = [name for name in names if name.start <= act.start < name.end and name.what in {"thing", "proper"}]
    if containing:
        return name_phrase(containing[-1], names)
    following = re.match(r"\s+(?:to power )?(?:of|to|for|on|by|between)\b", text[act.end :])
    after = object_phrase(text, (act.end, max(bound.end, act.end)), names, reading.dates) if following else Phrase()
    if act.act and act.act.kind in {"held", "crisis", "announced"}:
        before = re.search(r"(?:\b(?!(?:the|a|an|this|its|their|over|at|in|of|and|when|during|after|under)\b)[\w-]+\s+){0,3}$", text[bound.start : act.start])
        words = f"{before[0] if before else ''}{act.text}"
        return Phrase(f"{words} on {after.text}" if after else words, after.names, after.step or act.text)
    return after or subject_phrase(text, (bound.start, act.start), names)


def _objects(phrase: Phrase, main: Sequence[Name]) -> tuple[str, ...]:
    """What tells this milestone's object from others: ids of things with their step, else bodies, else its words."""
    step = f"/{phrase.step}" if phrase.step else ""
    ids = [f"{name.thing.id}{step}" for name in main if name.thing is not None and not name.what.endswith("_within")]
    if not ids:
        ids = [f"{name.actor.code.lower()}{step}" for name in main if name.actor is not None and name.actor.kind == "body"]
    words = re.findall(r"[a-z0-9]{3,}", phrase.text.lower())
    return tuple(dict.fromkeys(ids or words))


def _importance(act: ActSpan | None, things: Sequence[object], objects: Sequence[str]) -> int:
    if act is None or act.act is None:
        return 1
    for thing in things:
        if act.act.act in getattr(thing, "headline", ()) and (not objects or "/" not in objects[0] or "negot" in objects[0]):
            return 3
    return 2 if act.strength >= 2 and (things or act.strength == 3) else 1


def _note(reading: _Reading, date: DateMention, bound: Bound) -> str:
    clause = reading.passage.text[bound.start : bound.end]
    published = reading.document.source.published
    notes = []
    if published and date.edtf[:4].isdigit() and spans.span(date.edtf)[1] > spans.span(published)[1] and reading.words.planned.search(clause):
        notes.append("Planned when the source was written.")
    if date.modifier in {"start", "mid", "end"}:
        notes.append({"start": "Early in the period named.", "mid": "Around the middle of the period named.", "end": "Late in the period named."}[date.modifier])
    if date.modifier == "as_of":
        notes.append("State reached by this date.")
    if "~" in date.edtf or date.modifier == "approx":
        notes.append("Approximate date.")
    return " ".join(notes)


def _citation(reading: _Reading, date: DateMention, whole: DateMention, rule: str) -> Citation:
    start, end = reading.passage.locate(whole.start, whole.end)
    return Citation(
        source_id=reading.document.source.source_id,
        page=reading.passage.page,
        line=reading.document.line_of(start),
        start=start,
        end=end,
        date=date.edtf,
        date_text=" ".join(whole.text.split()),
        rule=f"{rule}+{whole.rule}" if whole.rule else rule,
    )
