"""Milestones over time in lanes by domain, country or actor."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from dashboard.charts import axes, milestones
from dashboard.charts.captions import Caption, Picture, framed
from dashboard.charts.labels import wrapped
from dashboard.charts.lanes import HEADLINE, Count, Frame, Item, Lane, Placed, arrange
from dashboard.theme import faded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from dashboard.text import Words
    from dashboard.theme import Look

# Pixels: a row, the space over and under a lane's rows, a lane's name over it, a bar's height.
_ROW, _PAD, _HEAD, _BAR = 20, 6, 20, 11
# A lane of one row still has room for a name on two lines.
_LEAST_ROWS = 1.6


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen of a timeline.

    ``lanes`` is domain, country or actor; ``range`` the first and last visible day (None: all years); ``selected`` an
    event_id; ``rows`` how many rows of a lane milestones below a headline may take; ``whole`` names every milestone
    and counts none. ``width`` is in pixels; the height follows from the lanes. ``export`` draws title and notes.
    """

    lanes: str = "domain"
    range: tuple[Any, Any] | None = None
    width: float = 1000
    selected: str = ""
    rows: int = 6
    whole: bool = False
    export: bool = False
    picture: Picture = field(default_factory=Picture)


@dataclass(frozen=True, slots=True)
class _Stage:
    """Everything that drawing needs to know: rows by id, the lanes, where each lane starts, and how it looks."""

    rows: dict[str, milestones.Milestone]
    lanes: list[Lane]
    tops: list[float]
    frame: Frame
    look: Look
    words: Words
    options: Options

    @property
    def narrow(self) -> bool:
        return self.options.width < axes.NARROW

    @property
    def height(self) -> float:
        return self.tops[-1]

    def middle(self, lane: int, row: int) -> float:
        """The pixel down from the top at which a row's marks are centred."""
        spare = max(0.0, _LEAST_ROWS - self.lanes[lane].rows) * _ROW / 2
        return self.tops[lane] + _PAD + spare + (_HEAD if self.narrow else 0) + (row + 0.5) * _ROW

    def colour(self, item: Item) -> str:
        return self.look.domain(self.rows[item.event_id].domain)

    def marks(self) -> Iterable[tuple[Placed, float]]:
        """Each mark with the height of its middle."""
        for at, lane in enumerate(self.lanes):
            for mark in lane.placed:
                yield mark, self.middle(at, mark.row)

    def counts(self) -> Iterable[tuple[Count, float]]:
        """Each count with the height of its middle."""
        for at, lane in enumerate(self.lanes):
            for count in lane.counts:
                yield count, self.middle(at, count.row)


def build(frame: pd.DataFrame, look: Look, words: Words, **options: Any) -> go.Figure:  # noqa: ANN401
    """Draw milestones in lanes.

    Args:
        frame: Rows of the table events.
        look: Colours and fonts.
        words: The words of a language.
        options: The fields of `Options`.

    Returns:
        A figure whose y axis counts pixels downward. The trace ``hits`` lies invisibly over each mark with its
        label and carries the event_id as ``customdata``; ``counts`` carries ``zoom:FIRST/LAST``, the days of the
        milestones that it stands for. Layout ``height`` fits the lanes.
    """
    stage = _stage(frame, look, words, Options(**options))
    figure = go.Figure(layout=_layout(stage))
    for traces in (_bars, _dots, _dashes, _labels, _numbers, _hits):
        figure.add_traces(traces(stage))
    if stage.options.export:
        framed(figure, caption(frame, stage.options, words), stage.options.picture, look)
    return figure


def caption(frame: pd.DataFrame, options: Options, words: Words) -> Caption:
    """Title, subtitle, note and a sentence with the key values."""
    first, last = axes.span(frame, options.range)
    shown = [row for row in milestones.read(frame) if row.last >= first and row.first <= last]
    named = [
        words("charts.timeline.named", title=row.title, date=words.date(row.date))
        for row in shown
        if row.importance >= HEADLINE
    ]
    doubtful = sum(row.certainty != "clear" for row in shown)
    places = {
        "number": words.number(len(shown)),
        "first": first.year,
        "last": last.year,
        "doubtful": words.number(doubtful),
        "lanes": words(f"charts.timeline.by.{options.lanes}"),
    }
    sentence = words("charts.timeline.sentence" if shown else "charts.timeline.empty", **places)
    if named:
        sentence += " " + words("charts.timeline.headlines", titles=words("charts.timeline.join").join(named[:8]))
    return {
        "title": words("charts.timeline.title"),
        "subtitle": words("charts.timeline.subtitle", **places),
        "note": words("charts.timeline.note"),
        "sentence": sentence,
    }


