"""Where the names of countries stand on the map, so that none covers another or a dot; pure arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.charts.labels import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LINE = 1.25


@dataclass(frozen=True, slots=True)
class Box:
    """What something takes of the picture, in pixels."""

    left: float
    low: float
    right: float
    high: float

    def common(self, other: Box) -> float:
        """The area that both take."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.high, other.high) - max(self.low, other.low)
        return max(0.0, wide) * max(0.0, tall)


@dataclass(frozen=True, slots=True)
class Name:
    """A name on one or more lines, and the spots where it may stand, in degrees east and north, the best first."""

    code: str
    lines: tuple[str, ...]
    spots: tuple[tuple[float, float], ...]

    def box(self, spot: tuple[float, float], scale: float, size: float) -> Box:
        """What the name takes at a spot, at so many pixels a degree and at a font size."""
        half = max(text_width(line, size) for line in self.lines) / 2
        tall = len(self.lines) * size * _LINE / 2
        east, north = spot[0] * scale, spot[1] * scale
        return Box(east - half, north - tall, east + half, north + tall)


def dot(spot: tuple[float, float], scale: float, size: float) -> Box:
    """What a dot of so many pixels takes."""
    east, north = spot[0] * scale, spot[1] * scale
    return Box(east - size / 2, north - size / 2, east + size / 2, north + size / 2)


def placed(names: Iterable[Name], taken: Sequence[Box], scale: float, size: float) -> dict[str, tuple[float, float]]:
    """A spot for each name: its first that is free of what is taken and of the names before it.

    Args:
        names: In the order in which they choose.
        taken: What may not be covered.
        scale: Pixels a degree.
        size: Font size in pixels.

    Returns:
        The spot of each code; where no spot is free, the one that covers the least.
    """
    found: dict[str, tuple[float, float]] = {}
    boxes = list(taken)
    for name in names:
        covered = [sum(name.box(spot, scale, size).common(box) for box in boxes) for spot in name.spots]
        spot = name.spots[covered.index(min(covered))]
        boxes.append(name.box(spot, scale, size))
        found[name.code] = spot
    return found
