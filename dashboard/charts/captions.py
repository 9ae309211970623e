"""The words that go with a chart: title, what is shown, notes, sources; beside it on the page, within a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from dashboard.charts import plain
from dashboard.charts.labels import clean, wrapped

if TYPE_CHECKING:
    from dashboard.charts.plain import Plain
    from dashboard.theme import Look


class Caption(TypedDict):
    """The words of a chart.

    ``title``; ``subtitle`` with filters, unit, basis, valuation and who reports; ``note`` with what a reader should
    know; ``sentence``, the text alternative with the key values.
    """

    title: str
    subtitle: str
    note: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture that leaves the page says about itself: filters in words, sources, version of the data, link."""

    filters: str = ""
    sources: str = ""
    version: str = ""
    link: str = ""


def framed(figure: Plain, caption: Caption, picture: Picture, look: Look, *, least: float = 0) -> Plain:
    """The figure with title and subtitle above, and note, sources and version below, wrapped to its width.

    Margins at top and bottom grow by what the words take; the height of the figure stays as it is set, or grows by
    them where ``layout.meta`` says ``{"grows": true}``, or where less than a third would be left for the chart, and
    is not below ``least``.
    """
    layout = figure["layout"]
    width = layout["width"]
    above = _lines(
        [(caption["title"], 18, True), (caption["subtitle"], 13, False), (picture.filters, 13, False)], width
    )
    below = _lines([(caption["note"], 11, False), (picture.sources, 11, False), (_origin(picture), 11, False)], width)
    margin, tall = layout["margin"], layout["height"]
    top, bottom = margin["t"], margin["b"]
    head, foot = _height(above), _height(below)
    if layout.get("meta", {}).get("grows"):
        tall += head + foot
    tall = max(tall, least, (top + bottom + head + foot) * 1.5)
    figure["layout"] = layout | {"height": tall, "margin": margin | {"t": top + head, "b": bottom + foot}}
    inner = plain.inner(figure)
    _write(figure, above, look, {"start": 1 + (top + head - 8) / inner, "left": margin["l"], "inner": inner})
    _write(figure, below, look, {"start": -(bottom + 6) / inner, "left": margin["l"], "inner": inner})
    return figure


def _origin(picture: Picture) -> str:
    return " · ".join(part for part in (picture.version, picture.link) if part)


def _lines(texts: list[tuple[str, int, bool]], width: float) -> list[tuple[str, int, bool]]:
    return [
        (line, size, bold) for text, size, bold in texts for line in wrapped(clean(text), size, width - 32, bold=bold)
    ]


def _height(lines: list[tuple[str, int, bool]]) -> int:
    return round(sum(size * 1.4 for _, size, _ in lines)) + (12 if lines else 0)


def _write(figure: Plain, lines: list[tuple[str, int, bool]], look: Look, place: dict[str, Any]) -> None:
    """Write lines downward from ``start`` (in heights of the plot), 16 pixels from the left edge of the picture."""
    down = 0.0
    for text, size, bold in lines:
        line = {
            "text": f"<b>{text}</b>" if bold else text,
            "x": 0, "y": place["start"] - down / place["inner"], "xref": "paper", "yref": "paper",
            "xanchor": "left", "yanchor": "top", "xshift": 16 - place["left"], "showarrow": False,
            "font": {"size": size, "color": look.text if size > 11 else look.muted},
        }  # fmt: skip
        plain.annotate(figure, line)
        down += size * 1.4
