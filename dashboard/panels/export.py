"""The export dialog: which chart, which format, which size; pictures are drawn in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, dcc, html, no_update
from flask import request

from dashboard import export, files, ids
from dashboard.query import CHOICES
from dashboard.view import view as view_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dash import Dash

    from dashboard.data import Store
    from dashboard.view import View


def layout(view: View) -> html.Div:
    """The dialog, closed, and the parts through which a file leaves."""
    text = view.words
    body = dmc.Stack(
        [
            _select(
                ids.EXPORT_CHART,
                text("export.chart"),
                ((name, text(f"export.charts.{name}")) for name in export.CHARTS),
            ),
            html.Div(
                [
                    html.Span(text("export.format"), className="label"),
                    dmc.SegmentedControl(
                        id=ids.EXPORT_FORMAT,
                        value=export.FORMATS[0],
                        data=[{"value": name, "label": name.upper()} for name in export.FORMATS],
                    ),
                ],
                role="group",
                **{"aria-label": text("export.format")},
            ),
            _select(ids.EXPORT_SIZE, text("export.size"), ((name, name.replace("x", " × ")) for name in export.SIZES)),
            _select(
                ids.EXPORT_THEME,
                text("export.theme"),
                ((name, text(f"export.themes.{name}")) for name in CHOICES["theme"]),
            ),
            html.P(text("export.note"), className="note"),
            dmc.Button(text("export.download"), id=ids.EXPORT_DOWNLOAD, n_clicks=0),
            html.P(id=ids.EXPORT_STATE, className="note", role="status"),
        ]
    )
    return html.Div(
        [
            dmc.Modal(
                body,
                id=ids.EXPORT_DIALOG,
                title=text("export.title"),
                opened=False,
                closeButtonProps={"aria-label": text("export.close")},
            ),
            dcc.Store(id=ids.EXPORT_PICTURE),
            dcc.Download(id=ids.EXPORT_FILE),
        ]
    )


def register(app: Dash, store: Store) -> None:
    """Open the dialog, prepare what is asked for, draw and save it in the browser."""
    app.clientside_callback(
        ClientsideFunction("atlas", "opened"),
        Output(ids.EXPORT_DIALOG, "opened"),
        Input(ids.EXPORT_OPEN, "n_clicks"),
        prevent_initial_call=True,
    )

    base = app.config.requests_pathname_prefix

    def prepare(_: int, address: str, *asked: str) -> tuple[Any, Any, str]:
        view = view_of(store, address)
        return prepared(view, f"{request.host_url.rstrip('/')}{base}{address}", asked)

    app.callback(
        Output(ids.EXPORT_PICTURE, "data"),
        Output(ids.EXPORT_FILE, "data"),
        Output(ids.EXPORT_STATE, "children"),
        Input(ids.EXPORT_DOWNLOAD, "n_clicks"),
        State(ids.VIEW, "data"),
        State(ids.EXPORT_CHART, "value"),
        State(ids.EXPORT_FORMAT, "value"),
        State(ids.EXPORT_SIZE, "value"),
        State(ids.EXPORT_THEME, "value"),
        running=[(Output(ids.EXPORT_DOWNLOAD, "loading"), True, False)],
        prevent_initial_call=True,
    )(prepare)

    app.clientside_callback(
        ClientsideFunction("atlas", "picture"),
        Output(ids.EXPORT_STATE, "children", allow_duplicate=True),
        Input(ids.EXPORT_PICTURE, "data"),
        prevent_initial_call=True,
    )


def prepared(view: View, href: str, asked: tuple[str, ...]) -> tuple[Any, Any, str]:
    """What the browser draws, or a file, and what is said about it.

    Args:
        view: What the page shows.
        href: Its whole address.
        asked: Chart, format, size and theme.
    """
    text = view.words
    chart, kind, size, theme = asked
    known = chart in export.CHARTS and kind in export.FORMATS and size in export.SIZES and theme in CHOICES["theme"]
    if not known:
        return no_update, no_update, text("export.unknown")
    name = export.filename(view, chart, kind)
    if kind == "csv":
        return (
            no_update,
            dcc.send_bytes(files.csv(files.columns(export.rows(view, chart)), bom=True), name),
            text("export.saved", name=name),
        )
    figure = export.picture(view, chart, size, theme, link=href)
    if kind == "pdf":
        try:
            return no_update, dcc.send_bytes(export.pdf(figure), name), text("export.saved", name=name)
        except export.PictureError as error:
            return no_update, no_update, text(f"export.{error}")
    order = {"figure": figure.to_plotly_json(), "format": kind, "name": name, "saved": text("export.saved", name=name)}
    return order | {"failed": text("export.failed")}, no_update, ""


def _select(id_: str, label: str, choices: Iterable[tuple[str, str]]) -> dmc.Select:
    data = [{"value": value, "label": name} for value, name in choices]
    return dmc.Select(id=id_, label=label, data=data, value=data[0]["value"], allowDeselect=False)
