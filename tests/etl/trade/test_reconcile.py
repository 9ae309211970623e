from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.trade import differences
from etl.trade.reconcile import reconcile
from tests.etl.trade.trade_files import observe

if TYPE_CHECKING:
    from etl.model import Observation

BILLION = 10**9


def asean(value: float | str, source: str = "imf_imts", **about: object) -> Observation:
    """A total of China and ASEAN in billions."""
    given_: dict[str, object] = {"partner": "ASEAN", "flow": "total"} | about
    return observe(str(Decimal(str(value)) * BILLION), source, **given_)


def members(value: float | str) -> Observation:
    return asean(value, method="derived", history=(("derived", "series.members", ""),))


def about(one: Observation) -> tuple[bool, str, str]:
    return one.preferred, one.status, one.note


def test_values_that_agree_are_not_in_dispute() -> None:
    series, stated = reconcile([asean("399.652"), asean("400.1", "a_speech")])
    assert about(series) == (True, "clear", "")
    assert about(stated) == (False, "clear", "")
    assert stated.history[-1] == ("checked", "reconcile", "from the preferred value: +0.1 %")


def test_a_value_that_differs_says_by_how_much_and_the_preferred_one_says_that_it_does() -> None:
    series, stated = reconcile([asean("100"), asean("103", "a_speech")])
    assert about(series) == (True, "disputed", "1 other value differs by +3.0 %")
    reason = "a later revision of the figure is likely"
    assert about(stated) == (False, "disputed", f"differs from the preferred value: +3.0 % ({reason})")
    assert series.history[-1] == ("disputed", "reconcile", f"1 other value differs by +3.0 %: {reason}")


def test_a_total_says_how_far_it_is_from_its_parts_and_how_many_files_give_each() -> None:
    parts = [
        asean("40", flow="export"),
        asean("40", "imf_dots", flow="export"),
        asean("60", flow="import"),
        asean("100", method="derived", history=(("derived", "series.sum", ""),)),
    ]
    note = reconcile([*parts, asean("97", "a_speech")])[-1].note
    assert note == (
        "differs from the preferred value: -3.0 % (a later revision of the figure is likely: 3 billion USD below the "
        "sum of exports of 40 billion USD, in 2 of the files, and imports of 60 billion USD, in 1)"
    )


def test_several_that_differ_are_counted() -> None:
    given_ = [asean("100"), asean("103.2", "a_speech"), asean("97.1", "a_paper"), asean("100.2", "a_book")]
    assert reconcile(given_)[0].note == "2 other values differ by -2.9 to +3.2 %"


def test_a_status_that_says_more_stays() -> None:
    series, stated = reconcile([asean("100", status="estimated"), asean("150", "a_speech", status="corrected")])
    assert (series.status, stated.status) == ("estimated", "corrected")


UNEXPLAINED = (
    "not explained: more than rounding as stated, which allows 50 billion USD; no report of ASEAN is in the files; "
    "no other release in the files agrees"
)


@pytest.mark.parametrize(
    ("others", "stated", "reason"),
    [
        ([asean("399.652")], asean("400", "a_speech"), ""),
        ([asean("2.834")], asean("2.8", "a_speech"), "rounded as stated"),
        ([asean("641.9")], asean("600", "a_speech"), UNEXPLAINED),
        ([asean("20.389"), members("18.438")], asean("18.44", "a_speech"),
         "membership basis: agrees with the members of that year (18.438 billion USD)"),
        ([asean("20.389"), asean("18.408", "published_totals", partner="ASEAN5")], asean("18.4", "a_speech"),
         "membership basis: agrees with five members only (18.408 billion USD)"),
        ([asean("641.9"), asean("507.9", "published_totals", reporter="ASEAN", partner="CHN")],
         asean("508", "a_speech"),
         "who reports: agrees with what ASEAN reports (507.9 billion USD)"),
        ([asean("100"), asean("102", "imf_dots")], asean("102.1", "a_speech"),
         "revision: agrees with Direction of Trade Statistics, International Monetary Fund (102 billion USD)"),
        ([asean("100", valuation="fob")], asean("106.1", "imf_dots", valuation="cif"), "valuation: CIF against FOB"),
        ([asean("100", period="2015")], asean("102.5", "a_speech", period="2015"),
         "revision: China customs lowered the year after the first release of 472.16 billion"),
        ([asean("100")], asean("104", "a_speech"), "a later revision of the figure is likely"),
    ],
)  # fmt: skip
def test_the_likely_reason(others: list[Observation], stated: Observation, reason: str) -> None:
    chosen = reconcile([*others, stated])
    found = differences.difference(chosen[-1], differences.Context(chosen))
    assert found is not None
    assert found.reason == reason


@pytest.mark.parametrize(
    ("qualifier", "value", "agrees"),
    [
        ("more_than", "630", True),
        ("more_than", "660", False),
        ("less_than", "660", True),
        ("less_than", "625", False),
        ("about", "660", True),
        ("about", "700", False),
        ("", "630", False),
    ],
)
def test_a_hedge_widens_what_agrees_on_its_side(qualifier: str, value: str, agrees: bool) -> None:  # noqa: FBT001
    chosen = reconcile([asean("641.955"), asean(value, "a_speech", qualifier=qualifier)])
    found = differences.difference(chosen[1], differences.Context(chosen))
    assert found is not None
    assert found.agrees is agrees


