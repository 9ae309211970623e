"""A passage with what stands in it, as the questions about a figure need it: clauses, parties, dates, neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from etl.amounts import find_amounts
from etl.trade.cues import Cues, load
from etl.trade.parties import Party, parties
from etl.trade.sides import BLOC
from etl.trade.units import with_units

if TYPE_CHECKING:
    from etl.model import Amount, DateMention, Passage
    from etl.trade.cues import Measured


@dataclass(frozen=True)
class Statement:
    """A passage, its dates and the amounts that are no part of one; ``bloc`` is whom "the bloc" means in it."""

    passage: Passage
    dates: tuple[DateMention, ...]
    bloc: str = BLOC

    @property
    def text(self) -> str:
        """The passage's text."""
        return self.passage.text

    @cached_property
    def cues(self) -> Cues:
        """The rules for the passage's language."""
        return load(self.passage.language)

    @cached_property
    def spoken(self) -> tuple[tuple[int, int, Measured], ...]:
        """Start, end and rule of each cue to an indicator, by the order of the rules and then of the text."""
        rules = self.cues.indicators
        return tuple((*match.span(), rule) for rule in rules for match in rule.cue.finditer(self.text))

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """The amounts, without those whose digits are a date's."""
        found = find_amounts(self.text, language=self.passage.language)
        free = [amount for amount in found if not any(_within(amount, date) for date in self.dates)]
        return with_units(self.text, free, lambda: self.spoken, self.cues.nouns)

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """The parties named, without those that are part of a currency's name."""
        found = parties(self.text, self.passage.language, self.bloc)
        return tuple(party for party in found if not any(one.start <= party.start < one.end for one in self._money))

    @property
    def _money(self) -> tuple[Amount, ...]:
        return tuple(amount for amount in self.amounts if amount.kind == "money")

    def listed(self, amount: Amount) -> list[Amount]:
        """The amounts of one unit that stand in a list with this one, with only a comma or joining word between."""
        at = self.amounts.index(amount)
        first, last = at, at
        while first > 0 and self._joints[first - 1]:
            first -= 1
        while last + 1 < len(self.amounts) and self._joints[last]:
            last += 1
        return list(self.amounts[first : last + 1])

    @cached_property
    def _joints(self) -> tuple[bool, ...]:
        """For each amount but the last whether the next one goes on with its list."""
        return tuple(self._joined(at) for at in range(len(self.amounts) - 1))

    def _joined(self, at: int) -> bool:
        one, two = self.amounts[at], self.amounts[at + 1]
        between = self.text[one.end : two.start]
        return (
            one.unit == two.unit
            and len(between) <= 6
            and "(" not in between
            and "from" not in between
            and not between.isspace()
            and not any(flow.search(between) for flow in self.cues.flows.values())
        )

    def is_respective(self, amount: Amount) -> bool:
        """Whether the list that an amount ends or is in goes with another list in the same order."""
        return self.cues.words["respectively"].search(self.text, amount.end - 1) is not None or (
            self.cues.words["respectively"].search(self.text[max(0, self.listed(amount)[0].start - 24) : amount.start])
            is not None
        )

    @cached_property
    def _breaks(self) -> tuple[tuple[int, int], ...]:
        return tuple(match.span() for match in self.cues.words["breaks"].finditer(self.text))

    def clause(self, amount: Amount) -> tuple[int, int]:
        """The offsets of the clause in which an amount stands."""
        first = max((end for _, end in self._breaks if end <= amount.start), default=0)
        last = min((start for start, _ in self._breaks if start >= amount.end), default=len(self.text))
        return first, last

    def before(self, amount: Amount, most: int) -> str:
        """The words before an amount, back to the amount before it or ``most`` characters."""
        last = max((other.end for other in self.amounts if other.end <= amount.start), default=0)
        return self.text[max(last, amount.start - most) : amount.start]

    def after(self, amount: Amount, most: int) -> str:
        """The words after an amount, up to ``most`` characters."""
        return self.text[amount.end : amount.end + most]


def _within(amount: Amount, date: DateMention) -> bool:
    """Whether an amount is part of a date; money and percentages beside one never are."""
    overlap = amount.start < date.end and date.start < amount.end
    return overlap and (amount.kind in {"count", "measure"} or date.start <= amount.start < amount.end <= date.end)
