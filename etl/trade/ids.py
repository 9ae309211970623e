"""Stable, readable names of observations, such as ``goods_trade-chn-vnm-export-2010-imts``."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from etl.trade import cards, preference

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from etl.model import Observation


def observation_id(observation: Observation) -> str:
    """The name of an observation: indicator, reporter, partner, flow, period, and where it comes from.

    A statistical file is named by its card's short form, the base series by the rule that filled it (``derived``,
    ``mirrored``, ``sum``, ``ten``, ``members``), a document by its id and a mark of what it states: value, unit, kind
    and hedge. Neither order nor line goes into it, so that a rebuild, a new source or a moved line changes no name.
    """
    about = (observation.indicator, observation.reporter, observation.partner, observation.flow, observation.period)
    return _slug("-".join(part for part in (*about, _origin(observation)) if part))


def with_ids(observations: Iterable[Observation]) -> tuple[tuple[str, Observation], ...]:
    """Observations with unique names, in their order; a name that several share is numbered by what they say."""
    given = list(observations)
    names = [observation_id(one) for one in given]
    seen: Counter[str] = Counter()
    numbered = dict[int, str]()
    for at in sorted(range(len(given)), key=lambda at: (names[at], _content(given[at]))):
        seen[names[at]] += 1
        numbered[at] = names[at] if seen[names[at]] == 1 else f"{names[at]}-{seen[names[at]]}"
    return tuple((numbered[at], one) for at, one in enumerate(given))


def _origin(one: Observation) -> str:
    source = preference.origin(one)
    if source.startswith(preference.SERIES):
        return source.removeprefix(preference.SERIES)
    if source:
        return f"{_shorts()[source]}-{_mark(one)}" if preference.is_stated(one) else _shorts()[source]
    return f"{one.citations[0].source_id if one.citations else one.method}-{_mark(one)}"


@cache
def _shorts() -> Mapping[str, str]:
    return {card.card_id: card.short for card in cards.load_cards()}


def _mark(one: Observation) -> str:
    said = "|".join((format(one.value.normalize(), "f"), one.unit, one.kind, one.qualifier))
    return hashlib.blake2b(said.encode(), digest_size=3).hexdigest()


def _content(one: Observation) -> tuple[object, ...]:
    places = tuple((place.source_id, place.line, place.start) for place in one.citations)
    return one.value, one.unit, one.kind, one.valuation, places, one.note


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9_.]+", "-", text.lower().replace("/", "_")).strip("-.")
