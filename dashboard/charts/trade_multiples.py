"""A small chart of trade over the years for each country, with one scale for all or each its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dashboard.charts import axes, plain, trade_marks, trade_series, trade_words
from dashboard.charts.captions import Caption, Picture, framed
from dashboard.charts.region import the_ten
from dashboard.charts.trade_series import Basis

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.charts.plain import Plain
    from dashboard.text import Words
    from dashboard.theme import Look

# Pixels: a panel, the room over it for its name, between panels for the scale, and under it for years.
_PANEL, _NAME, _SCALE, _YEARS = 92, 26, 40, 22


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen of the small charts: as for the trend; ``axes`` is shared, or own for each its own scale."""

    countries: tuple[str, ...] = ()
    flow: str = "total"
    measure: str = "value"
    reporter: str = "china"
    indicator: str = "goods_trade"
    range: tuple[Any, Any] | None = None
    axes: str = "shared"
    width: float = 1000
    export: bool = False
    picture: Picture = field(default_factory=Picture)

    @property
    def basis(self) -> Basis:
        """Which values are drawn; with both reporters, those of China."""
        who = "members" if self.reporter == "members" else "china"
        return Basis(self.countries or the_ten(), self.flow, who, self.indicator)

    @property
    def columns(self) -> int:
        """How many panels stand side by side."""
        return min(len(self.basis.countries), max(2, int(self.width // 230)))


def build(frame: pd.DataFrame, look: Look, words: Words, **options: Any) -> go.Figure:  # noqa: ANN401
    """Draw a panel for each country, the greatest first; countries without a value keep an empty panel.

    Args:
        frame: Rows of the table trade.
        look: Colours and fonts.
        words: The words of a language.
        options: The fields of `Options`.

    Returns:
        A figure with an ``xaxisN``/``yaxisN`` for each country; traces have ``customdata`` ISO3.
    """
    return plain.figure(drawn(frame, look, words, Options(**options)))


def drawn(frame: pd.DataFrame, look: Look, words: Words, chosen: Options) -> Plain:
    """The same as `build` as plain values."""
    yearly = trade_series.yearly(frame, chosen.basis)
    table = trade_series.measured(yearly, chosen.measure, _base(yearly, frame, chosen))
    seen = axes.visible(table, frame, chosen.range)
    style = trade_marks.Style("lines", chosen.measure, look, words)
    ranked = trade_marks.order(table)[::-1]
    codes = [*ranked, *(code for code in chosen.basis.countries if code not in ranked)]
    figure: Plain = {"data": [], "layout": _layout(frame, codes, style, chosen)}
    ends = _ends(seen, style.size)
    for at, code in enumerate(codes):
        rows = table[table["country"] == code]
        for trace in trade_marks.by_country(rows, style):
            marker = trace["marker"] | {"size": 3.5}
            own = {"xaxis": f"x{_nth(at)}", "yaxis": f"y{_nth(at)}", "marker": marker, "showlegend": False}
            figure["data"].append(trace | own)
        scale = ends if chosen.axes == "shared" else _ends(seen[seen["country"] == code], style.size)
        figure["layout"][f"yaxis{_nth(at)}"]["range"] = list(scale)
    return framed(figure, caption(frame, chosen, words), chosen.picture, look) if chosen.export else figure


def caption(frame: pd.DataFrame, options: Options, words: Words) -> Caption:
    """Title, subtitle, note and a sentence with the key values."""
    table = axes.visible(trade_series.yearly(frame, options.basis), frame, options.range)
    said = []
    for code in trade_marks.order(table)[::-1]:
        rows = table[table["country"] == code].sort_values("year")
        first, last = rows.iloc[0], rows.iloc[-1]
        said.append(
            words(
                "charts.multiples.from_to",
                country=words.name("countries", code), first=first["year"], last=last["year"],
                before=words.money(float(first["value_usd"])), after=words.money(float(last["value_usd"])),
            )
        )  # fmt: skip
    title = words("charts.multiples.title", title=trade_words.title(options.basis, words))
    unit = trade_words.subtitle(options.basis, options.measure, words, _base(table, frame, options))
    return {
        "title": title,
        "subtitle": words("charts.trade.stop").join((unit, words(f"charts.multiples.{options.axes}"))),
        "note": trade_words.note(table, trade_series.absent(table, options.basis.countries), words),
        "sentence": words("charts.colon", title=title, rest=words("charts.list").join(said))
        if said
        else words("charts.trade.empty"),
    }


def _base(table: pd.DataFrame, frame: pd.DataFrame, options: Options) -> int | None:
    """The base year of an index, which is that of the trend."""
    return trade_series.base_year(axes.visible(table, frame, options.range), options.measure)


def _ends(table: pd.DataFrame, size: float) -> tuple[float, float]:
    values = (table["shown"].dropna() / size).tolist()
    return min([0.0, *values]) * 1.08, (max([0.0, *values]) or 1.0) * 1.08


def _layout(frame: pd.DataFrame, codes: list[str], style: trade_marks.Style, options: Options) -> dict[str, Any]:
    rows = -(-len(codes) // options.columns)
    height = rows * (_PANEL + _NAME + _YEARS)
    layout: dict[str, Any] = {
        "template": style.look.template,
        "width": options.width,
        "height": height,
        "meta": {"grows": True},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": False,
        "separators": style.words("format.decimal") + style.words("format.thousands"),
        "annotations": [],
    }
    span = axes.span(frame, options.range)
    for at, code in enumerate(codes):
        box = _box(at, options, rows)
        years = axes.time_axis(span, axes.NARROW, style.words) | {"nticks": 3, "fixedrange": True, "hoverformat": "%Y"}
        layout[f"xaxis{_nth(at)}"] = years | {"domain": box["x"], "anchor": f"y{_nth(at)}", "tickfont": {"size": 10.5}}
        layout[f"yaxis{_nth(at)}"] = {
            "domain": box["y"], "anchor": f"x{_nth(at)}", "nticks": 3, "fixedrange": True, "tickformat": ",",
            "tickfont": {"size": 10.5},
        }  # fmt: skip
        layout["annotations"].append(
            {
                "text": f"<b>{style.words.name('countries', code)}</b>", "showarrow": False, "xref": "paper",
                "yref": "paper", "x": box["x"][0], "y": box["y"][1], "xanchor": "left", "yanchor": "bottom",
                "font": {"size": 12, "color": style.look.text},
            }
        )  # fmt: skip
    return layout


def _nth(at: int) -> str:
    """What Plotly calls the axes of a panel by: the first have no number."""
    return str(at + 1) if at else ""


def _box(at: int, options: Options, rows: int) -> dict[str, list[float]]:
    """The part of the picture, from 0 to 1, that a panel takes."""
    row, column = divmod(at, options.columns)
    step, down = options.width / options.columns, _PANEL + _NAME + _YEARS
    left, right = column * step + _SCALE, (column + 1) * step - 8
    top, tall = row * down + _NAME, rows * down
    return {
        "x": [left / options.width, right / options.width],
        "y": [1 - (top + _PANEL) / tall, 1 - top / tall],
    }
