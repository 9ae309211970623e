"""Milestones over time in lanes by domain, country or actor."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

from dashboard.charts import axes, milestones, plain
from dashboard.charts.captions import Caption, framed
from dashboard.charts.labels import wrapped
from dashboard.charts.lanes import HEADLINE, Frame, Item, Lane, arrange
from dashboard.charts.timeline_marks import HEAD, LEAST_ROWS, PAD, ROW, Options, Stage, selection, traces
from dashboard.theme import THEMES
from dashboard.theme import look as look_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.charts.plain import Plain
    from dashboard.text import Words
    from dashboard.theme import Look

# The rows that lanes share among them, and the fewest and the most of one; the pixels of a label before it is let out
# into what stays free beside it.
_TOGETHER, _LEAST, _MOST, _LONGEST = 20, 2, 8, 300.0

__all__ = ["Options", "build", "caption", "drawn", "height", "lane_label", "lane_names"]


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
    return plain.figure(drawn(frame, look, words, Options(**options)))


def drawn(frame: pd.DataFrame, look: Look, words: Words, options: Options) -> Plain:
    """The same as `build` as plain values."""
    stage = _stage(frame, look, words, options)
    figure: Plain = {"data": traces(stage), "layout": _layout(stage)}
    if options.export:
        said = _without(_in_full(caption(frame, options, words), stage), frame, stage)
        framed(figure, said, options.picture, look)
    return figure


def cut(figure: go.Figure) -> int:
    """How many titles had to be cut in a figure of ours."""
    return int(figure.layout.meta["cut"])


def _in_full(said: Caption, stage: Stage) -> Caption:
    """The caption whose note gives in full what a picture of every milestone had to cut."""
    titles = stage.cut if stage.options.whole else []
    if not titles:
        return said
    named = stage.words("charts.timeline.join").join(dict.fromkeys(titles))
    return {**said, "note": f"{said['note']} {stage.words('charts.timeline.in_full', titles=named)}"}


def _without(said: Caption, frame: pd.DataFrame, stage: Stage) -> Caption:
    """The caption whose note counts the lanes and milestones for which a picture has no room."""
    options, words = stage.options, stage.words
    if not options.most:
        return said
    rows = list(stage.rows.values())
    names = lane_names(rows, options.lanes, words)
    kept = {lane.name for lane in stage.lanes}
    first, last = axes.span(frame, options.range)
    lost = [
        row
        for row in rows
        if row.last >= first and row.first <= last and not _lanes_of(row, options.lanes, names) & kept
    ]
    lanes = words.count("charts.timeline.without", len(names) - len(kept))
    return {**said, "note": f"{lanes} {words.count('charts.timeline.lost', len(lost))} {said['note']}"}


def height(frame: pd.DataFrame, words: Words, options: Options) -> float:
    """The pixels that the lanes take, without axis, title and notes."""
    return _stage(frame, look_of(THEMES[0]), words, options).height


def caption(frame: pd.DataFrame, options: Options, words: Words) -> Caption:
    """Title, subtitle, note and a sentence with the key values."""
    first, last = axes.span(frame, options.range)
    shown = [row for row in milestones.read(frame) if row.last >= first and row.first <= last]
    headlines = [row for row in shown if row.importance >= HEADLINE][:8]
    named = [words("charts.timeline.named", title=row.title, date=words.date(row.date)) for row in headlines]
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
        sentence += " " + words("charts.timeline.headlines", titles=words("charts.timeline.join").join(named))
    return {
        "title": words("charts.timeline.title"),
        "subtitle": words("charts.timeline.subtitle", **places),
        "note": words("charts.timeline.note"),
        "sentence": sentence,
    }


def _stage(frame: pd.DataFrame, look: Look, words: Words, options: Options) -> Stage:
    rows = {row.event_id: row for row in milestones.read(frame)}
    every = lane_names(list(rows.values()), options.lanes, words)
    names = _with_room(list(rows.values()), every, options)
    items = [
        Item(row.event_id, lane, row.first.toordinal(), row.last.toordinal(), row.title, row.importance, row.sign)
        for lane in names
        for row in rows.values()
        if lane in _lanes_of(row, options.lanes, every)
    ]
    days = axes.span(frame, options.range)
    margins = axes.margins(options.width)
    pixels = Frame(
        first=days[0].toordinal(),
        last=days[1].toordinal(),
        width=margins.plot(options.width),
        overhang=max(0, margins.right - 6),
        longest=max(80.0, min(_LONGEST, options.width * 0.42)) if not options.whole else options.width,
        always=_always(options),
        rows=_rows(len(names), options),
        chosen=options.selected,
    )
    lanes = arrange(items, pixels)
    return Stage(rows, lanes, _tops(lanes, options), pixels, look, words, options)


def _always(options: Options) -> int:
    """The least importance of those that are named at any cost."""
    if options.whole:
        return 1
    return HEADLINE if options.headlines else HEADLINE + 1


def _rows(lanes: int, options: Options) -> int:
    """The rows of each lane: many where one stands alone or in a picture, few where the trend should stay in sight."""
    if options.rows is not None:
        return options.rows
    return _MOST if options.export else max(_LEAST, min(_MOST, _TOGETHER // max(1, lanes)))


def lane_names(rows: Sequence[milestones.Milestone], by: str, words: Words) -> list[str]:
    """The lanes of milestones in the order in which they are drawn, at most sixteen.

    Domains come in the order of the schema; countries with ASEAN and its members first, then by how often they are
    concerned; actors by how often they act. What is beyond sixteen shares the lane "other".
    """
    if by == "domain":
        return [name for name in milestones.DOMAINS if any(row.domain == name for row in rows)]
    seen = Counter(code for row in rows for code in milestones.concerned(row, by))
    rest = ["other"] * bool(seen.pop("other", 0))
    order = milestones.country_order(words)
    if by == "country":
        ranked = sorted(seen, key=lambda code: (order(code)[:2], -seen[code], code))
    else:
        ranked = sorted(seen, key=lambda code: (-seen[code], code))
    return [*ranked, *rest] if len(ranked) + len(rest) <= 16 else [*ranked[:15], "other"]


def _with_room(rows: Sequence[milestones.Milestone], names: list[str], options: Options) -> list[str]:
    """The lanes that a picture has room for: that of the selected milestone, then those of the most milestones."""
    if not options.most:
        return names
    weight = Counter(lane for row in rows for lane in _lanes_of(row, options.lanes, names))
    for row in rows:
        if row.event_id == options.selected:
            weight.update(dict.fromkeys(_lanes_of(row, options.lanes, names), len(rows)))
    kept = sorted(names, key=lambda lane: -weight[lane])[: options.most]
    return [name for name in names if name in kept]


def _lanes_of(row: milestones.Milestone, by: str, names: list[str]) -> set[str]:
    if by == "domain":
        return {row.domain}
    found = milestones.concerned(row, by)
    kept = {code for code in found if code in names}
    return kept if len(kept) == len(found) else kept | {"other"}


def _tops(lanes: list[Lane], options: Options) -> list[float]:
    """Where each lane starts, in pixels from the top, and where the last one ends."""
    tops, head = [0.0], HEAD if options.width < axes.NARROW else 0
    for lane in lanes:
        tops.append(tops[-1] + max(LEAST_ROWS, lane.rows) * ROW + 2 * PAD + head)
    return tops if len(tops) > 1 else [0.0, 3.0 * ROW]


def _layout(stage: Stage) -> dict[str, Any]:
    margins = axes.margins(stage.options.width)
    days = dt.date.fromordinal(stage.frame.first), dt.date.fromordinal(stage.frame.last)
    return {
        "template": stage.look.template,
        "width": stage.options.width,
        "height": stage.height + stage.top + 4,
        "meta": {"grows": True, "cut": len(stage.cut), "breaks": [stage.top + end for end in stage.ends]},
        "margin": {"l": margins.left, "r": margins.right, "t": stage.top, "b": 4},
        "xaxis": axes.time_axis(days, stage.options.width, stage.words) | {"layer": "below traces", "side": "top"},
        "yaxis": {"range": [stage.height, 0], "visible": False, "fixedrange": True},
        "barmode": "overlay",
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": False,
        "shapes": [*_bands(stage), *selection(stage)],
        "annotations": _names(stage),
        "uirevision": "timeline",
    }


def _bands(stage: Stage) -> list[dict[str, Any]]:
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


def _names(stage: Stage) -> list[dict[str, Any]]:
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
                "y": top + HEAD / 2 + 3 if stage.narrow else (top + end) / 2, "yanchor": "middle",
                "showarrow": False, "font": {"size": 12, "color": _lane_colour(lane.name, stage)},
            }
        )  # fmt: skip
    if not stage.lanes:
        found.append(plain.nothing(stage.words("charts.timeline.empty"), stage.look))
    return found


def lane_label(lane: str, by: str, words: Words) -> str:
    """The visible name of a lane."""
    if lane == "other":
        return words("charts.timeline.other")
    return words.name("domains", lane) if by == "domain" else milestones.actor_name(lane, words)


def _lane_colour(lane: str, stage: Stage) -> str:
    return stage.look.domain(lane) if stage.options.lanes == "domain" else stage.look.text
