"""What a figure measures: its kind, its indicator, and whether it is a figure that the tables want at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from etl.model import Amount
    from etl.trade.cues import Measured
    from etl.trade.statement import Statement

#: Cost in characters of a cue after the figure, in another clause, and the most that still counts.
_AFTER, _ELSEWHERE, _MOST = 25, 90, 400
#: How far before a number without a noun what it counts may stand.
_COUNTED_BEFORE = 300
#: The same sum in another currency right after a sum, or the end of it.
_BRACKET = re.compile(r"^\s?\([^()]{0,40}\)|^\)")
#: Who pledges or approves a sum gives it, whatever it is for; how near before the sum that must be said.
_GIVEN, _GIVES = frozenset({"project_finance", "aid"}), 25
_PART = "product_trade"
#: What a percentage is of by the words right after it, where a sum of money cannot be.
_COVERED = "tariff_coverage"
_TIME = frozenset({"hours", "minutes"})
_AGES = frozenset({"seconds", "days", "weeks", "months", "years", "decades", "centuries"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an amount measures. ``rule`` is the id of what told, "" where nothing did; ``value`` is signed."""

    indicator: str
    kind: str
    value: Decimal
    relational: bool
    rule: str
    measured: Measured | None


def meaning(statement: Statement, amount: Amount, earlier: Callable[[], Measured | None]) -> Meaning | None:
    """What an amount measures; None for what is no figure about relations, trade or people.

    Args:
        statement: The passage.
        amount: One of its amounts.
        earlier: Tells what the text before it in the paragraph speaks of, for a sentence without a word of its own.
    """
    if amount.kind in {"count", "measure"}:
        return _counted(statement, amount)
    kind = _kind(statement, _later(statement, amount))
    found = _right_after(statement, amount) or _goes_on(statement, amount) or _nearest(statement, amount)
    found = _part_of(statement, amount, found) or found
    if found is None and (kind in {"growth", "ratio"} or amount.kind == "money"):
        found = earlier()
    kind = kind or _usual(found)
    if found and found.indicator == "tariff_rate" and kind == "growth" and _is_end(statement, amount):
        kind = "level"
    value = -abs(amount.value) if kind == "growth" and _falls(statement, amount) else amount.value
    if found is None:
        return Meaning("other", kind, value, relational=False, rule="", measured=None)
    if found.indicator.startswith("tariff") and kind != "growth":
        kind = "share" if found.indicator == "tariff_coverage" else "level"
    if kind == "share" and found.indicator == "project_finance" and amount.kind == "money":
        kind = "level"
    code = found.money if amount.kind == "money" and kind == "level" else found.code(kind)
    return Meaning(code, kind, value, found.relational, found.id, found)


def _is_end(statement: Statement, amount: Amount) -> bool:
    """Whether a figure is one of two that something went from and to ("fell from 9 to 3 percent")."""
    words, before = statement.cues.words, statement.before(amount, 30)
    return words["from_value"].search(before) is not None or words["to_value"].search(before) is not None


def _usual(found: Measured | None) -> str:
    """The kind of a percentage of which no word says it: output is told by its growth, trade by its shares."""
    if found is None or found.indicator in {"tariff_rate", "other"}:
        return "level"
    return "growth" if found.indicator == "gdp" else "share"


def _kind(statement: Statement, amount: Amount) -> str:
    words = statement.cues.words
    if amount.kind in {"money", "ratio"}:
        return "ratio" if amount.kind == "ratio" else _kind_of_sum(statement, amount)
    amount = statement.listed(amount)[0]
    if words["share_change"].search(statement.text[statement.clause(amount)[0] : amount.start]):
        return "share"
    before, after = statement.before(amount, 60), statement.after(amount, 30)
    grows = max((match.end() for match in words["growth_before"].finditer(before)), default=0)
    shares = max((match.end() for match in words["share_before"].finditer(before)), default=0)
    if grows > shares and (amount.kind == "points" or len(before) - grows < 20):
        return "growth"
    if amount.kind == "points":
        return "growth" if words["growth_after"].search(after) else "level"
    if shares or words["share_after"].search(after):
        return "growth" if grows > shares and not words["share_after"].search(after) else "share"
    return "growth" if grows or words["growth_after"].search(after) else ""


def _later(statement: Statement, amount: Amount) -> Amount:
    """The later percentage that an earlier one stands after ("23 percent, up from 13 percent"); else the figure."""
    before = [one for one in statement.amounts if one.end <= amount.start][-1:]
    both = amount.kind == "percent" and before and before[0].unit == amount.unit
    return before[0] if both and statement.cues.words["earlier_value"].search(statement.before(amount, 40)) else amount


def _kind_of_sum(statement: Statement, amount: Amount) -> str:
    words = statement.cues.words
    changed = words["change_before"].search(statement.before(amount, 60))
    return "growth" if changed or words["change_after"].search(statement.after(amount, 30)) else "level"


