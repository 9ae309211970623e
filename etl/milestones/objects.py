"""What follows a verb: what was done, to what or whom, and with which preposition a title says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from etl.milestones.acts import FINITE
from etl.milestones.anaphora import resolved
from etl.milestones.clauses import Bound
from etl.milestones.named import Phrase
from etl.milestones.phrases import object_phrase, subject_phrase
from etl.milestones.reading import last_told
from etl.milestones.subjects import inherited

if TYPE_CHECKING:
    from etl.milestones.acts import ActSpan
    from etl.milestones.reading import Reading

#: How far behind a verb a date may stand whose other side says what was done.
_BEHIND_VERB = 16


def object_of(reading: Reading, act: ActSpan, bound: Bound) -> Phrase:
    """What follows the verb, or what follows the date right behind it ("announced in July 2018 that ...")."""
    if told := _repeated(reading, act) if act.again else _that_would(reading, act):
        return told
    find, end = reading.grammar.find, bound.end if act.start < bound.end else len(reading.text)
    purpose = act.step in reading.grammar.lists.personal_acts and find.infinitive_after.match(reading.text, act.end)
    if purpose or find.circumstance.match(reading.text, act.end):
        return Phrase()
    after = _instead(object_phrase(reading, (act.end, max(end, act.end)), reading.dates), act, reading)
    behind = [date for date in reading.dates if 0 <= date.start - act.end <= _BEHIND_VERB]
    where = find.place_after.match(reading.text, act.end)
    if where and after.names and where.end() == after.names[0].start:
        return _past_place(after, where[1], max(end, act.end), act, reading)
    given = find.given.match(reading.text, after.names[-1].end) if after and not _tells_thing(after) else None
    if given:
        what = object_phrase(reading, (given.end(), max(end, given.end())), reading.dates)
        return replace(after, text=reading.grammar.say("with_whom", what=after.text, whom=what.text)) if what else after
    if after or not behind or find.circumstance.match(reading.text, behind[0].end):
        return after
    parted = find.infinitive_after.match(reading.text, behind[0].end)
    end = len(reading.text) if parted else max(end, behind[0].end)
    later = object_phrase(reading, (behind[0].end, end), reading.dates)
    place = find.place_after.match(reading.text, behind[0].end)
    return replace(later, text=f"{place[1]} {later.text}") if later and place else later


def _past_place(place: Phrase, joint: str, end: int, act: ActSpan, reading: Reading) -> Phrase:
    """What was done, past where it was done ("signed in Quay City a pact"), else where it was done."""
    anew = reading.grammar.find.object_anew.match(reading.text, place.names[0].end)
    if anew and act.step in reading.grammar.lists.needs_object:
        return object_phrase(reading, (anew.end(), max(end, anew.end())), reading.dates)
    return replace(place, text=f"{joint} {place.text}")


def _that_would(reading: Reading, act: ActSpan) -> Phrase:
    """What it was agreed that would be done ("agreed that talks would resume"), where it has no name."""
    find = reading.grammar.find
    told = find.that_would.match(reading.text, act.end) if find.that_clause.search(act.text) else None
    named = any(told and told.start() <= name.start < told.end() for name in reading.names)
    return Phrase(told[1]) if told and not named else Phrase()


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
    return resolved(object_of(there, source, whole), there)


def _tells_thing(phrase: Phrase) -> bool:
    return not phrase.names or any(name.is_of_thing for name in phrase.names)


def as_said(act: ActSpan | None, target: Phrase, reading: Reading) -> ActSpan | None:
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


def said_of(subject: Phrase, act: ActSpan | None, reading: Reading) -> Phrase:
    """A subject "it" as what the sentence has told of: what enters into force was done to, else who did.

    Any other subject as it is, and "it" where the sentence has told of nothing before.
    """
    earlier = [one for one in reading.acts if act and one.end <= act.start and one.form in FINITE]
    if act is None or not earlier or reading.grammar.stands_for.get(subject.text.lower(), "") != "last":
        return subject
    done_to = act.form == "passive" or act.kind == "entered_into_force"
    if done_to and earlier[-1].form == "finite":
        return _object_before(earlier[-1], act, reading) or subject
    return inherited(act, reading) or subject


def _instead(phrase: Phrase, act: ActSpan, reading: Reading) -> Phrase:
    """An object "it" as what the sentence has told of before, with the words that follow the pronoun."""
    pronoun = reading.grammar.find.them.match(phrase.text)
    earlier = [one for one in reading.acts if one.end <= act.start and one.form != "infinitive"]
    if pronoun is None or not earlier:
        return phrase
    meant = _agreed_before(act, reading) or _object_before(earlier[-1], act, reading)
    return replace(meant, text=f"{meant.text}{phrase.text[pronoun.end() :]}") if meant else phrase


def _agreed_before(act: ActSpan, reading: Reading) -> Phrase:
    """What is signed, by the last noun before it of something agreed ("ended the talks on a pact and signed it")."""
    if act.step not in reading.grammar.lists.signing_acts:
        return Phrase()
    nouns = reading.grammar.find.agreed_noun.finditer(reading.text, 0, act.start)
    last = next(iter(reversed(list(nouns))), None)
    return Phrase(last[0]) if last else Phrase()


def _object_before(earlier: ActSpan, act: ActSpan, reading: Reading) -> Phrase:
    """What an earlier act of the sentence was done to."""
    phrase = object_phrase(reading, (earlier.end, act.start), reading.dates)
    return Phrase() if reading.grammar.find.them.match(phrase.text) else phrase
