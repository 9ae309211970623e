"""How names are written otherwise than in the rules: other spellings, other marks, no accents."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from etl import rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_RULES = "spellings.yml"
_WORD = re.compile(r"[^\W_]+|\S")
#: Marks that names have or have not between their words.
_MARKS = "\"'-"
#: Where letters with accents stand, and those that do not come apart into a letter and an accent.
_ACCENTED = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
_WHOLE = {"đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i"}


@dataclass(frozen=True, slots=True)
class Spellings:
    """Other spellings: ``alike`` those of a usual word, as words; ``following`` finds a name's next word."""

    alike: Mapping[str, tuple[tuple[str, ...], ...]]
    following: re.Pattern[str]
    to_usual: Mapping[str, str]
    unusual: re.Pattern[str]

    def name_words(self, name: str) -> list[str]:
        """The words of a name in order, without marks after the first."""
        first, *rest = words(without_accents(name))
        return [first, *(word for word in rest if word not in _MARKS)]

    def usual(self, name: Sequence[str]) -> list[str]:
        """The words of a name in small letters, in their usual forms."""
        return self.unusual.sub(lambda match: self.to_usual[match[0]], " ".join(name).lower()).split()


@cache
def spellings() -> Spellings:
    """What the rules say.

    Raises:
        RuleError: A key is missing or unknown, or a word stands twice.
    """
    entry = rulebook.read(_RULES)
    rulebook.check_keys(entry, place=_RULES, required=("alike",))
    rulebook.check_unique((word for group in entry["alike"] for word in group), place=_RULES)
    to_usual = {other: usual for usual, *others in entry["alike"] for other in others}
    either = "|".join(map(re.escape, to_usual))
    return Spellings(
        alike={usual: tuple(tuple(other.split()) for other in others) for usual, *others in entry["alike"]},
        # Not more marks than stand between two words of a name, so that a row of them costs no more than its length.
        following=re.compile(rf"[\s{_MARKS}]{{0,5}}(?:\([A-Z][\w+-]{{1,9}}\)\s*)?([^\W_]+|\S)"),
        to_usual=to_usual,
        unusual=re.compile(rf"(?<!\S)(?:{either})(?!\S)"),
    )


def words(text: str) -> list[str]:
    """The words and single marks of a text in order."""
    return _WORD.findall(text)


def without_accents(text: str) -> str:
    """A text of the same length whose Latin letters have no accents."""
    return text if text.isascii() else text.translate(_plain_letters())


@cache
def _plain_letters() -> dict[int, str]:
    apart = {code: unicodedata.normalize("NFD", chr(code))[0] for code in _ACCENTED}
    return {code: letter for code, letter in apart.items() if letter.isascii()} | str.maketrans(_WHOLE)