def _falls(statement: Statement, amount: Amount) -> bool:
    amount = statement.listed(amount)[0]
    fall = statement.cues.words["fall"]
    before = statement.before(amount, 60)
    last = [match[0] for match in statement.cues.words["growth_before"].finditer(before)][-1:]
    return bool(last and fall.search(last[0])) or (not last and fall.match(statement.after(amount, 20)) is not None)


def _nearest(statement: Statement, amount: Amount) -> Measured | None:
    """The indicator whose cue stands nearest, before the figure rather than after it, in its clause rather than not."""
    first, last = statement.clause(amount)
    best: tuple[float, Measured] | None = None
    for start, end, rule in statement.spoken:
        cost = _cost(start, end, amount) + _ELSEWHERE * (not first <= start < last)
        if cost < _MOST and (best is None or cost < best[0]):
            best = (cost, rule)
    return best[1] if best else None


def _right_after(statement: Statement, amount: Amount) -> Measured | None:
    """What the words right after a sum or percentage say that it is ("6 billion in loans", "a 6 billion railway")."""
    if amount.kind not in {"money", "percent"}:
        return None
    after, before = _BRACKET.sub("", statement.after(amount, 80)), statement.before(amount, _GIVES)
    given = [rule for rule in statement.cues.indicators if rule.indicator in _GIVEN and rule.cue.search(before)]
    rules = [rule for rule in statement.cues.indicators if (rule.indicator == _COVERED) == (amount.kind == "percent")]
    found = next((rule for rule in rules if rule.after and rule.after.search(after)), None)
    return None if given and found and found.indicator not in _GIVEN else found


def _goes_on(statement: Statement, amount: Amount) -> Measured | None:
    """The sort of goods that the figure before it is about, where no other word for trade stands between them."""
    at = statement.amounts.index(amount)
    for other in reversed(statement.amounts[:at]):
        if any(other.end <= start < amount.start and rule.relational for start, _, rule in statement.spoken):
            return None
        found = _right_after(statement, other)
        if found is not None:
            return found if found.indicator == _PART else None
    return None


def _part_of(statement: Statement, amount: Amount, found: Measured | None) -> Measured | None:
    """Trade in services, where a figure is the exports or imports of one before it ("of which exports ...")."""
    at = statement.amounts.index(amount)
    is_part = statement.cues.words["part_of"].search(statement.before(amount, 60)) is not None
    if not at or not is_part or found is None or found.indicator != "goods_trade":
        return None
    whole = _nearest(statement, statement.amounts[at - 1])
    return whole if whole and whole.indicator == "services_trade" else None


def last_cue(statement: Statement) -> Measured | None:
    """The indicator that a sentence speaks of last, for a figure in the sentence after it."""
    last = max(statement.spoken, key=lambda cue: cue[1], default=None)
    return last[2] if last else None


def _cost(start: int, end: int, amount: Amount) -> float:
    return amount.start - end if end <= amount.start else max(0, start - amount.end) + _AFTER


def _counted(statement: Statement, amount: Amount) -> Meaning | None:
    if amount.unit in _AGES or _is_left(statement, amount):
        return None
    digits = amount.text[:1].isdigit()
    if amount.kind == "measure" and not digits and amount.unit not in _TIME:
        return None
    if amount.kind == "measure":
        return _meaning_of_count(amount, "time_saved" if amount.unit in _TIME else "capacity")
    rule = _noun(statement, amount)
    if rule and rule.indicator == "other":
        rule = _population(statement, amount) or rule
    if rule:
        return Meaning(rule.indicator, "count", amount.value, rule.relational, rule.id, rule)
    return _meaning_of_count(amount, "other") if (digits and amount.value > 2) or amount.value > 12 else None


def _meaning_of_count(amount: Amount, indicator: str) -> Meaning:
    return Meaning(indicator, "count", amount.value, relational=False, rule=amount.rule, measured=None)


def _is_left(statement: Statement, amount: Amount) -> bool:
    words = statement.cues.words
    near = statement.text[max(0, amount.start - 8) : amount.end]
    sides = any(words["sides"].fullmatch(near[at:]) for at in range(len(near)) if at == 0 or near[at - 1] == " ")
    return sides or words["leave"].fullmatch(amount.noun) is not None


def _noun(statement: Statement, amount: Amount) -> Measured | None:
    """What the counted noun says; for a number without a noun, the nearest counted thing before it."""
    if amount.noun:
        return next((rule for rule in statement.cues.nouns if _ends_with(rule, amount.noun)), None)
    first = max(statement.clause(amount)[0], amount.start - _COUNTED_BEFORE)
    before = statement.text[first : amount.start]
    found = [(match.end(), rule) for rule in statement.cues.nouns for match in rule.cue.finditer(before)]
    return max(found, key=lambda item: item[0])[1] if found else _population(statement, amount)


def _ends_with(rule: Measured, noun: str) -> bool:
    return any(match.end() == len(noun) for match in rule.cue.finditer(noun))


def _population(statement: Statement, amount: Amount) -> Measured | None:
    near = _nearest(statement, amount)
    wanted = {"population"} if amount.noun else {"population", "people_exchange"}
    return near if near and near.indicator in wanted else None
