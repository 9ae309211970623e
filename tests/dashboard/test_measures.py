"""Values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import measures

positive = st.floats(min_value=1, max_value=1e4)


@pytest.mark.parametrize(
    ("now", "before", "expected"), [(110, 100, 10), (50, 100, -50), (100, 100, 0), (5, 0, None), (5, -1, None)]
)
def test_growth(now: float, before: float, expected: float | None) -> None:
    assert measures.growth_percent(now, before) == (expected if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("first", "last", "years", "expected"),
    [
        (100, 121, 2, 10),  # 1.1 * 1.1 = 1.21
        (100, 800, 3, 100),  # doubled three times
        (100, 25, 2, -50),
        (100, 121, 0, None),
        (0, 121, 2, None),
        (100, 0, 2, None),
    ],
)
def test_compound_growth(first: float, last: float, years: int, expected: float | None) -> None:
    found = measures.compound_growth_percent(first, last, years)
    assert found == (expected if expected is None else pytest.approx(expected))


def test_balance_is_exports_less_imports() -> None:
    assert measures.balance(203.924, 195.728) == pytest.approx(8.196)


def test_share() -> None:
    assert measures.share_percent(30, 120) == 25
    assert measures.share_percent(30, 0) is None


def test_index_counts_from_the_base_year() -> None:
    assert measures.index({2001: 40.0, 2002: 50.0, 2003: 75.0}, 2002) == {2001: 80, 2002: 100, 2003: 150}
    assert measures.index({2001: 40.0}, 2002) == {}
    assert measures.index({2001: 40.0, 2002: 0.0}, 2002) == {}


def test_mirror_gap_is_in_per_cent_of_what_the_exporter_reports() -> None:
    assert measures.mirror_gap_percent(106, 100) == pytest.approx(6)
    assert measures.mirror_gap_percent(80, 100) == pytest.approx(-20)
    assert measures.mirror_gap_percent(80, 0) is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([5], 1),
        ([1, 1, 1, 1], 0.25),
        ([50, 30, 20], 0.38),  # 0.25 + 0.09 + 0.04
        ([50, 0, 50], 0.5),
        ([], None),
        ([0, 0], None),
        ([3, -1], None),
    ],
)
def test_concentration(values: list[float], expected: float | None) -> None:
    assert measures.concentration(values) == (expected if expected is None else pytest.approx(expected))


@given(st.lists(positive, min_size=1, max_size=20))
def test_concentration_lies_between_even_and_single(values: list[float]) -> None:
    found = measures.concentration(values)
    assert found is not None
    assert 1 / len(values) - 1e-9 <= found <= 1 + 1e-9


@given(positive, positive, st.integers(1, 40))
def test_compound_growth_leads_back(first: float, last: float, years: int) -> None:
    rate = measures.compound_growth_percent(first, last, years)
    assert rate is not None
    assert first * (1 + rate / 100) ** years == pytest.approx(last, rel=1e-6)


@pytest.mark.parametrize(
    ("to_partner", "total", "world_to_partner", "world_total", "expected"),
    [(20, 100, 100, 1000, 2), (10, 100, 100, 1000, 1), (0, 100, 100, 1000, 0), (20, 0, 100, 1000, None)],
)
def test_trade_intensity(
    to_partner: float, total: float, world_to_partner: float, world_total: float, expected: float | None
) -> None:
    assert measures.trade_intensity(to_partner, total, world_to_partner, world_total) == expected


# 10 % a year before 2005 and 20 % after, over two years.
CONCERNED = {2003: 100.0, 2004: 110.0, 2005: 121.0, 2006: 145.2, 2007: 174.24}
# Doubling throughout: no change. And 0 % before, 50 % after.
STEADY = {2003: 1.0, 2005: 4.0, 2007: 16.0}
FASTER = {2003: 4.0, 2005: 4.0, 2007: 9.0}


def test_change_around_a_milestone_against_others() -> None:
    found = measures.change_around(CONCERNED, 2005, 2, {"A": STEADY, "B": FASTER, "C": {2005: 1.0}})
    assert found.before == pytest.approx(10)
    assert found.after == pytest.approx(20)
    assert found.change == pytest.approx(10)
    assert found.others == 2  # C lacks years
    assert found.others_change == pytest.approx(25)  # the median of 0 and 50
    assert found.beyond_others == pytest.approx(-15)
    assert found.sentence == measures.COMPARED


def test_change_without_others_says_that_nothing_is_compared() -> None:
    found = measures.change_around(CONCERNED, 2005, 2)
    assert (found.others, found.others_change, found.beyond_others) == (0, None, None)
    assert found.sentence == measures.ALONE


def test_change_near_the_end_of_the_series_is_too_short() -> None:
    found = measures.change_around(CONCERNED, 2006, 2, {"A": STEADY})
    assert (found.after, found.change, found.beyond_others) == (None, None, None)
    assert found.sentence == measures.TOO_SHORT
