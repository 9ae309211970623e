"""The export dialog: which chart, which format, which size; pictures are drawn in the browser where it can."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, ctx, dcc, html, no_update
from flask import request

from dashboard import asked, citing, downloads, export, ids, inscription, pictures
from dashboard.downloads import bundles
from dashboard.query import CHOICES
from dashboard.view import view as view_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dash import Dash

    from dashboard.shelf import Shelf
    from dashboard.text import Words
    from dashboard.view import View

#: Formats of the dialog: those that the browser draws, the one that the server draws, and the rows behind a chart.
FORMATS = ("png", "svg", "webp", "pdf", "csv", "xlsx", "json")
#: The choice of a size of one's own, and of all charts of the view as one zip.
OWN, ALL = "own", "charts"


def layout(view: View) -> html.Div:
    """The dialog, closed, and the parts through which a file leaves."""
    text = view.words
    names = (export.CHARTS, FORMATS, CHOICES["theme"])
    charts = [*((name, text(f"export.charts.{name}")) for name in names[0]), (ALL, text("export.more.charts"))]
    body = dmc.Stack(
        [
            _select(ids.EXPORT_CHART, text("export.chart"), charts),
            _formats(text),
            _select(ids.EXPORT_SIZE, text("export.size"), sizes(text)),
            _own(text),
            _select(
                ids.EXPORT_THEME, text("export.theme"), ((name, text(f"export.themes.{name}")) for name in names[2])
            ),
            dmc.Switch(id=ids.EXPORT_CAPTION, label=text("export.caption"), checked=True),
            dmc.Switch(id=ids.EXPORT_WHOLE, label=text("export.whole"), checked=False),
            html.P(text("export.note"), className="note"),
            dmc.Group(
                [
                    dmc.Button(text("export.download"), id=ids.EXPORT_DOWNLOAD, n_clicks=0, flex=1),
                    dmc.Button(text("export.copy"), id=ids.EXPORT_COPY, variant="default", n_clicks=0),
                ]
            ),
            html.P(id=ids.EXPORT_STATE, className="note", role="status"),
            html.Div(id=ids.EXPORT_MORE),
            dmc.Button(text("export.print"), id=ids.PRINT, variant="default", size="compact-md"),
        ]
    )
    dialog = dmc.Modal(
        body,
        id=ids.EXPORT_DIALOG,
        title=text("export.title"),
        opened=False,
        closeButtonProps={"aria-label": text("export.close")},
    )
    return html.Div([dialog, dcc.Store(id=ids.EXPORT_PICTURE), dcc.Download(id=ids.EXPORT_FILE)])


def register(app: Dash, shelf: Shelf) -> None:
    """Open the dialog, prepare what is asked for, draw and save it in the browser."""
    base = app.config.requests_pathname_prefix
    app.clientside_callback(
        ClientsideFunction("atlas", "opened"),
        Output(ids.EXPORT_DIALOG, "opened"),
        Input(ids.EXPORT_OPEN, "n_clicks"),
        prevent_initial_call=True,
    )

    def prepare(_: int, __: int, address: str, *chosen: Any) -> tuple[Any, Any, str]:  # noqa: ANN401 (of a control)
        view, href = view_of(shelf.store, address), f"{request.host_url.rstrip('/')}{base}{address}"
        return copied(view, href, chosen) if ctx.triggered_id == ids.EXPORT_COPY else prepared(view, href, chosen)

    app.callback(
        Output(ids.EXPORT_PICTURE, "data"),
        Output(ids.EXPORT_FILE, "data"),
        Output(ids.EXPORT_STATE, "children"),
        Input(ids.EXPORT_DOWNLOAD, "n_clicks"),
        Input(ids.EXPORT_COPY, "n_clicks"),
        State(ids.VIEW, "data"),
        *(State(name, "value") for name in (ids.EXPORT_CHART, ids.EXPORT_FORMAT, ids.EXPORT_SIZE, ids.EXPORT_THEME)),
        *(State(name, "checked") for name in (ids.EXPORT_CAPTION, ids.EXPORT_WHOLE)),
        *(State(f"{ids.EXPORT_OWN}-{name}", "value") for name in _OWN),
        running=[(Output(name, "disabled"), True, False) for name in (ids.EXPORT_DOWNLOAD, ids.EXPORT_COPY)],
        prevent_initial_call=True,
    )(prepare)

    app.clientside_callback(
        ClientsideFunction("atlas", "picture"),
        Output(ids.EXPORT_STATE, "children", allow_duplicate=True),
        Input(ids.EXPORT_PICTURE, "data"),
        prevent_initial_call=True,
    )

    def offer(opened: bool, address: str) -> list[Any]:  # noqa: FBT001 (a value of a control)
        if not opened:
            return cast("list[Any]", no_update)
        return more(view_of(shelf.store, address, base=base), request.host_url.rstrip("/"))

    app.callback(
        Output(ids.EXPORT_MORE, "children"),
        Input(ids.EXPORT_DIALOG, "opened"),
        State(ids.VIEW, "data"),
        prevent_initial_call=True,
    )(offer)


def prepared(view: View, href: str, chosen: tuple[Any, ...]) -> tuple[Any, Any, str]:
    """What the browser draws, or a file, and what is said about it.

    Args:
        view: What the page shows.
        href: Its whole address.
        chosen: Chart, format, size, theme; then, where they differ from what is usual, whether with caption, whether
            whole; and width, height and scale of a size of one's own.
    """
    text = view.words
    chart, kind, size, theme, *rest = chosen
    caption, whole, *own = rest or (True, False)
    if kind not in FORMATS or theme not in CHOICES["theme"]:
        return no_update, no_update, text("export.unknown")
    try:
        first = export.CHARTS[0] if chart == ALL else chart
        order = replace(asked.order(first, kind, "", href), size=_size(size, own), caption=bool(caption))
        order = replace(order, whole=order.whole or bool(whole))
        asked.drawable(view, first)
    except asked.RefusedError as error:
        return no_update, no_update, _refusal(text, error)
    name = export.filename(view, chart, "zip" if chart == ALL else kind)
    themed = replace(view, filters=replace(view.filters, theme=theme))
    try:
        if chart != ALL and kind in pictures.KINDS and kind != "pdf":
            return _figure(themed, order, kind, name), no_update, ""
        made = bundles.charts(themed, order) if chart == ALL else _file(themed, order, kind)
    except (export.SmallError, pictures.PictureError, downloads.MissingError) as error:
        return no_update, no_update, _failure(text, error)
    return no_update, dcc.send_bytes(made, name), text("export.saved", name=name)


def copied(view: View, href: str, chosen: tuple[Any, ...]) -> tuple[Any, Any, str]:
    """The same for the clipboard, which takes PNG and no other picture."""
    text, (chart, _, *rest) = view.words, chosen
    if chart == ALL:
        return no_update, no_update, text("export.copy_one")
    order, file, said = prepared(view, href, (chart, "png", *rest))
    if order is no_update:
        return order, file, said
    return order | {"copy": True, "saved": text("export.copied"), "failed": text("export.no_clipboard")}, file, said


def sizes(text: Words) -> list[tuple[str, str]]:
    """The choices of a size with the pixels that each gives."""
    named = [
        (name, "{} · {} × {}".format(text(f"export.sizes.{name}"), *size.pixels)) for name, size in export.SIZES.items()
    ]
    return [*named, (OWN, text("export.sizes.own"))]


def more(view: View, host: str) -> list[Any]:
    """Links to what else can be taken from the view, how to cite it, and code that loads its rows."""
    text, query = view.words, f"?{view.address}" if view.address else ""
    links = [
        html.Li(html.A(text(f"export.more.{name}"), href=f"{view.base}{path}{query}", className="csv", download=""))
        for name, path in downloads.LINKS.items()
    ]
    home = f"{host}{view.base}"
    cited = {"apa": citing.apa(view, home + query), "bibtex": citing.bibtex(view, home + query)}
    return [
        html.Details([html.Summary(text("export.more_title")), html.Ul(links, className="downloads")]),
        _unfolding(text, "cite", {text(f"detail.{name}"): said for name, said in cited.items()}),
        _unfolding(text, "embed", {"HTML": citing.frame(view, home)}),
        _unfolding(
            text, "code", {text(f"export.codes.{name}"): said for name, said in citing.code(view, home).items()}
        ),
    ]


def _file(view: View, order: export.Order, kind: str) -> bytes:
    return export.drawn(view, order, kind) if kind == "pdf" else downloads.of_chart(view, order.chart, kind, order.link)


def _refusal(text: Words, error: asked.RefusedError) -> str:
    """What the dialog says where a chart or size is refused: the limits of a size, what a chart needs."""
    if isinstance(error, asked.LimitError):
        limits = {"side": text.number(export.LONGEST_SIDE), "pixels": text.number(export.MOST_PIXELS)}
        return text("export.limits", width=export.LEAST_WIDTH, height=export.LEAST_HEIGHT, **limits)
    return text("export.nothing" if isinstance(error, asked.EmptyError) else "export.unknown")


def _failure(text: Words, error: Exception) -> str:
    """What the dialog says where a file could not be made."""
    if isinstance(error, export.SmallError):
        return text("export.too_small", width=error.least[0], height=error.least[1])
    return text("export.no_xlsx" if isinstance(error, downloads.MissingError) else f"export.{error}")


def _unfolding(text: Words, what: str, snippets: dict[str, str]) -> html.Details:
    """Texts to copy, each under its name and with a button that copies it."""
    parts: list[Any] = []
    for at, (name, said) in enumerate(snippets.items()):
        id_ = f"export-{what}-{at}"
        copy = html.Button(
            text("detail.copy"),
            className="copy",
            **{
                "data-copy": id_,
                "data-copied": text("header.copied_text"),
                "aria-label": f"{text('detail.copy')}: {name}",
            },
        )
        parts += [
            html.Div([html.Strong(name), copy], className="cite-head"),
            html.Pre(said, id=id_, className="snippet", tabIndex=0),
        ]
    return html.Details([html.Summary(text(f"export.{what}")), *parts])


_OWN = {"width": 1600, "height": 900, "scale": 1}


def _own(text: Words) -> dmc.Group:
    """Width, height and scale for a size of one's own; they count where it is chosen."""
    fields = [
        dmc.NumberInput(
            id=f"{ids.EXPORT_OWN}-{name}", label=text(f"export.own.{name}"), value=value, size="xs", w=110, min=0
        )
        for name, value in _OWN.items()
    ]
    return dmc.Group(fields)


