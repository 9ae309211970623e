"""The marks of the timeline: periods, days, labels, counts, the selected milestone, and what pointers meet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dashboard.charts import axes
from dashboard.charts.captions import Picture
from dashboard.charts.lanes import HEADLINE, Count, Frame, Item, Lane, Placed
from dashboard.theme import faded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dashboard.charts.milestones import Milestone
    from dashboard.charts.plain import Trace
    from dashboard.text import Words
    from dashboard.theme import Look

# Pixels: a row, the space over and under a lane's rows, a lane's name over it, a bar's height.
ROW, PAD, HEAD, _BAR = 18, 4, 20, 10
# A lane of one row still has room for a name on two lines.
LEAST_ROWS = 1.6
# Pixels over the lanes, and what a second line of ticks takes there; of how many rows a lane is not parted on paper;
# rows about its middle that its name takes.
_TOP, _SECOND, _LONG, _NAME = 22, 14, 12, 1.5
# The milliseconds of a day, in which Plotly counts the length of a bar over time.
_DAY = 86_400_000


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen of a timeline.

    ``lanes`` is domain, country or actor; ``range`` the first and last visible day (None: all years); ``selected`` an
    event_id; ``rows`` how many rows of a lane milestones below a headline may take, None for fewer the more lanes there
    are; ``headlines`` names these at any cost, else they, too, are counted where they find no room; ``whole`` names
    every milestone and counts none. ``width`` is in pixels; the height follows from the lanes. ``most`` is how many
    lanes there are at most, 0 for all: those of the fewest milestones give way.
    ``export`` draws title and notes.
    """

    lanes: str = "domain"
    range: tuple[Any, Any] | None = None
    width: float = 1000
    selected: str = ""
    rows: int | None = None
    headlines: bool = True
    whole: bool = False
    most: int = 0
    export: bool = False
    picture: Picture = field(default_factory=Picture)


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything that drawing needs to know: rows by id, the lanes, where each lane starts, and how it looks."""

    rows: dict[str, Milestone]
    lanes: list[Lane]
    tops: list[float]
    frame: Frame
    look: Look
    words: Words
    options: Options

    @property
    def narrow(self) -> bool:
        """Whether names of lanes stand over their lane."""
        return self.options.width < axes.NARROW

    @property
    def top(self) -> int:
        """The pixels over the lanes, where the axis stands."""
        days = dt.date.fromordinal(self.frame.first), dt.date.fromordinal(self.frame.last)
        return _TOP + _SECOND * axes.tells_months(days, self.options.width)

    @property
    def height(self) -> float:
        """The pixels that all lanes take."""
        return self.tops[-1]

    @property
    def ends(self) -> list[float]:
        """Where a sheet of paper may end, in pixels from the top: below each lane, and between rows of a long one."""
        found: list[float] = []
        for at, lane in enumerate(self.lanes):
            if lane.rows > _LONG:
                # Not through the lane's name, which stands in its middle.
                rows = [row for row in range(1, lane.rows) if abs(row - lane.rows / 2) >= _NAME]
                found += [self.middle(at, row) - ROW / 2 for row in rows]
            found.append(self.tops[at + 1])
        return found

    def middle(self, lane: int, row: int) -> float:
        """The pixel down from the top at which a row's marks are centred."""
        spare = max(0.0, LEAST_ROWS - self.lanes[lane].rows) * ROW / 2
        return self.tops[lane] + PAD + spare + (HEAD if self.narrow else 0) + (row + 0.5) * ROW

    def colour(self, item: Item) -> str:
        """The colour of a milestone: that of its domain, in every sort of lane."""
        return self.look.domain(self.rows[item.event_id].domain)

    def marks(self) -> Iterable[tuple[Placed, float]]:
        """Each mark with the height of its middle."""
        for at, lane in enumerate(self.lanes):
            for mark in lane.placed:
                yield mark, self.middle(at, mark.row)

    @property
    def cut(self) -> list[str]:
        """The titles that stand shortened at their mark, in full."""
        shown = (mark for mark, _ in self.marks() if mark.side)
        return [mark.item.label for mark in shown if mark.text != mark.item.label + mark.item.sign]

    def counts(self) -> Iterable[tuple[Count, float]]:
        """Each count with the height of its middle."""
        for at, lane in enumerate(self.lanes):
            for count in lane.counts:
                yield count, self.middle(at, count.row)


