from __future__ import annotations

from typing import Any

import pytest

from etl.errors import RuleError, SourceError
from etl.trade import cards
from etl.trade.grid import Sheet

KINDS = {
    "aseanstats_fdi_csv",
    "aseanstats_fdi_xlsx",
    "baci",
    "baci_codes",
    "comtrade",
    "comtrade_legacy",
    "gacc_scrape",
    "gvar",
    "imf_dots",
    "imf_imts",
    "published_totals",
    "wits_bulk",
    "wits_partner",
    "wits_summary",
    "wits_timeseries",
}
WHOLE: dict[str, Any] = {
    "id": "x", "short": "x", "title": "X", "publisher": "P", "locator": "L", "licence": "free", "redistribute": True,
    "rank": 1, "format": "csv", "header_row": 1, "columns": {"a": "partner"}, "values": {"heads": "v"},
    "measures": {"m": {"indicator": "goods_trade", "flow": "export", "kind": "level", "valuation": "fob"}},
}  # fmt: skip


def test_there_is_a_card_for_every_kind() -> None:
    assert {card.card_id for card in cards.load_cards()} == KINDS


def test_un_and_world_bank_data_are_not_redistributed() -> None:
    kept = {card.card_id for card in cards.load_cards() if not card.about["redistribute"]}
    assert kept == {name for name in KINDS if name.startswith(("comtrade", "wits", "baci", "gacc"))}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": None}, "lacks id"),
        ({"colour": "red"}, "unknown colour"),
        ({"format": "parquet"}, "format parquet, expected csv or workbook"),
        ({"values": {"heads": "v", "mean": "mood"}}, "value heads cannot mean mood"),
        ({"values": {"heads": "("}}, "pattern does not compile"),
        ({"vocabularies": {"partner": "klingon"}}, "no vocabulary klingon"),
        ({"number": {"comma": ","}}, "unknown comma"),
        ({"units": {"kg": {"unit": "kg"}}}, "lacks scale"),
        ({"columns": {"a": {"regex": "x"}}}, "lacks pattern"),
        ({"measures": {"m": {**WHOLE["measures"]["m"], "flow": "sideways"}}}, "found sideways, expected one of export"),
    ],
)
def test_a_bad_card_is_refused(change: dict[str, Any], words: str) -> None:
    entry = {key: value for key, value in {**WHOLE, **change}.items() if value is not None}
    with pytest.raises(RuleError, match=words):
        cards._card("x.yml", entry)


def test_columns_without_a_head_are_counted() -> None:
    assert cards.header(Sheet("", (("", "a", " "),)), 1) == ["#1", "a", "#3"]


@pytest.mark.parametrize(("cell", "place"), [("B4", (4, 2)), ("A10", (10, 1))])
def test_a_cell_is_named_as_spreadsheets_do(cell: str, place: tuple[int, int]) -> None:
    assert cards.place(cell) == place


def test_a_cell_with_another_name_is_refused() -> None:
    with pytest.raises(RuleError, match="expected a letter and a number"):
        cards.place("4B")


def test_an_unknown_header_is_named() -> None:
    sheet = Sheet("", (("colour", "weight"), ("red", "1")))
    with pytest.raises(SourceError, match=r"mine\.csv: found a header that no card .*colour, weight"):
        cards.recognise([sheet], cards.load_cards(), form="csv", name="mine.csv")


def test_an_empty_file_is_named() -> None:
    with pytest.raises(SourceError, match="no cells"):
        cards.recognise([Sheet("", ())], cards.load_cards(), form="csv", name="mine.csv")


def test_a_header_that_fits_two_cards_is_refused() -> None:
    two = [cards._card("x.yml", WHOLE), cards._card("y.yml", {**WHOLE, "id": "y"})]
    with pytest.raises(SourceError, match="fits several cards: x, y"):
        cards.recognise([Sheet("", (("a", "v"),))], two, form="csv", name="mine.csv")
