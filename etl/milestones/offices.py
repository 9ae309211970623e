"""Those who act by the offices that they hold: "Chairman of the Ports of Quay Ann Lee" is Ann Lee."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.milestones.names import Name
    from etl.milestones.reading import Reading

#: An office of more characters than this is left out where the person who holds it is named.
_LONG_OFFICE = 40
#: How far behind the word for a state the name of a person stands that holds an office of it.
_PERSON_REACH = 40


def holders(inside: Sequence[Name], span: tuple[int, int], reading: Reading) -> list[str]:
    """Whom a subject that begins with a long office names: the person, or the states of several persons.

    Args:
        inside: The names of the subject.
        span: Where it stands.
        reading: Of the passage.
    """
    last = inside[-1] if inside else None
    if last is None or last.actor is None or last.actor.kind != "person" or reading.text[last.end : span[1]].strip():
        return []
    office = reading.text[span[0] : last.start]
    if len(office) <= _LONG_OFFICE or not office.rstrip()[-1:].isalnum():
        return []
    states = _states(inside, reading)
    several = len(states) > 1 and reading.grammar.find.and_word.search(office)
    return states if several else [last.said]


def names_holder(head: Name, person: Name) -> bool:
    """Whether a person is named right after the state whose office they hold, or a little after the word for it."""
    if head.what == "demonym":
        return person.start - head.end < _PERSON_REACH
    return head.what == "actor" and person.start == head.end + 1


def _states(inside: Sequence[Name], reading: Reading) -> list[str]:
    """The names of the states that are named, or that persons stand for."""
    known = reading.words.registry.actors
    codes = [
        name.actor.of or name.actor.code for name in inside if name.actor and name.actor.kind in {"state", "person"}
    ]
    return [known[code].name for code in dict.fromkeys(codes) if code in known and known[code].kind == "state"]
