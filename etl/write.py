"""Writes the tables of a build: checked before the first byte, and all of them at once.

**How a set is replaced.** The new set is written to a hidden folder beside the old one, flushed to the disk, and
exchanged with it in one step (``renameat2(RENAME_EXCHANGE)``): whoever opens the folder sees all of the old or all of
the new, and a build killed at any moment leaves one of the two. Where a folder cannot be exchanged (another
system than Linux, a mount point, a folder in which other folders lie or in which somebody works), the complete new
set is put into the folder as ``.ready`` and its files are moved out of there one by one, ``datapackage.json`` last. A
build killed in that moment is completed by the next one, and until then readers can tell, for ``datapackage.json``
holds the hash of each file.

**Two builds into one folder.** The folder is locked for as long as a build runs; a second build is refused. The lock
goes with its process, however that ends. What a killed build left behind is cleared away by the next.

**Spreadsheets.** A cell of text that a spreadsheet would take for a formula (one that begins with =, +, - or @)
gets an apostrophe before it; line breaks and other control characters in a cell become blanks.
"""

from __future__ import annotations

import contextlib
import csv
import ctypes
import io
import os
import re
import shutil
import sys
import tempfile
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from etl import check
from etl.datapackage import NAME, described
from etl.errors import ContractError, WriteError
from etl.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from etl.schema import Column, Table

try:
    import fcntl
except ImportError:  # not on Windows: there, two builds into one folder are not told apart
    fcntl = None  # type: ignore[assignment]

_PARQUET = {f"{table.name}.parquet" for table in TABLES}
_OWN = {NAME, *(f"{table.name}.csv" for table in TABLES), *_PARQUET}
_READY, _NEW = ".ready", ".new-"
_FORMULA = tuple("=+-@＝＋－＠")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
#: What a cell may not hold as it is; most cells hold none of it.
_UNSAFE = re.compile(r"^[\s=+\-@＝＋－＠]|\s\Z|[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_EXCHANGE, _HERE = 2, -100  # RENAME_EXCHANGE and AT_FDCWD of Linux


def files(tables: Mapping[str, Iterable[Mapping[str, object]]]) -> dict[str, bytes]:
    """The files of a set of tables, by file name: CSV sorted by key, and ``datapackage.json`` last.

    Args:
        tables: For each table of the schema its rows in any order, as column to value: text, whole numbers,
            `Decimal`, dates, booleans, ``None`` for an empty cell, and sequences of text for lists.

    Raises:
        ContractError: The rows break the schema or contradict each other; names the first ten faults.
    """
    rendered = {table.name: _rendered(table, tables[table.name]) for table in TABLES}
    problems = check.problems(rendered)
    if problems:
        more = f"; and {len(problems) - 10} more" if len(problems) > 10 else ""
        raise ContractError("the tables break their schema: " + "; ".join(problems[:10]) + more)
    content = {table.name: _csv(table, rendered[table.name]) for table in TABLES}
    return {**{f"{name}.csv": data for name, data in content.items()}, NAME: described(content)}


def _rendered(table: Table, rows: Iterable[Mapping[str, object]]) -> list[check.Row]:
    """Rows as text, sorted by the key."""
    columns = table.columns
    texts = [tuple(_cell(column, row[column.name]) for column in columns) for row in rows]
    numbers = {column.name for column in columns if column.kind == "integer"}
    at = [(table.names.index(name), name in numbers) for name in table.key]
    return sorted(texts, key=lambda row: (*(int(row[i]) if number else row[i] for i, number in at), row))


def _cell(column: Column, value: object) -> str:
    """A value as a cell: no exponents, no trailing zeros, nothing that a spreadsheet would run."""
    if isinstance(value, str):
        return harmless(value) if column.kind == "string" else value
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value).lower()  # a boolean is one, too: "true"
    if isinstance(value, float | Decimal):
        return _number(Decimal(str(value)))
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, tuple | list):
        raise ContractError(f"{column.name}: found {type(value).__name__}, expected text, a number, a day or a list")
    return harmless(";".join(str(part).replace(";", ",") for part in value))


def _number(value: Decimal) -> str:
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


@lru_cache(maxsize=16_384)  # ids of sources, rules and words of dates come again and again
def harmless(text: str) -> str:
    """Text as a cell that no spreadsheet runs: one line, and an apostrophe before what would begin a formula."""
    if not _UNSAFE.search(text):
        return text
    line = _CONTROL.sub(" ", text).strip()
    line = line.encode("utf-8", "backslashreplace").decode("utf-8")
    return f"'{line}" if line.startswith(_FORMULA) else line


