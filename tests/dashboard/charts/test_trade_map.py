from __future__ import annotations

import itertools
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.charts import map_names, trade_map
from dashboard.charts.breaks import classes
from dashboard.charts.region import members
from dashboard.data import load, shipped_tables
from dashboard.text import words
from dashboard.theme import faded, look

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.text import Words
    from dashboard.theme import Look


def trace(figure: go.Figure, name: str) -> Any:  # noqa: ANN401
    (found,) = [one for one in figure.data if one.name == name]
    return found


def inside(east: float, north: float, shape: Any) -> bool:  # noqa: ANN401
    """Whether a point lies within a country, by how often a line to the east crosses its outline."""
    corners = list(zip(shape.x, shape.y, strict=True))
    crossings = 0
    for (x1, y1), (x2, y2) in itertools.pairwise(corners):
        if None not in (x1, x2) and (y1 > north) != (y2 > north):
            crossings += east < (x2 - x1) * (north - y1) / (y2 - y1) + x1
    return crossings % 2 == 1


def test_no_subplot_needs_a_base_map(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = trade_map.build(trade, light, en)
    assert {one.type for one in figure.data} == {"scatter"}
    assert "geo" not in figure.to_dict()["layout"]


def test_every_member_is_drawn_named_and_can_be_clicked(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = trade_map.build(trade, light, en)
    names = {one.name for one in figure.data}
    assert set(members()) <= names
    assert set(trace(figure, "hits").customdata) == set(members())
    assert set(trace(figure, "small").customdata) == {"BRN", "SGP", "TLS"}
    said = {note.text.split("<br>")[0] for note in figure.layout.annotations}
    assert {"Singapore", "Brunei", "Timor-Leste", "Viet Nam", "China"} <= said


def test_points_that_are_clicked_lie_in_their_country(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = trade_map.build(trade, light, en)
    hits = trace(figure, "hits")
    points = list(zip(hits.customdata, hits.x, hits.y, strict=True))
    for code in ("IDN", "LAO", "MMR"):
        within = [inside(east, north, trace(figure, code)) for found, east, north in points if found == code]
        assert sum(within) >= len(within) - 1  # the name of a country may stand beside it
        assert len(within) > 10


def test_fills_follow_the_value(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = trade_map.build(trade, light, en, year=2003)
    assert trace(figure, "VNM").fillcolor == light.accent
    assert trace(figure, "THA").fillcolor == faded(light.accent, light.surface, 0.14)
    assert trace(figure, "LAO").fillcolor == light.band
    assert [one.name for one in figure.data if one.showlegend] == ["below 10", "10 and more"]
    assert {note.text for note in figure.layout.annotations} >= {"Viet Nam<br>10.0", "Thailand<br>8.0", "Laos"}
    said = dict(zip(trace(figure, "hits").customdata, trace(figure, "hits").hovertext, strict=True))
    assert said["VNM"] == "<b>Viet Nam</b><br>2003: US$ 10 billion"
    assert said["LAO"] == "<b>Laos</b><br>2003: no value"


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ([], ()),
        ([5.0], ()),
        ([8.0, 10.0], (10.0,)),
        ([0.3, 2.8, 8.2, 16.3, 17.8, 71.7, 111.5, 134.2, 148.0, 212.0, 261.2], (5.0, 15.0, 100.0, 200.0)),
        ([-5.0, 0.0, 1.0, 100.0], (10.0,)),
    ],
)
def test_classes(values: list[float], ends: tuple[float, ...]) -> None:
    assert classes(values) == ends


@given(st.lists(st.floats(1e-3, 1e6), max_size=15))
def test_classes_part_the_values(values: list[float]) -> None:
    ends = classes(values)
    assert list(ends) == sorted(set(ends))
    assert len(ends) < 5
    assert all(min(values) < end <= max(values) for end in ends)


def test_a_narrow_map_names_without_values(trade: pd.DataFrame, light: Look, zh: Words) -> None:
    figure = trade_map.build(trade, light, zh, width=390)
    assert {note.text for note in figure.layout.annotations} >= {"越南", "新加坡", "中国"}
    assert figure.layout.height == round(390 * 42 / 51) + 34


def test_the_note_speaks_of_boundaries(trade: pd.DataFrame, en: Words) -> None:
    caption = trade_map.caption(trade, trade_map.Options(year=2002), en)
    assert "they take no position on any territory or claim" in caption["note"]
    assert caption["title"] == "Goods trade of China with ASEAN by country, 2002"
    assert caption["sentence"].endswith("2002: Thailand US$ 8 billion; Viet Nam US$ 5 billion.")


@cache
def _shipped() -> pd.DataFrame:
    return load(shipped_tables()).trade


@pytest.mark.parametrize("lang", ["en", "zh"])
@settings(deadline=None)
@given(width=st.integers(280, 1400))
def test_no_name_covers_another_or_a_dot(lang: str, width: int) -> None:
    figure = trade_map.build(_shipped(), look("light"), words(lang), width=width)
    scale = width / 51
    dots = [
        map_names.dot(spot, scale, 11) for spot in zip(*(trace(figure, "small")[axis] for axis in "xy"), strict=True)
    ]
    boxes = [
        map_names.Name("", tuple(note.text.split("<br>")), ()).box((note.x, note.y), scale, note.font.size)
        for note in figure.layout.annotations
    ]
    assert len(boxes) == len(members()) + 1
    assert [pair for pair in itertools.combinations([*boxes, *dots], 2) if pair[0].common(pair[1])] == []


def test_the_legend_has_room_for_all_its_rows(light: Look, en: Words) -> None:
    rows = {width: trade_map.build(_shipped(), light, en, width=width).layout.margin.b for width in (324, 640)}
    assert rows == {324: 34 + 2 * 19, 640: 34}
