"""Trade before and after a milestone, indexed to its year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.around import Around
    from dashboard.text import Words
    from dashboard.theme import Look


def build(found: Around, look: Look, words: Words, *, width: int) -> go.Figure:
    """Draw an index by year, its comparison group in grey, and the milestone's year as a dashed line.

    Args:
        found: The index by year and that of the comparison group, which may be empty.
        look: Colours and fonts.
        words: The words of a language.
        width: In pixels.
    """
    figure = go.Figure(layout=_layout(look, found.year, width))
    if len(found.others):
        figure.add_trace(_line(found.others, words("around.others"), look.muted, words))
    figure.add_trace(_line(found.index, words("around.concerned"), look.accent, words))
    return figure


def _line(values: pd.Series[float], name: str, colour: str, words: Words) -> go.Scatter:
    return go.Scatter(
        x=[int(year) for year in values.index],
        y=[round(float(value), 2) for value in values],
        name=name,
        mode="lines+markers",
        line={"color": colour, "width": 2},
        marker={"size": 6},
        hovertext=[f"{year}: {words.number(float(value))}" for year, value in values.items()],
        hoverinfo="text+name",
    )


def _layout(look: Look, year: int, width: int) -> dict[str, Any]:
    return {
        "template": look.template,
        "width": width,
        "height": 190,
        "margin": {"l": 36, "r": 12, "t": 8, "b": 26},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "x unified",
        "xaxis": {"fixedrange": True, "dtick": 5, "tick0": year, "tickformat": "d"},
        "yaxis": {"fixedrange": True, "rangemode": "tozero", "nticks": 5},
        "shapes": [
            {"type": "line", "x0": year, "x1": year, "yref": "paper", "y0": 0, "y1": 1,
             "line": {"color": look.accent, "width": 1.5, "dash": "dash"}},
        ],
    }  # fmt: skip
