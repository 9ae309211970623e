"""How a stated value differs from the preferred one of its year, pair and flow, and the likely reason.

A reason is looked for in this order: what is known about the year (``etl/rules/reasons.yml``), the rounding of the
stated value, another list of members, the other side's report, another vintage of the same statistics, the other
valuation, and last a revision where the difference is small.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from etl import rulebook
from etl.trade import cards, countries, preference, unexplained

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from etl.model import Observation

RULES = "reasons.yml"
_OTHER_SIDE = {"export": "import", "import": "export", "total": "total"}
_BASES = {"series.members": "the members of that year", "series.ten": "the ten throughout"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A stated value against the preferred one: ``percent`` above (or, negative, below) it; ``reason`` in words."""

    preferred: Observation
    percent: Decimal
    agrees: bool
    reason: str = ""


class Context:
    """All levels that are known, by what they are about, to look for what a stated value agrees with."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        self._values: dict[preference.Key, list[Observation]] = defaultdict(list)
        self._preferred: dict[preference.Key, Observation] = {}
        self._published: dict[preference.Key, list[tuple[str, Observation]]] = defaultdict(list)
        for one in observations:
            if one.kind != "level":
                continue
            key, origin = preference.key(one), preference.origin(one)
            self._values[key].append(one)
            if one.preferred:
                self._preferred.setdefault(key, one)
            if origin:
                self._published[key].append((origin, one))

    def about(self, key: preference.Key) -> list[Observation]:
        """All levels about one period, pair, flow and indicator."""
        return self._values.get(key, [])

    def preferred(self, key: preference.Key) -> Observation | None:
        """The preferred one of them; None where there is none."""
        return self._preferred.get(key)

    def published(self, key: preference.Key) -> list[tuple[str, Observation]]:
        """Those of them that no document states, which are few, each with the origin of it."""
        return self._published.get(key, [])


def difference(stated: Observation, context: Context) -> Difference | None:
    """The difference of a value from the preferred one; None where there is none to compare with.

    Values are compared in one unit, and only of the indicators that ``etl/rules/reasons.yml`` names as compared.

    Args:
        stated: Any observation that is not itself preferred.
        context: All observations, of which the preferred ones are marked.
    """
    target = context.preferred(preference.key(stated))
    if stated.indicator not in _rules()["compared"] or target is None or target is stated:
        return None
    if (target.unit, target.kind) != (stated.unit, stated.kind):
        return None
    percent = percent_above(stated.value, target.value)
    if percent is None or _is_within(stated.value, target.value):
        return Difference(target, percent or Decimal(0), agrees=True)
    if _is_rounding(stated, target.value):
        return Difference(target, percent, agrees=True, reason=_words("rounding"))
    return Difference(target, percent, agrees=False, reason=_reason(stated, target, percent, context))


def percent_above(value: Decimal, base: Decimal) -> Decimal | None:
    """By how many per cent a value is above a base, to a tenth; None where the base is nought and the value is not."""
    if base == 0:
        return None if value else Decimal(0)
    return ((value / base - 1) * 100).quantize(Decimal("0.1")) + 0


def _is_within(value: Decimal, base: Decimal) -> bool:
    return abs(value - base) * 100 <= abs(base) * Decimal(str(_rules()["tolerance_percent"]))


def _is_rounding(stated: Observation, exact: Decimal) -> bool:
    """Whether the exact value rounds to the stated one, or lies on the side of it that its hedge allows."""
    value = stated.value.normalize()
    half = _half(value)
    most = abs(exact) * Decimal(str(_rules()["rounding_percent"])) / 100
    if abs(value - exact) <= min(half, most):
        return True
    near = abs(value - exact) * 20 <= abs(exact)
    hedged = {"more_than": exact >= value, "less_than": exact <= value, "up_to": exact <= value, "about": True}
    return near and hedged.get(stated.qualifier, False)


def _half(value: Decimal) -> Decimal:
    """Half of the last digit of a value."""
    return Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2


@cache
def _rules() -> Mapping[str, Any]:
    rules = rulebook.read(RULES)
    required = [
        "compared",
        "tolerance_percent",
        "rounding_percent",
        "revision_percent",
        "cif_over_fob_percent",
        "words",
        "known",
    ]
    rulebook.check_keys(rules, place=RULES, required=required)
    return rules  # type: ignore[no-any-return]


def _words(name: str, **parts: str) -> str:
    return str(_rules()["words"][name]).format(**parts)


def _reason(stated: Observation, target: Observation, percent: Decimal, context: Context) -> str:
    looked = (
        _twice(stated, target),
        _known(stated),
        _matching(stated, _bases(stated, target, context), "membership"),
        _matching(stated, _sides(stated, context), "reporter"),
        _matching(stated, _vintages(stated, target, context), "vintage"),
        _mirrored(target),
        _valuation(stated, target, percent),
    )
    found = next((reason for reason in looked if reason), "")
    if found:
        return found
    small = abs(percent) <= _rules()["revision_percent"] and stated.indicator == "goods_trade"
    if not small:
        return _open(stated, target, context)
    words = _rules()["words"]
    return str(words["revision"]) + unexplained.parts(stated, context.about, words, _amount)


def _open(stated: Observation, target: Observation, context: Context) -> str:
    """What is true of a difference that nothing in the files accounts for."""
    words = _rules()["words"]
    if preference.is_stated(target) or stated.indicator != "goods_trade":
        return str(words["none"])
    sums = dict(_bases(stated, target, context)) | _own_basis(target)
    return unexplained.outside(stated, sums, words, _amount) or unexplained.left_open(
        stated, _half(stated.value.normalize()), context.preferred, words, _amount
    )


def _own_basis(target: Observation) -> dict[str, Observation]:
    basis = _BASES.get(preference.origin(target), "")
    return {basis: target} if basis else {}


def _twice(stated: Observation, target: Observation) -> str:
    """Rows of one statistical file that give the same figure differently."""
    one, other = stated.citations[0], target.citations[0]
    if (
        preference.is_stated(stated)
        or one.source_id != other.source_id
        or one.rule.partition(":")[0] not in _card_titles()
    ):
        return ""
    return _words("twice", who=f"rows {min(one.line, other.line)} and {max(one.line, other.line)}")


@cache
def _card_titles() -> Mapping[str, str]:
    return {card.card_id: f"{card.about['title']}, {card.about['publisher']}" for card in cards.load_cards()}


def _known(stated: Observation) -> str:
    for entry in _rules()["known"]:
        fits = int(stated.period[:4]) in entry["years"] and stated.partner == entry["partner"]
        if fits and len(stated.period) == 4 and stated.flow in entry["flows"] and stated.indicator == "goods_trade":
            return str(entry["reason"])
    return ""


def _matching(stated: Observation, others: Iterable[tuple[str, Observation]], name: str) -> str:
    for who, other in others:
        if other.unit == stated.unit and (_is_within(stated.value, other.value) or _is_rounding(stated, other.value)):
            return _words(name, who=who, other=_amount(other))
    return ""


def _bases(stated: Observation, target: Observation, context: Context) -> Iterator[tuple[str, Observation]]:
    for origin, other in context.published(preference.key(stated)):
        basis = _BASES.get(origin, "")
        if other is not target and basis:
            yield basis, other
    if stated.partner == "ASEAN":
        period, reporter, _, flow, indicator = preference.key(stated)
        five = context.preferred((period, reporter, "ASEAN5", flow, indicator))
        if five:
            yield "five members only", five


def _sides(stated: Observation, context: Context) -> Iterator[tuple[str, Observation]]:
    period, reporter, partner, flow, indicator = preference.key(stated)
    if flow not in _OTHER_SIDE:
        return
    other = context.preferred((period, partner, reporter, _OTHER_SIDE[flow], indicator))
    if other:
        yield countries.economies().get(partner, {"name": partner})["name"], other


def _vintages(stated: Observation, target: Observation, context: Context) -> Iterator[tuple[str, Observation]]:
    titles = _card_titles()
    for source, other in context.published(preference.key(stated)):
        if other is not target and other is not stated and source in titles and not preference.is_stated(other):
            yield titles[source], other


def _mirrored(target: Observation) -> str:
    return _words("mirror", who=target.note) if target.method == "mirrored" else ""


def _valuation(stated: Observation, target: Observation, percent: Decimal) -> str:
    known = {stated.valuation, target.valuation} - {"unstated"}
    if len(known) < 2 or abs(percent) > _rules()["cif_over_fob_percent"]:
        return ""
    return _words("valuation", who=f"{stated.valuation.upper()} against {target.valuation.upper()}")


def _amount(one: Observation) -> str:
    return amount(one.value, one.unit)


def amount(value: Decimal, unit: str) -> str:
    """A value for a note: billions and millions with three digits after the point at most, and its unit."""
    for size, word in ((Decimal(10**9), "billion "), (Decimal(10**6), "million ")):
        if abs(value) >= size:
            return f"{(value / size).quantize(Decimal('0.001')).normalize():f} {word}{unit}"
    return f"{value.normalize():f} {unit}"
