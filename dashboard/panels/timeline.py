"""The timeline of milestones, and the same as an upright list."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, dcc, html

from dashboard import drawing, ids, query
from dashboard.data import records
from dashboard.panels.cards import card, choice, graph_config
from dashboard.query import CHOICES

if TYPE_CHECKING:
    from dash import Dash

    from dashboard.text import Words
    from dashboard.view import View

#: How many milestones the upright list shows before it asks for narrower filters.
LONGEST_LIST = 200
#: Up to how many milestones the list shows all; of more, decades show their headlines until they are opened.
UNFOLDED = 25


def layout(view: View) -> html.Section:
    """The card: what is shown, the choice of lanes, chart, list."""
    text, caption = view.words, drawing.said(view, ids.TIMELINE)["sentence"]
    lanes = choice(
        ids.LANES,
        text("timeline.lanes"),
        {name: text(f"timeline.by_{name}") for name in CHOICES["lanes"]},
        view.filters.lanes,
    )
    as_list = dmc.Switch(id="timeline-as-list", label=text("timeline.as_list"), size="sm", className="as-list")
    whole = dmc.Switch(id="timeline-whole", label=text("timeline.whole"), size="sm", className="whole-lanes")
    chart = html.Div(
        [
            dcc.Graph(
                id=ids.TIMELINE,
                figure=drawing.figure(view, ids.TIMELINE),
                config=graph_config(view),
                responsive=False,
                clear_on_unhover=True,
            ),
            html.P(id=ids.TIMELINE_CURSOR, className="cursor", role="status"),
        ],
        className="chart timeline-chart",
        id="timeline-chart",
        role="group",
        tabIndex=0,
        **{"aria-label": text("timeline.label")},
    )
    rows = html.Ol(id=ids.LIST, className="milestones", **{"aria-label": text("timeline.list_label")})
    kept = dcc.Store(id=ids.LIST_ROWS, data=milestones(view))
    words = html.Details(
        [html.Summary(text("timeline.as_words")), html.P(caption, id=ids.TIMELINE_SENTENCE, className="sentence")]
    )
    return card(
        text("timeline.title"),
        html.Span([text("timeline.subtitle"), html.Span(earlier(view), id=ids.TIMELINE_BEFORE, className="earlier")]),
        [
            chart,
            _overview(view),
            rows,
            kept,
            words,
        ],
        tools=[lanes, _zoom(view), whole, as_list],
        id_="timeline-card",
        **{"data-years": json.dumps({"plain": view.store.opening, "allowed": view.store.years})},
    )


#: What a changed view changes.
SHOWN = (
    (ids.TIMELINE, "figure"),
    (ids.LIST_ROWS, "data"),
    (ids.TIMELINE_SENTENCE, "children"),
    (ids.TIMELINE_BEFORE, "children"),
    (ids.OVERVIEW_ROWS, "data"),
)


def shown(view: View) -> tuple[Any, ...]:
    """The chart, its list, its words, what lies before it, and the strip of all years."""
    said = drawing.said(view, ids.TIMELINE)["sentence"]
    return drawing.figure(view, ids.TIMELINE), milestones(view), said, earlier(view), overview(view)


def register(app: Dash) -> None:
    """What is answered in the browser: zooming, clicking, the list."""
    app.clientside_callback(
        ClientsideFunction("atlas", "reveal"),
        Output(ids.TIMELINE_CURSOR, "data-shown"),
        Input(ids.TIMELINE, "figure"),
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "overview"),
        Output(ids.OVERVIEW, "data-years"),
        Input(ids.OVERVIEW_ROWS, "data"),
        Input(ids.FILTER_YEARS, "value"),
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "list"),
        Output(ids.LIST, "data-rows"),
        Input(ids.LIST_ROWS, "data"),
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "select"),
        Output(ids.EVENT, "data", allow_duplicate=True),
        Output(ids.FILTER_YEARS, "value", allow_duplicate=True),
        Input(ids.TIMELINE, "clickData"),
        State(ids.FILTER_YEARS, "value"),
        prevent_initial_call=True,
    )


def milestones(view: View) -> dict[str, Any]:
    """The milestones in the order of time for the list that the browser writes, as plain text.

    Hundreds of rows as components would cost the browser seconds, so they travel as data.

    Returns:
        ``rows``, each of id, date, title, domain, the domain's colour, whether it is a headline, what is in doubt, and
        whether it is the one that is open, and its decade, by which the list is folded; ``decades``, how many each has,
        in words; ``hint``, what is said before them where decades are folded; ``end``, what is said after them.
    """
    text, events = view.words, view.events
    rows = [_row(view, row) for row in records(events.head(LONGEST_LIST))]
    more = len(events) - len(rows)
    end = text("timeline.none") if not rows else text.count("timeline.more", more) if more else ""
    decades = {
        name: text.count("filters.milestones", number) for name, number in Counter(r["decade"] for r in rows).items()
    }
    hint = text("timeline.folded") if len(rows) > UNFOLDED else ""
    return {"rows": rows, "decades": decades, "hint": hint, "end": end}


def overview(view: View) -> dict[str, Any]:
    """The milestones of every year, for the strip under the timeline: ``first`` year and ``counts`` from it on."""
    return {"first": view.store.years[0], "counts": query.yearly_counts(view.store, view.filters)}


def _overview(view: View) -> html.Div:
    """A strip of all years, on which a range is drawn, moved and stretched; keys have the fields and the slider."""
    strip = html.Div(
        id=ids.OVERVIEW, className="overview", role="img", **{"aria-label": view.words("timeline.overview")}
    )
    return html.Div([strip, dcc.Store(id=ids.OVERVIEW_ROWS, data=overview(view))])


def earlier(view: View) -> list[html.Button]:
    """How many milestones lie before the time axis, as a button that shows all years; none where none does."""
    text, rows = view.words, view.earlier
    if rows.empty:
        return []
    first, last = int(rows["first_year"].min()), int(rows["last_year"].max())
    when = text.date(str(first) if first == last else f"{first}/{last}")
    end = view.filters.last_year or view.store.years[1]
    said = text.count("timeline.earlier_ones", len(rows), when=when)
    return [html.Button(["‹ ", said], className="preset", **{"data-span": f"{view.store.years[0]}/{end}"})]


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


def _row(view: View, row: Any) -> dict[str, Any]:  # noqa: ANN401
    text = view.words
    return {
        "id": row.event_id,
        "when": text.date(row.date),
        "title": row.title,
        "domain": text.name("domains", row.domain),
        "colour": view.look.domain(row.domain),
        "headline": bool(row.importance == 3),
        "doubt": "" if row.status == "clear" else text.name("statuses", row.status),
        "decade": _decade(text, row.first_year),
        "open": row.event_id == view.filters.event,
    }


def _decade(text: Words, year: int) -> str:
    """The decade of a year as a heading."""
    name = text.date(f"{year // 10}X")
    return name[:1].upper() + name[1:]
