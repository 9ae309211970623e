"""Numbers that take their unit from the figure before them: "9 billion dollars, having been 3 billion in 1999"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from etl.model import Amount
    from etl.trade.cues import Measured

#: From this value on a number without a noun may be a sum of which the unit stands before.
_SUM = 1_000_000
#: What is counted in people, tonnes or flights, whatever sum stands before.
_COUNTED = frozenset({"people_exchange", "population", "capacity"})


def with_units(
    text: str,
    amounts: Sequence[Amount],
    spoken: Callable[[], Sequence[tuple[int, int, Measured]]],
    nouns: Sequence[Measured],
) -> tuple[Amount, ...]:
    """The amounts of a sentence, in which a large number without a noun is a sum where the figure before it is one.

    So is a number without a noun that a thing counted before it came up from ("300 flights, up from 120").

    Args:
        text: The sentence.
        amounts: Of it, in order.
        spoken: Gives start, end and rule of each cue to an indicator in it; asked only where that decides, since most
            sentences have no such number.
        nouns: The rules for what is counted.
    """
    found: list[Amount] = []
    for amount in amounts:
        before = found[-1] if found else None
        if before is None or amount.kind != "count" or amount.noun:
            found.append(amount)
        elif before.kind == "money" and amount.value >= _SUM and not _is_counted(text, before, amount, spoken, nouns):
            found.append(replace(amount, kind="money", unit=before.unit))
        elif before.kind == "count" and before.noun and amount.rule.endswith("count_from"):
            found.append(replace(amount, noun=before.noun))
        else:
            found.append(amount)
    return tuple(found)


def _is_counted(
    text: str,
    before: Amount,
    amount: Amount,
    spoken: Callable[[], Sequence[tuple[int, int, Measured]]],
    nouns: Sequence[Measured],
) -> bool:
    """Whether the words between two figures speak of something that is counted."""
    between = text[before.end : amount.start]
    told = any(rule.indicator in _COUNTED for start, _, rule in spoken() if before.end <= start < amount.start)
    return told or any(rule.cue.search(between) for rule in nouns)
