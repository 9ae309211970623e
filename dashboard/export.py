"""Charts as pictures that can stand alone: drawn again at the size asked for, with filters and sources in them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dashboard import drawing, edition, ids, inscription, pictures
from dashboard.charts import timeline, timeline_pages
from dashboard.charts.captions import Picture
from dashboard.downloads import plotted
from dashboard.edition import program

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.view import View

#: The charts that can be exported, by the id of their part of the page.
CHARTS = drawing.CHARTS
#: The most pixels of a picture, and the longest side.
MOST_PIXELS, LONGEST_SIDE = 40_000_000, 10_000
_WIDEST = 1600
# A chart that is too tall is drawn larger and scaled down, in steps.
_STEP, _LARGEST = 1.15, 4000
# The size at which letters are drawn, what share of the least one they keep where nothing else is left, and the ways to
# make a timeline lower without making its letters smaller: fewer rows to a lane, then headlines that find no room
# counted like the others; and where all of that is not enough at the least letters, fewer lanes.
_LETTERS, _SHARES = 12.0, (1.0, 0.8)
_LOWER: tuple[dict[str, Any], ...] = (
    *({"rows": rows} for rows in (8, 6, 5, 4, 3, 2)),
    *({"rows": rows, "headlines": False} for rows in (3, 2, 1)),
)
_FEWER: tuple[dict[str, Any], ...] = tuple(
    {"rows": 1, "headlines": False, "most": most} for most in (12, 9, 7, 5, 4, 3, 2, 1)
)
# The least letters of a picture, in its own pixels: below them nobody can read.
_LEGIBLE = 7.0
#: The narrowest and lowest picture that has room for a chart and its words.
LEAST_WIDTH, LEAST_HEIGHT = 280, 200
_LEAST_SCALE, _MOST_SCALE = 0.5, 4.0
# How much larger the pages of a timeline are drawn, to be scaled down, where titles would be cut.
_LARGER = (1.0, 1.15, 1.3)
# How many sources are named in a picture.
_NAMED = 5


# The filters of charts that do not heed them all; a chart with milestones in it heeds those of milestones.
_HEEDED: dict[str, set[str]] = {
    ids.BY_COUNTRY: {"countries", "documents"},
    ids.COVERAGE: {"countries", "documents", "years"},
    ids.INVESTMENT: {"domains", "kinds", "importance", "search", "disputed", "national", "documents", "years"},
    ids.AROUND: set(),
}


class SizeError(ValueError):
    """A size that no picture may have; the message says what may be."""


class SmallError(SizeError):
    """A size in which the letters of a chart could not be read; ``least`` is the size of its shape that is enough."""

    def __init__(self, size: Size, letters: float) -> None:
        share = _LEGIBLE / letters
        self.least = math.ceil(size.width * share), math.ceil(size.height * share)
        needed = " x ".join(map(str, self.least))
        super().__init__(f"{size.width} x {size.height}: letters of this chart could not be read; it needs {needed}")


@dataclass(frozen=True, slots=True)
class Size:
    """A size to draw for: width and height in the pixels of a page (96 an inch), and how many each of them becomes.

    ``paper`` is the sheet that it fills, as width and height in points; None for a size of the screen. ``letters`` is
    how large the letters of a crowded timeline are at least: 10 pixels of a page are 7.5 points of print.
    """

    width: int
    height: int
    scale: float = 1
    paper: tuple[float, float] | None = None
    letters: float = 10

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of the file."""
        return round(self.width * self.scale), round(self.height * self.scale)


_A4 = (595.276, 841.89)
#: Sizes by purpose; the first is the one of a picture that asks for none.
SIZES = {
    "slide": Size(1600, 900, letters=11),
    "web": Size(1200, 675),
    "column": Size(640, 480, 2.5),
    "a4": Size(794, 1123, 2, _A4),
    "a4-across": Size(1123, 794, 2, (_A4[1], _A4[0])),
    "square": Size(1080, 1080),
    "portrait": Size(1080, 1350),
    "print": Size(1600, 900, 2, letters=11),
}


@dataclass(frozen=True, slots=True)
class Order:
    """A picture that is asked for.

    ``caption`` draws title, filters, notes and sources into it; ``whole`` names every milestone of the timeline, on
    a picture as tall as that needs; ``link`` is the address of the view, written into it.
    """

    chart: str
    size: Size = SIZES["slide"]
    caption: bool = True
    whole: bool = False
    link: str = ""


