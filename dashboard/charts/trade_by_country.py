"""Trade by country: a year as a ranking of bars, or two years as dumbbells or slopes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dashboard.charts import plain, trade_series, trade_words
from dashboard.charts.captions import Caption, Picture, framed
from dashboard.charts.labels import spread, text_width
from dashboard.charts.region import the_ten
from dashboard.charts.trade_series import Basis

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.charts.plain import Plain, Trace
    from dashboard.text import Words
    from dashboard.theme import Look

_ROW, _SIZE = 25, 12


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen of the chart by country.

    ``year``: the latest with a value where None or without one. ``against``: an earlier or later year to compare with,
    drawn as ``style`` dumbbell or slope; None for bars. The rest is as for the trend.
    """

    countries: tuple[str, ...] = ()
    flow: str = "total"
    reporter: str = "china"
    indicator: str = "goods_trade"
    year: int | None = None
    against: int | None = None
    style: str = "dumbbell"
    width: float = 350
    height: float | None = None
    export: bool = False
    picture: Picture = field(default_factory=Picture)

    @property
    def basis(self) -> Basis:
        """Which values are drawn; with both reporters, those of China."""
        who = "members" if self.reporter == "members" else "china"
        return Basis(self.countries or the_ten(), self.flow, who, self.indicator)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The values of the years, most traded first, and how to draw them. ``then`` is None for a single year."""

    now: dict[str, float]
    then: dict[str, float]
    unsure: frozenset[str]
    year: int
    against: int | None
    options: Options
    look: Look
    words: Words

    @property
    def codes(self) -> list[str]:
        return sorted(self.options.basis.countries, key=lambda code: (-self.now.get(code, float("-inf")), code))

    def name(self, code: str) -> str:
        return self.words.name("countries", code)

    def in_units(self, value: float) -> float:
        return value / trade_words.unit_size(self.words)

    def number(self, value: float) -> str:
        """A value in units of the axis: one decimal, two below one tenth."""
        units = self.in_units(value)
        return self.words.number(units, 1 if abs(units) >= 0.1 or units == 0 else 2)


def build(frame: pd.DataFrame, look: Look, words: Words, **options: Any) -> go.Figure:  # noqa: ANN401
    """Draw trade by country.

    Args:
        frame: Rows of the table trade, of all flows and years.
        look: Colours and fonts.
        words: The words of a language.
        options: The fields of `Options`.

    Returns:
        A figure whose marks have ``customdata`` ISO3. For bars and dumbbells the trace ``hits`` lies invisibly over the
        whole row of each country. Countries without a value keep their row, which says so.
    """
    return plain.figure(drawn(frame, look, words, Options(**options)))


def drawn(frame: pd.DataFrame, look: Look, words: Words, chosen: Options) -> Plain:
    """The same as `build` as plain values."""
    drawing = _drawing(frame, look, words, chosen)
    slope = drawing.against is not None and chosen.style == "slope"
    figure = _slope(drawing) if slope else _ranking(drawing)
    return framed(figure, caption(frame, chosen, words), chosen.picture, look) if chosen.export else figure


def caption(frame: pd.DataFrame, options: Options, words: Words) -> Caption:
    """Title, subtitle, note and a sentence with the key values."""
    table = trade_series.yearly(frame, options.basis)
    year, against = _years(table, options)
    now = _of_year(table, year)
    when = words("charts.trade.two_years", first=against, last=year) if against else str(year)
    missing = [code for code in options.basis.countries if code not in now]
    title = words("charts.trade.by_country", title=trade_words.title(options.basis, words), when=when)
    ranked = [
        words("charts.trade.ranked", country=words.name("countries", code), value=words.money(value))
        for code, value in sorted(now.items(), key=lambda item: -item[1])
    ]
    sentence = words("charts.colon", title=title, rest=words("charts.list").join(ranked))
    gaps = {year: tuple(missing)} if missing and now else {}
    return {
        "title": title,
        "subtitle": trade_words.subtitle(options.basis, "value", words),
        "note": trade_words.note(table[table["year"].isin([year, against])], gaps, words),
        "sentence": sentence if ranked else words("charts.trade.empty"),
    }


def _drawing(frame: pd.DataFrame, look: Look, words: Words, options: Options) -> _Drawing:
    table = trade_series.yearly(frame, options.basis)
    year, against = _years(table, options)
    weak = table[(table["year"] == year) & (table["method"] != "reported")]
    then = _of_year(table, against) if against else {}
    return _Drawing(_of_year(table, year), then, frozenset(weak["country"]), year, against, options, look, words)


def _years(table: pd.DataFrame, options: Options) -> tuple[int, int | None]:
    """The year that is drawn and the one to compare with, where the table has values of it."""
    known = set(table["year"])
    year = options.year if options.year in known else max(known, default=0)
    return int(year or 0), options.against if options.against in known - {year} else None


def _of_year(table: pd.DataFrame, year: int | None) -> dict[str, float]:
    rows = table[table["year"] == year]
    return dict(zip(rows["country"], rows["value_usd"].astype(float), strict=True))


def _ranking(drawing: _Drawing) -> Plain:
    values = {**{f"then {code}": value for code, value in drawing.then.items()}, **drawing.now}
    high, low = max([0.0, *values.values()]), min([0.0, *values.values()])
    ends = drawing.in_units(low), drawing.in_units(high) or 1.0
    marks = _dumbbells(drawing) if drawing.against else [_bars(drawing)]
    figure: Plain = {"data": [*marks, _values(drawing), _hits(drawing, ends[1])], "layout": _rows_layout(drawing, ends)}
    if not drawing.now:
        plain.annotate(figure, plain.nothing(drawing.words("charts.trade.empty"), drawing.look))
    return figure


def _rows_layout(drawing: _Drawing, ends: tuple[float, float]) -> dict[str, Any]:
    """A row a country, names at the left, room for the longest value at the right."""
    names = max(text_width(drawing.name(code), _SIZE) for code in drawing.codes) + 14
    texts = max(text_width(_value_text(drawing, code), _SIZE) for code in drawing.codes) + 18
    left = names + (8 if drawing.against or ends[0] < 0 else 0)
    return {
        "template": drawing.look.template,
        "width": drawing.options.width,
        "height": drawing.options.height or len(drawing.codes) * _ROW + 16,
        "meta": {"grows": drawing.options.height is None},
        "margin": {"l": left, "r": texts, "t": 6, "b": 10},
        "xaxis": {
            "range": [ends[0], ends[1]], "visible": False, "fixedrange": True, "zeroline": ends[0] < 0,
        },
        "yaxis": {
            "range": [len(drawing.codes) - 0.5, -0.5], "fixedrange": True, "showgrid": False, "zeroline": False,
            "tickfont": {"size": _SIZE, "color": drawing.look.text}, "automargin": False, "ticklabelstandoff": 6,
            "tickvals": list(range(len(drawing.codes))), "ticktext": [drawing.name(code) for code in drawing.codes],
        },
        "barmode": "overlay",
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": False,
        "separators": drawing.words("format.decimal") + drawing.words("format.thousands"),
    }  # fmt: skip


def _bars(drawing: _Drawing) -> Trace:
    codes = drawing.codes
    colours = [drawing.look.country(code) for code in codes]
    shapes = ["/" if code in drawing.unsure else "" for code in codes]
    hatch = {"shape": shapes, "size": 5, "solidity": 0.7, "fgcolor": colours, "bgcolor": drawing.look.surface}
    hatched = {"pattern": hatch} if any(shapes) else {}
    return {
        "type": "bar",
        "name": "values",
        "orientation": "h",
        "x": [drawing.in_units(drawing.now.get(code, 0.0)) for code in codes],
        "y": list(range(len(codes))),
        "width": 0.56,
        "customdata": codes,
        "hoverinfo": "skip",
        "marker": {"color": colours, "cornerradius": 3, "line": {"width": 0}, **hatched},
    }


def _dumbbells(drawing: _Drawing) -> list[Trace]:
    """For each country the other year as a hollow point, the year as a full one, and a line between them."""
    found = []
    for row, code in enumerate(drawing.codes):
        if code not in drawing.now or code not in drawing.then:
            continue
        colour = drawing.look.country(code)
        found.append(
            {
                "type": "scatter",
                "name": drawing.name(code),
                "mode": "lines+markers",
                "x": [drawing.in_units(drawing.then[code]), drawing.in_units(drawing.now[code])],
                "y": [row, row],
                "customdata": [code, code],
                "line": {"color": colour, "width": 3},
                "marker": {"size": 11, "color": [drawing.look.surface, colour], "line": {"color": colour, "width": 2}},
                "cliponaxis": False,
                "hoverinfo": "skip",
            }
        )
    return found


def _value_text(drawing: _Drawing, code: str) -> str:
    if code not in drawing.now:
        return drawing.words("charts.trade.no_value")
    text = drawing.number(drawing.now[code])
    if drawing.against is None or code not in drawing.then:
        return text
    before = drawing.then[code]
    change = drawing.words.percent((drawing.now[code] / before - 1) * 100, 0) if before > 0 else "–"
    return f"{text} ({'+' if drawing.now[code] > before > 0 else ''}{change})"


def _values(drawing: _Drawing) -> Trace:
    """The value at the end of each row; outside the bar, so that it reads on the surface."""
    codes = drawing.codes
    ends = [max(0.0, drawing.now.get(code, 0.0), drawing.then.get(code, 0.0)) for code in codes]
    return {
        "type": "scatter",
        "name": "numbers",
        "mode": "text",
        "x": [drawing.in_units(end) for end in ends],
        "y": list(range(len(codes))),
        "text": [
            ("\N{EM SPACE}" if drawing.against else "\N{THREE-PER-EM SPACE}") + _value_text(drawing, code)
            for code in codes
        ],
        "textposition": "middle right",
        "textfont": {
            "size": _SIZE,
            "color": [drawing.look.text if code in drawing.now else drawing.look.muted for code in codes],
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _hits(drawing: _Drawing, high: float) -> Trace:
    """An invisible bar over each row, so that the smallest country can be met and clicked."""
    codes = drawing.codes
    return {
        "type": "bar",
        "name": "hits",
        "orientation": "h",
        "x": [high] * len(codes),
        "y": list(range(len(codes))),
        "width": 1,
        "customdata": codes,
        "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        "hovertext": [_hover(drawing, code) for code in codes],
        "hoverinfo": "text",
    }


def _hover(drawing: _Drawing, code: str) -> str:
    if code not in drawing.now:
        return f"{drawing.name(code)} · {drawing.year} · {drawing.words('charts.trade.no_value')}"
    total = sum(value for value in drawing.now.values() if value > 0)
    share = drawing.words.percent(drawing.now[code] / total * 100) if drawing.now[code] > 0 else ""
    lines = [
        f"<b>{drawing.name(code)}</b>",
        f"{drawing.year}: {drawing.words.money(drawing.now[code])} {share}".strip(),
    ]
    if code in drawing.then:
        lines.append(f"{drawing.against}: {drawing.words.money(drawing.then[code])}")
    return "<br>".join(lines)


def _slope(drawing: _Drawing) -> Plain:
    """A line for each country from the other year to the year, names and values at both ends, kept apart."""
    codes = [code for code in drawing.codes if code in drawing.now and code in drawing.then]
    tall = drawing.options.height or 340
    figure: Plain = {"data": [_slope_line(drawing, code) for code in codes], "layout": _slope_layout(drawing, tall)}
    for side, values in ((0, drawing.then), (1, drawing.now)):
        plain.annotate(figure, *_slope_ends(drawing, {code: values[code] for code in codes}, side, tall - 40))
    return figure


def _slope_line(drawing: _Drawing, code: str) -> Trace:
    return {
        "type": "scatter", "name": drawing.name(code), "mode": "lines+markers", "x": [0, 1],
        "y": [drawing.in_units(drawing.then[code]), drawing.in_units(drawing.now[code])],
        "customdata": [code, code], "hoverinfo": "text", "hovertext": _hover(drawing, code), "cliponaxis": False,
        "line": {"color": drawing.look.country(code), "width": 2.4}, "marker": {"size": 8},
    }  # fmt: skip


def _slope_layout(drawing: _Drawing, tall: float) -> dict[str, Any]:
    side = max(text_width(drawing.name(code), _SIZE) for code in drawing.codes) + 62
    values = [drawing.in_units(value) for value in [*drawing.now.values(), *drawing.then.values()]]
    years = [str(drawing.against), str(drawing.year)]
    return {
        "template": drawing.look.template,
        "width": drawing.options.width,
        "height": tall,
        "meta": {"grows": drawing.options.height is None},
        "margin": {"l": side, "r": side, "t": 10, "b": 30},
        "xaxis": {"range": [-0.02, 1.02], "tickvals": [0, 1], "ticktext": years, "fixedrange": True},
        "yaxis": {"range": [min(0.0, *values), max(values)], "visible": False, "fixedrange": True},
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": False,
    }


def _slope_ends(drawing: _Drawing, values: dict[str, float], side: int, tall: float) -> list[dict[str, Any]]:
    low = min(0.0, *drawing.now.values(), *drawing.then.values())
    high = max(*drawing.now.values(), *drawing.then.values())
    ordered = sorted(values, key=lambda code: (values[code], code))
    places = spread([(values[code] - low) / (high - low) * tall for code in ordered], 14, 0, tall)
    return [
        {
            "text": f"{drawing.name(code)} {drawing.number(values[code])}", "showarrow": False,
            "x": side, "xref": "paper", "xanchor": "left" if side else "right", "xshift": 8 if side else -8,
            "y": place / tall, "yref": "paper", "yanchor": "middle",
            "font": {"size": _SIZE - 0.5, "color": drawing.look.text},
        }
        for code, place in zip(ordered, places, strict=True)
    ]  # fmt: skip
