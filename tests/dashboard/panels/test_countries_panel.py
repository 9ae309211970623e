from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard.panels import countries
from dashboard.view import view

if TYPE_CHECKING:
    from dashboard.data import Store


def test_every_year_is_a_frame_with_the_most_traded_first(store: Store) -> None:
    film = countries.frames(view(store, "?flow=export"))
    assert film["years"] == sorted(film["years"])
    assert len(film["frames"]) == len(film["years"]) > 2
    for frame in film["frames"]:
        values = [value for _, value, _ in frame]
        assert values == sorted(values, reverse=True)
    assert film["high"] == max(value for frame in film["frames"] for _, value, _ in frame)
    assert film["names"]["VNM"] == "Viet Nam"


@pytest.mark.parametrize("address", ["?places=map", "?against=2010", "?flow=balance"])
def test_what_is_no_ranking_of_a_year_is_not_played(store: Store, address: str) -> None:
    assert countries.frames(view(store, address))["years"] == []
