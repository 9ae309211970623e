"""What the charts over time share, so that their axes stand exactly under each other."""

from __future__ import annotations

import datetime as dt
from bisect import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.charts.lanes import HEADLINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from dashboard.text import Words
    from dashboard.theme import Look

#: Below this width in pixels names of lanes stand over their lane.
NARROW = 720

# Pixels that a tick takes, days of half an average year, pixels between the lines of two headlines.
_TICK, _HALF, _APART = 64, 182.625, 36

#: From the coarsest to the finest zoom: the steps between ticks, and what a tick tells.
_TICKS = ((["M12", None], "year"), (["M1", "M12"], "month"), ([None, "M1"], "day"))


@dataclass(frozen=True, slots=True)
class Margins:
    """The pixels left and right of the plot."""

    left: int
    right: int

    def plot(self, width: float) -> float:
        """The width of the plot in a picture of a width; never less than 40 pixels."""
        return max(40.0, width - self.left - self.right)


def margins(width: float) -> Margins:
    """The margins of every chart over time, the same for timeline and trend."""
    return Margins(40, 92) if width < NARROW else Margins(136, 92)


def span(frame: pd.DataFrame, wanted: tuple[Any, Any] | None) -> tuple[dt.date, dt.date]:
    """The days that a time axis shows: those wanted, else the whole years of the frame's rows.

    Args:
        frame: Rows with ``first`` and ``last``.
        wanted: First and last day, as dates or as ISO text, or None.

    Returns:
        First and last day, inclusive; 1990 to 2025 for a frame without rows.
    """
    if wanted:
        first, last = (day if isinstance(day, dt.date) else dt.date.fromisoformat(str(day)[:10]) for day in wanted)
        return (first, last) if first <= last else (last, first)
    if frame.empty:
        return dt.date(1990, 1, 1), dt.date(2025, 12, 31)
    return dt.date(frame["first"].min().year, 1, 1), dt.date(frame["last"].max().year, 12, 31)


def visible(table: pd.DataFrame, frame: pd.DataFrame, wanted: tuple[Any, Any] | None) -> pd.DataFrame:
    """The rows of a table of years, in its column ``year``, that an axis over `span` shows."""
    first, last = span(frame, wanted)
    return table[table["year"].between(first.year, last.year)]


def time_axis(days: tuple[dt.date, dt.date], width: float, words: Words) -> dict[str, Any]:
    """The layout of a date axis over days, inclusive, with as many ticks of years as the width bears."""
    first, last = days
    return {
        "type": "date",
        "range": [first.isoformat(), (last + dt.timedelta(days=1)).isoformat()],
        "nticks": max(2, int(margins(width).plot(width) // _TICK)),
        "tickformatstops": [{"dtickrange": steps, "value": words(f"charts.ticks.{name}")} for steps, name in _TICKS],
        "showgrid": True,
        "fixedrange": False,
    }


def tells_months(days: tuple[dt.date, dt.date], width: float) -> bool:
    """Whether ticks are so close that they tell months, and the year on a second line.

    Plotly takes a step of half a year or less where each tick has no more days than that.
    """
    ticks = max(2, int(margins(width).plot(width) // _TICK))
    return ((days[1] - days[0]).days + 1) / ticks <= _HALF


def moment(day: float) -> str:
    """A day counted as a proleptic ordinal, with its fraction, as Plotly reads it."""
    whole = int(day // 1)
    return (dt.datetime.fromordinal(whole) + dt.timedelta(days=day - whole)).isoformat(timespec="seconds")


def midyear(year: int) -> str:
    """The middle of a year, where its value stands on a date axis."""
    return f"{year}-07-02"


def apart(places: Sequence[float], least: float) -> list[int]:
    """Which of some places stay, so that no two are closer than ``least``; the earlier in the list have the choice."""
    taken: list[float] = []
    kept = []
    for at, place in enumerate(places):
        spot = bisect(taken, place)
        if all(abs(place - near) >= least for near in taken[max(0, spot - 1) : spot + 1]):
            taken.insert(spot, place)
            kept.append(at)
    return kept


def event_lines(
    events: pd.DataFrame | None, selected: str, look: Look, wanted: tuple[Any, Any] | None = None, width: float = 1000
) -> list[dict[str, Any]]:
    """Lines through a chart over time: dashed in the accent colour at the selected milestone, dotted at headlines.

    Of headlines so close that their lines would be read as stripes, those that more documents tell of have a line.

    Args:
        events: Rows of the table events, or None.
        selected: The event_id of the milestone that is open, or "".
        look: Colours.
        wanted: First and last day of the chart, as `span` takes them.
        width: Pixels of the chart.

    Returns:
        Shapes, the selected milestone's first, then in order of preference.
    """
    if events is None or events.empty:
        return []
    first, last = span(events, wanted)
    seen = (events["first"].dt.date <= last) & (events["last"].dt.date >= first)
    drawn = events[seen & ((events["importance"].astype(int) >= HEADLINE) | (events["event_id"] == selected))]
    drawn = drawn.assign(open=drawn["event_id"] == selected).sort_values(
        ["open", "source_count", "first", "event_id"], ascending=[False, False, True, True]
    )
    ends = zip(drawn["first"], drawn["last"], strict=True)
    middles = [(begin.toordinal() + end.toordinal() + 1) / 2 for begin, end in ends]
    day = margins(width).plot(width) / ((last - first).days + 1)
    names = drawn["event_id"].tolist()
    return [
        {
            "type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "layer": "above",
            "line": {"color": look.accent, "width": 1.5, "dash": "dash"}
            if names[one] == selected else {"color": look.axis, "width": 1, "dash": "dot"},
        }
        for one in apart([middle * day for middle in middles], _APART)
        for at in [moment(middles[one])]
    ]  # fmt: skip
