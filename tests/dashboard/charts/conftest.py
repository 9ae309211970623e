"""Small tables that the tests of charts draw."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from dashboard.text import Words, words
from dashboard.theme import Look, look
from etl.schema import EVENTS, TRADE


@pytest.fixture
def light() -> Look:
    return look("light")


@pytest.fixture
def en() -> Words:
    return words("en")


@pytest.fixture
def zh() -> Words:
    return words("zh")


def _dated(rows: list[dict[str, Any]], names: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(names))
    return frame.assign(first=pd.to_datetime(frame["first"]), last=pd.to_datetime(frame["last"]))


@pytest.fixture
def events() -> pd.DataFrame:
    """Six milestones: a day, a month, a year, a range; clear, disputed, approximate and planned."""
    defaults = {"precision": "day", "summary": "", "kind": "other", "status": "clear", "note": "", "source_count": 1}
    rows = [
        (
            "treaty",
            "2003-10-08",
            "2003-10-08",
            "2003-10-08",
            "Treaty acceded to",
            "politics_security",
            "CHN;ASEAN",
            "CHN",
            3,
        ),
        (
            "area",
            "2010-01",
            "2010-01-01",
            "2010-01-31",
            "Trade area in force",
            "trade_economy",
            "CHN;ASEAN",
            "CHN;ASEAN",
            3,
        ),
        ("talks", "2002", "2002-01-01", "2002-12-31", "Talks open", "trade_economy", "CHN;VNM", "CHN;VNM", 1),
        (
            "rail",
            "2016/2021",
            "2016-01-01",
            "2021-12-31",
            "Railway <i>built",
            "connectivity_infrastructure",
            "CHN;LAO",
            "LAO",
            2,
        ),
        ("fund", "2009~", "2009-01-01", "2009-12-31", "Fund proposed", "finance_investment", "CHN", "CHN;AIIB", 1),
        (
            "port",
            "2030",
            "2030-01-01",
            "2030-12-31",
            "Port planned",
            "connectivity_infrastructure",
            "CHN;MMR",
            "MMR",
            1,
        ),
    ]
    names = ("event_id", "date", "first", "last", "title", "domain", "countries", "actors", "importance")
    table = [defaults | dict(zip(names, row, strict=True)) for row in rows]
    table[2]["status"] = "disputed"
    table[5]["note"] = "planned for this year"
    return _dated(table, EVENTS.names)


@pytest.fixture
def trade() -> pd.DataFrame:
    """Trade of China with Viet Nam and Thailand 2000–2003, both ways, in billions: Thailand 2001 is missing."""
    figures: dict[tuple[str, str, str], dict[int, float]] = {
        ("CHN", "VNM", "export"): {2000: 1, 2001: 2, 2002: 3, 2003: 6},
        ("CHN", "VNM", "import"): {2000: 1, 2001: 1, 2002: 2, 2003: 4},
        ("CHN", "THA", "export"): {2000: 2, 2002: 4, 2003: 5},
        ("CHN", "THA", "import"): {2000: 2, 2002: 4, 2003: 3},
        ("VNM", "CHN", "export"): {2002: 1.5, 2003: 3},
        ("THA", "CHN", "export"): {2002: 3, 2003: 3},
    }
    rows = [_observation(pair, year, value) for pair, values in figures.items() for year, value in values.items()]
    rows[4]["method"] = "mirrored"  # imports from Viet Nam in 2000
    stated = _observation(("CHN", "ASEAN", "total"), 2002, 13.5)
    rows.append(stated | {"preferred": False, "note": "as a report prints it"})
    rows.append(_observation(("CHN", "VNM", "total"), 2003, 9.5) | {"preferred": False})
    return _dated(rows, TRADE.names)


def _observation(pair: tuple[str, str, str], year: int, billions: float) -> dict[str, Any]:
    reporter, partner, flow = pair
    return {
        "observation_id": f"{reporter}-{partner}-{flow}-{year}".lower(),
        "period": str(year),
        "first": f"{year}-01-01",
        "last": f"{year}-12-31",
        "indicator": "goods_trade",
        "reporter": reporter,
        "partner": partner,
        "flow": flow,
        "value": billions * 1e9,
        "unit": "USD",
        "kind": "level",
        "method": "reported",
        "valuation": "fob" if flow == "export" else "cif",
        "preferred": True,
        "status": "clear",
        "note": "",
        "qualifier": "",
    }
