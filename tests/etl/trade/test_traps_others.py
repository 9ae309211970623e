"""Files of ASEANstats, UN Comtrade, WITS, CEPII and others with the traps that real ones have."""

from __future__ import annotations

import csv
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from etl.trade.statistics import read_file
from tests.etl.trade.trade_files import Folder, Row, figures, refusal

if TYPE_CHECKING:
    from pathlib import Path

    from etl.model import Observation


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


# --- ASEANstats -----------------------------------------------------------------------------------------------------

BAND, FDI_HEAD = ["", "", "Year", ""], ["Host Country", "Source Country", "2010", "2011"]


def test_aseanstats_csv_has_a_band_labels_given_once_and_blanks_between_thousands(folder: Folder) -> None:
    rows = [
        BAND,
        FDI_HEAD,
        ["ASEAN", "Total countries [99]", "108 375.70", "87 785.95"],
        ["", "Total EU-27 [EU27]", "1.00", ""],
        ["", "China [CN]", "3 601.00", "-2.50"],
        ["VIET NAM", "China [CN]", "100.25", "0.00"],
    ]
    path = folder.csv("a.csv", rows, "utf-8-sig")
    assert figures(path) == {
        ("ASEAN", "WLD", "", "2010"): Decimal(108375700000),
        ("ASEAN", "WLD", "", "2011"): Decimal(87785950000),
        ("ASEAN", "CHN", "", "2010"): Decimal(3601000000),
        ("ASEAN", "CHN", "", "2011"): Decimal(-2500000),
        ("VNM", "CHN", "", "2010"): Decimal(100250000),
        ("VNM", "CHN", "", "2011"): Decimal(0),
    }
    assert read_file(path)[0][0].indicator == "investment_flow"


def test_aseanstats_xlsx_states_its_unit_in_the_title(folder: Folder) -> None:
    title = "Flows of Inward Foreign Direct Investment (FDI) into ASEAN by Source Country (in million US$)"
    rows: list[Row] = [[title], BAND, FDI_HEAD, ["ASEAN", "China [CN]", 3601.004, 7216.53]]
    path = folder.book("a.xlsx", {"x": rows})
    assert figures(path)["ASEAN", "CHN", "", "2010"] == 3601004000
    rows[0] = [title.replace("million US$", "billion US$")]
    assert "in billion US$" in refusal(folder.book("b.xlsx", {"x": rows}))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["ASEAN", "China", "1.00", "1.00"], 'column "Source Country": found "China", expected text of the form'),
        (["ASEAN", "Atlantis [AX9]", "1.00", "1.00"], 'found "AX9", expected a partner'),
        (["Narnia", "China [CN]", "1.00", "1.00"], 'found "Narnia", expected a reporter'),
    ],
)
def test_aseanstats_departures_are_errors(folder: Folder, row: Row, words: str) -> None:
    assert words in refusal(folder.csv("a.csv", [BAND, FDI_HEAD, row]))


# --- UN Comtrade ----------------------------------------------------------------------------------------------------

COMTRADE_TEXT = (
    "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,"
    "partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,classificationSearchCode,"
    "isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,customsCode,customsDesc,mosCode,motCode,motDesc,qtyUnitCode,"
    "qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,isAltQtyEstimated,netWgt,isNetWgtEstimated,grossWgt,"
    "isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,legacyEstimationFlag,isReported,isAggregate"
)
COMTRADE_HEAD = next(csv.reader([COMTRADE_TEXT]))


def comtrade(value: str = "5", **fields: str) -> Row:
    plain = {
        "typeCode": "C", "freqCode": "A", "period": "2022", "reporterCode": "156", "flowCode": "X",
        "partnerCode": "704", "partner2Code": "0", "cmdCode": "TOTAL", "customsCode": "C00", "motCode": "0",
        "primaryValue": value,
    }  # fmt: skip
    return [*((plain | fields).get(head, "") for head in COMTRADE_HEAD), ""]


def test_comtrade_rows_have_a_comma_more_than_the_header(folder: Folder) -> None:
    rows = [COMTRADE_HEAD, comtrade("146959899841"), comtrade("87960625997", flowCode="M")]
    assert figures(folder.csv("a.csv", rows, end="\r\n")) == {
        ("CHN", "VNM", "export", "2022"): Decimal(146959899841),
        ("CHN", "VNM", "import", "2022"): Decimal(87960625997),
    }


def test_comtrade_parts_of_a_total_are_not_added_to_it(folder: Folder) -> None:
    parts: list[dict[str, str]] = [
        {"partner2Code": "344"}, {"motCode": "2100"}, {"customsCode": "C01"}, {"cmdCode": "8542"}, {"flowCode": "RX"},
        {"typeCode": "S"}, {"partnerCode": "156"},
    ]  # fmt: skip
    rows = [COMTRADE_HEAD, comtrade("5"), *(comtrade("7", **part) for part in parts)]
    assert figures(folder.csv("a.csv", rows)) == {("CHN", "VNM", "export", "2022"): Decimal(5)}


