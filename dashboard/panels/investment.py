"""Investment into ASEAN by origin, under the trend and on its axis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import dcc, html

from dashboard import drawing, ids
from dashboard.panels.cards import card, graph_config

if TYPE_CHECKING:
    from dashboard.view import View


def layout(view: View) -> html.Section:
    """The card: title and basis, chart, note and words; hidden over tables without such values."""
    text, caption = view.words, drawing.said(view, ids.INVESTMENT)
    chart = html.Div(
        dcc.Graph(
            id=ids.INVESTMENT, figure=drawing.figure(view, ids.INVESTMENT), config=graph_config(view), responsive=False
        ),
        className="chart",
        role="group",
        **{"aria-label": text("investment.label")},
    )
    words = html.Details(
        [
            html.Summary(text("timeline.as_words")),
            html.P(caption["sentence"], id=ids.INVESTMENT_SENTENCE, className="sentence"),
        ]
    )
    subtitle = html.Span(caption["subtitle"], id=ids.INVESTMENT_SUBTITLE)
    found = bool((view.store.trade["indicator"] == "investment_flow").any())
    return card(
        caption["title"],
        subtitle,
        [chart, html.P(caption["note"], className="note"), words],
        id_="investment-card",
        hidden=not found,
    )


#: What a changed view changes.
SHOWN = ((ids.INVESTMENT, "figure"), (ids.INVESTMENT_SUBTITLE, "children"), (ids.INVESTMENT_SENTENCE, "children"))


def shown(view: View) -> tuple[Any, ...]:
    """The chart and its words."""
    said = drawing.said(view, ids.INVESTMENT)
    return drawing.figure(view, ids.INVESTMENT), said["subtitle"], said["sentence"]
