"""Sources and quality: what was read, what each document gave, what disagrees, what was corrected, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import dcc, html

from dashboard import ids
from dashboard.charts import trade_coverage
from dashboard.data import records
from dashboard.panels import doubts, measured
from dashboard.panels.cards import card, graph_config
from dashboard.panels.places import link
from dashboard.view import page_width

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.view import View


def layout(view: View) -> html.Main:
    """The page below the header."""
    return html.Main(
        html.Div(
            [
                _method(view),
                measured.layout(view),
                _documents(view),
                _statistics(view),
                _coverage(view),
                doubts.disputes(view),
                doubts.corrections(view),
                doubts.refusals(view),
            ],
            className="page",
        ),
        id="main",
    )


def contributions(view: View) -> pd.DataFrame:
    """The sources with how many milestones, values and places each gave, those that gave most first.

    Returns:
        The columns of the table sources with ``milestones``, ``observations`` and ``places``.
    """
    store = view.store
    places = store.citations.assign(milestone=store.citations["record_id"].isin(store.events["event_id"]))
    distinct = places.drop_duplicates(["record_id", "source_id"]).groupby("source_id")["milestone"]
    counted = distinct.agg(milestones="sum", rows="size").astype("int64")
    counted["observations"] = counted["rows"] - counted["milestones"]
    counted["places"] = places.groupby("source_id").size()
    joined = store.sources.merge(counted, how="left", left_on="source_id", right_index=True)
    filled = joined.fillna({"milestones": 0, "observations": 0, "places": 0})
    return filled.sort_values(["milestones", "observations", "source_id"], ascending=[False, False, True])


def _method(view: View) -> html.Section:
    text = view.words
    steps = [html.Li(step) for step in text.table("quality.method").values()]
    return card(text("quality.title"), text("quality.subtitle"), [html.Ol(steps, className="prose")], id_="method")


def _documents(view: View) -> html.Section:
    rows = contributions(view)
    return _sources(view, rows[rows["kind"] != "statistics"], "documents")


def _statistics(view: View) -> html.Section:
    rows = contributions(view)
    return _sources(view, rows[rows["kind"] == "statistics"], "statistics")


def _sources(view: View, rows: pd.DataFrame, name: str) -> html.Section:
    text = view.words
    items = [_source(view, row) for row in records(rows)] or [html.Li(text("quality.nothing"))]
    body = [html.Ul(items, className="sources")]
    return card(text(f"quality.{name}"), text(f"quality.{name}_note"), body, id_=f"quality-{name}")


def _source(view: View, row: Any) -> html.Li:  # noqa: ANN401
    text = view.words
    title, address = row.title or row.source_id, link(row.locator)
    named = html.A(title, href=address, target="_blank", rel="noopener noreferrer") if address else html.Strong(title)
    published = text.date(row.published) if row.published else ""
    file = row.path if row.kind == "statistics" else ""
    about = [
        part for part in (file, row.authors.replace(";", ", "), row.publisher, published, row.kind, row.licence) if part
    ]
    gave = [
        text.count(f"quality.gave.{what}", int(getattr(row, what)))
        for what in ("milestones", "observations", "places")
        if getattr(row, what)
    ]
    bullet = text("format.bullet")
    return html.Li([named, html.Div(bullet.join(about), className="note"), html.Div(bullet.join(gave))])


def _coverage(view: View) -> html.Section:
    text = view.words
    width = page_width(view)
    parts: list[Any] = []
    for reporter, id_ in (("china", ids.COVERAGE), ("members", ids.COVERAGE_MEMBERS)):
        options = trade_coverage.Options(reporter=reporter, width=width)
        caption = trade_coverage.caption(view.store.trade, options, text)
        drawn = trade_coverage.drawn(view.store.trade, view.look, text, options)
        graph = dcc.Graph(id=id_, figure=drawn, config=graph_config(view), responsive=False)
        parts += [
            html.P(caption["subtitle"], className="subtitle"),
            html.Div(graph, className="chart", role="group", **{"aria-label": caption["subtitle"]}),
            html.Details([html.Summary(text("timeline.as_words")), html.P(caption["sentence"])]),
        ]
    note = html.P(caption["note"], className="note")
    return card(caption["title"], text("quality.coverage_note"), [*parts, note], id_="coverage")
