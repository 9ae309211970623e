"""Direct investment into ASEAN over the years by where it comes from: China among the others."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dashboard.charts import axes, plain, trade_marks, trade_words
from dashboard.charts.captions import Caption, Picture, framed
from dashboard.charts.trade_series import Held
from dashboard.theme import faded

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.charts.plain import Plain, Trace
    from dashboard.text import Words
    from dashboard.theme import Look

_TOP, _BOTTOM = 12, 30


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen. ``measure`` is value, or share of the investment from the whole world.

    ``partners`` are where it comes from; ``host`` is who receives and reports it. China, those ``chosen`` and the
    greatest of the others are set off, the rest are quiet.
    """

    partners: tuple[str, ...] = ("CHN", "HKG", "JPN", "KOR", "TWN", "USA")
    host: str = "ASEAN"
    chosen: tuple[str, ...] = ()
    measure: str = "value"
    range: tuple[Any, Any] | None = None
    events: pd.DataFrame | None = None
    selected: str = ""
    width: float = 1000
    height: float = 260
    export: bool = False
    picture: Picture = field(default_factory=Picture)


def build(frame: pd.DataFrame, look: Look, words: Words, **options: Any) -> go.Figure:  # noqa: ANN401
    """Draw inward investment by year, a line for each origin, few of them set off.

    Args:
        frame: Rows of the table trade.
        look: Colours and fonts.
        words: The words of a language.
        options: The fields of `Options`.

    Returns:
        A figure on the time axis and margins of timeline and trend; traces have ``customdata`` the origin's code.
    """
    return plain.figure(drawn(frame, look, words, Options(**options)))


def drawn(frame: pd.DataFrame, look: Look, words: Words, chosen: Options) -> Plain:
    """The same as `build` as plain values."""
    style = trade_marks.Style("lines", chosen.measure, look, words)
    table = inward(frame, chosen)
    ends = _ends(table, style.size)
    strong = _strong(table, chosen, look)
    figure: Plain = {"data": _lines(table, style, strong), "layout": _layout(frame, ends, style, chosen)}
    if chosen.export:
        framed(figure, caption(frame, chosen, words), chosen.picture, look)
    last = table.sort_values("year").groupby("country")["shown"].last() / style.size
    heights = [(str(code), (value - ends[0]) / (ends[1] - ends[0])) for code, value in last.items()]
    named = trade_marks.end_names(heights, plain.inner(figure), style, strong)
    plain.annotate(figure, *named, *([plain.nothing(words("charts.trade.empty"), look)] if table.empty else []))
    return figure


def caption(frame: pd.DataFrame, options: Options, words: Words) -> Caption:
    """Title, subtitle, note and a sentence with the key values of China's investment."""
    title = words("charts.investment.title", host=words.name("countries", options.host))
    table = axes.visible(inward(frame, options).query("country == 'CHN'"), frame, options.range).sort_values("year")
    sentence = words("charts.trade.empty")
    if len(table):
        first, last = table.iloc[0], table.iloc[-1]
        sentence = words(
            "charts.investment.sentence",
            first=first["year"], last=last["year"], before=words.money(float(first["value_usd"])),
            after=_told(float(last["value_usd"]), float(last["share"]), words),
        )  # fmt: skip
    unit = trade_words.unit("value", words) if options.measure == "value" else words("charts.investment.share")
    return {
        "title": title,
        "subtitle": words("charts.trade.stop").join((unit, words("charts.investment.basis"))),
        "note": _note(frame, words),
        "sentence": sentence,
    }


def _note(frame: pd.DataFrame, words: Words) -> str:
    """How to read the values, and that no member is known as host where the table knows ASEAN only."""
    note = words("charts.investment.note")
    return words("charts.investment.whole", note=note) if _hosts(Held(frame)) <= {"ASEAN"} else note


@lru_cache(maxsize=8)
def _hosts(held: Held) -> frozenset[str]:
    """Who is known to have received investment from China."""
    frame = held.frame
    return frozenset(frame["reporter"][(frame["indicator"] == "investment_flow") & (frame["partner"] == "CHN")])


def inward(frame: pd.DataFrame, options: Options) -> pd.DataFrame:
    """The preferred values of investment into the host by year and origin.

    Returns:
        ``year``, ``country`` (the origin), ``value_usd``, ``share`` of the whole world's in % (missing where that is
        not known or nothing), ``shown``, the one that is drawn, and ``method``, ``valuation`` and ``observation_id`` of
        the row; sorted by origin and year. Made once for a table and a choice, and not to be changed.
    """
    return _inward(Held(frame), options.host, options.measure, options.partners)


