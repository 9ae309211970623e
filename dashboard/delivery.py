"""How answers travel: compressed, and what never changes compressed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from dash import Dash
    from flask import Flask, Request, Response

#: Where the scripts of the components are; their addresses change with their content.
_SCRIPTS = "/_dash-component-suites/"
#: Addresses that carry a mark of their content, and the parameter that is the mark.
_MARKED = {"/assets/": "m", "/_favicon.ico": "v"}
_SETTINGS = {
    "COMPRESS_ALGORITHM": ["br", "gzip"],
    "COMPRESS_ALGORITHM_STREAMING": ["br", "gzip"],
    "COMPRESS_BR_LEVEL": 5,
    "COMPRESS_MIMETYPES": [
        "text/html",
        "text/css",
        "text/csv",
        "text/javascript",
        "application/json",
        "application/javascript",
    ],
}


class _Scripts:
    """Compressed scripts by algorithm and address; keeps nothing else, so that it cannot grow."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """The compressed script, if it has been compressed before."""
        return self._kept.get(key)

    def set(self, key: str, value: bytes) -> None:
        """Keep a script; answers to people are not kept."""
        if _SCRIPTS in key and len(self._kept) < 200:
            self._kept[key] = value


def configure(server: Flask) -> None:
    """Settings of Flask-Compress, before Dash switches it on."""
    server.config.update(_SETTINGS, COMPRESS_CACHE_BACKEND=_Scripts, COMPRESS_CACHE_KEY=_key)


def keep(app: Dash) -> None:
    """Say how long an answer may be kept: for good where the address changes with the content, else ask each time."""
    server: Flask = app.server

    @server.after_request
    def _kept(answer: Response) -> Response:
        marked = any(request.path.startswith(path) and mark in request.args for path, mark in _MARKED.items())
        if marked and answer.status_code in {200, 304}:
            answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        elif "Cache-Control" not in answer.headers:
            answer.headers["Cache-Control"] = "no-cache"
        return answer


def _key(asked: Request) -> str:
    return asked.path
