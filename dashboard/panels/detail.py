"""The detail of a milestone or of a trade value: its sources, how the row came about, trade around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import dcc, html

from dashboard import ids
from dashboard.around import Around, around
from dashboard.charts import around as chart
from dashboard.data import records
from dashboard.panels import places, quoting, value
from dashboard.panels.cards import graph_config, table
from dashboard.view import side_width

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.view import View


def layout(view: View) -> html.Section:
    """The panel; without a milestone it says how to choose one."""
    return html.Section(
        content(view), id=ids.DETAIL, className="card detail", tabIndex=-1, **{"aria-label": view.words("detail.title")}
    )


#: What a changed view changes.
SHOWN = ((ids.DETAIL, "children"),)


def shown(view: View) -> tuple[Any, ...]:
    """The milestone or value that the address names."""
    return (content(view),)


def content(view: View) -> list[Any]:
    """What the panel shows of a view."""
    text, store = view.words, view.store
    rows = store.events[store.events["event_id"] == view.filters.event]
    if rows.empty and view.filters.value:
        return value.content(view, _close(view))
    if rows.empty:
        return [html.H2(text("detail.title")), html.P(text("detail.none"), className="note")]
    row = records(rows)[0]
    stated = store.citations[store.citations["record_id"] == row.event_id]
    return [
        html.Div([html.H2(row.title), _close(view)], className="card-head"),
        _about(view, row),
        *_doubt(view, row, stated),
        html.H3(
            text(
                "detail.stated",
                passages=text.count("detail.passages", len(stated)),
                documents=text.count("detail.documents", stated["source_id"].nunique()),
            )
        ),
        *places.listed(view, stated, row.date),
        places.history(view, str(row.event_id)),
        quoting.layout(view, f"{row.title}, {text.date(row.date)}", str(row.event_id)),
        *_around(view, str(row.event_id)),
    ]


def _close(view: View) -> html.Button:
    return html.Button(
        "✕", className="close", **{"data-event": "", "data-value": "", "aria-label": view.words("detail.close")}
    )


def _about(view: View, row: Any) -> html.P:  # noqa: ANN401
    text = view.words
    domain = html.Span(text.name("domains", row.domain), style={"color": view.look.domain(row.domain)})
    countries = text.names("countries", [code for code in row.countries.split(";") if code])
    parts: list[Any] = [html.Strong(text.date(row.date)), domain, text.name("kinds", row.kind)]
    bullet = text("format.bullet")
    joined = [piece for part in [*parts, *([countries] if countries else [])] for piece in (bullet, part)][1:]
    return html.P(joined, className="about")


def _doubt(view: View, row: Any, stated: pd.DataFrame) -> list[Any]:  # noqa: ANN401
    """What is not clear about the row: its status, its note, and how many places differ."""
    text, found = view.words, []
    if row.status != "clear":
        found.append(
            html.P(
                [html.Strong(text.name("statuses", row.status)), f". {row.note}" if row.note else ""], className="doubt"
            )
        )
    elif row.note:
        found.append(html.P(row.note, className="note"))
    differing = int((stated["verdict"] == "differs").sum())
    if differing:
        found.append(html.P(text.count("detail.differing", differing), className="doubt"))
    return found


def _around(view: View, event_id: str) -> list[Any]:
    """Trade before and after, in a chart, in figures, and with what such a comparison does not say."""
    text, found = view.words, around(view.store, event_id)
    if found is None:
        return [html.H3(text("around.title")), html.P(text("around.none"), className="note")]
    drawn = chart.drawn(found, view.look, text, chart.Options(width=side_width(view)))
    return [
        html.H3([text("around.title"), " ", html.Span(text("around.unit", year=found.year), className="note")]),
        html.P(chart.basis(found, text), className="subtitle"),
        html.Div(
            dcc.Graph(id=ids.AROUND, figure=drawn, config=graph_config(view), style={"height": "190px"}),
            role="group",
            **{"aria-label": text("around.label", year=found.year)},
        ),
        html.Div([_growth(view, found, before=True), _growth(view, found, before=False)], className="figures"),
        html.P(text("around.caveat"), className="note"),
        html.Details(
            [
                html.Summary(text("around.table")),
                table(
                    text("around.unit", year=found.year),
                    [text("around.year"), text("around.value"), text("around.index")],
                    [
                        [str(year), text.money(amount), text.number(index)]
                        for year, amount, index in zip(
                            found.values_usd.index, found.values_usd.tolist(), found.index.tolist(), strict=True
                        )
                    ],
                ),
            ]
        ),
    ]


def _growth(view: View, found: Around, *, before: bool) -> html.Div:
    text = view.words
    rate = found.before if before else found.after
    first, last = (found.year - found.window, found.year) if before else (found.year, found.year + found.window)
    shown = "–" if rate is None else text.percent(rate)
    said = text("around.a_year" if rate is not None else "around.missing", first=first, last=last)
    return html.Div([html.Div(shown, className="figure"), html.Div(said, className="note")])
