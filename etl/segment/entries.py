"""Chronologies in running text: lines that open with a date, or are one, are blocks of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etl.model import Block
    from etl.segment.lexicon import SegmentLexicon

#: A single line of prose may open with a date; a paragraph in which this many do is a list of entries.
_LEAST = 2
_LINE = re.compile(r"[^\n]+")


def with_entries(text: str, blocks: tuple[Block, ...], words: SegmentLexicon) -> Iterator[Block]:
    """The blocks in order, a paragraph that is a chronology as a paragraph for each of its entries."""
    for block in blocks:
        starts, dated = _starts(text, block, words) if block.kind == "paragraph" else ([], 0)
        if dated < _LEAST:
            yield block
            continue
        first = [] if starts[0][0] == block.start else [(block.start, block.kind)]
        places = [*first, *starts]
        ends = [*(start for start, _ in places[1:]), block.end]
        for (start, kind), end in zip(places, ends, strict=True):
            yield replace(block, kind=kind, start=start, end=start + len(text[start:end].rstrip()))


def _starts(text: str, block: Block, words: SegmentLexicon) -> tuple[list[tuple[int, str]], int]:
    """Where entries begin, and their kind: at a line that opens with a date and a mark, is a date, or follows such.

    With the number of lines that have a date of their own.
    """
    starts, dated, after_date = [], 0, False
    for line in _LINE.finditer(text, block.start, block.end):
        said = line[0].strip()
        is_date = words.date_heading.fullmatch(said) is not None
        opens = is_date or words.dated_line.match(said) is not None
        dated += opens
        if opens or after_date:
            starts.append((line.end() - len(line[0].lstrip()), "paragraph" if is_date else "list_item"))
        after_date = is_date
    return starts, dated
