"""The base series against what officials published; ``pytest -s`` prints the table."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from etl.trade import series
from etl.trade.published import Comparison, as_table, compare_published
from etl.trade.reconcile import reconcile
from etl.trade.statistics import read_folder
from tests.etl.trade.trade_files import observe, real_statistics

WITHIN = (*range(2001, 2015), *range(2016, 2023), 2024)


def test_a_published_figure_stands_beside_the_series() -> None:
    given = reconcile(
        [observe(399_652_000_000, partner="ASEAN"), observe("400.1e9", "published_totals", partner="ASEAN")]
    )
    (one,) = compare_published(given)
    assert (one.year, one.reporter, one.partner, one.flow) == (2010, "CHN", "ASEAN", "export")
    assert one.percent == Decimal("-0.1")
    assert one.agrees
    assert as_table([one]).splitlines()[1] == "2010 CHN-ASEAN  export    400.100   399.652   -0.1"


def test_a_published_figure_without_a_series_says_so() -> None:
    (one,) = compare_published(reconcile([observe(5, "published_totals")]))
    assert (one.series, one.percent, one.agrees, one.reason) == (None, None, False, "")
    assert as_table([one]).splitlines()[1].split() == ["2010", "CHN-VNM", "export", "0.000", "-", "-"]


@cache
def table() -> tuple[Comparison, ...]:
    read = read_folder(real_statistics()).observations
    return compare_published(reconcile((*read, *series.base_series(read))))


@pytest.mark.documents
def test_the_sums_reproduce_the_published_totals() -> None:
    print(as_table(table()))  # noqa: T201 (the table is what this test is for)
    totals = [one for one in table() if (one.reporter, one.partner, one.flow) == ("CHN", "ASEAN", "total")]
    far = [(one.year, one.percent) for one in totals if one.year in WITHIN and not _is_near(one)]
    assert far == []
    assert {one.year for one in totals} >= set(WITHIN) - {2009, 2013, 2016, 2018, 2021, 2022}


@pytest.mark.documents
def test_where_they_do_not_the_row_says_why() -> None:
    unexplained = [
        (one.year, one.partner, one.flow, one.percent)
        for one in table()
        if one.partner == "ASEAN" and one.series is not None and not one.agrees and one.reason.startswith("the files")
    ]
    assert unexplained == [(1991, "ASEAN", "total", Decimal("33.3"))]  # 6.3 billion: no basis that the files know
    why = {one.year: one.reason for one in table() if one.partner == "ASEAN" and one.flow == "total" and not one.agrees}
    assert why[1995].startswith("membership basis: agrees with the members of that year (18.438 billion")
    assert why[1999].startswith("membership basis")
    assert why[2015].startswith("revision")
    assert why[2023].startswith("revision")


def _is_near(one: Comparison) -> bool:
    return one.percent is not None and abs(one.percent) <= 1
