"""The page for any WSGI server: ``gunicorn dashboard.wsgi:server``; settings from the environment."""

from __future__ import annotations

from dashboard.app import create_app
from dashboard.settings import Settings

_settings = Settings.from_environment()
server = create_app(_settings.data_dir or None, _settings.documents_dir or None, settings=_settings).server
