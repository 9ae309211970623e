"""Tells how a row came about: its places, and the steps by rules, merges and corrections that led to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl.check import read_tables
from etl.errors import ContractError, one_line
from etl.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_CLOSE = 5


def explain(folder: Path, record_id: str) -> list[str]:
    """Lines that tell how a milestone or an observation came about.

    Args:
        folder: The folder of the tables.
        record_id: An ``event_id`` or ``observation_id``.

    Raises:
        ContractError: There are no such tables, or no such row in them; names rows with ids like it.
    """
    tables = {
        table.name: [dict(zip(table.names, row, strict=False)) for row in rows]
        for table, rows in zip(TABLES, read_tables(folder).values(), strict=True)
    }
    record = next(
        (row for row in _records(tables) if record_id in {row.get("event_id"), row.get("observation_id")}), None
    )
    if record is None:
        raise ContractError(f'{folder}: no row is called "{record_id}"{_similar(tables, record_id)}')
    sources = {row["source_id"]: row for row in tables["sources"]}
    places = [row for row in tables["citations"] if row["record_id"] == record_id]
    steps = [row for row in tables["history"] if row["record_id"] == record_id]
    return [
        one_line(line)
        for line in (
            *_head(record),
            f"places ({len(places)}):",
            *(f"  {_place(place, sources)}" for place in places),
            f"steps ({len(steps)}):",
            *(f"  {_step(step)}" for step in steps),
        )
    ]


def _records(tables: Mapping[str, list[dict[str, str]]]) -> Iterator[dict[str, str]]:
    yield from tables["events"]
    yield from tables["trade"]


def _similar(tables: Mapping[str, list[dict[str, str]]], record_id: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 (only where a name was mistyped)

    names = [next(iter(row.values())) for row in _records(tables)]
    close = get_close_matches(record_id, names, _CLOSE)
    return f"; did you mean {', '.join(close)}?" if close else ""


def _head(record: Mapping[str, str]) -> Iterator[str]:
    yield next(iter(record.values()))
    for name, value in list(record.items())[1:]:
        if value:
            yield f"  {name}: {value}"


def _place(place: Mapping[str, str], sources: Mapping[str, Mapping[str, str]]) -> str:
    source = sources.get(place["source_id"], {})
    where = f"page {place['page']}, line {place['line']}" if place["page"] not in {"", "0"} else f"line {place['line']}"
    words = f' "{place["date_text"]}"' if place["date_text"] else ""
    rule = f" [{place['rule']}]" if place["rule"] else ""
    return f"{place['verdict']} {place['date']}{words} - {source.get('path', place['source_id'])}, {where}{rule}"


def _step(step: Mapping[str, str]) -> str:
    rule = f" [{step['rule']}]" if step["rule"] else ""
    return f"{step['step']}{rule} {step['detail']}".rstrip()
