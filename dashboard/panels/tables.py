"""Both tables of a view, to sort and to read, and as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_ag_grid as dag
import pandas as pd
from dash import ClientsideFunction, Input, Output, State, dcc, html

from dashboard import ids
from dashboard.data import records
from dashboard.panels import countries, trade
from dashboard.panels.cards import card
from dashboard.view import view as view_of
from etl import schema

if TYPE_CHECKING:
    from dash import Dash

    from dashboard.shelf import Shelf
    from dashboard.view import View

#: How many rows a table on the page holds; the CSV holds all.
MOST_ROWS = 500

_EVENT_COLUMNS = {
    "date": 160, "title": 300, "domain": 160, "countries": 180, "kind": 130, "importance": 110, "status": 140,
    "sources": 95,
}  # fmt: skip
_TRADE_COLUMNS = {
    "date": 140, "indicator": 200, "reporter": 105, "partner": 115, "flow": 90, "value": 160, "unit": 70, "note": 260,
    "valuation": 110, "method": 105, "status": 120,
}  # fmt: skip
#: The columns of sentences, which take the room that the others leave.
_WIDEST = ("title", "note")


def layout(view: View) -> html.Div:
    """The cards of both tables; the rows come when someone is about to look at them."""
    return html.Div(
        [
            dcc.Store(id=ids.TABLES_VIEW),
            _card(view, "events", ids.EVENTS_TABLE),
            _card(view, "trade", ids.TRADE_TABLE),
        ],
        id=ids.TABLES,
        className="tables",
    )


def register(app: Dash, shelf: Shelf) -> None:
    """Fill the tables after the charts have been drawn, and again when a changed view is looked at."""
    app.clientside_callback(
        ClientsideFunction("atlas", "later"),
        Output(ids.TABLES_VIEW, "data"),
        Input(ids.VIEW, "data"),
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "csv"),
        *(Output({"csv": name}, "href") for name in ("events", "trade")),
        Input(ids.VIEW, "data"),
        *(State({"csv": name}, "href") for name in ("events", "trade")),
        prevent_initial_call=True,
    )

    def fill(address: str) -> tuple[Any, ...]:
        view = view_of(shelf.store, address)
        filled = table(view, "events"), table(view, "trade"), trade.rows(view), countries.rows(view)
        return *filled, countries.frames(view)

    app.callback(
        Output({"table": "events"}, "children"),
        Output({"table": "trade"}, "children"),
        Output(ids.TREND_ROWS, "data"),
        Output(ids.BY_COUNTRY_ROWS, "data"),
        Output(ids.BY_COUNTRY_FRAMES, "data"),
        Input(ids.TABLES_VIEW, "data"),
        prevent_initial_call=True,
    )(fill)


def table(view: View, name: str) -> list[Any]:
    """The rows of a table of a view as a grid, and what it leaves out in words."""
    text = view.words
    frame = view.events if name == "events" else view.trade
    rows = event_rows(view) if name == "events" else trade_rows(view)
    if not rows:
        return [html.P(text("tables.none"), className="note")]
    more = len(frame) - len(rows)
    note = [html.P(text.count("tables.more", more), className="note")] if more else []
    framed = html.Div(_grid(view, name, rows), className="grid-frame", **{"data-loading": text("tables.loading")})
    return [*note, framed]


def event_rows(view: View) -> list[dict[str, Any]]:
    """Milestones as rows of a grid: words to read, and beside them what sorts them."""
    text = view.words
    return [
        {
            "id": row.event_id,
            "date": row.first.date().isoformat(),
            "date_words": text.date(row.date),
            "title": row.title,
            "domain": text.name("domains", row.domain),
            "countries": text.names("countries", [code for code in row.countries.split(";") if code]),
            "kind": text.name("kinds", row.kind),
            "importance": row.importance,
            "importance_words": text.name("importance", str(row.importance)),
            "status": text.name("statuses", row.status),
            "sources": row.source_count,
        }
        for row in records(view.events.head(MOST_ROWS))
    ]


def trade_rows(view: View) -> list[dict[str, Any]]:
    """Observations as rows of a grid: values of trade in goods, then the other figures; see `shown`."""
    text, frame = view.words, shown(view.trade)
    return [
        {
            "id": row.observation_id,
            "date": row.first.date().isoformat(),
            "date_words": text.date(row.period),
            "indicator": text.name("indicators", row.indicator),
            "reporter": text.name("countries", row.reporter),
            "partner": text.name("countries", row.partner),
            "flow": text.name("flows", row.flow or "none"),
            "value": row.value,
            "value_words": text.money(row.value) if row.unit == "USD" else text.number(row.value, _decimals(row.value)),
            "unit": row.unit,
            "valuation": text.name("valuations", row.valuation),
            "method": text.name("methods", row.method),
            "status": text.name("statuses", row.status),
            "note": row.note,
        }
        for row in records(frame)
    ]


def shown(trade: pd.DataFrame) -> pd.DataFrame:
    """The observations that a table on the page has room for, in its order.

    Values of trade in goods come first, the latest before the earlier and of one time the greatest first; then what
    else is measured, in the order of the schema. Where there are too many of the former, the latter keep their room.
    """
    rank = trade["indicator"].map({name: place for place, name in enumerate(schema.INDICATORS)})
    ordered = trade.assign(rank=rank).sort_values(
        ["rank", "first", "preferred", "value", "observation_id"], ascending=[True, False, False, False, True]
    )
    goods = (ordered["indicator"] == "goods_trade") & (ordered["kind"] == "level")
    others = ordered[~goods].head(MOST_ROWS // 2)
    return pd.concat([ordered[goods].head(MOST_ROWS - len(others)), others])


def _decimals(value: float) -> int:
    return 0 if value == int(value) else 2


def _card(view: View, name: str, id_: str) -> html.Section:
    text = view.words
    link = html.A(
        text("tables.csv"), id={"csv": name}, href=address(view, name), className="csv", download=f"{name}.csv"
    )
    body = html.Div(html.P(text("tables.loading"), className="note"), id={"table": name})
    return card(text(f"tables.{name}"), text(f"tables.{name}_note"), [body], tools=[link], id_=f"{id_}-card")


def address(view: View, name: str) -> str:
    """Where the CSV of a table of a view is."""
    query = view.address
    return f"{view.base}data/{name}.csv?{query}{'&' if query else ''}about=1"


def _grid(view: View, name: str, rows: list[dict[str, Any]]) -> dag.AgGrid:
    columns = _EVENT_COLUMNS if name == "events" else _TRADE_COLUMNS
    return dag.AgGrid(
        id=ids.EVENTS_TABLE if name == "events" else ids.TRADE_TABLE,
        rowData=rows,
        columnDefs=[_column(view, column, width) for column, width in columns.items()],
        defaultColDef={"sortable": True, "resizable": True, "filter": False},
        getRowId="params.data.id",
        dashGridOptions={
            "animateRows": False,
            "suppressMovableColumns": True,
            "enableCellTextSelection": True,
            "rowHeight": 34,
            "headerHeight": 36,
            "domLayout": "autoHeight" if len(rows) <= 8 else "normal",
        },
        className="grid",
        style={"height": None if len(rows) <= 8 else "380px"},
    )


def _column(view: View, name: str, width: int) -> dict[str, Any]:
    """A column that sorts by its value and shows its words; widest where sentences stand."""
    column: dict[str, Any] = {"field": name, "headerName": view.words(f"tables.column.{name}"), "width": width}
    if name in _WIDEST:
        column |= {"flex": 1, "minWidth": width, "tooltipField": name}
    if name in {"date", "importance", "value"}:
        column["valueFormatter"] = {"function": f"params.data.{name}_words"}
    if name in {"value", "sources"}:
        column["type"] = "rightAligned"
    return column
