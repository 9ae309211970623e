"""The Dash application over a folder of tables."""

from __future__ import annotations

import html as markup
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import dash
import dash_mantine_components as dmc
from flask import Flask, has_request_context, request

from dashboard import controls, data, delivery, drawing, embed, guard, ids, journal, query, routes, security
from dashboard.charts import investment, milestones, trade_series
from dashboard.downloads import plotted
from dashboard.pages import explore, quality
from dashboard.pages import help as help_page
from dashboard.panels import header
from dashboard.settings import Settings
from dashboard.shelf import Shelf
from dashboard.view import forget, view

if TYPE_CHECKING:
    from os import PathLike

_INDEX = """<!DOCTYPE html>
<html lang="{lang}" data-mantine-color-scheme="{theme}"{embedded}>
<head>
{metas}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
{favicon}
<script src="{early}"></script>
{preload}
{css}
</head>
<body>
{app_entry}
<noscript>{noscript}</noscript>
<footer>
{config}
{scripts}
{renderer}
</footer>
</body>
</html>"""


_EARLY = Path(__file__).parent / "assets" / "early" / "view.js"
_PAGES = {"explore": explore, "quality": quality, "help": help_page}


class Atlas(dash.Dash):  # type: ignore[misc]
    """Dash with a page in the language and theme that its address asks for, from the first byte on."""

    shelf: Shelf

    def interpolate_index(self, **parts: Any) -> str:  # noqa: ANN401
        """The page around the application; ``parts`` are tags that Dash has made."""
        shown = view(self.shelf.store, request.query_string.decode("utf-8", "replace") if has_request_context() else "")
        text = shown.words
        return _INDEX.format(
            lang=text("language.html"),
            theme=shown.filters.theme,
            embedded=embed.mark(),
            title=markup.escape(text("page.title")),
            noscript=markup.escape(text("page.noscript")),
            early=f"{self.get_asset_url('early/view.js')}?m={_EARLY.stat().st_mtime}",
            preload=self._preload(),
            **{name: parts[name] for name in ("metas", "favicon", "css", "app_entry", "config", "scripts", "renderer")},
        )

    def _preload(self) -> str:
        """The largest script is asked for at once by the pages that draw with it."""
        base = self.config.requests_pathname_prefix
        if not has_request_context() or page_name(request.path, "/") == "help":
            return ""
        return f'<link rel="preload" as="script" href="{base}_dash-component-suites/plotly/package_data/plotly.min.js">'


def create_app(
    data_dir: str | PathLike[str] | None = None,
    documents_dir: str | PathLike[str] | None = None,
    *,
    settings: Settings | None = None,
) -> Atlas:
    """An application of its own over a folder of tables; as many as wanted may live in one process.

    Args:
        data_dir: Folder of the tables; the shipped ones where None.
        documents_dir: Folder of the documents, whose passages are shown where it is given.
        settings: How it is served; from the environment where None.

    Raises:
        TablesError: The tables are missing or break the schema.
    """
    settings = settings or Settings.from_environment()
    folder = Path(data_dir) if data_dir is not None else data.shipped_tables()
    documents = Path(documents_dir) if documents_dir is not None else None
    shelf = Shelf(folder, documents, seconds=settings.look_seconds, forget=_forget)
    server = Flask("dashboard", static_folder=None)
    delivery.configure(server)
    app = Atlas(
        "dashboard",
        server=server,
        assets_folder=str(Path(__file__).parent / "assets"),
        assets_ignore=r"^early/.*|.*view\.js$",
        requests_pathname_prefix=settings.prefix,
        routes_pathname_prefix="/",
        suppress_callback_exceptions=True,
        compress=True,
        title="ASEAN–China Atlas",
        update_title="",
        enable_mcp=False,
        health_endpoint=None,
    )
    app.shelf = shelf
    app.layout = lambda: page(app) if _seen() else dmc.MantineProvider()
    controls.register(app, view(shelf.store, ""))
    header.register(app)
    explore.register(app, shelf)
    routes.register(app, shelf)
    embed.register(app)
    journal.register(app, settings)
    guard.register(app)
    delivery.keep(app)
    security.register(app, settings)
    return app


def _forget() -> None:
    """Let go of everything that was drawn from tables that are no longer served."""
    made = (drawing.forget, milestones.forget, trade_series.forget, investment.forget, plotted.rows.cache_clear)
    for let_go in (forget, *made, query.known.cache_clear):
        let_go()


def _seen() -> bool:
    """Whether somebody gets to see the layout: Dash makes one more before its first answer, which costs as much."""
    return not has_request_context() or request.path.endswith("/_dash-layout")


def page(app: Atlas) -> dmc.MantineProvider:
    """The page of an address: the browser sends query, path and width along when it asks for the layout."""
    asked = parse_qs(request.query_string.decode("utf-8", "replace")) if has_request_context() else {}
    search, width = asked.get("_search", [""])[0], asked.get("_width", [""])[0]
    base = app.config.requests_pathname_prefix
    pixels = int(width) if width.isascii() and width.isdigit() and len(width) < 6 else None
    shown = view(app.shelf.store, search, pixels, base)
    pathname = asked.get("_path", [base])[0]
    name = page_name(pathname, base)
    from_ = [embed.source(shown)] if embed.asked(search) else []
    return dmc.MantineProvider(
        [*controls.stores(shown, search), header.layout(shown, name), _PAGES[name].layout(shown), *from_],
        id=ids.PROVIDER,
        forceColorScheme=shown.filters.theme,
        theme={
            "primaryColor": "cyan",
            "primaryShade": {"light": 9, "dark": 9},
            "fontFamily": shown.look.fonts,
            "defaultRadius": "md",
        },
    )


def page_name(pathname: str, base: str) -> str:
    """The page at a path; the first page at a path that is none."""
    paths = {(base + path).strip("/"): name for name, path in header.PAGES.items()}
    return paths.get(pathname.strip("/"), "explore")
