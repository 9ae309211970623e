"""Trade by country on a map of the region.

The countries are filled lines on a plain pair of axes, one degree as wide as high, which hardly distorts so near the
equator. Plotly's own maps fetch their base map from the internet, this one needs nothing and prints as it is.
"""

from __future__ import annotations

import itertools
import json
import math
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go
import yaml

from dashboard.charts import axes, trade_series, trade_words
from dashboard.charts.captions import Caption, Picture, framed
from dashboard.charts.region import members
from dashboard.charts.trade_series import Basis
from dashboard.theme import contrast, faded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from dashboard.text import Words
    from dashboard.theme import Look

#: Degrees east and north that the map shows; those of ``assets/region.geojson``.
_EAST, _NORTH = (91.0, 142.0), (-12.5, 29.5)
#: How strong the fills of the classes are, from the least trade to the most.
_SHADES = (0.14, 0.32, 0.52, 0.74, 1.0)
_LEGEND = 34


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
    chosen = Options(**options)
    drawing = _drawing(frame, look, words, chosen)
    figure = go.Figure(layout=_layout(drawing))
    figure.add_traces([_outline(drawing, code, rings) for code, rings in _shapes()])
    figure.add_traces([*_keys(drawing), _small(drawing), _hits(drawing)])
    if chosen.export:
        framed(figure, caption(frame, chosen, words), chosen.picture, look)
    tall = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    wide = min(chosen.width, tall * (_EAST[1] - _EAST[0]) / (_NORTH[1] - _NORTH[0]))
    return figure.update_layout(annotations=[*figure.layout.annotations, *_names(drawing, wide)])


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


def classes(values: Iterable[float], most: int = len(_SHADES)) -> tuple[float, ...]:
    """The ends between at most ``most`` classes of about as many values each, at round numbers.

    Args:
        values: Any numbers; those of nothing or less fall in the first class.
        most: How many classes there may be.

    Returns:
        Ascending ends, each the first value of the next class; none for fewer than two different values.
    """
    positive = sorted({value for value in values if value > 0})
    if len(positive) < 2:
        return ()
    places = (round(len(positive) * step / most) for step in range(1, most))
    ends = {_rounded(math.sqrt(positive[at - 1] * positive[at])) for at in places if 0 < at < len(positive)}
    return tuple(end for end in sorted(ends) if positive[0] < end <= positive[-1])


def _rounded(value: float) -> float:
    """The nearest of 1, 1.5, 2, 3, 5, 7 and their tens."""
    ten = 10 ** math.floor(math.log10(value))
    nearest = min((1, 1.5, 2, 3, 5, 7, 10), key=lambda step: abs(math.log10(value / (step * ten))))
    return float(f"{nearest * ten:.12g}")


def _year(table: pd.DataFrame, options: Options) -> int:
    known = set(table["year"])
    return int(options.year or 0) if options.year in known else int(max(known, default=0))


def _drawing(frame: pd.DataFrame, look: Look, words: Words, options: Options) -> _Drawing:
    table = trade_series.yearly(frame, options.basis)
    year = _year(table, options)
    rows = table[table["year"] == year]
    amounts = dict(zip(rows["country"], rows["value_usd"].astype(float) / trade_words.unit_size(words), strict=True))
    return _Drawing(amounts, classes(amounts.values()), year, options, look, words)


