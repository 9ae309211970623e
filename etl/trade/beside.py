"""Whom the words right beside a figure make it a figure of: one of a list, whose exports, trade with all the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl.trade.flows import GOODS
from etl.trade.parties import NAMED
from etl.trade.sides import Pair, other_side

if TYPE_CHECKING:
    from etl.model import Amount
    from etl.trade.indicators import Meaning
    from etl.trade.parties import Party
    from etl.trade.sides import Context
    from etl.trade.statement import Statement

#: What a state may have with all the world.
_WITH_ALL = frozenset({"goods_trade", "product_trade", "investment_flow", "people_exchange", "tourism_spending"})
#: How far before a figure the words may stand that say whose own it is, and how much may stand between.
_NEAR, _JOINED = 50, 20
#: From how many states in a sentence on each of its figures is taken to have a partner of its own.
_MANY = 3


def of_a_list(statement: Statement, amount: Amount, meaning: Meaning) -> Pair | None:
    """The partner right beside one of several figures, and the state that the sentence named before them all."""
    states = [party for party in statement.parties if party.sort == "state" and party.strength == NAMED]
    if not meaning.indicator.startswith(GOODS) or len({party.code for party in states}) < _MANY:
        return None
    words, text = statement.cues.words, statement.text
    after = right_beside(statement, amount)
    before = [
        p for p in states if p.end < amount.start and words["own_partner_before"].search(text[p.end : amount.start])
    ]
    partner = next(iter(after or before[-1:]), None)
    first, figures = states[0], [one.start for one in statement.amounts if one.unit == amount.unit]
    if partner is None or first.code == partner.code or first.end > min(figures):
        return None
    return Pair(first.code, partner.code)


def right_beside(statement: Statement, amount: Amount) -> list[Party]:
    """The states named right after a figure as its partner ("5 million to Laos")."""
    words, text = statement.cues.words["own_partner_after"], statement.text
    states = [one for one in statement.parties if one.sort == "state" and one.strength == NAMED]
    return [one for one in states if one.start > amount.end and words.search(text[amount.end : one.start])]


def alone(statement: Statement, amount: Amount, meaning: Meaning) -> Pair | None:
    """The state whose trade with all the world a figure is, by the words right before it."""
    if meaning.indicator not in _WITH_ALL:
        return None
    named = {party.code for party in statement.parties if party.sort == "state"}
    goes_on = len(named) == 1 and any(
        _is_own(statement, other) for other in statement.amounts if other.start < amount.start
    )
    if not goes_on and not _is_own(statement, amount):
        return None
    states = [party for party in statement.parties if party.sort == "state"]
    before, after = ([one for one in states if (one.end <= amount.start) == is_before] for is_before in (True, False))
    return next((Pair(one.code) for one in (*before[-1:], *after)), None)


def whose(statement: Statement, amount: Amount, meaning: Meaning, context: Context) -> Pair | None:
    """Whose exports or imports a figure is by the words right after it ("of which 4 million were Chinese exports")."""
    if not meaning.indicator.startswith(GOODS):
        return None
    states = [one for one in statement.parties if one.sort == "state" and one.strength == NAMED]
    owner = next((one for one in states if one.start >= amount.end), None)
    if owner is None:
        return None
    words, between = statement.cues.words, statement.text[amount.end : owner.start]
    if words["sent_to"].search(between):
        sender = next((one.code for one in states if one.code != owner.code), "")
        return Pair(sender, owner.code, "export") if sender else None
    if not words["whose"].search(between):
        return None
    after = statement.text[owner.end :].removeprefix("'s").removeprefix("’s").lstrip()
    flow = next((name for name, regex in statement.cues.flows.items() if regex.match(after)), "total")
    other = next((one.code for one in states if one.code != owner.code), other_side(context.sides, owner.code, ""))
    return Pair(owner.code, other, flow) if flow != "total" and other else None


def _is_own(statement: Statement, amount: Amount) -> bool:
    """Whether the words beside a figure say that it is with all the world."""
    before, words = statement.before(amount, _NEAR), statement.cues.words
    own = next(words["own"].finditer(before), None)
    near = own is not None and len(before) - own.end() <= _JOINED and "," not in before[own.end() :]
    after = statement.after(amount, _NEAR)
    taken_in = amount.kind == "money" and words["own_sum"].search(after)
    counted = words["own"].search(amount.noun) if amount.noun else None
    return near or bool(counted or taken_in or words["own_after"].search(after))
