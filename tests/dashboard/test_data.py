from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dashboard import data
from dashboard.data import TablesError

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.data import Store


def test_tables_come_typed(store: Store) -> None:
    assert len(store.events) == 27
    row = store.events.set_index("event_id").loc["free-trade-area-2010"]
    assert (row["first"].date().isoformat(), row["first_year"], row["last_year"]) == ("2010-01-01", 2010, 2010)
    assert row["documents"].split(";") == ["brief-history", "trade-notes"]
    assert "泰国" in store.events.set_index("event_id").loc["asian-financial-crisis-1997"]["search"]
    assert store.trade["value"].dtype == "float64"
    assert store.years == (1991, 2025)
    assert {"ASEAN", "CHN", "TLS", "VNM"} <= set(store.countries)


def test_axes_open_on_the_years_of_trade_where_few_milestones_are_older(store: Store) -> None:
    traded = int(store.trade["first_year"].min())
    events = store.events.assign(first_year=traded, last_year=traded)
    few = events.assign(first_year=[1967, *events["first_year"][1:]], last_year=[1967, *events["last_year"][1:]])
    many = events.assign(first_year=1967, last_year=1967)
    assert replace(store, events=few).opening[0] == traded == 2002
    assert replace(store, events=many).opening[0] == 1967


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        ("events", ",year,", ",century,", 'row 2, precision: found "century", expected day or month'),
        ("events", "1991-01-01", "1991-02-31", 'first: found "1991-02-31", expected date'),
        ("events", ",clear,,1\n", ",clear,,1.5\n", 'source_count: found "1.5", expected integer'),
        ("events", "event_id", "id", "columns differ from the schema in event_id, id"),
        ("trade", ",54770000000,", ",nan,", 'value: found "nan", expected number'),
        ("trade", ",true,", ",yes,", 'preferred: found "yes", expected boolean'),
        ("trade", "CHN,ASEAN", "China,ASEAN", 'reporter: found "China", expected string'),
        ("citations", ",brief-history,", ",lost-book,", 'source_id: "lost-book" is no row of sources'),
        ("history", "aiib-2015,found", "nothing,found", 'record_id: "nothing" is no row of events or trade'),
    ],
)
def test_a_broken_table_is_refused_in_one_line(  # noqa: PLR0917 (a table of cases)
    tables: Path, tmp_path: Path, table: str, old: str, new: str, message: str
) -> None:
    shutil.copytree(tables, tmp_path / "tables")
    path = tmp_path / "tables" / f"{table}.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TablesError) as caught:
        data.load(tmp_path / "tables")
    assert message in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_repeated_row_is_refused(tables: Path, tmp_path: Path) -> None:
    shutil.copytree(tables, tmp_path / "tables")
    path = tmp_path / "tables" / "events.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")
    with pytest.raises(TablesError, match="repeats the key of another row"):
        data.load(tmp_path / "tables")


def test_what_is_not_there_or_not_text_is_named(tables: Path, tmp_path: Path) -> None:
    with pytest.raises(TablesError, match="no such folder"):
        data.load(tmp_path / "nowhere")
    with pytest.raises(TablesError, match=r"events\.csv: no such table"):
        data.load(tmp_path)
    shutil.copytree(tables, tmp_path / "tables")
    (tmp_path / "tables" / "events.csv").write_bytes(b"event_id\xff\xfe")
    with pytest.raises(TablesError, match=r"events\.csv: cannot be read as a table"):
        data.load(tmp_path / "tables")


def test_the_shipped_tables_are_found_beside_the_program() -> None:
    assert data.shipped_tables().name in {"data", "tables"}
