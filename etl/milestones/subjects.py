"""Who stands before a verb: its subject, past asides and relative clauses, or that of the verb it is joined to."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from etl.milestones.named import Phrase
from etl.milestones.phrases import name_phrase, object_phrase, subject_phrase

if TYPE_CHECKING:
    from etl.milestones.acts import ActSpan
    from etl.milestones.clauses import Bound
    from etl.milestones.names import Name
    from etl.milestones.reading import Reading
    from etl.model import DateMention

#: How far behind a name what it serves may be told, past its years ("Plan of Action 2016-2020 to ...").
_NUMBERED = 16


def subject_of(reading: Reading, date: DateMention, bound: Bound, act: ActSpan) -> Phrase:
    """Who or what stands before a verb; for a verb without any, the subject of the verb that it is joined to."""
    leads = bound.place == "leading" and date.end <= act.start
    start = date.end if leads else bound.start
    if before := before_aside(reading, date.end if leads else 0, act):
        return before
    if related := _reduced(reading, start, act) or _related(reading, bound, act) or _joined(reading, act):
        return related
    if defined := _defined(reading, start, act):
        return defined
    find = reading.grammar.find
    aside = any(one.search(reading.text[: act.start]) for one in (find.auxiliary, find.will_before))
    return subject_phrase(reading, (min(start, act.start), act.start), aside=aside) or inherited(act, reading)


def inherited(act: ActSpan, reading: Reading) -> Phrase:
    """The subject of the sentence's first verb, for "signed the pact in 2002 and began talks in 2003"."""
    low = reading.text.rfind(";", 0, act.start) + 1
    if act.form == "infinitive" and (made := reading.grammar.find.made_to.search(reading.text, low, act.start)):
        return subject_phrase(reading, made.span(1))
    if act.form == "infinitive" and (
        relative := reading.grammar.find.relative_before.search(reading.text, low, act.start)
    ):
        return _noun_before(reading, relative.start())
    find = reading.grammar.find
    spoken = [one.end for one in reading.acts if one.step == "said" and one.form == "finite" and one.end < act.start]
    low = max([low, *(end for end in spoken if find.that_clause.match(reading.text[end : act.start].lstrip()))])
    earlier = [other for other in reading.acts if low <= other.start < act.start]
    finite = [other for other in earlier if other.form == "finite"]
    finite = finite or [other for other in earlier if other.form == "passive"][:1]
    for before, verb in reversed(list(pairwise(finite))):
        joint = find.joint_last.search(reading.text[before.end : verb.start])
        start = before.end + joint.end() if joint else verb.start
        if own := subject_phrase(reading, (start, verb.start)):
            return own
    return subject_phrase(reading, (low, finite[0].start)) if finite else Phrase()


def due(reading: Reading, bound: Bound, act: ActSpan) -> Phrase:
    """Who or what is to do something ("the line is finally to open")."""
    find = reading.grammar.find
    ahead = find.due_before.search(reading.text, bound.start, act.start)
    if ahead is None or find.relative_before.search(reading.text, bound.start, act.start):
        return Phrase()
    return subject_phrase(reading, (bound.start, ahead.start()), aside=True)


def before_aside(reading: Reading, start: int, act: ActSpan) -> Phrase:
    """The subject that an aside parts from its verb ("the line, which had closed in May, was sold")."""
    find = reading.grammar.find
    aside = find.aside.search(reading.text, start, act.start)
    if aside is None and act.form == "finite":
        aside = find.apposition.search(reading.text, start, act.start)
    if aside is None or aside.end() != act.start or not reading.text[start : aside.start()].strip(" ,"):
        return _past_dated(reading, act) if start else Phrase()
    return subject_phrase(reading, (start, aside.start()))


def _past_dated(reading: Reading, act: ActSpan) -> Phrase:
    """The subject before an aside in which a date stands ("The council, by a note of May 2001, approved")."""
    find, finite = reading.grammar.find, act.form == "finite"
    asides = [one.search(reading.text, 0, act.start) for one in (find.aside, find.apposition)] if finite else []
    aside = next((one for one in asides if one and one.end() == act.start), None)
    before = reading.text[: aside.start()].strip() if aside else ""
    dated = any(aside and date.start < aside.start() for date in reading.dates)
    return subject_phrase(reading, (0, aside.start())) if aside and before and not dated else Phrase()


def _related(reading: Reading, bound: Bound, act: ActSpan) -> Phrase:
    """Whom a relative clause tells of, where a verb stands in one: the noun before it, or what of that noun."""
    text, find = reading.text, reading.grammar.find
    between = text[bound.start : act.start]
    opening = find.relative_start.match(between)
    ended = opening and find.subordinate.search(between, opening.end())
    inside = opening and not ended and not find.subject_anew.search(between)
    if bound.start and (inside or find.owner_start.match(between)):
        one = _noun_before(reading, bound.start)
        owned = find.owner_start.match(between)
        return replace(one, text=f"{one.text} {owned[1]}", step=owned[1].lower()) if one and owned else one
    relative = find.relative_before.search(text, bound.start, act.start)
    if relative is None:
        return Phrase()
    verbs = [other.end for other in reading.acts if bound.start <= other.start and other.end <= relative.start()]
    return object_phrase(reading, (max([bound.start, *verbs]), relative.start()), reading.dates)


