"""Checks what a document says about two years at once: growth, multiples, and the level that either implies.

"975.34 billion, up 11.2 per cent" implies 877.1 billion for the year before; "7.3 times the figure of 2002" can be
divided out. A stated growth or multiple is compared with the levels of the preferred series and, where the same
document states a level for the year, with what that implies.

The base is what the observation's note says it is compared with ("compared with 2002", as `etl.trade.figures` writes
it). Where it says nothing, a growth is over the year before, and a multiple is not checked.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from etl.trade import differences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from etl.model import Observation
    from etl.trade.differences import Context

_BASE = re.compile(r"\bcompared with (\d{4}(?:-\d{2}){0,2})\b")
_LEVELS = {"goods_trade_growth": "goods_trade", "goods_trade_ratio": "goods_trade"}
#: How far a computed growth may be from the stated one, in percentage points, and a multiple, as a share of it.
#: Units of growth and multiples; a change in money is checked with nothing.
_RELATIVE = frozenset({"%", "ratio"})
_PARTS = frozenset({"product_trade"})
_POINTS, _SHARE = Decimal("1.0"), Decimal("0.03")


def checked(observations: Sequence[Observation], context: Context) -> tuple[Observation, ...]:
    """The observations, with a step and, where it does not add up, a note and status for each growth and multiple.

    Args:
        observations: Any; only growth and multiples of a level are looked at.
        context: Levels, of which the preferred ones are marked.
    """
    return tuple(_checked(one, observations, context) for one in observations)


def _checked(one: Observation, everything: Iterable[Observation], context: Context) -> Observation:
    level = _LEVELS.get(one.indicator, one.indicator)
    base = base_period(one)
    if one.kind not in {"growth", "ratio"} or not base or one.indicator in _PARTS or one.unit not in _RELATIVE:
        return one
    here = (one.reporter, one.partner, one.flow, level)
    now, before = _level(context, one.period, here), _level(context, base, here)
    if now is None or before is None or not before.value or now.unit != before.unit:
        return one
    stated_level = _said_beside(one, everything, level)
    details = [_against_series(one, now, before)]
    if stated_level is not None:
        details.append(_implied(one, stated_level, before))
    return _marked(one, _agrees(one, now.value / before.value), "; ".join(details))


def base_period(one: Observation) -> str:
    """The period that a growth or multiple is measured against, in EDTF; "" where it is not known."""
    said = _BASE.search(one.note)
    if said:
        return said[1]
    is_year = one.kind == "growth" and len(one.period) == 4 and one.period.isdigit()
    return str(int(one.period) - 1) if is_year else ""


def _level(context: Context, period: str, about: tuple[str, str, str, str]) -> Observation | None:
    reporter, partner, flow, indicator = about
    return context.preferred((period, reporter, partner, flow, indicator))


def _said_beside(one: Observation, everything: Iterable[Observation], level: str) -> Observation | None:
    """The level of the same year, pair and flow that the same document states; None where there is not exactly one."""
    documents = {place.source_id for place in one.citations}
    about = (one.period, one.reporter, one.partner, one.flow, level, "level")
    found = [
        other
        for other in everything
        if (other.period, other.reporter, other.partner, other.flow, other.indicator, other.kind) == about
        and documents & {place.source_id for place in other.citations}
    ]
    return found[0] if len(found) == 1 else None


def _factor(one: Observation) -> Decimal:
    return one.value if one.kind == "ratio" else 1 + one.value / 100


def _agrees(one: Observation, factor: Decimal) -> bool:
    if one.qualifier == "more_than":
        return factor >= _factor(one) * (1 - _SHARE)
    if one.qualifier in {"less_than", "up_to"}:
        return factor <= _factor(one) * (1 + _SHARE)
    off = abs(factor - _factor(one))
    return off * 100 <= _POINTS if one.kind == "growth" else off <= _factor(one) * _SHARE


def _against_series(one: Observation, now: Observation, before: Observation) -> str:
    factor = now.value / before.value
    shown = f"{factor:.2f} times" if one.kind == "ratio" else f"{(factor - 1) * 100:+.1f} %"
    levels = f"{differences.amount(now.value, now.unit)} against {differences.amount(before.value, before.unit)}"
    return f"the series gives {shown} ({levels} in {before.period})"


def _implied(one: Observation, level: Observation, before: Observation) -> str:
    implied = level.value / _factor(one)
    off = differences.percent_above(implied, before.value)
    stated, shown = differences.amount(level.value, level.unit), differences.amount(implied, level.unit)
    return f"{stated} as stated implies {shown} for {before.period}, {off:+} % from the series"


def _marked(one: Observation, agrees: bool, detail: str) -> Observation:  # noqa: FBT001
    history = (*one.history, ("checked", "arithmetic", ("adds up: " if agrees else "does not add up: ") + detail))
    if agrees:
        return replace(one, history=history)
    note = "; ".join(part for part in (one.note, f"does not add up: {detail}") if part)
    return replace(one, history=history, note=note, status="disputed" if one.status == "clear" else one.status)
