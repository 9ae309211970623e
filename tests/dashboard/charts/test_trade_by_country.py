from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dashboard.charts import trade_by_country

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

    from dashboard.text import Words
    from dashboard.theme import Look

THREE = ("VNM", "THA", "LAO")


def trace(figure: go.Figure, name: str) -> Any:  # noqa: ANN401
    (found,) = [one for one in figure.data if one.name == name]
    return found


def test_a_ranking_of_the_latest_year(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = trade_by_country.build(trade, light, en, countries=THREE)
    assert figure.layout.yaxis.ticktext == ("Viet Nam", "Thailand", "Laos")
    assert trace(figure, "values").x == (10.0, 8.0, 0.0)
    assert trace(figure, "values").marker.color == tuple(light.country(code) for code in THREE)
    assert [text.strip("\u2004") for text in trace(figure, "numbers").text] == ["10.0", "8.0", "no value"]
    assert figure.layout.height == 3 * 25 + 16


def test_the_smallest_country_can_be_clicked(trade: pd.DataFrame, light: Look, en: Words) -> None:
    hits = trace(trade_by_country.build(trade, light, en, countries=THREE), "hits")
    assert hits.customdata == THREE
    assert set(hits.x) == {10.0}
    assert hits.hovertext[0] == "<b>Viet Nam</b><br>2003: US$ 10 billion 55.6%"
    assert hits.hovertext[2] == "Laos · 2003 · no value"


def test_a_year_with_mirrored_values_is_hatched(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = trade_by_country.build(trade, light, en, countries=THREE, year=2000)
    assert figure.layout.yaxis.ticktext == ("Thailand", "Viet Nam", "Laos")
    assert trace(figure, "values").marker.pattern.shape == ("", "/", "")


def test_two_years_are_dumbbells(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = trade_by_country.build(trade, light, en, countries=THREE, against=2000)
    bell = trace(figure, "Viet Nam")
    assert bell.x == (2.0, 10.0)
    assert bell.marker.color == (light.surface, light.country("VNM"))
    texts = [text.strip("\u2003") for text in trace(figure, "numbers").text]
    assert texts == ["10.0 (+400%)", "8.0 (+100%)", "no value"]


def test_the_change_is_from_the_earlier_year_to_the_later(trade: pd.DataFrame, light: Look, en: Words) -> None:
    one, other = (
        trade_by_country.build(trade, light, en, countries=THREE, year=year, against=against)
        for year, against in ((2003, 2000), (2000, 2003))
    )
    assert one == other
    assert one.layout.xaxis.range[0] < 0


def test_narrow_slopes_have_names_at_one_end(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = trade_by_country.build(trade, light, en, countries=THREE, against=1990, style="slope", width=340)
    texts = [note.text for note in figure.layout.annotations]
    assert texts == ["2.0", "4.0", "Thailand 8.0", "Viet Nam 10.0"]
    assert figure.layout.margin.l + figure.layout.margin.r < 190


def test_two_years_are_slopes(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = trade_by_country.build(trade, light, en, countries=THREE, against=2000, style="slope", width=640)
    assert [(one.name, one.y) for one in figure.data] == [("Viet Nam", (2.0, 10.0)), ("Thailand", (4.0, 8.0))]
    assert [(note.text, note.x) for note in figure.layout.annotations] == [
        ("Viet Nam 2.0", 0), ("Thailand 4.0", 0), ("Thailand 8.0", 1), ("Viet Nam 10.0", 1),
    ]  # fmt: skip
    assert figure.layout.xaxis.ticktext == ("2000", "2003")


def test_a_year_without_values_is_not_compared_with(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = trade_by_country.build(trade, light, en, countries=THREE, against=1980, year=1981)
    assert trace(figure, "values").x == (10.0, 8.0, 0.0)


@pytest.mark.parametrize(
    ("options", "title", "values"),
    [
        (
            {"year": 2002},
            "Goods trade of China with {} by country, 2002",
            "Thailand US$ 8 billion; Viet Nam US$ 5 billion",
        ),
        (
            {"against": 2000, "flow": "balance"},
            "China’s goods trade balance with {} by country, 2000 and 2003",
            "Viet Nam US$ 2 billion; Thailand US$ 2 billion",
        ),
    ],
)
def test_caption(trade: pd.DataFrame, en: Words, options: dict[str, Any], title: str, values: str) -> None:
    caption = trade_by_country.caption(trade, trade_by_country.Options(countries=THREE, **options), en)
    assert caption["title"] == title.format("Viet Nam, Thailand, Laos")
    assert caption["sentence"] == f"{caption['title']}: {values}."
    assert "No value of Laos in some years" in caption["note"]


def test_deficits_reach_left(trade: pd.DataFrame, light: Look, en: Words) -> None:
    trade.loc[trade["observation_id"] == "chn-tha-export-2003", "value"] = 1e9
    figure = trade_by_country.build(trade, light, en, countries=THREE, flow="balance")
    assert trace(figure, "values").x == (2.0, -2.0, 0.0)
    assert figure.layout.xaxis.range == (-2.0, 2.0)
    assert trace(figure, "numbers").text[1].strip("\u2004") == "−2.0"


def test_no_values_are_said(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = trade_by_country.build(trade[:0], light, en, countries=THREE)
    assert figure.layout.annotations[0].text == "No trade value fits these filters."
    caption = trade_by_country.caption(trade[:0], trade_by_country.Options(countries=THREE), en)
    assert caption["sentence"] == "No trade value fits these filters."