def traces(stage: Stage) -> list[Trace]:
    """All marks, the lowest first: periods, days, dashed outlines, labels, counts, and the invisible ``hits``."""
    drawn = (_bars(stage), _dots(stage), _dashes(stage), _labels(stage), _numbers(stage), _hits(stage))
    return [trace for group in drawn for trace in group]


def selection(stage: Stage) -> list[dict[str, Any]]:
    """A frame about the selected milestone in each of its lanes and a dashed line through its middle."""
    colour = stage.look.accent
    found = list(_selected(stage))
    frames = [
        _across(left, right, stage)
        | {"y0": middle - ROW / 2 + 1, "y1": middle + ROW / 2 - 1, "line": {"color": colour, "width": 1.6}}
        for left, right, middle, _ in found
    ]
    lines = [
        {
            "type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "layer": "below",
            "line": {"color": colour, "width": 1.5, "dash": "dash"},
        }
        for at in sorted({centre for *_, centre in found})
    ]  # fmt: skip
    return [*frames, *lines]


def _across(left: float, right: float, stage: Stage) -> dict[str, Any]:
    """A rectangle from pixel to pixel: on the axis, so that it moves along; on paper where it reaches out of the axis.

    Plotly cuts shapes on an axis off at its end.
    """
    frame = stage.frame
    if left >= 0 and right <= frame.width:
        return {"type": "rect", "x0": axes.moment(frame.day(left)), "x1": axes.moment(frame.day(right))}
    return {"type": "rect", "xref": "paper", "x0": left / frame.width, "x1": right / frame.width}


def _selected(stage: Stage) -> Iterable[tuple[float, float, float, str]]:
    """Left, right and middle in pixels of what shows the selected milestone, and the moment of its line."""
    wanted = stage.options.selected
    row = stage.rows.get(wanted)
    if row is None:
        return
    centre = axes.moment((row.first.toordinal() + row.last.toordinal() + 1) / 2)
    for mark, middle in stage.marks():
        if mark.item.event_id == wanted:
            left, right = mark.extent
            yield left - 4, right + 4, middle, centre
    for count, middle in stage.counts():
        if any(item.event_id == wanted for item in count.items):
            yield count.left - 1, count.right + 1, middle, centre


def _fill(stage: Stage, item: Item) -> str:
    """Full colour where the date is clear; paler the less is known."""
    share = {"clear": 1.0, "approximate": 0.5, "planned": 0.12, "doubtful": 0.18}[stage.rows[item.event_id].certainty]
    return faded(stage.colour(item), stage.look.surface, share)


def _ends(mark: Placed, frame: Frame) -> tuple[float, float]:
    """The days that a bar covers: its period, or what its least width on the screen takes."""
    drawn = mark.right - mark.left
    true = frame.at(mark.item.last + 1) - frame.at(mark.item.first)
    if true >= drawn - 0.01:
        return mark.item.first, mark.item.last + 1
    return frame.day(mark.left), frame.day(mark.right)


def _bars(stage: Stage) -> list[Trace]:
    marks = [(mark, y) for mark, y in stage.marks() if not mark.item.point]
    ends = [_ends(mark, stage.frame) for mark, _ in marks]
    return [
        _lying("periods", ends, [y for _, y in marks], _BAR)
        | {
            "marker": {
                "color": [_fill(stage, mark.item) for mark, _ in marks],
                "cornerradius": 4,
                "line": {
                    "color": [stage.colour(mark.item) for mark, _ in marks],
                    "width": [1.2 * _outlined(stage, mark.item) for mark, _ in marks],
                },
            },
            "hoverinfo": "skip",
        }
    ]


def _outlined(stage: Stage, item: Item) -> bool:
    """Whether a solid line goes round a bar: the dashed one of doubtful dates is drawn by itself."""
    return stage.rows[item.event_id].certainty in {"approximate", "planned"}


def _dots(stage: Stage) -> list[Trace]:
    marks = [(mark, y) for mark, y in stage.marks() if mark.item.point]
    return [
        {
            "type": "scatter",
            "name": "days",
            "mode": "markers",
            "x": [axes.moment(stage.frame.day((mark.left + mark.right) / 2)) for mark, _ in marks],
            "y": [y for _, y in marks],
            "marker": {
                "size": stage.frame.dot - 1,
                "color": [_fill(stage, mark.item) for mark, _ in marks],
                "line": {"color": [stage.colour(mark.item) for mark, _ in marks], "width": 1.5},
            },
            "hoverinfo": "skip",
        }
    ]


