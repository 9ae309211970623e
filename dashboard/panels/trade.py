"""Trade over time: the chart on the timeline's axis, what can be switched, the same in words and as a table."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any

from dash import ClientsideFunction, Input, Output, State, dcc, html

from dashboard import drawing, ids
from dashboard.charts import trade_series
from dashboard.panels.cards import card, choice, graph_config
from dashboard.query import CHOICES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash import Dash

    from dashboard.text import Words
    from dashboard.view import View

_SETTINGS = {
    "flow": ids.FLOW,
    "measure": ids.MEASURE,
    "reporter": ids.REPORTER,
    "style": ids.STYLE,
    "scale": ids.SCALE,
    "axes": ids.AXES,
}


def layout(view: View) -> html.Section:
    """The card: title and basis, settings, chart with the line that follows the timeline, words and table."""
    text, caption = view.words, drawing.said(view, ids.TREND)
    tools = [_setting(view, name, id_) for name, id_ in _SETTINGS.items()]
    chart = html.Div(
        [
            dcc.Graph(
                id=ids.TREND, figure=drawing.figure(view, ids.TREND), config=graph_config(view), responsive=False
            ),
            html.Div(id=ids.TREND_HOVER, className="hover-line"),
        ],
        className="chart",
        role="group",
        **{"aria-label": text("trade.label")},
    )
    words = html.Details(
        [
            html.Summary(text("trade.as_words")),
            html.P(caption["sentence"], id=ids.TREND_SENTENCE, className="sentence"),
            html.Div(
                id=ids.TREND_TABLE, className="scroll", tabIndex=0, role="group", **{"aria-label": text("trade.table")}
            ),
            dcc.Store(id=ids.TREND_ROWS),
        ]
    )
    note = html.P(caption["note"], id=ids.TREND_NOTE, className="note")
    title, subtitle = (
        html.Span(caption["title"], id=ids.TREND_TITLE),
        html.Span(caption["subtitle"], id=ids.TREND_SUBTITLE),
    )
    return card(title, subtitle, [chart, note, words], tools=tools, id_="trend-card")


#: What a changed view changes.
SHOWN = (
    (ids.TREND, "figure"),
    (ids.TREND_TITLE, "children"),
    (ids.TREND_SUBTITLE, "children"),
    (ids.TREND_NOTE, "children"),
    (ids.TREND_SENTENCE, "children"),
)


def shown(view: View) -> tuple[Any, ...]:
    """The chart and its words."""
    return drawing.shown(view, ids.TREND)


def register(app: Dash) -> None:
    """What is answered in the browser: clicks, brushing, the line of a hovered milestone."""
    app.clientside_callback(
        ClientsideFunction("atlas", "table"),
        Output(ids.TREND_TABLE, "data-rows"),
        Input(ids.TREND_ROWS, "data"),
        State(ids.TREND_TABLE, "id"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "clicked"),
        Output(ids.FILTER_COUNTRIES, "value", allow_duplicate=True),
        Output(ids.VALUE, "data", allow_duplicate=True),
        Input(ids.TREND, "clickData"),
        State(ids.FILTER_COUNTRIES, "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "hover"),
        Output(ids.TREND_HOVER, "style"),
        Input(ids.TIMELINE, "hoverData"),
        prevent_initial_call=True,
    )


def ids_of(view: View, chart: str) -> dict[tuple[int, str], str]:
    """The observation that stands behind each drawn value, by year and country; none where it is a sum of two."""
    chosen = drawing.basis(view, chart)
    mine, theirs = ("reporter", "partner") if chosen.reporter == "china" else ("partner", "reporter")
    flow = (
        chosen.flow
        if chosen.reporter == "china"
        else {"export": "import", "import": "export"}.get(chosen.flow, "total")
    )
    rows = drawing.observations(view)
    rows = rows[rows["preferred"] & (rows["indicator"] == chosen.indicator) & (rows["kind"] == "level")]
    rows = rows[(rows[mine] == "CHN") & (rows["flow"] == flow) & (rows["period"].str.len() == 4)]
    return dict(zip(zip(rows["first_year"], rows[theirs], strict=True), rows["observation_id"], strict=True))


def rows(view: View) -> dict[str, Any]:
    """The drawn values as a table, a row a year: ``caption``, ``head`` and ``rows`` of texts for the browser."""
    text, chosen = view.words, drawing.basis(view, ids.TREND)
    values = trade_series.yearly(drawing.observations(view), chosen)
    first, last = view.years
    values = values[values["year"].between(first, last)]
    if values.empty:
        return {"caption": text("trade.none"), "head": [], "rows": []}
    wide = values.pivot_table(index="year", columns="country", values="value_usd", aggfunc="first")
    codes = [code for code in chosen.countries if code in wide.columns]
    head = [text("trade.year"), *(text.name("countries", code) for code in codes)]
    body = [[str(year), *amounts(text, wide.loc[year, codes].tolist())] for year in wide.index]
    known = ids_of(view, ids.TREND)
    behind = [["", *(known.get((int(year), code), "") for code in codes)] for year in wide.index]
    return {"caption": text("trade.table"), "head": head, "rows": body, "ids": behind}


def amounts(text: Words, values: Sequence[float]) -> list[str]:
    """Values in words; a dash where there is none."""
    return ["–" if isnan(value) else text.money(value) for value in values]


def _setting(view: View, name: str, id_: str) -> html.Div:
    names = {value: view.words(f"trade.{name}.{value}") for value in CHOICES[name]}
    return choice(id_, view.words(f"trade.{name}.title"), names, getattr(view.filters, name))
