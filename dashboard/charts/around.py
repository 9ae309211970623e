"""Trade before and after a milestone, indexed to its year."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dashboard.charts import plain
from dashboard.charts.captions import Caption, Picture, framed

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.around import Around
    from dashboard.charts.plain import Plain, Trace
    from dashboard.text import Words
    from dashboard.theme import Look


# Below this width only every fifth year is named.
_NARROW = 500


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen; ``export`` draws title and notes into the picture."""

    width: float = 324
    height: float = 190
    export: bool = False
    picture: Picture = field(default_factory=Picture)


def build(found: Around, look: Look, words: Words, **options: Any) -> go.Figure:  # noqa: ANN401
    """Draw an index by year, its comparison group in grey, and the milestone's year as a dashed line.

    Args:
        found: The index by year and that of the comparison group, which may be empty.
        look: Colours and fonts.
        words: The words of a language.
        options: The fields of `Options`.
    """
    return plain.figure(drawn(found, look, words, Options(**options)))


def drawn(found: Around, look: Look, words: Words, chosen: Options) -> Plain:
    """The same as `build` as plain values."""
    figure: Plain = {"data": [], "layout": _layout(look, found.year, chosen)}
    if len(found.others):
        figure["data"].append(_line(found.others, words("around.others"), look.muted, words))
    figure["data"].append(_line(found.index, words("around.concerned"), look.accent, words))
    return framed(figure, caption(found, chosen, words), chosen.picture, look) if chosen.export else figure


def caption(found: Around, _: Options, words: Words) -> Caption:
    """Title, subtitle with the unit and whose trade it is, the caveat, and a sentence with the index of each year."""
    title = words("around.titled", title=found.title, date=words.date(found.date))
    unit = words("around.unit", year=found.year)
    index = [f"{year}: {words.number(float(value))}" for year, value in found.index.items()]
    return {
        "title": title,
        "subtitle": words("charts.trade.stop").join((unit, basis(found, words))),
        "note": words("around.caveat"),
        "sentence": words("charts.colon", title=f"{title}, {unit}", rest=words("charts.list").join(index)),
    }


def basis(found: Around, words: Words) -> str:
    """Whose trade is compared, and with whose."""
    if found.everyone:
        return words("around.all")
    named = words("around.some", countries=words.names("countries", found.members))
    return named if not len(found.others) else f"{named} {words('around.compared')}"


def _line(values: pd.Series[float], name: str, colour: str, words: Words) -> Trace:
    return {
        "type": "scatter",
        "x": [int(year) for year in values.index],
        "y": [round(float(value), 2) for value in values],
        "name": name,
        "mode": "lines+markers",
        "line": {"color": colour, "width": 2},
        "marker": {"size": 6},
        "hovertext": [f"{year}: {words.number(float(value))}" for year, value in values.items()],
        "hoverinfo": "text+name",
    }


def _layout(look: Look, year: int, options: Options) -> dict[str, Any]:
    return {
        "template": look.template,
        "width": options.width,
        "height": options.height,
        "margin": {"l": 36, "r": 12, "t": 8 + 20 * options.export, "b": 26},
        "showlegend": options.export,
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"},
        "dragmode": False,
        "hovermode": "x unified",
        "xaxis": {"fixedrange": True, "dtick": 5 if options.width < _NARROW else 1, "tick0": year, "tickformat": "d"},
        "yaxis": {"fixedrange": True, "rangemode": "tozero", "nticks": 5},
        "shapes": [
            {"type": "line", "x0": year, "x1": year, "yref": "paper", "y0": 0, "y1": 1,
             "line": {"color": look.accent, "width": 1.5, "dash": "dash"}},
        ],
    }  # fmt: skip
