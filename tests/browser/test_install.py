"""What the tests need from the system is installed where it is missing, or named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="other systems bring their fonts and keep browsers elsewhere"
)

INSTALL = Path(__file__).with_name("install.py")
SCRIPT = "#!/bin/sh\n"


def program(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(SCRIPT + body, encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A system's programs: fonts for every script, root, and nothing else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program(folder, "fc-list", "echo font\n")
    program(folder, "sudo", '[ "$1" = -n ] && shift; exec "$@"\n')
    program(folder, "true", "exit 0\n")
    return folder


def install(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(folder), "LOG": str(folder / "log")}
    return subprocess.run(
        [sys.executable, str(INSTALL)], env=environment, capture_output=True, text=True, check=False, input=""
    )


def test_nothing_is_done_where_everything_is_there(bare: Path) -> None:
    program(bare, "chromium", "")
    program(bare, "apt-get", "exit 9\n")
    done = install(bare)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_browser_that_is_missing_is_installed(bare: Path) -> None:
    program(bare, "apt-get", f'echo "$@" >> "$LOG"; echo > {bare}/chromium; /bin/chmod +x {bare}/chromium\n')
    done = install(bare)
    assert (done.returncode, done.stderr) == (0, "")
    assert (bare / "log").read_text().splitlines() == [
        "-qq update",
        "-qq install -y --no-install-recommends chromium",
    ]


def test_fonts_that_are_missing_are_installed(bare: Path) -> None:
    program(bare, "chromium", "")
    program(bare, "fc-list", f"[ -e {bare}/fonts ] && echo font; exit 0\n")
    program(bare, "apt-get", f'echo "$@" >> "$LOG"; echo > {bare}/fonts\n')
    assert install(bare).returncode == 0
    assert (bare / "log").read_text().splitlines()[1].endswith("fonts-noto-core fonts-noto-cjk")


def test_what_cannot_be_installed_is_named(bare: Path) -> None:
    done = install(bare)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "the tests of the page need chromium: install chromium (names of Debian's packages), run again\n"
    )
