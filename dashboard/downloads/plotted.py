"""The rows behind a chart: what it plots, to the last row, and the sources that state it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard import drawing, files, ids
from dashboard.around import WINDOW
from dashboard.charts import axes, investment, trade_series, trade_trend

if TYPE_CHECKING:
    from collections.abc import Collection

    from dashboard.around import Around
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
    if chart == ids.AROUND:
        return _around(made.frame)
    options = made.module.Options(**made.options)
    if chart == ids.INVESTMENT:
        return _investment(made.frame, options)
    return _of_goods(view, chart, made.frame, options)


def observations(view: View, chart: str) -> pd.DataFrame:
    """The rows of the table trade from which a chart's values are made."""
    made, values = drawing.recipe(view, chart), rows(view, chart)
    if chart == ids.AROUND:
        return _compared(view, made.frame)
    frame: pd.DataFrame = made.frame
    if chart == ids.INVESTMENT:
        return frame[frame["observation_id"].isin(set(values["observation_id"]))]
    return _of_basis(frame, values, made.module.Options(**made.options).basis.countries)


def _of_basis(frame: pd.DataFrame, values: pd.DataFrame, members: Collection[str]) -> pd.DataFrame:
    """The preferred levels of the years and members that are plotted, and what documents state beside them."""
    levels = trade_series.levels(frame)
    sides = (levels["reporter"].eq("CHN") & levels["partner"].isin(members)) | (
        levels["partner"].eq("CHN") & levels["reporter"].isin(members)
    )
    kept = levels.index[sides & levels["first_year"].isin(set(values["year"]))]
    stated = set(values["observation_id"]) - {""}
    rings = frame.index[frame["observation_id"].isin(stated)] if stated else frame.index[:0]
    return frame.loc[kept.union(rings)]


def sources(view: View, chart: str) -> pd.DataFrame:
    """The sources of what a chart plots, those that state the most of it first."""
    records = view.events["event_id"] if chart == ids.TIMELINE else observations(view, chart)["observation_id"]
    return cited(view, records)


def cited(view: View, records: pd.Series[str]) -> pd.DataFrame:
    """The sources that state any of the records, those that state the most first."""
    citations = view.store.citations
    counts = citations["source_id"][citations["record_id"].isin(records)].value_counts()
    ranked = sorted(counts.index, key=lambda one: (-int(counts[one]), one))
    return view.store.sources.set_index("source_id", drop=False).loc[ranked].reset_index(drop=True)


def _of_goods(view: View, chart: str, frame: pd.DataFrame, options: Any) -> pd.DataFrame:  # noqa: ANN401 (of the chart's module)
    """The values of a chart over trade in goods, and the figures of documents that stand in it as rings."""
    if chart == ids.TREND and options.reporter == "both":
        return _both(frame, options)
    values = trade_series.yearly(frame, options.basis)
    if chart == ids.TREND:
        base = trade_series.base_year(axes.visible(values, frame, options.range), options.measure)
        drawn = trade_series.measured(values, options.measure, base)
        rings = trade_trend.stated_rows(frame, options) if view.filters.style != "panels" else values[:0]
        parts = [_valued(drawn, options, options.measure), _rings(rings, options)]
        return _table(parts, *_visible(frame, options))
    if chart == ids.COVERAGE:
        return _table([_valued(values.assign(shown=values["value_usd"]), options, "value")], *_visible(frame, options))
    year, against = _years(values, options.year, getattr(options, "against", None))
    kept = values[values["year"].isin([year, against])]
    return _table([_valued(kept.assign(shown=kept["value_usd"]), options, "value")], 0, 9999)


def _both(frame: pd.DataFrame, options: trade_trend.Options) -> pd.DataFrame:
    """Both sides' sums: the side stands as the reporter, the pairs that are summed as the country."""
    sides = trade_series.both_sides(frame, options.basis).reset_index()
    long = sides.melt(["year", "pairs"], ["china", "members"], "reporter", "value_usd")
    table = long.rename(columns={"pairs": "country"}).assign(method="reported", valuation="")
    return _table([_valued(table.assign(shown=table["value_usd"]), options, "value")], *_visible(frame, options))


def _investment(frame: pd.DataFrame, options: investment.Options) -> pd.DataFrame:
    """The investment of each origin, with the row of the table that states it."""
    known = {"flow": "", "reporter": options.host, "measure": options.measure, "mark": "value"}
    return _table([investment.inward(frame, options).assign(**known)], *_visible(frame, options))


def _around(found: Around) -> pd.DataFrame:
    """Both lines: the countries that a milestone concerns, and the others where there are any."""
    lines = [(found.members, found.values_usd, found.index), (found.rest, found.others_usd, found.others)]
    parts = [
        pd.DataFrame(
            {
                "year": [int(year) for year in values.index],
                "country": ";".join(codes),
                "flow": "total",
                "reporter": "china",
                "value_usd": values.to_numpy(),
                "measure": "index",
                "shown": index.to_numpy(),
                "method": "reported",
                "valuation": "fob+cif",
                "mark": "value",
                "observation_id": "",
            }
        )
        for codes, values, index in lines
    ]
    return _table(parts, 0, 9999)


def _compared(view: View, found: Around) -> pd.DataFrame:
    """The observations that a comparison around a milestone may sum."""
    frame = view.store.trade
    sides = frame["reporter"].eq("CHN") & frame["partner"].isin([*found.members, *found.rest])
    years = frame["period"].str.fullmatch(r"\d{4}") & frame["first_year"].between(
        found.year - WINDOW, found.year + WINDOW
    )
    level = frame["indicator"].eq("goods_trade") & frame["kind"].eq("level") & frame["preferred"]
    return frame[sides & years & level]


def _visible(frame: pd.DataFrame, options: trade_trend.Options | investment.Options) -> tuple[int, int]:
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
