"""Trade by country: a year as a ranking of bars, or two years as dumbbells or slopes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dashboard.charts import plain, trade_series, trade_slope, trade_words
from dashboard.charts.captions import Caption, Picture, framed
from dashboard.charts.labels import text_width
from dashboard.charts.region import the_ten
from dashboard.charts.trade_series import Basis

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.charts.plain import Plain, Trace
    from dashboard.text import Words
    from dashboard.theme import Look

_ROW, _SIZE = 25, 12
# The share of the width that dots stand away from the names; how many years slopes go back where none is chosen.
_DOTS, _DECADE = 0.03, 10


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen of the chart by country.

    ``year``: the latest with a value where None or without one. ``against``: another year to compare with, earlier to
    later, drawn as ``style`` dumbbell or slope; None for bars. The rest is as for the trend.
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
class Drawing:
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
        """The countries, most traded first."""
        return sorted(self.options.basis.countries, key=lambda code: (-self.now.get(code, float("-inf")), code))

    def name(self, code: str) -> str:
        """A country in words."""
        return self.words.name("countries", code)

    def in_units(self, value: float) -> float:
        """A value in units of the axis."""
        return value / trade_words.unit_size(self.words)

    def number(self, value: float) -> str:
        """A value in units of the axis: one decimal, two below one tenth."""
        units = self.in_units(value)
        return self.words.number(units, 1 if abs(units) >= 0.1 or units == 0 else 2)

    def hover(self, code: str) -> str:
        """What a pointer is told of a country: the value of the year, its share, the value of the other year."""
        if code not in self.now:
            return f"{self.name(code)} · {self.year} · {self.words('charts.trade.no_value')}"
        total = sum(value for value in self.now.values() if value > 0)
        share = self.words.percent(self.now[code] / total * 100) if self.now[code] > 0 else ""
        lines = [f"<b>{self.name(code)}</b>", f"{self.year}: {self.words.money(self.now[code])} {share}".strip()]
        if code in self.then:
            lines.append(f"{self.against}: {self.words.money(self.then[code])}")
        return "<br>".join(lines)


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
    figure = trade_slope.drawn(drawing) if slope else _ranking(drawing)
    return framed(figure, caption(frame, chosen, words), chosen.picture, look) if chosen.export else figure


def caption(frame: pd.DataFrame, options: Options, words: Words) -> Caption:
    """Title, subtitle, note and a sentence with the key values."""
    table = trade_series.yearly(frame, options.basis)
    year, against = years(table, options)
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


def _drawing(frame: pd.DataFrame, look: Look, words: Words, options: Options) -> Drawing:
    table = trade_series.yearly(frame, options.basis)
    year, against = years(table, options)
    weak = table[(table["year"] == year) & (table["method"] != "reported")]
    then = _of_year(table, against) if against else {}
    return Drawing(_of_year(table, year), then, frozenset(weak["country"]), year, against, options, look, words)


def years(table: pd.DataFrame, options: Options) -> tuple[int, int | None]:
    """The year that is drawn and an earlier one to compare with, of those with values; slopes go ten years back."""
    known = set(table["year"])
    year = int((options.year if options.year in known else max(known, default=0)) or 0)
    against = options.against
    if options.style == "slope":
        against = min((one for one in known if one >= (against or year - _DECADE)), default=None)
    return (max(year, against), min(year, against)) if against and against in known - {year} else (year, None)


def _of_year(table: pd.DataFrame, year: int | None) -> dict[str, float]:
    rows = table[table["year"] == year]
    return dict(zip(rows["country"], rows["value_usd"].astype(float), strict=True))


def _ranking(drawing: Drawing) -> Plain:
    values = {**{f"then {code}": value for code, value in drawing.then.items()}, **drawing.now}
    high, low = max([0.0, *values.values()]), min([0.0, *values.values()])
    ends = drawing.in_units(low), drawing.in_units(high) or 1.0
    marks = _dumbbells(drawing) if drawing.against else [_bars(drawing)]
    figure: Plain = {"data": [*marks, _values(drawing), _hits(drawing, ends[1])], "layout": _rows_layout(drawing, ends)}
    if not drawing.now:
        plain.annotate(figure, plain.nothing(drawing.words("charts.trade.empty"), drawing.look))
    return figure


def _rows_layout(drawing: Drawing, ends: tuple[float, float]) -> dict[str, Any]:
    """A row a country, names at the left, room for the longest value at the right."""
    names = max(text_width(drawing.name(code), _SIZE) for code in drawing.codes) + 14
    texts = max(text_width(_value_text(drawing, code), _SIZE) for code in drawing.codes) + 18
    left = names + (8 if drawing.against or ends[0] < 0 else 0)
    left_of = (ends[1] - ends[0]) * _DOTS if drawing.against else 0
    return {
        "template": drawing.look.template,
        "width": drawing.options.width,
        "height": drawing.options.height or len(drawing.codes) * _ROW + 16,
        "meta": {"grows": drawing.options.height is None},
        "margin": {"l": left, "r": texts, "t": 6, "b": 10},
        "xaxis": {
            "range": [ends[0] - left_of, ends[1]], "visible": False, "fixedrange": True, "zeroline": ends[0] < 0,
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


def _bars(drawing: Drawing) -> Trace:
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


def _dumbbells(drawing: Drawing) -> list[Trace]:
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


def _value_text(drawing: Drawing, code: str) -> str:
    if code not in drawing.now:
        return drawing.words("charts.trade.no_value")
    text = drawing.number(drawing.now[code])
    if drawing.against is None or code not in drawing.then:
        return text
    before = drawing.then[code]
    change = drawing.words.percent((drawing.now[code] / before - 1) * 100, 0) if before > 0 else "–"
    return f"{text} ({'+' if drawing.now[code] > before > 0 else ''}{change})"


def _values(drawing: Drawing) -> Trace:
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


def _hits(drawing: Drawing, high: float) -> Trace:
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
        "hovertext": [drawing.hover(code) for code in codes],
        "hoverinfo": "text",
    }
