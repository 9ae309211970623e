"""What the sentences before a figure tell of it: whom and when the last figures were about, and of what."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from etl.trade.indicators import last_cue
from etl.trade.periods import Period, leading
from etl.trade.sides import HOME, Pair

if TYPE_CHECKING:
    from etl.model import Passage
    from etl.trade.cues import Measured
    from etl.trade.statement import Statement

#: How many paragraphs further on a report may still speak of the same series, and the families that make one.
_NEAR = 2
#: How many times told before are kept for words such as "in the four-month period".
_KEPT = 30
_FAMILIES = ("goods_trade", "services_trade", "investment", "gdp", "people_exchange")
#: Length of an EDTF day; what acts bring about: the day of the act is the figure's also a sentence later.
_DAY = 10
_ACTS = frozenset(
    ("project_finance", "project_cost", "aid", "documents_signed", "membership", "meetings", "engineering_contracts")
)


@dataclass(frozen=True, slots=True)
class _Series:
    """Where the last sentence with figures of a family stood, whom and when they were about, and whether of many."""

    paragraph: int
    passage: int
    who: Pair
    when: Period
    many: bool = False

    @property
    def parties(self) -> set[str]:
        """Both sides."""
        return {self.who.reporter, self.who.partner}


@dataclass(slots=True)
class Trail:
    """What earlier sentences of the paragraph tell those after them.

    ``unasked`` are the sentences since the last figure: what they tell is looked for only when a figure follows, for
    most paragraphs have none. ``unmeasured`` are those since ``measured`` was set, for a figure without a cue.
    """

    paragraph: tuple[str, int] = ("", -1)
    measured: Measured | None = None
    unasked: list[Statement] = field(default_factory=list)
    unmeasured: list[Statement] = field(default_factory=list)
    when: Period | None = None
    who: Pair = field(default_factory=Pair)
    state: str = ""
    series: dict[str, _Series] = field(default_factory=dict)
    times: list[Period] = field(default_factory=list)
    headed: dict[str, Period] = field(default_factory=dict)
    heading: str = ""
    timed: int = -1

    def last(self, indicator: str) -> _Series | None:
        """Whom and when the last figure of a family was about, where it stood at most two paragraphs before."""
        entry = self.series.get(_family(indicator))
        return entry if entry and self.paragraph[1] - entry.paragraph <= _NEAR else None

    def told(self, indicator: str) -> Period | None:
        """The time that earlier sentences tell; the day of an act dates no state of things in later ones."""
        told = self._told(indicator)
        return told or (self.headed.get(self.heading) if _family(indicator) else None)

    def _told(self, indicator: str) -> Period | None:
        last = self.last(indicator)
        if self.when and (len(self.when.edtf) != _DAY or indicator in _ACTS):
            return self.when
        return last.when if last else self._near(indicator)

    def keep(self, when: Period, paragraph: int) -> None:
        """Keep the time of a figure for words that take it up again: the last ones, once each in a row."""
        self.timed = paragraph
        if not self.times or self.times[-1] != when:
            self.times = [*self.times[-_KEPT:], when]

    def _near(self, indicator: str) -> Period | None:
        """The time of the last figure, where it stands in this paragraph or the one before and is no day."""
        if not self.times or not _family(indicator):
            return None
        when = self.times[-1]
        near = self.paragraph[1] - self.timed <= 1 and when.told != "publication"
        return when if near and len(when.edtf) != _DAY and not when.state else None

    def carry(self, passage: Passage, indicator: str, who: Pair, when: Period) -> None:
        """Keep whom and when a figure was about for the figures of its family that follow.

        Of one sentence the latest time is kept, for an earlier one is what the later is compared with; and a
        sentence about several pairs leaves to the next ones no pair to go on about.
        """
        family = _family(indicator)
        if not family or when.told == "publication":
            return
        before = self.series.get(family)
        if before is None or before.passage != passage.index:
            self.series[family] = _Series(self.paragraph[1], passage.index, who, when)
            return
        time = max(before.when, when, key=lambda one: one.edtf[:_DAY])
        self.series[family] = replace(
            before, who=who, when=time, many=before.many or {who.reporter, who.partner} != before.parties
        )

    def head(self, statement: Statement) -> None:
        """Keep the one time that a heading about figures names, for those below it that nothing else dates."""
        when = leading(statement)
        if when and len(statement.dates) == 1 and last_cue(statement):
            self.headed[statement.text] = replace(when, told="heading")

    def ask(self) -> None:
        """Take what the sentences since the last figure tell, of each question what the last of them tells."""
        late = self.unasked[::-1]
        self.when = next(filter(None, map(leading, late)), self.when)
        self.who = next(filter(None, map(named, late)), self.who)
        self.state = next(filter(None, map(last_state, late)), self.state)
        self.unmeasured += self.unasked
        self.unasked = []

    def spoken_of(self) -> Measured | None:
        """What the last figure measures, or what a sentence since then speaks of."""
        self.measured = next(filter(None, map(last_cue, reversed(self.unmeasured))), self.measured)
        self.unmeasured = []
        return self.measured

    def enter(self, passage: Passage) -> None:
        """Forget what another paragraph told."""
        here = (passage.kind, passage.paragraph)
        self.heading = passage.headings[-1] if passage.headings else ""
        if here != self.paragraph:
            self.paragraph, self.measured, self.when, self.who = here, None, None, Pair()
            self.unasked, self.unmeasured, self.state = [], [], ""


def _family(indicator: str) -> str:
    whole = {"product_trade": "goods_trade", "tourism_spending": "people_exchange"}.get(indicator, indicator)
    return next((family for family in _FAMILIES if whole.startswith(family)), "")


def last_state(statement: Statement) -> str:
    """The state that a sentence names last, China left aside; "" where it names none."""
    return next((code for code in reversed(states(statement)) if code != HOME), "")


def states(statement: Statement) -> list[str]:
    """The codes of the states that a sentence names, in order."""
    return [party.code for party in statement.parties if party.sort == "state"]


def named(statement: Statement) -> Pair | None:
    """The two states that a sentence names, for "the two sides" after it; of more, the one named first and China."""
    codes = list(dict.fromkeys(states(statement)))
    if len(codes) == 2:
        return Pair(codes[0], codes[1])
    return Pair(codes[0], HOME) if HOME in codes[1:] else None
