"""A language's grammar, as far as milestones need it, read from ``etl/rules/grammar/<language>.yml``."""

from __future__ import annotations

import string
from dataclasses import dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING, Any

from etl import rulebook
from etl.errors import RuleError
from etl.milestones.patterns import Patterns, WordLists

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

_KEYS = ("language", "words", "patterns", "lists", "same_step", "stands_for", "say")
#: What a pronoun can stand for.
_STAND_FOR = frozenset({"person", "both", "last", "states"})
#: The sentences and pieces of titles that a grammar words, with what is filled in.
_SAID = {
    "and": "",
    "about": "what about",
    "done_by": "what who",
    "visit_to": "whom",
    "who_what": "who what",
    "definite": "noun",
    "statement": "who",
    "members": "who",
    "of_what": "what whole",
    "member_states": "whose states",
    "two_dates": "date",
    "to_be": "what done",
    "between": "what whom",
    "with_whom": "what whom",
    "to_do": "",
    "on_what": "",
    "it": "",
    "unnamed": "",
    "also_named": "names",
    "start": "",
    "mid": "",
    "end": "",
    "as_of": "",
    "approx": "",
    "planned": "",
    "note_differs": "date",
    "outside_period": "label first last",
    "told_too_early": "published",
}


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's patterns and words.

    ``stands_for`` says whom pronouns mean, ``same_step`` the longer name of a step that has two.
    """

    language: str
    find: Patterns
    lists: WordLists
    same_step: Mapping[str, str]
    stands_for: Mapping[str, str]
    _said: Mapping[str, str] = field(repr=False)

    def say(self, name: str, **filled: object) -> str:
        """A sentence or piece of a title in the grammar's words, with what is filled in."""
        return self._said[name].format(**filled)

    def listed(self, parts: list[str]) -> str:
        """Names as a list: "Laos, Myanmar and Thailand"."""
        return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}{self.say('and')}{parts[-1]}"


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language; English where a language has none of its own.

    Raises:
        RuleError: The file lacks a pattern or has an unknown one, or a pattern is wrong about its own examples.
    """
    name = f"grammar/{language}.yml"
    if name not in rulebook.names("grammar"):
        name = "grammar/en.yml"
    entry = rulebook.read(name)
    rulebook.check_keys(entry, place=name, required=_KEYS)
    return Grammar(
        language=entry["language"],
        find=Patterns(**_patterns(name, entry)),
        lists=WordLists(**_lists(name, entry["lists"])),
        same_step=entry["same_step"],
        stands_for=_stands_for(name, entry["stands_for"]),
        _said=_said(name, entry["say"]),
    )


def _patterns(name: str, entry: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    rules = entry["patterns"]
    rulebook.check_keys(rules, place=f"{name}: patterns", required=[one.name for one in fields(Patterns)])
    parts = _parts(name, entry["words"])
    return {key: rulebook.tried_pattern(rule, place=f"{name}: {key}", parts=parts) for key, rule in rules.items()}


def _parts(name: str, words: Mapping[str, list[str]]) -> dict[str, str]:
    """Each list of words as alternatives of a pattern; a list may use those above it."""
    parts: dict[str, str] = {}
    for key, listed in words.items():
        place = f"{name}: {key}"
        parts[key] = rulebook.with_parts("|".join(_texts(place, listed)), parts, place=place)
    return parts


def _texts(place: str, listed: list[str]) -> list[str]:
    """The entries of a list, all of them texts (an unquoted "no" or "on" is none in YAML)."""
    for word in listed:
        if not isinstance(word, str):
            raise RuleError(f"{place}: found {word!r}, expected words in quotes")
    return listed


def _lists(name: str, lists: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    rulebook.check_keys(lists, place=f"{name}: lists", required=[one.name for one in fields(WordLists)])
    return {key: frozenset(_texts(f"{name}: {key}", listed)) for key, listed in lists.items()}


def _stands_for(name: str, pronouns: dict[str, str]) -> dict[str, str]:
    for pronoun, whom in pronouns.items():
        if whom not in _STAND_FOR:
            raise RuleError(f"{name}: {pronoun}: found {whom}, expected one of {', '.join(sorted(_STAND_FOR))}")
    return pronouns


def _said(name: str, said: dict[str, str]) -> dict[str, str]:
    """The wordings, each with just the places to fill that the code fills."""
    rulebook.check_keys(said, place=f"{name}: say", required=_SAID)
    for key, text in said.items():
        found = {slot for _, slot, _, _ in string.Formatter().parse(text) if slot is not None}
        if found != set(_SAID[key].split()):
            expected = _SAID[key] or "nothing to fill in"
            raise RuleError(f"{name}: say: {key}: found {' '.join(sorted(found)) or 'none'}, expected {expected}")
    return said
