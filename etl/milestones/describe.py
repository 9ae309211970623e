"""Who did what, in a reading: the phrases around the act that a date dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from etl.milestones.acts import ActSpan
from etl.milestones.anaphora import last_named, resolved
from etl.milestones.phrases import Phrase, agent, name_phrase, object_phrase, subject_phrase

if TYPE_CHECKING:
    from etl.milestones.clauses import Bound
    from etl.milestones.names import Name
    from etl.milestones.reading import Reading
    from etl.model import DateMention

#: How far behind a verb a date may stand whose other side says what was done, and behind or before a date its name.
_BEHIND_VERB, _BESIDE = 16, 9
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
    subject, target = _phrases(reading, date, bound)
    act = bound.act or _usual(target, date, reading)
    if not subject and not target:
        target = last_named(reading)
    by = agent(reading, act.end) if act is not None and act.form == "passive" else ""
    return Told(act, resolved(subject, reading), resolved(target, reading), by)


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
        attributed = bound.place == "attribute" and act.kind in {"held", "crisis"}
        return Phrase(), _attributed(reading, date, act) if attributed else _of_noun(reading, act, bound)
    if act.form in {"participle", "infinitive"} or bound.place == "also":
        return _inherited(act, reading), _object(reading, act, bound)
    return _of_passive(reading, date, bound, act) if act.form == "passive" else _of_finite(reading, date, bound, act)


def _of_passive(reading: Reading, date: DateMention, bound: Bound, act: ActSpan) -> tuple[Phrase, Phrase]:
    """What stands before a passive is what it was done to; with "into" it has an object besides."""
    text = reading.text
    if act.start - bound.start <= 3 and bound.place != "leading":
        return Phrase(), object_phrase(reading, (date.end + (text[date.end : date.end + 1] == ","), len(text)))
    subject = _subject(reading, date, bound, act)
    if reading.grammar.find.into_at_end.search(act.text):
        return subject, _object(reading, act, bound)
    return Phrase(), subject


def _of_finite(reading: Reading, date: DateMention, bound: Bound, act: ActSpan) -> tuple[Phrase, Phrase]:
    """Who stands before a verb, or before the sentence's first verb where a comma parts it from the rest."""
    goes_on = act.form == "finite" and reading.text[: act.start].rstrip().endswith(",")
    inherited = _inherited(act, reading) if goes_on else Phrase()
    return inherited or _subject(reading, date, bound, act), _object(reading, act, bound)


def _subject(reading: Reading, date: DateMention, bound: Bound, act: ActSpan) -> Phrase:
    start = date.end if bound.place == "leading" and date.end <= act.start else bound.start
    if related := _related(reading, bound, act):
        return related
    aside = bool(reading.grammar.find.auxiliary.search(reading.text[: act.start]))
    return subject_phrase(reading, (min(start, act.start), act.start), aside=aside) or _inherited(act, reading)


def _related(reading: Reading, bound: Bound, act: ActSpan) -> Phrase:
    """Whom a relative clause tells of, where a verb stands in one: the noun before it, or what of that noun."""
    text, find = reading.text, reading.grammar.find
    between = text[bound.start : act.start]
    if bound.start and (find.relative_start.match(between) or find.owner_start.match(between)):
        nearest = [name for name in reading.names if name.is_of_thing and -1 <= bound.start - name.end <= 1]
        one = name_phrase(nearest[-1], reading) if nearest else subject_phrase(reading, (0, bound.start))
        owned = find.owner_start.match(between)
        return replace(one, text=f"{one.text} {owned[1]}", step=owned[1].lower()) if one and owned else one
    relative = find.relative_before.search(text, bound.start, act.start)
    if relative is None:
        return Phrase()
    verbs = [other.end for other in reading.acts if bound.start <= other.start and other.end <= relative.start()]
    return object_phrase(reading, (max([bound.start, *verbs]), relative.start()), reading.dates)


def _object(reading: Reading, act: ActSpan, bound: Bound) -> Phrase:
    """What follows the verb, or what follows the date right behind it ("announced in July 2018 that ...")."""
    end = bound.end if act.start < bound.end else len(reading.text)
    after = object_phrase(reading, (act.end, max(end, act.end)), reading.dates)
    behind = [date for date in reading.dates if 0 <= date.start - act.end <= _BEHIND_VERB]
    if after or not behind:
        return after
    return object_phrase(reading, (behind[0].end, max(end, behind[0].end)), reading.dates)


def _inherited(act: ActSpan, reading: Reading) -> Phrase:
    """The subject of the sentence's first verb, for "signed the pact in 2002 and began talks in 2003"."""
    earlier = [other for other in reading.acts if other.start < act.start]
    finite = [other for other in earlier if other.form == "finite"]
    first = next(iter(finite or [other for other in earlier if other.form == "passive"]), None)
    return subject_phrase(reading, (0, first.start)) if first else Phrase()


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
        return subject_phrase(reading, (bound.start, act.start))
    later = [name for name in reading.names if name.start > act.end and name.what in {"actor", "thing", "proper"}]
    return name_phrase(later[0], reading) if later else Phrase()
