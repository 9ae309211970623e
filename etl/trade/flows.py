"""The direction of a figure of trade as its reporter sees it: the words right after it, before it, or of its pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etl.model import Amount
    from etl.trade.indicators import Meaning
    from etl.trade.statement import Statement

#: Trade in goods, whole and in parts; of these a balance has no direction.
GOODS = ("goods_trade", "product_trade")
_BALANCE = "goods_trade_balance"
#: What has a direction by the words for its pair alone, such as a weight shipped.
_WEIGHT, _SERVICES = "capacity", "services_trade"
#: How far from a figure the words may stand that say its flow.
_NEAR = 50
_SEMICOLONS = ";；"


def flow_of(statement: Statement, amount: Amount, meaning: Meaning, shaped: str) -> str:
    """The flow of a figure, "" for what is no trade.

    Args:
        statement: The passage.
        amount: One of its amounts.
        meaning: What it measures.
        shaped: The flow that the words for its pair give, "" where they give none.
    """
    if meaning.indicator == _WEIGHT:
        return shaped
    if not meaning.indicator.startswith((*GOODS, _SERVICES)) or meaning.indicator == _BALANCE:
        return ""
    return (
        _flow_after(statement, amount)
        or _respective_flow(statement, amount)
        or _turned(statement, amount, shaped)
        or _flow(statement, amount)
    )


def _flow(statement: Statement, amount: Amount) -> str:
    """The flow that the nearest word before the figure names, "total" where none is exports or imports alone."""
    flows = _flows_before(statement, amount)
    return flows[-1] if flows else "total"


def _flow_after(statement: Statement, amount: Amount) -> str:
    """The flow that the words right after a figure name; "" where they name none."""
    after = statement.after(amount, _NEAR)
    return next((flow for flow, regex in statement.cues.flows_after.items() if regex.search(after)), "")


def _turned(statement: Statement, amount: Amount, shaped: str) -> str:
    """The flow that the words for the pair give, turned where the nearest word says the other ("and imported")."""
    near = _flows_before(statement, amount)[-1:]
    if shaped and near == ["total"] and _is_apart(statement, amount):
        return "total"
    if shaped and near == ["total"] and statement.cues.words["both_ways"].search(statement.before(amount, _NEAR)):
        return "total"
    return near[0] if shaped and near in (["export"], ["import"]) else shaped


def _is_apart(statement: Statement, amount: Amount) -> bool:
    """Whether a semicolon parts a figure from all exports and imports before it ("exports rose; trade was 3")."""
    before = statement.text[: amount.start]
    mark = max(map(before.rfind, _SEMICOLONS))
    return mark >= 0 and not any(statement.cues.flows[one].search(before, mark) for one in ("export", "import"))


def _respective_flow(statement: Statement, amount: Amount) -> str:
    """The flow of one of two figures that go with exports and imports in the same order."""
    run, flows = statement.listed(amount), _flows_before(statement, amount)[-2:]
    both = statement.cues.words["both_flows"].search(statement.text[: run[0].start]) is not None
    if len(run) != 2 or len(set(flows)) != 2 or not (both or statement.is_respective(run[-1])):
        return ""
    return flows[run.index(amount)]


def _flows_before(statement: Statement, amount: Amount) -> list[str]:
    before = statement.text[: statement.listed(amount)[0].start]
    found = [(match.end(), flow) for flow, regex in statement.cues.flows.items() for match in regex.finditer(before)]
    return [flow for _, flow in sorted(found)]
