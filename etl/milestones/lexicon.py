"""What a language's milestones are made of: acts, cues of domains, grammar, and the names of all languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from etl import rulebook
from etl.errors import RuleError
from etl.milestones.grammar import Grammar, grammar
from etl.milestones.lookup import PhraseTable, phrase_table
from etl.milestones.registry import Registry, registry
from etl.schema import DOMAINS, EVENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

_RULE_KEYS = ("language", "acts", "statistics", "usual_acts")
#: Acts at least so formal are told in the present, too, where a chronology tells them ("hosts the fair").
_TOLD_IN_PRESENT = 2
_ACT_KEYS = ("id", "kind", "act", "past", "base", "strength", "find", "leave")


@dataclass(frozen=True, slots=True)
class Act:
    """A rule for one act: its kind, the step of a story it is, how formal it is, and how titles say it was done."""

    rule: str
    kind: str
    act: str
    strength: int
    past: str


@dataclass(frozen=True, slots=True)
class ActForm:
    """A word of an act and its part: past, base (plural, singular or -ing), noun or statistic (which has no act).

    A ``bare`` word may be a noun as well, so that it is a verb only after "to" or "will" ("to ban exports").
    """

    act: Act | None
    form: str
    plural: str = ""
    singular: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that a language's milestone rules say.

    ``acts`` are the words of acts with the forms each can be; ``usual_acts`` what is done with a thing whose name ends
    in a noun where no verb says so; ``cues`` words that speak for a domain, with their weight.
    """

    language: str
    grammar: Grammar
    registry: Registry = field(repr=False)
    acts: PhraseTable[tuple[ActForm, ...]] = field(repr=False)
    usual_acts: Mapping[str, ActForm]
    cues: PhraseTable[tuple[str, int]] = field(repr=False)


@cache
def lexicon(language: str) -> Lexicon:
    """The milestone rules of a language; English where a language has none of its own.

    Raises:
        RuleError: A rule is incomplete or unknown to the schema.
    """
    path = _of_language("milestones", language)
    entry = rulebook.read(path)
    rulebook.check_keys(entry, place=path, required=_RULE_KEYS)
    rulebook.check_unique((str(rule.get("id")) for rule in entry["acts"]), place=path)
    return Lexicon(
        language=entry["language"],
        grammar=grammar(language),
        registry=registry(),
        acts=_act_phrases(path, entry),
        usual_acts=_usual_acts(path, entry),
        cues=_cues(_of_language("domains", language)),
    )


def _of_language(folder: str, language: str) -> str:
    own = f"{folder}/{language}.yml"
    return own if own in rulebook.names(folder) else f"{folder}/en.yml"


def _act_phrases(path: str, entry: Mapping[str, Any]) -> PhraseTable[tuple[ActForm, ...]]:
    readings: dict[str, tuple[ActForm, ...]] = {word: (ActForm(None, "statistic"),) for word in entry["statistics"]}
    for rule in entry["acts"]:
        for phrase, form in _forms(rule, f"{path}: {rule.get('id')}"):
            readings[phrase] = (*readings.get(phrase, ()), form)
    return phrase_table(readings.items())


def _forms(rule: Mapping[str, Any], place: str) -> list[tuple[str, ActForm]]:
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
    forms = [(word, ActForm(act, form, *said.get(word, usual))) for word, form in words]
    listed = {word for word, _ in words}
    told = [pair for pair in said.values() if act.strength >= _TOLD_IN_PRESENT]
    present = {one: (many, one) for many, one in told if one not in listed}
    bare = {many: (many, one) for many, one in told if many not in listed and many != one}
    forms += [(word, ActForm(act, "base", *pair)) for word, pair in present.items()]
    return forms + [(word, ActForm(act, "bare", *pair)) for word, pair in bare.items()]


def _usual_acts(path: str, entry: Mapping[str, Any]) -> dict[str, ActForm]:
    """The act of each noun of ``usual_acts``, as its rule's first past form."""
    rules = {rule["id"]: rule for rule in entry["acts"]}
    unknown = set(entry["usual_acts"].values()) - set(rules)
    if unknown:
        raise RuleError(f"{path}: usual_acts names unknown rules {', '.join(sorted(unknown))}")
    return {noun: _forms(rules[rule], f"{path}: {rule}")[0][1] for noun, rule in entry["usual_acts"].items()}


def _cues(path: str) -> PhraseTable[tuple[str, int]]:
    entry = rulebook.read(path)
    unknown = set(entry["domains"]) - set(DOMAINS)
    if unknown:
        raise RuleError(f"{path}: unknown domains {', '.join(sorted(unknown))}")
    return phrase_table(
        (form, (domain, weight))
        for domain, weights in entry["domains"].items()
        for weight, words in weights.items()
        for word in words
        for form in (word, f"{word}s")
    )
