"""What milestones are made of, read from the rules: actors, names, acts, cues of domains, words that refuse."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from etl import rulebook
from etl.errors import RuleError
from etl.schema import DOMAINS, EVENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Letters that stand for others in names: one for one, so that offsets hold.
PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "“": '"', "”": '"'})
_ACTOR_KEYS = ("code", "kind", "name")
_ACTOR_OPTIONS = ("aliases", "demonyms", "places", "of")
_NAME_KEYS = ("id", "name", "aliases", "domain", "countries")
_NAME_OPTIONS = ("headline", "same", "part_of")
_ACT_KEYS = ("id", "kind", "act", "past", "base", "strength", "find", "leave")
_RULE_KEYS = (
    "language",
    "acts",
    "statistics",
    "compared",
    "planned",
    "targets",
    "author_year",
    "period_labels",
    "datelines",
    "both_sides",
    "at_meeting",
    "one_meeting",
    "pronouns",
    "generic_nouns",
    "usual_acts",
    "period_definition",
)


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, bloc, body or person; ``of`` is the state or bloc that a person or body belongs to, or ""."""

    code: str
    kind: str
    name: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a name of its own; ``same`` groups acts that are one step of its story."""

    id: str
    name: str
    domain: str
    countries: tuple[str, ...]
    headline: frozenset[str] = frozenset()
    same: tuple[frozenset[str], ...] = ()
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A rule for one act: its kind, the step of a story it is, how formal it is, and how titles say that it was done."""

    rule: str
    kind: str
    act: str
    strength: int
    past: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their first word, the longest first, each with what it names."""

    by_word: Mapping[str, tuple[tuple[str, Any], ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that a language's milestone rules say."""

    language: str
    names: Phrases
    names_of_actors: Phrases
    things: Mapping[str, Thing]
    actors: Mapping[str, Actor]
    acts: Phrases
    compared: re.Pattern[str]
    planned: re.Pattern[str]
    targets: re.Pattern[str]
    author_year: re.Pattern[str]
    period_labels: re.Pattern[str]
    datelines: re.Pattern[str]
    both_sides: re.Pattern[str]
    at_meeting: re.Pattern[str]
    one_meeting: re.Pattern[str]
    pronouns: Mapping[str, str]
    generic_nouns: frozenset[str]
    usual_acts: Mapping[str, ActForm]
    period_definition: re.Pattern[str]
    cues: Phrases = field(repr=False)


@dataclass(frozen=True, slots=True)
class ActForm:
    """A word of an act and its part: past, base (plural, singular or -ing), noun or statistic (which has no act)."""

    act: Act | None
    form: str
    plural: str = ""
    singular: str = ""


_FIRST = re.compile(r"[^\W_]+|\S")


def phrases(pairs: Iterable[tuple[str, Any]]) -> Phrases:
    """Phrases indexed by their first word."""
    table: dict[str, list[tuple[str, Any]]] = {}
    for phrase, value in pairs:
        first = _FIRST.match(phrase)
        if first:
            table.setdefault(first[0], []).append((phrase, value))
    return Phrases({word: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0]))) for word, rows in table.items()})


@cache
def lexicon(language: str) -> Lexicon:
    """The milestone rules of a language (English where it has none of its own).

    Raises:
        RuleError: A rule is incomplete, unknown to the schema, or wrong about its own examples.
    """
    path = (
        f"milestones/{language}.yml"
        if f"milestones/{language}.yml" in rulebook.names("milestones")
        else "milestones/en.yml"
    )
    entry = rulebook.read(path)
    rulebook.check_keys(entry, place=path, required=_RULE_KEYS)
    actors, things = _actors(), _things()
    return Lexicon(
        language=entry["language"],
        names=phrases([*_actor_phrases(), *_thing_phrases(things)]),
        names_of_actors=phrases(_actor_phrases()),
        things=things,
        actors=actors,
        acts=_act_phrases(path, entry),
        compared=_ending(path, entry["compared"]),
        planned=_any(path, entry["planned"]),
        targets=_any(path, entry["targets"]),
        author_year=rulebook.pattern(entry["author_year"], place=f"{path}: author_year"),
        period_labels=_any(path, entry["period_labels"]),
        datelines=_any(path, entry["datelines"]),
        both_sides=_any(path, [rf"\b{re.escape(words)}\b" for words in entry["both_sides"]]),
        at_meeting=rulebook.pattern(entry["at_meeting"], place=f"{path}: at_meeting"),
        one_meeting=rulebook.pattern(entry["one_meeting"], place=f"{path}: one_meeting"),
        pronouns=entry["pronouns"],
        generic_nouns=frozenset(entry["generic_nouns"]),
        usual_acts=_usual_acts(path, entry),
        period_definition=rulebook.pattern(
            entry["period_definition"], place=f"{path}: period_definition", flags=re.IGNORECASE
        ),
        cues=_cues(language),
    )


