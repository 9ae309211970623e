"""What tests of the pipeline share: a small, correct set of tables, as rows before they are written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Protocol

import pytest

Row = dict[str, Any]


class MakeTables(Protocol):
    def __call__(self, title: str = ...) -> dict[str, list[Row]]: ...


@pytest.fixture(scope="session")
def tables() -> MakeTables:
    """Makes the rows of one milestone and one observation with their evidence; the title tells sets apart."""
    return _tables


def _tables(title: str = "Harbour Town and Quay City open a ferry line") -> dict[str, list[Row]]:
    return {
        "events": [
            {
                "event_id": "ferry-line-opened-1999",
                "date": "1999-05",
                "first": date(1999, 5, 1),
                "last": date(1999, 5, 31),
                "precision": "month",
                "title": title,
                "summary": "",
                "domain": "connectivity_infrastructure",
                "countries": ("CHN", "VNM"),
                "actors": (),
                "kind": "opened",
                "importance": 2,
                "status": "clear",
                "note": "",
                "source_count": 1,
            }
        ],
        "trade": [
            {
                "observation_id": "goods_trade-chn-vnm-export-1999",
                "period": "1999",
                "first": date(1999, 1, 1),
                "last": date(1999, 12, 31),
                "indicator": "goods_trade",
                "reporter": "CHN",
                "partner": "VNM",
                "flow": "export",
                "value": Decimal("1.5E9"),
                "unit": "USD",
                "kind": "level",
                "method": "reported",
                "valuation": "fob",
                "preferred": True,
                "status": "clear",
                "note": "",
                "qualifier": "",
            }
        ],
        "citations": [
            {
                "record_id": record,
                "source_id": "ferries",
                "page": 0,
                "line": 3,
                "start": start,
                "end": start + 8,
                "date": "1999-05",
                "date_text": "May 1999",
                "verdict": "supports",
                "rule": "en.month_year",
            }
            for record in ("goods_trade-chn-vnm-export-1999", "ferry-line-opened-1999")
            for start in (100, 20)
        ],
        "sources": [
            {
                "source_id": "ferries",
                "path": "ferries.txt",
                "title": "=Ferries",
                "authors": ["Ann Bee", "Dee; Cee"],
                "publisher": "",
                "published": "2019",
                "language": "en",
                "kind": "",
                "locator": "",
                "sha256": "0" * 64,
                "licence": "",
                "retrieved": "",
            }
        ],
        "history": [
            {"record_id": "ferry-line-opened-1999", "step": "found", "rule": "en.open", "detail": "in two sentences"}
        ],
        "refusals": [
            {
                "source_id": "ferries",
                "line": 9,
                "date": "1998",
                "date_text": "1998",
                "reason": "stands in a reference",
            }
        ],
    }
