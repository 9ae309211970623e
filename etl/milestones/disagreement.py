"""Rows of different documents that date the same step of one thing otherwise: each says so, none is dropped.

`merge` joins what differs by little. What differs by more may be two steps that their documents call alike, or a
mistake of one of them: a reader has to see both dates beside each other to tell.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from etl.milestones.registry import registry
from etl.milestones.sameness import apart, can_be_same_time, main_thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from etl.model import Candidate, Milestone

#: Further apart than this the same words rather tell of something else: a renewal, or the next of its kind.
_OTHERWISE = timedelta(days=5 * 366)


def with_disagreements(rows: Sequence[Milestone], groups: Sequence[Sequence[Candidate]]) -> list[Milestone]:
    """The rows, those disputed that another document dates otherwise.

    Args:
        rows: One for each group, in the same order.
        groups: The mentions of each row.
    """
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        if step := _once(group):
            alike[step].append(index)
    told = list(rows)
    for indices in alike.values():
        together = [rows[index] for index in indices]
        for index in indices:
            if others := [other for other in together if _contradicts(rows[index], other)]:
                told[index] = _disputed(rows[index], others)
    return told


def _once(group: Sequence[Candidate]) -> tuple[str, str] | None:
    """The thing and its step, where all mentions are of one step that a thing takes once."""
    steps = {(main_thing(one), one.act) for one in group}
    (thing, act), *others = sorted(steps)
    name, _, part = thing.partition("/")
    known = registry()
    if others or part or name not in known.things or known.things[name].each_pair or act not in known.steps.once:
        return None
    return thing, act


def _contradicts(row: Milestone, other: Milestone) -> bool:
    """Whether the dates exclude each other, and no document tells of both, which then are two for it."""
    if row is other or row.countries != other.countries or can_be_same_time(row.date, other.date):
        return False
    ours, theirs = ({cited.source_id for cited in one.citations} for one in (row, other))
    return not ours & theirs and apart(row.date, other.date) <= _OTHERWISE


def _disputed(row: Milestone, others: Iterable[Milestone]) -> Milestone:
    cited = sorted({(other.date, one.source_id, one.line) for other in others for one in other.citations})
    dates = ", ".join(sorted({date for date, _, _ in cited}))
    places = ", ".join(f"{source} line {line} has {date}" for date, source, line in cited)
    return replace(
        row,
        status=row.status if row.status == "corrected" else "disputed",
        note=f"{row.note} Another document dates it {dates}.".strip(),
        history=(*row.history, ("disputed", "documents date one step otherwise", places)),
    )
