"""Plain text (UTF-8): paragraphs between blank lines, and what the file's own marks set apart.

Texts extracted by other programs carry marks of Markdown (``# heading``), of lists (``- item``), of tables (cells
between tabs) and of pages (form feeds); these are blocks here. The document's text is the file's text character by
character, so that lines and offsets are those of the file: only a byte-order mark goes, and NUL characters and
carriage returns become the blanks and line ends that they stand for, at the same offsets.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from etl.errors import ReadError
from etl.model import Block, Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etl.limits import Limits
    from etl.model import Source

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(?=\S)")
_ITEM = re.compile(r"[ \t]*[-*+•‣⁃▪●○◦·][ \t]+(?=\S)")
_TITLE_LENGTH, _TITLE_AMONG = 300, 5


class _Line(NamedTuple):
    kind: str
    start: int
    end: int
    page: int
    level: int


def read(data: bytes, source: Source, limits: Limits) -> Document:  # noqa: ARG001 (the signature of every reader)
    """The document in the bytes of a text file.

    Raises:
        ReadError: The bytes are not UTF-8 (names the first that is not), or are another encoding's.
    """
    text, notes = decoded(data)
    blocks = tuple(_blocks(text))
    return Document(source=_titled(source, text, blocks), text=text, blocks=blocks, notes=notes)


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """UTF-8 bytes as text without byte-order mark, NUL characters and carriage returns; and notes on what went.

    Raises:
        ReadError: The bytes are not UTF-8.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReadError("is UTF-16, expected UTF-8")
    notes = []
    if data.startswith(b"\xef\xbb\xbf"):
        data, notes = data[3:], ["began with a byte-order mark, which was removed"]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start + (3 if notes else 0)
        raise ReadError(f"is not UTF-8: byte 0x{data[error.start]:02x} at offset {at}") from error
    nul = text.count("\0")
    if nul * 10 > len(text):
        raise ReadError(f"is not UTF-8 text: {nul} of {len(text)} characters are NUL")
    if nul:
        notes.append(f"holds NUL bytes ({nul}), which were read as blanks")
    return text.replace("\0", " ").replace("\r\n", " \n").replace("\r", "\n"), tuple(notes)


def _blocks(text: str) -> Iterator[Block]:
    """Blocks in order: runs of lines are paragraphs; headings, list items and table rows end the run before them."""
    run: list[_Line] = []
    for line in _lines(text):
        if run and not (line.kind == "paragraph" and run[0].kind in {"paragraph", "list_item"}):
            yield _block(run)
            run = []
        if line.kind:
            run.append(line)
    if run:
        yield _block(run)


def _block(run: list[_Line]) -> Block:
    return Block(run[0].kind, run[0].start, run[-1].end, run[0].page, run[0].level)


def _lines(text: str) -> Iterator[_Line]:
    """The lines of a text with what they open. A blank line, and the end of a page, is one of kind ""."""
    paged, page = "\f" in text, 1
    for match in re.finditer(r"[^\n\f]*([\n\f]|\Z)", text):
        line = match[0]
        kind, indent, level = _opened(line)
        start = match.start() + (indent or len(line) - len(line.lstrip()))
        yield _Line(kind, start, match.start() + len(line.rstrip()), page * paged, level)
        if line.endswith("\f"):
            page += 1
            yield _Line("", match.end(), match.end(), page, 0)


def _opened(line: str) -> tuple[str, int, int]:
    """The kind of block that a line opens, where its content begins (0: at its first letter), and a heading's level."""
    if not line or line.isspace():
        return "", 0, 0
    heading = _HEADING.match(line)
    if heading:
        return "heading", heading.end(), len(heading[1])
    item = _ITEM.match(line)
    if item:
        return "list_item", item.end(), 0
    return ("table_row", 0, 0) if "\t" in line.strip() else ("paragraph", 0, 0)


def _titled(source: Source, text: str, blocks: tuple[Block, ...]) -> Source:
    """The source with the first heading, or else the first line of several words, for a title where it has none."""
    if source.title:
        return source
    named = [block for block in blocks if block.kind == "heading"] or blocks
    lines = [text[block.start : block.end].split("\n", 1)[0].strip("*_ \t") for block in named[:_TITLE_AMONG]]
    several = (line for line in lines if len(line.split()) > 2 and len(line) <= _TITLE_LENGTH)
    return replace(source, title=next(several, lines[0] if lines and len(lines[0]) <= _TITLE_LENGTH else ""))
