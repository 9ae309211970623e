"""Runs of a page to lines in reading order: down the columns, what spans them in its place.

A gutter is where few runs cross a vertical line while on both sides text of about a column's width stands. Runs that
cross it (titles, captions of wide figures) cut the page into bands; in each band the left side is read before the
right, and each side may have gutters of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from etl.read.glyphs import WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.read.glyphs import Run

_STEPS = 100
_FEWEST_LINES = 4
_MOST_COLUMNS = 6
#: A gap of fewer sizes parts no words: the type changes within one.
_JOINED = 0.12


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column. ``text`` has a tab for each wide gap; ``column`` counts regions in reading order."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    page: int
    column: int


def lines(runs: Sequence[Run], page: int) -> list[Line]:
    """The lines of a page in reading order."""
    found: list[Line] = []
    for number, region in enumerate(_regions(_initials_joined(runs), _MOST_COLUMNS)):
        found += _region_lines(region, page, number)
    return found


def _initials_joined(runs: Sequence[Run]) -> list[Run]:
    """Runs in which a large initial that reaches over several lines is the first letter of the highest of them."""
    usual = median([run.size for run in runs]) if runs else 0.0
    initials = [run for run in runs if run.size > 1.8 * usual and len(run.text) == 1 and run.text.isupper()]
    joined = [run for run in runs if run not in initials]
    for initial in initials:
        beside = [
            run
            for run in joined
            if -0.5 * usual < run.left - initial.right < usual and 0 <= run.baseline - initial.baseline < initial.size
        ]
        first = max(beside, key=lambda run: run.baseline, default=None)
        if first is None:
            joined.append(initial)
        else:
            joined[joined.index(first)] = replace(first, text=initial.text + first.text)
    return joined


def _regions(runs: list[Run], most: int) -> list[list[Run]]:
    """Runs by the region that they stand in, regions in reading order."""
    gutter = _gutter(runs) if most > 1 else None
    if gutter is None:
        return [runs] if runs else []
    regions: list[list[Run]] = []
    spanning: list[Run] = []
    sides: tuple[list[Run], list[Run]] = ([], [])
    for run in sorted(runs, key=lambda run: -run.baseline):
        spans = run.left < gutter < run.right
        if spans and (sides[0] or sides[1]):
            regions += _regions(sides[0], most - 1) + _regions(sides[1], most - 1)
            sides = ([], [])
        elif not spans and spanning:
            regions.append(spanning)
            spanning = []
        (spanning if spans else sides[run.left >= gutter]).append(run)
    return regions + ([spanning] if spanning else []) + _regions(sides[0], most - 1) + _regions(sides[1], most - 1)


def _gutter(runs: Sequence[Run]) -> float | None:
    """Where a gutter stands, between a fifth and four fifths of the width; ``None`` for a single column."""
    if len(runs) < 2 * _FEWEST_LINES:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    places = [left + (right - left) * step / _STEPS for step in range(_STEPS // 5, 4 * _STEPS // 5 + 1)]
    crossed = [sum(run.left < place < run.right for run in runs) for place in places]
    fewest = min(crossed)
    clear = [place for place, count in zip(places, crossed, strict=True) if count == fewest]
    gutter = clear[len(clear) // 2]
    sides = [run for run in runs if run.right <= gutter], [run for run in runs if run.left >= gutter]
    is_gutter = fewest * 2 < len(runs) and all(_is_column(side) for side in sides) and _are_beside(*sides)
    return gutter if is_gutter else None


def _is_column(side: Sequence[Run]) -> bool:
    """Whether runs fill a side, or the columns of a side, as running text does, and not as the cells of a table do."""
    if len(side) < _FEWEST_LINES:
        return False
    width = max(run.right for run in side) - min(run.left for run in side)
    if width < 8 * median(run.size for run in side):
        return False
    return median(run.right - run.left for run in side) > 0.6 * width or _gutter(side) is not None


def _are_beside(left: Sequence[Run], right: Sequence[Run]) -> bool:
    """Whether several lines of one side stand at the height of the other."""
    low, high = min(run.baseline for run in right), max(run.baseline for run in right)
    return sum(low - run.size <= run.baseline <= high + run.size for run in left) >= _FEWEST_LINES


def _region_lines(region: Sequence[Run], page: int, column: int) -> list[Line]:
    rows: list[list[Run]] = []
    for run in sorted(region, key=lambda run: (-run.baseline, run.left)):
        if rows and abs(rows[-1][0].baseline - run.baseline) < 0.35 * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_line(row, page, column) for row in rows]


def _line(row: list[Run], page: int, column: int) -> Line:
    row.sort(key=lambda run: run.left)
    text = row[0].text
    for before, run in pairwise(row):
        gap = (run.left - before.right) / run.size
        text += ("\t" if gap > WIDE else " " if gap > _JOINED else "") + run.text
    longest = max(row, key=lambda run: len(run.text))
    left, right = row[0].left, max(run.right for run in row)
    return Line(text, left, right, longest.baseline, longest.size, longest.bold, page, column)
