"""How answers travel: compressed, and what never changes compressed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask, Request

#: Where the scripts of the components are; their addresses change with their content.
_SCRIPTS = "/_dash-component-suites/"
_SETTINGS = {
    "COMPRESS_ALGORITHM": ["br", "gzip"],
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


def _key(request: Request) -> str:
    return request.path
