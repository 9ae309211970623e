"""Every figure that a document states about trade, investment, finance, connectivity and people, as observations."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from etl.model import Citation, Observation
from etl.trade.indicators import last_cue, meaning
from etl.trade.pairs import main_pair, pair
from etl.trade.parties import bloc_of
from etl.trade.periods import Period, came_before, leading, period, year_back
from etl.trade.sides import HOME, Context, Pair
from etl.trade.statement import Statement
from etl.trade.stretches import again, joined, lengthened
from etl.trade.tables import Grid, cells, has_numbers, is_header, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.model import Amount, DateMention, Document, Passage
    from etl.trade.cues import Measured
    from etl.trade.indicators import Meaning

#: How many paragraphs further on a report may still speak of the same series, and the families that make one.
_NEAR = 2
#: How many times told before are kept for words such as "in the four-month period".
_KEPT = 30
_FAMILIES = ("goods_trade", "services_trade", "investment", "gdp", "people_exchange")
#: Length of an EDTF day and year; what acts bring about: the day of the act is the figure's also a sentence later.
_DAY, _YEAR = 10, 4
_ACTS = frozenset(
    ("project_finance", "project_cost", "aid", "documents_signed", "membership", "meetings", "engineering_contracts")
)
#: The kinds of passages that state figures; bibliographic ones, headings and captions do not.
STATING = frozenset({"body", "note", "table"})


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
class _Trail:
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
    timed: int = -1

    def last(self, indicator: str) -> _Series | None:
        """Whom and when the last figure of a family was about, where it stood at most two paragraphs before."""
        entry = self.series.get(_family(indicator))
        return entry if entry and self.paragraph[1] - entry.paragraph <= _NEAR else None

    def told(self, indicator: str) -> Period | None:
        """The time that earlier sentences tell; the day of an act dates no state of things in later ones."""
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

    def ask(self) -> None:
        """Take what the sentences since the last figure tell, of each question what the last of them tells."""
        late = self.unasked[::-1]
        self.when = next(filter(None, map(leading, late)), self.when)
        self.who = next(filter(None, map(_named, late)), self.who)
        self.state = next(filter(None, map(_last_state, late)), self.state)
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
        if here != self.paragraph:
            self.paragraph, self.measured, self.when, self.who = here, None, None, Pair()
            self.unasked, self.unmeasured, self.state = [], [], ""


def find(
    document: Document, passages: Sequence[Passage], dates: Sequence[Sequence[DateMention]]
) -> tuple[Observation, ...]:
    """The figures of a document, in reading order, one observation with one citation for each place.

    Args:
        document: Gives the lines, the title and the date of publication.
        passages: Of the document, in reading order.
        dates: For each passage its dates, resolved; offsets in the passage's text.

    Returns:
        Observations with ``value`` in base units as stated (growth with its sign, no conversion between
        currencies), ``method`` reported and ``valuation`` unstated. A figure whose time nothing tells, not even
        the document's date of publication, is left out; one that only the publication dates is ``inferred``.
    """
    main = main_pair(passages, document.source.title, document.source.language)
    trail, found, grid = _Trail(), list[Observation](), Grid("", ())
    bloc = bloc_of((document.source.title, *(passage.text for passage in passages)), document.source.language)
    for number, (passage, mentions) in enumerate(zip(passages, dates, strict=True)):
        if passage.kind == "table":
            grid = _grid(passages, number, grid)
        if passage.kind == "table" and has_numbers(passage):
            found += _tabled(document, grid, passage, main)
        elif passage.kind in STATING:
            trail.enter(passage)
            found += _stated(document, lengthened(Statement(passage, joined(passage.text, mentions), bloc)), trail, main)
    return tuple(found)


def _stated(document: Document, statement: Statement, trail: _Trail, main: Pair) -> list[Observation]:
    """The figures of one passage; what it tells to the next ones goes into the trail."""
    found: list[tuple[Observation, Period]] = []
    if statement.amounts:
        trail.ask()
    for amount in statement.amounts:
        what = meaning(statement, amount, trail.spoken_of)
        if what is None:
            continue
        last = trail.last(what.indicator)
        when = _when(statement, amount, what, trail, document.source.published)
        if when is None:
            continue
        what = _accumulated(statement, amount, what, when)
        series = last.who if last and not last.many else None
        who = pair(statement, amount, what, Context(trail.who, trail.state, main, series))
        if what.measured in statement.cues.indicators:
            trail.measured, trail.unmeasured = what.measured, []
        trail.who = who if who.partner else trail.who
        trail.carry(statement.passage, what.indicator, who, when)
        if came_before(statement, amount) is None:
            trail.keep(when, statement.passage.paragraph)
        found.append((_observation(document, statement, amount, what, when, who), when))
    if not found:
        trail.unasked.append(statement)
        return []
    trail.when = _latest(found, document.source.published) or leading(statement) or trail.when
    trail.who = trail.who if _is_implied(found, statement) else _named(statement) or trail.who
    trail.state = _last_state(statement) or trail.state
    return [observation for observation, _ in found]


def _accumulated(statement: Statement, amount: Amount, what: Meaning, when: Period) -> Meaning:
    """Investment as of a day or month is what had come together by then, not what came in it."""
    if what.indicator != "investment_flow" or what.kind != "level":
        return what
    told = statement.cues.words["cumulative"].search(statement.before(amount, 60)) is not None
    is_stock = told or (when.closed and when.told != "publication")
    return replace(what, indicator="investment_stock") if is_stock else what


def _when(statement: Statement, amount: Amount, what: Meaning, trail: _Trail, published: str) -> Period | None:
    """The time of a figure: a stretch that its clause takes up again, its own, or one from before it."""
    if later := came_before(statement, amount):
        return year_back(_when(statement, later, what, trail, published))
    times = trail.times
    first, last = statement.clause(amount)
    dated = any(first <= date.start < last for date in statement.dates)
    if not dated and (taken_up := again(statement, first, last, times)):
        return taken_up
    if not dated and published and (now := statement.cues.words["now"].search(statement.text, first, last)):
        return Period(published, now[0], state=True, closed=True)
    told = again(statement, 0, amount.start, times) or trail.told(what.indicator)
    return period(statement, amount, told, published)


def _family(indicator: str) -> str:
    whole = {"product_trade": "goods_trade", "tourism_spending": "people_exchange"}.get(indicator, indicator)
    return next((family for family in _FAMILIES if whole.startswith(family)), "")


def _latest(found: list[tuple[Observation, Period]], published: str) -> Period | None:
    """The latest time of a sentence's figures that is not ahead of the document, where a sentence told it."""
    told = [when for _, when in found if when.told != "publication"]
    past = [when for when in told if not published or when.edtf[:_YEAR] <= published[:_YEAR]]
    return max(past, key=lambda when: when.edtf[:_DAY], default=told[0] if told else None)


