"""Where a text names states, blocs and lenders, and the codes they have in the tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from etl import rulebook
from etl.trade.cues import load
from etl.trade.sides import BLOC

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: How a name counts: a party by its own name, or by a place, programme or body that stands for it where no name does.
NAMED, IMPLIED = "named", "implied"
#: What words for the bloc that a text is about stand for until that is known.
THE_BLOC = "BLOC"
#: How far before words for the bloc the words may stand that make it no party.
_NEAR = 16


@dataclass(frozen=True, slots=True)
class Party:
    """A place in a text that names a state, a bloc or a lender; ``sort`` is state, lender or body."""

    start: int
    end: int
    code: str
    strength: str
    sort: str


@dataclass(frozen=True, slots=True)
class _Lexicon:
    regex: re.Pattern[str]
    meanings: dict[str, tuple[str, str, str]]
    joint: Mapping[str, Mapping[str, str]]
    within: re.Pattern[str]


def parties(text: str, language: str, bloc: str = "") -> tuple[Party, ...]:
    """The parties that a text names, in order; a longer name wins over a shorter one inside it.

    Args:
        text: Any text.
        language: Its language.
        bloc: Whom "the bloc" means; "" leaves it aside.
    """
    lexicon = _lexicon(language)
    found = list[Party]()
    for match in lexicon.regex.finditer(text):
        if match[0] in lexicon.joint:
            found += _joint(match, lexicon)
            continue
        code, strength, sort = lexicon.meanings[match[0]]
        if code == THE_BLOC:
            code = "" if lexicon.within.search(text, max(0, match.start() - _NEAR), match.start()) else bloc
        if code:
            found.append(Party(match.start(), match.end(), code, strength, sort))
    return tuple(found)


def bloc_of(texts: Iterable[str], language: str) -> str:
    """Whom "the bloc" means in a text: the one that it names where that is one only, else ASEAN."""
    blocs = {BLOC, *load(language).blocs}
    named = {party.code for text in texts for party in parties(text, language)} & blocs
    return named.pop() if len(named) == 1 else BLOC


def _joint(match: re.Match[str], lexicon: _Lexicon) -> list[Party]:
    """The parties that one word names, each at its part of the word."""
    parts, sort = lexicon.joint[match[0]], lexicon.meanings[match[0]][2]
    places = ((match.start() + match[0].index(part), part, code) for part, code in parts.items())
    return [Party(start, start + len(part), code, NAMED, sort) for start, part, code in places]


def marked(text: str, found: Iterable[Party]) -> tuple[str, list[tuple[int, int]]]:
    """The text with each party by name as ⟦CODE⟧, and for each the places (in the text, in the marked text)."""
    parts, places, at, length = [], [(0, 0)], 0, 0
    for party in found:
        mark = f"⟦{party.code}⟧"
        parts += [text[at : party.start], mark]
        length += party.start - at + len(mark)
        at = party.end
        places.append((at, length))
    return "".join([*parts, text[at:]]), places


@lru_cache(maxsize=16)
def _lexicon(language: str) -> _Lexicon:
    cues = load(language)
    meanings: dict[str, tuple[str, str, str]] = dict.fromkeys(cues.not_parties, ("", "", ""))
    for code, names in cues.names.items():
        meanings.update(dict.fromkeys(names, (code, NAMED, _sort(code, "state", cues.blocs, cues.lenders))))
    meanings.update(dict.fromkeys(cues.bloc_words, (THE_BLOC, NAMED, "state")))
    meanings.update(dict.fromkeys(cues.joint_names, ("", NAMED, "state")))
    for code, programmes in cues.programmes.items():
        meanings.update(dict.fromkeys(programmes, (code, IMPLIED, "state")))
    for actor in rulebook.read("actors.yml")["actors"]:
        sort = _sort(actor["code"], actor["kind"], cues.blocs, cues.lenders)
        meaning = (actor["code"], NAMED, sort)
        if sort == "body" and isinstance(actor.get("of"), str):
            meaning = (actor["of"], IMPLIED, "state")
        aliases = (rulebook.parts(actor.get(key, "")) for key in ("aliases", "demonyms"))
        for name in (actor["name"], *chain.from_iterable(aliases)):
            meanings.setdefault(name, meaning)
        for place in rulebook.parts(actor.get("places", "")):
            meanings.setdefault(place, (actor["code"], IMPLIED, sort))
    return _Lexicon(re.compile(_pattern(meanings)), meanings, cues.joint_names, cues.words["bloc_within"])


def _sort(code: str, kind: str, blocs: frozenset[str], lenders: frozenset[str]) -> str:
    if code in lenders:
        return "lender"
    return "state" if kind in {"state", "bloc"} or code in blocs else "body"


def _pattern(names: Iterable[str]) -> str:
    """Any of the names, longest first, grouped by first letter, to the next of which the engine leaps."""
    groups: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        groups.setdefault(name[0], []).append(re.escape(name[1:]) + (r"(?![\w$]|\\\$)" if name.isascii() else ""))
    edges = {key: "(?<![A-Za-z0-9].)" if key.isascii() else "" for key in groups}
    return "|".join(f"{re.escape(key)}{edges[key]}(?:{'|'.join(rest)})" for key, rest in groups.items())
