"""Figures that stand in turn with states of their own, and shares of what a state sells, buys or owes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl.trade.flows import GOODS
from etl.trade.parties import NAMED, marked
from etl.trade.sides import Pair, other_side

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from etl.model import Amount
    from etl.trade.indicators import Meaning
    from etl.trade.parties import Party
    from etl.trade.sides import Context
    from etl.trade.statement import Statement

#: What figures in turn may be about; a debt is told by `owed`.
_IN_TURN = (
    *GOODS,
    "services_trade",
    "investment",
    "project_finance",
    "people_exchange",
    "tourism_spending",
    "students",
)
_DEBT = "debt"
#: How many characters of a marked text after a figure are looked at.
_NEAR = 120


def in_turn(statement: Statement, amount: Amount, meaning: Meaning, pair_of: Callable[[Amount], Pair]) -> Pair | None:
    """The pair of a figure with a state of its own beside it, where an earlier figure tells the rest of the pair.

    In "Hong Kong invested 5 million in Laos, followed by Japan with 4" the state takes the place of the one whom the
    sentence names first; in "exports to China were 5 million for Laos and 4 for Brunei" each sends to China.
    """
    if not meaning.indicator.startswith(_IN_TURN):
        return None
    if own := slot(statement, amount, "slot_after"):
        return _each_with_one(statement, amount, own)
    alike = _alike_before(statement, amount)
    giver = slot(statement, amount, "slot_from") if meaning.indicator.startswith("investment") and alike else None
    if giver:
        return Pair(giver.code, pair_of(alike[0]).partner, directed=True)
    own = slot(statement, amount, "slot_before")
    return _in_place(statement, meaning, pair_of(alike[0]), own.code) if own and alike else None


def _in_place(statement: Statement, meaning: Meaning, first: Pair, own: str) -> Pair | None:
    """The pair of an earlier figure with a state in the place of the one of the two whom the sentence names first."""
    if own in {first.reporter, first.partner} or not first.partner:
        return _from_other_side(first, own)
    codes = [one.code for one in statement.parties]
    if first.reporter not in codes or first.partner not in codes:
        return _from_other_side(first, own)
    if meaning.indicator.startswith("investment") or codes.index(first.reporter) < codes.index(first.partner):
        return Pair(own, first.partner, first.flow, directed=True)
    return Pair(first.reporter, own, first.flow, directed=True)


def as_before(statement: Statement, amount: Amount, pair_of: Callable[[Amount], Pair]) -> Pair | None:
    """The pair of the figure before, where this one is what that is compared with ("23 percent, up from 13")."""
    alike = _alike_before(statement, amount)[-1:]
    if not alike or not statement.cues.words["as_before"].search(statement.before(amount, 60)):
        return None
    between = statement.text[alike[0].end : amount.start]
    named = any(alike[0].end <= one.start < amount.start for one in statement.parties)
    flows = statement.cues.flows.values()
    return None if named or any(one.search(between) for one in flows) else pair_of(alike[0])


def _from_other_side(first: Pair, own: str) -> Pair | None:
    """The pair of an earlier figure as a state sees it whose own the figure is; None where it is none of the two."""
    if own == first.reporter:
        return Pair(own, first.partner, first.flow, directed=True) if first.partner else None
    return Pair(own, first.reporter, first.flow, directed=True) if own == first.partner else None


def _each_with_one(statement: Statement, amount: Amount, own: Party) -> Pair | None:
    """The state right after a figure and the one partner that all figures of the list share, named before them."""
    alike = [one for one in statement.amounts if one.unit == amount.unit and slot(statement, one, "slot_after")]
    before = [one.code for one in _named(statement) if one.end <= alike[0].start]
    if len(alike) < 2 or not before or own.code in before:
        return None
    return Pair(own.code, before[-1], directed=True)


def _alike_before(statement: Statement, amount: Amount) -> list[Amount]:
    return [one for one in statement.amounts if one.unit == amount.unit and one.end <= amount.start]


def _named(statement: Statement) -> list[Party]:
    return [one for one in statement.parties if one.sort == "state" and one.strength == NAMED]


def slot(statement: Statement, amount: Amount, side: str) -> Party | None:
    """The state named right after or before a figure as whose it is."""
    words, text = statement.cues.words[side], statement.text
    if side != "slot_before":
        found = [one for one in _named(statement) if one.start >= amount.end]
        return next((one for one in found[:1] if words.search(text[amount.end : one.start])), None)
    found = [one for one in _named(statement) if one.end <= amount.start]
    return next((one for one in found[-1:] if words.search(text[one.end : amount.start])), None)


def share_of_whose(statement: Statement, amount: Amount, meaning: Meaning, context: Context) -> Pair | None:
    """Whose exports, imports or trade a share is of by the words right after it ("9 percent of ASEAN's imports").

    "Its" are those of the state whose the sentence said before.
    """
    if amount.kind != "percent" or not meaning.indicator.startswith(GOODS):
        return None
    run = statement.listed(amount)
    found = _whose(statement, run[-1])
    if found is None:
        return None
    owner = found["owner"] or next(
        (match["owner"] for one in _alike_before(statement, run[0])[::-1] if (match := _whose(statement, one))), ""
    )
    flow = next(name for name in ("export", "import", "total") if found[name])
    before = [one.code for one in _named(statement) if one.end <= run[0].start and one.code != owner]
    partner = _in_order(before, run, amount) or other_side(context.sides, owner, "")
    return Pair(owner, partner, flow, directed=flow != "total") if owner and partner not in {"", owner} else None


def _in_order(before: list[str], run: list[Amount], amount: Amount) -> str:
    """The state of a list that goes with a figure of a list of as many; else the last of them, "" for none."""
    states = list(dict.fromkeys(before))
    if len(run) > 1 and len(states) >= len(run):
        return states[len(states) - len(run) :][run.index(amount)]
    return states[-1] if states else ""


def _whose(statement: Statement, amount: Amount) -> re.Match[str] | None:
    return statement.cues.words["share_whose"].match(_after(statement, amount))


def owed(statement: Statement, amount: Amount, meaning: Meaning, context: Context) -> Pair | None:
    """Who owes a figure of debt and whom: nobody in particular where it is all that a state owes."""
    if meaning.indicator != _DEBT:
        return None
    words = statement.cues.words
    before, after = _before(statement, amount), _after(statement, amount)
    whole = amount.kind == "money" and (words["debt_whole_after"].match(after) or words["debt_whole"].search(before))
    right = words["debt_part_right"].match(after)
    part = right or words["debt_part"].search(before) or words["debt_part_after"].match(after)
    codes = [one.code for one in statement.parties if one.sort == "state"]
    creditor = "" if whole or not part else part["C"]
    others = [code for code in codes if code != (part["C"] if part else "")]
    debtor = next(iter(others), context.place)
    if not whole and not creditor:
        return None
    return Pair(debtor, creditor, directed=True) if debtor else None


def _after(statement: Statement, amount: Amount) -> str:
    """The words after a figure, with parties marked."""
    found = [one for one in statement.parties if one.start >= amount.end]
    return marked(statement.text, found)[0][amount.end :][:_NEAR]


def _before(statement: Statement, amount: Amount) -> str:
    """The words before a figure back to the one before it, with parties marked."""
    last = max((one.end for one in statement.amounts if one.end <= amount.start), default=0)
    found = [one for one in statement.parties if last <= one.start and one.end <= amount.start]
    return marked(statement.text[: amount.start], found)[0][last:]
