"""Three views to start with, as links."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dash import html

from dashboard import ids
from dashboard.query import Filters, to_query

if TYPE_CHECKING:
    from dashboard.view import View


def starts(view: View) -> list[tuple[str, str]]:
    """The name and the address of each view to start with; one that the tables cannot show is left out."""
    text, area = view.words, _free_trade_area(view)
    found = [
        ("area", Filters(event=area, first_year=2000, last_year=2020, domains=("trade_economy",))),
        ("vietnam", Filters(countries=("VNM",), first_year=1991)),
        ("disputes", Filters(disputed=True, reporter="both")),
    ]
    lang, theme = view.filters.lang, view.filters.theme
    return [
        (text(f"starts.{name}"), f"{view.base}?{to_query(replace(filters, lang=lang, theme=theme))}")
        for name, filters in found
        if area or name != "area"
    ]


def welcome(view: View) -> html.Section:
    """A line for who comes without an address of their own: what this is, and three ways in."""
    text = view.words
    links = [html.A(name, href=address) for name, address in starts(view)]
    return html.Section(
        [html.P(text("starts.welcome")), html.Div(links, className="starts")],
        id=ids.WELCOME,
        className="welcome",
        hidden=view.filters != Filters(lang=view.filters.lang, theme=view.filters.theme),
        **{"aria-label": text("starts.title")},
    )


def _free_trade_area(view: View) -> str:
    """The headline milestone of trade in the year in which the free trade area was complete; "" without one."""
    events = view.store.events
    rows = events[
        (events["domain"] == "trade_economy")
        & (events["importance"] == 3)
        & (events["first_year"] == 2010)
        & events["kind"].isin(["established", "entered_into_force", "completed", "launched"])
    ]
    return "" if rows.empty else str(rows["event_id"].iloc[0])