def _stage(frame: pd.DataFrame, look: Look, words: Words, options: Options) -> _Stage:
    rows = {row.event_id: row for row in milestones.read(frame)}
    names = lane_names(list(rows.values()), options.lanes, words)
    items = [
        Item(row.event_id, lane, row.first.toordinal(), row.last.toordinal(), row.title, row.importance, row.sign)
        for lane in names
        for row in rows.values()
        if lane in _lanes_of(row, options.lanes, names)
    ]
    days = axes.span(frame, options.range)
    margins = axes.margins(options.width)
    pixels = Frame(
        first=days[0].toordinal(),
        last=days[1].toordinal(),
        width=margins.plot(options.width),
        overhang=max(0, margins.right - 6),
        longest=max(80.0, min(330.0, options.width * 0.3)) if not options.whole else options.width,
        always=1 if options.whole else HEADLINE,
        rows=options.rows,
    )
    lanes = arrange(items, pixels)
    return _Stage(rows, lanes, _tops(lanes, options), pixels, look, words, options)


def lane_names(rows: Sequence[milestones.Milestone], by: str, words: Words) -> list[str]:
    """The lanes of milestones in the order in which they are drawn, at most sixteen.

    Domains come in the order of the schema; countries with ASEAN and its members first; actors by how often they
    act. What is beyond sixteen shares the lane "other".
    """
    if by == "domain":
        return [name for name in milestones.DOMAINS if any(row.domain == name for row in rows)]
    seen = Counter(code for row in rows for code in milestones.concerned(row, by))
    key = milestones.country_order(words) if by == "country" else (lambda code: (0, 0, code))
    ranked = sorted(seen, key=lambda code: (*key(code)[:1], -seen[code] if key(code)[0] != 1 else 0, key(code)[1:]))
    return ranked if len(ranked) <= 16 else [*ranked[:15], "other"]


def _lanes_of(row: milestones.Milestone, by: str, names: list[str]) -> set[str]:
    if by == "domain":
        return {row.domain}
    found = milestones.concerned(row, by)
    kept = {code for code in found if code in names}
    return kept if len(kept) == len(found) else kept | {"other"}


def _tops(lanes: list[Lane], options: Options) -> list[float]:
    """Where each lane starts, in pixels from the top, and where the last one ends."""
    tops, head = [0.0], _HEAD if options.width < axes.NARROW else 0
    for lane in lanes:
        tops.append(tops[-1] + max(_LEAST_ROWS, lane.rows) * _ROW + 2 * _PAD + head)
    return tops if len(tops) > 1 else [0.0, 3.0 * _ROW]


def _layout(stage: _Stage) -> dict[str, Any]:
    margins = axes.margins(stage.options.width)
    days = dt.date.fromordinal(stage.frame.first), dt.date.fromordinal(stage.frame.last)
    return {
        "template": stage.look.template,
        "width": stage.options.width,
        "height": stage.height + 34,
        "meta": {"grows": True},
        "margin": {"l": margins.left, "r": margins.right, "t": 4, "b": 30},
        "xaxis": axes.time_axis(days, stage.options.width) | {"layer": "below traces"},
        "yaxis": {"range": [stage.height, 0], "visible": False, "fixedrange": True},
        "barmode": "overlay",
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": False,
        "shapes": [*_bands(stage), *_selection(stage)],
        "annotations": _names(stage),
        "uirevision": "timeline",
    }


def _bands(stage: _Stage) -> list[dict[str, Any]]:
    """Every second lane stands on a band that reaches under its name."""
    margins = axes.margins(stage.options.width)
    plot = margins.plot(stage.options.width)
    ends = -(margins.left - 8) / plot, 1 + (margins.right - 6) / plot
    return [
        {
            "type": "rect", "xref": "paper", "x0": ends[0], "x1": ends[1],
            "y0": stage.tops[at], "y1": stage.tops[at + 1],
            "fillcolor": stage.look.band, "line": {"width": 0}, "layer": "below",
        }
        for at in range(0, len(stage.lanes), 2)
    ]  # fmt: skip


