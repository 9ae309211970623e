"""Who did what, in a reading: the phrases around the act that a date dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from etl.milestones.acts import ActSpan
from etl.milestones.anaphora import last_named, named_before, resolved
from etl.milestones.clauses import Bound, bind, done_to_apart, other_actors
from etl.milestones.named import Phrase, person_of
from etl.milestones.names import find_names
from etl.milestones.nouns import attributed, of_noun, who_did
from etl.milestones.objects import as_said, object_of, said_of
from etl.milestones.phrases import agent, name_phrase, object_phrase, subject_phrase
from etl.milestones.subjects import before_aside, due, inherited, relative_object, subject_of

if TYPE_CHECKING:
    from etl.milestones.names import Name
    from etl.milestones.reading import Reading
    from etl.model import DateMention

#: How far behind or before a date a name may stand that it is beside.
_BESIDE = 9
#: So long a phrase leaves room in a title for what was done.
_MOST = 80
#: How far behind a fronted participle and its date the sentence may go on.
_FRONTED = 60
#: How much text before a bracket says what the bracket belongs to.
_BEFORE_BRACKET = 60
_CAPITALISED = re.compile(r"[A-Z][\w’'é]+")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a date: the act, who did it (``subject``), what it was done to (``target``), and ``by`` whom.

    ``by`` is the agent that a passive tells, or "". A date beside a thing that no verb speaks of has the act that is
    usual for its kind (a summit is held), or None.
    """

    act: ActSpan | None
    subject: Phrase
    target: Phrase
    by: str

    @property
    def main(self) -> Phrase:
        """The phrase that the milestone is about."""
        return self.target or self.subject


def told(reading: Reading, date: DateMention, bound: Bound) -> Told:
    """Who did what at a date of a reading, with pronouns resolved."""
    subject, target = _gapped(reading, date, bound) or _phrases(reading, date, bound)
    act = bound.act or _usual(target, date, reading)
    if not subject and not target:
        target = last_named(reading)
    if act is not None and act.kind == "entered_into_force" and act.form == "finite":
        act, subject, target = _in_force_for(act, subject, target, reading, date)
    by = agent(reading, act.end) if act is not None and act.form == "passive" else ""
    subject = _of_what(resolved(said_of(subject, act, reading), reading), reading)
    done_to = said_of(target, act, reading) if act is not None and act.form == "passive" else target
    target = _of_what(resolved(done_to, reading), reading, subject.text)
    subject = _with_body(subject, target, reading)
    return Told(as_said(act, target, reading), subject, target, by)


def _gapped(reading: Reading, date: DateMention, bound: Bound) -> tuple[Phrase, Phrase] | None:
    """Who and what, where the verb is left out: as in the clause before, but for what follows the date."""
    if bound.like is None or bound.act is None:
        return None
    subject, target = _phrases(reading, bound.like, bind(bound.like, reading))
    follows = reading.grammar.find.gap_after.match(reading.text, date.end)
    own = object_phrase(reading, (follows.end(), bound.end), reading.dates) if follows else Phrase()
    last = [other for other in reading.dates if other.end <= date.start][-1]
    who = other_actors(date, last, reading)
    said = Phrase(reading.grammar.listed([one.said for one in who]), who, plural=len(who) > 1) if who else subject
    return said, own or target


def _in_force_for(
    act: ActSpan, subject: Phrase, target: Phrase, reading: Reading, date: DateMention
) -> tuple[ActSpan, Phrase, Phrase]:
    """What enters into force for some only, which is another step than that it does at all where these are named."""
    find, at = reading.grammar.find, max(date.end, act.end)
    whom = find.for_whom.match(reading.text, act.end, max(date.start, act.end)) or find.for_whom.match(reading.text, at)
    if whom is None or not subject:
        return act, subject, target
    later = [other.start for other in reading.dates if other.start >= whom.end()]
    phrase = object_phrase(reading, (whom.end(), min([*later, len(reading.text)])), reading.dates)
    if not phrase or not find.sound_whom.search(phrase.text):
        return act, subject, Phrase()
    codes = "+".join(sorted(name.actor.code.lower() for name in phrase.names if name.actor))
    said = (f"{verb} {whom[1]} {phrase.text}" for verb in (act.plural, act.singular))
    plural, singular = said
    return replace(act, plural=plural, singular=singular), replace(subject, step=codes or subject.step), Phrase()


