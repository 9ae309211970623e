"""The marks of trade over time: areas, lines and bars by country, rings of stated figures, and both sides' lines."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.charts import axes, trade_series, trade_words
from dashboard.charts.labels import clean, spread
from dashboard.theme import faded

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from dashboard.charts.plain import Trace
    from dashboard.text import Words
    from dashboard.theme import Look

_YEAR = 365.25 * 86_400_000


@dataclass(frozen=True, slots=True)
class Style:
    """How marks are drawn: as area, lines or bars, of which measure, in which colours and words."""

    drawn: str
    measure: str
    look: Look
    words: Words

    @property
    def size(self) -> float:
        """What values are divided by for the axis: the dollars of its unit, or 1."""
        return trade_words.unit_size(self.words) if self.measure == "value" else 1.0


def by_country(table: pd.DataFrame, style: Style) -> list[Trace]:
    """The marks of each country, least first, so that the greatest stands on top of a stack.

    Args:
        table: What `trade_series.measured` returns.
        style: How to draw.

    Returns:
        Traces with ``customdata`` ISO3 and the value in words as ``text``.
    """
    if style.drawn == "area":
        return _areas(table, style)
    draw = {"bars": _bar, "lines": _line}[style.drawn]
    found: list[Trace] = []
    for code in order(table):
        found.extend(draw(_of_country(table, code, style), style.words.name("countries", code), style.look))
    return found


def _of_country(table: pd.DataFrame, code: str, style: Style) -> pd.DataFrame:
    """The values of a country in units of the axis, and in words."""
    rows = table[table["country"] == code].dropna(subset=["shown"])
    texts = [_said(float(value), method, style) for value, method in zip(rows["shown"], rows["method"], strict=True)]
    return rows.assign(shown=rows["shown"] / style.size, text=texts)


def told(table: pd.DataFrame, style: Style) -> list[Trace]:
    """What a pointer over a stack of areas is told: the year, its sum, and each country, the greatest first.

    Args:
        table: What `trade_series.measured` returns.
        style: How the stack is drawn; other styles tell each value at its mark.

    Returns:
        One trace without visible marks, ``customdata`` the year; none for other styles.
    """
    if style.drawn != "area" or table.empty:
        return []
    years = _by_year(table)
    return [
        {
            "type": "scatter",
            "name": "told",
            "mode": "markers",
            "x": [axes.midyear(year) for year in years],
            "y": [_top(values) / style.size for values in years.values()],
            "text": [_year_told(year, values, style) for year, values in years.items()],
            "customdata": [str(year) for year in years],
            "hovertemplate": "%{text}<extra></extra>",
            "marker": {"size": 1, "opacity": 0, "color": style.look.text},
            "hoverlabel": {"bgcolor": style.look.surface, "bordercolor": style.look.axis},
            "showlegend": False,
        }
    ]


def _by_year(table: pd.DataFrame) -> dict[int, list[tuple[str, float, str]]]:
    """Country, value and method of each year, in the order of time."""
    found: dict[int, list[tuple[str, float, str]]] = {}
    columns = (table[name].tolist() for name in ("year", "country", "shown", "method"))
    for year, code, value, method in zip(*columns, strict=True):
        found.setdefault(year, []).append((code, float(value), method))
    return dict(sorted(found.items()))


def _top(values: list[tuple[str, float, str]]) -> float:
    """Where the stack of a year ends."""
    return sum(value for _, value, _ in values if not math.isnan(value))


def _year_told(year: int, values: list[tuple[str, float, str]], style: Style) -> str:
    words, lines = style.words, [f"<b>{year}</b>"]
    if style.measure == "value" and len(values) > 1:
        lines.append(f"<b>{words('charts.trade.sum')}: {words.money(_top(values))}</b>")
    for code, value, method in sorted(values, key=lambda one: -one[1]):
        swatch = f'<span style="color:{style.look.country(code)}">■</span>'
        lines.append(f"{swatch} {words.name('countries', code)}: {_said(value, method, style)}")
    return "<br>".join(lines)


def order(table: pd.DataFrame) -> list[str]:
    """Countries from the least to the greatest in the last year that each has."""
    last = latest(table, "value_usd")
    return sorted(last, key=lambda code: (last[code], code))


def latest(table: pd.DataFrame, column: str) -> dict[str, float]:
    """The value of a column in the last year in which each country has one."""
    columns = (table[name].tolist() for name in ("year", "country", column))
    known = sorted(
        (year, str(code), value) for year, code, value in zip(*columns, strict=True) if not math.isnan(value)
    )
    return {code: value for _, code, value in known}


def rings(rows: pd.DataFrame, style: Style) -> list[Trace]:
    """Figures that sources state, as rings where they would stand.

    Args:
        rows: What `trade_series.stated` returns.
        style: How to draw.

    Returns:
        One trace with ``customdata`` observation_id, or none without rows.
    """
    if rows.empty:
        return []
    words = style.words
    texts = [
        words(
            "charts.trade.stated",
            year=row["year"],
            value=words.money(row["value"]),
            note=clean(str(row["note"] or "")),
        )
        for row in rows.to_dict("records")
    ]
    return [
        {
            "type": "scatter",
            "name": words("charts.trade.rings"),
            "mode": "markers",
            "x": [axes.midyear(year) for year in rows["year"]],
            "y": (rows["value"] / style.size).tolist(),
            "text": texts,
            "hovertemplate": "%{text}<extra></extra>",
            "customdata": rows["observation_id"].tolist(),
            "marker": {"size": 9, "color": "rgba(0,0,0,0)", "line": {"color": style.look.text, "width": 1.5}},
        }
    ]


def both_sides(sides: pd.DataFrame, style: Style) -> list[Trace]:
    """A line for each side's reports, the gap between them filled; nothing is drawn over missing years.

    Plotly would carry the filling over the gaps of a line, so that each run of years has its own two lines.

    Args:
        sides: What `trade_series.both_sides` returns.
        style: How to draw.

    Returns:
        Two traces for each run of years without a gap, the members' first, with ``customdata`` members or china.
    """
    runs = trade_series.runs(sides.index)
    return [trace for at, years in enumerate(runs) for trace in _side_lines(sides.loc[years], style, named=at == 0)]


def _side_lines(sides: pd.DataFrame, style: Style, *, named: bool) -> list[Trace]:
    """Both sides' lines over years that follow each other; ``named`` ones stand in the legend."""
    words, look = style.words, style.look
    gaps = [words.percent(gap) for gap in (sides["members"] / sides["china"] - 1) * 100]
    behind = [f" · {words('charts.trade.other_side', percent=gap)}" for gap in gaps]
    return [
        {
            "type": "scatter",
            "name": words(f"charts.trade.reports.{who}"),
            "legendgroup": who,
            "showlegend": named,
            "x": [axes.midyear(year) for year in sides.index],
            "y": (sides[who] / style.size).tolist(),
            "text": [words.money(value) + more for value, more in zip(sides[who], more_words, strict=True)],
            "customdata": [who] * len(sides),
            "hovertemplate": "%{text}",
            "mode": "lines+markers",
            "line": {"color": colour, "width": 2.2},
            "marker": {"size": 5},
            **fill,
            "fillcolor": faded(colour, look.surface, 0.15),
        }
        for who, colour, fill, more_words in (
            ("members", look.country("ASEAN"), {}, behind),
            ("china", look.country("CHN"), {"fill": "tonexty"}, [""] * len(sides)),
        )
    ]