def test_comtrade_in_latin_1_is_read(folder: Folder) -> None:
    rows = [COMTRADE_HEAD, comtrade("5", partnerDesc="Viet Nam"), comtrade("9", partnerCode="384", partnerDesc="Côte")]
    assert len(figures(folder.csv("a.csv", rows, "latin-1"))) == 1


def test_comtrade_months(folder: Folder) -> None:
    rows = [COMTRADE_HEAD, comtrade("5", period="202203", freqCode="M")]
    assert list(figures(folder.csv("a.csv", rows))) == [("CHN", "VNM", "export", "2022-03")]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"flowCode": "Q"}, 'found "Q", expected one of M, X'),
        ({"partnerCode": "9999"}, 'found "9999", expected a partner'),
        ({"period": "22"}, 'found "22", expected a period'),
    ],
)
def test_comtrade_departures_are_errors(folder: Folder, fields: dict[str, str], words: str) -> None:
    assert words in refusal(folder.csv("a.csv", [COMTRADE_HEAD, comtrade("5", **fields)]))


def test_comtrade_legacy(folder: Folder) -> None:
    text = (
        "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,Reporter Code,"
        "Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,2nd Partner Code,2nd Partner,2nd Partner ISO,"
        "Customs Proc. Code,Customs,Mode of Transport Code,Mode of Transport,Commodity Code,Commodity,Qty Unit Code,"
        "Qty Unit,Qty,Alt Qty Unit Code,Alt Qty Unit,Alt Qty,Netweight (kg),Gross weight (kg),Trade Value (US$),"
        "CIF Trade Value (US$),FOB Trade Value (US$),Flag"
    )
    head = next(csv.reader([text]))

    def row(flow: str, commodity: str = "TOTAL") -> Row:
        plain = {
            "Period": "2015", "Trade Flow Code": flow, "Reporter Code": "458", "Partner Code": "156",
            "Commodity Code": commodity, "Trade Value (US$)": "25987654321", "Flag": "0",
        }  # fmt: skip
        return [plain.get(name, "") for name in head]

    rows = [head, row("1"), row("2"), row("3"), row("4"), row("2", "75")]
    assert figures(folder.csv("a.csv", rows)) == {
        ("MYS", "CHN", "import", "2015"): Decimal(25987654321),
        ("MYS", "CHN", "export", "2015"): Decimal(25987654321),
    }


# --- WITS -----------------------------------------------------------------------------------------------------------

PARTNER_HEAD = ["Reporter Name", "Partner Name", "Year", "Trade Flow", "Export (US$ Thousand)", "Import (US$ Thousand)"]


def test_wits_partner_is_in_thousands_with_both_flows_in_a_row(folder: Folder) -> None:
    rows = [
        [*PARTNER_HEAD, "Import Partner Share (%)"],
        ["China", "Vietnam", "2019", "Exports & Imports", "98004332.84", "64078000", "3.1"],
        ["China", "East Asia & Pacific", "2019", "Exports & Imports", "1", "1", "1"],
        ["China", "Other Asia, nes", "2019", "Exports & Imports", "1", "1", "1"],
        ["China", "Korea, Rep.", "2019", "Exports & Imports", "2", "", ""],
    ]
    assert figures(folder.csv("a.csv", rows, "utf-8-sig")) == {
        ("CHN", "VNM", "export", "2019"): Decimal(98004332840),
        ("CHN", "VNM", "import", "2019"): Decimal("3.1"),
        ("CHN", "KOR", "export", "2019"): Decimal(2000),
    }
    kinds = {(one.indicator, one.kind, one.unit) for one in read_file(folder.path / "a.csv")[0]}
    assert kinds == {("goods_trade", "level", "USD"), ("goods_trade_share", "share", "%")}


def test_wits_time_series_of_shares_are_shares(folder: Folder) -> None:
    rows = [
        ["Reporter Name", "Partner Name", "Trade Flow", "Indicator", "1995", "1996"],
        ["Thailand", "China", "Import", "Import Partner Share (%)", "2.9551", ""],
        ["Thailand", "China", "Import", "Import (US$ Thousand)", "2096000.5", ""],
    ]
    observations, _ = read_file(folder.csv("a.csv", rows))
    assert [(one.indicator, one.kind, one.unit, one.value) for one in observations] == [
        ("goods_trade_share", "share", "%", Decimal("2.9551")),
        ("goods_trade", "level", "USD", Decimal(2096000500)),
    ]


def test_wits_summary_has_years_falling_values_padded_and_a_comma_too_many(folder: Folder) -> None:
    text = (
        "Reporter,Partner,Product categories,Indicator Type,Indicator,2021,2020\n"
        "Singapore,China,All Products,Export,Trade (US$ Mil)-Top 5 Export Partner,       67746.76,   51540.10,\n"
        "Singapore,World,Fuels,Export,Export(US$ Mil),  1.00,  2.00,\n"
        "Singapore,...,...,Export,No. Of Export partners,  214.00,  215.00,\n"
    )
    assert figures(folder.text("a.csv", text)) == {
        ("SGP", "CHN", "export", "2021"): Decimal(67746760000),
        ("SGP", "CHN", "export", "2020"): Decimal(51540100000),
    }