def test_values_that_may_be_about_two_things_are_not_compared() -> None:
    one, other = reconcile(
        [asean(5, "a_speech", indicator="project_cost"), asean(9, "a_paper", indicator="project_cost")]
    )
    assert (one.status, other.status) == ("clear", "clear")
    assert one.preferred is not other.preferred


def test_another_currency_is_not_compared() -> None:
    series, stated = reconcile([asean("100"), asean("700", "a_speech", unit="CNY")])
    assert (series.status, stated.status) == ("clear", "clear")


def test_another_basis_is_not_in_dispute() -> None:
    ten, six = reconcile(
        [asean("20.389", method="derived", history=(("derived", "series.ten", ""),)), members("18.438")]
    )
    assert (ten.preferred, ten.status, six.preferred, six.status) == (True, "clear", False, "clear")


def test_the_other_side_of_a_pair_stands_beside_it() -> None:
    ours = observe(64_078_000_000, flow="import", valuation="cif")
    theirs = observe(41_462_000_000, "imf_dots", reporter="VNM", partner="CHN", valuation="fob")
    _, told = reconcile([ours, theirs])
    assert told.note == "who reports: CHN gives 64.078 billion USD for the same trade, +54.5 %"
    assert told.status == "clear"


def test_an_estimate_made_from_the_other_side_is_not_set_against_it() -> None:
    ours = observe(106, flow="import")
    assert reconcile([ours, observe(100, "imf_dots", reporter="VNM", partner="CHN", status="estimated")])[1].note == ""
    mirrored = replace(ours, method="mirrored")
    assert reconcile([mirrored, observe(106, "imf_dots", reporter="VNM", partner="CHN")])[1].note == ""


# --- arithmetic -----------------------------------------------------------------------------------------------------

LEVELS = [
    asean("54.767", period="2002"),
    asean("399.652", period="2012"),
    asean("442.708", period="2013"),
    asean("877.857", period="2021"),
    asean("979.282", period="2022"),
]


def told(one: Observation) -> tuple[str, str]:
    """The status, and what the arithmetic found."""
    found = reconcile([*LEVELS, asean("975.34", "a_paper", period="2022"), one])[-1]
    return found.status, next((detail for step, rule, detail in found.history if rule == "arithmetic"), "")


def growth(percent: float, period: str = "2022") -> Observation:
    one = asean(0, "a_paper", period=period, indicator="goods_trade_growth", kind="growth", unit="%")
    return replace(one, value=Decimal(str(percent)))


def ratio(times: float, period: str, base: str, qualifier: str = "") -> Observation:
    one = asean(0, "a_paper", period=period, indicator="goods_trade_ratio", kind="ratio", unit="ratio")
    note = f"compared with {base}" if base else ""
    return replace(one, value=Decimal(str(times)), note=note, qualifier=qualifier)


def test_a_growth_is_checked_against_the_series_and_the_level_beside_it() -> None:
    status, detail = told(growth(11.2))
    assert status == "clear"
    assert detail == (
        "adds up: the series gives +11.6 % (979.282 billion USD against 877.857 billion USD in 2021); "
        "975.34 billion USD as stated implies 877.104 billion USD for 2021, -0.1 % from the series"
    )


def test_a_growth_that_does_not_add_up_is_flagged() -> None:
    status, detail = told(growth(21.2))
    assert status == "disputed"
    assert detail.startswith("does not add up: the series gives +11.6 %")


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (ratio(7.3, "2012", "2002"), "adds up: the series gives 7.30 times"),
        (ratio(8.3, "2012", "2002"), "does not add up: the series gives 7.30 times"),
        (ratio(2, "2022", "2013", "more_than"), "adds up: the series gives 2.21 times"),
        (ratio(2, "2021", "2013", "more_than"), "adds up: the series gives 1.98 times"),
        (ratio(3, "2022", "2013", "more_than"), "does not add up: the series gives 2.21 times"),
        (ratio(2, "2022", "2013", "less_than"), "does not add up: the series gives 2.21 times"),
        (ratio(7.3, "2012", ""), ""),
        (ratio(7.3, "2012", "1980"), ""),
        (growth(11.2, "2022-01"), ""),
        (growth(11.2, "2002"), ""),
    ],
)
def test_multiples(one: Observation, expected: str) -> None:
    assert told(one)[1].startswith(expected)
    assert bool(told(one)[1]) is bool(expected)


@given(st.lists(st.tuples(st.integers(1, 999), st.sampled_from(("imf_imts", "imf_dots", "a_speech"))), max_size=8))
def test_nothing_is_dropped_and_no_value_is_changed(given_: list[tuple[int, str]]) -> None:
    before = [asean(value, source) for value, source in given_]
    after = reconcile(before)
    assert [(one.value, one.citations, one.period) for one in after] == [
        (one.value, one.citations, one.period) for one in before
    ]
    assert sum(one.preferred for one in after) == min(1, len(before))
