from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from etl.schema import ASEAN_TEN
from etl.trade.statistics import merged, read_file, read_folder, rounded
from tests.etl.trade.trade_files import Folder, observe, real_statistics

if TYPE_CHECKING:
    from pathlib import Path

IMTS = "DATASET,SERIES_CODE,OBS_MEASURE,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,2001,2002\n"
BACI = "t,i,j,k,v,q\n2021,156,704,382390,52.051,1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "mine")


def imts(code: str, *values: str) -> str:
    return f"D,{code},OBS_VALUE,C,I,P,{','.join(values)}\n"


def test_a_file_is_a_source_with_its_hash_and_its_publisher(folder: Folder) -> None:
    folder.text("IMF data/Trade 2024.csv", IMTS + imts("CHN.XG_FOB_USD.VNM.A", "1805.425", "2149.91"))
    result = read_folder(folder.path)
    (source,) = result.sources
    assert (source.source_id, source.path) == ("imts-trade_2024", "IMF data/Trade 2024.csv")
    assert (source.publisher, source.kind, len(source.sha256)) == ("International Monetary Fund", "statistics", 64)
    (one, other) = result.observations
    assert (one.citations[0].source_id, one.citations[0].line, one.citations[0].start) == ("imts-trade_2024", 2, 7)
    assert ("found", "imf_imts", "row 2, column 7") in one.history
    assert (other.period, other.value) == ("2002", Decimal(2149910000))


def test_pairs_that_do_not_concern_china_are_read_and_left_out(folder: Folder) -> None:
    codes = ["USA.XG_FOB_USD.VNM.A", "CHN.XG_FOB_USD.AUS.A", "CHN.XG_FOB_USD.G001.A", "VNM.XG_FOB_USD.CHN.A"]
    folder.text("a.csv", IMTS + "".join(imts(code, "1", "2") for code in codes))
    assert {(one.reporter, one.partner) for one in read_folder(folder.path).observations} == {
        ("CHN", "WLD"),
        ("VNM", "CHN"),
    }


def test_one_bad_file_does_not_cost_the_others(folder: Folder) -> None:
    folder.text("bad.csv", "colour,weight\nred,1\n")
    folder.text("worse.xlsx", "no workbook")
    folder.text("label.csv", IMTS + imts("CHN.XG_FOB_USD.VNM.A", "1", "2") + imts("CHN.XG_FOB_USD.ZZZ.A", "1", "2"))
    folder.text("good.csv", IMTS + imts("CHN.XG_FOB_USD.VNM.A", "1", "2"))
    folder.text("notes.txt", "not looked at")
    result = read_folder(folder.path)
    assert len(result.observations) == 2
    assert [problem.place for problem in result.problems] == ["bad.csv", "label.csv", "worse.xlsx"]
    assert result.problems[1].reason.startswith('row 3, column "2001": found "ZZZ", expected a partner')


def test_the_same_figure_in_two_files_is_one_row_with_two_citations(folder: Folder) -> None:
    text = IMTS + imts("CHN.XG_FOB_USD.VNM.A", "1805.425", "2149.91")
    folder.text("a/trade.csv", text)
    folder.text("b/trade.csv", text.replace("2149.91", "2149.97"))
    first, *others = read_folder(folder.path).observations
    assert [place.source_id for place in first.citations] == ["imts-a_trade_csv", "imts-b_trade_csv"]
    assert [one.value for one in others] == [2149910000, 2149970000]


def test_shares_are_the_same_only_where_they_are_equal() -> None:
    shares = [observe(value, kind="share", unit="%", indicator="goods_trade_share") for value in (2.9, 3.5, 2.9)]
    assert [one.value for one in merged(shares)] == [Decimal("2.9"), Decimal("3.5")]


def test_a_folder_of_samples_is_left_out_and_said(folder: Folder) -> None:
    folder.text("formats/FORMATS.md", "samples")
    folder.text("formats/a.csv", IMTS + imts("CHN.XG_FOB_USD.VNM.A", "1", "2"))
    result = read_folder(folder.path)
    assert (result.observations, result.sources, result.problems) == ((), (), ())
    assert [note.place for note in result.notes] == ["formats"]
    assert len(read_folder(folder.path / "formats").observations) == 2


