from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard.charts import trade_multiples

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.text import Words
    from dashboard.theme import Look

THREE = ("LAO", "THA", "VNM")


def test_a_panel_for_each_country_the_greatest_first(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = trade_multiples.build(trade, light, en, countries=THREE)
    assert [note.text for note in figure.layout.annotations] == ["<b>Viet Nam</b>", "<b>Thailand</b>", "<b>Laos</b>"]
    assert [(one.name, one.xaxis, one.yaxis) for one in figure.data] == [
        ("Viet Nam", "x", "y"),
        ("Thailand", "x2", "y2"),
    ]
    assert figure.data[1].y == (4.0, None, 8.0, 8.0)
    assert figure.layout.xaxis3.domain[0] > figure.layout.xaxis2.domain[1]


@pytest.mark.parametrize(("axes", "thailand"), [("shared", 10.8), ("own", 8.64)])
def test_scales(trade: pd.DataFrame, light: Look, en: Words, axes: str, thailand: float) -> None:
    layout = trade_multiples.build(trade, light, en, countries=THREE, axes=axes).layout
    assert layout.yaxis.range == (0.0, pytest.approx(10.8))
    assert layout.yaxis2.range == (0.0, pytest.approx(thailand))


@pytest.mark.parametrize(("width", "grid"), [(1000, (3, 1)), (480, (2, 2)), (300, (2, 2))])
def test_panels_wrap(trade: pd.DataFrame, light: Look, en: Words, width: int, grid: tuple[int, int]) -> None:
    columns, rows = grid
    figure = trade_multiples.build(trade, light, en, countries=THREE, width=width)
    assert trade_multiples.Options(countries=THREE, width=width).columns == columns
    assert figure.layout.height == rows * (92 + 26 + 22)
    domains = [figure.layout[f"yaxis{number}"].domain for number in (1, 2, 3)]
    assert all(0 <= low < high <= 1 for low, high in domains)


def test_caption(trade: pd.DataFrame, en: Words) -> None:
    caption = trade_multiples.caption(trade, trade_multiples.Options(countries=THREE, axes="own"), en)
    assert caption["subtitle"].endswith("as China reports; each on its own scale")
    assert caption["sentence"].endswith(
        "each country: Viet Nam US$ 2 billion in 2000, US$ 10 billion in 2003; "
        "Thailand US$ 4 billion in 2000, US$ 8 billion in 2003."
    )


def test_an_index_starts_in_the_first_year_that_every_country_reports(
    trade: pd.DataFrame, light: Look, en: Words
) -> None:
    two = ("THA", "VNM")
    figure = trade_multiples.build(trade, light, en, countries=two, measure="index")
    assert figure.data[0].y == (40.0, 60.0, 100.0, 200.0)
    caption = trade_multiples.caption(trade, trade_multiples.Options(countries=two, measure="index"), en)
    assert caption["subtitle"].startswith("index, 2002 = 100")


def test_scales_fit_the_years_that_are_seen(trade: pd.DataFrame, light: Look, en: Words) -> None:
    layout = trade_multiples.build(trade, light, en, countries=THREE, range=("2000-01-01", "2001-12-31")).layout
    assert layout.yaxis.range == (0.0, pytest.approx(4 * 1.08))
