"""Brings all values of a year and pair together: which is preferred, which differ, by how much and why.

Nothing is dropped and no value is changed. Values on another stated basis (the members of the year beside the ten
throughout) are not in dispute with each other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from etl.trade import arithmetic, preference
from etl.trade.differences import Context, amount, difference, percent_above

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from etl.model import Observation
    from etl.trade.differences import Difference

_REPORTER = "CHN"
_OTHER_BASIS = "series.members"
_OTHER_SIDE = {"export": "import", "import": "export", "total": "total"}


def reconcile(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Mark the preferred value of each year, pair, flow and indicator, and say where the others differ.

    Args:
        observations: From statistical files, the base series and documents, any order; ``value`` in base units.

    Returns:
        As many observations, in the order given. Exactly one of each period, reporter, partner, flow and indicator is
        ``preferred``, by the rule in ``etl/rules/trade.yml``. A value that is further from the preferred one than
        the tolerance is ``disputed`` and its note says by how much and why; the preferred one names what disagrees.
        What a partner reports to China's side has China's own figure of the same trade beside it.
        A status that says more (estimated, revised, corrected) stays.
    """
    chosen = preference.prefer(observations)
    context = Context(chosen)
    found = {at: gap for at, one in enumerate(chosen) if (gap := _difference(one, context))}
    against: dict[int, list[tuple[Observation, Difference]]] = defaultdict(list)
    for at, gap in found.items():
        if not gap.agrees:
            against[id(gap.preferred)].append((chosen[at], gap))
    compared = tuple(
        _compared(one, found[at]) if at in found else _contested(one, against.get(id(one), ()))
        for at, one in enumerate(chosen)
    )
    context = Context(compared)
    return arithmetic.checked([_beside(one, context) for one in compared], context)


def _beside(one: Observation, context: Context) -> Observation:
    """A preferred value that the partner reports, with what the base reporter says of the same trade."""
    period, reporter, partner, flow, indicator = preference.key(one)
    is_partner = one.preferred and one.kind == "level" and partner == _REPORTER and flow in _OTHER_SIDE
    if one.status == "estimated":  # made from the other side's report, so a gap would say nothing
        return one
    other = context.preferred((period, partner, reporter, _OTHER_SIDE[flow], indicator)) if is_partner else None
    percent = percent_above(other.value, one.value) if other and other.unit == one.unit else None
    if other is None or percent is None or other.method == "mirrored":
        return one
    words = f"who reports: {partner} gives {amount(other.value, other.unit)} for the same trade, {percent:+} %"
    return replace(one, note=_note(one, words), history=(*one.history, ("checked", "reconcile.other_side", words)))


def _difference(one: Observation, context: Context) -> Difference | None:
    if one.preferred or one.kind != "level" or preference.origin(one) == _OTHER_BASIS:
        return None
    return difference(one, context)


def _compared(one: Observation, gap: Difference) -> Observation:
    words = f"from the preferred value: {gap.percent:+} %" + (f" ({gap.reason})" if gap.reason else "")
    history = (*one.history, ("checked" if gap.agrees else "disputed", "reconcile", words))
    if gap.agrees:
        return replace(one, history=history)
    return replace(one, history=history, note=_note(one, f"differs {words}"), status=_disputed(one))


def _contested(one: Observation, others: Sequence[tuple[Observation, Difference]]) -> Observation:
    """The preferred value with what others say instead; as it is where nobody does."""
    if not others:
        return one
    percents = sorted(gap.percent for _, gap in others)
    span = f"{percents[0]:+} %" if percents[0] == percents[-1] else f"{percents[0]:+} to {percents[-1]:+} %"
    words = (
        f"{len(others)} other value{'s' if len(others) > 1 else ''} differ{'' if len(others) > 1 else 's'} by {span}"
    )
    reasons = "; ".join(dict.fromkeys(gap.reason for _, gap in others if gap.reason))
    history = (*one.history, ("disputed", "reconcile", f"{words}: {reasons}" if reasons else words))
    return replace(one, history=history, note=_note(one, words), status=_disputed(one))


def _note(one: Observation, words: str) -> str:
    return "; ".join(part for part in (one.note, words) if part)


def _disputed(one: Observation) -> str:
    return "disputed" if one.status == "clear" else one.status
