"""The tables as frozen frames, checked against the schema before anyone sees them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import yaml

from dashboard.text import languages, words
from etl import schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from etl.schema import Column, Reference, Table


#: The span of time axes over tables without a row.
NO_YEARS = (1991, 2025)


class TablesError(Exception):
    """Tables that are missing, unreadable or break the schema; the message is one line with file and reason."""


@dataclass(frozen=True, eq=False)
class Store:
    """All that the page knows; loaded once, shared by all, never changed.

    Frames hold the columns of `etl.schema` with dates as days (``datetime64``), ``value`` as float, integers and
    booleans as such; all else is text. ``events`` and ``trade`` also have ``first_year`` and ``last_year``, and
    ``events`` ``documents`` (ids of its sources, joined with ";") and ``search`` (what a search looks through, folded).
    ``version`` is the first 12 digits of the SHA-256 of all tables' files, in the schema's order.
    """

    events: pd.DataFrame
    trade: pd.DataFrame
    citations: pd.DataFrame
    sources: pd.DataFrame
    history: pd.DataFrame
    refusals: pd.DataFrame
    regions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    documents_dir: Path | None = None
    version: str = ""

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """Codes of every country and body in the tables, and all members, sorted."""
        named = {code for cell in self.events["countries"].unique() for code in cell.split(";")}
        traded = {*self.trade["reporter"].unique(), *self.trade["partner"].unique()}
        return tuple(sorted({*named, *traded, *self.regions["asean"]} - {""}))

    @cached_property
    def years(self) -> tuple[int, int]:
        """First and last year of anything in the tables; the span of every time axis."""
        frames = [frame for frame in (self.events, self.trade) if len(frame)]
        if not frames:
            return NO_YEARS
        return min(int(f["first_year"].min()) for f in frames), max(int(f["last_year"].max()) for f in frames)

    @cached_property
    def opening(self) -> tuple[int, int]:
        """The years that time axes show at first: from the first year of trade on.

        All years where more than one milestone in ten is older than that.
        """
        first, last = self.years
        if self.trade.empty or self.events.empty:
            return first, last
        traded = int(self.trade["first_year"].min())
        older = int((self.events["last_year"] < traded).sum())
        return (first if older * 10 > len(self.events) else max(first, traded)), last


def shipped_tables() -> Path:
    """The folder of the tables that come with the program: in an installed package, or beside it in a checkout."""
    packaged = Path(__file__).parent / "tables"
    return packaged if (packaged / "events.csv").is_file() else Path(__file__).resolve().parent.parent / "data"


def load(folder: Path, documents_dir: Path | None = None) -> Store:
    """The tables of a folder.

    Raises:
        TablesError: The folder or a table is missing, or a table breaks the schema; names file, row and column.
    """
    if not folder.is_dir():
        raise TablesError(f"{folder}: no such folder, expected the tables that python -m etl build writes")
    frames = {table.name: _read(folder, table) for table in schema.TABLES}
    for table in schema.TABLES:
        for reference in table.references:
            _check_reference(folder / f"{table.name}.csv", frames, table, reference)
    return Store(
        events=described(_dated(frames["events"]), frames["citations"], frames["sources"]),
        trade=_dated(frames["trade"]),
        citations=frames["citations"],
        sources=frames["sources"],
        history=frames["history"],
        refusals=frames["refusals"],
        regions=regions(),
        documents_dir=documents_dir,
        version=_version(folder),
    )


def records(frame: pd.DataFrame) -> list[Any]:
    """The rows of a frame, each with its cells as attributes by the name of their column."""
    return list(frame.itertuples(index=False))


def regions() -> dict[str, tuple[str, ...]]:
    """Groups of states by name, each with the codes of its members."""
    text = files(__package__).joinpath("regions.yml").read_text(encoding="utf-8")
    return {name: tuple(codes) for name, codes in yaml.load(text, Loader=yaml.CSafeLoader).items()}


def _version(folder: Path) -> str:
    whole = hashlib.sha256()
    for table in schema.TABLES:
        path = folder / f"{table.name}.csv"
        try:
            whole.update(path.read_bytes())
        except OSError as error:  # taken away since it was read
            raise TablesError(f"{path}: cannot be read as a table: {error.strerror}") from error
    return whole.hexdigest()[:12]


def _read(folder: Path, table: Table) -> pd.DataFrame:
    path = folder / f"{table.name}.csv"
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except FileNotFoundError as error:
        raise TablesError(f"{path}: no such table") from error
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError, OSError) as error:
        raise TablesError(f"{path}: cannot be read as a table: {' '.join(str(error).split())}") from error
    if tuple(frame.columns) != table.names:
        differing = sorted(set(frame.columns) ^ set(table.names)) or ["their order"]
        raise TablesError(f"{path}: columns differ from the schema in {', '.join(map(str, differing))}")
    for column in table.columns:
        frame[column.name] = _checked(path, frame[column.name], column)
    repeated = frame.duplicated(list(table.key))
    if repeated.any():
        raise TablesError(f"{path}: row {int(repeated.argmax()) + 2} repeats the key of another row")
    return frame


def _checked(path: Path, cells: pd.Series[str], column: Column) -> pd.Series[Any]:
    """The cells as their kind; only distinct cells are looked at, so that a million rows cost what a hundred do."""
    wrong = {cell for cell in cells.unique() if not _allowed(cell, column)}
    typed = cells if wrong else _typed(cells, column)
    bad = cells.isin(wrong) if wrong else typed.isna()
    if bad.any():
        at = int(bad.to_numpy().argmax())
        expected = " or ".join(part or '""' for part in column.allowed) or column.kind
        raise TablesError(f'{path}: row {at + 2}, {column.name}: found "{cells.iloc[at][:80]}", expected {expected}')
    return typed


def _allowed(cell: str, column: Column) -> bool:
    if not cell:
        return not column.required
    parts = cell.split(";") if column.many else [cell]
    if column.allowed and not all(part in column.allowed for part in parts):
        return False
    return not column.pattern or all(re.fullmatch(column.pattern, part) for part in parts)


def _typed(cells: pd.Series[str], column: Column) -> pd.Series[Any]:
    """Cells by the schema's kind; a cell that is not of its kind becomes missing."""
    if column.kind == "date":
        return pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce")
    if column.kind == "integer":
        numbers = pd.to_numeric(cells, errors="coerce")
        numbers = numbers.where(numbers % 1 == 0)
        return numbers if numbers.isna().any() else numbers.astype("int64")
    if column.kind == "number":
        return (
            pd.to_numeric(cells, errors="coerce").astype("float64").replace([float("inf"), float("-inf")], float("nan"))
        )
    if column.kind == "boolean":
        return cells.map({"true": True, "false": False})
    return cells