def _joined(reading: Reading, act: ActSpan) -> Phrase:
    """Whom a relative clause tells of whose second verb this is ("a line that was laid in May and closed in June")."""
    openings = list(reading.grammar.find.relative_opening.finditer(reading.text, 0, act.start))
    relative = openings[-1] if openings else None
    if relative is None or "," in reading.text[relative.end() : act.start]:
        return Phrase()
    inside = [other for other in reading.acts if relative.start() <= other.start < act.start and other.form != "noun"]
    joined = inside and reading.grammar.find.joined_verb.search(reading.text[: act.start])
    return _noun_before(reading, relative.start()) if joined else Phrase()


def _with_a_purpose(name: Name, reading: Reading) -> Phrase:
    """What serves a named thing, where that is told before it ("a plan to carry out the pact, which was ...")."""
    serves = reading.grammar.find.serves_before.search(reading.text[: name.start])
    before = [one for one in reading.names if serves and one.is_of_thing and one.end <= serves.start() + 1]
    near = before and serves and serves.start() - before[-1].end <= _NUMBERED
    return name_phrase(before[-1], reading) if near else Phrase()


def _reduced(reading: Reading, start: int, act: ActSpan) -> Phrase:
    """The noun that a participle tells more of, where a verb stands before both ("backed the pact signed in May")."""
    if not act.reduced:
        return Phrase()
    quoted = next((one for one in reading.names if one.what == "proper" and -2 <= act.start - one.end <= 2), None)
    if quoted and quoted.end < act.start and reading.text[quoted.end] in '"”»':
        return name_phrase(quoted, reading)
    verbs = [one for one in reading.acts if start <= one.start < act.start and one.form == "finite"]
    if not verbs and not reading.grammar.find.relative_start.match(reading.text[start:]):
        return Phrase()
    if any(name.is_of_thing and -1 <= act.start - name.end <= 1 for name in reading.names):
        return _noun_before(reading, act.start)
    plain = reading.grammar.find.noun_at_end.search(reading.text[: act.start].rstrip())
    return Phrase(plain[1].strip()) if plain else Phrase()


def _defined(reading: Reading, start: int, act: ActSpan) -> Phrase:
    """The noun that a relative clause without commas parts from its verb ("a line that joins the ports opened")."""
    text, find = reading.text, reading.grammar.find
    relative = find.defining.search(text, start, act.start)
    if relative is None or not text[start : relative.start()].strip():
        return Phrase()
    return subject_phrase(reading, (start, relative.start()))


def _noun_before(reading: Reading, at: int) -> Phrase:
    """The noun that a relative clause which begins there tells of: a name before it, else what a verb is about."""
    beside = [name for name in reading.names if -1 <= at - name.end <= 1 and not name.is_within]
    nearest = [name for name in beside if name.is_of_thing or (name.actor and name.actor.kind in {"person", "body"})]
    if nearest:
        return _with_a_purpose(nearest[-1], reading) or name_phrase(nearest[-1], reading)
    verbs = [other.end for other in reading.acts if other.end <= at and other.form in {"finite", "participle"}]
    after = object_phrase(reading, (verbs[-1], at), reading.dates) if verbs else Phrase()
    found = after or subject_phrase(reading, (0, at))
    plain = reading.grammar.find.noun_at_end.search(reading.text[:at].rstrip(" ,"))
    unsaid = not found or found.text.partition(" ")[0].lower() in reading.grammar.stands_for
    elsewhere = plain is not None and not found.text.endswith(plain[1].split()[-1])
    return Phrase(plain[1].strip()) if plain and (unsaid or elsewhere) else found


def relative_object(reading: Reading, act: ActSpan) -> tuple[Phrase, Phrase] | None:
    """Who did what, in a relative clause about what it was done to ("a toll that the mayor had raised")."""
    relative = reading.grammar.find.object_relative.search(reading.text, 0, act.start)
    if relative is None or any(relative.start() < one.start < act.start for one in reading.acts):
        return None
    at, find = relative.start(), reading.grammar.find
    subject, beside = subject_phrase(reading, relative.span(1)), any(at - 1 <= name.end <= at for name in reading.names)
    noun = None if beside else find.noun_at_end.search(reading.text[:at].rstrip(" ,"))
    target = Phrase(noun[1].strip()) if noun else _noun_before(reading, at)
    return (subject, target) if subject and target else None
