"""Requests that the page never makes are refused before they cost anything, each in one line that tells nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import flask
from dash.exceptions import DependencyException
from werkzeug.exceptions import HTTPException

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dash import Dash

_CALLBACKS = "/_dash-update-component"
#: What the page says beside the body; anything else there steers callbacks in the background, of which there are none.
_ASIDE = {"endId"}


def register(app: Dash) -> None:
    """Refuse forged callbacks and unknown files; answer whatever goes wrong with one line and no detail."""
    server: flask.Flask = app.server

    @server.before_request
    def _sound() -> flask.Response | None:
        if flask.request.path != _CALLBACKS or flask.request.method != "POST" or _asks_as_the_page(app.callback_map):
            return None
        return refused("this is no request of the page", 400)

    @server.errorhandler(DependencyException)
    def _unknown(_: Exception) -> flask.Response:
        return refused("there is no such file", 404)

    @server.errorhandler(HTTPException)
    def _said(error: HTTPException) -> flask.Response | HTTPException:
        return error if error.code is None or error.code < 400 else refused(error.name.lower(), error.code)

    @server.errorhandler(500)
    def _failed(_: Exception) -> flask.Response:
        return refused("something went wrong here; the log of the server tells what", 500)


def refused(message: str, status: int) -> flask.Response:
    """A refusal in one line."""
    answer = flask.Response(f"{message}\n", status=status, mimetype="text/plain")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _asks_as_the_page(known: Mapping[str, Any]) -> bool:
    """Whether the body of a callback names one that the server answers, with its own inputs, states and outputs."""
    if set(flask.request.args) - _ASIDE:
        return False
    try:
        body = flask.request.get_json(silent=True)
    except RecursionError:  # brackets without end
        return False
    if not isinstance(body, dict):
        return False
    spec = known.get(str(body.get("output")), {})
    if "callback" not in spec or not _names(body.get("changedPropIds", [])):
        return False
    outputs, wanted = body.get("outputs"), spec["output"]
    return (
        _matches(body.get("inputs", []), _registered(spec["inputs"]))
        and _matches(body.get("state", []), _registered(spec["state"]))
        and _matches(
            outputs if isinstance(wanted, (list, tuple)) else [outputs],
            [(one.component_id_str(), one.component_property) for one in _several(wanted)],
        )
    )


def _registered(parts: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    return [(part["id"], part["property"]) for part in parts]


def _several(outputs: Any) -> Iterable[Any]:  # noqa: ANN401 (Dash's)
    return outputs if isinstance(outputs, (list, tuple)) else (outputs,)


def _names(given: object) -> bool:
    return isinstance(given, list) and all(isinstance(one, str) for one in given)


def _matches(given: object, wanted: list[tuple[str, str]]) -> bool:
    """Whether these are the parts of the page that a callback was registered with, in their order."""
    if not isinstance(given, list) or len(given) != len(wanted) or not all(isinstance(one, dict) for one in given):
        return False
    return [(_id(one.get("id")), one.get("property")) for one in given] == wanted


def _id(named: object) -> object:
    """An id as it is registered: one of several names as JSON, which the page itself never sends as text."""
    if isinstance(named, dict):
        return json.dumps(named, sort_keys=True, separators=(",", ":"))
    return named if isinstance(named, str) and not named.startswith("{") else None
