"""Whether the sentence around a date tells what was or what will be, by the nearest word that says so."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etl.dates.pack import Pack
    from etl.dates.scan import Found

#: How far, in characters, a sign of tense is looked for around a date.
_REACH = 120
#: No farther, in characters, stands the day on which somebody said something from the word for it.
_BESIDE = 16
#: Where a sentence ends, but not an abbreviation ("a.m.", "Oct."), and where a paragraph does.
_SENTENCE = re.compile(r"(?<=[^\W_A-Z.]{2})(?<![A-Z]..)[\"”)]?[.?!][\"”)]?\s|\n\s*\n")
#: So many characters before where it begins must be seen to tell whether a sentence ends there.
_LEFT = 2
#: What ends the words that somebody is said to have said.
_CUTS = frozenset(',;:"”“')

#: A sign of tense: how far it stands from the date, the tense negated (so that of two the coming one is the lesser),
#: and the word.
Sign = tuple[int, int, str]


def sentence_ends(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends in a part of a text."""
    return _SENTENCE.search(text[max(0, start - _LEFT) : end]) is not None


def tense_of(text: str, found: Found, pack: Pack) -> int:
    """What the nearest sign of tense around a mention says: past (-1; -2 beyond doubt), future (1), or nothing (0).

    A word that only tells who said it decides over the day of the week beside it, and is no sign of what stands
    across a comma from it, where another sign stands before. From farther off it says nothing of a day of a month.
    """
    before = _SENTENCE.split(text[max(0, found.start - _REACH) : found.start])[-1]
    after = _SENTENCE.split(text[max(0, found.end - _LEFT) : found.end + _REACH], maxsplit=1)[0][_LEFT:]
    if "weekday" in found.fields and any(len(before) - said.end() < _BESIDE for said in pack.said.finditer(before)):
        return -1
    if found.modifier in {"before", "until"} and _over(found, before, after, pack):
        before = before.rstrip().rpartition(" ")[0]
    signs = list(_before(before, pack))
    telling = any(not pack.said.fullmatch(word) for _, _, word in signs)
    own = after.partition(",")[0] if telling else after  # "which cut posts in May, reports in June"
    signs += list(_after(own, pack, told="," in own and bool(signs), led=bool(signs)))
    nearest = min(signs, default=(0, 0, ""))
    if "weekday" not in found.fields and nearest[0] > _BESIDE and pack.said.fullmatch(nearest[2]):
        nearest = min((sign for sign in signs if not pack.said.fullmatch(sign[2])), default=(0, 0, ""))
    return -nearest[1] - _direct(nearest, before, pack)


def _over(found: Found, before: str, after: str, pack: Pack) -> bool:
    """Whether the word before a date ("by Sunday") is no sign: of a day of the week it is either."""
    return pack.done.match(after) is not None or ("weekday" in found.fields and not pack.granted.search(before))


def _direct(sign: Sign, before: str, pack: Pack) -> bool:
    """Whether what tells the past stands right before a date ("fell in October")."""
    led = sign[1] > 0 and sign[0] <= _BESIDE and pack.direct.fullmatch(before, len(before) - sign[0])
    return bool(led) and before.endswith(sign[2], 0, len(before) - sign[0]) and not pack.said.fullmatch(sign[2])


def _before(before: str, pack: Pack) -> Iterator[Sign]:
    for pattern, way in ((pack.ahead, 1), (pack.behind, -1)):
        for sign in pattern.finditer(before):
            yield len(before) - sign.end(), -way, sign[0]


def _after(after: str, pack: Pack, *, told: bool, led: bool) -> Iterator[Sign]:
    """The signs behind a date; where others lead it, none that begins what is joined to it ("on Monday and fell")."""
    for pattern, way in ((pack.ahead, 1), (pack.behind, -1)):
        follows = (sign for sign in pattern.finditer(after) if not (told and _only_told(sign, after, pack)))
        for sign in islice(follows, 1):
            if not (led and pack.joint.search(after[: sign.start()])):
                yield sign.start(), 1 if pack.settled.match(sign[0]) else -way, sign[0]


def _only_told(sign: re.Match[str], after: str, pack: Pack) -> bool:
    return pack.said.fullmatch(sign[0]) is not None and not _CUTS.isdisjoint(after[: sign.start()])
