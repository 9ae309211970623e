from __future__ import annotations

import pandas as pd
import pytest

from dashboard.charts import trade_series
from dashboard.charts.region import members, the_ten
from dashboard.charts.trade_series import Basis

TWO = ("VNM", "THA")


def values(table: pd.DataFrame, country: str, column: str = "value_usd") -> dict[int, float]:
    rows = table[table["country"] == country]
    return {int(year): float(value) for year, value in zip(rows["year"], rows[column], strict=True)}


@pytest.mark.parametrize(
    ("flow", "reporter", "viet_nam", "thailand"),
    [
        ("total", "china", {2000: 2e9, 2001: 3e9, 2002: 5e9, 2003: 10e9}, {2000: 4e9, 2002: 8e9, 2003: 8e9}),
        ("export", "china", {2000: 1e9, 2001: 2e9, 2002: 3e9, 2003: 6e9}, {2000: 2e9, 2002: 4e9, 2003: 5e9}),
        ("balance", "china", {2000: 0.0, 2001: 1e9, 2002: 1e9, 2003: 2e9}, {2000: 0.0, 2002: 0.0, 2003: 2e9}),
        ("import", "members", {2002: 1.5e9, 2003: 3e9}, {2002: 3e9, 2003: 3e9}),
        ("export", "members", {}, {}),
        ("total", "members", {}, {}),
    ],
)
def test_yearly(
    trade: pd.DataFrame, flow: str, reporter: str, viet_nam: dict[int, float], thailand: dict[int, float]
) -> None:
    table = trade_series.yearly(trade, Basis(TWO, flow, reporter))
    assert values(table, "VNM") == viet_nam
    assert values(table, "THA") == thailand


def test_the_weakest_method_goes_with_a_sum(trade: pd.DataFrame) -> None:
    table = trade_series.yearly(trade, Basis(TWO)).set_index(["country", "year"])
    assert table.loc[("VNM", 2000), "method"] == "mirrored"
    assert table.loc[("VNM", 2001), "method"] == "reported"
    assert table.loc[("VNM", 2001), "valuation"] == "fob+cif"
    exports = trade_series.yearly(trade, Basis(TWO, "export"))
    assert set(exports["method"]) == {"reported"}


def test_estimates_and_values_that_are_not_preferred(trade: pd.DataFrame) -> None:
    trade.loc[trade["observation_id"] == "chn-tha-export-2003", "status"] = "estimated"
    trade.loc[trade["observation_id"] == "chn-tha-import-2002", "preferred"] = False
    table = trade_series.yearly(trade, Basis(("THA",)))
    assert values(table, "THA") == {2000: 4e9, 2003: 8e9}
    assert list(table["method"]) == ["reported", "estimated"]


def test_figures_of_parts_of_years_are_left_out(trade: pd.DataFrame) -> None:
    trade.loc[trade["observation_id"] == "chn-vnm-export-2003", "period"] = "2003-40"
    assert values(trade_series.yearly(trade, Basis(("VNM",), "export")), "VNM") == {2000: 1e9, 2001: 2e9, 2002: 3e9}


def test_absent_names_who_is_missing_when(trade: pd.DataFrame) -> None:
    table = trade_series.yearly(trade, Basis(TWO))
    assert trade_series.absent(table, TWO) == {2001: ("THA",)}
    assert trade_series.absent(table, ("VNM",)) == {}


def test_stated_figures_for_asean_and_for_one_country(trade: pd.DataFrame) -> None:
    whole = trade_series.stated(trade, Basis(the_ten()), whole=True)
    assert [(row.year, row.value) for row in whole.itertuples()] == [(2002, 13.5e9)]
    one = trade_series.stated(trade, Basis(("VNM",)), whole=False)
    assert [(row.year, row.value) for row in one.itertuples()] == [(2003, 9.5e9)]
    assert trade_series.stated(trade, Basis(TWO), whole=False).empty
    assert trade_series.stated(trade, Basis(("VNM",), "export"), whole=False).empty


def test_stated_figures_that_hardly_differ_are_one(trade: pd.DataFrame) -> None:
    row = trade[trade["partner"] == "ASEAN"]
    near = row.assign(observation_id="near", value=13.51e9)
    far = row.assign(observation_id="far", value=14e9)
    found = trade_series.stated(pd.concat([trade, near, far]), Basis(the_ten()), whole=True)
    assert list(found["observation_id"]) == ["chn-asean-total-2002", "far"]


def test_both_sides_compare_only_pairs_that_both_report(trade: pd.DataFrame) -> None:
    sides = trade_series.both_sides(trade, Basis(TWO, "import"))
    assert sides.to_dict("index") == {
        2002: {"china": 6e9, "members": 4.5e9, "pairs": "THA;VNM"},
        2003: {"china": 7e9, "members": 6e9, "pairs": "THA;VNM"},
    }
    assert trade_series.both_sides(trade, Basis(TWO, "export")).empty


def test_no_line_moves_because_a_country_comes_or_goes(trade: pd.DataFrame) -> None:
    trade.loc[trade["observation_id"] == "tha-chn-export-2003", "preferred"] = False
    early = trade[trade["observation_id"] == "vnm-chn-export-2002"]
    more = [
        early.assign(observation_id=f"more-{year}", period=str(year), value=value)
        for year, value in ((2000, 0.5e9), (2001, 0.8e9))
    ]
    sides = trade_series.both_sides(pd.concat([trade, *more]), Basis(TWO, "import"))
    assert set(sides["pairs"]) == {"VNM"}  # three years of one country against one year of two
    assert sides["members"].to_dict() == {2001: 0.8e9, 2002: 1.5e9, 2003: 3e9}


@pytest.mark.parametrize(
    ("measure", "base", "viet_nam"),
    [
        ("value", None, {2000: 2e9, 2001: 3e9, 2002: 5e9, 2003: 10e9}),
        ("share", None, {2000: 100 / 3, 2001: 100.0, 2002: 500 / 13, 2003: 1000 / 18}),
        ("index", None, {2000: 100.0, 2001: 150.0, 2002: 250.0, 2003: 500.0}),
        ("index", 2002, {2000: 40.0, 2001: 60.0, 2002: 100.0, 2003: 200.0}),
        ("index", 1950, {2000: 100.0, 2001: 150.0, 2002: 250.0, 2003: 500.0}),
    ],
)
def test_measured(trade: pd.DataFrame, measure: str, base: int | None, viet_nam: dict[int, float]) -> None:
    table = trade_series.measured(trade_series.yearly(trade, Basis(TWO)), measure, base)
    assert values(table, "VNM", "shown") == pytest.approx(viet_nam)


def test_change_needs_the_year_before(trade: pd.DataFrame) -> None:
    table = trade_series.measured(trade_series.yearly(trade, Basis(TWO)), "change").dropna(subset=["shown"])
    assert values(table, "VNM", "shown") == pytest.approx({2001: 50.0, 2002: 200 / 3, 2003: 100.0})
    assert values(table, "THA", "shown") == pytest.approx({2003: 0.0})


def test_members_join_when_they_joined() -> None:
    joined = {code: day.year for code, day in members().items()}
    assert (joined["VNM"], joined["LAO"], joined["KHM"], joined["TLS"]) == (1995, 1997, 1999, 2025)
    assert len(joined) == 11
    assert set(joined) - set(the_ten()) == {"TLS"}
