"""Clauses of a passage, and which act a date belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from etl.milestones.acts import FINITE
from etl.milestones.choice import (
    FORMAL,
    first_verb,
    is_meeting,
    nearest,
    parted,
    told_in_speech,
    without_asides,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.milestones.acts import ActSpan
    from etl.milestones.names import Name
    from etl.milestones.reading import Reading
    from etl.model import DateMention

#: How far a noun may stand behind the year that qualifies it, and a bracket's ends before and after its date.
_QUALIFIES, _BRACKET = 90, 40
#: How far behind a thing its date may stand.
_AFTER_THING = 9
#: How far before a date a verb may stand that says what is to happen then, and before the verb what says so.
_RIGHT_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Bound:
    """What a date dates: the act (None where no rule knows the verb) and how the date stands to it.

    ``place`` is leading ("In 2002, ..."), following ("... in 2002"), attribute ("the 2002 summit"), bracket ("(2002)"),
    or also (a further act of the same date). A clause without a verb of its own has that of the date ``like``.
    ``start``/``end`` are the clause's offsets in the passage.
    """

    act: ActSpan | None
    place: str
    start: int
    end: int
    like: DateMention | None = None


def clause_spans(reading: Reading) -> list[tuple[int, int]]:
    """Half-open spans of a passage's clauses: cut where one thing said ends and the next begins."""
    text, find = reading.text, reading.grammar.find
    cuts = {match.start() for match in find.clause_mark.finditer(text) if not _in_brackets(text, match.start())}
    cuts |= {_report_start(reading), *_begun_anew(reading)}
    previous = 0
    for match in find.clause_joint.finditer(text):
        closes_date = any(date.end == match.start() for date in reading.dates)
        before = [act for act in reading.acts if previous <= act.start < match.start() and act.form in FINITE]
        after = [act for act in reading.acts if act.start >= match.end() and act.form != "noun"]
        joins_verbs = match[0].startswith(",") and before and match[1] is None
        if after and (closes_date or joins_verbs or _has_own_date(match.end(), reading)):
            cuts.add(match.start())
            previous = match.end()
    edges = [0, *sorted(cut for cut in cuts if 0 < cut < len(text)), len(text)]
    return [(start, end) for start, end in pairwise(edges) if end > start]


def _has_own_date(at: int, reading: Reading) -> bool:
    """Whether a clause begins with a date and a comma (", and in May of that year, the port sold ...")."""
    text, find = reading.text, reading.grammar.find
    near = (date for date in reading.dates if at <= date.start and text[date.end : date.end + 1] == ",")
    return any(find.own_date.search(text[at : date.start]) for date in near)


def _begun_anew(reading: Reading) -> set[int]:
    """Where a sentence begins with a date, though the mark that ends the one before it is lost."""
    found = (reading.grammar.find.sentence_anew.search(reading.text[: date.start]) for date in reading.dates)
    return {match.start() for match in found if match and match.start() > 0}


def _in_brackets(text: str, at: int) -> bool:
    opened = text.rfind("(", 0, at)
    return opened != -1 and text.find(")", opened, at) == -1 and ")" in text[at:]


def bind(date: DateMention, reading: Reading) -> Bound:
    """The act that a date of a reading belongs to, by where the date stands in its clause.

    An attribute dates what it stands before; a bracket the name before it; a leading date the first verb after it; any
    other date the nearest act before it, as long as no other date stands between, else the first after it; but a date
    that ends a fronted phrase ("At the summit in 2019, they signed ...") the verb after the comma.
    """
    date = _head_of_list(date, reading)
    if gapped := _gapped(date, reading):
        return gapped
    found = _bound(date, reading)
    later = [other for other in reading.dates if other.start >= date.end]
    gap = _gapped(later[0], reading) if later and found.act else None
    return replace(found, end=gap.start) if gap and gap.act == found.act and found.end > gap.start else found


