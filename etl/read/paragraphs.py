"""Lines of a PDF to blocks: running heads and page numbers, headings, notes, list items, rows and paragraphs.

Everything is judged by the document's own measure: the size that most of its text is set in.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from etl.read.compose import Composer
    from etl.read.layout import Line

_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:page|p\.|第)?\s*(?:\d{1,3}|[ivxlc]{1,7})(?:\s*(?:of|/|页)\s*\d{0,4})?[\W_]*", re.IGNORECASE
)
_BULLET = re.compile(r"[•‣⁃▪●○◦■□–—-]\s+(?=\S)")
_NOTE_MARK = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*{1,3}|[†‡§①-⑳]|\[?\d{1,3}[\].)]?\s")
_EDGE = 2
_HEADING_LENGTH = 200


def compose(pages: Sequence[Sequence[Line]], composer: Composer) -> None:
    """Hand the blocks of a document to a composer.

    Args:
        pages: The lines of each page in reading order.
        composer: Takes the blocks.
    """
    body = _body_size(pages)
    heads = _running_heads(pages, body)
    ranks = _heading_ranks(pages, body)
    for page in pages:
        furniture = {id(line) for line in _edges(page, body) if _is_furniture(line, heads)}
        for _, column in groupby(page, key=lambda line: line.column):
            for is_head, stretch in groupby(column, key=lambda line: id(line) in furniture):
                if is_head:
                    for line in stretch:
                        composer.add("furniture", line.text.replace("\t", " "), page=line.page)
                else:
                    _compose_column(list(stretch), body, ranks, composer)


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=1.0)


def _edges(page: Sequence[Line], body: float) -> list[Line]:
    """The lines at the edges of a page that its text keeps a distance from, or that are set smaller."""
    rows = [list(row) for _, row in groupby(sorted(page, key=_height), key=_height)]
    outer: list[Line] = []
    for edge in (rows[: _EDGE + 1], rows[: -_EDGE - 2 : -1]):
        apart = [
            abs(_height(row[0]) - _height(inner[0])) > 1.6 * row[0].size or row[0].size < 0.93 * body
            for row, inner in pairwise(edge)
        ]
        depth = max((number for number, is_apart in enumerate(apart, 1) if is_apart), default=len(edge) == 1)
        outer += [line for row in edge[:depth] for line in row]
    return outer


def _height(line: Line) -> int:
    return round(line.baseline)


def _pattern(line: Line) -> tuple[str, int]:
    """What is the same in a running head from page to page: its words, its height, any number in its place."""
    return re.sub(r"\d+", "#", line.text.lower()), round(line.baseline / 6)


def _running_heads(pages: Sequence[Sequence[Line]], body: float) -> set[tuple[str, int]]:
    """The patterns of lines that come back at the edges of several pages."""
    seen = Counter(pattern for page in pages for pattern in {_pattern(line) for line in _edges(page, body)})
    least = 2 if len(pages) < 6 else 3
    return {pattern for pattern, count in seen.items() if count >= least}


def _is_furniture(line: Line, heads: set[tuple[str, int]]) -> bool:
    return _pattern(line) in heads or _PAGE_NUMBER.fullmatch(line.text) is not None


def _heading_ranks(pages: Sequence[Sequence[Line]], body: float) -> list[float]:
    """The sizes of headings, largest first."""
    return sorted({round(line.size, 1) for page in pages for line in page if line.size > 1.12 * body}, reverse=True)


def _compose_column(column: list[Line], body: float, ranks: list[float], composer: Composer) -> None:
    """The blocks of a column; small print at its foot, below text of the body, is notes."""
    foot = len(column)
    while foot and column[foot - 1].size < 0.93 * body and "\t" not in column[foot - 1].text:
        foot -= 1
    for block in _blocks(column[:foot]):
        text = "\n".join(line.text for line in block)
        kind, level = _kind(block, text, body, ranks)
        if kind == "list_item":
            text = _BULLET.sub("", text, count=1)
        text = text if kind == "table_row" else text.replace("\t", " ")
        composer.add(kind, text, page=block[0].page, level=level)
    for note in _notes(column[foot:]):
        composer.add("note" if foot else "paragraph", "\n".join(line.text for line in note), page=note[0].page)


def _notes(lines: Sequence[Line]) -> Iterator[list[Line]]:
    note: list[Line] = []
    for line in lines:
        if note and _NOTE_MARK.match(line.text):
            yield note
            note = []
        note.append(line)
    if note:
        yield note


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    if not lines:
        return
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    leading = median([above.baseline - line.baseline for above, line in pairwise(lines)] or [0.0])
    rows = {id(line) for pair in pairwise(lines) if all("\t" in line.text for line in pair) for line in pair}
    block = [lines[0]]
    for above, line in pairwise(lines):
        is_row = id(line) in rows or id(above) in rows
        if is_row or _is_break(above, line, leading) or _is_new_paragraph(above, line, left, right):
            yield block
            block = []
        block.append(line)
    yield block


def _is_break(above: Line, line: Line, leading: float) -> bool:
    """Whether type, distance or form part two lines."""
    return (
        not 0.92 < line.size / above.size < 1.08
        or line.bold != above.bold
        or above.baseline - line.baseline > 1.35 * leading
        or line.text.count("\t") > 1
        or above.text.count("\t") > 1
        or _BULLET.match(line.text) is not None
    )


def _is_new_paragraph(above: Line, line: Line, left: float, right: float) -> bool:
    """Whether a line is set in, or follows one that ended early with a sentence."""
    is_set_in = line.left > left + 0.7 * line.size and above.left < left + 0.4 * line.size
    ended_early = above.right < right - 0.25 * (right - left) and above.text.rstrip().endswith(
        (".", "!", "?", ":", "”", '"')
    )
    return (is_set_in and not _BULLET.match(above.text)) or ended_early


def _kind(block: Sequence[Line], text: str, body: float, ranks: list[float]) -> tuple[str, int]:
    """The kind of a block, and the level of a heading: by its size among the headings', bold ones last."""
    if len(text) <= _HEADING_LENGTH and len(block) <= 4 and "\t" not in text:
        if block[0].size > 1.12 * body:
            return "heading", ranks.index(round(block[0].size, 1)) + 1
        if block[0].bold and len(block) <= 2 and not text.rstrip().endswith((".", ",", ";")):
            return "heading", len(ranks) + 1
    if _BULLET.match(text):
        return "list_item", 0
    return ("table_row", 0) if len(block) == 1 and "\t" in text else ("paragraph", 0)
