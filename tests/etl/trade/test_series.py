from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest

from etl.schema import ASEAN_ACCESSION, ASEAN_TEN
from etl.trade import preference, series
from etl.trade.reconcile import reconcile
from etl.trade.statistics import read_folder
from tests.etl.trade.trade_files import observe, real_statistics

if TYPE_CHECKING:
    from etl.model import Observation


def flow_of(made: tuple[Observation, ...], flow: str) -> Observation:
    (one,) = [one for one in made if one.flow == flow and one.partner != "ASEAN"]
    return one


def test_imports_are_derived_where_a_file_gives_both_directions() -> None:
    exports = observe(1_437_905_000, "imf_dots", period="1995", partner="IDN", valuation="fob")
    both = observe(3_490_610_000, "gvar", period="1995", partner="IDN", flow="total", method="derived")
    made = flow_of(series.base_series([exports, both]), "import")
    assert (made.value, made.method, made.valuation, made.status) == (Decimal(2_052_705_000), "derived", "cif", "clear")
    assert {place.source_id for place in made.citations} == {"gvar", "imf_dots"}
    detail = "3,490.610 million in both directions less 1,437.905 million of exports"
    assert made.history == (("derived", "series.derived", detail),)


def test_a_mean_is_not_used_after_the_years_for_which_it_is_declared() -> None:
    exports = observe(5, "imf_imts", period="2003", partner="IDN")
    both = observe(12, "gvar", period="2003", partner="IDN", flow="total", method="derived")
    assert series.base_series([exports, both]) == ()


def test_imports_are_mirrored_at_the_partner_s_valuation() -> None:
    theirs = observe(
        5_850_000, "imf_dots", period="1990", reporter="LAO", partner="CHN", valuation="fob", status="estimated"
    )
    ours = observe(14_477_399, "imf_dots", period="1990", partner="LAO", valuation="fob")
    made = series.base_series([theirs, ours])
    imports, total = flow_of(made, "import"), flow_of(made, "total")
    assert (imports.reporter, imports.partner, imports.value) == ("CHN", "LAO", Decimal(5_850_000))
    assert (imports.method, imports.valuation, imports.status) == ("mirrored", "fob", "estimated")
    assert "valued FOB, as the partner reports its exports" in imports.note
    assert (total.value, total.method, total.valuation, total.status) == (
        Decimal(20_327_399),
        "derived",
        "unstated",
        "estimated",
    )
    assert len({place.rule for place in total.citations}) == 2


def test_what_china_reports_is_never_replaced() -> None:
    given = [observe(7, flow=flow, partner="LAO") for flow in ("export", "import")]
    theirs = observe(5, "imf_dots", reporter="LAO", partner="CHN")
    made = series.base_series([*given, theirs])
    assert [(one.flow, one.value) for one in made] == [("total", Decimal(14))]


def test_a_figure_that_somebody_stated_fills_nothing() -> None:
    given = [observe(7, partner="LAO"), observe(9, "published_totals", partner="LAO", flow="import")]
    assert series.base_series(given) == ()


def test_a_bloc_needs_every_member_and_says_its_basis() -> None:
    ten = [observe(2, period="1995", partner=code, flow=flow) for code in ASEAN_TEN for flow in series.FLOWS]
    blocs = {(preference.origin(one), one.flow): one for one in series.base_series(ten) if one.partner == "ASEAN"}
    assert {key: one.value for key, one in blocs.items()} == {
        ("series.ten", "export"): 20,
        ("series.ten", "import"): 20,
        ("series.ten", "total"): 40,
        ("series.members", "export"): 12,
        ("series.members", "import"): 12,
        ("series.members", "total"): 24,
    }
    assert blocs["series.ten", "total"].note == "the ten throughout"
    assert blocs["series.members", "total"].note == "the 6 members on 1 January 1995"
    assert len(blocs["series.ten", "total"].citations) == 20
    assert [
        one for one in series.base_series(ten[1:]) if preference.origin(one) == "series.ten" and one.flow == "total"
    ] == []


