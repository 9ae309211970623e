"""The passages behind a row, read from the documents where they are on disk."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dashboard.sentences import after, before

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.data import Store

_READABLE = (".txt", ".md")
_LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage with what stands before and after it, its sentence whole; plain text, never markup."""

    before: str
    passage: str
    after: str


def excerpt(store: Store, source_id: str, start: int, end: int) -> Excerpt | str:
    """The passage at an offset of a document, or the key of the words that say why it cannot be shown.

    Returns:
        An `Excerpt`; "no_documents" where no folder was given, "no_file" where the document is not in it, cannot be
        read as text or lies outside, "changed" where it is not the file that the tables were made from.
    """
    if store.documents_dir is None:
        return "no_documents"
    rows = store.sources[store.sources["source_id"] == source_id]
    if rows.empty:
        return "no_file"
    path = _inside(store.documents_dir, str(rows["path"].iloc[0]))
    if path is None:
        return "no_file"
    text = _text(path, path.stat().st_mtime_ns, str(rows["sha256"].iloc[0]))
    if text is None or not 0 <= start < end <= len(text):
        return "changed"
    return Excerpt(*map(_line, (before(text, start), text[start:end], after(text, end))))


def _inside(folder: Path, name: str) -> Path | None:
    """The file of a name below a folder; None where it is no such file, however the name tries to leave the folder."""
    try:
        root, path = folder.resolve(), (folder / name).resolve()
        fits = path.is_relative_to(root) and path.is_file() and path.suffix.lower() in _READABLE
        return path if fits and path.stat().st_size <= _LARGEST else None
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=32)
def _text(path: Path, changed: int, sha256: str) -> str | None:  # noqa: ARG001 (a file that changed is another key)
    """The text as offsets count it: as the readers of the pipeline give it; None for another file than the hash's."""
    try:
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            return None
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    return text.replace("\0", " ").replace("\r\n", " \n").replace("\r", "\n")


def _line(text: str) -> str:
    """Line breaks as blanks, with a blank kept at the ends where there was one."""
    joined = " ".join(text.split())
    left = " " if joined and text[:1].isspace() else ""
    right = " " if joined and text[-1:].isspace() else ""
    return left + joined + right
