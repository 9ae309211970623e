"""What stands around a place of a text: at least its whole sentence, also where a page ends within it."""

from __future__ import annotations

import re

#: Characters that are shown on each side at least, where the paragraph has them, and at most.
_LEAST, _MOST = 180, 900
#: Paragraphs that may stand within a sentence: the notes at the foot of a page.
_NOTES = 3
_BREAK = re.compile(r"\n[ \t]*\n\s*")
_END = r"(?:(?<![A-Z])[.!?]|[。！？])[\"”’'»)\]*]*"
_CLOSED = re.compile(rf"(?:{_END}|[:：;；])\s*$")
_SENTENCE = re.compile(rf"{_END}(?:\s+(?=[\"“‘(\[*]*[^a-z\s])|\s*$)|[。！？]")
_NOTE = re.compile(r"[\d*†‡¹²³⁰⁴-⁹]")
_HEADING = re.compile(r"#|\*\*")


def after(text: str, end: int) -> str:
    """What follows a place: to the end of its sentence, more where that is short, with an ellipsis where cut."""
    found, at, said = "", end, text[max(0, end - 9) : end]
    while True:
        stop = _BREAK.search(text, at)
        found = _joined(found, text[at : stop.start() if stop else len(text)])
        following = _next(text, stop.end()) if stop and not _CLOSED.search(said + found) else None
        if following is None or len(found) > _MOST:
            break
        at = following
    closes = 0 if _CLOSED.search(said) else next((one.end() for one in _SENTENCE.finditer(found)), len(found))
    if len(found) <= max(closes, _LEAST):
        return found if len(found) <= _MOST else _shortened(found)
    return found[:closes].rstrip() + " …" if closes > _LEAST else _shortened(found[:_LEAST])


def before(text: str, start: int) -> str:
    """What precedes a place: from the start of its sentence, more where that is short, with an ellipsis where cut."""
    at = _opening(text, start)
    found = text[at:start]
    while at and len(found) < _MOST and found[:1].islower():
        previous = _previous(text, at)
        if previous is None:
            break
        at, piece = previous
        found = _joined(piece, found)
    opens = next((one.end() for one in reversed(list(_SENTENCE.finditer(found.rstrip() + " a")))), 0)
    kept = len(found) - min(opens, max(0, len(found) - _LEAST))
    if kept >= len(found):
        return found if len(found) <= _MOST else "… " + found[-_MOST:].partition(" ")[2]
    cut = found[len(found) - min(kept, _MOST) :]
    return "… " + (cut if kept == len(found) - opens else cut.partition(" ")[2])


def _shortened(text: str) -> str:
    return text[:_MOST].rpartition(" ")[0] + " …"


def _joined(head: str, tail: str) -> str:
    """Two parts of a sentence as one: a word that was parted is whole again."""
    parted = re.search(r"[^\W\d]-\s*$", head) and tail[:1].islower()
    return head.rstrip()[:-1] + tail if parted else f"{head.rstrip()} {tail}" if head else tail


def _next(text: str, at: int) -> int | None:
    """Where a sentence goes on after the paragraph that ended within it; None where it does not."""
    for _ in range(_NOTES + 1):
        if at >= len(text) or _HEADING.match(text, at):
            return None
        if not _NOTE.match(text, at):
            return at
        stop = _BREAK.search(text, at)
        at = stop.end() if stop else len(text)
    return None


def _opening(text: str, at: int) -> int:
    """Where the paragraph of a place begins."""
    breaks = list(_BREAK.finditer(text, max(0, at - 4 * _MOST), at))
    return breaks[-1].end() if breaks else max(0, at - 4 * _MOST)


def _previous(text: str, at: int) -> tuple[int, str] | None:
    """The paragraph, with its start, that goes on at a place; None where the one before is closed."""
    for _ in range(_NOTES + 1):
        end = len(text[:at].rstrip())
        start = _opening(text, end)
        if start >= end or _HEADING.match(text, start):
            return None
        if not _NOTE.match(text, start):
            piece = text[start:end]
            return None if _CLOSED.search(piece) else (start, piece)
        at = start
    return None