def _usual_acts(path: str, entry: dict[str, Any]) -> dict[str, ActForm]:
    """The act of each noun of ``usual_acts``, as its rule's first past form."""
    rules = {rule["id"]: rule for rule in entry["acts"]}
    unknown = set(entry["usual_acts"].values()) - set(rules)
    if unknown:
        raise RuleError(f"{path}: usual_acts names unknown rules {', '.join(sorted(unknown))}")
    return {noun: _forms(rules[rule], f"{path}: {rule}")[0][1] for noun, rule in entry["usual_acts"].items()}


def _any(path: str, patterns: list[str]) -> re.Pattern[str]:
    return rulebook.pattern("|".join(f"(?:{text})" for text in patterns), place=path, flags=re.IGNORECASE)


def _ending(path: str, words: list[str]) -> re.Pattern[str]:
    return rulebook.pattern(
        r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\s*(?:the\s+)?$", place=path, flags=re.IGNORECASE
    )


@cache
def _actor_entries() -> tuple[dict[str, Any], ...]:
    entries = rulebook.read("actors.yml")["actors"]
    for entry in entries:
        rulebook.check_keys(
            entry, place=f"actors.yml: {entry.get('code')}", required=_ACTOR_KEYS, optional=_ACTOR_OPTIONS
        )
    rulebook.check_unique((entry["code"] for entry in entries), place="actors.yml")
    return tuple(entries)


def _actors() -> dict[str, Actor]:
    return {
        entry["code"]: Actor(entry["code"], entry["kind"], entry["name"], entry.get("of", ""))
        for entry in _actor_entries()
    }


def _actor_phrases() -> Iterable[tuple[str, Any]]:
    actors = _actors()
    for entry in _actor_entries():
        actor = actors[entry["code"]]
        for phrase in (entry["name"], *entry.get("aliases", ())):
            yield phrase, ("actor", actor)
        for phrase in entry.get("demonyms", ()):
            yield phrase, ("demonym", actor)
        for phrase in entry.get("places", ()):
            yield phrase, ("place", actor)


def _things() -> dict[str, Thing]:
    entries = rulebook.read("names.yml")["names"]
    rulebook.check_unique((entry["id"] for entry in entries), place="names.yml")
    return {entry["id"]: _thing(entry) for entry in entries}


def _thing(entry: dict[str, Any]) -> Thing:
    place = f"names.yml: {entry.get('id')}"
    rulebook.check_keys(entry, place=place, required=_NAME_KEYS, optional=_NAME_OPTIONS)
    if entry["domain"] not in DOMAINS:
        raise RuleError(f"{place}: found domain {entry['domain']}, expected one of {', '.join(DOMAINS)}")
    return Thing(
        id=entry["id"],
        name=entry["name"],
        domain=entry["domain"],
        countries=tuple(entry["countries"]),
        headline=frozenset(entry.get("headline", ())),
        same=tuple(frozenset(group) for group in entry.get("same", ())),
        part_of=entry.get("part_of", ""),
    )


def _thing_phrases(things: Mapping[str, Thing]) -> Iterable[tuple[str, Any]]:
    for entry in rulebook.read("names.yml")["names"]:
        for phrase in entry["aliases"]:
            yield phrase, ("thing", things[entry["id"]])
            if phrase[0].islower():
                yield phrase[0].upper() + phrase[1:], ("thing", things[entry["id"]])


def _act_phrases(path: str, entry: dict[str, Any]) -> Phrases:
    rows: list[tuple[str, ActForm]] = [(word, ActForm(None, "statistic")) for word in entry["statistics"]]
    rulebook.check_unique((str(rule.get("id")) for rule in entry["acts"]), place=path)
    for rule in entry["acts"]:
        rows += _forms(rule, f"{path}: {rule.get('id')}")
    readings: dict[str, list[ActForm]] = {}
    for phrase, form in rows:
        readings.setdefault(phrase, []).append(form)
    return phrases((phrase, tuple(forms)) for phrase, forms in readings.items())


def _forms(rule: dict[str, Any], place: str) -> list[tuple[str, ActForm]]:
    """The words of one rule, each with how a title says it."""
    rulebook.check_keys(rule, place=place, required=_ACT_KEYS, optional=("noun", "also", "say"))
    if rule["kind"] not in EVENT_KINDS:
        raise RuleError(f"{place}: found kind {rule['kind']}, expected one of {', '.join(EVENT_KINDS)}")
    act = Act(rule["id"], rule["kind"], rule["act"], rule["strength"], rule["past"][0])
    usual = tuple(rule["base"][:2])
    said = rule.get("say", {})
    words = [(word, "past") for word in rule["past"]]
    words += [(word, "base") for word in (*rule["base"], *rule.get("also", ()))]
    words += [(word, "noun") for word in rule.get("noun", ())]
    return [(word, ActForm(act, form, *said.get(word, usual))) for word, form in words]


def _cues(language: str) -> Phrases:
    name = f"domains/{language}.yml" if f"domains/{language}.yml" in rulebook.names("domains") else "domains/en.yml"
    entry = rulebook.read(name)
    unknown = set(entry["domains"]) - set(DOMAINS)
    if unknown:
        raise RuleError(f"{name}: unknown domains {', '.join(sorted(unknown))}")
    return phrases(
        (form, (domain, weight))
        for domain, weights in entry["domains"].items()
        for weight, words in weights.items()
        for word in words
        for form in (word, f"{word}s")
    )
