"""Passages with dates to candidate milestones, one for each thing that a date dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from etl import spans
from etl.milestones import refuse
from etl.milestones.anaphora import states_before, with_meetings
from etl.milestones.clauses import Bound, bind
from etl.milestones.describe import described
from etl.milestones.domain import domain
from etl.milestones.doubts import Evidence, doubt, evidence
from etl.milestones.lexicon import lexicon
from etl.milestones.phrases import actors_of
from etl.milestones.reading import readings
from etl.milestones.title import summary, title
from etl.milestones.who import actors, countries, sides
from etl.model import Candidate, Citation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from etl.milestones.acts import ActSpan
    from etl.milestones.names import Name
    from etl.milestones.phrases import Phrase
    from etl.milestones.reading import Reading
    from etl.model import DateMention, Document, Passage

_FILLERS = frozenset({"the", "and", "for", "with", "from", "into", "its", "their", "new", "first"})
#: Papers that many pairs sign: told apart by who does.
_SIGNED_BY_MANY = frozenset({"memorandum", "document", "agreement"})
_LATE = {
    "start": "Early in the period named.",
    "mid": "Around the middle of the period named.",
    "end": "Late in the period named.",
    "as_of": "State reached by this date.",
    "approx": "Approximate date.",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A date that was read and is no milestone, and why."""

    source_id: str
    line: int
    date_text: str
    edtf: str
    reason: str


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
    rows = list(readings(document, passages, dated, words))
    known = evidence(document, passages, dated, words)
    both = sides(name for row in rows for name in row.names)
    candidates: list[Candidate] = []
    refusals: list[Refusal] = []
    for row in rows:
        reading = replace(row, both=both)
        for date in reading.dates:
            reason, made = _decided(reading, date)
            candidates.extend(_doubted(one, reading, date, known) for one in made)
            if reason:
                line = document.line_of(reading.passage.locate(date.start, date.end)[0])
                refusals.append(Refusal(document.source.source_id, line, date.text, date.edtf, reason))
    return tuple(candidates), tuple(refusals)


def _doubted(one: Candidate, reading: Reading, date: DateMention, known: Evidence) -> Candidate:
    """A candidate with what its own document holds against its date."""
    published = reading.document.source.published
    planned = bool(reading.words.planned.search(reading.text))
    why = doubt(date, reading.passage, known, published=published, planned=planned)
    return replace(one, status="disputed", note=f"{one.note} {why}".strip()) if why else one


def _decided(reading: Reading, date: DateMention) -> tuple[str, list[Candidate]]:
    if reason := refuse.before_binding(reading.passage, date, reading.names, reading.words):
        return reason, []
    bound = bind(date, reading.text, (reading.acts, reading.names, reading.dates))
    published = reading.document.source.published
    if reason := refuse.after_binding(reading.passage, date, bound, reading.words, published_last=published):
        return reason, []
    return "", list(_candidates(reading, date, bound))


def _candidates(reading: Reading, date: DateMention, bound: Bound) -> Iterator[Candidate]:
    """One candidate for each half of a date ("in September and October 2013") and each act it dates."""
    for half in _halves(date, reading.text):
        yield _candidate(reading, half, bound, whole=date)
        for other in _also_done(reading, date, bound):
            candidate = _candidate(reading, half, other, whole=date)
            if candidate.importance > 1 and candidate.named:
                yield candidate


def _halves(date: DateMention, text: str) -> list[DateMention]:
    """A date that names two times joined by "and" as the two."""
    if not refuse.is_pair(date, text):
        return [date]
    return [replace(date, edtf=edtf, precision=spans.precision(edtf)) for edtf in date.edtf.split("/")]


def _also_done(reading: Reading, date: DateMention, bound: Bound) -> Iterator[Bound]:
    """Further acts of the same date: "launched the network and published the report", "held in May, the two signed"."""
    act = bound.act
    if act is None or act.form not in {"finite", "passive"} or bound.place in {"bracket", "attribute"}:
        return
    later = [
        other for other in reading.acts if other.start > act.end and other.strength >= 2 and other.form == "finite"
    ]
    dated = max(other.start for other in reading.dates)
    for other in later:
        joined = re.search(r"\band\s+(?:\w+ly\s+|also\s+)?$", reading.text[act.end : other.start])
        resumed = act.end <= date.start and reading.text[date.end : date.end + 1] == "," and other.start > date.end
        if other.text not in {other.plural, other.singular} and other.start > dated and (joined or resumed):
            place = "also" if joined else "leading"
            yield Bound(other, place, date.end if resumed else bound.start, len(reading.text))
            return