def _of_what(phrase: Phrase, reading: Reading, of: str = "") -> Phrase:
    """A step of a story that the sentence does not say more of, with the thing named last: "construction of ..."."""
    find = reading.grammar.find
    if phrase.names and find.owner_direct.search(reading.text[: phrase.names[0].start]):
        return _of_owner(phrase, reading, of)
    bare = find.bare_step.match(phrase.text)
    whole = last_named(reading) if bare and not phrase.names else Phrase()
    if bare is None or not whole.names:
        return phrase
    say, words = reading.grammar.say, bare[1].lower()
    about = find.talks.match(words)
    text = say("about", what=words, about=whole.text) if about else say("of_what", what=words, whole=whole.text)
    return replace(phrase, text=text, names=whole.names)


def _of_owner(phrase: Phrase, reading: Reading, of: str) -> Phrase:
    """A thing of one named before ("its first meeting"): by that name, or where this is long by whose that one is."""
    whole = named_before(phrase, reading)
    if not whole.names or whole.text.lower() in phrase.text.lower() or whole.text == of:
        return phrase
    parties = [name for name in find_names(whole.text, reading.words) if name.actor]
    fitting = [whole.text, *([reading.grammar.listed([name.said for name in parties])] if parties else [])]
    texts = [reading.grammar.say("of_what", what=phrase.text, whole=one) for one in fitting]
    text = next((one for one in texts if len(one) < _MOST), "")
    return replace(phrase, text=text, names=(*phrase.names, *whole.names, *parties)) if text else phrase


def _with_body(phrase: Phrase, target: Phrase, reading: Reading) -> Phrase:
    """Member states with the body that the sentence names whose they are."""
    states = reading.grammar.find.member_states.match(phrase.text)
    within = [*target.names, *(name for one in target.names for name in reading.names if one.holds(name))]
    bodies = [name.said for name in (*within, *reading.names) if name.actor and name.actor.kind in {"body", "bloc"}]
    if states is None or not bodies:
        return phrase
    said = reading.grammar.say("member_states", whose=bodies[0], states=states[1])
    return replace(phrase, text=f"{phrase.text[: states.start(1)]}{said}")


def _usual(target: Phrase, date: DateMention, reading: Reading) -> ActSpan | None:
    """What is usually done with a thing of its kind, by the last noun of its name for which that is known."""
    named = next((name for name in target.names if name.is_of_thing), None)
    if named is None:
        return None
    usual = reading.words.usual_acts
    whole = named.thing.name if named.thing else named.text
    words = _CAPITALISED.findall(reading.grammar.find.head_end.split(whole, maxsplit=1)[0])
    words = [*_CAPITALISED.findall(whole)[-1:], *words]
    form = next((usual[word] for word in reversed(words) if word in usual), None)
    if form is None or form.act is None:
        return None
    return ActSpan(date.start, date.start, form.act.past, form.act, "noun", form.plural, form.singular)


def _phrases(reading: Reading, date: DateMention, bound: Bound) -> tuple[Phrase, Phrase]:
    """Subject and target, by where the date stands and by the form of the act."""
    act = bound.act
    if bound.place == "bracket":
        return _bracketed(reading, date, act)
    if act is None:
        return Phrase(), _topic(reading, date, bound)
    if act.form == "noun":
        if bound.place == "attribute" and act.kind in {"held", "crisis"}:
            return Phrase(), attributed(reading, date, act)
        return who_did(reading, date, bound, act), of_noun(reading, act, bound)
    return _of_verb(reading, date, bound, act)


def _of_verb(reading: Reading, date: DateMention, bound: Bound, act: ActSpan) -> tuple[Phrase, Phrase]:
    """Subject and target of a verb; what is to be done is told of whom the words for that are told of."""
    find, lead = reading.grammar.find, reading.text[: act.start]
    relative = relative_object(reading, act) if act.form == "infinitive" else None
    if relative:
        return relative
    if act.form == "participle" and (doer := _told_while(reading, date, act)):
        return doer, object_of(reading, act, bound)
    foretold = act.form == "infinitive" and find.will_before.search(lead)
    if act.form == "infinitive" and not foretold and (ahead := due(reading, bound, act)):
        return ahead, object_of(reading, act, bound)
    if (act.form in {"participle", "infinitive"} and not foretold) or bound.place == "also":
        return inherited(act, reading), object_of(reading, act, bound)
    return _of_passive(reading, date, bound, act) if act.form == "passive" else _of_finite(reading, date, bound, act)


