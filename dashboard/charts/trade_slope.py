"""Trade by country in two years as slopes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.charts import plain
from dashboard.charts.labels import spread, text_width

if TYPE_CHECKING:
    from dashboard.charts.plain import Plain, Trace
    from dashboard.charts.trade_by_country import Drawing

# The size of names; below how many pixels of width they stand at one end only; how far under the lines the years stand.
_SIZE, _ONE_END, _UNDER = 11.5, 480, 10


def drawn(drawing: Drawing) -> Plain:
    """A line for each country from the other year to the year, names and values at both ends, kept apart."""
    codes = [code for code in drawing.codes if code in drawing.now and code in drawing.then]
    tall = drawing.options.height or 340
    figure: Plain = {"data": [_line(drawing, code) for code in codes], "layout": _layout(drawing, tall)}
    for side, values in ((0, drawing.then), (1, drawing.now)):
        plain.annotate(figure, *_ends(drawing, {code: values[code] for code in codes}, side, tall - 40 - _UNDER))
    return figure


def _line(drawing: Drawing, code: str) -> Trace:
    return {
        "type": "scatter", "name": drawing.name(code), "mode": "lines+markers", "x": [0, 1],
        "y": [drawing.in_units(drawing.then[code]), drawing.in_units(drawing.now[code])],
        "customdata": [code, code], "hoverinfo": "text", "hovertext": drawing.hover(code), "cliponaxis": False,
        "line": {"color": drawing.look.country(code), "width": 2.4}, "marker": {"size": 8},
    }  # fmt: skip


def _layout(drawing: Drawing, tall: float) -> dict[str, Any]:
    side = max(text_width(drawing.name(code), _SIZE) for code in drawing.codes) + 62
    left = side if drawing.options.width >= _ONE_END else 48
    values = [drawing.in_units(value) for value in [*drawing.now.values(), *drawing.then.values()]]
    years = [str(drawing.against), str(drawing.year)]
    return {
        "template": drawing.look.template,
        "width": drawing.options.width,
        "height": tall,
        "meta": {"grows": drawing.options.height is None},
        "margin": {"l": left, "r": side, "t": 10, "b": 30 + _UNDER},
        "xaxis": {
            "range": [-0.02, 1.02],
            "tickvals": [0, 1],
            "ticktext": years,
            "fixedrange": True,
            "ticklabelstandoff": _UNDER,
        },
        "yaxis": {"range": [min(0.0, *values), max(values)], "visible": False, "fixedrange": True},
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": False,
    }


def _ends(drawing: Drawing, values: dict[str, float], side: int, tall: float) -> list[dict[str, Any]]:
    low = min(0.0, *drawing.now.values(), *drawing.then.values())
    high = max(*drawing.now.values(), *drawing.then.values())
    ordered = sorted(values, key=lambda code: (values[code], code))
    places = spread([(values[code] - low) / (high - low) * tall for code in ordered], 14, 0, tall)
    named = side or drawing.options.width >= _ONE_END
    return [
        {
            "text": f"{drawing.name(code)} {drawing.number(values[code])}" if named else drawing.number(values[code]),
            "showarrow": False,
            "x": side, "xref": "paper", "xanchor": "left" if side else "right", "xshift": 8 if side else -8,
            "y": place / tall, "yref": "paper", "yanchor": "middle",
            "font": {"size": _SIZE, "color": drawing.look.text},
        }
        for code, place in zip(ordered, places, strict=True)
    ]  # fmt: skip
