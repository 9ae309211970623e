"""What stands on paper and not on the screen: the filters in force, the sources, how to cite the view, its address."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dash import html
from plotly.io.json import to_json_plotly

from dashboard import citing, drawing, edition, export, ids

if TYPE_CHECKING:
    from dashboard.view import View

#: The pixels that a chart on paper is drawn for. Fitted to the 183 mm that a sheet of A4 leaves upright, letters of 12
#: pixels are 7.6 points; across they are 11.
WIDTH = 820


def paper(view: View) -> bytes:
    """What a view is on paper, as JSON: ``charts`` by their id as Plotly's, ``filters`` and ``sources`` in words.

    The charts are of one width, and light. One that was drawn for a wide window would have tiny letters on a sheet, one
    of a phone hardly any titles.
    """
    light = replace(view, canvas=WIDTH, filters=replace(view.filters, theme="light"))
    drawn = {chart: drawing.figure(light, chart) for chart in drawing.charts(view)}
    sized = {chart: {"data": one["data"], "layout": one["layout"] | {"width": WIDTH}} for chart, one in drawn.items()}
    said = {"charts": sized, "filters": export.described(view), "sources": sources(view)}
    return str(to_json_plotly(said)).encode()


def head() -> html.Div:
    """The filters, which on the screen the controls show; the browser writes them when it prints."""
    return html.Div(id=ids.PRINTED_FILTERS, className="printed")


def foot() -> html.Div:
    """Sources, citation and address, written likewise."""
    return html.Div([html.Div(id=ids.PRINTED_SOURCES), html.Div(id=ids.PRINTED_LINK)], className="printed note")


def sources(view: View) -> list[str]:
    """The sources of each chart of the page, the citation and the terms."""
    text = view.words
    shown = [chart for chart in drawing.charts(view) if chart != ids.COVERAGE]
    credits_ = {chart: export.credited(view, chart) for chart in shown}
    lines = [
        text("format.bullet").join((text(f"export.charts.{chart}"), said)) for chart, said in credits_.items() if said
    ]
    return [*lines, citing.apa(view, ""), edition.about(view.store)["licence"]]
