"""Tables to files: cells, order, safety, and a set that is replaced whole whatever happens."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import write
from etl.errors import ContractError, WriteError

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType


Tables = Callable[..., dict[str, list[dict[str, Any]]]]


def _rows(name: str, made: dict[str, list[dict[str, Any]]]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(write.files(made)[f"{name}.csv"].decode())))


def _put(tables: Tables, folder: Path, title: str) -> dict[str, bytes]:
    content = write.files(tables(title))
    with write.claimed(folder):
        write.replace(content, folder)
    return content


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_cells_are_plain(tables: Tables) -> None:
    made = tables()
    row = _rows("trade", made)[0]
    assert (row["value"], row["preferred"], row["first"], row["note"]) == ("1500000000", "true", "1999-01-01", "")
    assert _rows("sources", made)[0]["authors"] == "Ann Bee;Dee, Cee"
    assert _rows("events", made)[0]["countries"] == "CHN;VNM"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (Decimal("0.10"), "0.1"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.0"), "0"),
        (Decimal("0.000000001"), "0.000000001"),
        (12.50, "12.5"),
        (1e20, "100000000000000000000"),
        (3, "3"),
    ],
)
def test_numbers_have_no_exponents_and_no_trailing_zeros(tables: Tables, value: float | Decimal, cell: str) -> None:
    made = tables()
    made["trade"][0]["value"] = value
    assert _rows("trade", made)[0]["value"] == cell


def test_rows_are_sorted_by_key_with_offsets_as_numbers(tables: Tables) -> None:
    places = [(row["record_id"], row["start"]) for row in _rows("citations", tables())]
    assert places == [
        ("ferry-line-opened-1999", "20"),
        ("ferry-line-opened-1999", "100"),
        ("goods_trade-chn-vnm-export-1999", "20"),
        ("goods_trade-chn-vnm-export-1999", "100"),
    ]


def test_files_end_lines_with_a_line_feed_and_do_not_depend_on_the_order_of_rows(tables: Tables) -> None:
    made = tables()
    turned = {name: rows[::-1] for name, rows in made.items()}
    assert write.files(made) == write.files(turned)
    assert b"\r" not in write.files(made)["citations.csv"]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-5 % growth", "'-5 % growth"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'=1+1"),
        ("\r\n=1+1", "'=1+1"),
        ("  =1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("a=b", "a=b"),
        ("– a dash", "– a dash"),
        ("two\nlines\0here", "two lines here"),
        ("lone \udcff byte", "lone \\udcff byte"),
    ],
)
def test_cells_of_text_are_one_line_and_never_a_formula(tables: Tables, text: str, cell: str) -> None:
    assert write.harmless(text) == cell
    made = tables()
    made["events"][0]["note"] = text
    assert _rows("events", made)[0]["note"] == cell


@given(st.text())
def test_no_text_begins_a_formula_or_a_line(text: str) -> None:
    cell = write.harmless(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert len(cell.splitlines()) <= 1


def test_rows_that_break_the_schema_are_never_written(tables: Tables, tmp_path: Path) -> None:
    before = _put(tables, tmp_path / "data", "old")
    made = tables()
    made["events"][0]["domain"] = "ferries"
    with pytest.raises(ContractError, match=r'events.csv:2: domain is "ferries", expected one of politics_security'):
        write.files(made)
    assert _content(tmp_path / "data") == before


def test_a_set_takes_the_place_of_the_old_one_and_other_files_stay(tables: Tables, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    _put(tables, folder, "old")
    (folder / "README.md").write_text("mine", encoding="utf-8")
    new = _put(tables, folder, "new")
    assert _content(folder) == {**new, "README.md": b"mine"}
    assert [path.name for path in folder.parent.iterdir()] == ["data"]


@pytest.mark.parametrize("hindrance", ["a folder in it", "work in it", "no exchange"])
def test_a_folder_that_cannot_be_exchanged_is_filled_file_by_file(
    tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hindrance: str
) -> None:
    folder = tmp_path / "data"
    _put(tables, folder, "old")
    if hindrance == "a folder in it":
        (folder / "mine").mkdir()
    elif hindrance == "work in it":
        monkeypatch.chdir(folder)
    else:
        monkeypatch.setattr(write, "_exchange", lambda *_: False)
    before = folder.stat().st_ino
    new = _put(tables, folder, "new")
    assert _content(folder) == new
    assert folder.stat().st_ino == before
    assert not (folder / ".ready").exists()


def test_a_second_build_into_the_same_folder_is_refused(tmp_path: Path) -> None:
    first, second = write.claimed(tmp_path / "data"), write.claimed(tmp_path / "data")
    with first, pytest.raises(WriteError, match="another build is writing here"), second:
        pass
    with write.claimed(tmp_path / "data"):
        pass


def test_a_folder_made_for_a_build_that_wrote_nothing_goes_again(tmp_path: Path) -> None:
    with write.claimed(tmp_path / "data"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x", encoding="utf-8")
    with pytest.raises(WriteError, match="data: cannot be written to: File exists"), write.claimed(tmp_path / "data"):
        pass


def test_a_full_disk_leaves_the_old_set(tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _put(tables, tmp_path / "data", "old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="the old tables stay: No space left on device"):
        _put(tables, tmp_path / "data", "new")
    monkeypatch.undo()
    assert _content(tmp_path / "data") == before
    assert _put(tables, tmp_path / "data", "new") == _content(tmp_path / "data")


def _killed_at(step: int, work: Callable[[], object]) -> bool:
    """Run work in a process that is killed at a step within the writer; whether it came that far."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    left = step

    def count(frame: FrameType, event: str, _: object) -> Any:  # noqa: ANN401 (what settrace asks for)
        nonlocal left
        if not frame.f_code.co_filename.endswith("write.py"):
            return None
        if event == "line":
            left -= 1
            if not left:
                os._exit(9)
        return count

    sys.settrace(count)
    work()
    os._exit(0)


@pytest.mark.skipif(sys.platform != "linux", reason="folders are exchanged on Linux only")
def test_a_build_killed_at_any_line_leaves_the_old_or_the_new_set(tables: Tables, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    old, new = _put(tables, folder, "old"), write.files(tables("new"))
    (folder / "mine.txt").write_bytes(b"mine")

    def work() -> None:
        with write.claimed(folder):
            write.replace(new, folder)

    seen, step = set(), 1
    while _killed_at(step, work):
        content = _content(folder)
        assert content.pop("mine.txt") == b"mine"
        assert content in (old, new)
        seen.add(content == new)
        _put(tables, folder, "old")
        assert [path.name for path in tmp_path.iterdir()] == ["data"]
        step += 1
    assert seen == {False, True}


def test_a_build_killed_while_it_fills_a_folder_is_ended_by_the_next(tables: Tables, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    old, new = _put(tables, folder, "old"), write.files(tables("new"))
    (folder / "mine").mkdir()

    def work() -> None:
        with write.claimed(folder):
            write.replace(new, folder)

    seen, step = set(), 1
    while _killed_at(step, work):
        with write.claimed(folder):
            content = _content(folder)
        assert content in (old, new)
        seen.add(content == new)
        _put(tables, folder, "old")
        assert [path.name for path in folder.iterdir() if path.is_dir()] == ["mine"]
        step += 3
    assert seen == {False, True}
