"""The detail of a milestone: its date as each source prints it, how the row came about, trade around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dash import Input, Output, State, dcc, html

from dashboard import ids
from dashboard.around import Around, around
from dashboard.charts import around as chart
from dashboard.data import records
from dashboard.evidence import Excerpt, excerpt
from dashboard.panels.cards import graph_config, table
from dashboard.view import side_width
from dashboard.view import view as view_of

if TYPE_CHECKING:
    import pandas as pd
    from dash import Dash

    from dashboard.data import Store
    from dashboard.view import View

#: How many places of a milestone are shown at once; the others are counted.
MOST_PLACES = 12


def layout(view: View) -> html.Section:
    """The panel; without a milestone it says how to choose one."""
    return html.Section(
        content(view), id=ids.DETAIL, className="card detail", tabIndex=-1, **{"aria-label": view.words("detail.title")}
    )


def register(app: Dash, store: Store) -> None:
    """Show the milestone that the address names."""

    def update(address: str, width: int) -> list[Any]:
        return content(view_of(store, address, width))

    app.callback(
        Output(ids.DETAIL, "children"),
        Input(ids.VIEW, "data"),
        State(ids.VIEWPORT, "data"),
        prevent_initial_call=True,
    )(update)


def content(view: View) -> list[Any]:
    """What the panel shows of a view."""
    text, store = view.words, view.store
    rows = store.events[store.events["event_id"] == view.filters.event]
    if rows.empty:
        return [html.H2(text("detail.title")), html.P(text("detail.none"), className="note")]
    row = records(rows)[0]
    places = store.citations[store.citations["record_id"] == row.event_id]
    return [
        html.Div([html.H2(row.title), _close(view)], className="card-head"),
        _about(view, row),
        *_doubt(view, row, places),
        html.H3(
            text(
                "detail.stated",
                passages=text.count("detail.passages", len(places)),
                documents=text.count("detail.documents", places["source_id"].nunique()),
            )
        ),
        html.Ul([_place(view, place) for place in records(places.head(MOST_PLACES))], className="places", tabIndex=0),
        *_rest(view, len(places)),
        _history(view, str(row.event_id)),
        _citing(view, row),
        *_around(view, str(row.event_id)),
    ]


def _close(view: View) -> html.Button:
    return html.Button("✕", className="close", **{"data-event": "", "aria-label": view.words("detail.close")})


def _about(view: View, row: Any) -> html.P:  # noqa: ANN401
    text = view.words
    domain = html.Span(text.name("domains", row.domain), style={"color": view.look.domain(row.domain)})
    countries = text.names("countries", [code for code in row.countries.split(";") if code])
    parts: list[Any] = [html.Strong(text.date(row.date)), domain, text.name("kinds", row.kind)]
    bullet = text("format.bullet")
    joined = [piece for part in [*parts, *([countries] if countries else [])] for piece in (bullet, part)][1:]
    return html.P(joined, className="about")


def _doubt(view: View, row: Any, places: pd.DataFrame) -> list[Any]:  # noqa: ANN401
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
    differing = int((places["verdict"] == "differs").sum())
    if differing:
        found.append(html.P(text.count("detail.differing", differing), className="doubt"))
    return found


def _place(view: View, place: Any) -> html.Li:  # noqa: ANN401
    """One place: what it says of the date, in which document, where; the passage where the document is on disk."""
    text = view.words
    source = records(view.store.sources[view.store.sources["source_id"] == place.source_id])[0]
    says = (
        text("detail.says", words=place.date_text, date=text.date(place.date))
        if place.date_text
        else text.date(place.date)
    )
    where = text("detail.page_line" if place.page else "detail.line", page=place.page, line=place.line)
    differs = [html.Span(text("detail.differs"), className="doubt")] if place.verdict == "differs" else []
    return html.Li(
        [
            *_passage(view, place),
            html.Div([html.Span(says, className="says"), " ", *differs]),
            html.Div([_titled(source), text("format.bullet"), where], className="where"),
        ],
        className=f"place {place.verdict}",
    )


def _passage(view: View, place: Any) -> list[Any]:  # noqa: ANN401
    found = excerpt(view.store, place.source_id, place.start, place.end)
    if isinstance(found, Excerpt):
        return [html.Blockquote([found.before, html.Mark(found.passage), found.after])]
    return [] if found == "no_documents" else [html.P(view.words(f"detail.{found}"), className="note")]


def _titled(source: Any) -> Any:  # noqa: ANN401
    """A source's title and year, as a link where its locator is one."""
    title = f"{source.title or source.source_id}{f' ({source.published[:4]})' if source.published else ''}"
    address = link(source.locator)
    return html.A(title, href=address, target="_blank", rel="noopener noreferrer") if address else html.Span(title)


