"""The tables of the page: what stands first in them, and what keeps its room."""

from __future__ import annotations

import pandas as pd

from dashboard.panels import tables


def row(name: str, indicator: str, first: str, value: float, kind: str = "level") -> dict[str, object]:
    return {
        "observation_id": name, "indicator": indicator, "first": pd.Timestamp(first), "value": value, "kind": kind,
        "preferred": True,
    }  # fmt: skip


def test_trade_in_goods_comes_first_and_the_other_figures_keep_their_room() -> None:
    goods = [row(f"goods-{number}", "goods_trade", f"{2025 - number % 30}-01-01", number) for number in range(900)]
    others = [row("ships", "capacity", "2025-11-01", 55), row("flow", "investment_flow", "2020-01-01", 9)]
    found = tables.shown(pd.DataFrame([*others, *goods]))
    assert len(found) == tables.MOST_ROWS
    assert list(found["observation_id"][-2:]) == ["flow", "ships"]
    assert list(found["observation_id"][:2]) == ["goods-870", "goods-840"]


def test_growth_of_trade_is_no_value_of_trade() -> None:
    rows = [row("growth", "goods_trade_growth", "2025-01-01", 9, "growth"), row("old", "goods_trade", "1990-01-01", 1)]
    assert list(tables.shown(pd.DataFrame(rows))["observation_id"]) == ["old", "growth"]
