"""Tables replaced under a running page: taken whole or not at all; broken ones are refused, the old ones served."""

from __future__ import annotations

import gc
import hashlib
import json
import shutil
import time
import weakref
from typing import TYPE_CHECKING, Any

import pytest

from dashboard import data
from dashboard.app import create_app
from dashboard.settings import Settings
from dashboard.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask.testing import FlaskClient


@pytest.fixture
def folder(tables: Path, tmp_path: Path) -> Path:
    return shutil.copytree(tables, tmp_path / "tables")


def retitle(folder: Path, title: str) -> None:
    """Another title for the first milestone, written into the file as an editor does."""
    path = folder / "events.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    cells = lines[1].split(",")
    lines[1] = ",".join([*cells[:5], title, *cells[6:]])
    path.write_text("".join(lines), encoding="utf-8")


def titles(held: Shelf) -> set[str]:
    return set(held.store.events["title"])


def looked(held: Shelf, times: int = 2) -> dict[str, Any]:
    for _ in range(times):
        held.look()
    return held.state()


def test_new_tables_are_taken_once_they_rest(folder: Path) -> None:
    forgot: list[bool] = []
    held = Shelf(folder, forget=lambda: forgot.append(True))
    before = held.state()["version"]
    retitle(folder, "A new title")
    assert looked(held, times=1)["version"] == before
    assert "A new title" not in titles(held)
    after = looked(held, times=1)
    assert (after["version"] != before, after["refused"], forgot) == (True, None, [True])
    assert "A new title" in titles(held)
    assert looked(held) == after
    assert forgot == [True]


def test_tables_that_change_at_every_look_wait(folder: Path) -> None:
    held = Shelf(folder)
    for number in range(4):
        retitle(folder, "Title" + "!" * number)
        looked(held, times=1)
        assert not any(title.startswith("Title") for title in titles(held))
    held.look()
    assert "Title!!!" in titles(held)


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda folder: (folder / "trade.csv").unlink(), "trade.csv: no such table"),
        (lambda folder: (folder / "trade.csv").write_text(""), "trade.csv: cannot be read as a table: No columns"),
        (lambda folder: (folder / "events.csv").write_bytes(b"\xff\xfe\0"), "events.csv: cannot be read as a table"),
        (lambda folder: retitle(folder, "a,b"), "events.csv: row 5, event_id: found"),
        (shutil.rmtree, "the folder: no such folder, expected the tables"),
        (lambda folder: (folder / "datapackage.json").write_text("{}"), "datapackage.json: is no data package"),
    ],
)
def test_broken_tables_are_refused_and_those_before_stay_until_they_are_mended(
    folder: Path, tables: Path, damage: Callable[[Path], None], reason: str
) -> None:
    held = Shelf(folder)
    before = held.state()
    damage(folder)
    told = looked(held)
    assert told["refused"]["reason"].startswith(reason)
    assert str(folder.parent) not in json.dumps(told)
    assert {**told, "refused": None} == before
    assert len(held.store.events) == 27
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(tables, folder)
    assert looked(held)["refused"] is None


def test_half_of_a_set_is_never_taken(folder: Path) -> None:
    """Each table for itself is sound; the data package says that they are not of one build."""
    described = {"resources": [{"path": name.name, "hash": digest(name)} for name in folder.glob("*.csv")]}
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    held = Shelf(folder)
    retitle(folder, "Half of a set")
    assert looked(held)["refused"]["reason"] == "events.csv: is not the file that datapackage.json describes"
    assert "Half of a set" not in titles(held)
    for part in described["resources"]:
        part["hash"] = digest(folder / part["path"])
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    assert looked(held)["refused"] is None
    assert "Half of a set" in titles(held)


def digest(path: Path) -> str:
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def test_tables_that_change_while_they_are_read_wait(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Shelf(folder)
    retitle(folder, "Read")
    held.look()
    load = data.load

    def slow(*arguments: Any) -> data.Store:  # noqa: ANN401 (as they come)
        read = load(*arguments)
        retitle(folder, "Written meanwhile")
        return read

    monkeypatch.setattr(data, "load", slow)
    held.look()
    monkeypatch.undo()
    assert not {"Read", "Written meanwhile"} & titles(held)
    looked(held)
    assert "Written meanwhile" in titles(held)


@pytest.fixture
def running(folder: Path) -> tuple[FlaskClient, Shelf]:
    app = create_app(folder, settings=Settings(look_seconds=0))
    return app.server.test_client(), app.shelf


def test_the_page_its_files_and_health_change_together(folder: Path, running: tuple[FlaskClient, Shelf]) -> None:
    client, held = running

    def seen() -> tuple[bool, bool, str, str]:
        file = client.get("/data/events.csv")
        page = client.get("/_dash-layout?_search=&_path=/&_width=390").get_data(as_text=True)
        name = "Seen by all"
        version = client.get("/health").get_json()["version"]
        return name in page, name in file.get_data(as_text=True), file.headers["Atlas-Data-Version"], version

    old = seen()
    assert old[:2] == (False, False)
    assert old[2] == old[3]
    retitle(folder, "Seen by all")
    looked(held)
    new = seen()
    assert new[:2] == (True, True)
    assert new[2] == new[3] != old[3]


def test_old_tables_leave_the_memory(folder: Path, running: tuple[FlaskClient, Shelf]) -> None:
    client, held = running
    for path in ("/_dash-layout?_search=&_path=/&_width=1400", "/chart/trade-trend.csv", "/data/events.csv"):
        assert client.get(path).status_code == 200
    old = weakref.ref(held.store.trade), weakref.ref(held.store.events)
    retitle(folder, "Another")
    looked(held)
    assert client.get("/_dash-layout?_search=&_path=/&_width=1400").status_code == 200
    gc.collect()
    assert [one() for one in old] == [None, None]


def test_a_request_has_the_folder_looked_at_and_waits_for_nothing(folder: Path) -> None:
    held = Shelf(folder, seconds=0.001)
    retitle(folder, "Found by a request")
    for _ in range(2000):
        if "Found by a request" in titles(held):
            break
        time.sleep(0.005)
    assert "Found by a request" in titles(held)
