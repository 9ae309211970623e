"""Names in a passage: actors and things that the rules know, and proper names that they do not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from etl.milestones.lexicon import PLAIN, Actor, Thing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etl.milestones.lexicon import Lexicon, Phrases

_WORD = re.compile(r"[^\W_]+|[\"(]")
_HEADS = (
    "Agreement|Accord|Declaration|Statement|Communiqué|Communique|Memorandum|MoU|MOU|Treaty|Charter|Convention|Protocol|"
    "Initiative|Plan|Masterplan|Programme|Program|Strategy|Framework|Blueprint|Roadmap|Vision|Outlook|Outline|Guidelines|"
    "Principles|Action|Act|Law|Bill|Resolution|Report|Paper|Partnership|Concord|Community|Forum|Summit|Meeting|Conference|"
    "Congress|Dialogue|Session|Expo|Exposition|Fair|Festival|Games|Year|Week|Council|Committee|Commission|Organization|"
    "Organisation|Association|Alliance|Union|League|Secretariat|Mechanism|Center|Centre|Network|Institute|University|"
    "College|Academy|School|Bank|Fund|Facility|Platform|Railway|Railroad|Rail Link|Expressway|Highway|Bridge|Port|Airport|"
    "Corridor|Canal|Pipeline|Pipelines|Dam|Park|Parks|Zone|Project|Station|Plant|Laboratory|Workshop|Committee|Corporation|"
    "Group|Company|Scholarship|Visa|Area|Doctrine|Pact|Compact|Concordat|Task Force|Working Group|Consultation|Consensus|"
    "Revolution|Crisis|War|Congresses|Olympics|Cup|Spirit|Cooperation"
)
_MONTHS = r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
_TOKEN = _MONTHS + r"(?:[A-Z][\w'&]*(?:[-+][\w']+)*|\d{1,3}(?:st|nd|rd|th)|21st-Century)"
_LINK = r"(?:of|on|for|the|and|in|to|with|between|among|at|by|under|against|de|&|-)"
_PROPER = re.compile(rf"\b{_TOKEN}(?:(?:\s+{_LINK}){{0,3}}\s+{_TOKEN}|,(?=\s+{_TOKEN}(?:,|\s+and)\s))*")
_HEAD = re.compile(rf"\b(?:{_HEADS})\b")
_QUOTED = re.compile(r"[\"«]\s*([^\"«»]{3,160}?)\s*[\"»]")
_TAIL = re.compile(
    r"\s*\((?:\d{4}\s*[-/]\s*\d{2,4}|[A-Z][\w+-]{1,9}|[A-Z][\w+-]{1,9},?\s*\d{4}\s*-\s*\d{4})\)|\s+\d{4}-\d{4}\b|\s+(?:20[2-9]\d)\b"
)
_LEADING = re.compile(
    r"^(?:[Tt]he|This|That|At|In|On|During|For|With|Since|After|Before|Both|From|By|As|Under|Following|A|An)\s+"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name at a place of a passage: ``what`` is actor, demonym, place, thing or proper; ``value`` what it stands for.

    ``compound`` names are joined to a word by a hyphen ("China-US relations").
    """

    start: int
    end: int
    text: str
    what: str
    value: Any = None
    compound: bool = False

    @property
    def actor(self) -> Actor | None:
        """The actor that is named, if one is."""
        return self.value if isinstance(self.value, Actor) else None

    @property
    def thing(self) -> Thing | None:
        """The thing that is named, if one is."""
        return self.value if isinstance(self.value, Thing) else None


def find_names(text: str, words: Lexicon) -> list[Name]:
    """All names of a passage in order: things and actors may stand inside a longer proper name.

    Where two known names overlap the longer one stays; a proper name that only adds a bracket or a word to a known
    thing is that thing.
    """
    plain = text.translate(PLAIN)
    known = list(_known(plain, words))
    proper = [name for name in _proper(plain) if not any(_is_no_more_than(name, other) for other in known)]
    return sorted([*known, *proper], key=lambda name: (name.start, -name.end))


def _is_no_more_than(name: Name, other: Name) -> bool:
    """Whether a proper name says hardly more than a known name that stands in the same place."""
    if other.start <= name.start and name.end <= other.end:
        return True
    return other.thing is not None and other.start == name.start and 1.25 * len(other.text) >= len(name.text)


def occurrences(plain: str, table: Phrases) -> Iterator[tuple[int, int, Any]]:
    """Where phrases stand as whole words, left to right, the longest first, without overlaps."""
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


def _known(plain: str, words: Lexicon) -> Iterator[Name]:
    for start, end, (what, value) in occurrences(plain, words.names):
        compound = plain[end : end + 1] == "-" or plain[start - 1 : start] == "-"
        yield Name(start, end, plain[start:end], what, value, compound)
        if what == "thing":
            inner = plain[start:end]
            for low, high, (part, actor) in occurrences(inner, words.names_of_actors):
                yield Name(start + low, start + high, inner[low:high], f"{part}_within", actor)


def _proper(plain: str) -> Iterator[Name]:
    quoted = [match.span(1) for match in _QUOTED.finditer(plain) if _is_title(match[1])]
    for start, end in quoted:
        yield Name(start, end, plain[start:end], "proper")
    for match in _PROPER.finditer(plain):
        start, end = match.span()
        if any(low <= start < high for low, high in quoted):
            continue
        lead = _LEADING.match(plain[start:end])
        start += lead.end() if lead else 0
        if not _HEAD.search(plain[start:end]) or " " not in plain[start:end]:
            continue
        end = _last_head(plain, start, end)
        tail = _TAIL.match(plain, end)
        yield Name(start, tail.end() if tail else end, plain[start:end], "proper")


def _is_title(quoted: str) -> bool:
    words = [word for word in quoted.split() if len(word) > 3]
    return len(words) >= 2 and sum(word[0].isupper() for word in words) >= 0.6 * len(words)


def _last_head(plain: str, start: int, end: int) -> int:
    """A name ends with what it names, not with the next actor in a row ("Forum and Thailand")."""
    heads = list(_HEAD.finditer(plain, start, end))
    rest = plain[heads[-1].end() : end]
    following = re.match(r"\s+(?:of|on|for|with|between|in|to|against)\s", rest)
    return end if following or not rest.strip() else heads[-1].end()
