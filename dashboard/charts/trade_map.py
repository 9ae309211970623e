"""Trade by country on a map of the region.

The countries are filled lines on a plain pair of axes, one degree as wide as high, which hardly distorts so near the
equator. Plotly's own maps fetch their base map from the internet, this one needs nothing and prints as it is.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from dashboard.charts import axes, geometry, map_names, plain, trade_series, trade_words
from dashboard.charts.breaks import classes, said
from dashboard.charts.captions import Caption, Picture, framed
from dashboard.charts.labels import text_width
from dashboard.charts.region import members
from dashboard.charts.trade_series import Basis
from dashboard.theme import contrast, faded

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.charts.plain import Plain, Trace
    from dashboard.text import Words
    from dashboard.theme import Look

#: Degrees east and north that the map shows; those of ``assets/region.geojson``.
_EAST, _NORTH = (91.0, 142.0), (-12.5, 29.5)
#: How strong the fills of the classes are, from the least trade to the most.
_SHADES = (0.14, 0.32, 0.52, 0.74, 1.0)
# Pixels under the map for a legend of one row and for each more, and what an entry takes besides its words.
_LEGEND, _KEY_ROW, _SWATCH = 34, 19, 46
# Pixels of a dot with its line.
_DOT = 11


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen of the map: as for the chart by country.

    The height follows from the width; where one is given, the map is as large as fits.
    """

    countries: tuple[str, ...] = ()
    flow: str = "total"
    reporter: str = "china"
    indicator: str = "goods_trade"
    year: int | None = None
    width: float = 640
    height: float = 0
    export: bool = False
    picture: Picture = field(default_factory=Picture)

    @property
    def basis(self) -> Basis:
        """Which values are drawn; with both reporters, those of China."""
        who = "members" if self.reporter == "members" else "china"
        return Basis(self.countries or tuple(members()), self.flow, who, self.indicator)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Values of a year in units of the legend, the ends of its classes, and how to draw them."""

    amounts: Mapping[str, float]
    breaks: tuple[float, ...]
    year: int
    options: Options
    look: Look
    words: Words

    def fill(self, code: str) -> str:
        """The colour of a country: by the class of its value; pale where it has none."""
        if code not in self.amounts:
            return self.look.band
        return self.shade(bisect_right(self.breaks, self.amounts[code]))

    def shade(self, rank: int) -> str:
        """The colour of a class, spread over all shades where there are few classes."""
        place = round(rank * (len(_SHADES) - 1) / max(1, len(self.breaks)))
        return faded(self.look.accent, self.look.surface, _SHADES[place])

    def number(self, code: str) -> str:
        value = self.amounts[code]
        return self.words.number(value, 1 if abs(value) >= 0.1 or value == 0 else 2)


def build(frame: pd.DataFrame, look: Look, words: Words, **options: Any) -> go.Figure:  # noqa: ANN401
    """Draw the members of ASEAN filled by their trade with China.

    Args:
        frame: Rows of the table trade.
        look: Colours and fonts.
        words: The words of a language.
        options: The fields of `Options`.

    Returns:
        A figure without a geo subplot. The trace ``hits`` has invisible points within each member with ``customdata``
        ISO3; Brunei, Singapore and Timor-Leste have a dot each in the trace ``small``.
    """
    return plain.figure(drawn(frame, look, words, Options(**options)))


def drawn(frame: pd.DataFrame, look: Look, words: Words, chosen: Options) -> Plain:
    """The same as `build` as plain values."""
    drawing = _drawing(frame, look, words, chosen)
    land = [_outline(drawing, code, rings) for code, rings in geometry.shapes()]
    figure: Plain = {"data": [*land, *_keys(drawing), _small(drawing)], "layout": _layout(drawing)}
    if chosen.export:
        framed(figure, caption(frame, chosen, words), chosen.picture, look)
    wide = min(chosen.width, plain.inner(figure) * (_EAST[1] - _EAST[0]) / (_NORTH[1] - _NORTH[0]))
    spots = _spots(drawing, wide)
    figure["data"].append(_hits(drawing, spots))
    plain.annotate(figure, *_names(drawing, spots, wide))
    return figure


def caption(frame: pd.DataFrame, options: Options, words: Words) -> Caption:
    """Title, subtitle, note and a sentence with the key values."""
    table = trade_series.yearly(frame, options.basis)
    year = _year(table, options)
    rows = table[table["year"] == year].sort_values("value_usd", ascending=False)
    ranked = [
        words(
            "charts.trade.ranked", country=words.name("countries", row["country"]), value=words.money(row["value_usd"])
        )
        for row in rows.to_dict("records")
    ]
    title = words("charts.trade.by_country", title=trade_words.title(options.basis, words), when=str(year))
    sentence = words("charts.colon", title=title, rest=words("charts.list").join(ranked))
    return {
        "title": title,
        "subtitle": trade_words.subtitle(options.basis, "value", words),
        "note": words("charts.map.note"),
        "sentence": sentence if ranked else words("charts.trade.empty"),
    }


def film(frame: pd.DataFrame, look: Look, words: Words, chosen: Options) -> dict[int, list[tuple[str, ...]]]:
    """Code, fill, value, ink and rim of each member in every year, in the classes of the year that is drawn."""
    drawing, table = _drawing(frame, look, words, chosen), trade_series.yearly(frame, chosen.basis)
    found: dict[int, list[tuple[str, ...]]] = {}
    places = {code: place["at"] == "land" for code, place in geometry.places().items() if code in members()}
    for year, rows in table.groupby("year"):
        amounts = (rows["value_usd"].astype(float) / trade_words.unit_size(words)).tolist()
        then = replace(drawing, amounts=dict(zip(rows["country"], amounts, strict=True)))
        found[int(str(year))] = [
            (code, fill, then.number(code) if code in then.amounts else "", *_ink(then, fill, on_land=on_land))
            for code, on_land in places.items()
            for fill in [then.fill(code)]
        ]
    return found


def _year(table: pd.DataFrame, options: Options) -> int:
    known = set(table["year"])
    return int(options.year or 0) if options.year in known else int(max(known, default=0))


def _drawing(frame: pd.DataFrame, look: Look, words: Words, options: Options) -> _Drawing:
    table = trade_series.yearly(frame, options.basis)
    year = _year(table, options)
    rows = table[table["year"] == year]
    amounts = dict(zip(rows["country"], rows["value_usd"].astype(float) / trade_words.unit_size(words), strict=True))
    return _Drawing(amounts, classes(amounts.values(), len(_SHADES)), year, options, look, words)


def _layout(drawing: _Drawing) -> dict[str, Any]:
    width, height = drawing.options.width, drawing.options.height
    legend = _legend(said(drawing.breaks, drawing.words), width)
    plain = {"visible": False, "fixedrange": True, "showgrid": False, "zeroline": False}
    return {
        "template": drawing.look.template,
        "width": width,
        "height": height or round(width * (_NORTH[1] - _NORTH[0]) / (_EAST[1] - _EAST[0])) + legend,
        "meta": {"grows": not height},
        "margin": {"l": 0, "r": 0, "t": 0, "b": legend},
        "xaxis": plain | {"range": list(_EAST), "constrain": "domain"},
        "yaxis": plain | {"range": list(_NORTH), "scaleanchor": "x", "constrain": "domain"},
        "plot_bgcolor": drawing.look.page,
        "dragmode": False,
        "hovermode": "closest",
        "hoverdistance": 30,
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 0,
            "yanchor": "top",
            "itemsizing": "constant",
            "font": {"size": 11},
        },
    }


def _legend(texts: list[str], width: float) -> int:
    """The pixels of the legend: as many rows as its entries need, each as wide as the widest."""
    widest = max((text_width(text, 11) for text in texts), default=0) + _SWATCH
    return _LEGEND + _KEY_ROW * (math.ceil(len(texts) / max(1, width // widest)) - 1 if texts else 0)


def _outline(drawing: _Drawing, code: str, rings: list[list[tuple[float, float]]]) -> Trace:
    """A country as one filled line, its rings set apart by gaps. Neighbours are pale and unnamed."""
    look = drawing.look
    fill = drawing.fill(code) if code in members() else look.line
    return {
        "type": "scatter",
        "name": code,
        "mode": "lines",
        "x": [place for ring in rings for place in (*(point[0] for point in ring), None)][:-1],
        "y": [place for ring in rings for place in (*(point[1] for point in ring), None)][:-1],
        "fill": "toself",
        "fillcolor": fill,
        "line": {"color": look.axis if _faint(drawing, code) else look.surface, "width": 0.9},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _faint(drawing: _Drawing, code: str) -> bool:
    """Whether a member's fill hardly differs from the sea, so that only its outline shows it."""
    return code in members() and contrast(drawing.fill(code), drawing.look.page) < 1.35


