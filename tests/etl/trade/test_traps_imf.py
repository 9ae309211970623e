"""IMF and GVAR files with the traps that real ones have; each departure from a card is an error with its place."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from etl.trade.statistics import read_file, read_folder
from tests.etl.trade.trade_files import Folder, Row, figures, refusal, told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


# --- IMF IMTS -------------------------------------------------------------------------------------------------------

IMTS_HEAD = ["DATASET", "SERIES_CODE", "OBS_MEASURE", "COUNTRY", "INDICATOR", "COUNTERPART_COUNTRY", "2001", "2002"]


def imts(code: str, *values: str, measure: str = "OBS_VALUE") -> Row:
    return ["D", code, measure, "China, People's Republic of", "Exports", "Somewhere", *values]


def test_imts_is_in_millions_and_has_a_byte_order_mark(folder: Folder) -> None:
    rows = [IMTS_HEAD, imts("CHN.XG_FOB_USD.VNM.A", "1805.425", "")]
    assert figures(folder.csv("a.csv", rows, "utf-8-sig")) == {("CHN", "VNM", "export", "2001"): Decimal(1805425000)}


def test_imts_valuation_follows_the_flow(folder: Folder) -> None:
    rows = [IMTS_HEAD, imts("CHN.XG_FOB_USD.VNM.A", "1", ""), imts("CHN.MG_CIF_USD.VNM.A", "2", "")]
    observations, _ = read_file(folder.csv("a.csv", rows))
    assert [(one.flow, one.valuation, one.unit) for one in observations] == [
        ("export", "fob", "USD"),
        ("import", "cif", "USD"),
    ]


def test_imts_leaves_groups_balances_and_other_frequencies_out(folder: Folder) -> None:
    codes = ["CHN.XG_FOB_USD.TX598.A", "CHN.XG_FOB_USD.G505.A", "CHN.TBG_USD.VNM.A", "CHN.XG_FOB_USD.VNM.M"]
    assert figures(folder.csv("a.csv", [IMTS_HEAD, *(imts(code, "1", "2") for code in codes)])) == {}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([[*IMTS_HEAD, "SCALE"], imts("CHN.XG_FOB_USD.VNM.A", "1", "2", "M")], 'row 1, column "SCALE"'),
        ([IMTS_HEAD, imts("CHN.XG_FOB_USD.ZZZ.A", "1", "2")], 'row 2, column "2001": found "ZZZ", expected a partner'),
        ([IMTS_HEAD, imts("ZZZ.XG_FOB_USD.CHN.A", "1", "2")], 'found "ZZZ", expected a reporter'),
        ([IMTS_HEAD, imts("CHN.NEW_USD.VNM.A", "1", "2")], 'found "NEW_USD", expected one of MG_CIF_USD, XG_FOB_USD'),
        ([IMTS_HEAD, imts("CHN.XG_FOB_USD.VNM.A", "1", "n/a")], 'row 2, column "2002": found "n/a", expected a number'),
        ([IMTS_HEAD, imts("CHN-VNM", "1", "2")], 'column "SERIES_CODE": found "CHN-VNM", expected text of the form'),
        (
            [IMTS_HEAD, imts("CHN.XG_FOB_USD.VNM.A", "1", "2", measure="EUR")],
            'found "EUR", expected a unit: OBS_VALUE',
        ),
        ([IMTS_HEAD, imts("CHN.XG_FOB_USD.VNM.A", "1", "2", "3")], 'column "#9": found "3", expected no cell beyond'),
    ],
)
def test_what_the_card_does_not_name_is_an_error_with_its_place(folder: Folder, rows: list[Row], words: str) -> None:
    message = refusal(folder.csv("mine.csv", rows))
    assert message.startswith("mine.csv: ")
    assert words in message


def test_text_that_is_not_utf8_is_refused_where_the_card_expects_it(folder: Folder) -> None:
    rows = [IMTS_HEAD, ["D", "CHN.XG_FOB_USD.TUR.A", "OBS_VALUE", "C", "E", "Türkiye", "1", "2"]]
    assert "found text in cp1252, expected utf-8-sig" in refusal(folder.csv("a.csv", rows, "cp1252"))


# --- IMF DOTS -------------------------------------------------------------------------------------------------------


def dots(
    reporter: str, rows: Sequence[Row], *, flow: str = "Exports, FOB to", unit: str = "US Dollars, Millions"
) -> list[Row]:
    title = f"{flow} Partner Countries"
    return [[], ["", title], [], ["", reporter], ["", unit], [], *rows]


YEARS = ["", "", "1997", "1998"]


def test_dots_flags_say_what_is_estimated_and_revised(folder: Folder) -> None:
    rows = [YEARS, ["", "China, P.R.: Mainland", "5.85 e", "1,661.39 r"]]
    observations, _ = read_file(folder.book("a.xlsx", {"Exports, FOB": dots("Lao People's Dem. Rep.", rows)}))
    assert told(observations, "reporter", "partner", "period", "value", "status") == [
        ("LAO", "CHN", "1997", 5850000, "estimated"),
        ("LAO", "CHN", "1998", 1661390000, "revised"),
    ]
    assert observations[0].note == "estimated by the publisher from the partner's data"
    place = observations[0].citations[0]
    assert (place.line, place.start, place.date, place.page) == (8, 3, "1997", 0)


def test_dots_mixes_aggregates_with_countries(folder: Folder) -> None:
    names = ["World", "Advanced Economies", "China, P.R.: Hong Kong", "China, P.R.: Mainland", "Memorandum Items"]
    rows: list[Row] = [YEARS, *(["", name, 1.0, 2.0] for name in names)]
    found = figures(folder.book("a.xlsx", {"x": dots("Cambodia", rows)}))
    assert {key[1] for key in found} == {"WLD", "CHN"}


def test_a_country_that_stands_twice_with_one_value_is_one_row(folder: Folder) -> None:
    row: Row = ["", "China, P.R.: Mainland", 7.5, 8.5]
    rows: list[Row] = [YEARS, row, ["", "Australia", 1.0, 1.0], row]
    folder.book("a.xlsx", {"x": dots("Cambodia", rows)})
    observations = read_folder(folder.path).observations
    assert told(observations, "period", "value") == [("1997", 7500000), ("1998", 8500000)]
    assert [place.line for place in observations[0].citations] == [8, 10]


def test_dots_of_two_sheets_and_months(folder: Folder) -> None:
    months = ["", "", "2011M01", "2011M12"]
    row = ["", "China, P.R.: Mainland", "9.93 r", 8.0]
    exports, imports = dots("Cambodia", [months, row]), dots("Cambodia", [months, row], flow="Imports, CIF from")
    path = folder.book("a.xlsx", {"Exports, FOB": exports, "Imports, CIF": imports})
    observations, _ = read_file(path)
    assert told(observations, "flow", "valuation", "period", "value") == [
        ("export", "fob", "2011-01", 9930000),
        ("export", "fob", "2011-12", 8000000),
        ("import", "cif", "2011-01", 9930000),
        ("import", "cif", "2011-12", 8000000),
    ]
    assert {one.citations[0].rule for one in observations} == {"imf_dots:Exports, FOB", "imf_dots:Imports, CIF"}


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (
            dots("Cambodia", [YEARS, ["", "China, P.R.: Mainland", "5 x", 1]]),
            'found "5 x", expected a number, with no flag',
        ),
        (dots("Cambodia", [YEARS, ["", "China", 1, 1]]), 'row 8, column "1997": found "China", expected a partner'),
        (dots("Kampuchea", [YEARS, ["", "Japan", 1, 1]]), 'found "Kampuchea", expected a reporter'),
        (
            dots("Cambodia", [YEARS, ["", "China, P.R.: Mainland", 1, 1]], unit="Euros"),
            'found "Euros", expected a unit',
        ),
        (dots("Cambodia", [["", "", "1997", "Total"], ["", "Japan", 1, 1]]), 'row 7, column "Total"'),
        (dots("Cambodia", [["", "", "2011M13"], ["", "China, P.R.: Mainland", 1]]), "expected a month from 01 to 12"),
        (
            dots("Cambodia", [YEARS, ["", "Japan", 1, 1]], flow="Re-exports to"),
            'found "Re-exports to Partner Countries"',
        ),
    ],
)
def test_dots_departures_are_errors(folder: Folder, sheet: list[Row], words: str) -> None:
    assert words in refusal(folder.book("a.xlsx", {"x": sheet}))


# --- GVAR -----------------------------------------------------------------------------------------------------------


def test_gvar_is_a_mean_by_number_and_its_2003_is_left_out_for_asean_reporters(folder: Folder) -> None:
    heads = ["", "", 110, 160, 536]
    china = [heads, [1995, 160, 20433.5, "NaN", 1745.305], [2003, 160, 1, "NaN", 5115.1]]
    indonesia = [heads, [2002, 536, 1, 3000.5, "NaN"], [2003, 536, 1, 9, "NaN"]]
    assert figures(folder.book("a.xlsx", {"160": china, "536": indonesia})) == {
        ("CHN", "USA", "total", "1995"): Decimal(40867000000),
        ("CHN", "USA", "total", "2003"): Decimal(2000000),
        ("CHN", "IDN", "total", "1995"): Decimal(3490610000),
        ("CHN", "IDN", "total", "2003"): Decimal(10230200000),
        ("IDN", "CHN", "total", "2002"): Decimal(6001000000),
    }


def test_gvar_with_the_number_that_the_imf_gives_china_is_refused(folder: Folder) -> None:
    path = folder.book("a.xlsx", {"924": [["", "", 110], [1995, 924, 1.5]]})
    assert 'found "924", expected a reporter' in refusal(path)