def _names(stage: _Stage) -> list[dict[str, Any]]:
    """The name of each lane at its left, or over it where the picture is narrow."""
    margins, found = axes.margins(stage.options.width), []
    for at, lane in enumerate(stage.lanes):
        name = lane_label(lane.name, stage.options.lanes, stage.words)
        room = stage.options.width if stage.narrow else margins.left - 22
        top, end = stage.tops[at], stage.tops[at + 1]
        found.append(
            {
                "text": "<br>".join(f"<b>{line}</b>" for line in wrapped(name, 12, room, bold=True)),
                "xref": "paper", "x": 0, "xanchor": "left", "xshift": 14 - margins.left, "align": "left",
                "y": top + _HEAD / 2 + 3 if stage.narrow else (top + end) / 2, "yanchor": "middle",
                "showarrow": False, "font": {"size": 12, "color": _lane_colour(lane.name, stage)},
            }
        )  # fmt: skip
    if not stage.lanes:
        found.append(
            {
                "text": stage.words("charts.timeline.empty"), "showarrow": False, "x": 0.5, "y": 0.5,
                "xref": "paper", "yref": "paper", "font": {"size": 14, "color": stage.look.muted},
            }
        )  # fmt: skip
    return found


def lane_label(lane: str, by: str, words: Words) -> str:
    """The visible name of a lane."""
    if lane == "other":
        return words("charts.timeline.other")
    return words.name("domains" if by == "domain" else "countries", lane)


def _lane_colour(lane: str, stage: _Stage) -> str:
    return stage.look.domain(lane) if stage.options.lanes == "domain" else stage.look.text


def _selection(stage: _Stage) -> list[dict[str, Any]]:
    """A frame about the selected milestone in each of its lanes and a dashed line through its middle."""
    colour = stage.look.accent
    found = list(_selected(stage))
    frames = [
        _across(left, right, stage)
        | {"y0": middle - _ROW / 2 + 1, "y1": middle + _ROW / 2 - 1, "line": {"color": colour, "width": 1.6}}
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


def _across(left: float, right: float, stage: _Stage) -> dict[str, Any]:
    """A rectangle from pixel to pixel: on the axis, so that it moves along; on paper where it reaches out of the axis.

    Plotly cuts shapes on an axis off at its end.
    """
    frame = stage.frame
    if left >= 0 and right <= frame.width:
        return {"type": "rect", "x0": axes.moment(frame.day(left)), "x1": axes.moment(frame.day(right))}
    return {"type": "rect", "xref": "paper", "x0": left / frame.width, "x1": right / frame.width}


def _selected(stage: _Stage) -> Iterable[tuple[float, float, float, str]]:
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


def _fill(stage: _Stage, item: Item) -> str:
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


def _bars(stage: _Stage) -> list[go.Bar]:
    marks = [(mark, y) for mark, y in stage.marks() if not mark.item.point]
    ends = [_ends(mark, stage.frame) for mark, _ in marks]
    return [
        go.Bar(
            name="periods",
            orientation="h",
            base=[axes.moment(first) for first, _ in ends],
            x=[(last - first) * 86_400_000 for first, last in ends],
            y=[y for _, y in marks],
            width=[_BAR] * len(marks),
            marker={
                "color": [_fill(stage, mark.item) for mark, _ in marks],
                "cornerradius": 4,
                "line": {
                    "color": [stage.colour(mark.item) for mark, _ in marks],
                    "width": [1.2 * _outlined(stage, mark.item) for mark, _ in marks],
                },
            },
            hoverinfo="skip",
        )
    ]


def _outlined(stage: _Stage, item: Item) -> bool:
    """Whether a solid line goes round a bar: the dashed one of doubtful dates is drawn by itself."""
    return stage.rows[item.event_id].certainty in {"approximate", "planned"}


def _dots(stage: _Stage) -> list[go.Scatter]:
    marks = [(mark, y) for mark, y in stage.marks() if mark.item.point]
    return [
        go.Scatter(
            name="days",
            mode="markers",
            x=[axes.moment(stage.frame.day((mark.left + mark.right) / 2)) for mark, _ in marks],
            y=[y for _, y in marks],
            marker={
                "size": stage.frame.dot - 1,
                "color": [_fill(stage, mark.item) for mark, _ in marks],
                "line": {"color": [stage.colour(mark.item) for mark, _ in marks], "width": 1.5},
            },
            hoverinfo="skip",
        )
    ]


def _dashes(stage: _Stage) -> list[go.Scatter]:
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
        go.Scatter(
            name="in doubt", mode="lines", x=xs, y=ys, hoverinfo="skip",
            line={"color": colour, "width": 1.3, "dash": "3px,2px"},
        )
        for colour, (xs, ys) in paths.items()
    ]  # fmt: skip