@lru_cache(maxsize=8)
def _inward(held: Held, host: str, measure: str, partners: tuple[str, ...]) -> pd.DataFrame:
    frame = held.frame
    of_kind = (frame["indicator"] == "investment_flow") & (frame["kind"] == "level") & (frame["unit"] == "USD")
    rows = frame[of_kind & frame["preferred"].astype(bool) & (frame["reporter"] == host)]
    rows = rows[rows["period"].astype(str).str.fullmatch(r"\d{4}")]
    rows = rows.assign(year=rows["period"].astype(int), country=rows["partner"], value_usd=rows["value"].astype(float))
    world = rows[rows["country"] == "WLD"].set_index("year")["value_usd"]
    whole = rows["year"].map(world.where(world > 0)).astype(float)
    rows = rows.assign(share=rows["value_usd"] / whole * 100)
    rows = rows.assign(shown=rows["share" if measure == "share" else "value_usd"])
    columns = ["year", "country", "value_usd", "share", "shown", "method", "valuation", "observation_id"]
    return rows[rows["country"].isin(partners)][columns].sort_values(["country", "year"])


def forget() -> None:
    """Let go of what was made of tables, and of the tables."""
    for memory in (_inward, _hosts):
        memory.cache_clear()


def _ends(table: pd.DataFrame, size: float) -> tuple[float, float]:
    values = (table["shown"].dropna() / size).tolist()
    return min([0.0, *values]) * 1.06, (max([0.0, *values]) or 1.0) * 1.06


def _strong(table: pd.DataFrame, options: Options, look: Look) -> dict[str, str]:
    """The origins that are set off, and their colours: China, those chosen, and the greatest of the last year."""
    if table.empty:
        return {}
    last = table[table["year"] == table["year"].max()].sort_values("value_usd", ascending=False)
    greatest = [code for code in last["country"] if code != "CHN"][:1]
    named = dict.fromkeys((*greatest, *options.chosen), look.text) | {"CHN": look.country("CHN")}
    return {code: colour for code, colour in named.items() if code in set(table["country"])}


def _lines(table: pd.DataFrame, style: trade_marks.Style, strong: dict[str, str]) -> list[Trace]:
    """Quiet lines lie under those that are set off, China's over all."""
    rows = {str(code): own for code, own in table.groupby("country")}
    codes = sorted(rows, key=lambda code: (code == "CHN", code in strong, code))
    return [_line(code, rows[code], style, strong.get(code)) for code in codes]


def _line(code: str, rows: pd.DataFrame, style: trade_marks.Style, strong: str | None) -> Trace:
    words, look = style.words, style.look
    colour = strong or faded(look.muted, look.surface, 0.5)
    name = words.name("countries", code)
    known = dict(zip(rows["year"], rows["shown"] / style.size, strict=True))
    years = range(min(known), max(known) + 1)
    values = zip(rows["year"], rows["value_usd"].tolist(), rows["share"].tolist(), strict=True)
    told = {year: _told(value, share, words) for year, value, share in values}
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines+markers",
        "connectgaps": False,
        "x": [axes.midyear(year) for year in years],
        "y": [known.get(year) for year in years],
        "text": [told.get(year, "") for year in years],
        "customdata": [code] * len(years),
        "hovertemplate": f"<b>{name}</b> %{{x|%Y}}: %{{text}}<extra></extra>",
        "line": {"color": colour, "width": 3 if code == "CHN" else 1.8 if strong else 1.2},
        "marker": {"size": 6 if code == "CHN" else 4 if strong else 2},
    }


def _told(value_usd: float, share: float, words: Words) -> str:
    """A value with its share of the whole, where that is known."""
    if math.isnan(share):
        return words.money(value_usd)
    return words("charts.investment.told", value=words.money(value_usd), share=words.percent(share))


def _layout(
    frame: pd.DataFrame, ends: tuple[float, float], style: trade_marks.Style, options: Options
) -> dict[str, Any]:
    margins = axes.margins(options.width)
    return {
        "template": style.look.template,
        "width": options.width,
        "height": options.height,
        "margin": {"l": margins.left, "r": margins.right, "t": _TOP, "b": _BOTTOM},
        "xaxis": axes.time_axis(axes.span(frame, options.range), options.width, style.words),
        "yaxis": {
            "range": list(ends),
            "fixedrange": True,
            "nticks": 5,
            "tickformat": ",",
            "ticksuffix": "" if options.measure == "value" else " %",
        },
        "separators": style.words("format.decimal") + style.words("format.thousands"),
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": False,
        "shapes": axes.event_lines(
            options.events, options.selected, style.look, axes.span(frame, options.range), options.width
        ),
        "uirevision": "investment",
    }