def _keys(drawing: _Drawing) -> list[Trace]:
    """The classes as entries of the legend."""
    return [
        {
            "type": "scatter",
            "name": text,
            "mode": "markers",
            "x": [None],
            "y": [None],
            "marker": {
                "symbol": "square",
                "size": 12,
                "color": drawing.shade(rank),
                "line": {"color": drawing.look.axis, "width": 0.8},
            },
            "showlegend": True,
        }
        for rank, text in enumerate(said(drawing.breaks, drawing.words))
    ]


def _small(drawing: _Drawing) -> Trace:
    """A dot for each state that is too small to be seen."""
    dots = {code: place["bubble"] for code, place in geometry.places().items() if "bubble" in place}
    return {
        "type": "scatter",
        "name": "small",
        "mode": "markers",
        "x": [east for east, _ in dots.values()],
        "y": [north for _, north in dots.values()],
        "customdata": list(dots),
        "marker": {
            "size": _DOT,
            "color": [drawing.fill(code) for code in dots],
            "line": {"color": drawing.look.text, "width": 1.2},
        },
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _hits(drawing: _Drawing, spots: dict[str, tuple[float, float]]) -> Trace:
    """Invisible points within each member, as dense as a pointer needs, and on the dots and names of small ones."""
    found = [(code, *point) for code, points in geometry.inside().items() for point in points]
    found += [(code, *spot) for code, spot in spots.items()]
    found += [(code, *place["bubble"]) for code, place in geometry.places().items() if "bubble" in place]
    found = [point for point in found if point[0] in members()]
    return {
        "type": "scatter",
        "name": "hits",
        "mode": "markers",
        "x": [east for _, east, _ in found],
        "y": [north for _, _, north in found],
        "customdata": [code for code, *_ in found],
        "marker": {"size": 16, "color": "rgba(0,0,0,0)"},
        "hovertext": [_hover(drawing, code) for code, *_ in found],
        "hoverinfo": "text",
        "showlegend": False,
    }


def _hover(drawing: _Drawing, code: str) -> str:
    name = drawing.words.name("countries", code)
    if code not in drawing.amounts:
        return f"<b>{name}</b><br>{drawing.year}: {drawing.words('charts.trade.no_value')}"
    value_usd = drawing.amounts[code] * trade_words.unit_size(drawing.words)
    return f"<b>{name}</b><br>{drawing.year}: {drawing.words.money(value_usd)}"


def _narrow(wide: float) -> bool:
    return wide < axes.NARROW - 200


def _size(wide: float) -> float:
    """The font size of names."""
    return 10 if _narrow(wide) else 11.5


def _lines(drawing: _Drawing, code: str, wide: float) -> tuple[str, ...]:
    """The name of a member with its value, of China without; the name alone on a narrow map."""
    name = drawing.words.name("countries", code)
    return (name, drawing.number(code)) if code in drawing.amounts and not _narrow(wide) else (name,)


def _spots(drawing: _Drawing, wide: float) -> dict[str, tuple[float, float]]:
    """Where each name stands on a map so many pixels ``wide``."""
    scale = wide / (_EAST[1] - _EAST[0])
    places = geometry.places()
    names = [
        map_names.Name(code, _lines(drawing, code, wide), tuple((east, north) for east, north in place["labels"]))
        for code, place in places.items()
    ]
    dots = [map_names.dot(place["bubble"], scale, _DOT) for place in places.values() if "bubble" in place]
    return map_names.placed(names, dots, scale, _size(wide))


def _names(drawing: _Drawing, spots: dict[str, tuple[float, float]], wide: float) -> list[dict[str, Any]]:
    """The names, each with a rim of its ground's colour where it reaches over another's."""
    notes = []
    for code, place in geometry.places().items():
        fill = drawing.fill(code) if code in members() else drawing.look.line
        ink, rim = _ink(drawing, fill, on_land=place["at"] == "land")
        notes.append(
            {
                "name": code, "text": "<br>".join(_lines(drawing, code, wide)),
                "x": spots[code][0], "y": spots[code][1],
                "showarrow": False, "font": {"size": _size(wide), "color": ink, "shadow": rim}, "captureevents": False,
            }
        )  # fmt: skip
    return notes


def _ink(drawing: _Drawing, fill: str, *, on_land: bool) -> tuple[str, str]:
    """The colour of a name and its rim: on its country, which is filled so, or beside it."""
    ink, ground = (drawing.look.ink_on(fill), fill) if on_land else (drawing.look.text, drawing.look.page)
    return ink, ", ".join(f"{x}px {y}px 1px {ground}" for x, y in itertools.product((-1, 1), repeat=2))