def test_from_2000_to_2025_both_bases_are_one() -> None:
    ten = [observe(2, period="2010", partner=code, flow=flow) for code in ASEAN_TEN for flow in series.FLOWS]
    blocs = [one for one in series.base_series(ten) if one.partner == "ASEAN"]
    assert [one.flow for one in blocs] == ["export", "import", "total"]


def test_a_basis_has_to_be_known() -> None:
    with pytest.raises(ValueError, match="expected ten or members"):
        series.members(2000, "most")


# --- the real files -------------------------------------------------------------------------------------------------


@cache
def real() -> tuple[Observation, ...]:
    read = read_folder(real_statistics(), include_restricted=False).observations
    return reconcile((*read, *series.base_series(read)))


def base(partner: str, flow: str, year: int) -> Observation | None:
    key = (str(year), "CHN", partner, flow, "goods_trade")
    return next((one for one in real() if one.preferred and preference.key(one) == key), None)


@pytest.mark.documents
@pytest.mark.parametrize("partner", ASEAN_TEN)
def test_the_base_series_has_no_hole_for_the_ten(partner: str) -> None:
    found = {(flow, year): base(partner, flow, year) for flow in (*series.FLOWS, "total") for year in range(1990, 2025)}
    assert [key for key, one in found.items() if one is None or one.value < 0] == []


@pytest.mark.documents
def test_holes_of_timor_leste_are_all_declared_with_their_reason() -> None:
    holes = series.holes(real())
    assert {hole.partner for hole in holes} == {"TLS"}
    assert all(hole.reason for hole in holes)
    missing = {flow: [hole.year for hole in holes if hole.flow == flow] for flow in series.FLOWS}
    assert missing == {"export": [*range(1990, 2003), 2007], "import": [*range(1990, 2004), 2007]}


@pytest.mark.documents
def test_methods_of_the_base_series() -> None:
    counts = Counter(
        (one.flow, one.method, "before 2001" if year < 2001 else "since")
        for partner in ASEAN_TEN
        for flow in series.FLOWS
        for year in range(1990, 2025)
        if (one := base(partner, flow, year))
    )
    assert counts == {
        ("export", "reported", "before 2001"): 110,
        ("import", "derived", "before 2001"): 55,
        ("import", "mirrored", "before 2001"): 55,
        ("export", "reported", "since"): 240,
        ("import", "reported", "since"): 240,
    }


@pytest.mark.documents
def test_derived_imports_continue_into_reported_ones() -> None:
    """GVAR's means give in 2001-2016 what the IMF reports, so that they may stand for it before."""
    read = read_folder(real_statistics()).observations
    means = {
        (one.partner, one.period): one.value
        for one in read
        if preference.origin(one) == "gvar" and one.reporter == "CHN"
    }
    for partner in ("IDN", "MYS", "PHL", "SGP", "THA"):
        for year in range(2001, 2017):
            total = base(partner, "total", year)
            assert total is not None
            assert float(means[partner, str(year)]) == pytest.approx(float(total.value), rel=0.005), (partner, year)


@pytest.mark.documents
def test_every_row_leads_to_a_cell() -> None:
    for one in real():
        assert one.citations
        assert all(place.line > 0 and place.start > 0 and place.source_id for place in one.citations)
        assert one.history


@pytest.mark.documents
def test_the_other_side_reports_its_exports_to_china() -> None:
    sides = {
        one.reporter
        for one in real()
        if one.partner == "CHN" and one.flow == "export" and one.indicator == "goods_trade"
    }
    assert sides >= set(ASEAN_ACCESSION) - {"IDN"}
    fdi = [one.period for one in real() if one.indicator == "investment_flow" and one.partner == "CHN"]
    assert sorted(fdi) == [str(year) for year in range(2010, 2023)]
