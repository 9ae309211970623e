"""gunicorn with two workers and several threads, as the README starts it, behind a proxy at a path of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from etl import datapackage, schema, write
from tests.dashboard.serving import PATIENCE, PREFIX, Served, fetched, gunicorn, proxy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="gunicorn runs on Unix"),
    pytest.mark.xdist_group("deployment"),
]


@pytest.fixture(scope="module")
def folder(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(tables, tmp_path_factory.mktemp("deployed") / "tables")


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    settings = {"data": str(folder), "prefix": PREFIX, "proxies": "1", "look_seconds": "1", "log": "json"}
    with gunicorn(folder.parent / "log.txt", settings=settings) as server:
        yield server


def build(folder: Path, title: str) -> None:
    """Replace the tables as a build does; the first milestone has this title."""
    content = {table.name: (folder / f"{table.name}.csv").read_bytes() for table in schema.TABLES}
    lines = content["events"].split(b"\n")
    cells = lines[1].split(b",")
    lines[1] = b",".join([*cells[:5], title.encode(), *cells[6:]])
    content["events"] = b"\n".join(lines)
    files = {f"{name}.csv": data for name, data in content.items()}
    with write.claimed(folder):
        write.replace({**files, datapackage.NAME: datapackage.described(content)}, folder)


def health(served: Served) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(served.get("/health")[2])
    return found


def changed(served: Served, key: str, before: object) -> Any:  # noqa: ANN401 (JSON)
    """What a worker tells once it tells another thing than before."""
    limit = time.monotonic() + PATIENCE
    while (found := health(served)[key]) == before and time.monotonic() < limit:
        time.sleep(0.05)
    return found


def agree(served: Served, key: str, wanted: object) -> bool:
    """Whether every worker tells the same before patience ends: many answers in a row."""
    limit = time.monotonic() + PATIENCE
    row = 0
    while row < 20 and time.monotonic() < limit:
        row = row + 1 if health(served)[key] == wanted else 0
        time.sleep(0.05)
    return row == 20


def test_any_worker_gives_the_same_answer(served: Served) -> None:
    paths = ["/data/events.csv?countries=VNM", "/data/trade.json?from=2010", "/_dash-layout?_search=%3Fq%3Dtrade"] * 20
    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(served.get, paths))
    assert {status for status, _, _ in answers} == {200}
    assert [len({answer[2] for answer in answers[at::3]}) for at in range(3)] == [1, 1, 1]
    logged = [json.loads(line) for line in served.log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
    assert {line["process"] for line in logged if line["logger"] == "dashboard.requests"} == set(served.workers())
    assert len(served.workers()) == 2


def test_below_a_path_of_a_proxy_everything_stays_below_it(served: Served) -> None:
    with proxy(served.port) as port:
        status, headers, body = fetched(port, f"{PREFIX}/?lang=zh")
        page = body.decode()
        linked = re.findall(r'(?:src|href)="([^"]+)"', page)
        assert status == 200
        assert len(linked) > 10
        assert [link for link in linked if not link.startswith(f"{PREFIX}/")] == []
        assert {fetched(port, link)[0] for link in linked} == {200}
        layout = fetched(port, f"{PREFIX}/_dash-layout?_search=&_path={PREFIX}/&_width=1400")[2].decode()
        assert {link for link in re.findall(r'"href":"(/[^"]*)"', layout) if not link.startswith(f"{PREFIX}/")} == set()
        rows = json.loads(fetched(port, f"{PREFIX}/chart/timeline.json?countries=VNM")[2])
        assert rows["about"]["link"] == f"http://127.0.0.1:{port}{PREFIX}/?countries=VNM"
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert fetched(port, "/")[0] == 404


@pytest.mark.parametrize(
    "path", ["/", "/health", "/data/events.csv", "/assets/atlas.css", "/data/none", "/_dash-layout"]
)
def test_every_answer_has_the_headers_that_keep_others_out(served: Served, path: str) -> None:
    _, headers, _ = served.get(path)
    assert {name: headers[name] for name in ("x-content-type-options", "x-frame-options", "referrer-policy")} == {
        "x-content-type-options": "nosniff", "x-frame-options": "DENY", "referrer-policy": "same-origin",
    }  # fmt: skip
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert "cache-control" in headers


def test_tables_replaced_under_load_are_taken_by_all_and_nobody_meets_an_error(served: Served, folder: Path) -> None:
    before = health(served)["version"]
    over = threading.Event()

    def person() -> set[tuple[int, bool, str]]:
        found = set()
        while not over.is_set():
            status, headers, body = served.get("/data/events.csv")
            found.add((status, b"Built anew" in body, headers.get("atlas-data-version", "")))
        return found

    with ThreadPoolExecutor(4) as people:
        asked = [people.submit(person) for _ in range(4)]
        try:
            build(folder, "Built anew")
            after = changed(served, "version", before)
            agreed = agree(served, "version", after)
        finally:
            over.set()
        seen = set().union(*(one.result() for one in asked))
    assert agreed
    assert seen == {(200, False, before), (200, True, after)}


def test_broken_tables_are_refused_by_all_until_they_are_mended(served: Served, folder: Path) -> None:
    sound, before = (folder / "trade.csv").read_bytes(), health(served)
    (folder / "trade.csv").write_bytes(sound[: len(sound) // 2])
    limit = time.monotonic() + PATIENCE
    while not (told := health(served))["refused"] and time.monotonic() < limit:
        time.sleep(0.05)
    assert (
        json.loads(json.dumps(told["refused"]))["reason"]
        == "trade.csv: is not the file that datapackage.json describes"
    )
    assert str(folder) not in json.dumps(told)
    assert agree(served, "version", before["version"])
    assert served.get("/data/trade.csv")[2].count(b"\n") == sound.count(b"\n")
    (folder / "trade.csv").write_bytes(sound)
    assert agree(served, "refused", None)
    assert "tables refused, those before stay" in served.log.read_text(encoding="utf-8")


def test_a_worker_that_is_killed_is_replaced_and_the_others_answer(served: Served) -> None:
    first, second = served.workers()
    os.kill(first, signal.SIGKILL)
    limit = time.monotonic() + PATIENCE
    while (first in served.workers() or len(served.workers()) < 2) and time.monotonic() < limit:
        assert served.get("/health")[0] == 200
        time.sleep(0.05)
    assert second in served.workers()
    assert len(served.workers()) == 2
    assert {served.get("/health")[0] for _ in range(20)} == {200}


def test_without_tables_the_server_ends_with_a_line_that_says_why(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    with pytest.raises(RuntimeError), gunicorn(log, settings={"data": str(tmp_path / "none")}) as served:
        served.get("/health")
    lines = log.read_text(encoding="utf-8").splitlines()
    reason = f"{tmp_path / 'none'}: no such folder, expected the tables that python -m etl build writes"
    assert [line for line in lines if "no such folder" in line] == [reason]
    assert [line for line in lines if "Traceback" in line or "Error:" in line] == []
