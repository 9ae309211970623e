"""Trade over time and by country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go
from dash import dcc, html

from dashboard import ids
from dashboard.panels.cards import card, graph_config

if TYPE_CHECKING:
    from dashboard.view import View


def trend(view: View) -> html.Section:
    """The card of trade over time."""
    return card("Trade", "", [dcc.Graph(id=ids.TREND, figure=go.Figure(), config=graph_config(view))], id_="trend-card")


def by_country(view: View) -> html.Section:
    """The card of trade by country."""
    return card(
        "By country",
        "",
        [dcc.Graph(id=ids.BY_COUNTRY, figure=go.Figure(), config=graph_config(view))],
        id_="country-card",
    )
