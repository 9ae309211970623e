"""Whether two mentions tell of the same milestone.

They do where they are about the same thing (or share most of their words), name the same step of its story, and their
times can be the same: one lies within the other. A thing that can happen only once is the same also where the times
differ a little. Two documents use other words for the same: where both are sure of the month, fewer need be shared.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from etl import spans
from etl.milestones.registry import registry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.model import Candidate

#: Share of words that two phrases must have in common: of all of one document's, of the shorter's across documents.
ALIKE = 0.6
#: How far apart the stated times of something that happens once may be and still be taken for a disagreement.
DISAGREEMENT = timedelta(days=550)
#: Whom the whole corpus is about, so that nothing is told apart by them; and the act of a mention that names none.
_ALWAYS, _UNSAID = frozenset({"ASEAN", "CHN"}), "other"
_FINENESS = {"day": 0, "month": 1, "quarter": 2, "half": 3, "range": 4, "year": 5, "decade": 6}
_COARSEST = 9


def fineness(candidate: Candidate) -> int:
    """How fine a candidate's date is: 0 for a day, more for what is coarser."""
    return _FINENESS.get(candidate.precision, _COARSEST)


def main_thing(candidate: Candidate) -> str:
    """The id of the thing that a candidate is about, its part taken for the whole; "" where it has only words."""
    things = registry().things
    for given in candidate.objects[:1]:
        name, _, step = given.partition("/")
        if name in things:
            whole = things[name].part_of if candidate.act in things[name].headline else ""
            return f"{whole or name}/{step}"
    return ""


def said_words(candidate: Candidate) -> frozenset[str]:
    """The words that say what a candidate is about: its phrase's, or those of the name of the thing."""
    main = main_thing(candidate).partition("/")[0]
    said = registry().things[main].name.lower() if main else " ".join(candidate.objects)
    return frozenset(re.findall(r"[a-z0-9]{3,}", said))


def same_milestone(left: Candidate, right: Candidate, *, at_one_place: bool, in_one_source: bool) -> bool:
    """Whether two candidates are the same milestone.

    Args:
        left: One candidate.
        right: The other.
        at_one_place: One sentence tells of both.
        in_one_source: No other document tells of either.
    """
    main, other = main_thing(left), main_thing(right)
    if at_one_place:
        return main == other and left.title == right.title and left.act == right.act
    if main and main == other:
        return _same_step(left, right, main.partition("/")[0]) and _same_time(left, right, main)
    if _other_parties(left, right) or not can_be_same_time(left.date, right.date):
        return False
    alike = not in_one_source and _told_alike(left, right)
    if main or other:
        return alike and not (main and other) and _same_step(left, right, (main or other).partition("/")[0])
    return (alike and _same_act(left, right)) or (left.act == right.act and _alike(left.objects, right.objects))


def _same_time(left: Candidate, right: Candidate, main: str) -> bool:
    """Whether the times can be one, or disagree on what happens once; two parts of a thing are not the same once."""
    if can_be_same_time(left.date, right.date):
        return True
    return (
        left.objects[:1] == right.objects[:1]
        and happens_once(main, left.act)
        and apart(left.date, right.date) <= DISAGREEMENT
    )


def _other_parties(left: Candidate, right: Candidate) -> bool:
    """Whether others did it, or it concerns other states."""
    if len(left.subject) > 1 and len(right.subject) > 1 and set(left.subject) != set(right.subject):
        return True
    ours, theirs = (set(one.countries) - _ALWAYS for one in (left, right))
    return bool(ours and theirs) and not ours & theirs


def _same_step(left: Candidate, right: Candidate, thing: str) -> bool:
    if _same_act(left, right):
        return True
    pair, known = {left.act, right.act}, registry().things[thing]
    if any(pair <= group for group in known.same):
        return True
    if all(fineness(one) <= 1 for one in (left, right)):
        return _UNSAID in pair or pair <= registry().steps.loose
    return _UNSAID in pair and (not known.headline or bool(pair & known.headline))


def _same_act(left: Candidate, right: Candidate) -> bool:
    pair = {left.act, right.act}
    return len(pair) == 1 or any(pair <= group for group in registry().steps.same)


def _told_alike(left: Candidate, right: Candidate) -> bool:
    """Whether two documents say the same of the same month with enough of the same words, or of the same day with any.

    That is too little for one document: it rather tells of two papers signed on one day.
    """
    if max(fineness(left), fineness(right)) > 1:
        return False
    ours, theirs = said_words(left), said_words(right)
    shared, fewest = len(ours & theirs), min(len(ours), len(theirs))
    if left.date == right.date and not fineness(left) and set(left.countries) == set(right.countries):
        return shared > 0
    return shared > 1 and shared >= ALIKE * fewest


def happens_once(main: str, act: str) -> bool:
    """Whether an act on a thing (as `main_thing` names it) is a step of its story that comes but once."""
    name, _, step = main.partition("/")
    return not step and any(act in group for group in registry().things[name].same)


def can_be_same_time(left: str, right: str) -> bool:
    """Whether one span of time lies within the other."""
    (first, last), (other_first, other_last) = spans.span(left), spans.span(right)
    return (first <= other_first and other_last <= last) or (other_first <= first and last <= other_last)


def apart(left: str, right: str) -> timedelta:
    """The time between two spans of time; negative where they overlap."""
    (first, last), (other_first, other_last) = spans.span(left), spans.span(right)
    return max(first, other_first) - min(last, other_last)


def _alike(left: Sequence[str], right: Sequence[str]) -> bool:
    ours, theirs = set(left), set(right)
    return len(ours & theirs) >= ALIKE * len(ours | theirs)
