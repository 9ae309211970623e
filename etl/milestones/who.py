"""Whom a milestone concerns: states and blocs, and the actors behind it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from etl.milestones.lexicon import Lexicon
    from etl.milestones.names import Name

#: A document is about two states where it names the second this often, also in this share of the first, and both in
#: this share of all it names.
_OFTEN, _EVENLY, _MOSTLY = 3, 0.35, 0.7
#: What a document is taken to be about where nothing in it says.
_DEFAULT_SIDES = ("CHN", "ASEAN")


def sides(names: Iterable[Name]) -> tuple[str, str]:
    """The two that "both sides" means in a document: the two states or blocs that it names most."""
    counts = Counter(code for name in names for code in _codes_of(name, places=False))
    ranked = [code for code, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))][:2]
    if len(ranked) < 2 or counts[ranked[1]] < 2:
        return _DEFAULT_SIDES
    return ranked[0], ranked[1]


def pair(names: Sequence[Name]) -> tuple[str, ...]:
    """The two states that a document is about, where it names hardly any other; () for other documents."""
    counts = Counter(code for name in names if not name.is_within for code in _codes_of(name, places=True))
    ranked = [code for code, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))][:2]
    most = sum(counts[code] for code in ranked)
    both_often = len(ranked) == 2 and counts[ranked[1]] >= max(_OFTEN, _EVENLY * counts[ranked[0]])
    about_two = both_often and most >= _MOSTLY * counts.total()
    blocs = {name.actor.code for name in names if name.actor and name.actor.kind == "bloc"}
    return tuple(sorted(ranked)) if about_two and not blocs & set(ranked) else ()


def countries(
    stretch: tuple[str, int, int], names: Sequence[Name], words: Lexicon, both: tuple[str, str]
) -> tuple[str, ...]:
    """Codes of the states and blocs that a stretch (text, start, end) of a passage names, sorted.

    Persons and bodies count for whom they belong to, known things for whom they concern; a place only where its
    state is not named; "both sides" for the two that the document is about.
    """
    text, start, end = stretch
    scope = words.grammar.find.scope.match(text[start:end])
    low = start + (scope.end() if scope else 0)
    inside = [name for name in names if low <= name.start < end and not name.is_within]
    found = {code for name in inside for code in _codes_of(name, places=False)}
    if words.grammar.find.both_sides.search(text[low:end]):
        found |= set(both) if not found & set(both) or not found else found
    for name in inside:
        if name.thing is not None:
            found |= set(name.thing.countries)
    if not found:
        found = {code for name in inside for code in _codes_of(name, places=True)}
    return tuple(sorted(found))


def actors(names: Sequence[Name]) -> tuple[str, ...]:
    """Codes of the states, bodies and persons named, each once, in order of naming."""
    return tuple(dict.fromkeys(name.actor.code for name in names if name.actor and name.what in {"actor", "demonym"}))


def _codes_of(name: Name, *, places: bool) -> tuple[str, ...]:
    actor = name.actor
    if actor is None or (name.what.startswith("place") and not places):
        return ()
    if actor.kind in {"state", "bloc"}:
        return (actor.code,)
    return (actor.of,) if actor.of else ()