def _dashes(stage: Stage) -> list[Trace]:
    """Dashed outlines of doubtful dates, one trace a colour, the outlines set apart by gaps."""
    paths: dict[str, tuple[list[str | None], list[float | None]]] = {}
    for mark, y in stage.marks():
        if stage.rows[mark.item.event_id].certainty != "doubtful" or mark.item.point:
            continue
        left, right = (axes.moment(day) for day in _ends(mark, stage.frame))
        top, bottom = y - _BAR / 2, y + _BAR / 2
        xs, ys = paths.setdefault(stage.colour(mark.item), ([], []))
        xs.extend((left, right, right, left, left, None))
        ys.extend((top, top, bottom, bottom, top, None))
    return [
        {
            "type": "scatter", "name": "in doubt", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip",
            "line": {"color": colour, "width": 1.3, "dash": "3px,2px"},
        }
        for colour, (xs, ys) in paths.items()
    ]  # fmt: skip


def _labels(stage: Stage) -> list[Trace]:
    marks = [(mark, y) for mark, y in stage.marks() if mark.side]
    return [
        {
            "type": "scatter",
            "name": "labels",
            "mode": "text",
            "x": [
                axes.moment(stage.frame.day(mark.text_right if mark.side == "left" else mark.text_left))
                for mark, _ in marks
            ],
            "y": [y for _, y in marks],
            "text": [f"<b>{mark.text}</b>" if mark.item.importance >= HEADLINE else mark.text for mark, _ in marks],
            "textposition": ["middle left" if mark.side == "left" else "middle right" for mark, _ in marks],
            "textfont": {"size": stage.frame.size, "color": [_ink(stage, mark) for mark, _ in marks]},
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
    ]


def _ink(stage: Stage, mark: Placed) -> str:
    return stage.look.ink_on(_fill(stage, mark.item)) if mark.side == "inside" else stage.look.text


def _numbers(stage: Stage) -> list[Trace]:
    """How many milestones found no room, as a number on a pale ground."""
    counts = list(stage.counts())
    ends = [(stage.frame.day(count.left), stage.frame.day(count.right)) for count, _ in counts]
    numbers = [stage.words.number(len(count.items)) for count, _ in counts]
    ground = _lying("counts", ends, [y for _, y in counts], ROW - 4) | {
        "marker": {"color": stage.look.line, "cornerradius": 4, "line": {"width": 0}},
        "customdata": [_days_of(count) for count, _ in counts],
        "hovertext": [stage.words("charts.timeline.more", number=number) for number in numbers],
        "hoverinfo": "text",
    }
    text = {
        "type": "scatter",
        "name": "numbers",
        "mode": "text",
        "x": [axes.moment((first + last) / 2) for first, last in ends],
        "y": [y for _, y in counts],
        "text": [f"+{number}" for number in numbers],
        "textfont": {"size": stage.frame.size - 1, "color": stage.look.text},
        "hoverinfo": "skip",
    }
    return [ground, text]


def _lying(name: str, ends: Sequence[tuple[float, float]], rows: Sequence[float], width: float) -> Trace:
    """Bars that lie between days, in these rows."""
    return {
        "type": "bar",
        "name": name,
        "orientation": "h",
        "base": [axes.moment(first) for first, _ in ends],
        "x": [(last - first) * _DAY for first, last in ends],
        "y": list(rows),
        "width": [width] * len(rows),
    }


def _days_of(count: Count) -> str:
    first, last = min(item.first for item in count.items), max(item.last for item in count.items)
    return f"zoom:{dt.date.fromordinal(first).isoformat()}/{dt.date.fromordinal(last).isoformat()}"


def _hits(stage: Stage) -> list[Trace]:
    """An invisible bar over each mark and its label: what pointer and finger meet."""
    marks = list(stage.marks())
    ends = [(stage.frame.day(mark.extent[0]), stage.frame.day(mark.extent[1])) for mark, _ in marks]
    return [
        _lying("hits", ends, [y for _, y in marks], ROW - 1)
        | {
            "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
            "customdata": [mark.item.event_id for mark, _ in marks],
            "hovertext": [stage.rows[mark.item.event_id].hover(stage.words) for mark, _ in marks],
            "hoverinfo": "text",
            "hoverlabel": {"bordercolor": [stage.colour(mark.item) for mark, _ in marks]},
        }
    ]
