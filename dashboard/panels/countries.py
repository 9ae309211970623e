"""Trade by country in one year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
import plotly.graph_objects as go
from dash import ClientsideFunction, Input, Output, State, dcc, html

from dashboard import ids
from dashboard.charts import trade_series
from dashboard.panels.cards import card, graph_config, table
from dashboard.panels.trade import options as trend_options
from dashboard.view import side_width
from dashboard.view import view as view_of

if TYPE_CHECKING:
    from dash import Dash

    from dashboard.data import Store
    from dashboard.view import View


def layout(view: View) -> html.Section:
    return card("By country", "", [dcc.Graph(id=ids.BY_COUNTRY, figure=go.Figure(), config=graph_config(view)), dmc.Select(id=ids.YEAR, value="", data=[])], id_="country-card")


def register(app: Dash, store: Store) -> None:
    pass
