from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard import asked, export

if TYPE_CHECKING:
    from dashboard.data import Store


@pytest.mark.parametrize(
    ("address", "size"),
    [
        ("", export.SIZES["slide"]),
        ("countries=VNM&size=a4", export.SIZES["a4"]),
        ("width=800&height=600", export.Size(800, 600)),
        ("width=800&height=600&scale=1.5", export.Size(800, 600, 1.5)),
        ("width=800", export.Size(800, 900)),
        ("size=a4&scale=3", export.Size(794, 1123, 3)),
    ],
)
def test_an_address_names_a_size(address: str, size: export.Size) -> None:
    assert asked.order("timeline", "png", address).size == size


@pytest.mark.parametrize(
    ("chart", "address", "said", "status"),
    [
        ("passwords", "", 'there is no chart "passwords"', 404),
        ("timeline", "size=huge", 'there is no size "huge"; there are slide', 400),
        ("timeline", "width=abc", 'width: found "abc", expected a number', 400),
        ("timeline", "width=-5", 'width: found "-5"', 400),
        ("timeline", "width=١٢٣", "expected a number", 400),
        ("timeline", "width=100000&height=100000", "at most 10000 pixels a side", 400),
        ("timeline", "whole=yes", 'whole: found "yes", expected 0 or 1', 400),
    ],
)
def test_what_cannot_be_given_is_refused_in_a_line(chart: str, address: str, said: str, status: int) -> None:
    with pytest.raises(asked.RefusedError) as refused:
        asked.order(chart, "png", address)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert refused.value.status == status


def test_in_pdf_the_timeline_is_whole() -> None:
    assert asked.order("timeline", "pdf", "").whole
    assert not asked.order("timeline", "png", "").whole
    assert not asked.order("trade-trend", "pdf", "").whole
    assert not asked.order("trade-trend", "png", "caption=0").caption


def test_a_wrong_filter_is_refused_by_name(store: Store) -> None:
    with pytest.raises(asked.RefusedError, match="countries=ATLANTIS"):
        asked.view(store, "countries=VNM;ATLANTIS")
    with pytest.raises(asked.RefusedError, match="width=3"):
        asked.view(store, "width=3")
    assert asked.view(store, "countries=VNM&width=3", asked.OF_PICTURES).filters.countries == ("VNM",)
