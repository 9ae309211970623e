"""The base series beside the totals that officials published: a table for people, and for a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.trade import differences, preference

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from etl.model import Observation


@dataclass(frozen=True, slots=True)
class Comparison:
    """A published figure and the series: dollars, per cent that the series is above it, and why where it is not near.

    ``series`` and ``percent`` are None where the series has no such year and pair.
    """

    year: int
    reporter: str
    partner: str
    flow: str
    published: Decimal
    series: Decimal | None
    percent: Decimal | None
    agrees: bool
    reason: str


def compare_published(observations: Iterable[Observation]) -> tuple[Comparison, ...]:
    """Every published level of goods trade beside the preferred value of its year, pair and flow.

    Args:
        observations: Reconciled, with statistics, series and published figures.

    Returns:
        Comparisons by year, reporter, partner, flow and value.
    """
    given = tuple(observations)
    context = differences.Context(given)
    stated = [one for one in given if one.kind == "level" and preference.origin(one) == "published_totals"]
    found = [_comparison(one, context) for one in stated]
    return tuple(sorted(found, key=lambda one: (one.year, one.reporter, one.partner, one.flow, one.published)))


def _comparison(one: Observation, context: differences.Context) -> Comparison:
    gap = differences.difference(one, context)
    series = gap.preferred.value if gap and not preference.is_stated(gap.preferred) else None
    percent = differences.percent_above(series, one.value) if series is not None else None
    return Comparison(
        int(one.period[:4]),
        one.reporter,
        one.partner,
        one.flow,
        one.value,
        series,
        percent,
        agrees=gap is not None and gap.agrees and series is not None,
        reason=gap.reason if gap and series is not None else "",
    )


def as_table(comparisons: Iterable[Comparison]) -> str:
    """The comparisons as lines of text, in billions of dollars."""
    lines = [f"{'year':<5}{'pair':<11}{'flow':<7}{'published':>10}{'series':>10}{'%':>7}  why"]
    for one in comparisons:
        series = f"{one.series / 10**9:10.3f}" if one.series is not None else f"{'-':>10}"
        percent = f"{one.percent:+7.1f}" if one.percent is not None else f"{'-':>7}"
        pair, published = f"{one.reporter}-{one.partner}", f"{one.published / 10**9:10.3f}"
        lines.append(f"{one.year:<5}{pair:<11}{one.flow:<7}{published}{series}{percent}  {one.reason}".rstrip())
    return "\n".join(lines)