def sized(width: float, height: float, scale: float = 1) -> Size:
    """A size of one's own.

    Raises:
        SizeError: It is too small to hold a chart or beyond the limits; says which.
    """
    if not (width >= LEAST_WIDTH and height >= LEAST_HEIGHT):
        raise SizeError(f"{width:g} x {height:g}: a picture is at least {LEAST_WIDTH} x {LEAST_HEIGHT} pixels")
    if not _LEAST_SCALE <= scale <= _MOST_SCALE:
        raise SizeError(f"scale {scale:g}: expected {_LEAST_SCALE:g} to {_MOST_SCALE:g}")
    wide, tall = width * scale, height * scale
    if max(wide, tall) > LONGEST_SIDE or wide * tall > MOST_PIXELS:
        limit = f"{LONGEST_SIDE} pixels a side and {MOST_PIXELS:,} pixels in all"
        raise SizeError(f"{wide:g} x {tall:g}: a picture has at most {limit}")
    return Size(round(width), round(height), scale)


def picture(view: View, order: Order, *, filled: bool = True) -> go.Figure:
    """A chart of a view as a picture of its own, in the view's theme.

    Returns:
        A figure with ``width`` and ``height`` in the proportion of the size; ``layout.meta["scale"]`` times these are
        its pixels. Title, filters, notes and sources stand in it, unless the order leaves them out. A chart that needs
        less height leaves the rest at its foot, or where it is not ``filled`` is as low as it is.

    Raises:
        KeyError: The chart is none of ours.
        SmallError: Its letters could not be read.
    """
    wide, tall = order.size.pixels
    scale = max(1.0, order.size.scale, wide / _WIDEST)
    width: int = round(wide / scale)
    height = width * tall / wide
    if order.whole and order.chart == ids.TIMELINE:
        return _whole(view, order, width, scale)
    figure = _fitting(view, order, width, tall / wide)
    width = figure.layout.width
    if (letters := _LETTERS * wide / width) < _LEGIBLE:
        raise SmallError(order.size, letters)
    height = width * tall / wide
    below = max(0.0, height - figure.layout.height) if filled else 0.0
    figure.update_layout(
        height=height if below else figure.layout.height, margin_b=(figure.layout.margin.b or 0) + below
    )
    return _finished(figure, width, wide / width)


def pages(view: View, order: Order, *, filled: bool = True) -> list[go.Figure]:
    """The figures of a document: the whole timeline on as many pages as it needs, any other chart on one.

    Pages of the timeline are all as tall as the size, and drawn larger where titles would be cut; where they are not
    ``filled``, they end with what is on them and are drawn as they are.
    """
    if order.chart != ids.TIMELINE:
        return [picture(view, order, filled=filled)]
    shown = _all_years(view)
    for larger in _LARGER if filled else _LARGER[:1]:
        drawn = _paged(shown, order, round(order.size.width * larger), filled=filled)
        if not any(timeline.cut(figure) for figure in drawn):
            break
    return [
        _finished(figure, figure.layout.width, order.size.width * order.size.scale / figure.layout.width)
        for figure in drawn
    ]


def _paged(view: View, order: Order, width: int, *, filled: bool) -> list[go.Figure]:
    """The pages of a timeline, in the proportion of the size and as wide as told."""
    made = drawing.recipe(replace(view, canvas=width), order.chart)
    options = made.options | {"picture": about(view, order)}
    height = order.size.height * width / order.size.width
    return timeline_pages.pages(made.frame, view.look, view.words, height=height, filled=filled, **options)


def _all_years(view: View) -> View:
    """The view without the first year of the opening, which leaves the few earlier milestones out."""
    if view.filters.first_year is not None or view.earlier.empty:
        return view
    first = int(view.earlier["first_year"].min())
    return replace(view, filters=replace(view.filters, first_year=first))


def drawn(view: View, order: Order, kind: str) -> bytes:
    """A picture as a file, which says within it what it shows and whose it is; a PDF has as many pages as it needs.

    Raises:
        PictureError: It cannot be drawn here, or not now.
    """
    studio = pictures.studio()
    with studio.place():
        if kind != "pdf":
            return inscription.inscribed(studio.draw(picture(view, order), kind), kind, told(view, order))
        sheets = [studio.draw(figure, kind) for figure in pages(view, order)]
    return pictures.document(sheets, told(view, order), view.words("language.html"), order.size.paper)


def told(view: View, order: Order) -> dict[str, str]:
    """What a picture says of itself within the file, by the keywords of PNG."""
    said, filters = drawing.said(view, order.chart), described(view, order.chart)
    return {
        "Title": f"{view.words('page.title')}: {said['title']}",
        "Description": " ".join(part for part in (said["sentence"], filters) if part),
        "Source": " ".join(part for part in (credited(view, order.chart), order.link) if part),
        "Copyright": edition.about(view.store)["licence"],
        "Software": program(view.store),
    }


