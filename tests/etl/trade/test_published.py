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
    assert unexplained == []
    why = {one.year: one.reason for one in table() if one.partner == "ASEAN" and one.flow == "total" and not one.agrees}
    assert why[1995].startswith("membership basis: agrees with the members of that year (18.438 billion")
    assert why[1999].startswith("membership basis")
    assert why[2015].startswith("revision")
    assert why[2023].startswith("revision")


@pytest.mark.documents
def test_what_nothing_explains_says_what_was_looked_for() -> None:
    left = {(one.year, one.partner): one.reason for one in table() if "explained" in one.reason}
    rounding, release = (
        "not explained: more than rounding as stated, which allows",
        "no other release in the files agrees",
    )
    assert left == {
        (2006, "TLS"): f"{rounding} 500 USD; Timor-Leste reports exports of 31197 USD where China reports imports of "
        f"67000 USD; {release}",
        (2015, "LAO"): f"{rounding} 50 million USD; Laos's side is in the files only as estimated from what China "
        f"reports; {release}",
        (2016, "BRN"): f"{rounding} 500000 USD; Brunei Darussalam reports exports of 225.991 million USD where China "
        f"reports imports of 207.405 million USD; {release}",
    }
    low = [one.reason for one in table() if one.year == 1991 and one.published == Decimal("6.3e9")]
    sums = "the members of that year 7.961 billion USD, the ten throughout 8.4 billion USD"
    assert low == [f"basis not stated: below every sum that the files allow ({sums})"]


def _is_near(one: Comparison) -> bool:
    return one.percent is not None and abs(one.percent) <= 1