def _labels(stage: _Stage) -> list[go.Scatter]:
    marks = [(mark, y) for mark, y in stage.marks() if mark.side]
    return [
        go.Scatter(
            name="labels",
            mode="text",
            x=[
                axes.moment(stage.frame.day(mark.text_right if mark.side == "left" else mark.text_left))
                for mark, _ in marks
            ],
            y=[y for _, y in marks],
            text=[f"<b>{mark.text}</b>" if mark.item.importance >= HEADLINE else mark.text for mark, _ in marks],
            textposition=["middle left" if mark.side == "left" else "middle right" for mark, _ in marks],
            textfont={"size": stage.frame.size, "color": [_ink(stage, mark) for mark, _ in marks]},
            cliponaxis=False,
            hoverinfo="skip",
        )
    ]


def _ink(stage: _Stage, mark: Placed) -> str:
    return stage.look.ink_on(_fill(stage, mark.item)) if mark.side == "inside" else stage.look.text


def _numbers(stage: _Stage) -> list[go.Bar | go.Scatter]:
    """How many milestones found no room, as a number on a pale ground."""
    counts = list(stage.counts())
    ends = [(stage.frame.day(count.left), stage.frame.day(count.right)) for count, _ in counts]
    numbers = [stage.words.number(len(count.items)) for count, _ in counts]
    ground = go.Bar(
        name="counts",
        orientation="h",
        base=[axes.moment(first) for first, _ in ends],
        x=[(last - first) * 86_400_000 for first, last in ends],
        y=[y for _, y in counts],
        width=[_ROW - 4] * len(counts),
        marker={"color": stage.look.line, "cornerradius": 4, "line": {"width": 0}},
        customdata=[_days_of(count) for count, _ in counts],
        hovertext=[stage.words("charts.timeline.more", number=number) for number in numbers],
        hoverinfo="text",
    )
    text = go.Scatter(
        name="numbers",
        mode="text",
        x=[axes.moment((first + last) / 2) for first, last in ends],
        y=[y for _, y in counts],
        text=[f"+{number}" for number in numbers],
        textfont={"size": stage.frame.size - 1, "color": stage.look.text},
        hoverinfo="skip",
    )
    return [ground, text]


def _days_of(count: Count) -> str:
    first, last = min(item.first for item in count.items), max(item.last for item in count.items)
    return f"zoom:{dt.date.fromordinal(first).isoformat()}/{dt.date.fromordinal(last).isoformat()}"


def _hits(stage: _Stage) -> list[go.Bar]:
    """An invisible bar over each mark and its label: what pointer and finger meet."""
    marks = list(stage.marks())
    ends = [tuple(stage.frame.day(pixel) for pixel in mark.extent) for mark, _ in marks]
    return [
        go.Bar(
            name="hits",
            orientation="h",
            base=[axes.moment(first) for first, _ in ends],
            x=[(last - first) * 86_400_000 for first, last in ends],
            y=[y for _, y in marks],
            width=[_ROW - 1] * len(marks),
            marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}},
            customdata=[mark.item.event_id for mark, _ in marks],
            hovertext=[stage.rows[mark.item.event_id].hover(stage.words) for mark, _ in marks],
            hoverinfo="text",
            hoverlabel={"bordercolor": [stage.colour(mark.item) for mark, _ in marks]},
        )
    ]