def test_wits_bulk_query_takes_totals_only(folder: Folder) -> None:
    head = ["Nomenclature", "ReporterISO3", "ProductCode", "ReporterName", "PartnerISO3", "PartnerName", "Year"]
    head += ["TradeFlowName", "TradeFlowCode", "TradeValue in 1000 USD"]
    rows = [
        head,
        ["H6", "SGP", "91", "Singapore", "CHN", "China", "2022", "Export", "6", "2687.689"],
        ["H6", "SGP", "Total", "Singapore", "CHN", "China", "2022", "Export", "6", "63750000"],
        ["H6", "SGP", "Total", "Singapore", "CHN", "China", "2022", "Import", "5", "62700000"],
    ]
    assert figures(folder.csv("a.csv", rows)) == {
        ("SGP", "CHN", "export", "2022"): Decimal(63750000000),
        ("SGP", "CHN", "import", "2022"): Decimal(62700000000),
    }


def test_wits_unknown_names_are_errors(folder: Folder) -> None:
    rows = [PARTNER_HEAD, ["China", "Viet-Nam", "2019", "Exports & Imports", "1", "1"]]
    assert 'found "Viet-Nam", expected a partner' in refusal(folder.csv("a.csv", rows))


# --- CEPII BACI -----------------------------------------------------------------------------------------------------


def test_baci_is_summed_over_products(folder: Folder) -> None:
    text = (
        '"t","i","j","k","v","q"\n'
        '2021,156,704,382390,52.051,"       13.235"\n'
        '2021,156,704,481890,0.041,"           NA"\n'
        '2021,704,156,852390,0.029,"        0.100"\n'
        '2021,156,58,852390,9,"        0.100"\n'
    )
    observations, _ = read_file(folder.text("a.csv", text))
    assert [(one.reporter, one.partner, one.value, one.method, one.valuation) for one in observations] == [
        ("CHN", "VNM", Decimal(52092), "derived", "fob"),
        ("VNM", "CHN", Decimal(29), "derived", "fob"),
    ]
    assert ("derived", "baci", "sum over 2 rows, 2 to 3") in observations[0].history


CODES_HEAD = ["country_code", "country_name_abbreviation", "country_name_full", "iso_2digit_alpha", "iso_3digit_alpha"]


def test_baci_country_codes_are_compared_with_ours(folder: Folder) -> None:
    right: list[Row] = [
        CODES_HEAD,
        [704, "Viet Nam", "Viet Nam", "VN", "VNM"],
        [58, "Belgium-Luxembourg", "x", "BE", "BEL"],
    ]
    assert figures(folder.csv("a.csv", right)) == {}
    wrong: list[Row] = [CODES_HEAD, [704, "Vanuatu", "Vanuatu", "VU", "VUT"]]
    assert 'row 2, column "country_code": found "704 = VUT", expected VNM' in refusal(folder.csv("b.csv", wrong))
    short: list[Row] = [CODES_HEAD, [704, "Viet Nam"]]
    assert 'row 2, column "country_code"' in refusal(folder.csv("c.csv", short))


# --- China customs, published totals --------------------------------------------------------------------------------


def test_a_scrape_without_names_is_refused_with_the_reason(folder: Folder) -> None:
    rows = [["region_raw", "trade_total_month", "trade_total_cum", "exports_cum"], ["??", "1", "1", "1"]]
    assert "the names of the countries are lost" in refusal(folder.csv("a.csv", rows))


PUBLISHED_HEAD = ["year", "reporter", "partner", "flow", "value_usd", "source_publisher", "url", "paraphrase"]


def published(remark: str) -> Row:
    return ["1995", "CHN", "ASEAN", "total", "18.4e9", "A journal", "https://example.org", remark]


def observed(folder: Folder, remark: str) -> Observation:
    return read_file(folder.csv("a.csv", [PUBLISHED_HEAD, published(remark)]))[0][0]


def test_a_published_total_of_five_members_is_not_one_of_asean(folder: Folder) -> None:
    five = observed(folder, "China with FIVE main members only: 18.4bn")
    assert (five.partner, five.note) == ("ASEAN5", "published by A journal; five members only")
    assert observed(folder, "18.4bn in 1995").partner == "ASEAN"


@pytest.mark.parametrize(
    ("remark", "basis"),
    [
        ("18.4bn (membership basis of that year)", "the members of that year"),
        ("18.4bn (probably the then six members)", "probably the six members of that year"),
        ("First-release customs: 18.4bn", "first release"),
        ("Preliminary ASEAN data: 18.4bn", "preliminary"),
        ("a preliminary study was made", ""),
    ],
)
def test_the_basis_that_a_published_total_states(folder: Folder, remark: str, basis: str) -> None:
    expected = "published by A journal" + (f"; {basis}" if basis else "")
    assert observed(folder, remark).note == expected
