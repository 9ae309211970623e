"""The timeline of milestones, and the same as an upright list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, dcc, html

from dashboard import ids
from dashboard.charts import timeline
from dashboard.panels.cards import card, choice, graph_config
from dashboard.query import CHOICES
from dashboard.view import PHONE, chart_width
from dashboard.view import view as view_of

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from dash import Dash

    from dashboard.data import Store
    from dashboard.view import View

#: How many milestones the upright list shows before it asks for narrower filters.
LONGEST_LIST = 200


def layout(view: View) -> html.Section:
    """The card: what is shown, the choice of lanes, chart, list."""
    text, caption = view.words, said(view)
    lanes = choice(
        ids.LANES,
        text("timeline.lanes"),
        {name: text(f"timeline.by_{name}") for name in CHOICES["lanes"]},
        view.filters.lanes,
    )
    as_list = dmc.Switch(id="timeline-as-list", label=text("timeline.as_list"), size="sm", className="as-list")
    chart = html.Div(
        [
            dcc.Graph(
                id=ids.TIMELINE, figure=figure(view), config=graph_config(view), responsive=False, clear_on_unhover=True
            ),
            html.P(id=ids.TIMELINE_CURSOR, className="cursor", role="status"),
        ],
        className="chart timeline-chart",
        id="timeline-chart",
        role="group",
        tabIndex=0,
        **{"aria-label": text("timeline.label")},
    )
    rows = html.Ol(milestones(view), id=ids.LIST, className="milestones", **{"aria-label": text("timeline.list_label")})
    words = html.Details(
        [html.Summary(text("timeline.as_words")), html.P(caption, id=ids.TIMELINE_SENTENCE, className="sentence")]
    )
    return card(
        text("timeline.title"),
        text("timeline.subtitle"),
        [chart, rows, words],
        tools=[lanes, _zoom(view), as_list],
        id_="timeline-card",
        **{"data-years": json.dumps(view.store.years)},
    )


def register(app: Dash, store: Store) -> None:
    """Draw again when the view or the width changes; zooming and clicking are answered in the browser."""

    @app.callback(
        Output(ids.TIMELINE, "figure"),
        Output(ids.LIST, "children"),
        Output(ids.TIMELINE_SENTENCE, "children"),
        Input(ids.VIEW, "data"),
        Input(ids.VIEWPORT, "data"),
        prevent_initial_call=True,
    )
    def update(address: str, width: int) -> tuple[Any, ...]:
        view = view_of(store, address, width)
        return figure(view), milestones(view), said(view)

    app.clientside_callback(
        ClientsideFunction("atlas", "select"),
        Output(ids.EVENT, "data", allow_duplicate=True),
        Output(ids.FILTER_YEARS, "value", allow_duplicate=True),
        Input(ids.TIMELINE, "clickData"),
        State(ids.FILTER_YEARS, "value"),
        prevent_initial_call=True,
    )


def figure(view: View) -> go.Figure:
    """The chart at the width that its card has; each mark knows the middle of its time, for the line through the trend."""
    drawn = timeline.build(view.events, view.look, view.words, **options(view))
    ends = zip(view.events["first"], view.events["last"], strict=True)
    middles = dict(zip(view.events["event_id"], (first + (last - first) / 2 for first, last in ends), strict=True))
    for trace in drawn.select_traces(selector={"name": "hits"}):
        trace.ids = [middles[event].isoformat() for event in trace.customdata]
    return zoomable(view, drawn)


def zoomable(view: View, drawn: go.Figure) -> go.Figure:
    """The figure with a drag that narrows the years, where there is a pointer to drag with; a finger scrolls the page."""
    drawn.update_layout(dragmode="zoom" if view.width >= PHONE else False, uirevision=f"{view.address} {view.width}")
    return drawn


def said(view: View) -> str:
    """What the chart shows, as a sentence."""
    return timeline.caption(view.events, timeline.Options(**options(view)), view.words)["sentence"]


def milestones(view: View) -> list[html.Li]:
    """The milestones as a list in the order of time, each a button that opens it."""
    text, events = view.words, view.events
    rows = [_row(view, row) for row in events.head(LONGEST_LIST).itertuples()]
    if not rows:
        return [html.Li(text("timeline.none"), className="empty")]
    more = len(events) - len(rows)
    return [*rows, html.Li(text.count("timeline.more", more), className="empty")] if more else rows


def _zoom(view: View) -> html.Div:
    """Buttons for what wheel and drag do."""
    signs = {"in": "+", "out": "−", "earlier": "‹", "later": "›"}
    buttons = [
        html.Button(
            sign,
            id=f"timeline-{name}",
            className="zoom",
            **{"data-zoom": name, "aria-label": view.words(f"timeline.{name}")},
        )
        for name, sign in signs.items()
    ]
    return html.Div(buttons, className="zooms", role="group", **{"aria-label": view.words("timeline.zoom")})


def _row(view: View, row: Any) -> html.Li:  # noqa: ANN401
    text = view.words
    chosen = {"aria-current": "true"} if row.event_id == view.filters.event else {}
    doubt = [html.Span(text.name("statuses", row.status), className="doubt")] if row.status != "clear" else []
    button = html.Button(
        [
            html.Span(text.date(row.date), className="when"),
            html.Span(row.title, className="headline" if row.importance == 3 else "title"),
            html.Span(
                text.name("domains", row.domain), className="domain", style={"color": view.look.domain(row.domain)}
            ),
            *doubt,
        ],
        className="milestone",
        **{"data-event": row.event_id},
        **chosen,
    )
    return html.Li(button, style={"borderColor": view.look.domain(row.domain)})


def options(view: View) -> dict[str, Any]:
    """The chart's options in a view."""
    first, last = view.years
    return {
        "lanes": view.filters.lanes,
        "range": (f"{first}-01-01", f"{last}-12-31"),
        "width": chart_width(view),
        "selected": view.filters.event,
    }
