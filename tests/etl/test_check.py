"""Tables against their schema and each other: every seeded fault is named with its row."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from etl import check, write
from etl.errors import ContractError
from etl.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Tables = Callable[..., dict[str, list[dict[str, Any]]]]


def _problems(made: dict[str, list[dict[str, Any]]]) -> list[str]:
    return check.problems({table.name: write._rendered(table, made[table.name]) for table in TABLES})


def test_a_correct_set_has_no_problems(tables: Tables) -> None:
    assert _problems(tables()) == []


@pytest.mark.parametrize(
    ("table", "column", "value", "problem"),
    [
        ("events", "title", "", 'events.csv:2: title is "", expected .{1,90}'),
        ("events", "title", "x" * 91, f'events.csv:2: title is "{"x" * 80}", expected .{{1,90}}'),
        ("events", "importance", 4, 'events.csv:2: importance is "4", expected one of 1, 2, 3'),
        ("events", "kind", "sunk", 'events.csv:2: kind is "sunk", expected one of signed, adopted, '),
        ("events", "last", date(1999, 5, 30), "events.csv:2: first and last are 1999-05-01 to 1999-05-30, expected "),
        ("events", "precision", "year", "events.csv:2: precision is year, expected month for 1999-05"),
        ("events", "event_id", "Ferry Line", 'events.csv:2: event_id is "Ferry Line", expected [a-z0-9]'),
        ("events", "first", "May", 'events.csv:2: first is "May", expected a date'),
        ("trade", "value", "much", 'trade.csv:2: value is "much", expected a number'),
        ("trade", "preferred", "yes", 'trade.csv:2: preferred is "yes", expected a boolean'),
        ("trade", "period", "1999-02-31", "trade.csv:2: first and last are 1999-01-01 to 1999-12-31, expected  to "),
        ("trade", "reporter", "China", 'trade.csv:2: reporter is "China", expected [A-Z]'),
        ("trade", "flow", "sideways", 'trade.csv:2: flow is "sideways", expected one of export, import, total'),
        ("sources", "sha256", "x", 'sources.csv:2: sha256 is "x", expected [0-9a-f]{64}'),
        ("sources", "source_id", "others", 'citations.csv:2: source_id is "ferries", which sources does not hold'),
        ("history", "step", "guessed", 'history.csv:2: step is "guessed", expected one of found, merged'),
        ("history", "record_id", "gone", 'history.csv:2: record_id is "gone", which events or trade does not hold'),
    ],
)
def test_a_fault_is_named_with_table_row_and_column(
    tables: Tables, table: str, column: str, value: object, problem: str
) -> None:
    made = tables()
    made[table][0][column] = value
    assert [line[: len(problem)] for line in _problems(made) if line.startswith(problem)] != []


def test_a_repeated_key_is_named_with_both_rows(tables: Tables) -> None:
    made = tables()
    made["events"].append({**made["events"][0], "title": "Another"})
    assert _problems(made) == ["events.csv:3: repeats the key of row 2: ferry-line-opened-1999"]


def test_two_preferred_values_of_one_subject_are_named(tables: Tables) -> None:
    made = tables()
    made["trade"].append({**made["trade"][0], "observation_id": "other"})
    subject = "period, reporter, partner, flow, indicator"
    assert _problems(made) == [f"trade.csv:3: is preferred, as row 2 is for the same {subject}"]
    made["trade"][1]["preferred"] = False
    assert _problems(made) == []


def test_faults_without_end_are_cut_off(tables: Tables) -> None:
    made = tables()
    made["events"] = [{**made["events"][0], "event_id": f"e{number}", "kind": "sunk"} for number in range(300)]
    problems = _problems(made)
    assert (len(problems), problems[-1]) == (101, "and more")


def test_tables_on_disk_are_the_ones_that_were_written(tables: Tables, tmp_path: Path) -> None:
    write.replace(write.files(tables()), tmp_path)
    read = check.read_tables(tmp_path)
    assert (check.problems(read), check.mixed(tmp_path)) == ([], [])
    assert read["events"][0][0] == "ferry-line-opened-1999"


def test_a_table_of_another_build_is_told(tables: Tables, tmp_path: Path) -> None:
    write.replace(write.files(tables()), tmp_path)
    (tmp_path / "events.csv").write_bytes(write.files(tables("Another line opened"))["events.csv"])
    assert check.mixed(tmp_path) == ["events.csv: is not the file that datapackage.json describes"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "events.csv: cannot be read: No such file or directory"),
        (b"", "events.csv: columns are nothing, expected event_id,date,"),
        (b"event_id,when\n", "events.csv: columns are event_id,when, expected event_id,date,"),
        (b"caf\xe9\n", "events.csv: is not a table in UTF-8"),
    ],
)
def test_files_that_are_no_tables_are_refused(
    tables: Tables, tmp_path: Path, content: bytes | None, message: str
) -> None:
    write.replace(write.files(tables()), tmp_path)
    (tmp_path / "events.csv").unlink()
    if content is not None:
        (tmp_path / "events.csv").write_bytes(content)
    with pytest.raises(ContractError, match=message):
        check.read_tables(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"), [(None, "cannot be read"), (b"{", "does not describe tables"), (b"{}", "does not describe")]
)
def test_a_folder_without_its_description_is_refused(
    tables: Tables, tmp_path: Path, content: bytes | None, message: str
) -> None:
    write.replace(write.files(tables()), tmp_path)
    (tmp_path / "datapackage.json").unlink()
    if content is not None:
        (tmp_path / "datapackage.json").write_bytes(content)
    with pytest.raises(ContractError, match=message):
        check.mixed(tmp_path)
