"""What a changed view changes: one answer for all parts of the first page.

Each answer that the browser takes costs it some milliseconds, since every part of the page looks whether it is meant:
one for all parts is much quicker than one for each. What is as the browser already has it is not sent and not drawn
again: the browser keeps a mark of each value that it was sent, and sends these marks along.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Protocol

import dash
from dash import Input, Output, State
from plotly.io.json import to_json_plotly

from dashboard import ids
from dashboard.view import view as view_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash import Dash

    from dashboard.shelf import Shelf
    from dashboard.view import View


class Part(Protocol):
    """A module of the page that shows something of each view."""

    @property
    def SHOWN(self) -> Sequence[tuple[str, str]]:  # noqa: N802 (a constant of the module)
        """The parts of the page that it fills: id and property."""

    def shown(self, view: View) -> Sequence[Any]:
        """The values of `SHOWN` in a view."""


def register(app: Dash, shelf: Shelf, parts: Sequence[Part]) -> None:
    """Answer a changed view or width for all parts together."""

    def update(address: str, width: int, marks: object) -> list[Any]:
        view = view_of(shelf.store, address, width)
        values = [value for part in parts for value in part.shown(view)]
        fresh = [mark(value) for value in values]
        had = marks if isinstance(marks, list) and len(marks) == len(fresh) else [None] * len(fresh)
        sent = [
            dash.no_update if now == before else value for value, now, before in zip(values, fresh, had, strict=True)
        ]
        return [*sent, fresh]

    app.callback(
        *(Output(id_, prop) for part in parts for id_, prop in part.SHOWN),
        Output(ids.MARKS, "data"),
        Input(ids.VIEW, "data"),
        Input(ids.VIEWPORT, "data"),
        State(ids.MARKS, "data"),
        prevent_initial_call=True,
    )(update)


def mark(value: Any) -> str:  # noqa: ANN401 (whatever a part shows)
    """The same for what looks the same: what a figure says of when Plotly lets go of a zoom does not count."""
    if isinstance(value, dict) and "layout" in value:
        value = value | {"layout": {name: one for name, one in value["layout"].items() if name != "uirevision"}}
    return hashlib.blake2b(to_json_plotly(value).encode(), digest_size=8).hexdigest()
