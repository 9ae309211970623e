"""What stands on paper and not on the screen: the filters in force, the sources, how to cite the view, its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import Input, Output, html

from dashboard import citing, drawing, edition, export, ids
from dashboard.view import view as view_of

if TYPE_CHECKING:
    from dash import Dash

    from dashboard.shelf import Shelf
    from dashboard.view import View


def head(view: View) -> html.P:
    """The filters, which on the screen the controls show."""
    return html.P(export.described(view), id=ids.PRINTED_FILTERS, className="printed")


def foot() -> html.Div:
    """Sources and citation, filled in when the charts stand; the browser writes the address when it prints."""
    return html.Div([html.Div(id=ids.PRINTED_SOURCES), html.P(id=ids.PRINTED_LINK)], className="printed note")


def register(app: Dash, shelf: Shelf) -> None:
    """Follow the view; after the charts, for nothing of it is on the screen."""

    def update(address: str) -> tuple[str, list[html.P]]:
        view = view_of(shelf.store, address)
        return export.described(view), sources(view)

    app.callback(
        Output(ids.PRINTED_FILTERS, "children"),
        Output(ids.PRINTED_SOURCES, "children"),
        Input(ids.TABLES_VIEW, "data"),
        prevent_initial_call=True,
    )(update)


def sources(view: View) -> list[html.P]:
    """The sources of each chart of the page, the citation and the terms."""
    text = view.words
    shown = [chart for chart in drawing.charts(view) if chart != ids.COVERAGE]
    credits_ = {chart: export.credited(view, chart) for chart in shown}
    lines = [
        text("format.bullet").join((text(f"export.charts.{chart}"), said)) for chart, said in credits_.items() if said
    ]
    return [html.P(line) for line in (*lines, citing.apa(view, ""), edition.about(view.store)["licence"])]
