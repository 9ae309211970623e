"""Trade over the years, by country, as areas, lines or bars; or as both sides report it."""

from __future__ import annotations

import math
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

# Pixels over and under the plot.
_TOP, _BOTTOM = 12, 30
# Pixels of a legend of one line over the plot.
_KEY = 24
# Pixels that the names of two sides take under a narrow plot.
_LEGEND = 48


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen of a trend.

    ``countries``: partners, the ten members where empty. ``flow``: total, export, import, balance, as China sees it.
    ``measure``: value, share, index, change. ``scale``: linear, log. ``style``: area, lines, bars; what cannot be
    stacked is drawn as lines. ``reporter``: china, members, both. ``events`` are milestones whose headlines and
    ``selected`` one draw their line. ``base_year`` is that of an index,
    where None the first visible one in which every country has a reported value.
    """

    countries: tuple[str, ...] = ()
    flow: str = "total"
    measure: str = "value"
    scale: str = "linear"
    style: str = "area"
    reporter: str = "china"
    indicator: str = "goods_trade"
    range: tuple[Any, Any] | None = None
    base_year: int | None = None
    events: pd.DataFrame | None = None
    selected: str = ""
    width: float = 1000
    height: float = 290
    export: bool = False
    picture: Picture = field(default_factory=Picture)

    @property
    def basis(self) -> Basis:
        """Which values are drawn; with both reporters, those of China."""
        who = "members" if self.reporter == "members" else "china"
        return Basis(self.countries or the_ten(), self.flow, who, self.indicator)

    @property
    def drawn(self) -> str:
        """The style that is drawn: only values and shares that cannot be negative stack as areas."""
        stacks = self.measure in {"value", "share"} and self.scale == "linear"
        if self.style == "bars" and (stacks or self.measure == "change") and self.scale == "linear":
            return "bars"
        return "area" if self.style == "area" and stacks and self.flow != "balance" else "lines"


@dataclass(frozen=True, slots=True)
class _Scale:
    """The y axis in units of the axis: its ends, and whether it is logarithmic."""

    low: float
    high: float
    log: bool

    def share(self, value: float) -> float:
        """How far up a value stands, from 0 to 1."""
        if self.log:
            return math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    @property
    def range(self) -> list[float]:
        """The ends as Plotly takes them."""
        return [math.log10(self.low), math.log10(self.high)] if self.log else [self.low, self.high]


def build(frame: pd.DataFrame, look: Look, words: Words, **options: Any) -> go.Figure:  # noqa: ANN401
    """Draw trade over the years.

    Args:
        frame: Rows of the table trade, of all flows.
        look: Colours and fonts.
        words: The words of a language.
        options: The fields of `Options`.

    Returns:
        A figure on the same time axis and margins as the timeline; values stand in the middle of their year. Traces of
        countries have ``customdata`` ISO3, as have their names at the right as ``name`` of the annotation; rings of
        stated figures carry the observation_id.
    """
    return plain.figure(drawn(frame, look, words, Options(**options)))


def drawn(frame: pd.DataFrame, look: Look, words: Words, chosen: Options) -> Plain:
    """The same as `build` as plain values."""
    style = trade_marks.Style(chosen.drawn, chosen.measure, look, words)
    yearly = trade_series.yearly(frame, chosen.basis)
    table = trade_series.measured(yearly, chosen.measure, _base(yearly, frame, chosen))
    sides = trade_series.both_sides(frame, chosen.basis) if chosen.reporter == "both" else None
    stated = stated_rows(frame, chosen) if sides is None else table[:0]
    if sides is None:
        traces = [*trade_marks.by_country(table, style), *trade_marks.told(table, style)]
    else:
        traces = trade_marks.both_sides(sides, style)
    scale = _scale(table if sides is None else _melted(sides), frame, chosen, style.size)
    rings = trade_marks.rings(stated, style)
    figure: Plain = {"data": [*traces, *rings], "layout": _layout(frame, scale, style, chosen)}
    if chosen.export:
        framed(figure, caption(frame, chosen, words), chosen.picture, look)
    tall = plain.inner(figure)
    figure["layout"]["legend"]["y"] = -_BOTTOM / tall if chosen.width < axes.NARROW else 1
    names = trade_marks.end_names(_heights(table, scale, style, chosen), tall, style) if sides is None else []
    plain.annotate(figure, *names, *([] if traces else [plain.nothing(words("charts.trade.empty"), look)]))
    return figure


def caption(frame: pd.DataFrame, options: Options, words: Words) -> Caption:
    """Title, subtitle, note and a sentence with the key values."""
    table = axes.visible(trade_series.yearly(frame, options.basis), frame, options.range)
    gaps = trade_series.absent(table, options.basis.countries)
    if options.reporter == "both":
        return _caption_of_both(frame, options, words)
    return {
        "title": trade_words.title(options.basis, words),
        "subtitle": trade_words.subtitle(options.basis, options.measure, words, _base(table, frame, options)),
        "note": trade_words.note(table, gaps, words, rings=len(stated_rows(frame, options)) > 0),
        "sentence": _sentence(table, options, words),
    }


def _caption_of_both(frame: pd.DataFrame, options: Options, words: Words) -> Caption:
    sides = axes.visible(trade_series.both_sides(frame, options.basis).reset_index(), frame, options.range)
    sides = sides.set_index("year")
    countries = words.names("countries", sides["pairs"].iloc[-1].split(";")) if len(sides) else ""
    return {
        "title": trade_words.title(options.basis, words),
        "subtitle": words("charts.trade.both", unit=trade_words.unit("value", words)),
        "note": words("charts.trade.same_pairs", countries=countries) if countries else "",
        "sentence": _gap_sentence(sides, words),
    }


def _base(table: pd.DataFrame, frame: pd.DataFrame, options: Options) -> int | None:
    """The base year of an index: the one that is chosen, else the first visible one that all countries have."""
    return options.base_year or trade_series.base_year(axes.visible(table, frame, options.range), options.measure)


def _sentence(table: pd.DataFrame, options: Options, words: Words) -> str:
    title = trade_words.title(options.basis, words)
    if table.empty:
        return words("charts.trade.empty")
    sums = trade_series.summed(table)
    first, last = int(sums.index.min()), int(sums.index.max())
    top = table[table["year"] == last].nlargest(1, "value_usd").iloc[0]
    return words(
        "charts.trade.sentence",
        title=title, first=first, last=last, before=words.money(sums[first]), after=words.money(sums[last]),
        country=words.name("countries", str(top["country"])), most=words.money(float(top["value_usd"])),
    )  # fmt: skip


def _gap_sentence(sides: pd.DataFrame, words: Words) -> str:
    if sides.empty:
        return words("charts.trade.one_side")
    last = sides.iloc[-1]
    return words(
        "charts.trade.gap",
        year=sides.index[-1], pairs=words.number(len(last["pairs"].split(";"))),
        china=words.money(float(last["china"])), members=words.money(float(last["members"])),
        percent=words.percent((float(last["members"]) / float(last["china"]) - 1) * 100),
    )  # fmt: skip


def stated_rows(frame: pd.DataFrame, options: Options) -> pd.DataFrame:
    """The rows of stated figures that get a ring: where what is drawn ends at a total to compare them with."""
    rows = trade_series.stated(frame, options.basis, whole=trade_words.stands_for_asean(options.basis))
    comparable = options.drawn != "lines" or len(options.basis.countries) == 1
    return rows if options.measure == "value" and comparable else rows[:0]


def _melted(sides: pd.DataFrame) -> pd.DataFrame:
    """Both sides' sums as a table whose countries are the sides."""
    long = sides[["china", "members"]].rename_axis("year").reset_index().melt("year", var_name="country")
    return long.assign(shown=long["value"])


