"""The first page: filters, timeline, trade, the detail of a milestone, and the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import dcc, html

from dashboard import ids
from dashboard.pages.starts import welcome
from dashboard.panels import answers, countries, detail, export, filters, investment, printed, tables, timeline, trade

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
            dcc.Store(id=ids.MARKS),
        ],
        id="main",
    )


def register(app: Dash, shelf: Shelf) -> None:
    """The answers of every part."""
    answers.register(app, shelf, (filters, timeline, trade, investment, countries, detail))
    filters.register(app, shelf)
    timeline.register(app)
    trade.register(app)
    countries.register(app)
    tables.register(app, shelf)
    export.register(app, shelf)
