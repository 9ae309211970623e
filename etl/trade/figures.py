"""Every figure that a document states about trade, investment, finance, connectivity and people, as observations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from etl.model import Citation, Observation
from etl.trade.indicators import meaning
from etl.trade.pairs import main_pair, pair
from etl.trade.parties import bloc_of
from etl.trade.periods import Period, came_before, leading, period, year_back
from etl.trade.sides import Context, Pair
from etl.trade.statement import Statement
from etl.trade.stretches import again, counted, joined, lengthened
from etl.trade.tables import Grid, cells, has_numbers, is_header, sentences
from etl.trade.trail import Trail, last_state, named, states

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.model import Amount, DateMention, Document, Passage
    from etl.trade.indicators import Meaning

#: Length of an EDTF day and year.
_DAY, _YEAR = 10, 4
#: The kinds of passages that state figures; bibliographic ones, headings and captions do not.
STATING = frozenset({"body", "note", "table"})


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
    trail, found, grid = Trail(), list[Observation](), Grid("", ())
    bloc = bloc_of((document.source.title, *(passage.text for passage in passages)), document.source.language)
    for number, (passage, mentions) in enumerate(zip(passages, dates, strict=True)):
        if passage.kind == "table":
            grid = _grid(passages, number, grid)
        if passage.kind == "heading":
            trail.head(Statement(passage, tuple(mentions), bloc))
        if passage.kind == "table" and has_numbers(passage):
            found += _tabled(document, grid, passage, main)
        elif passage.kind in STATING:
            trail.enter(passage)
            found += _stated(
                document, lengthened(Statement(passage, joined(passage.text, mentions), bloc)), trail, main
            )
    return tuple(found)


def _stated(document: Document, statement: Statement, trail: Trail, main: Pair) -> list[Observation]:
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
    trail.who = trail.who if _is_implied(found, statement) else named(statement) or trail.who
    trail.state = last_state(statement) or trail.state
    return [observation for observation, _ in found]


def _accumulated(statement: Statement, amount: Amount, what: Meaning, when: Period) -> Meaning:
    """Investment as of a day or month is what had come together by then, not what came in it."""
    if what.indicator != "investment_flow" or what.kind != "level":
        return what
    told = statement.cues.words["cumulative"].search(statement.before(amount, 60)) is not None
    is_stock = told or (when.closed and when.told != "publication")
    return replace(what, indicator="investment_stock") if is_stock else what


def _when(statement: Statement, amount: Amount, what: Meaning, trail: Trail, published: str) -> Period | None:
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
    if not statement.dates and (months := counted(statement, amount, published)):
        return months
    told = again(statement, 0, amount.start, times) or trail.told(what.indicator)
    return period(statement, amount, told, published)


def _latest(found: list[tuple[Observation, Period]], published: str) -> Period | None:
    """The latest time of a sentence's figures that is not ahead of the document, where a sentence told it."""
    told = [when for _, when in found if when.told != "publication"]
    past = [when for when in told if not published or when.edtf[:_YEAR] <= published[:_YEAR]]
    return max(past, key=lambda when: when.edtf[:_DAY], default=told[0] if told else None)


def _is_implied(found: list[tuple[Observation, Period]], statement: Statement) -> bool:
    """Whether the last pair that figures of a sentence are about has a reporter that only earlier sentences name."""
    pairs = [observation for observation, _ in found if observation.partner]
    return bool(pairs) and pairs[-1].reporter not in states(statement)


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
        "time told by the heading" if when.told == "heading" else "",
        "time told by an earlier sentence" if when.told == "paragraph" else "",
    ]
    return "; ".join(part for part in parts if part)


def _beside(statement: Statement, amount: Amount) -> Amount | None:
    """The level that a change or multiple stands next to: the nearest sum of money or count."""
    levels = [other for other in statement.amounts if other.kind in {"money", "count"}]
    return min(levels, key=lambda other: max(other.start - amount.end, amount.start - other.end), default=None)