def _csv(table: Table, rows: Iterable[check.Row]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.names)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


@contextlib.contextmanager
def claimed(out: Path) -> Iterator[None]:
    """Keep a folder for one build, made where there is none, and bring what a killed build left there to its end.

    Raises:
        WriteError: Another build writes into it, or it cannot be written to.
    """
    made = not out.exists()
    try:
        out.mkdir(parents=True, exist_ok=True)
        handle = _locked(out)
    except OSError as error:
        raise WriteError(f"{out}: cannot be written to: {error.strerror}") from error
    try:
        _recover(out)
        yield
    finally:
        os.close(handle)
        if made:
            with contextlib.suppress(OSError):
                out.rmdir()


def _locked(out: Path) -> int:
    """A handle on the folder that holds its lock, and is still the folder of that name."""
    while True:
        handle = os.open(out, os.O_RDONLY)
        try:
            if fcntl is not None:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(handle)
            raise WriteError(f"{out}: another build is writing here; wait for its end") from error
        if os.fstat(handle).st_ino == out.stat().st_ino:
            return handle
        os.close(handle)


def _recover(out: Path) -> None:
    ready = out / _READY
    if ready.is_dir():
        _move_out(ready, out)
    for left in [*out.glob(f"{_NEW}*"), *out.resolve().parent.glob(f".{out.resolve().name}{_NEW}*")]:
        _discard(left, out)


def replace(content: Mapping[str, bytes], out: Path) -> None:
    """Put a set of files in the place of the old set, all or none; other files in the folder stay.

    Args:
        content: The files of `files`, by name.
        out: A folder that is `claimed`.

    Raises:
        WriteError: The folder or the disk refuses; the old set is whole.
    """
    place = out.resolve()
    with contextlib.suppress(OSError):
        if _may_exchange(place) and _exchange(content, place):
            return
    try:
        _replace_each(content, place)
    except OSError as error:
        raise WriteError(f"{out}: cannot be written to, the old tables stay: {error.strerror}") from error


def _may_exchange(out: Path) -> bool:
    """Whether a folder is ours to exchange: only files in it, nobody's working folder, room beside it."""
    return (
        sys.platform == "linux"
        and not out.is_mount()
        and not Path.cwd().is_relative_to(out)
        and os.access(out.parent, os.W_OK)
        and all(entry.is_file() and not entry.is_symlink() for entry in out.iterdir())
    )


def _exchange(content: Mapping[str, bytes], out: Path) -> bool:
    """Exchange the old folder with one that holds the new set; whether the system could."""
    new = Path(tempfile.mkdtemp(prefix=f".{out.name}{_NEW}", dir=out.parent))
    try:
        shutil.copystat(out, new)
        _write_all(content, new)
        for entry in out.iterdir():
            if entry.name not in content and entry.name not in _OWN:
                os.link(entry, new / entry.name)
        done: int = ctypes.CDLL(None).renameat2(_HERE, os.fsencode(new), _HERE, os.fsencode(out), _EXCHANGE)
        _flush(out.parent)
    finally:
        _discard(new, out)
    return done == 0


def _replace_each(content: Mapping[str, bytes], out: Path) -> None:
    """Put the whole new set into the folder, and then move its files out to their places."""
    new = Path(tempfile.mkdtemp(prefix=_NEW, dir=out))
    try:
        _write_all(content, new)
    except OSError:
        _discard(new, out)
        raise
    new.rename(out / _READY)
    _move_out(out / _READY, out)


def _move_out(ready: Path, out: Path) -> None:
    """Move the files of a complete set to their places, the one that describes the others last.

    While a CSV file waits to be moved, no Parquet file has been: those in place that the new set lacks are old ones.
    """
    waiting = {path.name for path in ready.iterdir()}
    if any(name.endswith(".csv") for name in waiting):
        for name in _PARQUET - waiting:
            (out / name).unlink(missing_ok=True)
    for path in sorted(ready.iterdir(), key=lambda path: (path.name == NAME, path.suffix == ".parquet", path.name)):
        path.replace(out / path.name)
    _flush(out)
    ready.rmdir()


def _write_all(content: Mapping[str, bytes], folder: Path) -> None:
    for name, data in content.items():
        with (folder / name).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    _flush(folder)


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _discard(folder: Path, out: Path) -> None:
    """Remove a folder of tables that is not needed; a file of somebody else's that only it holds is kept."""
    for path in folder.iterdir():
        if path.name in _OWN or (out / path.name).exists():
            path.unlink()
        else:
            path.rename(out / path.name)
    folder.rmdir()
