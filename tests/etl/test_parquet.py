"""Tables as Parquet: the rows and cells of CSV, in the schema's types, and one set with it."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

from etl import parquet as tables_as
from etl import write
from etl.__main__ import main
from etl.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Tables = Callable[..., dict[str, list[dict[str, Any]]]]


def _put(tables: Tables, folder: Path, title: str, *, parquet: bool) -> dict[str, bytes]:
    content = write.files(tables(title))
    content = tables_as.beside(content) if parquet else content
    with write.claimed(folder):
        write.replace(content, folder)
    return content


def test_rows_and_types_are_the_schema_s(tables: Tables, tmp_path: Path) -> None:
    _put(tables, tmp_path / "data", "old", parquet=True)
    for table in TABLES:
        lines = (tmp_path / "data" / f"{table.name}.csv").read_bytes().count(b"\n")
        read = pq.read_table(tmp_path / "data" / f"{table.name}.parquet")
        assert (tuple(read.column_names), read.num_rows) == (table.names, lines - 1)
    row = pq.read_table(tmp_path / "data" / "trade.parquet").to_pylist()[0]
    assert (row["value"], row["first"], row["preferred"], row["note"], row["partner"]) == (
        1.5e9,
        date(1999, 1, 1),
        True,
        "",
        "VNM",
    )
    event = pq.read_table(tmp_path / "data" / "events.parquet").to_pylist()[0]
    assert (event["countries"], event["importance"], event["date"]) == ("CHN;VNM", 2, "1999-05")


@pytest.mark.parametrize("exchanged", [True, False])
def test_parquet_of_an_old_set_does_not_outlive_it(
    tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchanged: bool
) -> None:
    folder = tmp_path / "data"
    old = _put(tables, folder, "old", parquet=True)
    assert len(old) == 2 * len(TABLES) + 1
    if not exchanged:
        monkeypatch.setattr(write, "_exchange", lambda *_: False)
    (folder / "mine.parquet").write_bytes(b"mine")
    new = _put(tables, folder, "new", parquet=False)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {**new, "mine.parquet": b"mine"}


def test_the_command_writes_both_and_the_same_bytes_again(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    text = "China and Viet Nam signed the Agreement on Ferry Lines in Hanoi on 4 May 1999."
    (documents / "a.txt").write_text(text, encoding="utf-8")
    sets = []
    for name in ("one", "two"):
        out = tmp_path / name
        assert main(["build", "--sources", str(documents), "--out", str(out), "--format", "parquet"]) == 0
        sets.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert sets[0] == sets[1]
    assert {f"{table.name}.{suffix}" for table in TABLES for suffix in ("csv", "parquet")} < set(sets[0])


def test_without_the_library_nothing_is_read_and_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "etl.parquet", raising=False)
    monkeypatch.delattr("etl.parquet", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert main(["build", "--sources", str(tmp_path), "--out", str(tmp_path / "data"), "--format", "parquet"]) == 2
    assert "needs the library pyarrow: pip install 'asean-china-atlas[parquet]'" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()
