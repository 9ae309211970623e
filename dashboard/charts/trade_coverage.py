"""Which values there are: a picture of years by countries, told by how each value was arrived at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dashboard.charts import axes, plain, trade_series
from dashboard.charts.captions import Caption, Picture, framed
from dashboard.charts.labels import text_width
from dashboard.charts.region import members
from dashboard.charts.trade_series import Basis
from dashboard.theme import faded

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.charts.plain import Plain, Trace
    from dashboard.text import Words
    from dashboard.theme import Look

# Pixels: a row, the tallest one in a picture that has room, and the least width of a year's cell that holds a letter.
_ROW, _TALLEST, _LETTER = 22, 128, 16
#: How values are arrived at, with the share of colour in a cell; "missing" is no value.
_SHADES = {"reported": 1.0, "estimated": 0.62, "derived": 0.42, "mirrored": 0.25, "missing": 0.0}


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen: one flow (export, import, total) as one side reports it, over which years.

    ``height`` in pixels is filled, where it is given and holds a row for each country.
    """

    countries: tuple[str, ...] = ()
    flow: str = "export"
    reporter: str = "china"
    indicator: str = "goods_trade"
    range: tuple[Any, Any] | None = None
    width: float = 1000
    height: float = 0
    export: bool = False
    picture: Picture = field(default_factory=Picture)

    @property
    def basis(self) -> Basis:
        """Which values are looked for."""
        return Basis(self.countries or tuple(sorted(members())), self.flow, self.reporter, self.indicator)


def build(frame: pd.DataFrame, look: Look, words: Words, **options: Any) -> go.Figure:  # noqa: ANN401
    """Draw a cell for each year and country: full where reported, paler and with a letter the less direct it is.

    Args:
        frame: Rows of the table trade.
        look: Colours and fonts.
        words: The words of a language.
        options: The fields of `Options`.

    Returns:
        A figure whose heatmap has ``customdata`` ISO3, with a legend of what the cells mean.
    """
    return plain.figure(drawn(frame, look, words, Options(**options)))


def drawn(frame: pd.DataFrame, look: Look, words: Words, chosen: Options) -> Plain:
    """The same as `build` as plain values."""
    first, last = (day.year for day in axes.span(frame, chosen.range))
    years, codes = list(range(first, last + 1)), list(chosen.basis.countries)
    how = _methods(frame, chosen)
    cells = _cells(how, (years, codes), look, words)
    if chosen.width / len(years) < _LETTER:
        cells["texttemplate"] = ""
    layout = _layout(codes, look, words, chosen)
    tall = min(chosen.height, layout["height"] + len(codes) * (_TALLEST - _ROW))
    layout["height"] = max(layout["height"], 0 if chosen.export else tall)
    figure: Plain = {"data": [cells, *(_key(method, look, words) for method in _SHADES)], "layout": layout}
    if chosen.export:
        framed(figure, caption(frame, chosen, words), chosen.picture, look, least=tall)
    return _keyed(figure, len(codes))


def _keyed(figure: Plain, rows: int) -> Plain:
    """The figure with the legend under its axis, however tall it has become."""
    figure["layout"]["legend"]["y"] = -24 / max(plain.inner(figure), rows * _ROW)
    return figure


def caption(frame: pd.DataFrame, options: Options, words: Words) -> Caption:
    """Title, subtitle, note and a sentence that says which years each country has."""
    table = axes.visible(trade_series.yearly(frame, options.basis), frame, options.range)
    said = []
    for code in options.basis.countries:
        years = sorted(table["year"][table["country"] == code])
        name = words.name("countries", code)
        when = words.date(f"{years[0]}/{years[-1]}") if years else words("charts.coverage.none")
        said.append(words("charts.coverage.years", country=name, when=when, number=words.number(len(years))))
    title = words("charts.coverage.title")
    return {
        "title": title,
        "subtitle": words(f"charts.trade.valued.{options.reporter}.{options.flow}"),
        "note": words("charts.coverage.note"),
        "sentence": words("charts.colon", title=title, rest=words("charts.list").join(said)),
    }


