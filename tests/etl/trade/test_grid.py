from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from etl.errors import ReadError
from etl.trade import grid
from tests.etl.trade.trade_files import Folder

if TYPE_CHECKING:
    from pathlib import Path

NAME = "Türkiye, Côte"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.mark.parametrize(
    ("encoding", "found"), [("utf-8", "utf-8-sig"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252")]
)
def test_csv_says_what_it_was_encoded_in(folder: Folder, encoding: str, found: str) -> None:
    (sheet,) = grid.read_sheets(folder.csv("a.csv", [["name"], [NAME]], encoding))
    assert sheet.rows == (("name",), (NAME,))
    assert sheet.encoding == found


def test_bytes_that_cp1252_leaves_out_are_latin_1(folder: Folder) -> None:
    path = folder.path / "a.csv"
    path.write_bytes(b"name\n\x81\xe9\n")
    assert grid.read_sheets(path)[0].encoding == "latin-1"


def test_csv_keeps_quoted_commas_and_windows_line_ends(folder: Folder) -> None:
    path = folder.csv("a.csv", [["partner", "value"], ["Korea, Rep.", "1"]], end="\r\n")
    assert grid.read_sheets(path)[0].rows[1] == ("Korea, Rep.", "1")


def test_workbook_gives_every_sheet_and_whole_numbers_without_a_point(folder: Folder) -> None:
    path = folder.book("a.xlsx", {"one": [[110.0, 5.25, None, "NaN"]], "two": [["x"]]})
    one, two = grid.read_sheets(path)
    assert (one.name, one.rows) == ("one", (("110", "5.25", "", "NaN"),))
    assert (two.name, two.cell(1, 1), two.cell(9, 9)) == ("two", "x", "")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlsx", b"not a workbook", "a.xlsx: cannot be opened as a workbook"),
        ("a.xls", b"", "a.xls: cannot be opened as a workbook"),
        ("a.csv", b"a,b\n\0,1\n", "a.csv: found bytes of no text"),
        ("a.sav", b"1", "a.sav: found .sav, expected .csv, .xls, .xlsx, .xlsm"),
    ],
)
def test_what_cannot_be_read_is_named(folder: Folder, name: str, data: bytes, words: str) -> None:
    (folder.path / name).write_bytes(data)
    with pytest.raises(ReadError, match=words):
        grid.read_sheets(folder.path / name)


def test_a_missing_file_is_named(folder: Folder) -> None:
    with pytest.raises(ReadError, match=r"gone\.csv: cannot be opened"):
        grid.read_sheets(folder.path / "gone.csv")