def _size(name: str, own: list[Any]) -> export.Size:
    """The size of a choice.

    Raises:
        RefusedError: It is none, or beyond the limits.
    """
    if name != OWN:
        return asked.size({"size": name})
    return asked.size({key: str(value) for key, value in zip(_OWN, own, strict=False)})


def _figure(view: View, order: export.Order, kind: str, name: str) -> dict[str, Any]:
    """What the browser needs to draw a picture and to say what came of it."""
    text, said = view.words, export.told(view, order)
    within = {"png": base64.b64encode(inscription.chunks(said)).decode(), "svg": inscription.head(said)}
    return {
        "within": within.get(kind, ""),
        "figure": export.picture(view, order).to_plotly_json(),
        "format": kind,
        "name": name,
        "saved": text("export.saved", name=name),
        "failed": text("export.failed"),
    }


def _formats(text: Words) -> html.Div:
    control = dmc.SegmentedControl(
        id=ids.EXPORT_FORMAT, value=FORMATS[0], data=[{"value": name, "label": name.upper()} for name in FORMATS]
    )
    label = html.Span(text("export.format"), className="label")
    return html.Div([label, control], role="group", **{"aria-label": text("export.format")})


def _select(id_: str, label: str, choices: Iterable[tuple[str, str]]) -> dmc.Select:
    data = [{"value": value, "label": name} for value, name in choices]
    return dmc.Select(id=id_, label=label, data=data, value=data[0]["value"], allowDeselect=False)
