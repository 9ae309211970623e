"""Figures in the cells of a table: each is read as the sentence that its title, header and row make of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from etl.amounts import unit_of_label
from etl.model import DateMention
from etl.trade.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etl.model import Passage

_CELL = re.compile(r"[^\t|]+")
_NUMBER = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,15})(?:\.\d{1,6})?")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell and its offsets in the row."""

    start: int
    end: int
    text: str

    @property
    def is_number(self) -> bool:
        """Whether it holds a bare number that is no year."""
        return _NUMBER.fullmatch(self.text) is not None and _YEAR.fullmatch(self.text) is None


@dataclass(frozen=True, slots=True)
class Grid:
    """What the rows of a table stand under: its title and the cells of its header."""

    title: str
    header: tuple[str, ...]


def cells(row: str) -> tuple[Cell, ...]:
    """The cells of a row, divided by tabs or bars."""
    found = []
    for match in _CELL.finditer(row):
        text = match[0].strip()
        if text:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            found.append(Cell(start, start + len(text), text))
    return tuple(found)


def is_header(row: Passage) -> bool:
    """Whether a row names columns: it has cells, and none of them is a number but for years."""
    return len(cells(row.text)) > 1 and not has_numbers(row)


def has_numbers(row: Passage) -> bool:
    """Whether a row has cells that are bare numbers, which only its table gives a meaning."""
    return any(cell.is_number for cell in cells(row.text))


def sentences(grid: Grid, row: Passage) -> Iterator[tuple[Cell, Statement]]:
    """For each number of a row the sentence that it makes with title, row and column, where these state its unit."""
    parts = cells(row.text)
    if len(parts) != len(grid.header):
        return
    label = next((cell.text for cell in parts if not cell.is_number), "")
    for cell, column in zip(parts, grid.header, strict=True):
        places = (column, label, grid.title)
        unit = next((found for text in places if (found := unit_of_label(text, language=row.language))), None)
        if cell.is_number and unit and column:
            code, factor = unit
            value = f"{Decimal(cell.text.replace(',', '').replace('−', '-')) * factor:f} {code}"
            text = f"{grid.title} {label} {column}: {value}"
            passage = replace(row, text=text, pieces=((0, 0, len(text)),))
            yield cell, Statement(passage, _years(text[: -len(value)]))


def _years(text: str) -> tuple[DateMention, ...]:
    return tuple(
        DateMention(match.start(), match.end(), match[0], match[0], "year")
        for match in re.finditer(rf"(?<![\w.,]){_YEAR.pattern}(?![\w.,]\w)", text)
    )
