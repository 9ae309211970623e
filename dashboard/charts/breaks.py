"""Where the classes of a map end, and what they are called."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dashboard.text import Words


def classes(values: Iterable[float], most: int = 5) -> tuple[float, ...]:
    """The ends between at most ``most`` classes of about as many values each, at round numbers.

    Args:
        values: Any numbers; those of nothing or less fall in the first class.
        most: How many classes there may be.

    Returns:
        Ascending ends, each the first value of the next class; none for fewer than two different values.
    """
    positive = sorted({value for value in values if value > 0})
    if len(positive) < 2:
        return ()
    places = (round(len(positive) * step / most) for step in range(1, most))
    ends = {_rounded(math.sqrt(positive[at - 1] * positive[at])) for at in places if 0 < at < len(positive)}
    return tuple(end for end in sorted(ends) if positive[0] < end <= positive[-1])


def said(ends: Sequence[float], words: Words) -> list[str]:
    """The classes in words, from the least."""
    numbers = [words.number(end, 0 if end % 1 == 0 else 1) for end in ends]
    texts = [words("charts.map.between", low=low, high=high) for low, high in itertools.pairwise(numbers)]
    if numbers:
        texts = [words("charts.map.below", high=numbers[0]), *texts, words("charts.map.from", low=numbers[-1])]
    return texts


def _rounded(value: float) -> float:
    """The nearest of 1, 1.5, 2, 3, 5, 7 and their tens."""
    ten = 10 ** math.floor(math.log10(value))
    nearest = min((1, 1.5, 2, 3, 5, 7, 10), key=lambda step: abs(math.log10(value / (step * ten))))
    return float(f"{nearest * ten:.12g}")
