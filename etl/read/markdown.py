"""Markdown (CommonMark with tables): headings, paragraphs, list items and table rows where the syntax puts them.

The document's text is the file's text, marks included, so that lines and offsets are those of the file. A head of
``key: value`` lines between ``---`` is read for title, authors and date, and is furniture.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from etl.model import Block, Document
from etl.read.imprint import Imprint, completed
from etl.read.text import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from etl.limits import Limits
    from etl.model import Source

_HEAD = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_MARK = re.compile(r"(?:[ \t]|>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|#{1,6}(?=[ \t]))*")
_NOTE = re.compile(r"\[\^[^\]\n]+\]:")
_UNDERLINE = re.compile(r"\n[ \t]*(?:=+|-+)[ \t]*$|[ \t]+#+[ \t]*$")
_SEPARATE = {"code_block": "paragraph", "fence": "paragraph", "html_block": "furniture"}


def read(data: bytes, source: Source, limits: Limits) -> Document:  # noqa: ARG001 (the signature of every reader)
    """The document in the bytes of a Markdown file.

    Raises:
        ReadError: The bytes are not UTF-8.
    """
    text, notes = decoded(data)
    head = _HEAD.match(text)
    start = head.end() if head else 0
    parsed = MarkdownIt("commonmark").enable("table").disable("inline").parse(text[start:].replace("\f", " "))
    blocks = [*([Block("furniture", 0, start)] if head else []), *_blocks(text, start, parsed)]
    imprint = _imprint(head[1] if head else "", text, blocks)
    return Document(source=completed(source, imprint), text=text, blocks=tuple(blocks), notes=notes)


def _blocks(text: str, start: int, tokens: Sequence[Token]) -> Iterator[Block]:
    """A block for each token that holds text, at the lines that it stands on."""
    lines = _line_starts(text, start)
    items = 0
    for token, inner in zip(tokens, (*tokens[1:], None), strict=False):
        items += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        kind = _kind(token, inner, items)
        if kind and token.map:
            first, last = (lines[min(row, len(lines) - 1)] for row in token.map)
            block = _block(text, first, last, kind, int(token.tag[1:]) if kind == "heading" else 0)
            if block.start < block.end:
                yield block


def _line_starts(text: str, start: int) -> list[int]:
    """Where the lines after ``start`` begin, and where the last one ends."""
    return [start, *(match.end() for match in re.compile("\n").finditer(text, start)), len(text)]


def _kind(token: Token, inner: Token | None, items: int) -> str:
    if token.type == "heading_open":
        return "heading"
    if token.type == "tr_open":
        return "table_row"
    if token.type == "paragraph_open":
        if inner is not None and _NOTE.match(inner.content):
            return "note"
        return "list_item" if items else "paragraph"
    return _SEPARATE.get(token.type, "")


def _block(text: str, start: int, end: int, kind: str, level: int) -> Block:
    """The block on a stretch of lines, without the marks before and after it."""
    if kind != "furniture":
        mark = _MARK.match(text, start, end)
        start = mark.end() if mark else start
    end = start + len(text[start:end].rstrip())
    if kind == "heading":
        end = start + len(_UNDERLINE.sub("", text[start:end]))
    return Block(kind, start, end, 0, level)


def _imprint(head: str, text: str, blocks: Sequence[Block]) -> Imprint:
    """What the head says; for a title, the first heading serves as well."""
    fields = {match[1].lower(): match[2].strip("\"'") for match in _FIELD.finditer(head)}
    heading = next((text[block.start : block.end].strip("*_ ") for block in blocks if block.kind == "heading"), "")
    return Imprint(
        title=fields.get("title", heading),
        authors=tuple(re.split(r"[;,]", fields.get("authors", fields.get("author", "")).strip("[]"))),
        publisher=fields.get("publisher", ""),
        published=fields.get("date", fields.get("published", "")),
        language=fields.get("lang", fields.get("language", "")),
        locator=fields.get("doi", fields.get("url", "")),
    )
