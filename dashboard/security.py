"""Headers that keep a browser from running or loading what is not ours, and limits on what a request may cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_talisman import Talisman
from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from dash import Dash

    from dashboard.settings import Settings

#: Largest body of a request in bytes; the page's own are below 100 kB.
LARGEST_BODY = 1_000_000


def register(app: Dash, settings: Settings) -> None:
    """Set the headers of every answer; last, after all callbacks: inline scripts are allowed by their hash."""
    policy = {
        "default-src": "'self'",
        "script-src": ["'self'", *app.csp_hashes()],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "worker-src": ["'self'", "blob:"],
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    Talisman(
        app.server,
        content_security_policy=policy,
        force_https=settings.https,
        strict_transport_security=settings.https,
        session_cookie_secure=settings.https,
        frame_options="DENY",
        referrer_policy="same-origin",
        permissions_policy={"geolocation": "()", "camera": "()", "microphone": "()"},
    )
    app.server.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    if settings.proxies:
        app.server.wsgi_app = ProxyFix(
            app.server.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )
