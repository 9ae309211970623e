"""Block text without the marks of layout, with the way back for every character."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etl.model import Block
    from etl.segment.lexicon import SegmentLexicon

#: Marks with which a block opens: of headings, items of lists and quotations.
_OPENING = re.compile(r"#{1,6}\s+|\s*(?:[-•–*▪]|\d{1,2}[.)])\s+(?=\S)|\s*>\s+")
#: What is not text: marks of emphasis, escapes, note marks raised or glued to a word, lost glyphs. The first line
#: has the characters that they begin with: most characters of a text are none of them, and need no further look.
_MARKS = re.compile(
    r"""
    (?=[*\\¹²³⁰⁴-⁹^ÿŷỹỳӱŸ\[\d])(?:
      \*{1,3}(?=\S)|(?<=\S)\*{1,3}            # emphasis
    | \\(?=[$&%_\#*\[\]()~^<>])               # escapes
    | [¹²³⁰⁴-⁹]+                              # raised note marks
    | \^\{[^}\n]{0,12}\}(?:quot;)?            # raised text as TeX has it
    | [ÿŷỹỳӱŸ]+                               # glyphs that a machine could not read
    | (?<=[a-z)][.,;:])\d{1,3}(?=\s|$)        # "Sea,8 thereby"
    | (?<=[a-z)][.,;:]["”’'»])\d{1,3}(?=\s|$) # 'flows."13 The'
    | (?<=[a-z]["”’'»][.,;:])\d{1,3}(?=\s|$)
    | (?<=\b(?:19|20)\d\d\.)\d{1,2}(?=\s+[A-Z]|\s*$)   # "2018.9"
    | (?<=[a-z][.;]\s)\d{1,3}(?=\s+[A-Z][a-z])  # "stable. 40 At"
    | (?<=[a-z,.”"])\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]    # "joint construction[4]"
    | \[\^\w+\]:?
    )""",
    re.VERBOSE,
)
#: What parts the cells of a table row that is written with bars.
_BARS = re.compile(r"^\s*\|\s*|\s*\|\s*$|\s*\|\s*")
_BREAK = re.compile(r"(?=[-\u00ad\s])(?:[-\u00ad]?[ \t]*\n\s*|[ \t\u00a0\u3000]{2,}|\s+$|^\s+|\u00ad)")


@dataclass(frozen=True, slots=True)
class Flow:
    """Text with its way back: each (at, start, length) piece stands at ``at`` here and at ``start`` in the document."""

    text: str
    pieces: tuple[tuple[int, int, int], ...]

    def slice(self, start: int, end: int) -> Flow:
        """The flow of a stretch of this text."""
        kept = []
        first = max(bisect_right(self.pieces, (start, float("inf"), 0)) - 1, 0)
        for at, place, length in self.pieces[first:]:
            if at >= end:
                break
            low, high = max(at, start), min(at + length, end)
            if low < high:
                kept.append((low - start, place + low - at, high - low))
        return Flow(self.text[start:end], tuple(kept))

    def followed_by(self, other: Flow, glue: str) -> Flow:
        """This text, then the glue (which stands nowhere in the document), then the other text."""
        shift = len(self.text) + len(glue)
        moved = tuple((at + shift, start, length) for at, start, length in other.pieces)
        return Flow(self.text + glue + other.text, self.pieces + moved)

    def without_end(self, characters: int) -> Flow:
        """This text without its last characters."""
        return self.slice(0, len(self.text) - characters)


def cleaned(text: str, block: Block, words: SegmentLexicon) -> Flow:
    """The running text of a block: marks gone, lines joined, words cut at a line's end rejoined.

    A number that begins a date ("signed. 4 May 2001") is no note mark.
    """
    source = text[block.start : block.end]
    draft = _Draft(source, block.start)
    at = 0
    for start, end, glue in _cuts(source, words, is_row=block.kind in {"table", "table_row"}):
        draft.keep(at, start)
        draft.glue(glue, start)
        at = end
    draft.keep(at, len(source))
    joined = "".join(draft.parts)
    first, last = len(joined) - len(joined.lstrip()), len(joined.rstrip())
    flow = Flow(joined, tuple(draft.pieces))
    return flow if (first, last) == (0, len(joined)) else flow.slice(first, max(first, last))


class _Draft:
    """A flow while it is put together."""

    def __init__(self, source: str, base: int) -> None:
        self.source, self.base, self.length = source, base, 0
        self.parts: list[str] = []
        self.pieces: list[tuple[int, int, int]] = []

    def keep(self, start: int, end: int) -> None:
        """Take over a stretch of the source, without blanks that would follow a blank."""
        if self._blank_before():
            while start < end and self.source[start] == " ":
                start += 1
        if end > start:
            self._add(self.source[start:end], start)

    def glue(self, glue: str, start: int) -> None:
        """Put the glue where something was left out."""
        if glue and self.length and not self._blank_before():
            self._add(glue, start)

    def _blank_before(self) -> bool:
        return bool(self.parts) and self.parts[-1].endswith(" ")

    def _add(self, text: str, start: int) -> None:
        self.parts.append(text)
        self.pieces.append((self.length, self.base + start, len(text)))
        self.length += len(text)


def _cuts(source: str, words: SegmentLexicon, *, is_row: bool) -> list[tuple[int, int, str]]:
    """What to leave out, in order: (start, end, what stands there instead)."""
    opening = _OPENING.match(source)
    cuts = [(0, opening.end(), "")] if opening else []
    marks = (match for match in _MARKS.finditer(source) if not words.day.match(source, match.start()))
    cuts += [(match.start(), match.end(), "") for match in marks]
    if "\u00ad" in source or source != " ".join(source.split()):  # most blocks are one line without a break
        cuts += [(match.start(), match.end(), _glue(source, match)) for match in _BREAK.finditer(source)]
    cuts += [(match.start(), match.end(), "\t") for match in _BARS.finditer(source)] if is_row else []
    cuts.sort()
    ordered: list[tuple[int, int, str]] = []
    for start, end, glue in cuts:
        if ordered and start < ordered[-1][1]:
            last = ordered[-1]
            ordered[-1] = (last[0], max(end, last[1]), last[2] or glue)
        else:
            ordered.append((start, end, glue))
    return ordered


def _glue(source: str, match: re.Match[str]) -> str:
    """What replaces a break: nothing inside a word cut at the line's end, the hyphen before a capital, else a space."""
    if match.end() >= len(source) or not match.start():
        return ""
    if match[0] == "\u00ad":
        return ""
    if match[0][0] in "-\u00ad" and source[match.start() - 1].isalpha():
        following = source[match.end()]
        if following.islower():
            return ""
        return "-" if match[0][0] == "-" else " "
    return " "
