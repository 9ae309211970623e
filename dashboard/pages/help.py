"""Help: what marks and terms mean, what the keys do, and where to start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.pages.starts import starts
from dashboard.panels.cards import card

if TYPE_CHECKING:
    from dashboard.view import View

_LISTS = ("marks", "trade", "evidence", "keys", "share")


def layout(view: View) -> html.Main:
    """The page below the header."""
    return html.Main(html.Div([_starts(view), *(_terms(view, name) for name in _LISTS)], className="page"), id="main")


def _starts(view: View) -> html.Section:
    text = view.words
    items = [html.Li(html.A(name, href=address)) for name, address in starts(view)]
    return card(text("help.title"), text("help.subtitle"), [html.Ul(items, className="prose")], id_="help-starts")


def _terms(view: View, name: str) -> html.Section:
    """Terms with what they mean, from the words of the language."""
    text = view.words
    rows = []
    for key in text.table(f"help.{name}.terms"):
        rows += [html.Dt(text(f"help.{name}.terms.{key}.name")), html.Dd(text(f"help.{name}.terms.{key}.meaning"))]
    return card(text(f"help.{name}.title"), "", [html.Dl(rows)], id_=f"help-{name}")
