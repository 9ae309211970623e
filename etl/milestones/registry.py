"""Who acts and what has a name of its own, whatever the language: ``actors.yml``, ``names.yml`` and ``steps.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from etl import rulebook
from etl.errors import RuleError
from etl.milestones.lookup import PhraseTable, name_table, occurrences
from etl.milestones.spelling import without_accents
from etl.schema import DOMAINS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_ACTORS, _NAMES, _STEPS = "actors.yml", "names.yml", "steps.yml"
_ACTOR_KEYS = ("code", "kind", "name")
_ACTOR_OPTIONS = ("aliases", "demonyms", "places", "of")
_NAME_KEYS = ("id", "name", "domain", "countries")
_NAME_OPTIONS = ("aliases", "headline", "same", "part_of", "each_pair")
#: What a name has in brackets at its end, without which documents write it, too.
_BRACKET = re.compile(r"\s\([^()]*\)$")
_NO_LETTERS = re.compile(r"[^A-Z]+")


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, bloc, body or person; ``of`` is the state or bloc that a person or body belongs to, or ""."""

    code: str
    kind: str
    name: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a name of its own.

    ``headline`` acts make a milestone of it a headline one; ``same`` groups acts that are one step of its story;
    ``part_of`` is the id of the larger thing it belongs to, or "". Of a thing with ``each_pair`` any two sides have
    one ("diplomatic relations"): ``countries`` are those it is of where a passage names no others.
    """

    id: str
    name: str
    domain: str
    countries: tuple[str, ...]
    headline: frozenset[str] = frozenset()
    same: tuple[frozenset[str], ...] = ()
    part_of: str = ""
    each_pair: bool = False


@dataclass(frozen=True, slots=True)
class Steps:
    """Acts that are the ``same`` step whatever they are about, and ``loose`` ones that only tell of a thing.

    ``once`` are those that a thing with a name of its own does once.
    """

    same: tuple[frozenset[str], ...]
    loose: frozenset[str]
    once: frozenset[str]


#: What a phrase names: as actor, demonym, place or thing, and who or which.
Named: TypeAlias = tuple[str, "Actor | Thing"]


@dataclass(frozen=True, slots=True)
class Registry:
    """All actors by code and things by id, with tables of the phrases that name them; ``who`` has the actors' only.

    ``what`` has for each thing by its id the phrases that name it.
    """

    actors: Mapping[str, Actor]
    things: Mapping[str, Thing]
    names: PhraseTable[Named]
    who: PhraseTable[Named]
    what: Mapping[str, Sequence[str]]
    steps: Steps

    def table_of(self, things: Collection[str]) -> PhraseTable[Thing]:
        """A table of the phrases that name one of these things, given by their ids."""
        asked = (key for key in self.what if key in things)
        return name_table((phrase, self.things[key]) for key in asked for phrase in self.what[key])


@cache
def registry() -> Registry:
    """The actors and things that the rules know.

    Raises:
        RuleError: An entry is incomplete, stands twice or is unknown to the schema.
    """
    actors = {entry["code"]: (entry, _actor(entry)) for entry in (*_entries(_ACTORS, "actors", "code"), *_persons())}
    things = {entry["id"]: (entry, _thing(entry)) for entry in _entries(_NAMES, "names", "id")}
    who = [row for entry, actor in actors.values() for row in _actor_phrases(entry, actor)]
    who_table = name_table(who)
    what = {key: list(_thing_phrases(entry, thing, who_table)) for key, (entry, thing) in things.items()}
    phrases = ((phrase, ("thing", things[key][1])) for key, said in what.items() for phrase in said)
    return Registry(
        actors={code: actor for code, (_, actor) in actors.items()},
        things={key: thing for key, (_, thing) in things.items()},
        names=name_table([*who, *phrases]),
        who=who_table,
        what=what,
        steps=_steps(),
    )


def _entries(file: str, key: str, identity: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = rulebook.read(file)[key]
    required = _ACTOR_KEYS if file == _ACTORS else _NAME_KEYS
    optional = _ACTOR_OPTIONS if file == _ACTORS else _NAME_OPTIONS
    for entry in entries:
        rulebook.check_keys(entry, place=f"{file}: {entry.get(identity)}", required=required, optional=optional)
    rulebook.check_unique((entry[identity] for entry in entries), place=file)
    return entries


def _persons() -> Iterator[dict[str, str]]:
    """Persons as entries: by whom they stand for, a name and after "=" its aliases; the code is made of the name."""
    for of, listed in rulebook.read(_ACTORS)["persons"].items():
        for person in rulebook.parts(listed):
            name, *aliases = person.split(" = ")
            yield {"code": _code(name), "kind": "person", "name": name, "aliases": "; ".join(aliases), "of": of}


def _code(name: str) -> str:
    plain = without_accents(name.replace("-", "")).upper()
    return _NO_LETTERS.sub("_", plain).strip("_")


def _actor(entry: Mapping[str, Any]) -> Actor:
    return Actor(entry["code"], entry["kind"], entry["name"], entry.get("of", ""))


def _thing(entry: Mapping[str, Any]) -> Thing:
    if entry["domain"] not in DOMAINS:
        place = f"{_NAMES}: {entry['id']}"
        raise RuleError(f"{place}: found domain {entry['domain']}, expected one of {', '.join(DOMAINS)}")
    return Thing(
        id=entry["id"],
        name=entry["name"],
        domain=entry["domain"],
        countries=tuple(entry["countries"]),
        headline=frozenset(entry.get("headline", ())),
        same=tuple(frozenset(group) for group in entry.get("same", ())),
        part_of=entry.get("part_of", ""),
        each_pair=entry.get("each_pair", False),
    )


def _actor_phrases(entry: Mapping[str, Any], actor: Actor) -> Iterator[tuple[str, Named]]:
    for phrase in (entry["name"], *rulebook.parts(entry.get("aliases", ""))):
        yield phrase, ("actor", actor)
    for phrase in rulebook.parts(entry.get("demonyms", "")):
        yield phrase, ("demonym", actor)
    for phrase in rulebook.parts(entry.get("places", "")):
        yield phrase, ("place", actor)


def _thing_phrases(entry: Mapping[str, Any], thing: Thing, who: PhraseTable[Named]) -> Iterable[str]:
    aliases = (_BRACKET.sub("", thing.name), *rulebook.parts(entry.get("aliases", "")))
    return dict.fromkeys(form for alias in aliases for form in (alias, _turned(alias, who)))


def _turned(phrase: str, who: PhraseTable[Named]) -> str:
    """A phrase with the two states or blocs that a hyphen joins in it in the other order ("Laos-China Railway")."""
    if "-" not in phrase:
        return phrase
    found = [(start, end) for start, end, (what, _) in occurrences(phrase, who) if what == "actor"]
    for (first, dash), (start, end) in pairwise(found):
        if phrase[dash:start] == "-":
            return f"{phrase[:first]}{phrase[start:end]}-{phrase[first:dash]}{phrase[end:]}"
    return phrase


def _steps() -> Steps:
    entry = rulebook.read(_STEPS)
    rulebook.check_keys(entry, place=_STEPS, required=("same", "loose", "once"))
    same = tuple(frozenset(group) for group in entry["same"])
    return Steps(same, frozenset(entry["loose"]), frozenset(entry["once"]))
