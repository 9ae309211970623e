"""Which mentions are worth comparing, from an index of what each is about and when.

Two mentions can be the same milestone only where they stand at one place, are about one thing, or share enough words;
the index finds those without looking at all others, so that the work grows with a corpus and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import combinations, islice
from math import ceil
from typing import TYPE_CHECKING

from etl import spans
from etl.milestones.sameness import ALIKE, DISAGREEMENT, fineness, happens_once, main_thing, said_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence

    from etl.model import Candidate

#: So many shared words say that two phrases may be alike; a phrase of one word has that one.
_SHARED = 2
#: Keeps a product of a share and a number, which may be a hair above a whole number, from being rounded up.
_HAIR = 1e-9


def meeting(candidates: Sequence[Candidate], places: Sequence[Collection[Hashable]]) -> set[tuple[int, int]]:
    """Pairs of indices, the lesser first, among which are all pairs that can be the same milestone.

    Args:
        candidates: What is told.
        places: For each candidate where that is told.
    """
    pairs: set[tuple[int, int]] = set()
    for together in _indexed(dict(enumerate(places))):
        pairs.update(combinations(together, 2))
    times = [spans.span(one.date) for one in candidates]
    mains = [main_thing(one) for one in candidates]
    for block in _indexed({index: [main] for index, main in enumerate(mains) if main}):
        once = any(happens_once(mains[index], candidates[index].act) for index in block)
        pairs.update(_near(block, times, DISAGREEMENT if once else timedelta()))
    for block in _by_words({index: one for index, one in enumerate(candidates) if not mains[index]}):
        pairs.update(_near(block, times, timedelta()))
    months: dict[str, dict[int, Candidate]] = defaultdict(dict)
    for index, one in enumerate(candidates):
        if fineness(one) <= 1:
            months[one.date[:7]][index] = one
    for told in months.values():
        for block in _of_month(told):
            pairs.update(_near(block, times, timedelta()))
    return pairs


def _indexed(keys: Mapping[int, Collection[Hashable]]) -> Iterator[list[int]]:
    """The indices that share a key, for each key of several."""
    index: dict[Hashable, list[int]] = defaultdict(list)
    for number, own in keys.items():
        for key in own:
            index[key].append(number)
    return (block for block in index.values() if len(block) > 1)


def _by_words(told: Mapping[int, Candidate]) -> Iterator[list[int]]:
    """Those of one act that share enough of their rarest words for the share of all their words to be enough.

    Of two sets that share n elements, each but n - k of its elements holds at least k of these: so it is enough to look
    at the rarest words, of which few others have one (the prefix filter of S. Chaudhuri et al., ICDE 2006).
    """
    counts = Counter(word for one in told.values() for word in set(one.objects))
    keys = {}
    for index, one in told.items():
        words = sorted(set(one.objects), key=lambda word: (counts[word], word))
        needed = ceil(ALIKE * len(words) - _HAIR)
        least = min(needed, _SHARED)
        keys[index] = [(one.act, *some) for some in combinations(words[: len(words) - needed + least], least) if some]
    return _indexed(keys)


def _of_month(told: Mapping[int, Candidate]) -> Iterator[list[int]]:
    """Those of one month that share two words, or one where day and countries are the same."""
    keys: dict[int, list[Hashable]] = {}
    for index, one in told.items():
        words = sorted(said_words(one))
        keys[index] = list(combinations(words, _SHARED))
        if not fineness(one):
            keys[index] += [(one.date, frozenset(one.countries), word) for word in words]
    return _indexed(keys)


def _near(
    block: Sequence[int], times: Sequence[tuple[dt.date, dt.date]], apart: timedelta
) -> Iterator[tuple[int, int]]:
    """Pairs of a block whose times are not farther apart than this, found in the order of time."""
    by_time = sorted(block, key=lambda index: times[index])
    for at, earlier in enumerate(by_time):
        for later in islice(by_time, at + 1, None):
            if times[later][0] - times[earlier][1] > apart:
                break
            yield min(earlier, later), max(earlier, later)
