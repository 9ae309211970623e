"""Whether two mentions tell of the same milestone.

They do where they are about the same thing (or share most of their words), name the same step of its story, and their
times can be the same: one lies within the other. A thing that can happen only once is the same also where the times
differ a little.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from etl import spans
from etl.milestones.registry import registry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.model import Candidate

#: Share of words that two phrases without a known name must have in common (Jaccard index).
_ALIKE = 0.6
#: How far apart the stated times of something that happens once may be and still be taken for a disagreement.
DISAGREEMENT = timedelta(days=550)
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


def same_milestone(left: Candidate, right: Candidate) -> bool:
    """Whether two candidates are the same milestone."""
    main = main_thing(left)
    if main != main_thing(right):
        return False
    if left.citation.start == right.citation.start and left.citation.source_id == right.citation.source_id:
        return left.title == right.title and left.act == right.act
    if main:
        if not _same_step(left, right, main.partition("/")[0]):
            return False
        return can_be_same_time(left.date, right.date) or (_happens_once(main, left.act) and _near(left, right))
    if len(left.subject) > 1 and len(right.subject) > 1 and set(left.subject) != set(right.subject):
        return False
    return left.act == right.act and _alike(left.objects, right.objects) and can_be_same_time(left.date, right.date)


def _same_step(left: Candidate, right: Candidate, thing: str) -> bool:
    if left.act == right.act:
        return True
    pair = {left.act, right.act}
    if any(pair <= group for group in (*registry().things[thing].same, *registry().steps.same)):
        return True
    fine = all(fineness(one) <= 1 for one in (left, right))
    return fine and pair <= registry().steps.loose


def _happens_once(main: str, act: str) -> bool:
    name, _, step = main.partition("/")
    return not step and any(act in group for group in registry().things[name].same)


def can_be_same_time(left: str, right: str) -> bool:
    """Whether one span of time lies within the other."""
    (first, last), (other_first, other_last) = spans.span(left), spans.span(right)
    return (first <= other_first and other_last <= last) or (other_first <= first and last <= other_last)


def _near(left: Candidate, right: Candidate) -> bool:
    (first, last), (other_first, other_last) = spans.span(left.date), spans.span(right.date)
    return max(first, other_first) - min(last, other_last) <= DISAGREEMENT


def _alike(left: Sequence[str], right: Sequence[str]) -> bool:
    ours, theirs = set(left), set(right)
    return len(ours & theirs) >= _ALIKE * len(ours | theirs)
