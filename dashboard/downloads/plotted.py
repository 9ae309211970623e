"""The rows behind a chart: what it plots, to the last row, and the sources that state it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from dashboard import drawing, files, ids
from dashboard.charts import axes, trade_series, trade_trend

if TYPE_CHECKING:
    from dashboard.view import View

#: Columns of the rows behind the charts of trade, beside those of the tables; their meaning is in ``columns.yml``.
VALUES = (
    "year", "country", "flow", "reporter", "value_usd", "measure", "shown", "method", "valuation", "mark",
    "observation_id",
)  # fmt: skip


@lru_cache(maxsize=64)
def rows(view: View, chart: str) -> pd.DataFrame:
    """What a chart plots; not to be changed.

    Returns:
        Of the timeline, the rows of the table events. Of a chart of trade, a row a value with the columns of `VALUES`:
        ``mark`` is "value", or "stated" for a figure of a document that is drawn as a ring.
    """
    made = drawing.recipe(view, chart)
    if chart == ids.TIMELINE:
        days = [pd.Timestamp(day) for day in axes.span(made.frame, made.options["range"])]
        return files.columns(made.frame[(made.frame["last"] >= days[0]) & (made.frame["first"] <= days[1])])
    options = made.module.Options(**made.options)
    if chart == ids.TREND and options.reporter == "both":
        return _both(made.frame, options)
    values = trade_series.yearly(made.frame, options.basis)
    if chart == ids.TREND:
        drawn = trade_series.measured(values, options.measure)
        rings = trade_trend.stated_rows(made.frame, options) if view.filters.style != "panels" else values[:0]
        parts = [_valued(drawn, options, options.measure), _rings(rings, options)]
        return _table(parts, *_visible(made.frame, options))
    year, against = _years(values, options.year, getattr(options, "against", None))
    kept = values[values["year"].isin([year, against])]
    return _table([_valued(kept.assign(shown=kept["value_usd"]), options, "value")], 0, 9999)


def observations(view: View, chart: str) -> pd.DataFrame:
    """The rows of the table trade from which a chart's values are made."""
    made = drawing.recipe(view, chart)
    options = made.module.Options(**made.options)
    frame, members = made.frame, options.basis.countries
    sides = (frame["reporter"].eq("CHN") & frame["partner"].isin(members)) | (
        frame["partner"].eq("CHN") & frame["reporter"].isin(members)
    )
    shown = set(rows(view, chart)["year"])
    years = frame["period"].str.fullmatch(r"\d{4}") & frame["first_year"].isin(shown)
    level = frame["indicator"].eq(options.basis.indicator) & frame["kind"].eq("level") & frame["preferred"]
    stated = frame["observation_id"].isin(set(rows(view, chart)["observation_id"]) - {""})
    return frame[(sides & years & level) | stated]


def sources(view: View, chart: str) -> pd.DataFrame:
    """The sources of what a chart plots, those that state the most of it first."""
    records = view.events["event_id"] if chart == ids.TIMELINE else observations(view, chart)["observation_id"]
    return cited(view, records)


def cited(view: View, records: pd.Series[str]) -> pd.DataFrame:
    """The sources that state any of the records, those that state the most first."""
    places = view.store.citations[view.store.citations["record_id"].isin(records)]
    counts = places["source_id"].value_counts()
    ranked = sorted(counts.index, key=lambda one: (-int(counts[one]), one))
    return view.store.sources.set_index("source_id", drop=False).loc[ranked].reset_index(drop=True)


def _both(frame: pd.DataFrame, options: trade_trend.Options) -> pd.DataFrame:
    """Both sides' sums: the side stands as the reporter, the pairs that are summed as the country."""
    sides = trade_series.both_sides(frame, options.basis).reset_index()
    long = sides.melt(["year", "pairs"], ["china", "members"], "reporter", "value_usd")
    table = long.rename(columns={"pairs": "country"}).assign(method="reported", valuation="")
    return _table([_valued(table.assign(shown=table["value_usd"]), options, "value")], *_visible(frame, options))


def _visible(frame: pd.DataFrame, options: trade_trend.Options) -> tuple[int, int]:
    """The first and last year that the axis shows."""
    first, last = axes.span(frame, options.range)
    return first.year, last.year


def _valued(table: pd.DataFrame, options: trade_trend.Options, measure: str) -> pd.DataFrame:
    known = {"flow": options.flow, "measure": measure, "mark": "value", "observation_id": ""}
    reporter = table.get("reporter", options.basis.reporter)
    return table.assign(**known, reporter=reporter)


def _rings(stated: pd.DataFrame, options: trade_trend.Options) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": stated["year"],
            "country": [partner if who == "CHN" else who for who, partner in _pairs(stated)],
            "flow": options.flow,
            "reporter": options.basis.reporter,
            "value_usd": stated.get("value", []),
            "measure": "value",
            "shown": stated.get("value", []),
            "method": stated["method"],
            "valuation": stated["valuation"],
            "mark": "stated",
            "observation_id": stated.get("observation_id", []),
        }
    )


def _pairs(stated: pd.DataFrame) -> list[tuple[str, str]]:
    if "partner" not in stated:
        return []
    return list(zip(stated["reporter"], stated["partner"], strict=True))


def _table(parts: list[pd.DataFrame], first: int, last: int) -> pd.DataFrame:
    whole = pd.concat([part[list(VALUES)] for part in parts if len(part)] or [parts[0][list(VALUES)]])
    kept = whole[whole["year"].between(first, last)]
    return kept.sort_values(["mark", "country", "reporter", "year", "value_usd"], ascending=[False, *[True] * 4])


def _years(values: pd.DataFrame, year: int | None, against: int | None) -> tuple[int, int | None]:
    """The year that a chart of one year draws, the latest where the one that is asked for has no value."""
    known = set(values["year"])
    drawn = year if year in known else max(known, default=0)
    return int(drawn or 0), against if against in known - {drawn} else None
