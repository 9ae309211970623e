from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from dashboard import files
from etl import schema

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.data import Store


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-5 is less", "'-5 is less"),
        ("@home", "'@home"),
        ("\tx", "'\tx"),
        ("a = b", "a = b"),
        ("", ""),
    ],
)
def test_no_cell_runs_in_a_spreadsheet(cell: str, written: str) -> None:
    text = files.csv(pd.DataFrame({"note": [cell, "plain"]})).decode()
    assert list(csv.reader(io.StringIO(text)))[1] == ([written] if written else [""])


def test_a_number_below_zero_stays_a_number() -> None:
    assert files.csv(pd.DataFrame({"value": [-2.5, 1e12]})) == b"value\n-2.5\n1000000000000\n"


def test_the_table_of_every_row_is_the_table_on_disk(store: Store, tables: Path) -> None:
    assert files.csv(files.columns(store.events)) == (tables / "events.csv").read_bytes()
    assert files.csv(files.columns(store.trade)) == (tables / "trade.csv").read_bytes()


def test_a_byte_order_mark_only_where_it_is_asked_for(store: Store) -> None:
    assert files.csv(store.events, bom=True) == b"\xef\xbb\xbf" + files.csv(store.events)


def test_json_holds_the_same_rows(store: Store) -> None:
    rows = json.loads(files.json(files.columns(store.trade)))
    assert list(rows[0]) == list(schema.TRADE.names)
    assert (rows[0]["first"], rows[0]["value"], rows[0]["preferred"]) == ("2002-01-01", 54770000000.0, True)
