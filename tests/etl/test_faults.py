"""Faults of a whole build, in processes of their own: it is killed, its disk is full, another writes there already."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from etl.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals, limits and locks as Linux has them")

ROOT = Path(__file__).parents[2]
#: As long as a slow machine may take for what takes a second or two.
PATIENCE = 120
TEXT = """\
Ferries between China and ASEAN

China and Viet Nam signed the Agreement on Ferry Lines in Hanoi on 4 May {year}. In November 2004, China and Thailand
launched the Mekong Ferry Forum. Trade between China and Viet Nam reached US$1.5 billion in {year}.
"""
#: A build that kills itself when it has read, or flushed to the disk, so many documents or files.
_KILLED = """
import os, signal, sys
from pathlib import Path
from etl.pipeline import Settings, build

sources, out, moment, left, jobs = sys.argv[1:]
left = int(left)

def count():
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

flush = os.fsync
def fsync(handle):
    flush(handle)
    count()

if moment == "flushed":
    os.fsync = fsync
build(Settings(Path(sources), None, Path(out), int(jobs)), lambda _: count if moment == "read" else lambda: None)
"""
#: A build that tells that it has begun to read, and goes on when it is told to.
_SLOW = """
import sys
from pathlib import Path
from etl.pipeline import Settings, build

def started(_):
    print("reading", flush=True)
    sys.stdin.readline()
    return lambda: None

build(Settings(Path(sys.argv[1]), None, Path(sys.argv[2])), started)
"""


def _documents(folder: Path, first: int) -> Path:
    folder.mkdir()
    for number in range(6):
        (folder / f"d{number}.txt").write_text(TEXT.format(year=first + number), encoding="utf-8")
    return folder


def _python(*arguments: str | Path, before: Callable[[], None] | None = None) -> tuple[int, str]:
    """The exit code of a command, and what it complained of."""
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        timeout=PATIENCE,
        check=False,
        preexec_fn=before,
    )
    return done.returncode, done.stderr


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def old(tmp_path: Path) -> dict[str, bytes]:
    """The tables of older documents, in the folder that the faulty build writes to."""
    out = tmp_path / "data"
    assert main(["build", "--sources", str(_documents(tmp_path / "before", 1990)), "--out", str(out)]) == 0
    return _content(out)


@pytest.fixture
def new(tmp_path: Path) -> dict[str, bytes]:
    """The tables that the build would write if nothing came between."""
    out = tmp_path / "whole" / "data"
    assert main(["build", "--sources", str(_documents(tmp_path / "after", 2001)), "--out", str(out)]) == 0
    return _content(out)


@pytest.mark.parametrize(
    "killed", [("read", "1", "1"), ("read", "3", "2"), ("flushed", "1", "1"), ("flushed", "7", "1")], ids=" ".join
)
def test_a_whole_build_that_is_killed_leaves_the_old_tables_and_the_next_one_succeeds(
    tmp_path: Path, old: dict[str, bytes], new: dict[str, bytes], killed: tuple[str, str, str]
) -> None:
    out = tmp_path / "data"
    assert _python("-c", _KILLED, tmp_path / "after", out, *killed) == (-signal.SIGKILL, "")
    assert _content(out) == old
    assert main(["build", "--sources", str(tmp_path / "after"), "--out", str(out)]) == 0
    assert _content(out) == new
    assert sorted(path.name for path in tmp_path.iterdir()) == ["after", "before", "data", "whole"]


def test_a_disk_without_room_is_named_and_the_old_tables_stay(
    tmp_path: Path, old: dict[str, bytes], new: dict[str, bytes]
) -> None:
    out = tmp_path / "data"
    full = min(len(data) for data in new.values())
    command = ("-m", "etl", "build", "--sources", tmp_path / "after", "--out", out)
    found = _python(*command, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (full, full)))
    assert found == (2, f"{out}: cannot be written to, the old tables stay: File too large\n")
    assert _content(out) == old
    assert _python(*command) == (0, "")
    assert _content(out) == new
    assert sorted(path.name for path in tmp_path.iterdir()) == ["after", "before", "data", "whole"]


def test_of_two_builds_into_one_folder_the_second_is_refused(
    tmp_path: Path, old: dict[str, bytes], new: dict[str, bytes]
) -> None:
    out = tmp_path / "data"
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", _SLOW, str(tmp_path / "after"), str(out)]
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as first:
        assert first.stdout
        assert first.stdout.readline() == "reading\n"
        second = _python("-m", "etl", "build", "--sources", tmp_path / "before", "--out", out)
        assert second == (2, f"{out}: another build is writing here; wait for its end\n")
        assert _content(out) == old
        first.communicate("go on\n", timeout=PATIENCE)
    assert first.returncode == 0
    assert _content(out) == new