def _bound(date: DateMention, reading: Reading) -> Bound:
    clause = next(span for span in clause_spans(reading) if span[0] <= date.start < span[1])
    noun = _qualified_noun(date, reading)
    if noun is not None or _qualifies_name(date, reading):
        return Bound(noun, "attribute", *clause)
    if _bracketed(date, reading.text):
        return Bound(_in_or_before_bracket(date, reading), "bracket", *clause)
    if reading.grammar.find.date_leads.match(reading.text[clause[0] : date.start]):
        found = _leading(date, reading, clause)
    else:
        found = _following(date, reading, clause)
    return _reported(found, date, reading) or found


def _gapped(date: DateMention, reading: Reading) -> Bound | None:
    """What a date dates whose clause leaves out its verb ("signed the pact in May and, in July, its charter")."""
    text, find = reading.text, reading.grammar.find
    earlier = next((other for other in reversed(reading.dates) if other.end <= date.start), None)
    if earlier is None:
        return None
    before = find.gap_before.search(text[: date.start])
    leaves_out = before is not None and find.gap_after.match(text, date.end) is not None
    if not leaves_out and not other_actors(date, earlier, reading):
        return None
    start = before.start() if before and leaves_out else earlier.end
    first = _gapped(earlier, reading) or _bound(earlier, reading)
    end = _gap_end(date, reading)
    verbs = [act for act in reading.acts if act.form in FINITE and earlier.end <= act.start < end]
    if first.act is None or first.act.form not in FINITE or any(act != first.act for act in verbs):
        return None
    return Bound(first.act, "following", start, end, first.like or earlier)


def _gap_end(date: DateMention, reading: Reading) -> int:
    """Where a clause without its verb ends: before the next such clause, date or the sentence's end."""
    later = next((other for other in reading.dates if other.start >= date.end), None)
    if later is None:
        return len(reading.text)
    next_gap = reading.grammar.find.gap_before.search(reading.text, date.end, later.start)
    at = date.end if other_actors(later, date, reading) else later.start
    return next_gap.start() if next_gap else at


def other_actors(date: DateMention, earlier: DateMention, reading: Reading) -> tuple[Name, ...]:
    """Who did on a date what another did on the date before ("Laos signed in 2001 and Thailand in 2003"), or none.

    After one to whom or where something was done ("visited Laos in 2001 and Thailand in 2003") the next is such, too.
    """
    text, find = reading.text, reading.grammar.find
    acts = [act for act in reading.acts if act.form in FINITE and act.end <= earlier.start]
    first = next((other.start for other in reading.dates if acts and other.start >= acts[-1].end), 0)
    done_to = any(
        name.actor and acts[-1].end <= name.start and find.gap_date.search(text[name.end : first])
        for name in reading.names
        if acts and name.end <= first
    )
    follows = bool(acts) and find.followed_by.search(text, acts[-1].end, date.start) is not None
    if not follows and (done_to or (acts and acts[-1].form == "passive")):
        return ()
    inside = [name for name in reading.names if name.what == "actor" and earlier.end < name.start < date.start]
    listed: list[Name] = []
    for name in inside:
        gap = text[(listed[-1] if listed else earlier).end : name.start]
        if not (find.listed_with if listed else find.gap_joint).search(gap):
            break
        listed.append(name)
    ends = listed and find.gap_date.search(text[listed[-1].end : date.start])
    return tuple(listed) if ends else ()


def done_to_apart(date: DateMention, reading: Reading) -> Name | None:
    """To whom something was done on a date of its own ("visited Laos in 2001 and Thailand in 2003"), or None."""
    text, find = reading.text, reading.grammar.find
    earlier = [other for other in reading.dates if other.end <= date.start]
    told = [act for act in reading.acts if earlier and act.form == "finite" and act.end <= earlier[0].start]
    if not told or other_actors(date, earlier[-1], reading):
        return None
    low = earlier[-1].end
    names = (name for name in reading.names if name.actor and low < name.start and name.end < date.start)
    listed = (name for name in names if find.gap_joint.search(text[low : name.start]))
    return next((name for name in listed if find.gap_date.search(text[name.end : date.start])), None)


