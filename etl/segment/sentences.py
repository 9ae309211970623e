"""Where sentences end: a full stop that is none of a name's, a number's or an abbreviation's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etl.segment.lexicon import SegmentLexicon

#: The stop stands first, so that the engine leaps to the next one.
_STOP = re.compile(
    r"[.!?。！？；](?:(?<=[.!?])([\"”’'»)\]]{0,3})\s+(?=[\"“‘'«(\[]{0,3}[A-Z0-9À-ÖØ-Þ\u0400-\u042f])"
    r"|(?<=[。！？；])[”’」』）]{0,2}\s*)"
)
#: A sentence or row of more characters than this is a list or a lost page: it is cut at blanks, so that what compares
#: every date or figure of a sentence with every other takes no longer over a whole file than over its parts.
_MOST = 2500
_WORD_BEFORE = re.compile(r"[\w.]*$")


def sentence_spans(text: str, words: SegmentLexicon) -> Iterator[tuple[int, int]]:
    """Half-open spans of the sentences of a paragraph, in order, without the blanks between them."""
    for start, end in _sentences(text, words):
        yield from bounded(text, start, end)


def _sentences(text: str, words: SegmentLexicon) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _STOP.finditer(text):
        if match[0][0] == "." and not match[1] and _is_abbreviation(text, match.start(), words):
            continue
        end = start + len(text[start : match.end()].rstrip()) if match[1] is None else match.end(1)
        if end > start:
            yield start, end
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch whole, or in parts of at most ``_MOST`` characters that end before a blank where there is one."""
    while end - start > _MOST:
        blank = text.rfind(" ", start + 1, start + _MOST + 1)
        cut = blank if blank > 0 else start + _MOST
        yield start, cut
        start = cut + (blank > 0)
    yield start, end


def _is_abbreviation(text: str, stop: int, words: SegmentLexicon) -> bool:
    before = _WORD_BEFORE.search(text[max(0, stop - 24) : stop])
    word = before[0] if before else ""
    return word in words.abbreviations or (len(word) == 1 and word.isupper() and word.isascii())
