"""Trade by country in a year, or between two; a click on a country filters everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, dcc, html

from dashboard import drawing, ids
from dashboard.charts import trade_by_country, trade_map, trade_series, trade_words
from dashboard.panels.cards import card, choice, graph_config
from dashboard.panels.trade import amounts, ids_of
from dashboard.query import CHOICES

if TYPE_CHECKING:
    import pandas as pd
    from dash import Dash

    from dashboard.view import View


def layout(view: View) -> html.Section:
    """The card: title, years, chart, words and table."""
    text, caption = view.words, drawing.said(view, ids.BY_COUNTRY)
    places = {name: text(f"country.places.{name}") for name in CHOICES["places"]}
    years = [
        choice(ids.PLACES, text("country.drawn"), places, view.filters.places),
        _years(view, ids.YEAR, "country.year", text("country.latest")),
        _years(view, ids.AGAINST, "country.against", text("country.alone")),
        _play(view),
    ]
    chart = html.Div(
        dcc.Graph(
            id=ids.BY_COUNTRY, figure=drawing.figure(view, ids.BY_COUNTRY), config=graph_config(view), responsive=False
        ),
        className="chart",
        role="group",
        **{"aria-label": text("country.label")},
    )
    words = html.Details(
        [
            html.Summary(text("trade.as_words")),
            html.P(caption["sentence"], id=ids.BY_COUNTRY_SENTENCE, className="sentence"),
            html.Div(id=ids.BY_COUNTRY_TABLE),
            dcc.Store(id=ids.BY_COUNTRY_ROWS),
        ]
    )
    title = html.Span(caption["title"], id=ids.BY_COUNTRY_TITLE)
    subtitle = html.Span(caption["subtitle"], id=ids.BY_COUNTRY_SUBTITLE)
    note = html.P(caption["note"], id=ids.BY_COUNTRY_NOTE, className="note")
    kept = dcc.Store(id=ids.BY_COUNTRY_FRAMES)
    hint = html.P(text("country.hint"), className="note on-screen")
    return card(
        title, subtitle, [html.Div(years, className="settings"), chart, kept, hint, note, words], id_="country-card"
    )


#: What a changed view changes.
SHOWN = (
    (ids.BY_COUNTRY, "figure"),
    (ids.BY_COUNTRY_TITLE, "children"),
    (ids.BY_COUNTRY_SUBTITLE, "children"),
    (ids.BY_COUNTRY_NOTE, "children"),
    (ids.BY_COUNTRY_SENTENCE, "children"),
)


def shown(view: View) -> tuple[Any, ...]:
    """The chart and its words."""
    return drawing.shown(view, ids.BY_COUNTRY)


def register(app: Dash) -> None:
    """What is answered in the browser: a click on a country changes the filter."""
    app.clientside_callback(
        ClientsideFunction("atlas", "table"),
        Output(ids.BY_COUNTRY_TABLE, "data-rows"),
        Input(ids.BY_COUNTRY_ROWS, "data"),
        State(ids.BY_COUNTRY_TABLE, "id"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "playable"),
        Output(ids.PLAY, "hidden"),
        Input(ids.BY_COUNTRY_FRAMES, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "pick"),
        Output(ids.FILTER_COUNTRIES, "value", allow_duplicate=True),
        Input(ids.BY_COUNTRY, "clickData"),
        State(ids.FILTER_COUNTRIES, "value"),
        prevent_initial_call=True,
    )


def frames(view: View) -> dict[str, Any]:
    """What the chart shows of each year, for the browser to play through.

    Returns:
        ``years``; ``map``, whether it is one; for each year in ``frames`` of a map its members as
        `trade_map.film` gives them, else the codes, most traded first, each with its value in units and in words;
        ``high``, the greatest value in units of the axis; ``names`` and ``colours`` by code. No years where the
        chart compares two, or shows a balance.
    """
    text, filters, recipe = view.words, view.filters, drawing.recipe(view, ids.BY_COUNTRY)
    if filters.places == "map":
        film = trade_map.film(recipe.frame, view.look, text, trade_map.Options(**recipe.options))
        return {"map": True, "years": list(film), "frames": list(film.values())}
    basis = drawing.basis(view, ids.BY_COUNTRY)
    values = trade_series.yearly(recipe.frame, basis)
    if filters.places != "bars" or filters.against or filters.flow == "balance":
        values = values[:0]
    size = trade_words.unit_size(text)
    found = {
        int(str(year)): [[code, value / size, text.number(value / size, 1)] for code, value in _ranked(rows)]
        for year, rows in values.groupby("year")
    }
    return {
        "map": False,
        "years": list(found),
        "frames": list(found.values()),
        "high": float(values["value_usd"].max()) / size if found else 0,
        "names": {code: text.name("countries", code) for code in basis.countries},
        "colours": {code: view.look.country(code) for code in basis.countries},
    }


def _ranked(rows: pd.DataFrame) -> list[tuple[str, float]]:
    pairs = zip(rows["country"].astype(str), rows["value_usd"].astype(float), strict=True)
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def rows(view: View) -> dict[str, Any]:
    """The values of the year as a table, most traded first, for the browser to write."""
    text, options = view.words, drawing.recipe(view, ids.BY_COUNTRY).options
    values = trade_series.yearly(drawing.observations(view), drawing.basis(view, ids.BY_COUNTRY))
    if values.empty:
        return {"caption": text("trade.none"), "head": [], "rows": []}
    drawn = trade_by_country.years(values, trade_by_country.Options(**options))
    years = sorted(year for year in drawn if year)
    wide = values[values["year"].isin(years)].pivot_table(index="country", columns="year", values="value_usd")
    codes = wide[years[-1]].sort_values(ascending=False).index
    body = [[text.name("countries", str(code)), *amounts(text, wide.loc[code, years].tolist())] for code in codes]
    named = ids_of(view, ids.BY_COUNTRY)
    behind = [["", *(named.get((year, str(code)), "") for year in years)] for code in codes]
    head = [text("country.country"), *map(str, years)]
    return {"caption": text("country.label"), "head": head, "rows": body, "ids": behind}


def _play(view: View) -> html.Button:
    """A button that plays through the years; it waits until they have come."""
    text = view.words
    return html.Button(
        f"▶ {text('country.play')}",
        id=ids.PLAY,
        className="play",
        hidden=True,
        **{"data-play": f"▶ {text('country.play')}", "data-stop": f"■ {text('country.stop')}", "aria-pressed": "false"},
    )


def _years(view: View, id_: str, label: str, empty: str) -> dmc.Select:
    trade = view.store.trade
    known = trade[(trade["indicator"] == "goods_trade") & (trade["kind"] == "level")]["first_year"]
    value = view.filters.year if id_ == ids.YEAR else view.filters.against
    return dmc.Select(
        id=id_,
        label=view.words(label),
        data=[
            {"value": "", "label": empty},
            *({"value": str(y), "label": str(y)} for y in sorted(set(known), reverse=True)),
        ],
        value=str(value or ""),
        size="xs",
        w=140,
        allowDeselect=False,
        checkIconPosition="right",
    )
