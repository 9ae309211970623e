"""Whether the sentence around a date tells what was or what will be, by the nearest word that says so."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etl.dates.pack import Pack
    from etl.dates.scan import Found

#: How far, in characters, a sign of tense is looked for around a date.
_REACH = 120
#: No farther, in characters, stands the day on which somebody said something from the word for it.
_BESIDE = 16
#: Where a sentence ends, but not an abbreviation ("a.m.", "Oct.").
_SENTENCE = re.compile(r"(?<=[^\W_A-Z.]{2})(?<![A-Z]..)[\"”)]?\.[\"”)]? ")
#: What ends the words that somebody is said to have said.
_CUTS = frozenset(',;:"”“')


def tense_of(text: str, found: Found, pack: Pack) -> int:
    """What the nearest sign of tense around a mention says: past (-1), future (1), or nothing (0).

    A word that only tells who said it decides over the day of the week beside it, and is no sign of what stands
    across a comma from it, where another sign stands before.
    """
    before = _SENTENCE.split(text[max(0, found.start - _REACH) : found.start])[-1]
    after = _SENTENCE.split(text[found.end : found.end + _REACH], maxsplit=1)[0]
    if "weekday" in found.fields:
        if any(len(before) - said.end() < _BESIDE for said in pack.said.finditer(before)):
            return -1
        if found.modifier in {"before", "until"}:  # "by Sunday": before either
            before = before.rstrip().rpartition(" ")[0]
    ways = ((pack.ahead, 1), (pack.behind, -1))
    signs = [(len(before) - sign.end(), -way) for pattern, way in ways for sign in pattern.finditer(before)]
    told = pack.said if signs and "," in after else None
    for pattern, way in ways:
        follows = (sign for sign in pattern.finditer(after) if not (told and _only_told(sign, after, told)))
        signs += [(sign.start(), -way) for sign in islice(follows, 1)]
    return -min(signs, default=(0, 0))[1]


def _only_told(sign: re.Match[str], after: str, told: re.Pattern[str]) -> bool:
    return told.fullmatch(sign[0]) is not None and not _CUTS.isdisjoint(after[: sign.start()])
