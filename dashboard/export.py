"""Charts as pictures that can stand alone: drawn again at the size asked for, with filters and sources in them."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from dashboard import drawing
from dashboard.charts.captions import Picture

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.view import View

#: The charts that can be exported, by the id of their part of the page.
CHARTS = drawing.CHARTS
#: Formats that the browser draws, the one that the server draws, and data.
FORMATS = ("png", "svg", "webp", "pdf", "csv")
#: Sizes in pixels, by the name that a choice has; the last is for print.
SIZES = {
    "1200x675": (1200, 675),
    "1600x900": (1600, 900),
    "1080x1080": (1080, 1080),
    "1080x1350": (1080, 1350),
    "3200x1800": (3200, 1800),
}
_WIDEST = 1600
# A timeline that is too tall is drawn larger and scaled down, in steps, while its letters can still be read.
_STEP, _LARGEST = 1.15, 4000
_drawing = BoundedSemaphore(2)


class PictureError(Exception):
    """A picture that cannot be drawn here; the message is the key of the words that say why."""


def picture(view: View, chart: str, size: str, theme: str, link: str = "") -> go.Figure:
    """A chart of a view as a picture of its own.

    Args:
        view: What it shows.
        chart: One of `CHARTS`.
        size: One of `SIZES`.
        theme: light or dark, whatever the page has.
        link: The address of the view, written into the picture.

    Returns:
        A figure with ``width`` and ``height`` in the proportion of the size; ``layout.meta["scale"]`` times these are
        its pixels. Title, filters, notes and sources stand in it.

    Raises:
        KeyError: The chart or the size is none of ours.
    """
    wanted_width, wanted_height = SIZES[size]
    themed = replace(view, filters=replace(view.filters, theme=theme))
    scale = max(1.0, wanted_width / _WIDEST)
    width, height = round(wanted_width / scale), round(wanted_height / scale)
    about = Picture(described(view), credited(view, chart), _version(), link)
    figure = _drawn(themed, chart, width, height, about)
    while figure.layout.height > height + 1 and width < _LARGEST:
        width, height = round(width * _STEP), round(width * _STEP * wanted_height / wanted_width)
        figure = _drawn(themed, chart, width, height, about)
    below = max(0.0, height - figure.layout.height)
    figure.update_layout(
        width=width,
        height=max(height, figure.layout.height),
        margin={"b": (figure.layout.margin.b or 0) + below},
        meta={"scale": wanted_width / width},
        dragmode=False,
    )
    return figure


def described(view: View) -> str:
    """The filters of a view as a line of words; "" where it has none."""
    text, filters = view.words, view.filters
    parts = [
        text.names("countries", filters.countries),
        text.names("domains", filters.domains),
        text.names("kinds", filters.kinds),
        text("export.search", search=filters.search) if filters.search else "",
        text("filters.disputed") if filters.disputed else "",
        "–".join(str(year) for year in view.years) if filters.first_year or filters.last_year else "",
    ]
    return text("format.bullet").join(part for part in parts if part)


def credited(view: View, chart: str) -> str:
    """The sources of what a chart draws, those that state the most of it first."""
    text = view.words
    ids = view.events["event_id"] if chart == "timeline" else view.trade["observation_id"]
    places = view.store.citations[view.store.citations["record_id"].isin(ids)]
    order = places["source_id"].value_counts().index.tolist()
    sources = view.store.sources.set_index("source_id")
    names = [_credit(sources.loc[one]) for one in order[:4]]
    if len(order) > 4:
        names.append(text.count("export.more_sources", len(order) - 4))
    return text("export.sources", sources="; ".join(names)) if names else ""


def filename(view: View, chart: str, kind: str) -> str:
    """The name of a file for a chart: what it shows, letters that every system takes."""
    parts = [chart, *view.filters.countries[:3], *(str(year) for year in view.years)]
    return "-".join(parts).lower() + "." + kind


def pdf(figure: go.Figure) -> bytes:
    """A picture as PDF, drawn on the server.

    Raises:
        PictureError: "no_pdf" where kaleido or a browser is missing, "busy" where others are being drawn.
    """
    if not _drawing.acquire(blocking=False):
        raise PictureError("busy")
    try:
        return bytes(figure.to_image(format="pdf", scale=1))
    except Exception as error:
        raise PictureError("no_pdf") from error
    finally:
        _drawing.release()


def rows(view: View, chart: str) -> pd.DataFrame:
    """The rows behind a chart."""
    return view.events if chart == "timeline" else view.trade


def _credit(source: pd.Series[Any]) -> str:
    return ", ".join(str(source[name]) for name in ("publisher", "title") if source[name])


def _version() -> str:
    try:
        return f"ASEAN–China Atlas {version('asean-china-atlas')}"
    except PackageNotFoundError:
        return "ASEAN–China Atlas"


def _drawn(view: View, chart: str, width: float, height: float, about: Picture) -> go.Figure:
    """A chart with its words in it; the height of some follows from what is in them."""
    shown = replace(view, canvas=int(width))
    return drawing.draw(shown, chart, export=True, picture=about, height=height)
