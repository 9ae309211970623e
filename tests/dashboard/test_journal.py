"""The log of the server as lines of JSON."""

from __future__ import annotations

import io
import json
import logging
from typing import TYPE_CHECKING, Any, cast

import pytest

from dashboard.app import create_app
from dashboard.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask import Flask

    Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def logged(tables: Path) -> Iterator[tuple[Flask, Lines]]:
    """A server that writes its log as JSON, and what reads the log."""
    log, noise = logging.getLogger("dashboard"), logging.getLogger("werkzeug")
    before = (log.handlers, log.level, log.propagate, noise.level)
    server = create_app(tables, settings=Settings(log="json")).server
    out = io.StringIO()
    cast("logging.StreamHandler[io.StringIO]", log.handlers[0]).setStream(out)
    yield server, lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    log.handlers, log.level, log.propagate, noise.level = before


def test_a_request_is_a_line_without_who_asked_and_what_for(logged: tuple[Flask, Lines]) -> None:
    server, lines = logged
    answer = server.test_client().get("/data/events.csv?q=secret", headers={"X-Forwarded-For": "203.0.113.9"})
    (line,) = lines()
    assert {name: line[name] for name in ("level", "logger", "method", "path", "status", "bytes")} == {
        "level": "info", "logger": "dashboard.requests", "method": "GET", "path": "/data/events.csv", "status": 200,
        "bytes": len(answer.data),
    }  # fmt: skip
    assert line["milliseconds"] > 0
    assert line["time"].endswith("+00:00")
    assert not [told for told in ("secret", "203.0.113.9", "127.0.0.1") if told in json.dumps(line)]


def test_a_refused_request_is_a_line_too(logged: tuple[Flask, Lines]) -> None:
    server, lines = logged
    server.test_client().post("/_dash-update-component", data="{}", content_type="application/json")
    server.test_client().get("/data/a%0Ab.csv")
    assert [(line["status"], line["path"]) for line in lines()] == [
        (400, "/_dash-update-component"),
        (404, "/data/a\nb.csv"),
    ]


def test_an_error_is_one_line_with_its_trace(logged: tuple[Flask, Lines]) -> None:
    server, lines = logged

    @server.get("/broken")
    def broken() -> str:
        raise RuntimeError("the cause")

    server.test_client().get("/broken")
    error, asked = lines()
    assert (error["level"], asked["status"]) == ("error", 500)
    assert "RuntimeError: the cause" in error["exception"]


def test_a_log_is_plain_unless_asked_for(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_app(tables, settings=Settings()).server.test_client().get("/health")
    assert capsys.readouterr().err == ""
