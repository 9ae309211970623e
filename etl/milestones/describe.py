"""Who did what, in a reading: the phrases around the act that a date dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from etl.milestones.acts import ActSpan
from etl.milestones.anaphora import last_named, resolved
from etl.milestones.clauses import Bound, bind, other_actor
from etl.milestones.phrases import Phrase, agent, name_phrase, object_phrase, subject_phrase
from etl.milestones.reading import last_told
from etl.milestones.subjects import before_aside, inherited, subject_of

if TYPE_CHECKING:
    from etl.milestones.names import Name
    from etl.milestones.reading import Reading
    from etl.model import DateMention

#: How far behind a verb a date may stand whose other side says what was done, and behind or before a date its name.
_BEHIND_VERB, _BESIDE = 16, 9
#: From this strength on what a noun names is an act of its own.
_FORMAL = 2
#: So long a phrase leaves room in a title for what was done.
_MOST = 80
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
        act, subject, target = _in_force_for(act, subject, target, reading, max(date.end, act.end))
    by = agent(reading, act.end) if act is not None and act.form == "passive" else ""
    subject, target = (_of_what(resolved(one, reading), reading) for one in (subject, target))
    return Told(_as_said(act, target, reading), subject, target, by)


def _gapped(reading: Reading, date: DateMention, bound: Bound) -> tuple[Phrase, Phrase] | None:
    """Who and what, where the verb is left out: as in the clause before, but for what follows the date."""
    if bound.like is None or bound.act is None:
        return None
    subject, target = _phrases(reading, bound.like, bind(bound.like, reading))
    follows = reading.grammar.find.gap_after.match(reading.text, date.end)
    own = object_phrase(reading, (follows.end(), bound.end), reading.dates) if follows else Phrase()
    last = [other for other in reading.dates if other.end <= date.start][-1]
    who = other_actor(date, last, reading)
    return name_phrase(who, reading) if who else subject, own or target


def _in_force_for(
    act: ActSpan, subject: Phrase, target: Phrase, reading: Reading, at: int
) -> tuple[ActSpan, Phrase, Phrase]:
    """What enters into force for some only, which is another step than that it does at all where these are named."""
    whom = reading.grammar.find.for_whom.match(reading.text, at)
    if whom is None or not subject:
        return act, subject, target
    later = [date.start for date in reading.dates if date.start >= at]
    phrase = object_phrase(reading, (whom.end(), min([*later, len(reading.text)])), reading.dates)
    if not phrase or not reading.grammar.find.sound_whom.search(phrase.text):
        return act, subject, Phrase()
    codes = "+".join(sorted(name.actor.code.lower() for name in phrase.names if name.actor))
    said = (f"{verb} {whom[1]} {phrase.text}" for verb in (act.plural, act.singular))
    plural, singular = said
    return replace(act, plural=plural, singular=singular), replace(subject, step=codes or subject.step), Phrase()


def _as_said(act: ActSpan | None, target: Phrase, reading: Reading) -> ActSpan | None:
    """An act with the preposition that its verb has before what follows: "agree to waive", but "agree on a waiver"."""
    find, say = reading.grammar.find, reading.grammar.say
    if act is None or act.step != "agreed" or act.form != "finite" or not find.on_at_end.search(act.singular):
        return act
    text = reading.text
    starts = [
        act.start + len(find.on_at_end.sub("", act.text)),
        *(date.end for date in reading.dates if 0 <= date.start - act.end <= _BEHIND_VERB),
    ]
    verbs = [match[1] for start in starts if (match := find.infinitive_after.match(text, start))]
    joint = say("to_do") if any(target.text.startswith(verb) for verb in verbs) else say("on_what")
    plural, singular = (find.on_at_end.sub(joint, verb) for verb in (act.plural, act.singular))
    return replace(act, plural=plural, singular=singular)


def _of_what(phrase: Phrase, reading: Reading) -> Phrase:
    """A step of a story that the sentence does not say more of, with the thing named last: "construction of ..."."""
    find = reading.grammar.find
    if phrase.names and find.owner_direct.search(reading.text[: phrase.names[0].start]):
        whole = last_named(reading)
        text = reading.grammar.say("of_what", what=phrase.text, whole=whole.text)
        return replace(phrase, text=text) if whole.names and len(text) < _MOST else phrase
    bare = find.bare_step.match(phrase.text)
    whole = last_named(reading) if bare and not phrase.names else Phrase()
    if bare is None or not whole.names:
        return phrase
    say, words = reading.grammar.say, bare[1].lower()
    about = find.talks.match(words)
    text = say("about", what=words, about=whole.text) if about else say("of_what", what=words, whole=whole.text)
    return replace(phrase, text=text, names=whole.names)


def _usual(target: Phrase, date: DateMention, reading: Reading) -> ActSpan | None:
    """What is usually done with a thing of its kind, by the last noun of its name for which that is known."""
    named = next((name for name in target.names if name.is_of_thing), None)
    if named is None:
        return None
    usual = reading.words.usual_acts
    words = _CAPITALISED.findall(named.thing.name if named.thing else named.text)
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
            return Phrase(), _attributed(reading, date, act)
        return _who_did(reading, date, bound, act), _of_noun(reading, act, bound)
    foretold = act.form == "infinitive" and reading.grammar.find.will_before.search(reading.text[: act.start])
    if (act.form in {"participle", "infinitive"} and not foretold) or bound.place == "also":
        return inherited(act, reading), _object(reading, act, bound)
    return _of_passive(reading, date, bound, act) if act.form == "passive" else _of_finite(reading, date, bound, act)


def _who_did(reading: Reading, date: DateMention, bound: Bound, act: ActSpan) -> Phrase:
    """Who did what a noun names, where a verb before it only says that they did ("completed the ratification")."""
    find, lists, before = (
        reading.grammar.find,
        reading.grammar.lists,
        [one for one in reading.acts if one.end < act.start],
    )
    if act.step in lists.personal_acts and find.owner_later.search(reading.text[: act.start]):
        guest = next((name for name in reading.names if name.actor and name.actor.kind == "person"), None)
        return name_phrase(guest, reading) if guest else Phrase()
    light = before[-1] if before and before[-1].step in lists.light_acts and before[-1].form == "finite" else None
    if light is None or act.strength < _FORMAL or not find.light_gap.match(reading.text[light.end : act.start]):
        return Phrase()
    return subject_of(reading, date, bound, light)


def _of_passive(reading: Reading, date: DateMention, bound: Bound, act: ActSpan) -> tuple[Phrase, Phrase]:
    """What stands before a passive is what it was done to; with "into" it has an object besides."""
    text = reading.text
    if act.start - bound.start <= 3 and bound.place != "leading":
        return Phrase(), object_phrase(reading, (date.end + (text[date.end : date.end + 1] == ","), len(text)))
    subject = subject_of(reading, date, bound, act)
    find = reading.grammar.find
    keeps = find.object_kept.search(act.text) and not find.preposition.match(text, act.end)
    if keeps or find.into_at_end.search(act.text):
        return subject, _object(reading, act, bound)
    return Phrase(), subject


def _of_finite(reading: Reading, date: DateMention, bound: Bound, act: ActSpan) -> tuple[Phrase, Phrase]:
    """Who stands before a verb, or before the sentence's first verb where a comma parts it from the rest."""
    if before := before_aside(reading, date.end if bound.place == "leading" else 0, act):
        return before, _object(reading, act, bound)
    goes_on = act.form == "finite" and reading.text[: act.start].rstrip().endswith(",")
    first = inherited(act, reading) if goes_on else Phrase()
    return first or subject_of(reading, date, bound, act), _object(reading, act, bound)