def _reported(found: Bound, date: DateMention, reading: Reading) -> Bound | None:
    """What was said to have happened, where a date says when it was said and is the only one of the sentence."""
    said, find = found.act, reading.grammar.find
    if said is None or len(reading.dates) > 1 or said.form == "noun":
        return None
    cited = said.form == "passive" and find.according_to.search(reading.text[: said.start]) is not None
    if said.step != "said" and not cited:
        return None
    told = [act for act in reading.acts if act is not said and act.form in FINITE and act.strength >= FORMAL]
    told = [act for act in told if act.text not in {act.plural, act.singular}]
    before = [act for act in told if act.end <= said.start and "," in reading.text[act.end : said.start]]
    after = [act for act in told if act.start >= said.end]
    first = next((act for act in reading.acts if act.start >= said.end), None)
    spoken = after and first is after[0] and find.that_clause.search(reading.text[said.end : first.start])
    told = before or (after if spoken else [])
    if not told or find.planned.search(reading.text[max(0, told[0].start - 30) : told[0].start]):
        return None
    act = told[0]
    start = _report_start(reading) if before else max(said.end, date.end if date.end <= act.start else said.end)
    return Bound(act, "following", start, min(said.start, date.start) if before else len(reading.text))


def _report_start(reading: Reading) -> int:
    """Where a report begins, past the place that it comes from."""
    place = reading.grammar.find.report_place.match(reading.text)
    return place.end() if place else 0


def _head_of_list(date: DateMention, reading: Reading) -> DateMention:
    """The first of dates that are only joined ("in 2013 and 2017"), as what is said is said of all."""
    for other in reversed([other for other in reading.dates if other.end <= date.start]):
        joint = reading.text[other.end : date.start].strip(" ,")
        if not reading.grammar.find.date_list.search(joint) or _begins_clause(date, other, reading):
            break
        date = other
    return date


def _begins_clause(date: DateMention, earlier: DateMention, reading: Reading) -> bool:
    """Whether a date leads a clause of its own after one that has told ("opened in 2018, and in 2020 it closed")."""
    verbs = [act for act in reading.acts if act.form in FINITE]
    after = next((act for act in verbs if act.start >= date.end), None)
    if after is None or not any(act.end <= earlier.start for act in verbs):
        return False
    subject = reading.text[date.end : after.start].strip()
    return bool(subject) and not reading.grammar.find.verbs_apart.search(subject)


def _following(date: DateMention, reading: Reading, clause: tuple[int, int]) -> Bound:
    start, end = clause
    next_character = reading.text[date.end : date.end + 1]
    apart = done_to_apart(date, reading)
    near = [act for act in reading.acts if apart or not parted(act, date, reading.dates)]
    inside = [act for act in near if start <= act.start < end]
    after = [act for act in inside if act.start >= date.end]
    before = [act for act in inside if act.end <= date.start]
    if planned := _still_planned(before, date, reading):
        return Bound(planned, "following", start, end)
    chosen = nearest(before, reading)
    if chosen is None and next_character in {",", ".", ")", ";", ""} and _follows_thing(date, reading):
        return Bound(None, "following", start, end)
    fronted = chosen if chosen is None or not _in_fronted(chosen, start, reading) else None
    if next_character == "," and (main := _after_comma(fronted, after)):
        return Bound(main, "leading", start, end)
    chosen = chosen or first_verb(after)
    if chosen is None or chosen.form == "infinitive":
        wider = nearest([act for act in near if act.end <= date.start], reading)
        chosen = wider or chosen or first_verb([act for act in reading.acts if act.start >= date.end])
    return Bound(chosen, "following", start, end)


