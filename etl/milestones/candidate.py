"""What a date dates, as a candidate: title, domain, countries, weight, and the place it is cited from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from etl import spans
from etl.milestones.anaphora import states_before
from etl.milestones.describe import Told, told
from etl.milestones.domain import domain
from etl.milestones.naming import heading
from etl.milestones.phrases import actors_of
from etl.milestones.title import summary
from etl.milestones.who import actors, countries
from etl.model import Candidate, Citation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.milestones.clauses import Bound
    from etl.milestones.names import Name
    from etl.milestones.reading import Reading
    from etl.milestones.registry import Thing
    from etl.model import DateMention

#: Modifiers of a date that a note tells.
_NOTED = frozenset({"start", "mid", "end", "as_of", "approx"})


def candidate(reading: Reading, date: DateMention, bound: Bound, *, cited: DateMention) -> Candidate:
    """The candidate that a date makes with the act it is bound to.

    Args:
        reading: Of the passage.
        date: The date or one half of it.
        bound: What it dates.
        cited: The whole date, whose words are cited.
    """
    what = told(reading, date, bound)
    act, names = what.act, [name for name in reading.names if bound.start <= name.start < bound.end]
    concerned = _concerned(reading, bound, what)
    objects = _objects(what, reading, concerned)
    called = heading(what, names or reading.names, concerned, reading)
    rule = act.act.rule if act and act.act else f"{reading.words.language}.bare"
    return Candidate(
        citation=_citation(reading, date, cited, rule),
        date=date.edtf,
        precision=date.precision,
        title=called,
        summary=summary(called, cited.text, reading.names, reading.grammar),
        domain=_domain(reading, bound, what, names),
        countries=concerned,
        actors=actors(names),
        kind=(act and act.kind) or "other",
        importance=_importance(what, objects, reading),
        act=(act and act.step) or "other",
        subject=tuple(_codes(what)),
        objects=objects,
        status="inferred" if date.relative else "clear",
        note=_note(reading, date, bound),
        named=any(name.is_of_thing or name.thing for name in what.target.names),
    )


def _codes(what: Told) -> list[str]:
    return [name.actor.code for name in actors_of(what.subject.names) if name.actor]


def _domain(reading: Reading, bound: Bound, what: Told, names: Sequence[Name]) -> str:
    clause = reading.text[bound.start : bound.end]
    headings = reading.passage.headings
    about = reading.document.source.title or " ".join(headings[:1])
    said = f"{what.main.text} {what.act.text}" if what.act else what.main.text
    texts = (said, clause, reading.text, " ".join(headings[-1:]), about)
    return domain(what.main.names, names, texts, reading.words)


def _concerned(reading: Reading, bound: Bound, what: Told) -> tuple[str, ...]:
    """Whom a milestone concerns: of its clause, else its passage, else those of the sentence before.

    What stands in a bracket with its date concerns whom the bracket and the name before it name.
    """
    text, words, both = reading.text, reading.words, reading.both
    clause, whole = (text, bound.start, bound.end), (text, 0, len(text))
    if bound.place == "bracket":
        own = [*what.subject.names, *what.target.names]
        if found := countries(whole, own, words, both):
            return found
    names = [name for name in reading.names if not _in_brackets(text, name)]
    found = countries(clause, names, words, both) or countries(whole, names, words, both)
    subjects = actors_of(what.subject.names)
    codes = {name.actor.code for name in subjects if name.actor and name.actor.kind in {"state", "bloc"}}
    main = (*what.subject.names, *what.target.names)
    places = [name for name in main if name.actor and name.what == "place"]
    named_for = [one for one in places if any(name.is_of_thing and name.holds(one) for name in main)]
    codes |= {
        one.actor.code
        for one in main
        if one.actor and one.what == "actor" and one.actor.kind == "state" and one not in reading.names
    }
    if what.act is not None and what.act.step in reading.grammar.lists.acts_at_place:
        named_for = [*named_for, *places, *_placed(reading, bound)]
    codes |= {name.actor.code for name in (named_for if found else places) if name.actor}
    inside = [name for name in names if bound.start <= name.start < bound.end]
    if not any(name.what in {"actor", "demonym", "thing"} for name in inside):
        parts = [other for name in main if name.is_of_thing for other in reading.names if name.holds(other)]
        codes |= {name.actor.code for name in parts if name.actor and name.actor.kind in {"state", "bloc"}}
    only_places = not any(name.is_of_thing or name.what in {"actor", "demonym"} for name in names)
    if not found or only_places:
        codes |= {name.actor.code for name in states_before(reading) if name.actor}
    if what.act is not None and (what.act.again or bound.like):
        others = (name.actor for name in what.target.names if name.actor)
        codes |= {other.of or other.code for other in others if other.of or other.kind in {"state", "bloc"}}
        codes |= {code for name in what.target.names if name.thing for code in name.thing.countries}
    concerned = _of_pair({*found, *codes} - _only_where(what, names, reading, bound), names, reading)
    return tuple(sorted(concerned | set(reading.about) if concerned <= set(reading.about) else concerned))


def _only_where(what: Told, names: Sequence[Name], reading: Reading, bound: Bound) -> set[str]:
    """Blocs that only a fronted phrase names, where two states act ("On a tour of the League, the two agreed")."""
    acting = {name.actor.code for name in actors_of(what.subject.names) if name.actor and name.actor.kind == "state"}
    at = bound.act.start if bound.act and bound.place == "leading" else 0
    subjects = [name.start for name in what.subject.names]
    fronted: set[str] = set()
    rest: set[str] = set()
    for name in names:
        codes = (
            {name.actor.code}
            if name.actor and name.actor.kind == "bloc"
            else set(name.thing.countries if name.thing else ())
        )
        (fronted if at and subjects and name.end <= min(subjects) else rest).update(codes)
    blocs = {code for code in fronted - rest if reading.words.registry.actors[code].kind == "bloc"}
    return blocs if len(acting) > 1 else set()


def _placed(reading: Reading, bound: Bound) -> list[Name]:
    """The places of a clause that tells of what is built, opened or struck there."""
    return [name for name in reading.names if name.what == "place" and bound.start <= name.start < bound.end]


def _of_pair(concerned: set[str], names: Sequence[Name], reading: Reading) -> set[str]:
    """Whom it concerns without the usual sides of a thing that any pair has, where another pair is named."""
    shared = {code for name in names if name.thing and name.thing.each_pair for code in name.thing.countries}
    own = {name.actor.of or name.actor.code for name in names if name.actor and not name.is_within}
    others, usual = concerned - shared, shared - own - set(reading.about)
    if len(others) == 1:  # the other one of the pair is not named: the state that is usual is meant, not its bloc
        usual = {code for code in usual if reading.words.registry.actors[code].kind == "bloc"}
    return concerned - usual if others else concerned


def _in_brackets(text: str, name: Name) -> bool:
    return text.rfind("(", 0, name.start) > text.rfind(")", 0, name.start) and text.find(")", name.end) != -1


def _objects(what: Told, reading: Reading, concerned: Sequence[str]) -> tuple[str, ...]:
    """What tells this milestone's object from others: ids of things with their step, else bodies, else its words.

    Papers that many sign ("a memorandum") are told apart by who does, too, and what any pair has by the pair. What is
    upgraded stands before the verb, what it becomes after it.
    """
    subject, target, lists = what.subject, what.target, reading.grammar.lists
    upgraded = what.act is not None and what.act.step == "upgraded"
    names = [*subject.names, *target.names] if upgraded else [*target.names, *subject.names]
    who = [code.lower() for code in _codes(what)]
    signers = "".join(f"+{code}" for code in sorted(who)) if what.main.step in lists.signed_by_many else ""
    step = f"/{what.main.step}{signers}" if what.main.step else ""
    if what.main.names and what.main.names[0].what == "proper" and not step:
        names = []
    named = [name.thing for name in names if name.thing is not None and not name.is_within]
    things = [f"{thing.id}{step or _pair_step(thing, concerned)}" for thing in named]
    bodies = [f"{name.actor.code.lower()}{step}" for name in names if name.actor and name.actor.kind == "body"]
    words = [word for word in re.findall(r"[a-z0-9]{3,}", what.main.text.lower()) if word not in lists.fillers]
    return tuple(dict.fromkeys(things or bodies or [*words, *who]))


def _pair_step(thing: Thing, concerned: Sequence[str]) -> str:
    """What tells a thing of one pair from that of another: the pair, where it is not the usual one."""
    if not thing.each_pair or set(concerned) == set(thing.countries):
        return ""
    return "/" + "+".join(code.lower() for code in sorted(concerned))


def _importance(what: Told, objects: Sequence[str], reading: Reading) -> int:
    """3 for a headline act of a known thing, 2 for a public act on something named or a formal one, else 1."""
    if what.act is None:
        return 1
    things = [name.thing for name in what.main.names if name.thing is not None]
    step = objects[0].partition("/")[2].partition("+")[0] if objects else ""
    itself = not step or bool(reading.grammar.find.light_step.search(step))
    if itself and any(what.act.step in thing.headline for thing in things[:1]):
        return 3
    named = things or any(name.what == "proper" for name in what.main.names)
    return 2 if what.act.strength >= 2 and (named or what.act.strength == 3) else 1


def _note(reading: Reading, date: DateMention, bound: Bound) -> str:
    """What a reader is told of a date: planned, approximate, or early or late in the period named."""
    published, grammar = reading.document.source.published, reading.grammar
    ahead = bool(published) and spans.span(date.edtf)[1] > spans.span(published)[1]
    notes = []
    if ahead and grammar.find.planned.search(reading.text[bound.start : bound.end]):
        notes.append(grammar.say("planned"))
    if date.modifier in _NOTED:
        notes.append(grammar.say(date.modifier))
    elif "~" in date.edtf:
        notes.append(grammar.say("approx"))
    return " ".join(notes)


def _citation(reading: Reading, date: DateMention, cited: DateMention, rule: str) -> Citation:
    start, end = reading.passage.locate(cited.start, cited.end)
    return Citation(
        source_id=reading.document.source.source_id,
        page=reading.passage.page,
        line=reading.document.line_of(start),
        start=start,
        end=end,
        date=date.edtf,
        date_text=" ".join(cited.text.split()),
        rule=f"{rule}+{cited.rule}" if cited.rule else rule,
    )
