"""Finds the documents below a folder, and what a ``sources.csv`` beside them says about them.

Hidden files, ``sources.csv`` itself and the lock files of Office are passed over. A link is followed to a file
that lies below the folder and is not found there by itself; one that leads out, or in a circle, is refused by name.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from etl.errors import ReadError
from etl.model import Problem, Source
from etl.spans import span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

LISTING = "sources.csv"
COLUMNS = tuple(field.name for field in fields(Source) if field.name not in {"source_id", "path", "sha256"})
_PASSED_OVER = re.compile(r"\.|~\$|Thumbs\.db$|desktop\.ini$")


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be a document: where it lies, and what is known about it before it is read."""

    path: Path
    source: Source


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of a listing: where it stands, the file that it names, and what it says of it."""

    place: str
    name: str
    source: Source


#: What is known of a document that no listing names; its language is left to the reader.
_NOTHING = _Entry("", "", Source("", "", language=""))


def gather(folder: Path, reserved: Collection[str] = ()) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """The documents below a folder in the order of their paths, and what was refused on the way.

    Args:
        folder: An existing folder.
        reserved: Ids that other sources have already.

    Returns:
        Documents with sources whose ``path`` is relative to the folder and whose ``source_id`` is a slug of that
        path without its suffix; and problems with links, folders that cannot be listed, and ``sources.csv`` files.

    Raises:
        ReadError: There is no such folder.
    """
    if not folder.is_dir():
        raise ReadError("is not a folder" if folder.exists() else "no such folder")
    root = folder.resolve()
    problems: list[Problem] = []
    names = sorted(_relative(path, root) for path in _files(root, problems))
    listed = _listings(root, problems)
    ids = _ids(names, reserved)
    found = tuple(
        Found(root / name, replace(listed.get(name, _NOTHING).source, source_id=ids[name], path=name)) for name in names
    )
    problems += [
        Problem(entry.place, f'names "{entry.name}", and there is no such document')
        for path, entry in listed.items()
        if path not in ids
    ]
    return found, tuple(problems)


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _files(root: Path, problems: list[Problem]) -> list[Path]:
    """The files below a folder, those that links lead to included."""
    found, links = [], []

    def refused(error: OSError) -> None:
        problems.append(Problem(_relative(Path(error.filename), root), f"cannot be listed: {error.strerror}"))

    for place, folders, names in os.walk(root, onerror=refused):
        folders[:] = sorted(name for name in folders if not _PASSED_OVER.match(name))
        entries = [Path(place, name) for name in [*folders, *names] if not _PASSED_OVER.match(name)]
        links += [path for path in entries if path.is_symlink()]
        found += [path for path in entries if not path.is_symlink() and not path.is_dir() and path.name != LISTING]
    real = set(found)
    return found + [link for link in sorted(links) if _followed(link, root, real, problems)]


def _followed(link: Path, root: Path, real: set[Path], problems: list[Problem]) -> bool:
    """Whether a link leads to a file below the folder that was not found by itself."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        problems.append(Problem(_relative(link, root), "is a link that leads nowhere or in a circle"))
        return False
    if not target.is_relative_to(root):
        problems.append(Problem(_relative(link, root), "is a link that leads out of the folder, and is not followed"))
        return False
    if target.is_dir():
        problems.append(Problem(_relative(link, root), "is a link to a folder, and is not followed"))
        return False
    followed = target not in real
    real.add(target)
    return followed


def _ids(names: Sequence[str], reserved: Collection[str]) -> dict[str, str]:
    """A slug for each path; paths that would share one, or take a reserved one, get a mark of their own."""
    slugs = {name: _slug(name.rsplit(".", 1)[0] if "." in name.rsplit("/", 1)[-1] else name) for name in names}
    counts: dict[str, int] = dict.fromkeys(reserved, 1)
    for slug in slugs.values():
        counts[slug] = counts.get(slug, 0) + 1
    return {name: slug if slug and counts[slug] == 1 else _marked(slug, name) for name, slug in slugs.items()}


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9_.]+", "-", text.lower()).strip("-_.")


def _marked(slug: str, name: str) -> str:
    mark = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{slug or 'source'}-{mark}"


def _listings(root: Path, problems: list[Problem]) -> dict[str, _Entry]:
    """What the ``sources.csv`` files below a folder say, by the path of the document."""
    listed: dict[str, _Entry] = {}
    for place, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not _PASSED_OVER.match(name))
        path = Path(place, LISTING)
        if LISTING in names and not path.is_symlink():
            _read_listing(path, root, listed, problems)
    return listed


def _read_listing(path: Path, root: Path, listed: dict[str, _Entry], problems: list[Problem]) -> None:
    place = _relative(path, root)
    try:
        rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    except (OSError, ValueError, csv.Error) as error:
        problems.append(Problem(place, f"cannot be read and was left aside: {error}"))
        return
    header = [cell.strip() for cell in rows[0]] if rows else []
    if "file" not in header:
        problems.append(Problem(place, f"lacks the column file, expected file,{','.join(COLUMNS)}"))
        return
    problems += [
        Problem(place, f'column "{column}" is unknown, expected one of {", ".join(("file", *COLUMNS))}')
        for column in header
        if column not in {"file", *COLUMNS}
    ]
    for entry in _entries(rows, header, place, problems):
        relative = _relative(path.parent, root) + "/" + entry.name if path.parent != root else entry.name
        if relative in listed:
            problems.append(Problem(entry.place, f'names "{entry.name}" a second time; the first row holds'))
        listed.setdefault(relative, entry)


def _entries(rows: Iterable[list[str]], header: list[str], place: str, problems: list[Problem]) -> Iterator[_Entry]:
    """The rows of a listing that can be used."""
    for number, row in enumerate(rows, 1):
        if number == 1 or not any(row):
            continue
        if len(row) > len(header):
            problems.append(Problem(f"{place}:{number}", f"has {len(row)} cells, expected {len(header)}"))
            continue
        cells = {column: cell.strip() for column, cell in zip(header, row, strict=False)}
        for column in ("published", "retrieved"):
            if not _is_edtf(cells.get(column, "")):
                reason = f'{column} is "{cells.pop(column)}", expected a date such as 2023, 2023-06 or 2023-06-15'
                problems.append(Problem(f"{place}:{number}", reason))
        known = {column: cell for column, cell in cells.items() if column in COLUMNS}
        yield _Entry(f"{place}:{number}", cells.get("file", ""), replace(_NOTHING.source, **known))


def _is_edtf(text: str) -> bool:
    try:
        return not text or bool(span(text))
    except ValueError:
        return False
