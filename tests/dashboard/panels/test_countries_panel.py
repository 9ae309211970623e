from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard import drawing, ids
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


@pytest.mark.parametrize("address", ["?against=2010", "?flow=balance", "?places=slope"])
def test_what_is_no_ranking_of_a_year_is_not_played(store: Store, address: str) -> None:
    assert countries.frames(view(store, address))["years"] == []


def test_a_map_is_played_in_the_classes_of_the_year_that_it_shows(store: Store) -> None:
    shown = view(store, "?places=map")
    film = countries.frames(shown)
    traces = {trace["name"]: trace for trace in drawing.figure(shown, ids.BY_COUNTRY)["data"]}
    drawn = {code: traces[code]["fillcolor"] for code, *_ in film["frames"][-1]}
    assert {code: fill for code, fill, *_ in film["frames"][-1]} == drawn
    assert film["map"]
    assert film["years"] == countries.frames(view(store, ""))["years"]
    assert all(set(drawn) == {code for code, *_ in frame} for frame in film["frames"])
    wide = drawing.figure(view(store, "?places=map", 1000), ids.BY_COUNTRY)["layout"]["annotations"]
    numbers = {note["name"]: note["text"].partition("<br>")[2] for note in wide}
    assert {code: number for code, _, number, *_ in film["frames"][-1]} == {code: numbers[code] for code in drawn}


def test_slopes_go_ten_years_back_and_the_table_says_the_same(store: Store) -> None:
    shown = view(store, "?places=slope")
    years = countries.rows(shown)["head"][1:]
    assert list(drawing.figure(shown, ids.BY_COUNTRY)["layout"]["xaxis"]["ticktext"]) == years
    assert int(years[1]) - int(years[0]) <= 10
    assert countries.rows(view(store, f"?places=slope&against={years[1]}&year={years[0]}"))["head"][1:] == years