def link(locator: str) -> str:
    """A locator as a web address: of a DOI or of http(s); "" for anything else, since documents say what they like."""
    doi = re.fullmatch(r"(?:doi:|https?://(?:dx\.)?doi\.org/)(10\.\d{4,9}/[^\s<>\"]+)", locator, re.IGNORECASE)
    if doi:
        return f"https://doi.org/{doi[1]}"
    return locator if re.fullmatch(r"https?://[^\s<>\"']+", locator) else ""


def _rest(view: View, places: int) -> list[html.P]:
    more = places - MOST_PLACES
    return [html.P(view.words.count("detail.more", more), className="note")] if more > 0 else []


def _history(view: View, event_id: str) -> html.Details:
    """How the row came about: each step with its rule."""
    text, steps = view.words, view.store.history[view.store.history["record_id"] == event_id]
    items = [
        html.Li(
            [
                html.Strong(text.name("steps", step.step)),
                f" {step.detail}" if step.detail else "",
                html.Code(step.rule) if step.rule else "",
            ]
        )
        for step in records(steps.head(40))
    ]
    return html.Details([html.Summary(text("detail.history")), html.Ol(items or [html.Li(text("detail.no_history"))])])


def _citing(view: View, row: Any) -> html.Details:  # noqa: ANN401
    """How to cite the row; without a day of access, which only the reader knows."""
    text = view.words
    cited = text("detail.citation", title=row.title, date=text.date(row.date), id=row.event_id)
    return html.Details([html.Summary(text("detail.cite")), html.P(cited, className="citation", id="event-citation")])


def _around(view: View, event_id: str) -> list[Any]:
    """Trade before and after, in a chart, in figures, and with what such a comparison does not say."""
    text, found = view.words, around(view.store, event_id)
    if found is None:
        return [html.H3(text("around.title")), html.P(text("around.none"), className="note")]
    drawn = chart.build(found, view.look, text, width=side_width(view))
    return [
        html.H3([text("around.title"), " ", html.Span(text("around.unit", year=found.year), className="note")]),
        html.P(_basis(view, found), className="subtitle"),
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
                        [str(year), text.money(value), text.number(index)]
                        for year, value, index in zip(
                            found.values_usd.index, found.values_usd.tolist(), found.index.tolist(), strict=True
                        )
                    ],
                ),
            ]
        ),
    ]


def _basis(view: View, found: Around) -> str:
    text, everyone = view.words, view.store.regions["asean"]
    if len(found.members) == len(everyone):
        return text("around.all")
    named = text("around.some", countries=text.names("countries", found.members))
    return named if not len(found.others) else f"{named} {text('around.compared')}"


def _growth(view: View, found: Around, *, before: bool) -> html.Div:
    text = view.words
    value = found.before if before else found.after
    first, last = (found.year - found.window, found.year) if before else (found.year, found.year + found.window)
    shown = "–" if value is None else text.percent(value)
    said = text("around.a_year" if value is not None else "around.missing", first=first, last=last)
    return html.Div([html.Div(shown, className="figure"), html.Div(said, className="note")])
