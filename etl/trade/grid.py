"""Files to sheets of cells: csv with its encoding, xls and xlsx. Nothing here knows what a cell means."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook

from etl.errors import ReadError
from etl.limits import Limits, check_unpacked

if TYPE_CHECKING:
    from pathlib import Path

WORKBOOKS = (".xls", ".xlsx", ".xlsm")
TEXTS = (".csv",)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name ("" for a csv file), its rows of cells as text, and the encoding that a csv file was in.

    Rows and columns are counted from 1 where a person reads them, as the spreadsheet shows them.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    encoding: str = ""

    def cell(self, row: int, column: int) -> str:
        """The text of a cell, both counted from 1; "" beyond the sheet."""
        if row > len(self.rows) or column > len(self.rows[row - 1]):
            return ""
        return self.rows[row - 1][column - 1].strip()


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """All sheets of a file in their order.

    Raises:
        ReadError: The file cannot be opened, or is no csv or workbook.
    """
    if path.suffix.lower() in WORKBOOKS:
        return _workbook(path)
    if path.suffix.lower() in TEXTS:
        return (_csv(path),)
    raise ReadError(f"{path.name}: found {path.suffix or 'no suffix'}, expected {', '.join(TEXTS + WORKBOOKS)}")


def _workbook(path: Path) -> tuple[Sheet, ...]:
    try:
        _check_size(path)
        with CalamineWorkbook.from_path(str(path)) as book:
            return tuple(
                Sheet(
                    name,
                    tuple(
                        tuple(map(_text, row)) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                    ),
                )
                for name in book.sheet_names
            )
    except (CalamineError, OSError, zipfile.BadZipFile) as error:
        raise ReadError(f"{path.name}: cannot be opened as a workbook: {' '.join(str(error).split())}") from error


def _check_size(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        try:
            check_unpacked(archive, Limits.from_environment(os.environ))
        except ReadError as error:
            raise ReadError(f"{path.name}: {error}") from error


def _text(cell: object) -> str:
    """A cell as a person reads it: 110.0 is "110", and a float keeps the digits that tell it apart."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def _csv(path: Path) -> Sheet:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path.name}: cannot be opened: {error.strerror}") from error
    if b"\0" in data:
        raise ReadError(f"{path.name}: found bytes of no text, expected comma-separated text")
    text, encoding = _decoded(data)
    try:
        rows = tuple(tuple(row) for row in csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise ReadError(f"{path.name}: is not comma-separated text: {error}") from error
    return Sheet("", rows, encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"
