"""Which title a milestone gets: the first that is whole and sound of those that can be composed of what was read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from etl.milestones.anaphora import body_before, states_before
from etl.milestones.named import Phrase
from etl.milestones.title import capitalised, is_sound, plain_title, shortened, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.milestones.describe import Told
    from etl.milestones.names import Name
    from etl.milestones.reading import Reading

#: What was said has so many blanks at least where a title tells it.
_LEAST_SAID = 2
#: So many of those who act are named where a title is composed of names.
_MOST_NAMED = 3


def heading(what: Told, names: Sequence[Name], concerned: Sequence[str], reading: Reading) -> str:
    """The title of a milestone.

    Args:
        what: Who did what.
        names: Of the clause that tells of it.
        concerned: Codes of the states and blocs that it concerns, for a relation that says nothing of whose it is.
        reading: Of the passage.
    """
    grammar, whole = reading.grammar, _with_partners(what, concerned, reading)
    made = title(whole.act, whole.subject, whole.target, whole.by, grammar)
    if is_sound(made, grammar) and not _lacks_object(whole, reading):
        return _of_whom(made, whole, reading)
    if what.act is not None and what.act.step == "said" and what.main.text.count(" ") < _LEAST_SAID:
        return made
    composed = _composed(what, names, reading)
    if composed and is_sound(composed, grammar):
        return composed
    if _lacks_object(whole, reading) and not any(name.is_of_thing for name in names):
        return ""  # that somebody signed says nothing
    return plain_title(what.act, names, what.main, grammar)


def _lacks_object(what: Told, reading: Reading) -> bool:
    """Whether a title would say that somebody did, but not what."""
    act = what.act
    if act is None or act.form not in {"finite", "participle", "infinitive"}:
        return False
    return bool(what.subject) and not what.target and act.step in reading.grammar.lists.needs_object


def _composed(what: Told, names: Sequence[Name], reading: Reading) -> str:
    """Who is named before the verb, the verb, and what is named after it; "" where either side is missing."""
    act = what.act
    if act is None or act.form not in {"finite", "participle", "infinitive"} or act.step == "said":
        return ""
    outer = [name for name in names if not name.is_within and not name.what.startswith("place")]
    before = [name for name in outer if name.actor and name.end <= act.start]
    who = list(dict.fromkeys(name.said for name in before))[-_MOST_NAMED:]
    thing = next((name for name in outer if name.is_of_thing and name.start >= act.end), None)
    if not who or thing is None:
        return ""
    grammar = reading.grammar
    subject = Phrase(grammar.listed(who), tuple(before), plural=len(who) > 1)
    return title(act, subject, Phrase(thing.said, (thing,)), "", grammar)


def _of_whom(made: str, what: Told, reading: Reading) -> str:
    """A title that names only a step of a story, with the states that the sentence before is about."""
    grammar = reading.grammar
    if not what.main.names and (body := _body_of(what, reading)):
        return shortened(capitalised(grammar.say("who_what", who=body, what=f"{made[:1].lower()}{made[1:]}")), grammar)
    if not grammar.find.bare_step.match(what.main.text) or what.main.names:
        return made
    states = [name.said for name in states_before(reading)][:_MOST_NAMED]
    told = f"{made[:1].lower()}{made[1:]}"
    return (
        shortened(capitalised(grammar.say("who_what", who=grammar.listed(states), what=told)), grammar)
        if states
        else made
    )


def _body_of(what: Told, reading: Reading) -> str:
    """The body whose a thing is that says of itself that it was named before ("this plan", "it"), or ""."""
    if any(name.actor for name in what.subject.names) or not what.main.text:
        return ""
    at = reading.text.lower().find(what.main.text.lower())
    again = at == -1 or reading.grammar.find.this_before.search(reading.text[:at])
    return body_before(reading) if again else ""


def _with_partners(what: Told, concerned: Sequence[str], reading: Reading) -> Told:
    """What was told, with whom a relation is where the sentence does not say so but only two can be meant."""
    thing = what.target.names[0].thing if what.target.names else None
    if thing is None or not thing.each_pair or what.target.text.lower() != thing.name.lower():
        return what
    if len(concerned) != len(reading.both):
        return what
    told = {name.actor.of or name.actor.code for name in (*what.subject.names, *what.target.names) if name.actor}
    actors, say = reading.words.registry.actors, reading.grammar.say
    others = [actors[code].name for code in concerned if code not in told and code in actors]
    if len(others) == len(concerned):
        text = say("between", what=what.target.text, whom=reading.grammar.listed(others))
    elif len(others) == 1 and what.subject:
        text = say("with_whom", what=what.target.text, whom=others[0])
    else:
        return what
    return replace(what, target=replace(what.target, text=text))
