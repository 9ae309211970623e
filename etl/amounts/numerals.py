"""Numbers in digits and in words, as exact decimals."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DIGIT = "[0-9０-９]"
#: Digits grouped by commas, by plain spaces where these part two groups at least, by the narrow spaces that
#: typesetters use, or plain; every repetition is bounded, so
#: that a long run of digits costs no more than its length.
DIGITS = (
    f"{_DIGIT}{{1,3}}(?:,{_DIGIT}{{3}}){{1,6}}(?:[.．]{_DIGIT}{{1,6}})?"
    f"|[1-9]\\d{{0,2}}(?: \\d{{3}}){{2,4}}(?!\\d)"
    f"|{_DIGIT}{{1,3}}(?:[\u00a0\u2009\u202f]{_DIGIT}{{3}}){{1,6}}"
    f"|{_DIGIT}{{1,15}}(?:[.．]{_DIGIT}{{1,6}})?"
)
_SPACES = str.maketrans("", "", ", \u00a0\u2009\u202f")


def alternatives(words: Sequence[str]) -> str:
    """A pattern for any of the words, longest first; words in small letters also match with capitals."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(_literal(word) for word in ordered) or "(?!)"


def _literal(word: str) -> str:
    escaped = re.escape(word).replace(r"\ ", r"[\s-]").replace(r"\$", r"\\?\$").replace("%", r"\\?%")
    return f"(?i:{escaped})" if word.isascii() and word[:1].isalpha() and word.islower() else escaped


def words_pattern(
    words: Mapping[str, int],
    multipliers: Mapping[str, int],
    articles: Mapping[str, str],
    joint: str,
    scales: Sequence[str],
) -> str:
    """A pattern for a number written in words ("two hundred and fifty", "half a million" up to the scale)."""
    parts = [*words, *multipliers]
    pieces = [f"(?:{alternatives(list(words))})(?:(?:{joint})(?:{alternatives(parts)})){{0,7}}"]
    if articles:
        after = alternatives([*multipliers, *scales])
        pieces.append(
            f"(?:{alternatives(list(articles))})"
            rf"(?:\s(?:{alternatives(list(multipliers))})(?![A-Za-z])|(?=\s(?:{after})(?![A-Za-z])))"
        )
    return f"(?:{'|'.join(reversed(pieces))})(?![A-Za-z])"


def value_of(
    text: str,
    words: Mapping[str, int],
    multipliers: Mapping[str, int],
    articles: Mapping[str, str],
    token: re.Pattern[str],
) -> Decimal | None:
    """The exact value of a number in digits or words; None where the words do not make one number.

    Args:
        text: The number.
        words: What each number word means.
        multipliers: What each word by which others are multiplied means.
        articles: The factor, in digits, for which a word before a multiplier stands ("half").
        token: Finds any of the words and multipliers.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_SPACES)
    if plain[:1].isdigit() and plain.isascii():
        return Decimal(plain)
    lowered = re.sub(r"[\s-]+", " ", text.strip().lower())
    for article, number in articles.items():
        if lowered == article or lowered.startswith(article + " "):
            factor = multipliers.get(lowered[len(article) :].strip(), 1)
            return Decimal(number) * factor
    return _composed(token.findall(lowered), words, multipliers)


def _composed(tokens: Sequence[str], words: Mapping[str, int], multipliers: Mapping[str, int]) -> Decimal | None:
    """Two, hundred, fifty, five is 2 x 100 + 50 + 5; a word adds only to tens, so "two three" is no number."""
    total, last = 0, 0
    for token in tokens:
        if token in multipliers and last:
            total, last = total + last * multipliers[token], 0
        elif token in words and (not last or _joins(last, words[token], token)):
            last += words[token]
        else:
            return None
    return Decimal(total + last) if tokens else None


def _joins(tens: int, unit: int, token: str) -> bool:
    """Whether a unit continues the tens before it: twenty-five, and ten-two where digits are signs of their own."""
    return 0 < unit < 10 and ((tens >= 20 and tens % 10 == 0) or (tens == 10 and len(token) == 1))
