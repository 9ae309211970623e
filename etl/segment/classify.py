"""What each block of a document is: running text, heading, note, reference, table row, caption or furniture."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from etl.segment.entries import with_entries

if TYPE_CHECKING:
    from etl.model import Block, Document
    from etl.segment.lexicon import SegmentLexicon

#: How deep headings are that say no level: a title, a date that heads what follows, and one below a year.
_TITLE, _YEAR, _DAY = 2, 8, 9
#: A heading is short: longer than this many words it is a paragraph.
_HEADING_WORDS = 18
#: A line that stands on this many pages or places is a running head.
_REPEATS = 3
#: What a reader says of a block that needs no further look.
_KNOWN = {kind: kind for kind in ("note", "reference", "furniture", "caption")} | {"table_row": "table"}
_TERMINAL = re.compile(r"[.!?:;。！？：；][\"”’'»)\]*]*(?:\s*[¹²³⁰⁴-⁹\d]{0,3})?\W{0,2}$")
_FULL_STOP_INSIDE = re.compile(r"[a-z)”\"][.!?] [A-Z]")
_LETTERS = re.compile(r"[^\W\d_]")
#: A block with fewer letters than this says nothing.
_LEAST_LETTERS = 3
_LOST_LETTERS = "ÿŷỹỳӱ"
_LOST = re.compile(r"[ÿŷỹỳӱ9/\s\W]")
_MARKUP = re.compile(r"[#*_>\s]+")
#: For a first look at how much of a text are letters: what none is.
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The text of a block; ``plain`` is without the marks of headings and emphasis at its ends."""

    block: Block
    text: str
    plain: str


def classified(document: Document, words: SegmentLexicon) -> list[Block]:
    """The blocks in order, each with one of the kinds of `etl.model.Passage`."""
    stretches = _stretches(document, words)
    repeated = _repeated(document)
    result: list[Block] = []
    region, open_sentence = "body", False
    for at, stretch in enumerate(stretches):
        block, text = stretch.block, stretch.text
        following = stretches[at + 1].text if at + 1 < len(stretches) else ""
        kind = _kind(stretch, words, repeated=repeated, open_sentence=open_sentence)
        if kind == "heading" and block.kind == "paragraph" and _is_cut_off(stretch, following):
            kind = "body"
        if kind == "heading":
            region = _region(stretch.plain, words)
            open_sentence = False
        elif kind in {"body", "item"}:
            open_sentence = not _TERMINAL.search(text) and len(text.split()) >= 8
            kind = kind if region == "body" else region
        result.append(replace(block, kind=kind, level=block.level or _level(stretch, words)))
    return result


def _level(stretch: _Stretch, words: SegmentLexicon) -> int:
    if words.date_heading.fullmatch(stretch.plain) is None:
        return _TITLE
    return _YEAR if stretch.plain[:4].isdigit() else _DAY


def _stretches(document: Document, words: SegmentLexicon) -> list[_Stretch]:
    """The blocks that hold any text, each entry of a chronology by itself."""
    blocks = with_entries(document.text, document.blocks, words)
    texts = ((block, document.text[block.start : block.end].strip()) for block in blocks)
    return [_Stretch(block, text, _unmarked(text).strip()) for block, text in texts if text]


def _unmarked(text: str) -> str:
    """A text without the marks of headings and emphasis at its ends."""
    marks = _MARKUP.match(text)
    return text[marks.end() if marks else 0 :].rstrip("*_#")


def _kind(stretch: _Stretch, words: SegmentLexicon, *, repeated: frozenset[str], open_sentence: bool) -> str:
    block, text, plain = stretch.block, stretch.text, stretch.plain
    if block.kind in _KNOWN:
        return _KNOWN[block.kind]
    if words.date_heading.fullmatch(plain):
        return "heading"
    if _is_furniture(plain, words, repeated):
        return "furniture"
    if words.note_mark.match(text):
        return "reference" if text.startswith("[") and words.is_bibliographic(text) else "note"
    if words.caption.match(plain) and len(text.split()) <= 30:
        return "caption"
    return _running(stretch, words, open_sentence=open_sentence)


def _running(stretch: _Stretch, words: SegmentLexicon, *, open_sentence: bool) -> str:
    """What a block is that nothing sets apart: a heading, a list of publications, an item of a list or plain text."""
    kind = stretch.block.kind
    if kind == "heading" or (kind == "paragraph" and _is_heading(stretch, open_sentence=open_sentence)):
        return "heading"
    if _is_bibliography(stretch.text, words):
        return "reference"
    return "item" if kind == "list_item" else "body"


def _is_bibliography(text: str, words: SegmentLexicon) -> bool:
    """Whether a whole block lists publications: a short one with one sign of it, a long one full of them."""
    if not words.is_bibliographic(text):
        return False
    signs = sum(1 for pattern in words.bibliographic for _ in pattern.finditer(text))
    return signs * 40 >= text.count(" ")


def _is_heading(stretch: _Stretch, *, open_sentence: bool) -> bool:
    plain = stretch.plain
    if not plain or _TERMINAL.search(plain) or plain.count(" ") >= _HEADING_WORDS or _FULL_STOP_INSIDE.search(plain):
        return False
    if plain[0].islower() or (open_sentence and not stretch.text.startswith(("#", "**"))):
        return False
    return bool(_LETTERS.search(plain))


def _is_cut_off(stretch: _Stretch, following: str) -> bool:
    """Whether a short unfinished block is the first line of a sentence that goes on in lower case, not a heading."""
    words = [word for word in stretch.plain.split() if len(word) > 3 and word[0].isalpha()]
    titled = sum(word[0].isupper() for word in words)
    return following[:1].islower() and stretch.text.count(" ") >= 4 and titled < 0.8 * len(words)


def _is_furniture(plain: str, words: SegmentLexicon, repeated: frozenset[str]) -> bool:
    plain = " ".join(plain.split())
    if plain in repeated or any(pattern.fullmatch(plain) for pattern in words.furniture):
        return True
    letters = (character for character in plain if character.isalpha() and character not in _LOST_LETTERS)
    few = len(list(islice(letters, _LEAST_LETTERS))) < _LEAST_LETTERS
    return few or (len(plain) > 6 and _is_lost(plain))


def _is_lost(plain: str) -> bool:
    """Whether hardly anything of a text is letters that a machine could read."""
    if len(plain.encode("ascii", "ignore").translate(None, _NO_LETTERS)) >= 0.25 * len(plain):
        return False
    return len(_LOST.findall(plain)) > 0.75 * len(plain)


def _repeated(document: Document) -> frozenset[str]:
    """Short blocks that stand again and again: running heads and feet."""
    counts = Counter(
        " ".join(_unmarked(document.text[block.start : block.end]).split())
        for block in document.blocks
        if block.end - block.start < 90 and block.kind in {"paragraph", "furniture"}
    )
    return frozenset(text for text, count in counts.items() if count >= _REPEATS)


def _region(heading: str, words: SegmentLexicon) -> str:
    plain = re.sub(r"^[\W\d]+|\W+$", "", heading).lower()
    if plain in words.reference_headings:
        return "reference"
    return "furniture" if plain in words.back_matter_headings else "body"
