"""The top of every page: its name, the way to the other pages, language, theme, link and export."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, html

from dashboard import ids
from dashboard.query import CHOICES, to_query
from dashboard.text import words

if TYPE_CHECKING:
    from dash import Dash

    from dashboard.view import View

#: The pages by their path below the base.
PAGES = {"explore": "", "quality": "quality", "help": "help"}


def layout(view: View, page: str) -> html.Header:
    """The header with the page that is open marked."""
    text = view.words
    return html.Header(
        [
            html.A(text("header.skip"), href="#main", className="skip"),
            html.H1(html.A(text("page.title"), href=_link(view, "explore")), className="brand"),
            html.Nav(
                [_tab(view, name, page) for name in PAGES], className="tabs", **{"aria-label": text("header.nav")}
            ),
            html.Div(
                [_languages(view), _theme(view, page), *(_actions(view) if page == "explore" else [])],
                className="tools",
            ),
        ],
        className="top",
    )


def register(app: Dash) -> None:
    """Links that keep the view, and the button that copies its address, on a phone passes it on."""
    app.clientside_callback(
        ClientsideFunction("atlas", "links"),
        *(Output({"part": "link", "to": name}, "href") for name in PAGES),
        *(Output({"part": "language", "to": code}, "href") for code in CHOICES["lang"]),
        Input(ids.VIEW, "data"),
        *(State({"part": "link", "to": name}, "href") for name in PAGES),
        *(State({"part": "language", "to": code}, "href") for code in CHOICES["lang"]),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "share"),
        Output(ids.SHARE, "children"),
        Input(ids.SHARE, "n_clicks"),
        State(ids.SHARE, "data-copied"),
        State(ids.SHARE, "data-share"),
    )


def _link(view: View, page: str) -> str:
    address = to_query(view.filters)
    return view.base + PAGES[page] + (f"?{address}" if address else "")


def _tab(view: View, name: str, page: str) -> html.A:
    current: dict[str, Any] = {"aria-current": "page"} if name == page else {}
    return html.A(view.words(f"header.{name}"), id={"part": "link", "to": name}, href=_link(view, name), **current)


def _languages(view: View) -> html.Div:
    """One link a language: a page in another language is another page."""
    links = []
    for code in CHOICES["lang"]:
        address = to_query(replace(view.filters, lang=code))
        name = words(code)
        mark: dict[str, Any] = {"aria-current": "true"} if code == view.filters.lang else {}
        links.append(
            html.A(
                name("language.short"),
                id={"part": "language", "to": code},
                href=f"?{address}" if address else "?",
                lang=name("language.html"),
                title=name("language.name"),
                **mark,
            )
        )
    return html.Div(
        links, id=ids.LANGUAGE, className="languages", role="group", **{"aria-label": view.words("header.language")}
    )


def _theme(view: View, page: str) -> dmc.ActionIcon | html.A:
    """On the first page a button that draws all anew; on a page of text a link to the page in the other theme."""
    sign, label = html.Span("◐", **{"aria-hidden": "true"}), {"aria-label": view.words("header.theme")}
    if page == "explore":
        return dmc.ActionIcon(sign, id=ids.THEME, variant="default", size=36, n_clicks=0, **label)
    other = next(theme for theme in CHOICES["theme"] if theme != view.filters.theme)
    address = to_query(replace(view.filters, theme=other))
    return html.A(sign, id=ids.THEME_LINK, href=f"?{address}" if address else "?", className="theme", **label)


def _actions(view: View) -> list[Any]:
    text = view.words
    return [
        dmc.Button(
            text("header.share"),
            id=ids.SHARE,
            variant="default",
            n_clicks=0,
            **{"data-copied": text("header.copied"), "data-share": text("header.pass_on")},
        ),
        dmc.Button(text("header.export"), id=ids.EXPORT_OPEN, n_clicks=0),
    ]
