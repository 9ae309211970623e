"""The controls of a view: which parameter of the address each one sets, and the one callback between them.

The browser keeps controls and address in step by itself (``assets/atlas.js``), without a request; the server
only ever reads the address.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from dash import ClientsideFunction, Input, Output, State, dcc

from dashboard import ids, query

if TYPE_CHECKING:
    from dash import Dash

    from dashboard.view import View


@dataclass(frozen=True, slots=True)
class Control:
    """A control: its id and property, the parameters that it sets, and how its value is written.

    ``kind`` is "list" (joined with ";"), "text", "flag" ("1" or nothing), "choice", or "years" (two parameters
    for a pair of years). ``plain`` is the value that an address leaves out, ``allowed`` what a list or choice may hold,
    or the first and last year.
    """

    id: str
    prop: str
    params: tuple[str, ...]
    kind: str
    plain: Any
    allowed: tuple[Any, ...] = ()


def controls(view: View) -> tuple[Control, ...]:
    """Every control of the page, in the order in which an address names its parameters."""
    lists = query.known(view.store).lists
    return (
        *(Control(id_, "value", (name,), "list", (), tuple(sorted(lists[name]))) for name, id_ in _LISTS.items()),
        Control(ids.FILTER_DISPUTED, "checked", ("disputed",), "flag", plain=False),
        Control(ids.FILTER_NATIONAL, "checked", ("national",), "flag", plain=False),
        Control(ids.FILTER_YEARS, "value", ("from", "to"), "years", view.store.opening, view.store.years),
        Control(ids.FILTER_SEARCH, "value", ("q",), "text", ""),
        Control(ids.EVENT, "data", ("event",), "text", ""),
        Control(ids.VALUE, "data", ("value",), "text", ""),
        Control(ids.YEAR, "value", ("year",), "text", ""),
        Control(ids.AGAINST, "value", ("against",), "text", ""),
        *(
            Control(id_, "value", (name,), "choice", query.CHOICES[name][0], query.CHOICES[name])
            for name, id_ in _SETTINGS.items()
        ),
    )


_LISTS = {
    "countries": ids.FILTER_COUNTRIES,
    "domains": ids.DOMAIN_CHOICE,
    "kinds": ids.FILTER_KINDS,
    "importance": ids.FILTER_IMPORTANCE,
    "documents": ids.FILTER_DOCUMENTS,
}
_SETTINGS = {
    "lanes": ids.LANES,
    "flow": ids.FLOW,
    "measure": ids.MEASURE,
    "scale": ids.SCALE,
    "style": ids.STYLE,
    "axes": ids.AXES,
    "places": ids.PLACES,
    "reporter": ids.REPORTER,
}


def values(view: View) -> dict[str, Any]:
    """The value of every control in a view, by the id of the control."""
    filters = view.filters
    return {
        **{id_: list(getattr(filters, name)) for name, id_ in _LISTS.items()},
        ids.FILTER_DISPUTED: filters.disputed,
        ids.FILTER_NATIONAL: filters.national,
        ids.FILTER_YEARS: list(_years(view)),
        ids.FILTER_SEARCH: filters.search,
        ids.EVENT: filters.event,
        ids.VALUE: filters.value,
        ids.YEAR: str(filters.year or ""),
        ids.AGAINST: str(filters.against or ""),
        **{id_: getattr(filters, name) for name, id_ in _SETTINGS.items()},
    }


def stores(view: View, search: str) -> list[Any]:
    """The parts of the page that hold its state and show nothing."""
    return [
        dcc.Store(id=ids.URL, data=search),
        dcc.Store(id=ids.VIEW, data=search),
        dcc.Store(id=ids.VIEWPORT, data=view.width),
        dcc.Store(id=ids.EVENT, data=view.filters.event),
        dcc.Store(id=ids.VALUE, data=view.filters.value),
        dcc.Store(id=ids.CONTROLS, data=[asdict(control) for control in controls(view)]),
    ]


def register(app: Dash, view: View) -> None:
    """Keep controls and address in step: one callback has the controls as inputs and as outputs, so that nothing loops.

    The address itself is written by the browser's own history; going back and forward arrives as ``url``.
    """
    table = controls(view)
    app.clientside_callback(
        ClientsideFunction("atlas", "sync"),
        Output(ids.VIEW, "data"),
        Output(ids.PROVIDER, "forceColorScheme"),
        *(Output(control.id, control.prop) for control in table),
        Input(ids.URL, "data"),
        Input(ids.THEME, "n_clicks"),
        Input(ids.FILTER_RESET, "n_clicks"),
        *(Input(control.id, control.prop) for control in table),
        State(ids.CONTROLS, "data"),
        State(ids.VIEW, "data"),
        State(ids.PROVIDER, "forceColorScheme"),
        prevent_initial_call=True,
    )


def _years(view: View) -> tuple[int, int]:
    """The years of the slider: those chosen, else those of the opening, cut to what it can show."""
    plain, span = view.store.opening, view.store.years
    chosen = (view.filters.first_year or plain[0], view.filters.last_year or plain[1])
    first, last = (min(max(year, span[0]), span[1]) for year in chosen)
    return first, last