def _candidate(reading: Reading, date: DateMention, bound: Bound, *, whole: DateMention) -> Candidate:
    act, subject, target, by = described(reading, date, bound)
    main = target or subject
    names = [name for name in reading.names if bound.start <= name.start < bound.end]
    moved = act is not None and act.act is not None and act.act.act == "upgraded"
    objects = _objects(main, [*subject.names, *target.names] if moved else [*target.names, *subject.names], subject)
    rule = act.act.rule if act and act.act else f"{reading.words.language}.bare"
    heading = title(act, subject, target, by)
    return Candidate(
        citation=_citation(reading, date, whole, rule),
        date=date.edtf,
        precision=date.precision,
        title=heading,
        summary=summary(heading, whole.text, reading.names),
        domain=_domain(reading, bound, main, names),
        countries=_concerned(reading, bound, subject, target),
        actors=actors(names),
        kind=act.act.kind if act and act.act else "other",
        importance=_importance(act, main, objects),
        act=act.act.act if act and act.act else "other",
        subject=tuple(name.actor.code for name in actors_of(subject.names) if name.actor),
        objects=objects,
        status="inferred" if date.relative else "clear",
        note=_note(reading, date, bound),
        named=any(name.thing or name.what == "proper" for name in target.names),
    )


def _domain(reading: Reading, bound: Bound, main: Phrase, names: Sequence[Name]) -> str:
    clause = reading.text[bound.start : bound.end]
    texts = (main.text, clause, reading.text, " ".join(reading.passage.headings[-1:]))
    return domain(main.names, names, texts, reading.words)


def _concerned(reading: Reading, bound: Bound, subject: Phrase, target: Phrase) -> tuple[str, ...]:
    """Whom a milestone concerns: of its clause, else its passage, else those of the sentence before.

    What stands in a bracket with its date concerns whom the bracket and the name before it name.
    """
    text, words, both = reading.text, reading.words, reading.both
    if bound.place == "bracket":
        own = [*subject.names, *target.names]
        if found := countries((text, 0, len(text)), own, words, both):
            return found
    names = [name for name in reading.names if not _in_brackets(text, name)]
    clause, whole = (text, bound.start, bound.end), (text, 0, len(text))
    found = countries(clause, names, words, both) or countries(whole, names, words, both)
    told = {name.actor.code for name in actors_of(subject.names) if name.actor and name.actor.kind in {"state", "bloc"}}
    only_places = not any(name.thing or name.what in {"actor", "demonym", "proper"} for name in names)
    if not found or only_places:
        told |= {name.actor.code for name in states_before(reading) if name.actor}
    return tuple(sorted({*found, *told}))


def _in_brackets(text: str, name: Name) -> bool:
    return text.rfind("(", 0, name.start) > text.rfind(")", 0, name.start) and text.find(")", name.end) != -1


def _objects(phrase: Phrase, names: Sequence[Name], subject: Phrase) -> tuple[str, ...]:
    """What tells this milestone's object from others: ids of things with their step, else bodies, else its words.

    Papers that many sign ("a memorandum") are told apart by who does, too.
    """
    who = [name.actor.code.lower() for name in actors_of(subject.names) if name.actor]
    several = "+".join(["", *sorted(who)]) if phrase.step in _SIGNED_BY_MANY else ""
    step = f"/{phrase.step}{several}" if phrase.step else ""
    ids = [f"{name.thing.id}{step}" for name in names if name.thing is not None and not name.what.endswith("_within")]
    if not ids:
        ids = [
            f"{name.actor.code.lower()}{step}" for name in names if name.actor is not None and name.actor.kind == "body"
        ]
    words = [word for word in re.findall(r"[a-z0-9]{3,}", phrase.text.lower()) if word not in _FILLERS]
    return tuple(dict.fromkeys(ids or [*words, *who]))


def _importance(act: ActSpan | None, main: Phrase, objects: Sequence[str]) -> int:
    if act is None or act.act is None:
        return 1
    things = [name.thing for name in main.names if name.thing is not None]
    plain = (
        not objects or "/" not in objects[0] or objects[0].partition("/")[2].startswith(("negot", "talk", "protocol"))
    )
    if plain and any(act.act.act in thing.headline for thing in things[:1]):
        return 3
    named = things or any(name.what == "proper" for name in main.names)
    return 2 if act.strength >= 2 and (named or act.strength == 3) else 1


def _note(reading: Reading, date: DateMention, bound: Bound) -> str:
    clause = reading.text[bound.start : bound.end]
    published = reading.document.source.published
    notes = []
    ahead = bool(published) and spans.span(date.edtf)[1] > spans.span(published)[1]
    if ahead and reading.words.planned.search(clause):
        notes.append("Planned when the source was written.")
    if date.modifier in _LATE:
        notes.append(_LATE[date.modifier])
    elif "~" in date.edtf:
        notes.append(_LATE["approx"])
    return " ".join(notes)


def _citation(reading: Reading, date: DateMention, whole: DateMention, rule: str) -> Citation:
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
