"""How to cite a row: as a reference in the form of APA, and as BibTeX; each with a button that copies it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dash import html
from flask import has_request_context, request

from dashboard import edition

if TYPE_CHECKING:
    from dashboard.view import View


def layout(view: View, title: str, record_id: str) -> html.Details:
    """Both forms, folded; without a day of access, which only the reader knows."""
    forms = {"apa": apa(view, title, record_id), "bibtex": bibtex(view, title, record_id)}
    parts = [part for name, said in forms.items() for part in _form(view, name, said)]
    return html.Details([html.Summary(view.words("detail.cite")), *parts])


def apa(view: View, title: str, record_id: str) -> str:
    """A row of a data set in the form of APA (7th edition, section 10.9), with the version of the data."""
    whole = view.words("detail.citation", title=title, id=record_id, program=edition.program(view.store))
    return f"{whole} {_address(view)}".strip()


def bibtex(view: View, title: str, record_id: str) -> str:
    """The same as a BibTeX entry."""
    key = re.sub(r"[^A-Za-z0-9-]", "-", record_id)
    fields = {
        "title": "{" + re.sub(r"([&%$#_{}])", r"\\\1", title) + "}",
        "author": "{" + edition.NAME + "}",
        "howpublished": "Data set, row \\texttt{" + record_id.replace("_", "\\_") + "}",
        "note": edition.program(view.store).rpartition(", ")[2],
        "url": _address(view),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _address(view: View) -> str:
    """Where the view is, as the browser names this server; "" where none asks."""
    if not has_request_context():
        return ""
    return f"{request.host_url.rstrip('/')}{view.base}?{view.address}"


def _form(view: View, name: str, said: str) -> list[html.Div | html.Pre]:
    text, id_ = view.words, f"cite-{name}"
    copy = html.Button(
        text("detail.copy"),
        className="copy",
        **{"data-copy": id_, "data-copied": text("header.copied_text"), "aria-label": text(f"detail.copy_{name}")},
    )
    head = html.Div([html.Strong(text(f"detail.{name}")), copy], className="cite-head")
    return [head, html.Pre(said, id=id_, className="citation")]
