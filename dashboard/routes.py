"""The tables of a view as files, and whether the page is well."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import flask

from dashboard import files, query

if TYPE_CHECKING:
    import pandas as pd
    from dash import Dash
    from werkzeug.wrappers import Response

    from dashboard.data import Store


def register(app: Dash, store: Store) -> None:
    """``/data/events.csv``, ``/data/trade.csv``, both as ``.json``, and ``/health``."""
    server: flask.Flask = app.server

    @server.get("/health")
    def health() -> flask.Response:
        return flask.jsonify(status="ok", events=len(store.events), trade=len(store.trade))

    @server.get("/data/<any(events, trade):name>.<any(csv, json):kind>")
    def table(name: str, kind: str) -> Response:
        return answer(rows(store, name, flask.request.query_string.decode("utf-8", "replace")), kind)


def rows(store: Store, name: str, address: str) -> pd.DataFrame:
    """The rows of a table that a view shows, with the columns of the schema, in the order of its key."""
    filters, _ = query.parse(address, query.known(store))
    return files.columns(query.events(store, filters) if name == "events" else query.trade(store, filters))


def answer(frame: pd.DataFrame, kind: str) -> Response:
    """A table as an answer with a tag, so that who has it already is not sent it again.

    A CSV starts with a byte order mark where ``bom=1`` is asked for: spreadsheets read other letters only so.
    """
    body = files.csv(frame, bom=flask.request.args.get("bom") == "1") if kind == "csv" else files.json(frame)
    response = flask.Response(body, mimetype="text/csv" if kind == "csv" else "application/json")
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    response.headers["Cache-Control"] = "no-cache"
    return response.make_conditional(flask.request)