def test_what_may_not_be_redistributed_is_left_out_where_tables_are_handed_on(folder: Folder) -> None:
    folder.text("baci.csv", BACI)
    assert len(read_folder(folder.path).observations) == 1
    handed_on = read_folder(folder.path, include_restricted=False)
    assert (handed_on.observations, handed_on.sources, handed_on.problems) == ((), (), ())
    assert handed_on.notes[0].reason == "CEPII: not ours to redistribute, left out"


def test_a_link_that_leads_out_of_the_folder_is_refused_by_name(folder: Folder) -> None:
    outside = Folder(folder.path.parent).text("outside.csv", IMTS)
    folder.path.mkdir()
    (folder.path / "link.csv").symlink_to(outside)
    result = read_folder(folder.path)
    assert [(one.place, one.reason) for one in result.problems] == [
        ("link.csv", "a link that leads out of the folder, not followed")
    ]


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("7490000.000000001", "USD", "7490000"),
        ("-0.2", "USD", "0"),
        ("2.9551", "%", "2.9551"),
        ("3.10", "%", "3.1"),
        ("0", "%", "0"),
    ],
)
def test_dollars_are_whole(value: str, unit: str, expected: str) -> None:
    assert str(rounded(Decimal(value), unit)) == expected


def test_a_partner_of_its_own_says_so(folder: Folder) -> None:
    folder.text("a.csv", IMTS + imts("CHN.XG_FOB_USD.HKG.A", "1", ""))
    assert read_folder(folder.path).observations[0].note.startswith("Hong Kong is a partner of its own")


# --- the real files -------------------------------------------------------------------------------------------------

SAMPLES = {
    "aseanstats_pivot.csv": ("aseanstats_fdi_csv", 13),
    "aseanstats_pivot.xlsx": ("aseanstats_fdi_xlsx", 91),
    "cepii_baci_country_codes.csv": ("baci_codes", 0),
    "cepii_baci_country_codes_V202301.csv": ("baci_codes", 0),
    "cepii_baci_rpackage_copy.csv": ("baci", 0),
    "comtrade_legacy.csv": ("comtrade_legacy", 0),
    "comtrade_new_portal_china2022.csv": ("comtrade", 24),
    "comtrade_new_portal_first20.csv": ("comtrade", 1),
    "comtrade_new_portal_thailand.csv": ("comtrade", 0),
    "imf_dots_legacy_portal.xlsx": ("imf_dots", 31),
    "imf_dots_legacy_portal_two_sheets_monthly.xlsx": ("imf_dots", 576),
    "imf_imts_portal_wide.csv": ("imf_imts", 144),
    "wits_bulk_query.csv": ("wits_bulk", 0),
    "wits_country_summary.csv": ("wits_summary", 20),
    "wits_partner.csv": ("wits_partner", 0),
    "wits_partner_timeseries.csv": ("wits_timeseries", 0),
}


@pytest.mark.documents
@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_read_by_its_card(name: str) -> None:
    observations, card = read_file(real_statistics() / "formats" / name)
    assert (card.card_id, len(observations)) == SAMPLES[name]


@pytest.mark.documents
def test_the_only_sample_that_is_refused_is_the_scrape_without_names() -> None:
    folder = real_statistics() / "formats"
    assert [problem.place for problem in read_folder(folder).problems] == ["gacc_country_scrape.csv"]
    assert {path.name for path in folder.iterdir()} - {"FORMATS.md", "gacc_country_scrape.csv"} == set(SAMPLES)


@pytest.mark.documents
def test_un_comtrade_and_the_imf_agree_on_2022() -> None:
    folder = real_statistics()
    comtrade, _ = read_file(folder / "formats" / "comtrade_new_portal_china2022.csv")
    imts, _ = read_file(folder / "imf_imts" / "imts_china_usa_2001_2024.csv")
    known = {(one.partner, one.flow): one.value for one in imts if one.reporter == "CHN" and one.period == "2022"}
    for one in comtrade:
        if one.partner in ASEAN_TEN:
            assert one.value == pytest.approx(known[one.partner, one.flow], rel=Decimal("0.04")), one


@pytest.mark.documents
def test_the_folder_is_read_without_a_problem_and_without_what_is_not_ours() -> None:
    result = read_folder(real_statistics())
    assert result.problems == ()
    shorts = {source.source_id.partition("-")[0] for source in result.sources}
    assert shorts == {"aseanstats", "dots", "gvar", "imts", "published"}
    folders = {source.path.partition("/")[0] for source in result.sources}
    assert "formats" not in folders
