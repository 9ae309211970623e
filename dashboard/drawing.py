"""The charts of a view: which module draws each one, from which rows and options, on the page and as a picture."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from dashboard import ids, query
from dashboard.around import around
from dashboard.charts import around as around_chart
from dashboard.charts import (
    axes,
    investment,
    plain,
    timeline,
    trade_by_country,
    trade_coverage,
    trade_map,
    trade_multiples,
    trade_trend,
)
from dashboard.charts.trade_series import Held
from dashboard.text import words as words_of
from dashboard.theme import look
from dashboard.view import chart_width, side_width

if TYPE_CHECKING:
    from types import ModuleType

    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.charts.captions import Caption
    from dashboard.charts.plain import Plain, Trace
    from dashboard.view import View

#: The charts of the page, by the id of their part; not each of them has something to draw in each view.
CHARTS = (ids.TIMELINE, ids.TREND, ids.BY_COUNTRY, ids.INVESTMENT, ids.AROUND, ids.COVERAGE)
#: How strongly a country that is not chosen is drawn beside those that are.
_FAINT = 0.3


class Recipe(NamedTuple):
    """A chart of a view: the module that draws it, its rows (or what was made of them), its options."""

    module: ModuleType
    frame: Any
    options: dict[str, Any]


def forget() -> None:
    """Let go of all that was drawn."""
    for memory in (figure, _bare, said):
        memory.cache_clear()


@lru_cache(maxsize=64)
def figure(view: View, chart: str) -> Plain:
    """A chart of a view as Plotly's JSON, drawn once for all who ask for the same view; not to be changed."""
    if chart == ids.TIMELINE:
        drawn = _drawn(view, chart)
        _mark_middles(view, drawn)
        return _finished(view, drawn, {})
    made = recipe(view, chart)
    plain = {name: value for name, value in made.options.items() if name not in {"events", "selected"}}
    words, theme = view.filters.lang, view.filters.theme
    bare = _bare(made.module, Held(made.frame), (words, theme), tuple(plain.items()))
    if chart == ids.BY_COUNTRY:
        return {"data": _faded(view, bare["data"]), "layout": bare["layout"]}
    events, selected = made.options.get("events"), made.options.get("selected", "")
    if events is None:
        return _finished(view, bare, {})
    lines = axes.event_lines(events, selected, view.look, made.options["range"], made.options["width"])
    return _finished(view, bare, {"shapes": lines})


@lru_cache(maxsize=64)
def _bare(module: ModuleType, held: Held, style: tuple[str, str], options: tuple[tuple[str, Any], ...]) -> Plain:
    """A chart without what milestones add to it: most filters change only those, and drawing takes the longest."""
    lang, theme = style
    drawn: Plain = module.drawn(held.frame, look(theme), words_of(lang), module.Options(**dict(options)))
    return drawn


def _finished(view: View, drawn: Plain, more: dict[str, Any]) -> Plain:
    how = {"dragmode": False, "uirevision": f"{view.address} {view.width}"}
    return {"data": drawn["data"], "layout": drawn["layout"] | how | more}


@lru_cache(maxsize=64)
def said(view: View, chart: str) -> Caption:
    """Title, subtitle with the basis, note, and sentence of a chart of a view."""
    made = recipe(view, chart)
    caption: Caption = made.module.caption(made.frame, made.module.Options(**made.options), view.words)
    return caption


def shown(view: View, chart: str) -> tuple[Plain, str, str, str, str]:
    """A chart of a view with its title, subtitle, note and sentence, as its card shows them."""
    words = said(view, chart)
    return figure(view, chart), words["title"], words["subtitle"], words["note"], words["sentence"]


def draw(view: View, chart: str, **more: Any) -> go.Figure:  # noqa: ANN401
    """A chart of a view drawn anew, with more options than the view has; those that it does not know are left out."""
    return plain.figure(_drawn(view, chart, **more))


def _drawn(view: View, chart: str, **more: Any) -> Plain:  # noqa: ANN401
    made = recipe(view, chart)
    known = made.module.Options.__dataclass_fields__
    options = made.options | {name: value for name, value in more.items() if name in known}
    drawn: Plain = made.module.drawn(made.frame, view.look, view.words, made.module.Options(**options))
    if chart == ids.BY_COUNTRY:
        return {"data": _faded(view, drawn["data"]), "layout": drawn["layout"]}
    return drawn


def charts(view: View) -> tuple[str, ...]:
    """The charts that have something to draw in a view: investment where the tables know any, trade around a milestone.

    The others say within them that no row fits.
    """
    lacking = set()
    if not (view.store.trade["indicator"] == "investment_flow").any():
        lacking.add(ids.INVESTMENT)
    if around(view.store, view.filters.event) is None:
        lacking.add(ids.AROUND)
    return tuple(chart for chart in CHARTS if chart not in lacking)


def basis(view: View, chart: str) -> Any:  # noqa: ANN401 (each module has its own options)
    """Which values a chart of trade draws."""
    made = recipe(view, chart)
    return made.module.Options(**made.options).basis


