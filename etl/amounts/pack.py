"""The rules for one language, compiled once: ``etl/rules/amounts/<language>.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from etl import rulebook
from etl.amounts.anchor import anchor
from etl.amounts.numerals import DIGITS, alternatives, value_of, words_pattern
from etl.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = ("money", "percent", "points", "ratio", "measure", "count")
_KEYS = (
    "language",
    "edges",
    "gap",
    "joint",
    "list_joint",
    "after_number",
    "words",
    "word_joint",
    "multipliers",
    "articles",
    "scales",
    "short_scales",
    "money_scales",
    "currencies",
    "units",
    "percent",
    "points",
    "qualifiers",
    "qualifier_gap",
    "qualifiers_after",
    "change_before",
    "span_before",
    "counts",
    "rules",
    "guards",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape of amounts. ``unit`` and ``value`` are "" and None where the words themselves say them."""

    id: str
    kind: str
    regex: re.Pattern[str]
    before: re.Pattern[str] | None
    unit: str
    value: Decimal | None
    values: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Guard:
    """What makes a number of these kinds no amount; an absent pattern holds for everything."""

    id: str
    kinds: frozenset[str]
    before: re.Pattern[str] | None
    number: re.Pattern[str] | None
    noun: re.Pattern[str] | None
    unit: re.Pattern[str] | None
    unqualified: bool


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that is known of how a language writes amounts, compiled."""

    language: str
    anchor: re.Pattern[str]
    rules: tuple[Rule, ...]
    guards: tuple[Guard, ...]
    worded: re.Pattern[str]
    listed: re.Pattern[str]
    label: re.Pattern[str]
    scales: Mapping[str, Decimal]
    currencies: Mapping[str, str]
    units: Mapping[str, str]
    qualifier: re.Pattern[str]
    qualifier_after: re.Pattern[str]
    change: re.Pattern[str]
    span: re.Pattern[str]
    listing: re.Pattern[str]
    stops: frozenset[str]
    head: re.Pattern[str]
    words: Mapping[str, int]
    multipliers: Mapping[str, int]
    articles: Mapping[str, str]
    token: re.Pattern[str]

    def number(self, text: str) -> Decimal | None:
        """The value of a number in this language's digits or words."""
        return value_of(text, self.words, self.multipliers, self.articles, self.token)


def languages() -> tuple[str, ...]:
    """The languages that have rules."""
    return tuple(name.removeprefix("amounts/").removesuffix(".yml") for name in rulebook.names("amounts"))


@lru_cache(maxsize=16)
def load(language: str) -> Pack:
    """The compiled rules for a language; English where the language has none.

    Raises:
        RuleError: The file breaks its shape; the message names file and rule.
    """
    name = f"amounts/{language if language in languages() else 'en'}.yml"
    raw = rulebook.read(name)
    rulebook.check_keys(raw, place=name, required=_KEYS)
    rulebook.check_unique((entry["id"] for entry in [*raw["rules"], *raw["guards"]]), place=name)
    parts = _parts(raw)
    return Pack(
        language=raw["language"],
        anchor=_anchor(raw, name),
        rules=tuple(_rule(entry, name, parts) for entry in raw["rules"]),
        guards=tuple(_guard(entry, name) for entry in raw["guards"]),
        worded=rulebook.pattern("{number}", place=name, parts=parts),
        listed=rulebook.pattern(f"{{quantity}}(?P<joint>{raw['list_joint']})(?=[0-9０-９])", place=name, parts=parts),
        label=rulebook.pattern(_label(raw), place=name, parts=parts),
        scales={key: Decimal(10) ** power for key, power in _scales(raw, money=True).items()},
        currencies=_forms(raw["currencies"], ("before", "after")),
        units={form: unit for unit, forms in raw["units"].items() for form in forms},
        qualifier=_qualifiers(raw["qualifiers"], f"{raw['qualifier_gap']}\\Z", edge="(?<![A-Za-z])"),
        qualifier_after=_qualifiers(raw["qualifiers_after"], "", edge=""),
        change=re.compile(rf"(?:{alternatives(raw['change_before'])})\s?\Z"),
        span=re.compile(rf"(?:{alternatives(raw['span_before'])})\s?\Z"),
        listing=rulebook.pattern(raw["list_joint"], place=name),
        stops=frozenset(word for line in raw["counts"]["stops"] for word in line),
        head=rulebook.pattern(raw["counts"]["head"], place=name),
        words=raw["words"],
        multipliers=raw["multipliers"],
        articles=raw["articles"],
        token=re.compile(alternatives([*raw["words"], *raw["multipliers"]])),
    )


def _scales(raw: Mapping[str, Any], *, money: bool) -> dict[str, int]:
    return {**raw["scales"], **raw["short_scales"], **(raw["money_scales"] if money else {})}


def _forms(entries: Mapping[str, Mapping[str, list[str]]], keys: tuple[str, ...]) -> dict[str, str]:
    return {form: code for code, sides in entries.items() for key in keys for form in sides[key]}


def _sides(raw: Mapping[str, Any], side: str) -> list[str]:
    return [form for sides in raw["currencies"].values() for form in sides[side]]


