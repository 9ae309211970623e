"""The log of the server: plain lines, or a JSON object a line with one for each request."""

from __future__ import annotations

import json
import logging
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import flask

if TYPE_CHECKING:
    from dash import Dash

    from dashboard.settings import Settings

_LOG = logging.getLogger("dashboard")
_REQUESTS = logging.getLogger("dashboard.requests")
#: What a line on a request tells beside time, level and message.
_FIELDS = ("method", "path", "status", "milliseconds", "bytes")


class JsonLines(logging.Formatter):
    """A record as one line of JSON: when (UTC), how bad, from which logger and process, and what the record carries."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; a traceback is text in ``exception``."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "message": record.getMessage(),
            **{name: getattr(record, name) for name in _FIELDS if hasattr(record, name)},
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def register(app: Dash, settings: Settings) -> None:
    """Write the log as the settings say; the addresses of visitors and what they search for are not in it."""
    if settings.log != "json":
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    _LOG.handlers = [handler]
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False
    logging.getLogger("werkzeug").setLevel(logging.WARNING)

    server: flask.Flask = app.server

    @server.before_request
    def _begin() -> None:
        flask.g.begun = time.perf_counter()

    @server.after_request
    def _end(answer: flask.Response) -> flask.Response:
        took = 1000 * (time.perf_counter() - flask.g.begun) if "begun" in flask.g else 0.0
        said = {
            "method": flask.request.method,
            "path": flask.request.path,
            "status": answer.status_code,
            "milliseconds": round(took, 1),
            "bytes": answer.calculate_content_length(),
        }
        _REQUESTS.info("%s %s", said["method"], said["path"], extra=said)
        return answer
