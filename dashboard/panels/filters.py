"""The filter bar: countries, domains, years, search, and more behind a button; with what a choice would leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, html

from dashboard import controls, ids, query
from dashboard.view import view as view_of
from etl import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash import Dash

    from dashboard.shelf import Shelf
    from dashboard.view import View


#: The filters behind the button that are lists, by parameter.
_MORE = {"kinds": ids.FILTER_KINDS, "importance": ids.FILTER_IMPORTANCE, "documents": ids.FILTER_DOCUMENTS}


def layout(view: View) -> html.Section:
    """The bar with every control set as the view has it."""
    text = view.words
    return html.Section(
        [
            html.Button(
                text("filters.open"),
                id=ids.FILTERS_OPEN,
                className="filters-open",
                **{"aria-expanded": "false", "aria-controls": ids.FILTERS},
            ),
            html.Div(
                [
                    html.Div(
                        [_countries(view), _years(view), _search(view), _more(view), _reset(view)],
                        className="filter-row",
                    ),
                    _domains(view),
                ],
                id=ids.FILTERS,
                className="filters",
            ),
            html.P(count(view), id=ids.COUNT, className="count", role="status"),
            html.P(notice(view), id=ids.NOTICE, className="notice", role="status"),
        ],
        className="bar",
        **{"aria-label": text("filters.title")},
    )


#: What a changed view changes.
SHOWN = ((ids.COUNT, "children"), (ids.NOTICE, "children"))


def shown(view: View) -> tuple[Any, ...]:
    """How much is left, and what of the address was left out."""
    return count(view), notice(view)


def register(app: Dash, shelf: Shelf) -> None:
    """Tell what each choice would leave once the charts are drawn; years typed and drawn are the same."""
    app.clientside_callback(
        ClientsideFunction("atlas", "typed"),
        Output(ids.FILTER_FROM, "value"),
        Output(ids.FILTER_TO, "value"),
        Output(ids.FILTER_YEARS, "value", allow_duplicate=True),
        Input(ids.FILTER_FROM, "value"),
        Input(ids.FILTER_TO, "value"),
        Input(ids.FILTER_YEARS, "value"),
        State(ids.FILTER_YEARS, "min"),
        State(ids.FILTER_YEARS, "max"),
        prevent_initial_call=True,
    )

    def recount(address: str) -> tuple[Any, ...]:
        view = view_of(shelf.store, address)
        more = (choices(view, name) for name in _MORE)
        return country_choices(view), domain_chips(view), *more, disputed_label(view)

    app.callback(
        Output(ids.FILTER_COUNTRIES, "data"),
        Output(ids.DOMAIN_CHOICE, "children"),
        *(Output(id_, "data") for id_ in _MORE.values()),
        Output(ids.FILTER_DISPUTED, "label"),
        Input(ids.TABLES_VIEW, "data"),
        prevent_initial_call=True,
    )(recount)


def count(view: View) -> str:
    """How much is left, as a sentence; says when milestones of ASEAN as a whole are among it."""
    text, events = view.words, view.events
    parts = [
        text.count("filters.milestones", len(events)),
        text.count("filters.values", query.trade_count(view.store, view.filters)),
    ]
    disputed = int((events["status"] == "disputed").sum())
    if disputed:
        parts.append(text.count("filters.disputed_count", disputed))
    if view.filters.countries and not view.filters.national:
        named = query.of_countries(events, view.filters.countries, ())
        if len(events) > len(named):
            parts.append(text.count("filters.wide", len(events) - len(named)))
    return text("format.bullet").join(parts)


def notice(view: View) -> str:
    """What of the address was left out; "" where nothing was."""
    if not view.dropped:
        return ""
    return view.words("filters.dropped", parts=view.words("format.list").join(view.dropped[:5]))


def country_choices(view: View) -> list[dict[str, Any]]:
    """The countries in two groups, each with the number of milestones that choosing it would leave."""
    text, members = view.words, view.store.regions["asean"]
    left = query.counts(view.store, view.filters, "countries")
    others = [code for code in view.store.countries if code not in members]

    def items(codes: Sequence[str]) -> list[dict[str, str]]:
        named = [
            {"value": code, "label": f"{text.name('countries', code)} ({text.number(left[code])})"} for code in codes
        ]
        return sorted(named, key=lambda item: item["label"])

    return [
        {"group": text("filters.members"), "items": items(members)},
        {"group": text("filters.others"), "items": items(others)},
    ]


def domain_chips(view: View) -> list[dmc.Chip]:
    """A chip a domain in its colour, with the number of milestones that it would leave."""
    text, left = view.words, query.counts(view.store, view.filters, "domains")
    return [
        dmc.Chip(
            [
                html.Span(className="dot", style={"background": view.look.domain(domain)}),
                text.name("domains", domain),
                html.Span(f" {text.number(left.get(domain, 0))}", className="left"),
            ],
            value=domain,
            size="xs",
            variant="outline",
            color=view.look.domain(domain),
            className="none" if not left.get(domain) else "",
        )
        for domain in schema.DOMAINS
    ]


def choices(view: View, name: str) -> list[dict[str, str]]:
    """What a list behind the button offers, each with the number of milestones that choosing it would leave."""
    text, left = view.words, query.counts(view.store, view.filters, name)
    named = {"importance": text.table("importance"), "documents": _titles(view)}.get(name)
    named = named or {kind: text.name("kinds", kind) for kind in schema.EVENT_KINDS}
    return [
        {"value": value, "label": text("filters.with_count", name=label, number=text.number(left.get(value, 0)))}
        for value, label in named.items()
    ]


def disputed_label(view: View) -> str:
    """The name of the switch with the number of milestones that it would leave."""
    text, left = view.words, query.counts(view.store, view.filters, "disputed")
    return text("filters.with_count", name=text("filters.disputed"), number=text.number(left.get("disputed", 0)))


def _countries(view: View) -> html.Div:
    text = view.words
    presets = [
        html.Button(
            text(f"filters.preset_{name}"), className="preset", **{"data-preset": ";".join(codes)}, id=f"preset-{name}"
        )
        for name, codes in view.store.regions.items()
    ]
    select = dmc.MultiSelect(
        id=ids.FILTER_COUNTRIES,
        label=text("filters.countries"),
        placeholder=text("filters.all_countries"),
        data=country_choices(view),
        value=_value(view, ids.FILTER_COUNTRIES),
        searchable=True,
        clearable=True,
        clearButtonProps={"aria-label": text("filters.clear_countries")},
        nothingFoundMessage=text("filters.no_country"),
        size="sm",
    )
    return html.Div([select, html.Div(presets, className="presets")], className="countries")


def _domains(view: View) -> html.Div:
    text = view.words
    group = dmc.ChipGroup(
        domain_chips(view), id=ids.DOMAIN_CHOICE, multiple=True, value=_value(view, ids.DOMAIN_CHOICE)
    )
    return html.Div(
        [html.Span(text("filters.domains"), className="label"), html.Div(group, className="chips")],
        id=ids.FILTER_DOMAINS,
        className="domains",
        role="group",
        **{"aria-label": text("filters.domains")},
    )


def _years(view: View) -> html.Div:
    """A slider between two fields for the years as numbers."""
    text, (first, last) = view.words, view.store.years
    chosen = _value(view, ids.FILTER_YEARS)
    slider = dmc.RangeSlider(
        id=ids.FILTER_YEARS,
        min=first,
        max=last,
        step=1,
        minRange=0,
        value=chosen,
        size="sm",
        updatemode="mouseup",
        thumbFromLabel=text("filters.from"),
        thumbToLabel=text("filters.to"),
    )
    ends = [
        dmc.NumberInput(
            id=id_,
            value=year,
            min=first,
            max=last,
            debounce=True,
            hideControls=True,
            allowDecimal=False,
            thousandSeparator="",
            size="sm",
            w=64,
            **{"aria-label": text(f"filters.{name}")},
        )
        for id_, year, name in ((ids.FILTER_FROM, chosen[0], "from"), (ids.FILTER_TO, chosen[1], "to"))
    ]
    row = html.Div([ends[0], html.Div(slider, className="slider"), ends[1]], className="span")
    return html.Div([html.Span(text("filters.years"), className="label"), row], className="years")


def _search(view: View) -> dmc.TextInput:
    return dmc.TextInput(
        id=ids.FILTER_SEARCH,
        label=view.words("filters.search"),
        placeholder=view.words("filters.search_hint"),
        value=view.filters.search,
        debounce=350,
        size="sm",
        className="search",
    )


def _more(view: View) -> html.Details:
    text = view.words
    body: list[Any] = [
        *(_select(view, id_, name) for name, id_ in _MORE.items()),
        dmc.Switch(id=ids.FILTER_DISPUTED, label=disputed_label(view), checked=view.filters.disputed),
        dmc.Switch(id=ids.FILTER_NATIONAL, label=text("filters.national"), checked=view.filters.national),
    ]
    return html.Details([html.Summary(text("filters.more"), id=ids.MORE), html.Div(body)], className="more")


def _reset(view: View) -> dmc.Button:
    return dmc.Button(view.words("filters.reset"), id=ids.FILTER_RESET, variant="subtle", size="sm", n_clicks=0)


def _select(view: View, id_: str, name: str) -> dmc.MultiSelect:
    return dmc.MultiSelect(
        id=id_,
        label=view.words(f"filters.{name}"),
        data=choices(view, name),
        value=_value(view, id_),
        clearable=True,
        searchable=True,
        comboboxProps={"withinPortal": False},
        size="sm",
    )


def _titles(view: View) -> dict[str, str]:
    sources = view.store.sources
    return {id_: title or id_ for id_, title in zip(sources["source_id"], sources["title"], strict=True)}


def _value(view: View, id_: str) -> Any:  # noqa: ANN401
    return controls.values(view)[id_]