def _last_state(statement: Statement) -> str:
    """The state that a sentence names last, China left aside; "" where it names none."""
    return next((code for code in reversed(_states(statement)) if code != HOME), "")


def _states(statement: Statement) -> list[str]:
    return [party.code for party in statement.parties if party.sort == "state"]


def _is_implied(found: list[tuple[Observation, Period]], statement: Statement) -> bool:
    """Whether the last pair that figures of a sentence are about has a reporter that only earlier sentences name."""
    pairs = [observation for observation, _ in found if observation.partner]
    return bool(pairs) and pairs[-1].reporter not in _states(statement)


def _grid(passages: Sequence[Passage], number: int, grid: Grid) -> Grid:
    """The title and header of the table that a row is in: a first row that names columns begins a new one."""
    row, before = passages[number], passages[number - 1] if number else None
    if before is not None and before.kind == "table":
        return grid
    header = tuple(cell.text for cell in cells(row.text)) if is_header(row) else ()
    caption = before.text if before is not None and before.kind in {"caption", "heading", "body"} else ""
    return Grid(" ".join(dict.fromkeys([*row.headings[-1:], caption])), header)


def _tabled(document: Document, grid: Grid, row: Passage, main: Pair) -> list[Observation]:
    """The figures of a row of a table; each cites its cell."""
    found = []
    for cell, statement in sentences(grid, row):
        amount = statement.amounts[-1]
        what = meaning(statement, amount, lambda: None)
        when = period(statement, amount, None, document.source.published)
        if what is None or when is None:
            continue
        named = {party.code for party in statement.parties}
        who = pair(statement, amount, what, Context(Pair(), "", main if len(named) < 2 else Pair()))
        figure = _observation(document, statement, amount, what, when, who)
        start, end = row.locate(cell.start, cell.end)
        place = replace(figure.citations[0], start=start, end=end, line=document.line_of(start))
        found.append(replace(figure, citations=(place,)))
    return found


def _named(statement: Statement) -> Pair | None:
    """The two states that a sentence names, for "the two sides" after it; of more, the one named first and China."""
    codes = list(dict.fromkeys(_states(statement)))
    if len(codes) == 2:
        return Pair(codes[0], codes[1])
    return Pair(codes[0], HOME) if HOME in codes[1:] else None


def _observation(  # noqa: PLR0913, PLR0917 (what a figure is, found by one stage each)
    document: Document, statement: Statement, amount: Amount, what: Meaning, when: Period, who: Pair
) -> Observation:
    passage = statement.passage
    start, end = passage.locate(amount.start, amount.end)
    rule = what.rule or amount.rule
    citation = Citation(
        passage.source_id, passage.page, document.line_of(start), start, end, when.edtf, when.words, rule=rule
    )
    return Observation(
        period=when.edtf,
        indicator=what.indicator,
        reporter=who.reporter,
        partner=who.partner,
        flow=who.flow,
        value=what.value,
        unit=amount.unit,
        kind=what.kind,
        method="reported",
        valuation="unstated",
        citations=(citation,),
        status="inferred" if when.told == "publication" else "clear",
        note=_note(statement, amount, what, when),
        qualifier=amount.qualifier,
        history=(("found", rule, f"{amount.unit} {amount.kind}"),),
    )


def _note(statement: Statement, amount: Amount, what: Meaning, when: Period) -> str:
    """What a reader should know, in our words: what is counted, as of when, compared with what."""
    beside = _beside(statement, amount) if what.kind in {"growth", "ratio"} else None
    parts = [
        amount.noun if amount.kind in {"count", "measure"} else "",
        "as of the period's end" if when.state and when.told != "publication" else "",
        f"compared with {when.base}" if when.base else "",
        f"stated beside {beside.value.normalize():f} {beside.unit}" if beside else "",
        "the sentence names no time; as of publication" if when.told == "publication" else "",
        "time told by an earlier sentence" if when.told == "paragraph" else "",
    ]
    return "; ".join(part for part in parts if part)


def _beside(statement: Statement, amount: Amount) -> Amount | None:
    """The level that a change or multiple stands next to: the nearest sum of money or count."""
    levels = [other for other in statement.amounts if other.kind in {"money", "count"}]
    return min(levels, key=lambda other: max(other.start - amount.end, amount.start - other.end), default=None)