def end_names(
    heights: list[tuple[str, float]], tall: float, style: Style, strong: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """The names of countries at the right of a chart over time, kept apart.

    Args:
        heights: Codes and how far up their last value stands, from 0 to 1.
        tall: Pixels of the plot.
        style: Colours and words.
        strong: Of a chart that sets few lines off from many, the colours of the few; the other names are quiet.

    Returns:
        Annotations with the code as ``name``, that can be clicked.
    """
    places = sorted(heights, key=lambda place: place[1])
    middles = spread([share * tall for _, share in places], 14.5, 4, tall - 4)
    return [
        {
            "text": _end_name(code, style, strong),
            "x": 1, "xref": "paper", "xanchor": "left", "xshift": 4, "y": middle / tall, "yref": "paper",
            "yanchor": "middle", "showarrow": False,
            "font": {"size": 11.5, "color": style.look.text if strong is None or code in strong else style.look.muted},
            "name": code, "captureevents": True,
        }
        for (code, _), middle in zip(places, middles, strict=True)
    ]  # fmt: skip


def _end_name(code: str, style: Style, strong: Mapping[str, str] | None) -> str:
    name = style.words.name("countries", code)
    if strong is None:
        return f'<span style="color:{style.look.country(code)}">■</span> {name}'
    return f'<b><span style="color:{strong[code]}">{name}</span></b>' if code in strong else name


def _said(value: float, method: str, style: Style) -> str:
    text = trade_words.shown(value, style.measure, style.words)
    return text if method == "reported" else f"{text} · {style.words(f'charts.trade.methods.{method}')}"


def _trace(rows: pd.DataFrame, name: str) -> dict[str, Any]:
    """What every mark of a country has in common."""
    return {
        "name": name,
        "legendgroup": name,
        "x": [axes.midyear(year) for year in rows["year"]],
        "y": rows["shown"].tolist(),
        "text": rows["text"].tolist(),
        "customdata": rows["country"].tolist(),
    }


def _hover(name: str) -> str:
    """What a pointer at a value of a country is told."""
    return f"<b>{name}</b> %{{x|%Y}}: %{{text}}<extra></extra>"


def _areas(table: pd.DataFrame, style: Style) -> list[Trace]:
    """Areas, a stack of its own for each run of years: Plotly would fill a stack over years that no country has."""
    known = table.dropna(subset=["shown"])
    own = {str(code): rows for code, rows in known.groupby("country")}
    return [
        trace | {"stackgroup": f"trade-{years[0]}", "mode": "lines" if len(years) > 1 else "markers"}
        for code in order(table)
        if code in own
        for years in trade_series.runs(known["year"])
        for trace in _area(
            _of_country(own[code][own[code]["year"].isin(years)], code, style),
            style.words.name("countries", code),
            style.look,
        )
    ]


def _area(rows: pd.DataFrame, name: str, look: Look) -> list[Trace]:
    """Two traces of one stack, what is reported and what is not, hatched; each is nothing in the other's years.

    Plotly fills those years in itself and would tell them to a pointer, so `told` tells the values.
    """
    found: list[Trace] = []
    for sure in (True, False):
        part = rows[(rows["method"] == "reported") == sure]
        if part.empty:
            continue
        colour = look.country(part["country"].iloc[0])
        hatch = {"shape": "" if sure else "/", "size": 5, "solidity": 0.25, "fgcolor": look.surface, "bgcolor": colour}
        found.append(
            {
                "type": "scatter",
                **_trace(part, name),
                "hoverinfo": "skip",
                "line": {"width": 0.6, "color": look.surface},
                "marker": {"size": 5, "color": colour},
                "fillcolor": colour,
                "fillpattern": hatch,
                "showlegend": not found,
            }
        )
    return found


def _bar(rows: pd.DataFrame, name: str, look: Look) -> list[Trace]:
    shapes = ["" if method == "reported" else "/" for method in rows["method"]]
    colours = [look.country(code) for code in rows["country"]]
    pattern = {"shape": shapes, "size": 5, "solidity": 0.3, "fgcolor": look.surface, "fillmode": "overlay"}
    marker = {"color": colours, "pattern": pattern, "line": {"width": 0}}
    drawn = {"textposition": "none", "width": _YEAR * 0.82, "marker": marker, "hovertemplate": _hover(name)}
    return [{"type": "bar", **_trace(rows, name), **drawn}]


def _line(rows: pd.DataFrame, name: str, look: Look) -> list[Trace]:
    """A line with gaps where years are missing; hollow markers where a value is not reported."""
    if rows.empty:
        return []
    colour = look.country(rows["country"].iloc[0])
    years = range(int(rows["year"].min()), int(rows["year"].max()) + 1)
    full = rows.set_index("year").reindex(years).rename_axis("year").reset_index()
    full = full.astype(object).where(full.notna(), None)
    hollow = [colour if method == "reported" else look.surface for method in full["method"]]
    return [
        {
            "type": "scatter",
            **_trace(full, name),
            "mode": "lines+markers",
            "connectgaps": False,
            "line": {"color": colour, "width": 2},
            "marker": {"size": 5, "color": hollow, "line": {"color": colour, "width": 1.2}},
            "hovertemplate": _hover(name),
        }
    ]
