"""One module a document format: a file's bytes to one text with blocks, and what the file says about itself.

Each format's module has ``read(data, source, limits) -> Document`` and raises `ReadError` with the reason. It is
imported when the first file of its kind is met, so that a run over plain text never loads a PDF library.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from etl.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

    from etl.limits import Limits
    from etl.model import Document, Source

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}

#: First bytes that tell what a file is, whatever its name says: what it is, and the formats that begin so.
_SIGNATURES = (
    (b"%PDF-", "a PDF", ("pdf",)),
    (b"PK\x03\x04", "a ZIP archive", ("docx",)),
    (b"\xd0\xcf\x11\xe0", "an encrypted or old (97-2003) Office file", ()),
    (b"\x89PNG", "a PNG picture", ()),
    (b"\xff\xd8\xff", "a JPEG picture", ()),
    (b"\x1f\x8b", "a gzip archive", ()),
    (b"{\\rtf", "a Rich Text file", ()),
)


def read(path: Path, source: Source, limits: Limits) -> Document:
    """The document in a file, by the format that its name tells.

    Args:
        path: A regular file.
        source: What is known about it; what it leaves empty is taken from the document where that says so.
        limits: What the file may cost.

    Returns:
        Its text and blocks, with the source completed and ``sha256`` set, and its lines indexed.

    Raises:
        ReadError: The file is empty, too large, unreadable, of unknown type, or not what its name says.
    """
    name = FORMATS.get(path.suffix.lower())
    if name is None:
        raise ReadError(f'is of unknown type "{path.suffix}", expected {", ".join(sorted(FORMATS))}')
    data = _content(path, limits)
    _check_signature(data, name)
    document = _reader(name).read(data, replace(source, sha256=hashlib.sha256(data).hexdigest()), limits)
    if len(document.text) > limits.characters:
        raise ReadError(
            f"holds {len(document.text)} characters, expected at most {limits.characters} (ATLAS_MAX_CHARACTERS)"
        )
    if not document.blocks:
        raise ReadError("holds no text")
    return _completed(document).indexed()


def _content(path: Path, limits: Limits) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise ReadError("is no file")
        size = path.stat().st_size
        if size > limits.bytes:
            raise ReadError(f"is {size} bytes long, expected at most {limits.bytes} (ATLAS_MAX_BYTES)")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be opened: {error.strerror}") from error
    if not data:
        raise ReadError("is empty")
    return data


def _check_signature(data: bytes, name: str) -> None:
    for signature, meaning, formats in _SIGNATURES:
        if data.startswith(signature) and name not in formats:
            raise ReadError(f"is {meaning}, though its name says {name}")


def _reader(name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 (a module with the read() of the docstring)
    try:
        return import_module(f"etl.read.{name}")
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("etl"):
            raise
        raise ReadError(
            f"needs the library {error.name}: pip install 'asean-china-atlas[documents]' reads {name} files"
        ) from error


def _completed(document: Document) -> Document:
    source = document.source
    return replace(document, source=replace(source, language=source.language or "en"))
