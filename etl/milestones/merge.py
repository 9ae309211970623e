"""Mentions of the same milestone to one row, whatever the order of the documents.

`meeting` says which two are worth comparing, `sameness` which are of the same milestone, `row` makes the row of all
that are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from etl.milestones.disagreement import with_disagreements
from etl.milestones.meeting import meeting
from etl.milestones.row import milestone, plain_id
from etl.milestones.sameness import fineness, main_thing, said_words, same_milestone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from etl.model import Candidate, Milestone


@dataclass(frozen=True, slots=True)
class _Telling:
    """Mentions that say just the same: the first of them, their numbers, and the places where they stand."""

    first: Candidate
    members: tuple[int, ...]
    places: frozenset[tuple[str, int]]

    @property
    def sources(self) -> frozenset[str]:
        return frozenset(source for source, _ in self.places)


def merge(candidates: Iterable[Candidate]) -> tuple[Milestone, ...]:
    """Milestones sorted by id.

    Args:
        candidates: Of all documents, any order; the result does not depend on it.
    """
    ordered = sorted(set(candidates), key=_place)
    groups = [[ordered[index] for index in group] for group in _groups(ordered)]
    made = with_disagreements([milestone(group) for group in groups], groups)
    return _told_apart(made)


def _place(candidate: Candidate) -> tuple[str, int, int, str, str, str]:
    cited = candidate.citation
    return (cited.source_id, cited.start, cited.end, candidate.date, candidate.title, candidate.act)


def _groups(ordered: Sequence[Candidate]) -> list[list[int]]:
    """Indices of candidates that are one milestone, by union of the pairs that are the same."""
    tellings = _tellings(ordered)
    parent = list(range(len(tellings)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for pairs in _same_pairs(tellings):
        for left, right in _clear_pairs(tellings, pairs):
            parent[max(root(left), root(right))] = min(root(left), root(right))
    grouped: dict[int, list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        grouped[root(index)] += telling.members
    return [sorted(grouped[key]) for key in sorted(grouped)]


def _tellings(ordered: Sequence[Candidate]) -> list[_Telling]:
    """What is said, each once: a corpus says the same in many places, which need not all be compared with each other.

    A candidate of which nothing tells what it is about is said by itself.
    """
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, one in enumerate(ordered):
        alone = () if one.objects else (index,)
        key = (one.date, one.precision, one.act, one.title, one.subject, one.objects, one.countries, *alone)
        alike[key].append(index)
    return [
        _Telling(ordered[members[0]], tuple(members), frozenset(_stands(ordered[index]) for index in members))
        for members in alike.values()
    ]


def _stands(candidate: Candidate) -> tuple[str, int]:
    return candidate.citation.source_id, candidate.citation.start


def _same_pairs(tellings: Sequence[_Telling]) -> Iterable[list[tuple[int, int]]]:
    """Pairs that are the same, each once compared, by what they share."""
    blocks = [_blocks(telling.first) for telling in tellings]
    shared: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for left, right in sorted(meeting([telling.first for telling in tellings], [one.places for one in tellings])):
        common = blocks[left] & blocks[right]
        if common and _same(tellings[left], tellings[right]):
            for block in common:
                shared[block].append((left, right))
    return shared.values()


def _clear_pairs(tellings: Sequence[_Telling], same: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Pairs of a block that are the same.

    A coarse date that could be either of two finer ones that are not the same is joined with neither.
    """
    neighbours: dict[int, set[int]] = defaultdict(set)
    for left, right in same:
        neighbours[left].add(right)
        neighbours[right].add(left)
    rank = {index: fineness(tellings[index].first) for index in neighbours}

    @cache
    def is_clear(coarse: int) -> bool:
        finer = {other for other in neighbours[coarse] if rank[other] < rank[coarse]}
        return all(finer - neighbours[one] == {one} for one in finer)

    for left, right in same:
        if is_clear(max((left, right), key=lambda index: (rank[index], index))):
            yield left, right


def _same(left: _Telling, right: _Telling) -> bool:
    return same_milestone(
        left.first,
        right.first,
        at_one_place=not left.places.isdisjoint(right.places),
        in_one_source=len(left.sources | right.sources) == 1,
    )


def _blocks(candidate: Candidate) -> frozenset[str]:
    """With what a candidate can be the same at all: what shares its key object, or a word of its phrase.

    Those that name a thing and those that describe it meet in the words of one month.
    """
    main = main_thing(candidate)
    months = {f"{word} {candidate.date[:7]}" for word in said_words(candidate)} if fineness(candidate) <= 1 else set()
    return frozenset(({main} if main else set(candidate.objects)) | months)


def _told_apart(made: list[Milestone]) -> tuple[Milestone, ...]:
    """Unique ids: rows of one name are told apart by their date, then by their number in time."""
    counts = Counter(one.event_id for one in made)
    dated = [
        replace(one, event_id=f"{one.event_id}-{plain_id(one.date)}") if counts[one.event_id] > 1 else one
        for one in made
    ]
    seen: Counter[str] = Counter()
    result = []
    for one in sorted(
        dated, key=lambda row: (row.event_id, row.first, row.citations[0].source_id, row.citations[0].start)
    ):
        seen[one.event_id] += 1
        number = seen[one.event_id]
        result.append(one if number == 1 else replace(one, event_id=f"{one.event_id}-{number}"))
    return tuple(sorted(result, key=lambda row: row.event_id))
