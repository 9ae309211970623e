"""Puts blocks together to the one text of a document, for formats whose files are not text themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl.model import Block, Document

if TYPE_CHECKING:
    from etl.model import Source

_GAP = "\n\n"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Composer:
    """Takes blocks in reading order; the text is theirs with a blank line between, made when asked for."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0

    def add(self, kind: str, text: str, *, page: int = 0, level: int = 0) -> None:
        """Add a block, unless it is blank. ``kind``, ``page`` and ``level`` are as in `Block`."""
        text = text.strip(" \n")
        if not text.strip():
            return
        start = self._length + len(_GAP) * bool(self._parts)
        self._parts.append(text)
        self._blocks.append(Block(kind, start, start + len(text), page, level))
        self._length = start + len(text)

    def document(self, source: Source, notes: tuple[str, ...] = ()) -> Document:
        """The document of the blocks added so far."""
        return Document(source=source, text=_GAP.join(self._parts), blocks=tuple(self._blocks), notes=notes)


def raised(text: str) -> str:
    """Raised text, its digits as raised digits: a note's mark never looks like a number of the sentence."""
    return text.translate(_RAISED)
