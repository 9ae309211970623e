"""Figures as Plotly's JSON: plain tables and lists, which the page sends as they are.

Plotly's own objects check each value that is set, which costs several times what working the values out does. They
are made where a figure leaves the page (`figure`), and so are checked by every test that builds one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

import plotly.graph_objects as go

if TYPE_CHECKING:
    from dashboard.theme import Look

#: A trace, and what stands on a chart: an annotation or a shape.
Trace = dict[str, Any]
Note = dict[str, Any]


class Plain(TypedDict):
    """A figure: its traces, and its layout, which always has ``width``, ``height`` and a whole ``margin``."""

    data: list[Trace]
    layout: dict[str, Any]


def figure(made: Plain) -> go.Figure:
    """The figure as Plotly's own object, every value checked.

    Raises:
        ValueError: A trace or the layout has what Plotly does not know.
    """
    return go.Figure(data=made["data"], layout=made["layout"])


def inner(made: Plain) -> float:
    """The pixels from the top to the bottom of the plot itself."""
    margin = made["layout"]["margin"]
    return float(made["layout"]["height"] - margin["t"] - margin["b"])


def annotate(made: Plain, *notes: Note) -> None:
    """Put more annotations on a figure, over those that it has."""
    layout = made["layout"]
    layout["annotations"] = [*layout.get("annotations", ()), *notes]


def nothing(text: str, look: Look) -> Note:
    """What stands in the middle of a chart that has nothing to draw."""
    return {
        "text": text, "showarrow": False, "x": 0.5, "y": 0.5,
        "xref": "paper", "yref": "paper", "font": {"size": 14, "color": look.muted},
    }  # fmt: skip