def _object(reading: Reading, act: ActSpan, bound: Bound) -> Phrase:
    """What follows the verb, or what follows the date right behind it ("announced in July 2018 that ...")."""
    if act.again:
        return _repeated(reading, act)
    find, end = reading.grammar.find, bound.end if act.start < bound.end else len(reading.text)
    purpose = act.step in reading.grammar.lists.personal_acts and find.infinitive_after.match(reading.text, act.end)
    if purpose or find.circumstance.match(reading.text, act.end):
        return Phrase()
    after = object_phrase(reading, (act.end, max(end, act.end)), reading.dates)
    behind = [date for date in reading.dates if 0 <= date.start - act.end <= _BEHIND_VERB]
    where = find.place_after.match(reading.text, act.end)
    if where and after.names and where.end() == after.names[0].start:
        return replace(after, text=f"{where[1]} {after.text}")
    given = find.given.match(reading.text, after.names[-1].end) if after and not _tells_thing(after) else None
    if given:
        what = object_phrase(reading, (given.end(), max(end, given.end())), reading.dates)
        return replace(after, text=reading.grammar.say("with_whom", what=after.text, whom=what.text)) if what else after
    if after or not behind or find.circumstance.match(reading.text, behind[0].end):
        return after
    return object_phrase(reading, (behind[0].end, max(end, behind[0].end)), reading.dates)


