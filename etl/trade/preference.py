"""Which of several values of one year, pair, flow and indicator charts draw, by the rule in ``etl/rules/trade.yml``."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from etl import rulebook
from etl.errors import RuleError
from etl.trade import cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from etl.model import Observation

Key = tuple[str, str, str, str, str]
SERIES = "series."


def key(observation: Observation) -> Key:
    """What a value is about: period, reporter, partner, flow, indicator."""
    return (
        observation.period,
        observation.reporter,
        observation.partner,
        observation.flow,
        observation.indicator,
    )


def origin(observation: Observation) -> str:
    """Where a value comes from: ``series.`` and the rule that derived it, the id of a card, or "" for a document."""
    for _, rule, _ in observation.history:
        if rule.startswith(SERIES):
            return rule
    rule = observation.citations[0].rule.partition(":")[0] if observation.citations else ""
    return rule if rule in _ranks() else ""


def is_stated(observation: Observation) -> bool:
    """Whether a document or an official states the value, rather than a statistical file or arithmetic over one."""
    return _tier(origin(observation)) in {"stated", "document"}


def best(observations: Iterable[Observation]) -> Observation | None:
    """The value to prefer among values about the same; None of none."""
    return min(observations, key=_order, default=None)


def prefer(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """The observations in their order, with exactly one of each key preferred."""
    given = list(observations)
    chosen: dict[Key, int] = {}
    for at, one in enumerate(given):
        other = chosen.setdefault(key(one), at)
        if _order(one) < _order(given[other]):
            chosen[key(one)] = at
    return tuple(replace(one, preferred=chosen[key(one)] == at) for at, one in enumerate(given))


@cache
def _rule() -> Mapping[str, Any]:
    rule: Mapping[str, Any] = rulebook.read("trade.yml")["preference"]
    rulebook.check_keys(
        rule, place="trade.yml: preference", required=["origins", "methods", "stated", "series", "kinds", "units"]
    )
    unknown = set(rule["stated"]) - set(_ranks())
    if unknown:
        raise RuleError(f"trade.yml: preference: no card {', '.join(sorted(unknown))}")
    return rule


@cache
def _ranks() -> Mapping[str, int]:
    return {card.card_id: card.rank for card in cards.load_cards()}


def _tier(source: str) -> str:
    if not source:
        return "document"
    return "stated" if source in _rule()["stated"] else "statistics"


def _order(one: Observation) -> tuple[object, ...]:
    source, rule = origin(one), _rule()
    place = one.citations[0] if one.citations else None
    return (
        rule["origins"].index(_tier(source)),
        _position(rule["methods"], one.method),
        _position(rule["kinds"], one.kind),
        _position(rule["units"], one.unit),
        _ranks().get(source, 0),
        _position(rule["series"], source),
        one.valuation,
        (place.source_id, place.line, place.start) if place else ("", 0, 0),
        one.unit,
        one.value,
    )


def _position(order: list[str], item: str) -> int:
    return order.index(item) if item in order else len(order)
