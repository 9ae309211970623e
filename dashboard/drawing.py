"""The charts of a view: which rows and options each one is drawn from, on the page and as a picture."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dashboard import query
from dashboard.charts import timeline, trade_by_country, trade_trend
from dashboard.view import PHONE, chart_width, side_width

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.charts.captions import Caption
    from dashboard.view import View

#: The settings that the trend takes from a view's filters as they are.
TREND_SETTINGS = ("flow", "measure", "reporter", "style", "scale")
#: How strongly a country that is not chosen is drawn beside those that are.
_FAINT = 0.3


@lru_cache(maxsize=64)
def figure(view: View, chart: str) -> go.Figure:
    """A chart of a view, drawn once for all who ask for the same view; not to be changed."""
    return {"timeline": milestones, "trade-trend": trend, "trade-by-country": by_country}[chart](view)


@lru_cache(maxsize=64)
def said(view: View, chart: str) -> Caption:
    """Title, subtitle with the basis, note, and sentence of a chart of a view."""
    if chart == "timeline":
        return timeline.caption(view.events, timeline.Options(**timeline_options(view)), view.words)
    if chart == "trade-trend":
        return trade_trend.caption(observations(view), trade_trend.Options(**trend_options(view)), view.words)
    return trade_by_country.caption(observations(view), trade_by_country.Options(**country_options(view)), view.words)


def milestones(view: View, **more: Any) -> go.Figure:  # noqa: ANN401
    """The timeline; each of its marks knows the middle of its time, where its line through the trend stands."""
    drawn = timeline.build(view.events, view.look, view.words, **timeline_options(view), **more)
    ends = zip(view.events["first"], view.events["last"], strict=True)
    middles = dict(zip(view.events["event_id"], (first + (last - first) / 2 for first, last in ends), strict=True))
    for trace in drawn.select_traces(selector={"name": "hits"}):
        trace.ids = [middles[event].isoformat() for event in trace.customdata]
    return _zoomable(view, drawn)


def trend(view: View, **more: Any) -> go.Figure:  # noqa: ANN401
    """Trade over time, on the axis of the timeline."""
    return _zoomable(view, trade_trend.build(observations(view), view.look, view.words, **trend_options(view), **more))


def by_country(view: View, **more: Any) -> go.Figure:  # noqa: ANN401
    """Trade by country with every member in it, so that each can be chosen; those not chosen are faint."""
    drawn = trade_by_country.build(observations(view), view.look, view.words, **country_options(view), **more)
    chosen = partners(view)
    for trace in drawn.select_traces(selector={"type": "bar"}):
        if chosen and trace.name != "hits" and trace.customdata is not None:
            trace.marker.opacity = [1 if code in chosen else _FAINT for code in trace.customdata]
    return drawn


def timeline_options(view: View) -> dict[str, Any]:
    """The timeline's options in a view."""
    return {
        "lanes": view.filters.lanes,
        "range": _range(view),
        "width": chart_width(view),
        "selected": view.filters.event,
    }


def trend_options(view: View) -> dict[str, Any]:
    """The trend's options in a view."""
    return {
        **{name: getattr(view.filters, name) for name in TREND_SETTINGS},
        "countries": partners(view),
        "range": _range(view),
        "events": view.events,
        "selected": view.filters.event,
        "width": chart_width(view),
    }


def country_options(view: View) -> dict[str, Any]:
    """The options of the chart by country in a view: the ten members, and Timor-Leste where it is chosen."""
    ten = trade_by_country.Options().basis.countries
    return {
        "countries": (*ten, *(code for code in partners(view) if code not in ten)),
        "flow": view.filters.flow,
        "reporter": view.filters.reporter,
        "year": view.filters.year,
        "against": view.filters.against,
        "width": side_width(view),
    }


def partners(view: View) -> tuple[str, ...]:
    """The members that a view has chosen; none where it has chosen none, which the charts take for all."""
    return tuple(code for code in view.store.regions["asean"] if code in view.filters.countries)


def observations(view: View) -> pd.DataFrame:
    """The observations of every year: an index or a change looks back further than the years that are shown."""
    return query.in_documents(view.store.trade, view.filters.documents, view.store.citations)


def _range(view: View) -> tuple[str, str]:
    first, last = view.years
    return f"{first}-01-01", f"{last}-12-31"


def _zoomable(view: View, drawn: go.Figure) -> go.Figure:
    """The figure with a drag that narrows the years, where there is a pointer; a finger scrolls the page."""
    drawn.update_layout(dragmode="zoom" if view.width >= PHONE else False, uirevision=f"{view.address} {view.width}")
    return drawn