def _of_passive(reading: Reading, date: DateMention, bound: Bound, act: ActSpan) -> tuple[Phrase, Phrase]:
    """What stands before a passive is what it was done to; with "into" it has an object besides."""
    text = reading.text
    if act.start - bound.start <= 3 and bound.place != "leading":
        at = _past_comma(date.end, reading)
        named = [name for name in reading.names if name.is_of_thing and at <= name.start <= at + _BESIDE]
        return Phrase(), name_phrase(named[0], reading) if named else object_phrase(reading, (at, len(text)))
    find = reading.grammar.find
    if find.impersonal.search(text[: act.start]) and find.that_clause.match(text[act.end :].lstrip()):
        return Phrase(), _topic(reading, date, bound)
    subject = subject_of(reading, date, bound, act)
    keeps = find.object_kept.search(act.text) and not find.preposition.match(text, act.end)
    if keeps or find.into_at_end.search(act.text):
        return subject, object_of(reading, act, bound)
    return Phrase(), subject


def _told_while(reading: Reading, date: DateMention, act: ActSpan) -> Phrase:
    """Who did what a sentence opens with, told before they are named ("When meeting the king in May, Laos ...")."""
    if not reading.grammar.find.while_doing.search(reading.text[: act.start]):
        return Phrase()
    comma = reading.text.find(",", date.end)
    after = [name for name in reading.names if name.actor and 0 < name.start - comma <= _FRONTED] if comma > 0 else []
    return name_phrase(person_of(after) or after[0], reading) if after else Phrase()


def _past_comma(at: int, reading: Reading) -> int:
    """Where the sentence goes on after a fronted participle ("Signed in 2002 but not in force, the pact ...")."""
    comma = reading.text.find(",", at, at + _FRONTED)
    verbs = any(at <= act.start < comma for act in reading.acts)
    return at if comma == -1 or verbs else comma + 1


def _of_finite(reading: Reading, date: DateMention, bound: Bound, act: ActSpan) -> tuple[Phrase, Phrase]:
    """Who stands before a verb, or before the sentence's first verb where a comma parts it from the rest."""
    if before := before_aside(reading, date.end if bound.place == "leading" else 0, act):
        return before, object_of(reading, act, bound)
    goes_on = act.form == "finite" and reading.text[: act.start].rstrip().endswith(",")
    first = inherited(act, reading) if goes_on else Phrase()
    apart = done_to_apart(date, reading)
    target = name_phrase(apart, reading) if apart else object_of(reading, act, bound)
    if not target and act.step == "construction_started":
        built = last_named(reading)
        target = (
            replace(built, text=f"{reading.grammar.say('on_what').strip()} {built.text}") if built.names else target
        )
    if not target and act.step not in reading.grammar.lists.intransitive_acts:
        relative = relative_object(reading, act)
        first, target = (first or relative[0], relative[1]) if relative else (first, target)
    return first or subject_of(reading, date, bound, act), target


def _bracketed(reading: Reading, date: DateMention, act: ActSpan | None) -> tuple[Phrase, Phrase]:
    """The name that a bracket follows; where the bracket names actors, they did what the verb before it says."""
    names, opened = reading.names, reading.text.rfind("(", 0, date.start)
    inside = [name for name in names if opened < name.start < date.start and name.what == "actor"]
    if inside and act is not None and act.end <= opened:
        who = subject_phrase(reading, (inside[0].start, date.start))
        return replace(who, plural=len(inside) > 1), object_phrase(reading, (act.end, opened))
    before = [name for name in names if opened - 3 <= name.end <= opened + 1 and name.is_of_thing]
    if before:
        return Phrase(), name_phrase(before[-1], reading)
    return Phrase(), subject_phrase(reading, (max(0, opened - _BEFORE_BRACKET), opened))


def _topic(reading: Reading, date: DateMention, bound: Bound) -> Phrase:
    """What a clause without a known act is about: the name beside the date, else its first name or words."""
    inside = [name for name in reading.names if bound.start <= name.start < bound.end and not name.is_within]
    things = [name for name in inside if name.is_of_thing]
    beside = [name for name in things if _is_beside(name, date)]
    if beside:
        return _numbered(beside[-1], reading)
    fronted = bound.place in {"leading", "attribute"}
    mark = reading.grammar.find.chronology_mark.match(reading.text[date.end : bound.end])
    begins = date.end + (mark.end() if mark else 0)
    after = object_phrase(reading, (begins, max(bound.end, begins))) if fronted else Phrase()
    best = after or subject_phrase(reading, (bound.start, date.start))
    about = things or inside
    return best if best.names or not about else name_phrase(about[0], reading)


def _numbered(name: Name, reading: Reading) -> Phrase:
    """A name with the number that stands before it ("second Ferry Forum")."""
    phrase = name_phrase(name, reading)
    ordinal = reading.grammar.find.ordinal_before.search(reading.text[: name.start])
    return replace(phrase, text=f"{ordinal[1]} {phrase.text}") if ordinal else phrase


def _is_beside(name: Name, date: DateMention) -> bool:
    return -1 <= date.start - name.end <= _BESIDE or 0 <= name.start - date.end <= 1