def _check_reference(path: Path, frames: dict[str, pd.DataFrame], table: Table, reference: Reference) -> None:
    keys = {name: next(t for t in schema.TABLES if t.name == name).key[0] for name in reference.tables}
    known = pd.concat([frames[name][key] for name, key in keys.items()])
    cells = frames[table.name][reference.column]
    lost = ~cells.isin(known)
    if lost.any():
        at = int(lost.to_numpy().argmax())
        expected = " or ".join(reference.tables)
        raise TablesError(
            f'{path}: row {at + 2}, {reference.column}: "{cells.iloc[at]}" is no row of {expected}',
        )


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(first_year=frame["first"].dt.year, last_year=frame["last"].dt.year)


def described(events: pd.DataFrame, citations: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Events with the documents that name them, and the folded text that a search looks through."""
    titles = dict(zip(sources["source_id"], sources["title"], strict=True))
    pairs = citations.drop_duplicates(["record_id", "source_id"])
    documents: dict[str, list[str]] = {}
    for record, source in zip(pairs["record_id"].tolist(), pairs["source_id"].tolist(), strict=True):
        documents.setdefault(record, []).append(source)
    ids = [";".join(documents.get(record, ())) for record in events["event_id"]]
    codes = events["countries"] + ";" + events["actors"]
    names = {cell: _named(cell) for cell in codes.unique()}
    text = [
        " ".join([title, summary, names[cell], *(titles.get(one, "") for one in own.split(";"))]).casefold()
        for title, summary, cell, own in zip(events["title"], events["summary"], codes, ids, strict=True)
    ]
    return events.assign(documents=ids, search=text)


def _named(codes: str) -> str:
    """Codes with their names in every language of the page, so that a search in any of them finds the row."""
    parts = [part for part in dict.fromkeys(codes.split(";")) if part]
    return " ".join([*parts, *(words(language).name("countries", part) for language in languages() for part in parts)])
