"""Traps that any statistical file may hold: the message names file, row and column, what was found and expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from etl.trade.reconcile import reconcile
from etl.trade.statistics import read_folder
from tests.etl.trade.test_traps_imf import IMTS_HEAD, imts
from tests.etl.trade.trade_files import Folder, Row, refusal

if TYPE_CHECKING:
    from pathlib import Path

VIETNAM = "CHN.XG_FOB_USD.VNM.A"


@pytest.fixture(name="folder")
def folder_of_files(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (imts(VIETNAM, "1"), 'a.csv: row 2, column "2002": found "the row\'s end after 7 cells", expected 8 cells'),
        (imts(VIETNAM, "1", "-5"), 'a.csv: row 2, column "2002": found "-5", expected no trade below nought'),
        (imts(VIETNAM, "1e400", "2"), 'a.csv: row 2, column "2001": found "1e400", expected a number below 1e+18'),
        (imts(VIETNAM, "12,34.5", "2"), 'a.csv: row 2, column "2001": found "12,34.5", expected a number'),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_with_its_place(folder: Folder, row: Row, words: str) -> None:
    assert refusal(folder.csv("a.csv", [IMTS_HEAD, row])) == words


def test_a_product_that_stands_twice_is_not_added_up_twice(folder: Folder) -> None:
    rows = [["t", "i", "j", "k", "v", "q"], *[["2021", "156", "704", "382390", "52.051", "13.235"]] * 2]
    words = 'a.csv: row 3, column "t": found "the labels of row 2 again", expected each row once, for rows are added up'
    assert refusal(folder.csv("a.csv", rows)) == words


def test_two_rows_of_a_file_that_contradict_each_other_are_both_kept_and_said(folder: Folder, tmp_path: Path) -> None:
    folder.csv("a.csv", [IMTS_HEAD, imts(VIETNAM, "10", ""), imts(VIETNAM, "20", "")])
    chosen, other = reconcile(read_folder(tmp_path).observations)
    assert (chosen.preferred, other.preferred) == (True, False)
    assert other.note == "differs from the preferred value: +100.0 % (the file says both: rows 2 and 3)"


def test_a_file_without_a_row_for_the_tables_is_said(folder: Folder, tmp_path: Path) -> None:
    folder.csv("a.csv", [IMTS_HEAD, imts("JPN.XG_FOB_USD.FRA.A", "10", "20")])
    (note,) = read_folder(tmp_path).notes
    assert note.place == "a.csv"
    assert note.reason.startswith("read as International Trade in Goods")
    assert "no row is about a pair and year that the tables take" in note.reason