def partners(view: View) -> tuple[str, ...]:
    """The members that a view has chosen; none where it has chosen none, which the charts take for all."""
    return tuple(code for code in view.store.regions["asean"] if code in view.filters.countries)


def observations(view: View) -> pd.DataFrame:
    """The observations of every year: an index or a change looks back further than the years that are shown."""
    return query.in_documents(view.store.trade, view.filters.documents, view.store.citations)


def recipe(view: View, chart: str) -> Recipe:
    """What draws a chart of a view: its module, rows and options."""
    if chart == ids.TIMELINE:
        return Recipe(timeline, view.on_axis, _timeline(view))
    if chart == ids.AROUND:
        return Recipe(around_chart, around(view.store, view.filters.event), {"width": side_width(view)})
    module, options = _of_trade(view, chart)
    return Recipe(module, observations(view), options)


def _of_trade(view: View, chart: str) -> tuple[ModuleType, dict[str, Any]]:
    """The module and options of a chart over the table trade."""
    filters = view.filters
    if chart == ids.INVESTMENT:
        return investment, _investment(view)
    if chart == ids.COVERAGE:
        return trade_coverage, _coverage(view)
    if chart == ids.TREND:
        return (trade_multiples, _panels(view)) if filters.style == "panels" else (trade_trend, _trend(view))
    if filters.places == "map":
        return trade_map, _year(view) | {"countries": ()}
    style = "slope" if filters.places == "slope" else "dumbbell"
    return trade_by_country, _year(view) | {"against": filters.against, "style": style}


def _timeline(view: View) -> dict[str, Any]:
    return {
        "lanes": view.filters.lanes,
        "range": _range(view),
        "width": chart_width(view),
        "selected": view.filters.event,
    }


def _trend(view: View) -> dict[str, Any]:
    names = ("flow", "measure", "reporter", "style", "scale")
    return {
        **{name: getattr(view.filters, name) for name in names},
        "countries": partners(view),
        "range": _range(view),
        "events": view.events,
        "selected": view.filters.event,
        "width": chart_width(view),
    }


def _investment(view: View) -> dict[str, Any]:
    return {
        "measure": "share" if view.filters.measure == "share" else "value",
        "chosen": view.filters.countries,
        "range": _range(view),
        "events": view.events,
        "selected": view.filters.event,
        "width": chart_width(view),
    }


def _coverage(view: View) -> dict[str, Any]:
    """The flow and side of the view; of two sides China's, and of flows that are made of two the exports."""
    flow, reporter = view.filters.flow, view.filters.reporter
    return {
        "countries": partners(view),
        "flow": flow if flow in {"export", "import"} else "export",
        "reporter": reporter if reporter != "both" else "china",
        "range": _range(view),
        "width": chart_width(view),
    }


def _panels(view: View) -> dict[str, Any]:
    names = ("flow", "measure", "reporter", "axes")
    return {
        **{name: getattr(view.filters, name) for name in names},
        "countries": partners(view),
        "range": _range(view),
        "width": chart_width(view),
    }


def _year(view: View) -> dict[str, Any]:
    """The options of a chart of one year: the ten members, and Timor-Leste where it is chosen."""
    ten = trade_by_country.Options().basis.countries
    return {
        "countries": (*ten, *(code for code in partners(view) if code not in ten)),
        "flow": view.filters.flow,
        "reporter": view.filters.reporter,
        "year": view.filters.year,
        "width": side_width(view),
    }


def _range(view: View) -> tuple[str, str]:
    first, last = view.years
    return f"{first}-01-01", f"{last}-12-31"


def _mark_middles(view: View, drawn: Plain) -> None:
    """Each mark of the timeline knows the middle of its time, where its line through the trend stands."""
    ends = zip(view.events["first"], view.events["last"], strict=True)
    middles = dict(zip(view.events["event_id"], (first + (last - first) / 2 for first, last in ends), strict=True))
    for trace in drawn["data"]:
        if trace["name"] == "hits":
            trace["ids"] = [middles[event].isoformat() for event in trace["customdata"]]


def _faded(view: View, traces: list[Trace]) -> list[Trace]:
    """Every member stays in the chart by country, so that each can be chosen; those not chosen are faint."""
    chosen = partners(view)
    return [_faint(trace, chosen) for trace in traces] if chosen else traces


def _faint(trace: dict[str, Any], chosen: tuple[str, ...]) -> dict[str, Any]:
    """A bar or slope of countries that are not chosen, faint; any other trace as it is."""
    codes = trace.get("customdata", ())
    if trace["type"] == "bar" and trace.get("name") != "hits" and codes:
        return trace | {"marker": trace["marker"] | {"opacity": [1 if code in chosen else _FAINT for code in codes]}}
    if trace.get("mode") == "lines+markers" and codes:
        return trace | {"opacity": 1 if codes[0] in chosen else _FAINT}
    return trace
