"""A phrase about a name, as titles say it: what is kept around the name, and what is listed with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.milestones import wording
from etl.milestones.lookup import with_plain_marks
from etl.milestones.offices import names_holder

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

    from etl.milestones.names import Name
    from etl.milestones.reading import Reading

#: What stands between an actor and what is the actor's.
_OWNS = ("'s", "’s")
#: The same before a thing ("the king's Ferry Pact"): the thing is meant.
_OWNED = ("'s ", "’s ", "' ", "’ ")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as titles say it, the names in it, and what it turns on besides its name ("negotiations"), or ""."""

    text: str = ""
    names: tuple[Name, ...] = ()
    step: str = ""
    plural: bool = False

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.text)


def own_step(name: Name, reading: Reading) -> str:
    """The step that a proper name names by words of its own, not by those of a known name inside it."""
    text = name.text
    for other in reading.names:
        if other is not name and (other.thing or other.actor) and name.holds(other):
            text = text.replace(other.text, " ")
    return wording.step_of(text, reading.grammar)


def person_of(names: Iterable[Name]) -> Name | None:
    """The first person among names, or None."""
    return next((name for name in names if name.actor and name.actor.kind == "person"), None)


def named(inside: list[Name], span: tuple[int, int], reading: Reading) -> Phrase:
    """A phrase with a name: the words before, the name and those listed with it, and the word it qualifies."""
    text, grammar, (start, end) = reading.text, reading.grammar, span
    if len(inside) > 1 and inside[1].is_of_thing and text[inside[0].end : inside[1].start] in _OWNED:
        return named(inside[1:], (inside[1].start, end), reading)
    head, lead = inside[0], text[start : inside[0].start]
    before = wording.lead_kept(lead, grammar)
    person = person_of(inside)
    if person is not None and names_holder(head, person):
        head, before = person, before if head.what == "demonym" else ""
    owner = head.actor is not None and text[head.end : head.end + 2] in _OWNS
    if (head.what == "demonym" or owner) and (officers := _officers(inside, end, reading)):
        return officers
    group = _listed(inside[inside.index(head) :], reading)
    words, following = _whole_name(head, group, text[group[-1].end : end], reading, owner=owner)
    if head.actor is None:
        alone = words
        words, step = _thing_said(head, before, words, following, reading)
        many = words != alone and bool(grammar.find.plural_noun.search(words))
        words, tail = f"{words}{_partners(group, reading)}", ""
    else:
        tail = wording.tail(following, grammar)
        others = grammar.find.and_others.match(following) if head.what == "actor" else None
        if others and len(inside) == len(group):
            return Phrase(f"{words}{others[0]}", tuple(inside), plural=True)
        owns = grammar.find.possessive_start.match(with_plain_marks(following))
        words, step = f"{words}{owns[0] if owns and tail else ''} {tail}".strip(), wording.step_of(tail, grammar)
    counted = bool(grammar.find.count.search(before.rpartition(" ")[2]) or grammar.find.all_of.match(lead))
    if counted and head.actor is not None and head.actor.kind == "bloc" and not tail:
        words = grammar.say("members", who=words)
    plural = (
        len(group) > 1 or counted or bool(grammar.find.plural.search(tail) or grammar.find.plural_noun.search(tail))
    )
    plural = plural or (bool(grammar.find.plural.search(before)) if head.actor is not None else many)
    before = grammar.find.article_end.sub("", before) if head.what == "actor" else before
    whole = " ".join(f"{wording.unmodified(before, grammar)} {words}".split())
    said = grammar.find.possessive_end.sub("", whole)
    return Phrase(said, tuple(inside), wording.step_of(lead, grammar) or step, plural)


def _whole_name(head: Name, group: Sequence[Name], following: str, reading: Reading, *, owner: bool) -> tuple[str, str]:
    """The names of a group as titles say them, and what follows: with what is named after an owner or in a place."""
    grammar = reading.grammar
    words = grammar.listed([name.said for name in group])
    if len(group) > 1:
        return words, following
    if head.what == "demonym" and wording.tail(following, grammar):
        words = head.text
    longer = grammar.find.owned_name.match(following) if owner else None
    if head.what == "place":
        longer = grammar.find.place_longer.match(following)
    return (f"{words}{longer[0]}", following[longer.end() :]) if longer else (words, following)


def _officers(inside: Sequence[Name], end: int, reading: Reading) -> Phrase | None:
    """Those who hold an office of a state, each by their own name where they are several."""
    found: list[tuple[Name, re.Match[str]]] = []
    for name in inside:
        holds = name.what == "demonym" or reading.text[name.end : name.end + 2] in _OWNS
        office = reading.grammar.find.officer.match(reading.text, name.end, end) if holds else None
        if office and (not found or name.start >= found[-1][1].end()):
            found.append((name, office))
    if not found or found[0][0] is not inside[0]:
        return None
    if len(found) == 1:
        return Phrase(reading.text[found[0][0].start : found[0][1].end()], tuple(inside))
    return Phrase(reading.grammar.listed([office[1].strip() for _, office in found]), tuple(inside), plural=True)


def _thing_said(head: Name, before: str, words: str, following: str, reading: Reading) -> tuple[str, str]:
    """A thing with the noun that it qualifies ("negotiations on the area"), and the step that this makes of it."""
    grammar = reading.grammar
    own = own_step(head, reading) if head.what == "proper" else ""
    after = grammar.find.noun_after.match(following)
    if after is None:
        return words, own or wording.qualifier(before, grammar)
    if grammar.find.talks.match(after[1]):
        words = grammar.say("about", what=after[1], about=words)
    else:
        words = f"{words} {wording.tail(following, grammar)}".strip()
    return words, own or after[1].lower()


def _partners(group: Sequence[Name], reading: Reading) -> str:
    """Whom a thing is with or between, where each pair has one of its own ("diplomatic relations with Laos")."""
    if group[0].thing is None or not group[0].thing.each_pair:
        return ""
    joint = reading.grammar.find.partner_before.match(reading.text, group[-1].end)
    after = [
        name for name in reading.names if joint and name.actor and joint.end(1) < name.start and not name.is_within
    ]
    if joint is None or not after or after[0].start > joint.end():
        return ""
    return f" {joint[1]} {reading.grammar.listed([name.said for name in _listed(after, reading)])}"


def _listed(inside: list[Name], reading: Reading) -> list[Name]:
    """The first name and those that are listed with it; a name in brackets only says it otherwise."""
    group = inside[:1]
    for name in inside[1:]:
        gap = reading.text[group[-1].end : name.start].strip().lower()
        if not reading.grammar.find.list_gap.search(gap) or (group[-1].actor is None and name.actor is not None):
            break
        if gap and gap not in {"(", ")"}:
            group.append(name)
    return group
