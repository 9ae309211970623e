"""The first page: filters, timeline, trade, the detail of a milestone, and the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard import ids
from dashboard.pages.starts import welcome
from dashboard.panels import countries, detail, export, filters, investment, printed, tables, timeline, trade

if TYPE_CHECKING:
    from dash import Dash

    from dashboard.shelf import Shelf
    from dashboard.view import View


def layout(view: View) -> html.Main:
    """Everything below the header."""
    return html.Main(
        [
            html.P(
                view.words("page.connection"),
                id=ids.CONNECTION,
                className="connection",
                role="alert",
                hidden=True,
                **{"data-health": f"{view.base}health"},
            ),
            welcome(view),
            filters.layout(view),
            printed.head(),
            html.Div(
                [
                    html.Div([timeline.layout(view), trade.layout(view), investment.layout(view)], className="wide"),
                    html.Div([detail.layout(view), countries.layout(view)], className="side"),
                ],
                className="columns",
            ),
            tables.layout(view),
            printed.foot(),
            export.layout(view),
        ],
        id="main",
    )


def register(app: Dash, shelf: Shelf) -> None:
    """The answers of every part."""
    filters.register(app, shelf)
    timeline.register(app, shelf)
    trade.register(app, shelf)
    investment.register(app, shelf)
    countries.register(app, shelf)
    detail.register(app, shelf)
    tables.register(app, shelf)
    export.register(app, shelf)
