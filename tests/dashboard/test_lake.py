"""The questions of a view have the same answers from DuckDB over Parquet as from frames in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dashboard import data, lake, query
from dashboard.query import Filters
from etl import parquet, schema

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.data import Store
    from dashboard.lake import Lake

COUNTED = ("countries", "domains", "kinds", "importance", "documents", "disputed")
YEAR = st.none() | st.integers(1985, 2030)


@pytest.fixture(scope="module")
def on_disk(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    return lake.opened(_converted(tables, tmp_path_factory.mktemp("parquet")))


def _converted(tables: Path, folder: Path) -> Path:
    files = {f"{table.name}.csv": (tables / f"{table.name}.csv").read_bytes() for table in schema.TABLES}
    for name, content in parquet.beside(files).items():
        (folder / name).write_bytes(content)
    return folder


def _some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=3).map(tuple)


VIEWS = st.builds(
    Filters,
    countries=_some("VNM", "THA", "CHN", "ASEAN", "KAZ"),
    domains=_some(*schema.DOMAINS),
    kinds=_some("signed", "opened", "established"),
    importance=_some("1", "2", "3"),
    documents=_some("trade-notes", "none"),
    disputed=st.booleans(),
    national=st.booleans(),
    search=st.sampled_from(["", "railway", "LAOS Railway", "泰国", "100% (of", "'; drop"]),
    first_year=YEAR,
    last_year=YEAR,
)


@settings(deadline=None, max_examples=12, phases=(Phase.explicit, Phase.generate))
@given(VIEWS)
def test_both_give_the_same_rows_and_numbers(store: Store, on_disk: Lake, view: Filters) -> None:
    for rows in (query.events, query.trade, query.trade_of_all_years):
        pd.testing.assert_frame_equal(
            rows(on_disk, view).reset_index(drop=True), rows(store, view).reset_index(drop=True)
        )
    assert [query.counts(on_disk, view, name) for name in COUNTED] == [
        query.counts(store, view, name) for name in COUNTED
    ]
    assert query.yearly_counts(on_disk, view) == query.yearly_counts(store, view)


def test_both_know_the_same_countries_and_years(store: Store, on_disk: Lake) -> None:
    assert (on_disk.countries, on_disk.years) == (store.countries, store.years)


def test_a_table_that_is_missing_or_none_is_named(tables: Path, tmp_path: Path) -> None:
    with pytest.raises(data.TablesError, match=r"events\.parquet: cannot be read as a table: "):
        lake.opened(tmp_path)
    _converted(tables, tmp_path)
    (tmp_path / "trade.parquet").write_bytes(b"no table")
    with pytest.raises(data.TablesError, match=r"trade\.parquet: cannot be read as a table: "):
        lake.opened(tmp_path)


def test_a_narrow_question_over_many_rows_takes_little_memory(tables: Path, tmp_path: Path, store: Store) -> None:
    place = str(_converted(tables, tmp_path) / "trade.parquet")
    link = duckdb.connect()
    link.read_parquet(place).create_view("given")
    copies = link.sql("select given.* replace (observation_id || n as observation_id) from given, range(300) r(n)")
    copies.write_parquet(f"{place}.many")
    (tmp_path / "trade.parquet.many").replace(place)
    narrow = Filters(countries=("LAO",), first_year=2021, last_year=2021)
    many = lake.opened(tmp_path, megabytes=60)
    assert many.trade.count("*").fetchall() == [(300 * len(store.trade),)]
    assert len(query.trade(many, narrow)) == 300 * len(query.trade(store, narrow)) > 0