def _scale(table: pd.DataFrame, frame: pd.DataFrame, options: Options, size: float) -> _Scale:
    """Ends of the y axis for the values in the visible years, with room above them."""
    first, last = axes.span(frame, options.range)
    seen = table[table["year"].between(first.year, last.year)]
    if options.drawn != "bars":
        seen = trade_series.edged(table, first.year, last.year)
    seen = seen.dropna(subset=["shown"])
    values = seen["shown"] / size
    log = options.scale == "log" and options.measure in {"value", "index"} and options.flow != "balance"
    if log:
        kept = values[values > 0]
        return _Scale(kept.min() * 0.8, kept.max() * 1.6, log=True) if len(kept) else _Scale(1, 10, log=True)
    stacks = options.drawn != "lines" and options.reporter != "both"
    above, below = values.clip(lower=0), values.clip(upper=0)
    if stacks:
        above, below = above.groupby(seen["year"]).sum(), below.groupby(seen["year"]).sum()
    high, low = above.max() if len(above) else 1.0, below.min() if len(below) else 0.0
    return _Scale(low * 1.06, max(high * 1.06, 1e-9), log=False)


def _layout(frame: pd.DataFrame, scale: _Scale, style: trade_marks.Style, options: Options) -> dict[str, Any]:
    margins, words = axes.margins(options.width), style.words
    narrow, both = options.width < axes.NARROW, options.reporter == "both"
    return {
        "template": style.look.template,
        "width": options.width,
        "height": options.height,
        "margin": {
            "l": margins.left,
            "r": margins.right,
            "t": _TOP + _KEY * (both and not narrow),
            "b": _BOTTOM + _LEGEND * (narrow and both),
        },
        "xaxis": axes.time_axis(axes.span(frame, options.range), options.width, words) | {"hoverformat": "%Y"},
        "yaxis": {
            "type": "log" if scale.log else "linear",
            "range": scale.range,
            "fixedrange": True,
            "ticksuffix": "" if options.measure in {"value", "index"} else " %",
            "tickformat": ",~r" if scale.log else ",",
            "nticks": 6,
        },
        "separators": words("format.decimal") + words("format.thousands"),
        "barmode": "relative",
        "dragmode": False,
        "hovermode": "x unified" if both else "x" if options.drawn == "area" else "closest",
        "hoverlabel": {"font": {"size": 12}},
        "showlegend": both,
        "legend": {"orientation": "h", "x": 0, "yanchor": "top" if narrow else "bottom", "font": {"size": 11}},
        "shapes": axes.event_lines(
            options.events, options.selected, style.look, axes.span(frame, options.range), options.width
        ),
        "uirevision": "trend",
    }


def _heights(table: pd.DataFrame, scale: _Scale, style: trade_marks.Style, options: Options) -> list[tuple[str, float]]:
    """How far up each country's last visible value stands, from 0 to 1: in a stack, the middle of its band."""
    seen = table.dropna(subset=["shown"])
    if options.range:
        seen = seen[seen["year"] <= axes.span(seen, options.range)[1].year]
    last = trade_marks.latest(seen, "shown")
    found, tops = [], {True: 0.0, False: 0.0}
    for code in (code for code in trade_marks.order(table) if code in last):
        value = last[code] / style.size
        found.append((code, scale.share(value if options.drawn == "lines" else tops[value < 0] + value / 2)))
        tops[value < 0] += value
    return found