def about(view: View, order: Order) -> Picture:
    """What a picture says of itself beside its title and notes."""
    return Picture(described(view, order.chart), credited(view, order.chart), program(view.store), order.link)


def described(view: View, chart: str = ids.TIMELINE) -> str:
    """The filters of a view that a chart heeds, as a line of words; "" where there are none."""
    text, filters = view.words, view.filters
    titles = view.store.sources.set_index("source_id")["title"]
    said = {
        "countries": text.names("countries", filters.countries),
        "domains": text.names("domains", filters.domains),
        "kinds": text.names("kinds", filters.kinds),
        "importance": text.names("importance", filters.importance),
        "search": text("export.search", search=filters.search) if filters.search else "",
        "disputed": text("filters.disputed") if filters.disputed else "",
        "national": text("filters.national") if filters.national else "",
        "documents": text("charts.list").join(str(titles.get(name) or name) for name in filters.documents),
        "years": "–".join(str(year) for year in view.years) if filters.first_year or filters.last_year else "",
    }
    heeded = _HEEDED.get(chart, set(said))
    return text("format.bullet").join(part for name, part in said.items() if part and name in heeded)


def credited(view: View, chart: str) -> str:
    """The sources of what a chart draws, those that state the most of it first."""
    text, found = view.words, plotted.sources(view, chart)
    names = list(dict.fromkeys(_credit(found.loc[at]) for at in found.index))
    said = names[:_NAMED]
    if len(names) > _NAMED:
        said.append(text.count("export.more_sources", len(names) - _NAMED))
    return text("export.sources", sources="; ".join(said)) if said else ""


def filename(view: View, chart: str, kind: str) -> str:
    """The name of a file for a chart: what it shows, letters that every system takes."""
    parts = [chart, *view.filters.countries[:3], *(str(year) for year in view.years)]
    return "-".join(parts).lower() + "." + kind


def _credit(source: pd.Series[Any]) -> str:
    return ", ".join(str(source[name]) for name in ("publisher", "title") if source[name])


def _fitting(view: View, order: Order, width: int, upright: float) -> go.Figure:
    """A chart in a proportion of height to width, at the width or, where it is too tall, drawn larger.

    A timeline is drawn larger only while its letters can still be read, and made lower before that.
    """
    lower, most = _lower(view, order, width, upright) if order.chart == ids.TIMELINE else ({}, _LARGEST)
    figure = _drawn(view, order, width, width * upright, lower)
    while figure.layout.height > width * upright + 1 and width < most:
        width = min(most, round(width * _STEP))
        figure = _drawn(view, order, width, width * upright, lower)
    return figure


def _lower(view: View, order: Order, width: int, upright: float) -> tuple[dict[str, Any], int]:
    """The first of the ways to make a timeline lower that is enough at the smallest letters, and the width of these.

    Where none is enough the last, and the largest width.
    """
    for share, ways in ((_SHARES[0], _LOWER), (_SHARES[1], _LOWER + _FEWER)):
        widest = int(width * _LETTERS / order.size.letters / share)
        made = drawing.recipe(replace(view, canvas=widest), order.chart)
        # What stands around the lanes is as high whatever is in them, but for the note on lanes that are left out.
        around: dict[bool, float] = {}
        for lower in ways:
            tall = timeline.height(made.frame, view.words, timeline.Options(**made.options | lower))
            few = "most" in lower
            if few not in around:
                around[few] = _drawn(view, order, widest, widest * upright, lower).layout.height - tall
            if tall + around[few] <= widest * upright + 1:
                return lower, widest
    return _FEWER[-1], _LARGEST


def _drawn(view: View, order: Order, width: float, height: float, lower: dict[str, Any]) -> go.Figure:
    """A chart with its words in it; the height of some follows from what is in them."""
    shown = replace(view, canvas=int(width))
    if not order.caption:
        return drawing.draw(shown, order.chart, height=height, **lower)
    return drawing.draw(shown, order.chart, export=True, picture=about(view, order), height=height, **lower)


def _whole(view: View, order: Order, width: float, scale: float) -> go.Figure:
    """Every milestone named, on a picture as tall as they need; its letters get smaller only where it is too tall."""
    shown = replace(_all_years(view), canvas=int(width))
    more = {"export": True, "picture": about(shown, order)} if order.caption else {}
    figure = drawing.draw(shown, order.chart, whole=True, **more)
    tall = figure.layout.height
    fits = min(scale, LONGEST_SIDE / tall, (MOST_PIXELS / tall / width) ** 0.5)
    return _finished(figure, width, fits)


def _finished(figure: go.Figure, width: float, scale: float) -> go.Figure:
    return figure.update_layout(width=width, meta={"scale": scale}, dragmode=False)