def _layout(drawing: _Drawing) -> dict[str, Any]:
    width, height = drawing.options.width, drawing.options.height
    plain = {"visible": False, "fixedrange": True, "showgrid": False, "zeroline": False}
    return {
        "template": drawing.look.template,
        "width": width,
        "height": height or round(width * (_NORTH[1] - _NORTH[0]) / (_EAST[1] - _EAST[0])) + _LEGEND,
        "meta": {"grows": not height},
        "margin": {"l": 0, "r": 0, "t": 0, "b": _LEGEND},
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


def _outline(drawing: _Drawing, code: str, rings: list[list[tuple[float, float]]]) -> go.Scatter:
    """A country as one filled line, its rings set apart by gaps. Neighbours are pale and unnamed."""
    look = drawing.look
    fill = drawing.fill(code) if code in members() else look.line
    return go.Scatter(
        name=code,
        mode="lines",
        x=[place for ring in rings for place in (*(point[0] for point in ring), None)][:-1],
        y=[place for ring in rings for place in (*(point[1] for point in ring), None)][:-1],
        fill="toself",
        fillcolor=fill,
        line={"color": look.axis if _faint(drawing, code) else look.surface, "width": 0.9},
        hoverinfo="skip",
        showlegend=False,
    )


def _faint(drawing: _Drawing, code: str) -> bool:
    """Whether a member's fill hardly differs from the sea, so that only its outline shows it."""
    return code in members() and contrast(drawing.fill(code), drawing.look.page) < 1.35


def _keys(drawing: _Drawing) -> list[go.Scatter]:
    """The classes as entries of the legend."""
    number, breaks, words = drawing.words.number, drawing.breaks, drawing.words
    said = [number(end, 0 if end % 1 == 0 else 1) for end in breaks]
    texts = [words("charts.map.between", low=low, high=high) for low, high in itertools.pairwise(said)]
    if said:
        texts = [words("charts.map.below", high=said[0]), *texts, words("charts.map.from", low=said[-1])]
    return [
        go.Scatter(
            name=text,
            mode="markers",
            x=[None],
            y=[None],
            marker={
                "symbol": "square",
                "size": 12,
                "color": drawing.shade(rank),
                "line": {"color": drawing.look.axis, "width": 0.8},
            },
            showlegend=True,
        )
        for rank, text in enumerate(texts)
    ]


def _small(drawing: _Drawing) -> go.Scatter:
    """A dot for each state that is too small to be seen."""
    dots = {code: place["bubble"] for code, place in _places().items() if "bubble" in place}
    return go.Scatter(
        name="small",
        mode="markers",
        x=[east for east, _ in dots.values()],
        y=[north for _, north in dots.values()],
        customdata=list(dots),
        marker={
            "size": 11,
            "color": [drawing.fill(code) for code in dots],
            "line": {"color": drawing.look.text, "width": 1.2},
        },
        hoverinfo="skip",
        showlegend=False,
    )


def _hits(drawing: _Drawing) -> go.Scatter:
    """Invisible points within each member, as dense as a pointer needs, and on the dots and names of small ones."""
    found = [(code, *point) for code, points in _grid().items() for point in points]
    found += [(code, *place[key]) for code, place in _places().items() for key in ("label", "bubble") if key in place]
    found = [point for point in found if point[0] in members()]
    return go.Scatter(
        name="hits",
        mode="markers",
        x=[east for _, east, _ in found],
        y=[north for _, _, north in found],
        customdata=[code for code, *_ in found],
        marker={"size": 16, "color": "rgba(0,0,0,0)"},
        hovertext=[_hover(drawing, code) for code, *_ in found],
        hoverinfo="text",
        showlegend=False,
    )


def _hover(drawing: _Drawing, code: str) -> str:
    name = drawing.words.name("countries", code)
    if code not in drawing.amounts:
        return f"<b>{name}</b><br>{drawing.year}: {drawing.words('charts.trade.no_value')}"
    value_usd = drawing.amounts[code] * trade_words.unit_size(drawing.words)
    return f"<b>{name}</b><br>{drawing.year}: {drawing.words.money(value_usd)}"


def _names(drawing: _Drawing, wide: float) -> list[dict[str, Any]]:
    """The name of each member with its value, of China without; names alone where the map is less ``wide``."""
    narrow, notes = wide < axes.NARROW - 200, []
    for code, place in _places().items():
        lines = [drawing.words.name("countries", code)]
        if code in drawing.amounts and not narrow:
            lines.append(drawing.number(code))
        fill = drawing.fill(code) if code in members() else drawing.look.line
        ink = drawing.look.ink_on(fill) if place["at"] == "land" else drawing.look.text
        notes.append(
            {
                "text": "<br>".join(lines), "x": place["label"][0], "y": place["label"][1], "showarrow": False,
                "font": {"size": 10 if narrow else 11.5, "color": ink}, "captureevents": False,
            }
        )  # fmt: skip
    return notes


@lru_cache(maxsize=1)
def _places() -> dict[str, dict[str, Any]]:
    text = files(__package__).joinpath("places.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


@lru_cache(maxsize=1)
def _features() -> list[dict[str, Any]]:
    text = files("dashboard").joinpath("assets", "region.geojson").read_text(encoding="utf-8")
    return list(json.loads(text)["features"])


def _shapes() -> list[tuple[str, list[list[tuple[float, float]]]]]:
    """Code ("" for neighbours) and outer rings of each country, neighbours first."""
    found = [(feature["id"], [polygon[0] for polygon in feature["geometry"]["coordinates"]]) for feature in _features()]
    return sorted(found, key=lambda shape: (shape[0] in members(), shape[0]))


def _grid() -> dict[str, list[tuple[float, float]]]:
    return {feature["id"]: feature["properties"].get("inside", []) for feature in _features()}
