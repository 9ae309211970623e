"""Install what the tests of the page need from the system: a Chromium, and fonts for the scripts of the region.

Run before the tests (``python tests/browser/install.py``). Does nothing where all of it is there. Uses ``apt-get``
as root or with sudo that asks nothing; elsewhere it says in one line what is missing.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys

#: Names that a Chromium has on the path, the first found is used.
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
#: Where macOS keeps it, which is not on the path.
MAC_BROWSER = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
#: Languages, ISO 639-1, whose letters a picture may hold: Chinese, Thai, Khmer, Burmese, Lao, Vietnamese.
SCRIPTS = ("zh", "th", "km", "my", "lo", "vi")
PACKAGES = {"chromium": ("chromium",), "fonts": ("fonts-noto-core", "fonts-noto-cjk")}


def browser() -> str:
    """The program of the browser that drives the page; "" where there is none."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), "")
    return found or (MAC_BROWSER if os.path.exists(MAC_BROWSER) else "")  # noqa: PTH110 (a text stays a text)


def missing_scripts() -> tuple[str, ...]:
    """The languages that no installed font can write; macOS and Windows bring fonts for all of them."""
    if platform.system() != "Linux":
        return ()
    if not shutil.which("fc-list"):
        return SCRIPTS
    return tuple(code for code in SCRIPTS if not _output("fc-list", f":lang={code}", "file"))


def missing() -> tuple[str, ...]:
    """What of `PACKAGES` is not there: "chromium", "fonts"."""
    return tuple(name for name, absent in (("chromium", not browser()), ("fonts", missing_scripts())) if absent)


def main() -> str | int:
    """Install what is missing; 0, or a line that says what could not be installed."""
    absent = missing()
    if not absent:
        return 0
    packages = [package for name in absent for package in PACKAGES[name]]
    prefix = _as_root()
    if shutil.which("apt-get") and prefix is not None:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (("update",), ("install", "-y", "--no-install-recommends", *packages)):
            subprocess.run(
                [*prefix, "apt-get", "-qq", *command],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                check=False,
            )
    left = missing()
    if not left:
        return 0
    needed = " ".join(package for name in left for package in PACKAGES[name])
    return f"the tests of the page need {' and '.join(left)}: install {needed} (names of Debian's packages), run again"


def _as_root() -> list[str] | None:
    """What stands before a command that root must run; None where it cannot be run."""
    if os.geteuid() == 0:
        return []
    asks_nothing = shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], check=False).returncode == 0
    return ["sudo", "-n"] if asks_nothing else None


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
