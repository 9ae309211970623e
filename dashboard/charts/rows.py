"""What of a row is taken, and which row ends first: looked up and changed in log n."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field


@dataclass(slots=True)
class Row:
    """The pixels of a row that are taken: stretches in order, never over each other."""

    stretches: list[tuple[float, float]] = field(default_factory=list)

    def free(self, left: float, right: float) -> bool:
        """Whether nothing is taken from ``left`` to ``right``."""
        at = bisect_left(self.stretches, (left, left))
        after = at >= len(self.stretches) or self.stretches[at][0] >= right
        before = at == 0 or self.stretches[at - 1][1] <= left
        return before and after

    def take(self, left: float, right: float) -> None:
        """Take what is free from ``left`` to ``right``."""
        insort(self.stretches, (left, right))


class Ends:
    """Where each row ends, with the first row that ends at or before a pixel found in log n: a tree of least ends."""

    def __init__(self, rows: int) -> None:
        self._size = 1 << max(0, (rows - 1).bit_length())
        self._least = [float("-inf")] * (2 * self._size)

    def first_before(self, pixel: float) -> int:
        """The first row whose end is at or before a pixel; there are as many rows as marks, so there is one."""
        at = 1
        while at < self._size:
            at *= 2
            at += self._least[at] > pixel
        return at - self._size

    def set(self, row: int, end: float) -> None:
        """Let a row end at a pixel."""
        at = row + self._size
        self._least[at] = end
        while at > 1:
            at //= 2
            self._least[at] = min(self._least[2 * at], self._least[2 * at + 1])
