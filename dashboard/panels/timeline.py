"""The timeline of milestones, and the same as an upright list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, dcc, html

from dashboard import ids
from dashboard.charts import timeline
from dashboard.panels.cards import card, choice, graph_config
from dashboard.query import CHOICES
from dashboard.view import chart_width
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
        dcc.Graph(id=ids.TIMELINE, figure=figure(view), config=graph_config(view), responsive=False),
        className="chart timeline-chart",
        role="group",
        **{"aria-label": text("timeline.label")},
    )
    rows = html.Ol(milestones(view), id=ids.LIST, className="milestones", **{"aria-label": text("timeline.list_label")})
    return card(
        text("timeline.title"),
        text("timeline.subtitle"),
        [html.P(caption, id=ids.TIMELINE_SENTENCE, className="sentence"), chart, rows],
        tools=[lanes, as_list],
        id_="timeline-card",
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
    """The chart at the width that its card has."""
    return timeline.build(view.events, view.look, view.words, **_options(view))


def said(view: View) -> str:
    """What the chart shows, as a sentence."""
    return timeline.caption(view.events, timeline.Options(**_options(view)), view.words)["sentence"]


def milestones(view: View) -> list[html.Li]:
    """The milestones as a list in the order of time, each a button that opens it."""
    text, events = view.words, view.events
    rows = [_row(view, row) for row in events.head(LONGEST_LIST).itertuples()]
    if not rows:
        return [html.Li(text("timeline.none"), className="empty")]
    more = len(events) - len(rows)
    return [*rows, html.Li(text.count("timeline.more", more), className="empty")] if more else rows


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


def _options(view: View) -> dict[str, Any]:
    first, last = view.years
    return {
        "lanes": view.filters.lanes,
        "range": (f"{first}-01-01", f"{last}-12-31"),
        "width": chart_width(view),
        "selected": view.filters.event,
    }