def _parts(raw: Mapping[str, Any]) -> dict[str, str]:
    words = words_pattern(
        raw["words"], raw["multipliers"], raw["articles"], raw["word_joint"], list(_scales(raw, money=False))
    )
    number = f"(?:(?:{DIGITS}){raw['after_number']}|{words})"
    parts = {
        "number": number,
        "word": raw["counts"]["word"],
        "gap": raw["gap"],
        "percent": alternatives(raw["percent"]),
        "points": alternatives(raw["points"]),
        "unit": alternatives([form for forms in raw["units"].values() for form in forms]),
        "money_before": alternatives(_sides(raw, "before")),
        "money_after": alternatives(_sides(raw, "after")),
    }
    for key, money in (("quantity", False), ("money_quantity", True)):
        scale = f"(?:{alternatives(list(_scales(raw, money=money)))})(?![A-Za-z&])"
        after = f"{raw['gap']}(?P<scale{{0}}>{scale})"
        parts[key] = (
            f"(?P<number>{number})(?:{after.replace('{0}', '')})?"
            f"(?:(?:{raw['joint']})(?P<number2>{number})(?:{after.replace('{0}', '2')}|(?(scale)(?!))))?"
        )
    parts["scaled_number"] = _scaled(raw, number)
    return parts


def _scaled(raw: Mapping[str, Any], number: str) -> str:
    """A number that its scale or its grouped digits show to be a quantity even where no noun follows."""
    scale = f"(?P<scale>{alternatives(list(_scales(raw, money=False)))})(?![A-Za-z])"
    return f"(?:(?P<number>{number})(?:{raw['gap']}{scale}|(?<=,\\d\\d\\d)))"


def _label(raw: Mapping[str, Any]) -> str:
    """A unit that stands without a number, as in a table's header: a currency beside a scale, or a percentage."""
    scale = alternatives(list(_scales(raw, money=False)))
    edge, end = r"(?<![A-Za-z])", r"(?![A-Za-z])"
    return (
        rf"{edge}(?:(?P<currency>{{money_before}}|{{money_after}}){{gap}}(?:(?P<scale>{scale})s?)?{end}"
        rf"|(?:(?P<scale2>{scale})s?)(?:\sof)?{{gap}}(?P<currency2>{{money_before}}|{{money_after}}){end}"
        rf"|(?P<percent>{{percent}}){end})"
    )


def _anchor(raw: Mapping[str, Any], name: str) -> re.Pattern[str]:
    starts = [word for entry in raw["rules"] for word in entry.get("starts", ())]
    then = [*raw["multipliers"], *_scales(raw, money=False)]
    text = anchor(raw["edges"], _sides(raw, "before"), [*raw["words"], *starts], list(raw["articles"]), then)
    return rulebook.pattern(text, place=name)


def _rule(entry: Mapping[str, Any], name: str, parts: Mapping[str, str]) -> Rule:
    place = f"{name}: {entry.get('id', '?')}"
    rulebook.check_keys(
        entry,
        place=place,
        required=("id", "kind", "match", "examples"),
        optional=("before", "unit", "value", "values", "starts"),
    )
    _check_examples(entry, place)
    if entry["kind"] not in KINDS:
        raise RuleError(f"{place}: kind {entry['kind']}, expected one of {', '.join(KINDS)}")
    value = Decimal(entry["value"]) if "value" in entry else None
    values = {key: Decimal(text) for key, text in entry.get("values", {}).items()}
    regex = rulebook.pattern(entry["match"], place=place, parts=parts)
    return Rule(entry["id"], entry["kind"], regex, _left(entry, place), entry.get("unit", ""), value, values)


def _guard(entry: Mapping[str, Any], name: str) -> Guard:
    place = f"{name}: {entry.get('id', '?')}"
    patterns = ("before", "number", "noun", "unit")
    rulebook.check_keys(entry, place=place, required=("id", "kinds", "examples"), optional=(*patterns, "unqualified"))
    _check_examples(entry, place)
    number, noun, unit = (rulebook.pattern(entry[key], place=place) if key in entry else None for key in patterns[1:])
    return Guard(
        entry["id"], frozenset(entry["kinds"]), _left(entry, place), number, noun, unit, entry.get("unqualified", False)
    )


def _left(entry: Mapping[str, Any], place: str) -> re.Pattern[str] | None:
    """What must stand just before the number, as a pattern for the text that ends there."""
    return rulebook.pattern(rf"(?<![A-Za-z])(?:{entry['before']})\Z", place=place) if "before" in entry else None


def _check_examples(entry: Mapping[str, Any], place: str) -> None:
    """Two examples at least, of which the tests ask that one finds and one is left alone."""
    if len(entry["examples"]) < 2:
        raise RuleError(f"{place}: lacks an example or a counter-example")
    for example in entry["examples"]:
        rulebook.check_keys(example, place=place, required=("text", "amounts"))


def _qualifiers(table: Mapping[str, list[str]], tail: str, *, edge: str) -> re.Pattern[str]:
    groups = "|".join(f"(?P<{key}>{alternatives(forms)})" for key, forms in table.items())
    return re.compile(f"{edge}(?:{groups}){tail}")
