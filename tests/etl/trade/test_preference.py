from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.trade import preference
from tests.etl.trade.trade_files import observe

SOURCES = ("imf_imts", "imf_dots", "gvar", "published_totals", "a_speech")
SERIES = (("derived", "series.sum", ""),)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (observe(1, "imf_imts"), observe(2, "imf_dots")),  # rank of the card
        (observe(1, "imf_dots", method="reported"), observe(2, "imf_imts", method="mirrored")),
        (observe(1, "imf_dots", method="derived"), observe(2, "imf_dots", method="mirrored")),
        (observe(1, "imf_dots", method="mirrored"), observe(2, "published_totals")),  # files before what people state
        (observe(1, "published_totals"), observe(2, "a_speech")),
        (observe(1, "imf_dots", method="derived", history=SERIES), observe(2, "gvar", method="derived")),
        (observe(1, "a_speech", kind="level"), observe(2, "a_speech", kind="growth", unit="%")),
        (observe(1, "a_speech", unit="USD"), observe(2, "a_speech", unit="CNY")),
        (
            observe(1, "imf_dots", method="derived", history=(("derived", "series.ten", ""),)),
            observe(2, "imf_dots", method="derived", history=(("derived", "series.members", ""),)),
        ),
    ],
)
def test_the_better_is_preferred_in_either_order(better: object, worse: object) -> None:
    for order in ([better, worse], [worse, better]):
        assert [one.preferred for one in preference.prefer(order)] == [one is better for one in order]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "expected", "is_stated"),
    [("imf_imts", "imf_imts", False), ("published_totals", "published_totals", True), ("a_speech", "", True)],
)
def test_where_a_value_comes_from(source: str, expected: str, is_stated: bool) -> None:  # noqa: FBT001
    one = observe(1, source)
    assert (preference.origin(one), preference.is_stated(one)) == (expected, is_stated)


def test_a_sheet_s_name_does_not_hide_the_card() -> None:
    one = observe(1)
    place = replace(one.citations[0], rule="imf_dots:Exports, FOB")
    assert preference.origin(replace(one, citations=(place,))) == "imf_dots"


observations = st.builds(
    lambda value, source, period, flow: observe(value, source, period=period, flow=flow),
    st.integers(1, 9).map(Decimal),
    st.sampled_from(SOURCES),
    st.sampled_from(("2001", "2002")),
    st.sampled_from(("export", "total")),
)


@given(st.lists(observations, max_size=12))
def test_exactly_one_of_each_key_is_preferred_and_nothing_is_lost(given_: list[object]) -> None:
    found = preference.prefer(given_)  # type: ignore[arg-type]
    assert [replace(one, preferred=False) for one in found] == given_
    counts = Counter(preference.key(one) for one in found if one.preferred)
    assert counts == dict.fromkeys({preference.key(one) for one in found}, 1)
