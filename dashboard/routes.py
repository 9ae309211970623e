"""What has an address of its own: charts as pictures, tables as files, and whether the page is well."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import flask

from dashboard import asked, downloads, edition, export, pictures, report
from dashboard.downloads import bundles
from dashboard.panels import printed
from dashboard.text import words
from dashboard.view import view as view_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from dash import Dash
    from werkzeug.wrappers import Response

    from dashboard.data import Store
    from dashboard.shelf import Shelf
    from dashboard.view import View

_TYPES = downloads.TYPES | {
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "html": "text/html",
    "zip": "application/zip",
}
#: The files at which a view can be taken away as they stand in messages.
_OF_CHARTS = (*pictures.KINDS, *downloads.OF_CHARTS)


def register(app: Dash, shelf: Shelf) -> None:
    """``/health``, ``/data/<file>``, ``/chart/<id>.<format>``, all charts as a zip, the report, and what is printed."""
    server: flask.Flask = app.server
    base = app.config.requests_pathname_prefix

    @server.get("/health")
    def health() -> flask.Response:
        return flask.jsonify(status="ok", **shelf.state())

    @server.get("/data/<path:name>")
    def table(name: str) -> Response:
        return _said(lambda: table_answer(shelf.store, base, name))

    @server.get("/chart/<path:name>")
    def chart(name: str) -> Response:
        return _said(lambda: chart_answer(shelf.store, base, name))

    @server.get("/report.<any(html, pdf):kind>")
    def written(kind: str) -> Response:
        return _said(lambda: report_answer(shelf.store, base, kind))

    @server.get("/paper.json")
    def paper() -> Response:
        view = view_of(shelf.store, query())
        return _answer(view, "paper", "application/json", lambda: printed.paper(view))


def table_answer(store: Store, base: str, name: str) -> Response:
    """A table of the view that is asked for.

    A CSV starts with a byte order mark where ``bom=1`` is asked for: spreadsheets read other letters only so. With
    ``about=1`` the file carries version, licence and citation; without, the headers lead to what tells them.
    """
    if name in downloads.PLAIN:
        view, link = _view(store, base, asked.OF_TABLES)
        flags = {flag: flask.request.args.get(flag) == "1" for flag in asked.OF_TABLES}
        make = lambda: downloads.of_table(view, name, link, **flags)  # noqa: E731 (one of two)
        return _answer(view, f"{name} {flags} {link}", _TYPES[name.rpartition(".")[2]], make)
    if name not in downloads.TABLES:
        known = ", ".join([*downloads.PLAIN, *downloads.TABLES])
        raise asked.RefusedError(f'there is no file "{name[:60]}"; there are {known}', 404)
    view, link = _view(store, base)
    made = downloads.TABLES[name]
    return _answer(view, f"{name} {link}", made.mimetype, lambda: made.make(view, link), name)


def chart_answer(store: Store, base: str, name: str) -> Response:
    """A chart of the view that is asked for as a picture, the rows behind it, or all charts as a zip."""
    chart, _, kind = name.rpartition(".")
    view, link = _view(store, base, asked.OF_PICTURES)
    if name == "all.zip":
        wanted = asked.order(export.CHARTS[0], "png", query(), link)
        return _answer(view, f"{name} {wanted}", _TYPES[kind], lambda: bundles.charts(view, wanted), name)
    if kind not in _OF_CHARTS:
        raise asked.RefusedError(f'there is no format "{kind[:20]}"; there are {", ".join(_OF_CHARTS)}', 404)
    wanted = asked.order(chart, kind, query(), link)
    asked.drawable(view, chart)
    if kind in downloads.OF_CHARTS:
        make = lambda: downloads.of_chart(view, chart, kind, link)  # noqa: E731 (one of two)
        return _answer(view, f"{name} {link}", _TYPES[kind], make, export.filename(view, chart, kind))
    return _answer(view, f"{name} {wanted}", _TYPES[kind], lambda: export.drawn(view, wanted, kind))


def report_answer(store: Store, base: str, kind: str) -> Response:
    """The written report of the view that is asked for."""
    view, link = _view(store, base)
    make = report.pdf if kind == "pdf" else report.page
    name = "report.pdf" if kind == "pdf" else ""
    return _answer(view, f"report.{kind} {link}", _TYPES[kind], lambda: make(view, link), name)


def query() -> str:
    """The query of the request as text."""
    return flask.request.query_string.decode("utf-8", "replace")


def _view(store: Store, base: str, extras: Collection[str] = ()) -> tuple[View, str]:
    """The view that is asked for, and the address of its page."""
    view = asked.view(store, query(), extras)
    return view, f"{flask.request.host_url.rstrip('/')}{base}{f'?{view.address}' if view.address else ''}"


def _said(answer: Callable[[], Response]) -> Response:
    """The answer, or in one line why there is none; the server goes on."""
    try:
        return answer()
    except asked.RefusedError as error:
        return _refused(str(error), error.status)
    except export.SizeError as error:
        return _refused(str(error), 400)
    except pictures.PictureError as error:
        refused = _refused(words(flask.request.args.get("lang", ""))(f"export.{error}"), 503)
        refused.headers["Retry-After"] = str(pictures.RETRY_SECONDS)
        return refused
    except downloads.MissingError:
        return _refused(words(flask.request.args.get("lang", ""))("export.no_xlsx"), 501)


def _answer(view: View, what: str, mimetype: str, make: Callable[[], bytes], name: str = "") -> Response:
    """A file with a tag of the data's version and what was asked for: who has it already is not sent it again.

    Args:
        view: What it shows.
        what: All that it depends on beside the data and the view.
        mimetype: Its type.
        make: What makes it.
        name: The name that it is saved under; shown in the browser where there is none.
    """
    version = edition.data_version(view.store)
    tag = hashlib.sha256(f"{version} {edition.program_version()} {view.address} {what}".encode()).hexdigest()[:32]
    answer = flask.Response(status=200)
    answer.set_etag(tag)
    # What compresses answers adds its name to the tag.
    if tag in {known.partition(":")[0] for known in flask.request.if_none_match.as_set(include_weak=True)}:
        answer.status_code = 304
    else:
        answer.data = make()
        answer.mimetype = mimetype
        if name:
            answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-cache"
    _credit(answer, view)
    answer.headers["Atlas-Data-Version"] = version
    return answer


def _credit(answer: Response, view: View) -> None:
    """Licence, what to cite, and what describes the tables, as a file of rows alone cannot say them itself.

    The relations are those of RFC 4946 (license), RFC 8574 (cite-as) and W3C POWDER (describedby).
    """
    home = "../" * (flask.request.path.count("/") - 1) or "./"
    query_ = f"?{view.address}" if view.address else ""
    answer.headers.add("Link", f'<{edition.LICENCE_URL}>; rel="license"')
    answer.headers.add("Link", f'<{home}{query_}>; rel="cite-as"')
    described = f"{home}data/{downloads.DESCRIPTION}{query_}"
    answer.headers.add("Link", f'<{described}>; rel="describedby"; type="application/json"')


def _refused(message: str, status: int) -> Response:
    answer = flask.Response(f"{message}\n", status=status, mimetype="text/plain")
    answer.headers["Cache-Control"] = "no-store"
    return answer
