"""Who a figure is about: reporter, partner and flow."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from etl.trade.beside import alone, of_a_list, right_beside, whose
from etl.trade.flows import GOODS, flow_of
from etl.trade.parties import IMPLIED, NAMED, marked, parties
from etl.trade.sides import BLOC, HOME, Pair, issuers, other_side
from etl.trade.turns import as_before, in_turn, owed, share_of_whose, slot

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

    from etl.model import Amount, Passage
    from etl.trade.cues import PairShape
    from etl.trade.indicators import Meaning
    from etl.trade.parties import Party
    from etl.trade.sides import Context
    from etl.trade.statement import Statement

#: Indicators in which a lender gives to a state.
_GIVEN = frozenset({"project_finance", "aid", "investment_flow", "investment_stock"})
#: Indicators of what is built or lent somewhere: where only China is named it is for the state that the text is about.
_PLACED = frozenset({"project_finance", "project_cost", "aid"})
#: What a state has by itself, also where another is named beside it.
_OWN = frozenset({"gdp", "gdp_share", "population", "tariff_rate"})


def main_pair(passages: Iterable[Passage], title: str, language: str) -> Pair:
    """The two sides that a document is about: China and the state or bloc named most, where China is of the first two.

    The title counts as much as ten sentences; ``subject`` is the one state that it names, where it names one only.
    """
    titled = {party.code for party in parties(title, language) if party.strength == NAMED and party.sort == "state"}
    subject = next(iter(titled)) if len(titled) == 1 else ""
    texts = [*([title] * 10), *(passage.text for passage in passages if passage.kind == "body")]
    counts = Counter(
        party.code
        for text in texts
        for party in parties(text, language)
        if party.strength == NAMED and party.sort == "state"
    )
    first = [code for code, _ in counts.most_common(2)]
    other = [code for code in first if code != HOME]
    return Pair(HOME, other[0], subject=subject) if HOME in first and other else Pair(subject=subject)


def pair(statement: Statement, amount: Amount, meaning: Meaning, context: Context) -> Pair:
    """The pair and flow of a figure.

    Args:
        statement: The passage.
        amount: One of its amounts.
        meaning: What it measures.
        context: What the text before it tells.
    """

    def pair_of(other: Amount) -> Pair:
        return pair(statement, other, meaning, context)

    is_own = meaning.indicator in _OWN
    shaped = _of_clause(statement, amount) if is_own else _shaped(statement, amount, context.sides)
    found = (
        owed(statement, amount, meaning, context)
        or _lent(statement, amount, meaning, context)
        or share_of_whose(statement, amount, meaning, context)
        or in_turn(statement, amount, meaning, pair_of)
        or as_before(statement, amount, pair_of)
        or of_a_list(statement, amount, meaning)
        or _respective(statement, amount, meaning, context)
        or alone(statement, amount, meaning)
        or whose(statement, amount, meaning, context)
        or shaped
        or _continued(statement, context)
        or _by_parties(statement, amount, meaning, context)
    )
    flow = flow_of(statement, amount, meaning, found.flow)
    return _ordered(replace(found, flow=flow), directed=found.directed or (bool(found.flow) and flow != "total"))


def _ordered(found: Pair, *, directed: bool) -> Pair:
    """China first where the words give no direction and both sides report the same."""
    if not directed and found.partner == HOME and found.flow in {"", "total"}:
        return Pair(HOME, found.reporter, found.flow, subject=found.reporter)
    return found


def _shaped(statement: Statement, amount: Amount, context: Pair) -> Pair | None:
    """The pair that the nearest words of a known shape name."""
    named = _states(statement)
    text, places = marked(statement.text, named)
    here = _moved(amount.start, places)
    best: tuple[int, Pair] | None = None
    told: list[Pair] = []
    for shape, match in _shapes(statement, text):
        groups = match.groupdict()
        sender = groups.get("A") or _sender(statement, match, named, told)
        receiver = groups.get("B") or _beside(named, context, sender)
        sender = other_side(context, receiver, sender)
        sender = sender or next(
            (party.code for party in named if party.code != receiver), issuers().get(amount.unit, "")
        )
        found = Pair(sender, receiver, shape.flow, directed=shape.directed)
        if found.reporter == found.partner:
            continue
        told.append(found)
        cost = here - match.end() if match.end() <= here else max(0, match.start() - here) + 60
        if best is None or cost < best[0]:
            best = (cost, found)
    return best[1] if best else None


def _states(statement: Statement) -> list[Party]:
    """The states that a sentence names; where that is one at most, also what stands for others."""
    states = [party for party in statement.parties if party.sort == "state"]
    named = [party for party in states if party.strength == NAMED]
    return named if len({party.code for party in named}) > 1 else states


def _beside(named: Sequence[Party], context: Pair, sender: str) -> str:
    """The other side of a shape that names who acts only: named in the sentence, or the other of the two sides."""
    states = [party.code for party in named if party.sort == "state" and party.code != sender]
    return HOME if HOME in states else (states[0] if states else other_side(context, sender, ""))


def _shapes(statement: Statement, text: str) -> list[tuple[PairShape, re.Match[str]]]:
    """What has a known shape in a marked text, with that shape, as it stands there."""
    found = [(shape, match) for shape in statement.cues.pairs for match in shape.regex.finditer(text)]
    return sorted(found, key=lambda item: item[1].start())


def _sender(statement: Statement, match: re.Match[str], named: Sequence[Party], told: Sequence[Pair]) -> str:
    """Who acts where a shape names only the other side: whom its clause names, who acted before, or who was named."""
    start, partner = match.start(), match["B"]
    code = _before(named, match.string, start, partner)
    clause = max((found.end() for found in statement.cues.words["breaks"].finditer(match.string, 0, start)), default=0)
    here = f"⟦{code}⟧" in match.string[clause:start] and code not in {pair.partner for pair in told}
    acted = [pair.reporter for pair in told if pair.reporter not in {"", partner}]
    return acted[-1] if acted and not here else code


def _moved(offset: int, places: Sequence[tuple[int, int]]) -> int:
    at, moved = max(place for place in places if place[0] <= max(offset, 0))
    return moved + offset - at


def _before(named: Iterable[Party], text: str, start: int, other: str) -> str:
    """The party marked last before an offset of the marked text that is not the other side."""
    order = [party.code for party in named]
    count = text.count("⟦", 0, start)
    return next((code for code in reversed(order[:count]) if code != other), "")


def _respective(statement: Statement, amount: Amount, meaning: Meaning, context: Context) -> Pair | None:
    """The pair of one of several figures that go with as many levels or states in the same order."""
    run = statement.listed(amount)
    if len(run) < 2 or not statement.is_respective(run[-1]):
        return None
    levels = [one for one in statement.amounts if one.end <= run[0].start and one.kind in {"money", "count", "measure"}]
    if amount.kind == "percent" and len(levels) == len(run):
        return pair(statement, levels[run.index(amount)], meaning, context)
    named = [party.code for party in statement.parties if party.sort == "state" and party.end <= run[0].start]
    others, each = list(dict.fromkeys(code for code in named if code != HOME)), list(dict.fromkeys(named))
    if len(each) == len(run) + 1:
        return Pair(each[0], each[run.index(amount) + 1])
    later = [party.code for party in statement.parties if party.sort == "state" and party.code not in each]
    if len(each) == len(run) and later:
        return Pair(later[0], each[run.index(amount)])
    return Pair(HOME, others[run.index(amount)]) if len(others) == len(run) else None


def _continued(statement: Statement, context: Context) -> Pair | None:
    """Whom the series goes on to be about, in a sentence that names nobody."""
    if context.series is None or statement.parties or _is_bilateral(statement):
        return None
    series, flows = context.series, statement.cues.flows
    if not any(regex.search(statement.text) for regex in flows.values()):
        return series
    if series.subject and series.subject == series.partner and not flows["total"].search(statement.text):
        return Pair(series.partner, series.reporter)
    return replace(series, flow="")


def _is_bilateral(statement: Statement) -> bool:
    return statement.cues.words["bilateral"].search(statement.text) is not None


def _lent(statement: Statement, amount: Amount, meaning: Meaning, context: Context) -> Pair | None:
    """A lender named in the sentence and the state that it gives to, where the figure is of that sort."""
    lenders = _codes(statement, amount, "lender")
    if meaning.indicator not in _GIVEN or not lenders:
        return None
    beside = [party.code for party in right_beside(statement, amount)]
    states = [code for code in (*beside, *_codes(statement, amount, "state")) if code != HOME]
    return Pair(lenders[0], states[0] if states else context.state)


def _by_parties(statement: Statement, amount: Amount, meaning: Meaning, context: Context) -> Pair:
    """The pair that the names in the sentence make, nearest first; completed from the context between two sides."""
    states = _codes(statement, amount, "state")
    if meaning.indicator in _PLACED and len(states) == 3 and {HOME, BLOC} <= set(states):
        states.remove(BLOC)
    if len(states) == 1 and meaning.relational and not context.sides.partner:
        states = list(dict.fromkeys([*states, *filter(None, [issuers().get(amount.unit)])]))
    if len(states) >= 2:
        return _two(states) if meaning.relational or len(states) == 2 else Pair(states[0])
    first = statement.clause(amount)[0]
    own = statement.cues.words["own"].search(statement.text, first, amount.end) is not None
    both = _is_bilateral(statement)
    if not states:
        if meaning.relational or both:
            return Pair(context.sides.reporter, context.sides.partner)
        return (
            Pair() if meaning.indicator in {"other", *_OWN} else Pair(context.earlier.reporter, context.earlier.partner)
        )
    if meaning.indicator.startswith(GOODS) and not both and states == [context.main.subject] != [HOME]:
        return Pair(states[0])
    if (both or (meaning.relational and not own)) and states[0] in {context.sides.reporter, context.sides.partner}:
        return Pair(states[0], other_side(context.sides, states[0], ""))
    return Pair(states[0], context.place if meaning.indicator in _PLACED and states[0] == HOME else "")


def _of_clause(statement: Statement, amount: Amount) -> Pair | None:
    """The one state of several in a sentence that stands right after a figure, or in its clause up to it."""
    if own := slot(statement, amount, "slot_after"):
        return Pair(own.code)
    first = statement.clause(amount)[0]
    states = [one for one in statement.parties if one.sort == "state"]
    codes = {one.code for one in states if first <= one.start < amount.start}
    return Pair(codes.pop()) if len(codes) == 1 < len({one.code for one in states}) else None


def _two(states: Sequence[str]) -> Pair:
    first = states[0] if states[0] != HOME else states[1]
    return Pair(HOME, first) if HOME in states else Pair(states[0], states[1])


def _codes(statement: Statement, amount: Amount, sort: str) -> list[str]:
    """The codes of one sort in a sentence, nearest to the figure first; implied ones only where too few are named."""
    found = [party for party in statement.parties if party.sort == sort]
    named = [party for party in found if party.strength == NAMED]
    implied = [party for party in found if party.strength == IMPLIED]
    codes = _nearest_first(named, amount)
    return codes if len(codes) >= 2 else list(dict.fromkeys([*codes, *_nearest_first(implied, amount)]))


def _nearest_first(found: Iterable[Party], amount: Amount) -> list[str]:
    def distance(party: Party) -> int:
        return amount.start - party.end if party.end <= amount.start else party.start - amount.end + 30

    return list(dict.fromkeys(party.code for party in sorted(found, key=distance)))
