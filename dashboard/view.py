"""A view: the tables, what of them is asked for, in which words and colours, at which width."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from dashboard import query
from dashboard.text import Words, words
from dashboard.theme import Look, look

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.data import Store
    from dashboard.query import Filters

#: Width in pixels that a page is drawn for before the browser has said its own.
WIDTH = 1400
#: Below this width a list takes the timeline's place and a finger scrolls; as in ``assets/atlas.css``.
PHONE = 700
_NARROWEST, _WIDEST = 280, 4000


@dataclass(frozen=True)
class View:
    """What a page draws from.

    ``dropped`` are the parts of the address that mean nothing here; ``width`` is the browser's, in pixels; ``base``
    is the path below which the page is served, with both slashes; ``canvas`` is the width of a picture that is drawn
    for itself, 0 on a page.
    """

    store: Store
    filters: Filters
    dropped: tuple[str, ...] = ()
    width: int = WIDTH
    base: str = "/"
    canvas: int = 0

    @property
    def words(self) -> Words:
        """The words of the view's language."""
        return words(self.filters.lang)

    @property
    def look(self) -> Look:
        """The colours of the view's theme."""
        return look(self.filters.theme)

    @cached_property
    def events(self) -> pd.DataFrame:
        """The milestones it shows."""
        return query.events(self.store, self.filters)

    @cached_property
    def on_axis(self) -> pd.DataFrame:
        """The milestones that it shows and that touch its years."""
        return query.between(self.events, replace(self.filters, first_year=self.years[0]))

    @cached_property
    def trade(self) -> pd.DataFrame:
        """The observations it shows."""
        return query.trade(self.store, self.filters)

    @cached_property
    def years(self) -> tuple[int, int]:
        """First and last year of the shared time axis: those chosen, else those of the opening.

        All years where the opening would leave out the selected milestone or more than one in ten of those shown.
        """
        first, last = self.store.opening
        chosen_first, chosen_last = self.filters.first_year, self.filters.last_year
        if chosen_first is None and self._hides(first):
            first = self.store.years[0]
        first = first if chosen_first is None else chosen_first
        last = last if chosen_last is None else chosen_last
        return (first, last) if first <= last else (min(first, last), max(first, last))

    @cached_property
    def earlier(self) -> pd.DataFrame:
        """The milestones that fit the filters and lie before the time axis, since no first year is chosen."""
        return self.events[self.events["last_year"] < self.years[0]]

    def _hides(self, first: int) -> bool:
        older = self.events[self.events["last_year"] < first]
        return len(older) * 10 > len(self.events) or self.filters.event in set(older["event_id"])

    @property
    def address(self) -> str:
        """The query of its address, without "?"."""
        return query.to_query(self.filters)


def view(store: Store, address: object, width: object = None, base: str = "/") -> View:
    """The view that an address asks for; anything that means nothing is left out and named in ``dropped``."""
    pixels = width if isinstance(width, int) else WIDTH
    text = address if isinstance(address, str) else ""
    return _view(store, text, min(max(pixels, _NARROWEST), _WIDEST), base)


def forget() -> None:
    """Let go of all views, and with them of the tables that they hold."""
    _view.cache_clear()


@lru_cache(maxsize=128)
def _view(store: Store, address: str, width: int, base: str) -> View:
    """The same view for the same address: its parts ask at the same time, and its rows are chosen once."""
    filters, dropped = query.parse(address, query.known(store))
    return View(store, filters, dropped, width, base)


def chart_width(view: View) -> int:
    """The pixels that a chart over time has: the width of the page less what stands beside it.

    Kept in step with ``assets/atlas.css``: two columns from 1100 pixels on, of which the right one takes 350.
    """
    if view.canvas:
        return view.canvas
    page = min(view.width, 1760)
    return page - 350 - 74 if page >= 1100 else _alone(page)


def side_width(view: View) -> int:
    """The pixels that a chart in the right column has; on narrow pages it takes the width of the page."""
    if view.canvas:
        return view.canvas
    return 324 if view.width >= 1100 else _alone(view.width)


def _alone(page: int) -> int:
    """The pixels of a chart in a single column: without the paddings of page and card, which are less on a phone."""
    return max(page - (42 if page < PHONE else 58), 240)


def page_width(view: View) -> int:
    """The pixels that a chart has that stands alone on a page of text."""
    return max(min(view.width, 1180) - 60, 240)
