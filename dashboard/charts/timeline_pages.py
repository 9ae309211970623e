"""The whole timeline on as many pages as it needs, every milestone named."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dashboard.charts import axes, plain, timeline

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.text import Words
    from dashboard.theme import Look


def pages(
    frame: pd.DataFrame,
    look: Look,
    words: Words,
    *,
    height: float,
    filled: bool = True,
    **options: Any,  # noqa: ANN401
) -> list[go.Figure]:
    """Draw every milestone of the timeline, as many years to a page as its height holds.

    Args:
        frame: Rows of the table events.
        look: Colours and fonts.
        words: The words of a language.
        height: Pixels of a page. A single year that needs more gets a taller page.
        filled: Whether a page that needs less is as tall all the same.
        options: The fields of `timeline.Options`; ``whole`` and ``export`` are set.

    Returns:
        Figures of one width; each says which page of how many it is. A milestone that lasts over the end of a page
        stands on both.
    """
    chosen = replace(timeline.Options(**options), whole=True, export=True)
    first, last = axes.span(frame, chosen.range)
    # Title and notes take the same room on every page, up to a line that wraps: measured once, with a line to spare.
    around = timeline.drawn(frame, look, words, _page(chosen, (first, last), "0/0", words))["layout"]["height"]
    around += 18 - timeline.height(frame, words, chosen)
    spans, year = [], first.year
    while year <= last.year:
        end = year
        while end < last.year and _tall(frame, words, chosen, (year, end + 1)) + around <= height:
            end += 1
        spans.append((max(first, dt.date(year, 1, 1)), min(last, dt.date(end, 12, 31))))
        year = end + 1
    drawn = [
        timeline.drawn(frame, look, words, _page(chosen, span, f"{number}/{len(spans)}", words))
        for number, span in enumerate(spans, start=1)
    ]
    figures = [plain.figure(page) for page in drawn]
    return [_filled(figure, height) for figure in figures] if filled else figures


def _tall(frame: pd.DataFrame, words: Words, options: timeline.Options, years: tuple[int, int]) -> float:
    days = dt.date(years[0], 1, 1), dt.date(years[1], 12, 31)
    return timeline.height(frame, words, replace(options, range=days))


def _page(options: timeline.Options, days: tuple[dt.date, dt.date], page: str, words: Words) -> timeline.Options:
    """The options of a page: its days, and which page it is before the filters."""
    said = words("charts.timeline.page", page=page, first=days[0].year, last=days[1].year)
    filters = " · ".join(part for part in (said, options.picture.filters) if part)
    return replace(options, range=days, picture=replace(options.picture, filters=filters))


def _filled(figure: go.Figure, height: float) -> go.Figure:
    """The figure at the height of a page, what it does not need being left at the foot."""
    spare = max(0.0, height - figure.layout.height)
    return figure.update_layout(height=figure.layout.height + spare, margin_b=figure.layout.margin.b + spare)