def _repeated(reading: Reading, act: ActSpan) -> Phrase:
    """What was done once more to what the verb that is not said again is about."""
    earlier = [one for one in reading.acts if one.end <= act.start]
    there = reading if last_told(earlier) else reading.previous()
    source = last_told(earlier if there is reading else there.acts) if there else None
    if there is None or source is None:
        return Phrase()
    whole = Bound(source, "following", 0, act.start if there is reading else len(there.text))
    if source.form == "passive":
        return subject_phrase(there, (0, source.start))
    return resolved(_object(there, source, whole), there)


def _tells_thing(phrase: Phrase) -> bool:
    return not phrase.names or any(name.is_of_thing for name in phrase.names)


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


def _attributed(reading: Reading, date: DateMention, act: ActSpan) -> Phrase:
    """A meeting or crisis that a year stands before ("the 1997 Asian financial crisis")."""
    names = reading.names
    end = max([act.end, *(name.end for name in names if name.start <= act.start < name.end)])
    inside = [name for name in names if date.end < name.start and name.end <= end]
    whole = next((name for name in inside if name.is_of_thing), None)
    if whole is not None and whole.start <= date.end + 2:
        return name_phrase(whole, reading)
    return Phrase(reading.text[date.end : end].strip(), tuple(inside))


def _of_noun(reading: Reading, act: ActSpan, bound: Bound) -> Phrase:
    """What a verbal noun is about: the name it stands in, what follows its preposition, else its owner."""
    containing = [name for name in reading.names if name.start <= act.start < name.end and name.is_of_thing]
    if containing:
        return name_phrase(containing[-1], reading)
    after = Phrase()
    if reading.grammar.find.noun_object.search(reading.text[act.end :]):
        after = object_phrase(reading, (act.end, max(bound.end, act.end)), reading.dates)
    if after and act.step == "visited":
        return after
    if act.kind in {"held", "crisis", "announced"}:
        return _meeting(reading, act, bound, after)
    return after or _owner(reading, act, bound)


def _meeting(reading: Reading, act: ActSpan, bound: Bound, about: Phrase) -> Phrase:
    """A meeting, crisis or announcement by the nouns it is called, with what it is about."""
    before = reading.grammar.find.nouns_before.search(reading.text[bound.start : act.start])
    words = f"{before[0] if before else ''}{act.text}".strip()
    if not about and " " not in words:
        things = [name for name in reading.names if name.thing and bound.start <= name.start < bound.end]
        about = name_phrase(things[0], reading) if things else about
    whole = reading.grammar.say("about", what=words, about=about.text) if about else words
    return Phrase(whole, about.names, about.step or act.text)


def _owner(reading: Reading, act: ActSpan, bound: Bound) -> Phrase:
    """Whose act a noun is: whom the sentence is about for "its establishment", else who stands before it."""
    if not reading.grammar.find.owner_later.search(reading.text[: act.start]):
        verbs = [one.start for one in reading.acts if one.form == "finite" and bound.start < one.start < act.start]
        return subject_phrase(reading, (bound.start, min([act.start, *verbs])))
    later = [name for name in reading.names if name.start > act.end and name.what in {"actor", "thing", "proper"}]
    earlier = [name for name in reading.names if name.end <= act.start and name.is_of_thing and not name.is_within]
    owner = later[:1] or earlier[-1:]
    return name_phrase(owner[0], reading) if owner else Phrase()
