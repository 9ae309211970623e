"""The page as it is deployed: gunicorn with several workers and threads, behind a proxy at a path of its own."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parents[2]
PREFIX = "/atlas"
#: Seconds after which a server that does not answer counts as broken; a slow machine needs a part of it.
PATIENCE = 60
#: Headers that belong to one of the two connections of a proxy.
_OF_THE_CONNECTION = {"connection", "host", "keep-alive", "transfer-encoding", "content-length"}


@dataclass(frozen=True)
class Served:
    """A running server: its port, its process, and the file that its log goes to."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of what is at a path."""
        return fetched(self.port, path, headers)

    def workers(self) -> list[int]:
        """The numbers of the worker processes (Linux)."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="utf-8")
        return [int(number) for number in listed.split()]


def fetched(port: int, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of what is at a path of a port of this machine."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", path, headers=dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextlib.contextmanager
def gunicorn(log: Path, *, workers: int = 2, threads: int = 4, settings: Mapping[str, str]) -> Iterator[Served]:
    """The command of the README with so many workers and threads; settings are names of the environment less ATLAS."""
    port = free_port()
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ATLAS_")}
    named = {f"ATLAS_{name.upper()}": value for name, value in settings.items()}
    shape = ["--preload", "--workers", str(workers), "--threads", str(threads), "--bind", f"127.0.0.1:{port}"]
    command = [sys.executable, "-m", "gunicorn", *shape, "dashboard.wsgi:server"]
    with (
        log.open("w") as out,
        subprocess.Popen(command, cwd=ROOT, env={**clean, **named}, stdout=out, stderr=out) as process,
    ):
        try:
            served = Served(port, process, log)
            await_health(served)
            yield served
        finally:
            process.terminate()


def await_health(served: Served) -> None:
    """Wait until the server answers.

    Raises:
        RuntimeError: It ended, or does not answer.
    """
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit and served.process.poll() is None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if served.get("/health")[0] == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the server does not answer: {served.log.read_text(encoding='utf-8')}")


@contextlib.contextmanager
def proxy(behind: int) -> Iterator[int]:
    """The port of a proxy that takes `PREFIX` off and knows nothing but what is below it."""

    class Through(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def pass_on(self) -> None:
            if not self.path.startswith(f"{PREFIX}/"):
                self.send_error(404)
                return
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            kept = {name: value for name, value in self.headers.items() if name.lower() not in _OF_THE_CONNECTION}
            told = {
                "X-Forwarded-Host": self.headers["Host"],
                "X-Forwarded-Proto": "http",
                "X-Forwarded-For": "192.0.2.7",
            }
            with contextlib.closing(http.client.HTTPConnection("127.0.0.1", behind, timeout=PATIENCE)) as connection:
                connection.request(self.command, self.path.removeprefix(PREFIX), body or None, {**kept, **told})
                answer = connection.getresponse()
                content = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in _OF_THE_CONNECTION:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = pass_on  # noqa: N815 (names of the library)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Through) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
