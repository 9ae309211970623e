"""What a verbal noun tells: a meeting or crisis by the words it is called, whose act it is, and of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl.milestones.choice import FORMAL
from etl.milestones.named import Phrase, person_of
from etl.milestones.phrases import agent, name_phrase, object_phrase, subject_phrase
from etl.milestones.subjects import subject_of

if TYPE_CHECKING:
    from etl.milestones.acts import ActSpan
    from etl.milestones.clauses import Bound
    from etl.milestones.names import Name
    from etl.milestones.reading import Reading
    from etl.model import DateMention


def who_did(reading: Reading, date: DateMention, bound: Bound, act: ActSpan) -> Phrase:
    """Who did what a noun names, where a verb before it only says that they did ("completed the ratification")."""
    find, lists = reading.grammar.find, reading.grammar.lists
    before = [one for one in reading.acts if one.end < act.start]
    visitor = _visitor(reading, act) if act.step == "visited" else None
    if visitor is not None:
        return name_phrase(visitor, reading)
    if act.step in lists.personal_acts and (said := agent(reading, date.end)):
        return Phrase(said, tuple(name for name in reading.names if name.said == said)[:1])
    if act.step in lists.personal_acts and find.owner_later.search(reading.text[: act.start]):
        guest = person_of(reading.names)
        return name_phrase(guest, reading) if guest else Phrase()
    light = before[-1] if before and before[-1].step in lists.light_acts and before[-1].form == "finite" else None
    if light is None or act.strength < FORMAL or not find.light_gap.match(reading.text[light.end : act.start]):
        return Phrase()
    return subject_of(reading, date, bound, light)


def _visitor(reading: Reading, act: ActSpan) -> Name | None:
    """Who visits, in "the visit of Premier Ann Lee" or "Ann Lee's visit"."""
    find = reading.grammar.find
    owners = [one for one in reading.names if one.actor and one.end <= act.start]
    if owners and find.owns_noun.match(reading.text, owners[-1].end, act.start):
        return owners[-1]
    person = person_of(one for one in reading.names if one.start >= act.end)
    gap = reading.text[act.end : person.start] if person else ""
    return person if find.of_start.match(gap) and not find.clause_mark.search(gap) else None


def attributed(reading: Reading, date: DateMention, act: ActSpan) -> Phrase:
    """A meeting or crisis that a year stands before ("the 1997 Asian financial crisis")."""
    names = reading.names
    end = max([act.end, *(name.end for name in names if name.start <= act.start < name.end)])
    inside = [name for name in names if date.end < name.start and name.end <= end]
    whole = next((name for name in inside if name.is_of_thing), None)
    if whole is not None and whole.start <= date.end + 2:
        return name_phrase(whole, reading)
    return Phrase(reading.text[date.end : end].strip(), tuple(inside))


def of_noun(reading: Reading, act: ActSpan, bound: Bound) -> Phrase:
    """What a verbal noun is about: the name it stands in, what follows its preposition, else its owner."""
    containing = [name for name in reading.names if name.start <= act.start < name.end and name.is_of_thing]
    if containing:
        return name_phrase(containing[-1], reading)
    after = Phrase()
    if act.step == "visited" and _visitor(reading, act):
        return after
    if reading.grammar.find.noun_object.search(reading.text[act.end :]):
        verbs = [one.start for one in reading.acts if one.form == "finite" and one.start > act.end]
        after = object_phrase(reading, (act.end, max(min([bound.end, *verbs]), act.end)), reading.dates)
    if after and act.step == "visited":
        return after
    if act.kind in {"held", "crisis", "announced"}:
        return _meeting(reading, act, bound, after)
    owner = after or _owner(reading, act, bound)
    if act.step in reading.grammar.lists.personal_acts and not any(name.actor for name in owner.names):
        return Phrase(_called(reading, act, bound))
    return owner


def _meeting(reading: Reading, act: ActSpan, bound: Bound, about: Phrase) -> Phrase:
    """A meeting, crisis or announcement by the nouns it is called, with what it is about."""
    words = _called(reading, act, bound)
    if not about and " " not in words:
        things = [name for name in reading.names if name.thing and bound.start <= name.start < bound.end]
        about = name_phrase(things[0], reading) if things else about
    say = reading.grammar.say
    if act.step == "voted" and reading.grammar.find.owner_later.search(reading.text[: act.start]):
        chosen = person_of(reading.names)
        return Phrase(say("of_what", what=act.text, whole=chosen.said), (chosen,)) if chosen else Phrase(words)
    whole = say("about", what=words, about=about.text) if about else words
    if about and about.names and reading.grammar.find.of_start.match(reading.text[act.end : about.names[0].start]):
        whole = say("of_what", what=words, whole=about.text)
    return Phrase(whole, about.names, about.step or act.text)


def _called(reading: Reading, act: ActSpan, bound: Bound) -> str:
    """A verbal noun with the nouns before it that belong to it."""
    before = reading.grammar.find.nouns_before.search(reading.text[bound.start : act.start])
    return f"{before[0] if before else ''}{act.text}".strip()


def _owner(reading: Reading, act: ActSpan, bound: Bound) -> Phrase:
    """Whose act a noun is: whom the sentence is about for "its establishment", else who stands before it."""
    if not reading.grammar.find.owner_later.search(reading.text[: act.start]):
        verbs = [one.start for one in reading.acts if one.form == "finite" and bound.start < one.start < act.start]
        return subject_phrase(reading, (bound.start, min([act.start, *verbs])))
    later = [name for name in reading.names if name.start > act.end and name.what in {"actor", "thing", "proper"}]
    earlier = [name for name in reading.names if name.end <= act.start and name.is_of_thing and not name.is_within]
    owner = later[:1] or earlier[-1:]
    return name_phrase(owner[0], reading) if owner else Phrase()
