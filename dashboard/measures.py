"""Measures of trade as pure functions of numbers; nothing here knows a table, a page or a country.

Definitions follow M. Mikic and J. Gilbert, Trade Statistics in Policymaking: A Handbook of Commonly Used Trade Indices
and Indicators (United Nations ESCAP, revised edition 2009), where a function does not name another source. Values are
in one currency; results in per cent are so named. ``None`` means that a measure has no meaning for the values given.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: What a change around a milestone may be said to show; keys of the page's words.
TOO_SHORT, ALONE, COMPARED = "around.too_short", "around.alone", "around.compared"


def growth_percent(now: float, before: float) -> float | None:
    """Growth from one value to the next, in per cent; None where the earlier one is not positive."""
    return (now / before - 1) * 100 if before > 0 else None


def compound_growth_percent(first: float, last: float, years: int) -> float | None:
    """The constant growth a year that leads from the first value to the last, in per cent a year.

    None where a value is not positive or no year lies between.
    """
    if first <= 0 or last <= 0 or years <= 0:
        return None
    return float((last / first) ** (1 / years) - 1) * 100


def balance(exports: float, imports: float) -> float:
    """Exports less imports, as each is valued: with exports FOB and imports CIF it is below the balance of payments."""
    return exports - imports


def share_percent(part: float, whole: float) -> float | None:
    """What a part is of a whole, in per cent; None where the whole is not positive."""
    return part / whole * 100 if whole > 0 else None


def index(values: Mapping[int, float], base_year: int) -> dict[int, float]:
    """Values by year on a scale on which the base year is 100; empty where it has no positive value."""
    base = values.get(base_year, 0)
    return {year: value / base * 100 for year, value in values.items()} if base > 0 else {}


def mirror_gap_percent(imports_cif: float, exports_fob: float) -> float | None:
    """How far the importer's report is above the exporter's of the same trade, in per cent of the exporter's.

    Freight and insurance alone make some six per cent (M. Marini, R. Dippelsman and M. Stanger, New Estimates for
    Direction of Trade Statistics, IMF Working Paper 18/16, 2018, which lowered the former ten); what goes beyond comes
    from re-exports through a third place, from goods that one side does not count, and from under-reporting.
    """
    return growth_percent(imports_cif, exports_fob)


def concentration(values: Iterable[float]) -> float | None:
    """The Herfindahl-Hirschman index of values by partner: the sum of the squares of their shares.

    1 where there is one partner, 1/n where n partners share evenly. None where nothing is traded or a
    value is negative.
    """
    given = list(values)
    total = sum(given)
    if total <= 0 or min(given) < 0:
        return None
    return sum((value / total) ** 2 for value in given)


def trade_intensity(to_partner: float, total: float, world_to_partner: float, world_total: float) -> float | None:
    """The share of a reporter's exports that goes to a partner, over the partner's share of the world's exports.

    Above 1 the two trade more than the partner's weight in world trade suggests. Needs what the world exports to the
    partner, which the tables hold only where a user adds it. None where a total is not positive.
    """
    if min(total, world_to_partner, world_total) <= 0:
        return None
    return (to_partner / total) / (world_to_partner / world_total)


@dataclass(frozen=True, slots=True)
class Change:
    """Growth before and after a year, in per cent a year, and the same of those whom the milestone does not concern.

    ``before`` and ``after`` are compound growth over ``window`` years to and from the year. ``others_change`` is the
    median of the others' after less before, in percentage points, over ``others`` members that have all years.
    ``sentence`` is the key of the words that say what the comparison cannot show.
    """

    year: int
    window: int
    before: float | None
    after: float | None
    others: int
    others_change: float | None
    sentence: str

    @property
    def change(self) -> float | None:
        """After less before, in percentage points."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def beyond_others(self) -> float | None:
        """The change less the others', in percentage points: a difference in differences of growth rates.

        It shows what set the country apart, not that the milestone did it: there is one country, the years are few,
        and others may feel the milestone as well (J. Angrist and J.-S. Pischke, Mostly Harmless Econometrics, 2009,
        chapter 5).
        """
        return None if self.change is None or self.others_change is None else self.change - self.others_change


def change_around(
    values: Mapping[int, float], year: int, window: int, others: Mapping[str, Mapping[int, float]] | None = None
) -> Change:
    """Trade before and after a milestone, and that of others as the comparison.

    Args:
        values: Trade by year of those whom the milestone concerns.
        year: The year of the milestone, which is the end of what is before and the start of what is after.
        window: Years on either side, at least 1.
        others: Trade by year of each of those whom it does not concern; none where it concerns all.
    """
    before, after = _rates(values, year, window)
    rates = [_rates(series, year, window) for series in (others or {}).values()]
    changes = [later - earlier for earlier, later in rates if earlier is not None and later is not None]
    sentence = COMPARED if changes else ALONE
    if before is None or after is None:
        sentence = TOO_SHORT
    return Change(year, window, before, after, len(changes), median(changes) if changes else None, sentence)


def _rates(values: Mapping[int, float], year: int, window: int) -> tuple[float | None, float | None]:
    start, at, end = (values.get(one, 0) for one in (year - window, year, year + window))
    return compound_growth_percent(start, at, window), compound_growth_percent(at, end, window)
