"""Economies and how each publisher spells or numbers them (``etl/rules/countries.yml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from etl import rulebook
from etl.errors import RuleError

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

FILE = "countries.yml"
_BASES = ("iso2", "m49", "name")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a publisher calls economies.

    ``codes`` maps its labels to our codes; ``groups`` and ``group_pattern`` are aggregates and residuals that
    are known and left out.
    """

    name: str
    codes: Mapping[str, str]
    groups: frozenset[str]
    group_pattern: re.Pattern[str] | None = None

    def code(self, label: str) -> str | None:
        """Our code for a label; "" for a group that is left out, None for a label that nobody declared."""
        if label in self.codes:
            return self.codes[label]
        is_group = label in self.groups or (self.group_pattern is not None and self.group_pattern.fullmatch(label))
        return "" if is_group else None


@cache
def _file() -> Mapping[str, Any]:
    content: Mapping[str, Any] = rulebook.read(FILE)
    return content


@cache
def economies() -> Mapping[str, Mapping[str, Any]]:
    """Every economy and body by its code, with ``name`` and, where they exist, ``iso2``, ``m49`` and ``imf``.

    Raises:
        RuleError: An entry has an unknown key, or a number is given to two economies.
    """
    entries: dict[str, dict[str, Any]] = _file()["economies"]
    for code, entry in entries.items():
        rulebook.check_keys(entry, place=f"{FILE}: {code}", required=["name"], optional=["iso2", "m49", "imf"])
    for column in ("iso2", "m49", "imf"):
        given = (f"{column} {entry[column]}" for entry in entries.values() if column in entry)
        rulebook.check_unique(given, place=FILE)
    return entries


@cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary of a publisher by its name in the rule file.

    Raises:
        RuleError: There is none of that name, or it maps a label to an unknown economy.
    """
    declared = _file()["vocabularies"]
    if name not in declared:
        raise RuleError(f"{FILE}: no vocabulary {name}, expected one of {', '.join(sorted(declared))}")
    entry, place = declared[name], f"{FILE}: vocabulary {name}"
    rulebook.check_keys(entry, place=place, required=[], optional=["base", "names", "groups", "group_pattern"])
    codes = _base(entry.get("base", "")) | entry.get("names", {})
    unknown = sorted(set(codes.values()) - set(economies()))
    if unknown:
        raise RuleError(f"{place}: {', '.join(unknown)} is no economy of the file")
    pattern = rulebook.pattern(entry["group_pattern"], place=place) if "group_pattern" in entry else None
    return Vocabulary(name, codes, frozenset(entry.get("groups", [])), pattern)


def _base(column: str) -> dict[str, str]:
    if column == "iso3":
        return {code: code for code in economies()}
    if column not in _BASES:
        return {}
    return {str(entry[column]): code for code, entry in economies().items() if column in entry}
