"""Who reads the documents changes nothing in the tables: a cluster that loses a worker half-way, or is not there."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from etl.__main__ import main
from etl.errors import ClusterError
from etl.executor import Executor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
COUNT = 30
TEXT = """\
Ferries between China and ASEAN

China and Viet Nam signed the Agreement on Ferry Lines in Hanoi on 4 May {year}. In November 2004, China and Thailand
launched the Mekong Ferry Forum. Trade between China and Viet Nam reached US$1.5 billion in {year}.
"""
#: A build that kills a worker once three documents have come back.
_BUILD = """
import os, sys
from pathlib import Path
from etl.pipeline import Settings, build

address, sources, out, victim = sys.argv[1:]
seen = []

def done():
    seen.append(1)
    if len(seen) == 3:
        os.kill(int(victim), 9)

outcome = build(Settings(Path(sources), None, Path(out), cluster=address), lambda count: done)
sys.exit(len(outcome.problems))
"""


def _half(number: int) -> float:
    return number / 2


def test_results_come_in_order_wherever_they_are_made() -> None:
    executor = Executor(_half, 0.0)
    assert list(executor.results([3, 1, 2])) == [1.5, 0.5, 1.0]
    assert list(executor.results([3, 1, 2], jobs=2)) == [1.5, 0.5, 1.0]


def test_a_cluster_without_its_library_names_the_extra_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install 'asean-china-atlas\[cluster\]'"):
        list(Executor(_half, 0.0).results([1], cluster="tcp://localhost:1"))


def test_a_cluster_takes_the_place_of_jobs(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["build", "--sources", "x", "--jobs", "2", "--dask", "tcp://localhost:1"])
    assert "--dask: not allowed with argument --jobs" in capsys.readouterr().err


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts a part of a cluster in a process that ends with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(part: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{part}", *options, "--no-dashboard"]
        with (tmp_path / f"{part}{len(started)}.log").open("wb") as log:
            started.append(subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def cluster(tmp_path: Path, start: Callable[..., subprocess.Popen[bytes]]) -> tuple[str, subprocess.Popen[bytes]]:
    """The address of a scheduler with two workers, and the first of them."""
    told = tmp_path / "scheduler.json"
    start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told))
    until = time.monotonic() + 60
    while not (told.exists() and told.read_text(encoding="utf-8")) and time.monotonic() < until:
        time.sleep(0.1)
    address: str = json.loads(told.read_text(encoding="utf-8"))["address"]
    options = ("--no-nanny", "--nthreads", "1", "--local-directory", str(tmp_path / "scratch"))
    first, _ = start("worker", address, *options), start("worker", address, *options)
    count = (
        "import sys; from distributed import Client; client = Client(sys.argv[1]); client.wait_for_workers(2, 60);"
        "client.close()"
    )
    subprocess.run([sys.executable, "-c", count, address], check=True)
    return address, first


def test_a_cluster_that_loses_a_worker_half_way_writes_the_same_bytes(
    tmp_path: Path, cluster: tuple[str, subprocess.Popen[bytes]]
) -> None:
    address, victim = cluster
    documents = tmp_path / "documents"
    documents.mkdir()
    for number in range(COUNT):
        (documents / f"ferries-{number:02}.txt").write_text(TEXT.format(year=1990 + number), encoding="utf-8")
    (documents / "empty.txt").touch()
    assert main(["build", "--sources", str(documents), "--out", str(tmp_path / "here")]) == 1
    arguments = [address, str(documents), str(tmp_path / "there"), str(victim.pid)]
    done = subprocess.run(
        [sys.executable, "-c", _BUILD, *arguments], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 1, done.stderr
    assert victim.wait(10) == -9
    here, there = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("here", "there"))
    assert here == there
    assert here["events.csv"].count(b"\n") > COUNT


def test_a_cluster_that_is_not_there_is_2_and_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("In May 1991 they met.", encoding="utf-8")
    script = "import etl.executor, sys; etl.executor._ANSWER = 1; from etl.__main__ import main; sys.exit(main())"
    arguments = ["build", "--sources", str(tmp_path), "--out", str(tmp_path / "out"), "--dask", "tcp://127.0.0.1:9"]
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 2
    last = done.stderr.splitlines()[-1]
    assert last.startswith("tcp://127.0.0.1:9: no cluster that can do this work: ")
    assert not (tmp_path / "out").exists()
