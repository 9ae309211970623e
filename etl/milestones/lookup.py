"""Looks up many phrases in a text at once, as whole words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Value = TypeVar("Value")

#: Letters that stand for others in names: one for one, so that offsets hold.
PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "“": '"', "”": '"'})
_FIRST = re.compile(r"[^\W_]+|\S")
_WORD = re.compile(r"[^\W_]+|[\"(]")


@dataclass(frozen=True, slots=True)
class PhraseTable(Generic[Value]):
    """Phrases by their first word, the longest first, each with what it stands for."""

    by_word: Mapping[str, tuple[tuple[str, Value], ...]]


def phrase_table(pairs: Iterable[tuple[str, Value]]) -> PhraseTable[Value]:
    """A table of phrases and what each stands for; of equal phrases the first given is found."""
    table: dict[str, list[tuple[str, Value]]] = {}
    for phrase, value in pairs:
        first = _FIRST.match(phrase)
        if first:
            table.setdefault(first[0], []).append((phrase, value))
    return PhraseTable(
        {word: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0]))) for word, rows in table.items()}
    )


def occurrences(plain: str, table: PhraseTable[Value]) -> Iterator[tuple[int, int, Value]]:
    """Where phrases stand as whole words, left to right, the longest first, without overlaps.

    Args:
        plain: A text whose dashes and quotes are translated with `PLAIN`, as the table's are written.
        table: The phrases.

    Yields:
        Start, end (half-open) and what the phrase stands for.
    """
    end = 0
    for match in _WORD.finditer(plain):
        start = match.start()
        if start < end:
            continue
        for phrase, value in table.by_word.get(match[0], ()):
            stop = start + len(phrase)
            if plain.startswith(phrase, start) and not _goes_on(plain, stop, phrase):
                yield start, stop, value
                end = stop
                break


def _goes_on(plain: str, stop: int, phrase: str) -> bool:
    """Whether the phrase is only the first part of a longer word, or of a sum of money ("US$")."""
    following = plain[stop : stop + 1]
    return (following.isalnum() and phrase[-1].isalnum()) or following == "$"
