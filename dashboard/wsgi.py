"""The page for any WSGI server: ``gunicorn dashboard.wsgi:server``; settings from the environment.

Where the tables cannot be shown or a setting is wrong, the process ends with one line that says why. Its exit code is
the one by which gunicorn knows that starting another worker would not help.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dashboard.app import create_app
from dashboard.data import TablesError
from dashboard.settings import Settings

if TYPE_CHECKING:
    from flask import Flask

_NO_APPLICATION = 4


def _server() -> Flask:
    try:
        settings = Settings.from_environment()
        app = create_app(settings.data_dir or None, settings.documents_dir or None, settings=settings)
    except (TablesError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(_NO_APPLICATION) from None
    found: Flask = app.server
    return found


server = _server()
