"""A view within another page: ``?embed=1`` leaves header, filters and tables out and lets others frame the page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from dash import html
from flask import has_request_context, request

if TYPE_CHECKING:
    from dash import Dash
    from flask import Flask, Response

    from dashboard.view import View


def asked(query: str) -> bool:
    """Whether an address asks for the page to be embedded."""
    return parse_qs(query.lstrip("?")).get("embed") == ["1"]


def mark() -> str:
    """The attribute of the document that ``embed.css`` goes by; "" for a page of its own."""
    return ' data-embed="1"' if has_request_context() and asked(_query()) else ""


def source(view: View) -> html.P:
    """Where the view is from: a link to the page of its own."""
    address = f"{view.base}?{view.address}" if view.address else view.base
    return html.P(
        html.A(view.words("page.title"), href=address, target="_blank", rel="noopener"), className="embedded-from"
    )


def register(app: Dash) -> None:
    """Let other pages frame a page that asks to be embedded, and no other; before what sets the headers."""
    server: Flask = app.server

    @server.after_request
    def allow(response: Response) -> Response:
        if response.mimetype == "text/html" and request.method == "GET" and asked(_query()):
            policy = response.headers.get("Content-Security-Policy", "")
            response.headers["Content-Security-Policy"] = policy.replace("frame-ancestors 'none'", "frame-ancestors *")
            response.headers.pop("X-Frame-Options", None)
        return response


def _query() -> str:
    return request.query_string.decode("utf-8", "replace")
