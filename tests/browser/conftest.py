"""A real server over the shipped tables, a real Chromium, and a page that minds what it asks for and complains of."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect, sync_playwright

from dashboard import data, ids
from dashboard.around import around
from tests.browser.install import browser as chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT.parent / "shared" / "sources"
#: Milliseconds after which a page that does not answer counts as broken; a slow machine needs a part of it.
PATIENCE = 30_000

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in this folder drive the browser, one after the other on one worker: they share a server and a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@dataclass
class Visit:
    """A person at the page: the page, and what it should not have done."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._mind_request)
        self.page.on("console", self._mind_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"error in the page: {error}"))

    def open(self, address: str = "") -> Page:
        """Open a view and wait until its charts stand."""
        self.page.goto(f"{self.base}/{address}")
        self.stands()
        return self.page

    def stands(self) -> None:
        """Wait until the page has drawn its charts and counted its rows."""
        expect(self.page.locator(f"#{ids.TREND} .main-svg").first).to_be_visible()
        expect(self.page.locator(f"#{ids.COUNT}")).not_to_be_empty()

    def _mind_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.hostname != "127.0.0.1":
            self.faults.append(f"request to {request.url[:200]}")

    def _mind_console(self, message: ConsoleMessage) -> None:
        late = "was preloaded using link preload but not used" in message.text  # a busy machine, no fault of the page
        if message.type in {"error", "warning", "assert"} and not late:
            self.faults.append(f"console {message.type}: {message.text[:300]}")


@pytest.fixture(scope="session")
def documents() -> Path | None:
    """The folder of the real documents; None where they are not beside the project."""
    return DOCUMENTS if DOCUMENTS.is_dir() else None


@pytest.fixture(scope="session")
def server(documents: Path | None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of ``python -m dashboard`` over the shipped tables."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    more = ["--documents", str(documents)] if documents else []
    command = [sys.executable, "-m", "dashboard", "--data", str(ROOT / "data"), "--port", str(port), *more]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ATLAS_")}
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with log.open("w") as out, subprocess.Popen(command, cwd=ROOT, env=clean, stdout=out, stderr=out) as process:
        try:
            _await_health(process, port, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _await_health(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    limit = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < limit and process.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/health") as answer:
                answer.read()
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"the server does not answer: {log.read_text()}")


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """One browser for all; each visit has a profile of its own."""
    found = chromium()
    if not found:
        pytest.fail("no Chromium here: python tests/browser/install.py installs one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visits(chrome: Browser, server: str) -> Iterator[Callable[..., Visit]]:
    """Makes visits, each by another person; in the end none may have met a fault."""
    made: list[tuple[Visit, BrowserContext]] = []

    def visit(width: int = 1400, height: int = 900, *, has_touch: bool = False) -> Visit:
        context = chrome.new_context(
            viewport={"width": width, "height": height},
            locale="en-GB",
            reduced_motion="reduce",
            has_touch=has_touch,
        )
        context.set_default_timeout(PATIENCE)
        made.append((Visit(context.new_page(), server), context))
        return made[-1][0]

    yield visit
    for _, context in made:
        context.close()
    assert [fault for one, _ in made for fault in one.faults] == []


@pytest.fixture
def visit(visits: Callable[..., Visit]) -> Visit:
    """A visit at a desk."""
    return visits()


@pytest.fixture(scope="session")
def milestone() -> str:
    """A milestone around which there is trade."""
    store = data.load(data.shipped_tables())
    return next(str(name) for name in store.events["event_id"] if (one := around(store, name)) and one.year > 2005)
