"""What trade did before and after a milestone: a comparison, not a cause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Collection

    from dashboard.data import Store

#: Years before and after a milestone that are compared.
WINDOW = 5


@dataclass(frozen=True, eq=False)
class Around:
    """China's trade with the countries that a milestone concerns, before and after its year.

    ``index`` and ``others`` count from the year of the milestone (100), by year; ``others`` are the members that it
    does not concern, empty where it concerns all. Growth is the mean percentage a year over ``window`` years, ``None``
    where a year is missing. ``values_usd`` and ``others_usd`` are the trade itself; ``rest`` are the others that are
    summed. ``date`` and ``title`` are the milestone's.
    """

    year: int
    date: str
    title: str
    members: tuple[str, ...]
    everyone: bool
    index: pd.Series[float]
    others: pd.Series[float]
    values_usd: pd.Series[float]
    rest: tuple[str, ...]
    others_usd: pd.Series[float]
    before: float | None
    after: float | None
    window: int = WINDOW


def around(store: Store, event_id: str) -> Around | None:
    """What trade did around a milestone; None where its year or the countries have no trade to compare.

    A milestone that names ASEAN, or no member, is compared with the trade of all members that report throughout.
    """
    rows = store.events[store.events["event_id"] == event_id]
    if rows.empty:
        return None
    year, named = int(rows["first_year"].iloc[0]), str(rows["countries"].iloc[0]).split(";")
    everyone = store.regions["asean"]
    members = tuple(code for code in everyone if code in named)
    if "ASEAN" in named or not members:
        members = everyone
    years = range(year - WINDOW, year + WINDOW + 1)
    values = both_ways(store.trade, members, years)
    if year not in values.index or len(values) < 2:
        return None
    rest = tuple(code for code in everyone if code not in members)
    others = both_ways(store.trade, rest, years)
    others = others if year in others.index else others.iloc[:0]
    return Around(
        year=year,
        date=str(rows["date"].iloc[0]),
        title=str(rows["title"].iloc[0]),
        members=members,
        everyone=not rest,
        index=values / values[year] * 100,
        others=others / others[year] * 100 if len(others) else others,
        values_usd=values,
        rest=rest,
        others_usd=others,
        before=_growth(values, year - WINDOW, year),
        after=_growth(values, year, year + WINDOW),
    )


def both_ways(trade: pd.DataFrame, members: Collection[str], years: Collection[int]) -> pd.Series[float]:
    """China's exports to and imports from members by year, in US dollars, as China reports them.

    Only members with both flows in each year of the window that has any are summed, so that a member that begins to
    report does not look like growth.
    """
    frame = trade[
        (trade["indicator"] == "goods_trade")
        & (trade["reporter"] == "CHN")
        & trade["partner"].isin(list(members))
        & trade["flow"].isin(["export", "import"])
        & trade["preferred"]
        & (trade["kind"] == "level")
        & (trade["unit"] == "USD")
        & (trade["first_year"] == trade["last_year"])
        & trade["first_year"].isin(list(years))
    ]
    wide = frame.pivot_table(index="first_year", columns=["partner", "flow"], values="value", aggfunc="first")
    complete = wide.dropna(axis="columns")
    partners = complete.columns.get_level_values(0)
    kept = [code for code in dict.fromkeys(partners) if (partners == code).sum() == 2]
    return complete[kept].sum(axis=1) if kept else pd.Series(dtype="float64")


def _growth(values: pd.Series[float], first: int, last: int) -> float | None:
    if first not in values.index or last not in values.index or values[first] <= 0:
        return None
    return float((values[last] / values[first]) ** (1 / (last - first)) - 1) * 100
