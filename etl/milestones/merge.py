"""Mentions of the same milestone to one row, whatever the order of the documents.

`sameness` says which two mentions are of the same milestone, `row` makes the row of all that are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from itertools import combinations, islice
from typing import TYPE_CHECKING

from etl import spans
from etl.milestones.disagreement import with_disagreements
from etl.milestones.row import milestone, plain_id
from etl.milestones.sameness import DISAGREEMENT, fineness, main_thing, said_words, same_milestone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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

    @cache
    def same(left: int, right: int) -> bool:
        """Once a pair, in however many words it meets."""
        return _same(tellings[left], tellings[right])

    for block in {tuple(block) for block in _blocks(tellings).values() if len(block) > 1}:
        for left, right in _pairs(tellings, block, same):
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


def _pairs(
    tellings: Sequence[_Telling], block: Sequence[int], is_same: Callable[[int, int], bool]
) -> Iterable[tuple[int, int]]:
    """Pairs of a block that are the same, the finest dates first.

    A coarse date that could be either of two finer ones that are not the same is joined with neither.
    """
    near = _near_pairs([tellings[index] for index in block])
    same = [(block[left], block[right]) for left, right in near if is_same(block[left], block[right])]
    neighbours: dict[int, set[int]] = defaultdict(set)
    for left, right in same:
        neighbours[left].add(right)
        neighbours[right].add(left)
    rank = {index: fineness(tellings[index].first) for index in block}

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


def _near_pairs(tellings: Sequence[_Telling]) -> set[tuple[int, int]]:
    """Pairs that one place tells of or whose times are not too far apart to be one, by their indices.

    They are a small part of all pairs where a corpus speaks of a thing over decades. What has only words is the same
    only where the times meet.
    """
    apart = DISAGREEMENT if any(main_thing(telling.first) for telling in tellings) else timedelta()
    by_place: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        for place in telling.places:
            by_place[place].append(index)
    pairs = {pair for together in by_place.values() for pair in combinations(together, 2)}
    times = [spans.span(telling.first.date) for telling in tellings]
    by_time = sorted(range(len(tellings)), key=lambda index: times[index])
    for at, earlier in enumerate(by_time):
        for later in islice(by_time, at + 1, None):
            if times[later][0] - times[earlier][1] > apart:
                break
            pairs.add((min(earlier, later), max(earlier, later)))
    return pairs


def _blocks(tellings: Sequence[_Telling]) -> dict[str, list[int]]:
    """What can be the same at all: that which shares a key object or a word of its phrase.

    Those that name a thing and those that describe it meet in the words of one month.
    """
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        candidate = telling.first
        for key in {main_thing(candidate)} if main_thing(candidate) else set(candidate.objects):
            blocks[key].append(index)
        if fineness(candidate) <= 1:
            for word in said_words(candidate):
                blocks[f"{word} {candidate.date[:7]}"].append(index)
    return blocks


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