def _methods(frame: pd.DataFrame, options: Options) -> dict[tuple[int, str], str]:
    rows = trade_series.yearly(frame, options.basis)
    return {(row["year"], row["country"]): row["method"] for row in rows.to_dict("records")}


def _colour(method: str, look: Look) -> str:
    return faded(look.accent, look.surface, _SHADES[method]) if method != "missing" else look.band


def _cells(how: dict[tuple[int, str], str], axis: tuple[list[int], list[str]], look: Look, words: Words) -> Trace:
    years, codes = axis
    ranks = list(_SHADES)
    grid = [[how.get((year, code), "missing") for year in years] for code in codes]
    steps = [(at / len(ranks), (at + 1) / len(ranks), _colour(method, look)) for at, method in enumerate(ranks)]
    letters = {method: words(f"charts.coverage.letters.{method}") for method in ("estimated", "derived", "mirrored")}
    return {
        "type": "heatmap",
        "x": years,
        "y": list(range(len(codes))),
        "z": [[ranks.index(method) for method in row] for row in grid],
        "text": [[letters.get(method, "") for method in row] for row in grid],
        "texttemplate": "%{text}",
        "textfont": {"size": 10, "color": look.text},
        "customdata": [[code] * len(years) for code in codes],
        "hovertext": [
            [_hover(code, year, how.get((year, code), "missing"), words) for year in years] for code in codes
        ],
        "hoverinfo": "text",
        "zmin": -0.5,
        "zmax": len(ranks) - 0.5,
        "colorscale": [stop for low, high, colour in steps for stop in ((low, colour), (high, colour))],
        "showscale": False,
        "xgap": 1.5,
        "ygap": 2,
    }


def _hover(code: str, year: int, method: str, words: Words) -> str:
    return f"{words.name('countries', code)} · {year} · {_said(method, words)}"


def _said(method: str, words: Words) -> str:
    return words("charts.trade.no_value") if method == "missing" else words(f"charts.trade.methods.{method}")


def _key_name(method: str, words: Words) -> str:
    letter = words(f"charts.coverage.letters.{method}") if method in {"estimated", "derived", "mirrored"} else ""
    return f"{_said(method, words)} ({letter})" if letter else _said(method, words)


def _key(method: str, look: Look, words: Words) -> Trace:
    return {
        "type": "scatter",
        "name": _key_name(method, words),
        "mode": "markers",
        "x": [None],
        "y": [None],
        "marker": {
            "symbol": "square",
            "size": 12,
            "color": _colour(method, look),
            "line": {"color": look.axis, "width": 0.8},
        },
    }


def _key_rows(words: Words, room: float) -> int:
    """On how many rows Plotly sets the legend: one where all fits, else in columns as wide as the widest entry."""
    widths = [text_width(_key_name(method, words), 11) + 46 for method in _SHADES]
    if sum(widths) <= room:
        return 1
    return -(-len(widths) // max(1, int(room // max(widths))))


def _layout(codes: list[str], look: Look, words: Words, options: Options) -> dict[str, Any]:
    margins = axes.margins(options.width)
    left = max(margins.left, 96)
    keys = 19 * (_key_rows(words, options.width - left - 14) - 1)
    return {
        "template": look.template,
        "width": options.width,
        "height": len(codes) * _ROW + 66 + keys,
        "meta": {"grows": True},
        "margin": {"l": left, "r": 14, "t": 4, "b": 62 + keys},
        "xaxis": {"fixedrange": True, "showgrid": False, "nticks": max(3, int(options.width // 60)), "tickformat": "d"},
        "yaxis": {
            "tickvals": list(range(len(codes))),
            "ticktext": [words.name("countries", code) for code in codes],
            "range": [len(codes) - 0.5, -0.5],
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "tickfont": {"color": look.text},
        },
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "yanchor": "top", "font": {"size": 11}},
    }
