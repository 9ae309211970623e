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
#: A table without phrases finds none.
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class PhraseTable(Generic[Value]):
    """Phrases by their first word, the longest first, each with what it stands for; words that may be a first one."""

    by_word: Mapping[str, tuple[tuple[str, Value], ...]]
    word: re.Pattern[str]


def phrase_table(pairs: Iterable[tuple[str, Value]]) -> PhraseTable[Value]:
    """A table of phrases and what each stands for; of equal phrases the first given is found."""
    table: dict[str, list[tuple[str, Value]]] = {}
    for phrase, value in pairs:
        first = _FIRST.match(phrase)
        if first:
            table.setdefault(first[0], []).append((phrase, value))
    by_word = {word: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0]))) for word, rows in table.items()}
    return PhraseTable(by_word, _words({word[0] for word in by_word}))


def _words(letters: set[str]) -> re.Pattern[str]:
    """Words that begin with one of these letters; the letter stands first, so that the engine leaps to the next one."""
    signs, first = ("".join(sorted(map(re.escape, letters & kind))) for kind in ({*'"('}, letters - {*'"('}))
    parts = [rf"[{first}](?<![^\W_].)[^\W_]*" if first else "", f"[{signs}]" if signs else ""]
    return re.compile("|".join(filter(None, parts)), re.DOTALL) if letters else _NEVER


def occurrences(plain: str, table: PhraseTable[Value]) -> Iterator[tuple[int, int, Value]]:
    """Where phrases stand as whole words, left to right, the longest first, without overlaps.

    Args:
        plain: A text whose dashes and quotes are translated with `PLAIN`, as the table's are written.
        table: The phrases.

    Yields:
        Start, end (half-open) and what the phrase stands for.
    """
    end = 0
    by_word = table.by_word
    for match in table.word.finditer(plain):
        rows = by_word.get(match[0])
        if rows is None or (start := match.start()) < end:
            continue
        for phrase, value in rows:
            stop = start + len(phrase)
            if plain.startswith(phrase, start) and not _goes_on(plain, stop, phrase):
                yield start, stop, value
                end = stop
                break


def _goes_on(plain: str, stop: int, phrase: str) -> bool:
    """Whether the phrase is only the first part of a longer word, or of a sum of money ("US$")."""
    following = plain[stop : stop + 1]
    return (following.isalnum() and phrase[-1].isalnum()) or following == "$"