def _still_planned(before: Sequence[ActSpan], date: DateMention, reading: Reading) -> ActSpan | None:
    """What is to happen, where its verb stands right before the date ("closed by the flood, is to open in 2031")."""
    last = before[-1] if before else None
    if last is None or last.form != "infinitive" or date.start - last.end > _RIGHT_BEFORE:
        return None
    lead = reading.text[max(0, last.start - _RIGHT_BEFORE) : last.start]
    return last if reading.grammar.find.planned.search(lead) else None


def _after_comma(chosen: ActSpan | None, after: Sequence[ActSpan]) -> ActSpan | None:
    """The verb after a fronted phrase, where no act before the date, or only a meeting, could be dated instead."""
    if chosen is not None and not is_meeting(chosen):
        return None
    main = first_verb([act for act in after if act.form != "noun"])
    told = main is not None and (chosen is None or chosen.step == "said" or main.strength >= FORMAL)
    return main if told else None


def _in_fronted(act: ActSpan, start: int, reading: Reading) -> bool:
    """Whether a participle only tells more of a fronted phrase's noun ("In a speech, delivered in May, he urged")."""
    aside = reading.text[: act.start].rstrip().endswith(",")
    return (
        act.reduced
        and (aside or act.strength < FORMAL)
        and bool(reading.grammar.find.fronted.match(reading.text[start : act.start]))
    )


def _follows_thing(date: DateMention, reading: Reading) -> bool:
    """Whether a date stands right after a thing's name ("the reform and opening up in 1978")."""
    return any(name.thing is not None and follows(date, name, reading) for name in reading.names)


def follows(date: DateMention, name: Name, reading: Reading) -> bool:
    """Whether a date stands right after a name, with no more than a preposition between."""
    if not 0 < date.start - name.end <= _AFTER_THING:
        return False
    gap = " ".join(reading.text[name.end : date.start].split())
    return bool(reading.grammar.find.thing_gap.search(gap))


def _leading(date: DateMention, reading: Reading, clause: tuple[int, int]) -> Bound:
    start, end = clause
    acts = reading.acts
    verb = first_verb(without_asides([act for act in acts if date.end <= act.start < end], reading))
    verb = told_in_speech(verb, acts) or verb
    if verb is None:
        verb = first_verb([act for act in acts if act.start >= date.end])
        end = len(reading.text) if verb and verb.start >= end else end
    return Bound(verb, "leading", start, end)


def _qualified_noun(date: DateMention, reading: Reading) -> ActSpan | None:
    """The verbal noun that a date stands before as an adjective does ("the 1997 financial crisis")."""
    if not _can_qualify(date, reading):
        return None
    for act in reading.acts:
        near = date.end <= act.start <= date.end + _QUALIFIES and act.form == "noun"
        if near and reading.grammar.find.attribute_gap.match(reading.text[date.end : act.start]):
            return act
    return None


def _qualifies_name(date: DateMention, reading: Reading) -> bool:
    """Whether a thing's name follows right behind a date ("the 2003 Ferry Pact")."""
    return _can_qualify(date, reading) and any(
        name.start == date.end + 1 and name.is_of_thing for name in reading.names
    )


def _can_qualify(date: DateMention, reading: Reading) -> bool:
    return date.precision in {"year", "month"} and reading.text[date.end : date.end + 1] == " "


def _bracketed(date: DateMention, text: str) -> bool:
    opened = text.rfind("(", max(0, date.start - _BRACKET), date.start)
    closed = ")" not in text[opened : date.start] and ")" in text[date.end : date.end + _BRACKET]
    return opened != -1 and closed


def _in_or_before_bracket(date: DateMention, reading: Reading) -> ActSpan | None:
    opened = reading.text.rfind("(", 0, date.start)
    inside = [act for act in reading.acts if opened < act.start < date.start]
    before = [act for act in reading.acts if act.end <= opened and act.form != "noun"]
    return nearest(inside, reading) or nearest(before, reading)
