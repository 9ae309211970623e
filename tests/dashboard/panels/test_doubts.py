from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.panels.doubts import differing

if TYPE_CHECKING:
    from dashboard.data import Store


def row(observation_id: str, value: float, *, preferred: bool, status: str = "disputed") -> dict[str, object]:
    same = {"indicator": "goods_trade", "reporter": "CHN", "partner": "LAO", "flow": "total", "period": "2015"}
    return {**same, "observation_id": observation_id, "value": value, "preferred": preferred, "status": status}


def test_values_that_differ_stand_beside_the_one_that_is_drawn() -> None:
    trade = pd.DataFrame(
        [
            row("drawn", 200.0, preferred=True),
            row("near", 210.0, preferred=False),
            row("far", 150.0, preferred=False),
            row("agrees", 200.0, preferred=False, status="clear"),
        ]
    )
    found = differing(trade)
    assert list(found["observation_id"]) == ["far", "near"]
    assert list(found["drawn"]) == [200.0, 200.0]
    assert [round(percent, 6) for percent in found["percent"]] == [-25.0, 5.0]


def test_tables_without_a_difference_have_none(store: Store) -> None:
    trade = store.trade.assign(status="clear")
    assert differing(trade).empty
