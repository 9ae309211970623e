"""The detail of a trade value: what it is, who says so and where, and which other values differ from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from dashboard.data import records
from dashboard.panels import places, quoting
from dashboard.panels.cards import table
from dashboard.panels.doubts import SAME, measured

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.view import View


def content(view: View, close: html.Button) -> list[Any]:
    """What the panel shows of the value that the view names; nothing where the tables do not have it."""
    text, store = view.words, view.store
    rows = store.trade[store.trade["observation_id"] == view.filters.value]
    if rows.empty:
        return []
    row = records(rows)[0]
    stated = store.citations[store.citations["record_id"] == row.observation_id]
    title = f"{measured(view, row)}{text('format.bullet')}{text.date(row.period)}"
    return [
        html.Div([html.H2(title), close], className="card-head"),
        html.P(amount(view, row), className="figure"),
        html.P(_about(view, row), className="about"),
        *([html.P(row.note, className="note")] if row.note else []),
        html.H3(
            text(
                "detail.stated",
                passages=text.count("detail.passages", len(stated)),
                documents=text.count("detail.documents", stated["source_id"].nunique()),
            )
        ),
        *places.listed(view, stated, row.period),
        *_others(view, row),
        places.history(view, str(row.observation_id)),
        quoting.layout(view, title, str(row.observation_id)),
    ]


def amount(view: View, row: Any) -> str:  # noqa: ANN401
    """A value with its unit in words."""
    text = view.words
    if row.unit == "USD":
        return text.money(row.value)
    number = text.number(row.value, 0 if row.value == int(row.value) else 2)
    return text("format.percent", number=number) if row.unit == "%" else f"{number} {row.unit}"


def _about(view: View, row: Any) -> str:  # noqa: ANN401
    text = view.words
    parts = [text.name("methods", row.method), text.name("statuses", row.status)]
    if row.valuation != "unstated":
        parts.insert(1, text.name("valuations", row.valuation))
    drawn = text("value.drawn" if row.preferred else "value.not_drawn")
    return text("format.bullet").join([*parts, drawn])


def others(trade: pd.DataFrame, row: Any) -> pd.DataFrame:  # noqa: ANN401
    """The other values of the same thing and unit, with ``percent``, how far each lies from the row's."""
    if not row.value:
        return trade[:0].assign(percent=0.0)
    same = (trade["observation_id"] != row.observation_id) & (trade["unit"] == row.unit)
    for column in SAME:
        same &= trade[column] == getattr(row, column)
    found: pd.DataFrame = trade[same]
    return found.assign(percent=(found["value"] / row.value - 1) * 100)


def _others(view: View, row: Any) -> list[Any]:  # noqa: ANN401
    text, found = view.words, others(view.store.trade, row)
    if found.empty:
        return []
    head = [text("value.other"), text("value.apart"), text("tables.column.note")]
    body = [
        [amount(view, one), f"{'+' if one.percent > 0 else ''}{text.percent(one.percent)}", one.note or "–"]
        for one in records(found)
    ]
    return [html.H3(text("value.others")), table(text("value.others_note"), head, body)]
