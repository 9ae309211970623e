"""Holds tables to the schema and to each other: cells, keys, references, and what their columns promise together.

The writer runs these checks before the first byte, and ``python -m etl check`` over tables on disk; both see
cells as text, as they stand in the files.
"""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING

from etl.datapackage import NAME, digest
from etl.errors import ContractError
from etl.schema import EVENTS, TABLES, TRADE
from etl.spans import precision, span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from etl.schema import Column, Table

Row = tuple[str, ...]
Tables = dict[str, list[Row]]

#: The columns that tell what a trade value is about; one row among those that share them is preferred, or none.
SUBJECT = ("period", "reporter", "partner", "flow", "indicator")
_MOST_REPORTED = 100


def read_tables(folder: Path) -> Tables:
    """The tables of a folder as rows of text, columns in the schema's order.

    Raises:
        ContractError: A file is missing, is not UTF-8 or CSV, or has other columns than the schema says.
    """
    return {table.name: _read_table(folder / f"{table.name}.csv", table) for table in TABLES}


def _read_table(path: Path, table: Table) -> list[Row]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = [tuple(row) for row in csv.reader(lines)]
    except OSError as error:
        raise ContractError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, csv.Error) as error:
        raise ContractError(f"{path}: is not a table in UTF-8: {error}") from error
    if not rows or rows[0] != table.names:
        found = ",".join(rows[0]) if rows else "nothing"
        raise ContractError(f"{path}: columns are {found}, expected {','.join(table.names)}")
    return rows[1:]


def problems(tables: Mapping[str, Sequence[Row]]) -> list[str]:
    """What breaks the contract in a set of tables, as lines that name table, row and column; empty where all is well.

    Args:
        tables: For each table of the schema its rows, as text, in the schema's columns.
    """
    found: list[str] = []
    for check in (_cells, _keys, _references, _days, _preferred):
        for problem in check(tables):
            if len(found) == _MOST_REPORTED:
                return [*found, "and more"]
            found.append(problem)
    return found


def _cells(tables: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    for table in TABLES:
        holds = [_holds(column) for column in table.columns]
        for number, row in enumerate(tables[table.name], 2):
            if len(row) != len(holds):
                yield f"{table.name}.csv:{number}: has {len(row)} cells, expected {len(holds)}"
                continue
            for at, cell in enumerate(row):
                if not holds[at](cell):
                    yield _complaint(table, number, table.columns[at], cell)


def _complaint(table: Table, number: int, column: Column, cell: str) -> str:
    expected = f"one of {', '.join(column.allowed)}" if column.allowed else column.pattern or f"a {column.kind}"
    return f'{table.name}.csv:{number}: {column.name} is "{cell[:80]}", expected {expected}'


def _holds(column: Column) -> Callable[[str], bool]:
    """Whether a cell is what a column may hold, remembering cells that came before."""
    pattern = re.compile(column.pattern) if column.pattern else None
    reads = _READS[column.kind]

    @cache
    def holds(cell: str) -> bool:
        if not cell:
            return not column.required
        parts = cell.split(";") if column.many else [cell]
        return (
            (not column.allowed or all(part in column.allowed for part in parts))
            and (pattern is None or pattern.fullmatch(cell) is not None)
            and reads(cell)
        )

    return holds


def _is_number(cell: str) -> bool:
    try:
        return Decimal(cell).is_finite() and "e" not in cell.lower()
    except InvalidOperation:
        return False


def _is_day(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


_READS: dict[str, Callable[[str], bool]] = {
    "string": lambda _: True,
    "date": _is_day,
    "integer": lambda cell: re.fullmatch(r"-?(0|[1-9][0-9]*)", cell, re.ASCII) is not None,
    "number": _is_number,
    "boolean": lambda cell: cell in {"true", "false"},
}


def _keys(tables: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    for table in TABLES:
        at = [table.names.index(name) for name in table.key]
        seen: dict[tuple[str, ...], int] = {}
        for number, row in enumerate(tables[table.name], 2):
            key = tuple(row[column] for column in at if column < len(row))
            if key in seen:
                named = ", ".join(key)
                yield f"{table.name}.csv:{number}: repeats the key of row {seen[key]}: {named}"
            seen.setdefault(key, number)


def _references(tables: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    first = {table.name: table.names.index(table.key[0]) for table in TABLES}
    keys = {name: {row[at] for row in tables[name]} for name, at in first.items()}
    for table in TABLES:
        for reference in table.references:
            at = table.names.index(reference.column)
            known = set().union(*(keys[name] for name in reference.tables))
            for number, row in enumerate(tables[table.name], 2):
                if row[at] not in known:
                    where = " or ".join(reference.tables)
                    yield f'{table.name}.csv:{number}: {reference.column} is "{row[at]}", which {where} does not hold'


def _days(tables: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    """Where ``first``, ``last`` and ``precision`` are not what the date means."""
    for table, column in ((EVENTS, "date"), (TRADE, "period")):
        names = table.names
        at = [names.index(name) for name in (column, "first", "last")]
        exact = names.index("precision") if "precision" in names else None
        for number, row in enumerate(tables[table.name], 2):
            edtf, first, last = (row[column] for column in at)
            expected = _meaning(edtf)
            if expected[:2] != (first, last):
                found = f"{first} to {last}"
                yield f"{table.name}.csv:{number}: first and last are {found}, expected {' to '.join(expected[:2])}"
            if exact is not None and row[exact] != expected[2]:
                yield f"{table.name}.csv:{number}: precision is {row[exact]}, expected {expected[2]} for {edtf}"


@cache
def _meaning(edtf: str) -> tuple[str, str, str]:
    """First day, last day and precision of an EDTF date; "" where it is none."""
    try:
        first, last = span(edtf)
        return first.isoformat(), last.isoformat(), precision(edtf)
    except (ValueError, KeyError):
        return "", "", ""


def _preferred(tables: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    names = TRADE.names
    at, preferred = [names.index(name) for name in SUBJECT], names.index("preferred")
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(tables["trade"], 2):
        subject = tuple(row[column] for column in at)
        if row[preferred] != "true":
            continue
        if subject in seen:
            yield f"trade.csv:{number}: is preferred, as row {seen[subject]} is for the same {', '.join(SUBJECT)}"
        seen.setdefault(subject, number)


def mixed(folder: Path) -> list[str]:
    """The tables of a folder that are not the ones its ``datapackage.json`` describes, as lines.

    Raises:
        ContractError: There is no such file, or it is not a description of tables.
    """
    path = folder / NAME
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        hashes = {resource["path"]: resource["hash"] for resource in package["resources"]}
    except OSError as error:
        raise ContractError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ContractError(f"{path}: does not describe tables: {error!r}") from error
    return [
        f"{table.name}.csv: is not the file that {NAME} describes"
        for table in TABLES
        if hashes.get(f"{table.name}.csv") != digest((folder / f"{table.name}.csv").read_bytes())
    ]
