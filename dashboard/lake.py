"""Tables that outgrow memory: Parquet files, of which DuckDB reads what a question of `dashboard.query` needs.

Milestones and what names them are few and are held in memory; observations and citations stay on disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from dashboard import data

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from duckdb import DuckDBPyRelation

_DATED = 'select *, year("first")::integer as first_year, year("last")::integer as last_year from "{table}"'
_CITED = """
select citations.* from citations semi join events on record_id = event_id
order by all
"""
_SPAN = """
select min(year("first")), max(year("last")) from (
    select "first", "last" from events union all select "first", "last" from trade
)
"""
_CODES = "select distinct unnest([reporter, partner]) from trade"


@dataclass(frozen=True, eq=False)
class Lake:
    """Relations with the columns that the frames of a `dashboard.data.Store` have; for one thread at a time."""

    events: DuckDBPyRelation
    trade: DuckDBPyRelation
    citations: DuckDBPyRelation
    regions: Mapping[str, tuple[str, ...]]
    countries: tuple[str, ...]
    years: tuple[int, int]


def opened(folder: Path, *, megabytes: int = 1024) -> Lake:
    """The tables that ``python -m etl build --format parquet`` wrote into a folder.

    They are taken as they are: ``python -m etl check`` holds them to the schema.

    Args:
        folder: The folder.
        megabytes: What DuckDB may keep in memory; what a question returns comes on top.

    Raises:
        TablesError: A table is missing or is no Parquet file.
    """
    link = duckdb.connect(config={"memory_limit": f"{megabytes}MB"})
    for name in ("events", "trade", "citations", "sources"):
        path = folder / f"{name}.parquet"
        try:
            link.read_parquet(str(path)).create_view(name)
        except duckdb.Error as error:
            raise data.TablesError(f"{path}: cannot be read as a table: {str(error).splitlines()[0]}") from error
    regions = data.regions()
    events = data.described(
        link.sql(_DATED.format(table="events") + " order by event_id").df(),
        link.sql(_CITED).df(),
        link.table("sources").df(),
    )
    traded = {code for (code,) in link.sql(_CODES).fetchall()}
    named = {code for cell in events["countries"].unique() for code in cell.split(";")}
    ((first, last),) = link.sql(_SPAN).fetchall()
    return Lake(
        events=link.from_df(events),
        trade=link.sql(_DATED.format(table="trade")),
        citations=link.view("citations"),
        regions=regions,
        countries=tuple(sorted({*named, *traded, *regions["asean"]} - {""})),
        years=data.NO_YEARS if first is None else (first, last),
    )
