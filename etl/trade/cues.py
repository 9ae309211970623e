"""The words that tell what a figure is about: ``etl/rules/figures/<language>.yml``, compiled once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from etl import rulebook
from etl.errors import RuleError
from etl.schema import FLOWS, INDICATORS

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

_REQUIRED = (
    "language",
    "programmes",
    "not_parties",
    "bloc_words",
    "blocs",
    "lenders",
    "indicators",
    "nouns",
    "products",
    "pairs",
    "flows",
    "flows_after",
)
_PATTERNS = (
    "breaks",
    "leave",
    "sides",
    "growth_before",
    "growth_after",
    "change_before",
    "change_after",
    "fall",
    "share_before",
    "share_change",
    "share_after",
    "own_date",
    "owner",
    "share_date",
    "over_date",
    "as_of",
    "end_of",
    "base_on",
    "base_date",
    "base_after",
    "when",
    "from_value",
    "earlier_value",
    "to_value",
    "year_before",
    "ahead",
    "now",
    "again",
    "period_again",
    "average",
    "same_period",
    "dateline",
    "saying",
    "and_verb",
    "respectively",
    "own_partner_after",
    "own_partner_before",
    "both_ways",
    "whose",
    "sent_to",
    "up_to",
    "both_flows",
    "bloc_within",
    "share_whose",
    "debt_part_right",
    "cumulative",
    "part_of",
    "as_before",
    "months_of",
    "debt_part",
    "debt_part_after",
    "debt_whole",
    "debt_whole_after",
    "slot_after",
    "slot_before",
    "slot_from",
    "own",
    "own_after",
    "own_sum",
    "bilateral",
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a figure measures: the indicator of its levels, and those of its growth, share, multiple and money.

    ``after`` finds it in the words right after a figure, which tell more than any before it.
    """

    id: str
    indicator: str
    growth: str
    share: str
    ratio: str
    money: str
    relational: bool
    cue: re.Pattern[str]
    after: re.Pattern[str] | None = None

    def code(self, kind: str) -> str:
        """The indicator for a figure of this kind."""
        return {"growth": self.growth, "share": self.share, "ratio": self.ratio}.get(kind, self.indicator)


@dataclass(frozen=True, slots=True)
class PairShape:
    """A way to name two partners in a text whose parties are marked; the groups are A and B.

    ``directed`` is one that says who gives to whom where that is no flow of goods.
    """

    id: str
    flow: str
    regex: re.Pattern[str]
    directed: bool = False


@dataclass(frozen=True, slots=True)
class Cues:
    """Everything that is known of how a language says what a figure is about. ``words`` are patterns by name."""

    language: str
    names: Mapping[str, tuple[str, ...]]
    joint_names: Mapping[str, Mapping[str, str]]
    programmes: Mapping[str, tuple[str, ...]]
    not_parties: tuple[str, ...]
    bloc_words: tuple[str, ...]
    blocs: frozenset[str]
    lenders: frozenset[str]
    indicators: tuple[Measured, ...]
    nouns: tuple[Measured, ...]
    pairs: tuple[PairShape, ...]
    flows: Mapping[str, re.Pattern[str]]
    flows_after: Mapping[str, re.Pattern[str]]
    words: Mapping[str, re.Pattern[str]]


def languages() -> tuple[str, ...]:
    """The languages that have rules."""
    return tuple(name.removeprefix("figures/").removesuffix(".yml") for name in rulebook.names("figures"))


@lru_cache(maxsize=16)
def load(language: str) -> Cues:
    """The compiled rules for a language; English where the language has none.

    Raises:
        RuleError: The file breaks its shape; the message names file and rule.
    """
    name = f"figures/{language if language in languages() else 'en'}.yml"
    raw = rulebook.read(name)
    rulebook.check_keys(raw, place=name, required=(*_REQUIRED, *_PATTERNS), optional=("names", "joint_names"))
    entries = [*raw["indicators"], *raw["nouns"], *raw["pairs"]]
    rulebook.check_unique((entry.get("id", "?") for entry in entries), place=name)
    words = {key: rulebook.pattern(raw[key], place=f"{name}: {key}") for key in _PATTERNS}
    return Cues(
        language=raw["language"],
        names={code: tuple(names) for code, names in raw.get("names", {}).items()},
        joint_names=raw.get("joint_names", {}),
        programmes={code: tuple(names) for code, names in raw["programmes"].items()},
        not_parties=tuple(raw["not_parties"]),
        bloc_words=tuple(raw["bloc_words"]),
        blocs=frozenset(raw["blocs"]),
        lenders=frozenset(raw["lenders"]),
        indicators=tuple(_measured(entry, name, "cue", raw["products"]) for entry in raw["indicators"]),
        nouns=tuple(_measured(entry, name, "noun", raw["products"]) for entry in raw["nouns"]),
        pairs=tuple(_shape(entry, name) for entry in raw["pairs"]),
        flows=_flows(raw["flows"], f"{name}: flows"),
        flows_after=_flows(raw["flows_after"], f"{name}: flows_after"),
        words=words,
    )


def _flows(entries: Mapping[str, str], place: str) -> dict[str, re.Pattern[str]]:
    return {flow: rulebook.pattern(text, place=place) for flow, text in entries.items()}


def _measured(entry: Mapping[str, Any], name: str, key: str, products: str = "(?!)") -> Measured:
    place = f"{name}: {entry.get('id', '?')}"
    rulebook.check_keys(
        entry,
        place=place,
        required=("id", "indicator", key, "examples"),
        optional=("growth", "share", "ratio", "money", "relational", "after"),
    )
    _check_examples(entry, place, "indicators")
    code = entry["indicator"]
    growth, share, ratio, money = (str(entry.get(kind, code)) for kind in ("growth", "share", "ratio", "money"))
    if unknown := sorted({code, growth, share, ratio, money} - set(INDICATORS)):
        raise RuleError(f"{place}: indicator {', '.join(unknown)} is not in the schema")
    text = entry[key] if key == "cue" else rf"(?:^|(?<=\s)|(?<=[^\x00-\x7f]))(?:{entry[key]})(?![A-Za-z0-9])"
    parts = {"products": products}
    regex = rulebook.pattern(text, place=place, parts=parts)
    after = rulebook.pattern(entry["after"], place=place, parts=parts) if "after" in entry else None
    return Measured(entry["id"], code, growth, share, ratio, money, entry.get("relational", False), regex, after)


def _shape(entry: Mapping[str, Any], name: str) -> PairShape:
    place = f"{name}: {entry.get('id', '?')}"
    rulebook.check_keys(entry, place=place, required=("id", "flow", "match", "examples"), optional=("directed",))
    _check_examples(entry, place, "pairs")
    if entry["flow"] not in FLOWS:
        raise RuleError(f"{place}: flow {entry['flow']}, expected one of {', '.join(FLOWS)}")
    text = entry["match"].replace("{A}", "⟦(?P<A>\\w+)⟧").replace("{B}", "⟦(?P<B>\\w+)⟧")
    regex = rulebook.pattern(text, place=place)
    return PairShape(entry["id"], entry["flow"], regex, directed=entry.get("directed", False))


def _check_examples(entry: Mapping[str, Any], place: str, key: str) -> None:
    if len(entry["examples"]) < 2:
        raise RuleError(f"{place}: lacks an example or a counter-example")
    for example in entry["examples"]:
        rulebook.check_keys(example, place=place, required=("text", key))
