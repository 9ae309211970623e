"""Rows as a workbook: a sheet of rows, one of what the columns mean, one of the sources."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from dashboard.downloads import archive

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LONGEST = 32_767
# What the format cannot hold, and the times at which the workbook was written.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


class MissingError(Exception):
    """The library that writes workbooks is not installed."""


def workbook(sheets: Mapping[str, Iterable[Sequence[Any]]], title: str) -> bytes:
    """Sheets of rows by their name as XLSX; texts are texts, whatever they start with, and the first row is the head.

    Raises:
        MissingError: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook  # noqa: PLC0415 (of the extra "sheets")
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
        from openpyxl.styles import Font  # noqa: PLC0415
    except ImportError as error:
        raise MissingError("no openpyxl") from error
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = title, "ASEAN–China Atlas"
    for name, rows in sheets.items():
        sheet = book.create_sheet(name[:31])
        sheet.freeze_panes = "A2"
        for at, row in enumerate(rows):
            cells = [WriteOnlyCell(sheet, None) for _ in row]
            for cell, value in zip(cells, row, strict=True):
                _fill(cell, value)
                if at == 0:
                    cell.font = Font(bold=True)
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    parts = archive.unzipped(out.getvalue())
    parts["docProps/core.xml"] = _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z", parts["docProps/core.xml"])
    return archive.zipped(parts)


def _fill(cell: Any, value: Any) -> None:  # noqa: ANN401 (openpyxl's, and a value of any kind)
    """Put a value into a cell; a text stays a text even where it starts like a formula."""
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = _FORBIDDEN.sub("", value)[:_LONGEST]
    cell.data_type = "s"
