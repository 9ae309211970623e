"""Benchmarks of the page in a real browser: until a first chart is painted, and until a changed view is painted."""

from __future__ import annotations

import contextlib
import logging
import statistics
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from typing import TYPE_CHECKING

import dash
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from dashboard import ids
from dashboard.app import create_app
from dashboard.settings import Settings
from tests.benchmarks.table import Row, Scope, times
from tests.benchmarks.tables import write
from tests.browser.install import browser as chromium

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from flask import Flask
    from playwright.sync_api import Browser, Page

#: The charts of the first view, and those of them that other countries always change.
_CHARTS = (ids.TIMELINE, ids.TREND, ids.BY_COUNTRY, ids.INVESTMENT)
_CHANGING = (ids.TIMELINE, ids.TREND, ids.BY_COUNTRY)
#: Choices of countries, no two alike, so that nothing is answered from memory.
_CHOICES = tuple(map(list, combinations(("VNM", "THA", "MYS", "SGP", "IDN", "PHL", "KHM", "LAO"), 2)))
_PATIENCE = 120_000
#: Milliseconds between two choices.
_LOOKS = 1_500
#: Milestones and rows of trade of the large tables.
_EVENTS, _TRADE = 20_000, 1_000_000
_FIRST = "() => document.querySelector('.js-plotly-plot .main-svg') && performance.now()"
_STAND = "charts => charts.every(id => document.querySelector(`#${id} .js-plotly-plot .main-svg`))"
#: Counts how often each chart was painted and how many are being drawn: Plotly tells when it has drawn, the frame after
#: that shows it.
_WATCH = """charts => {
    const shown = then => requestAnimationFrame(() => setTimeout(then));
    window.painted = {};
    window.drawing = 0;
    for (const id of charts) {
        window.painted[id] = 0;
        document.querySelector(`#${id} .js-plotly-plot`).on("plotly_afterplot", () =>
            shown(() => { window.painted[id] += 1; }));
    }
    const react = window.Plotly.react;
    window.Plotly.react = (...given) => {
        window.drawing += 1;
        return react(...given).finally(() => shown(() => { window.drawing -= 1; }));
    };
}"""
#: Sets a value of the page, and gives the milliseconds until these charts are painted and none is being drawn any more
#: or, without charts, until a text is new.
_CHANGED = """([part, props, charts]) => new Promise(done => {
    const start = performance.now(), before = {...window.painted};
    const text = () => document.getElementById("said")?.textContent, old = text();
    const look = () => {
        const painted = !window.drawing && charts.every(id => window.painted[id] > before[id]);
        (charts.length ? painted : text() !== old) ? done(performance.now() - start) : requestAnimationFrame(look);
    };
    window.dash_clientside.set_props(part, props);
    look();
})"""


def rows(scope: Scope) -> list[Row]:
    """A first chart and changed views of the shipped tables; none where there is no browser."""
    return _apart(scope, scope.tables, "shipped tables") if chromium() else []


def large_rows(scope: Scope) -> list[Row]:
    """The same of tables with twenty thousand milestones and a million rows of trade."""
    tables = write(scope.tables, scope.scratch / "large", events=_EVENTS, trade=_TRADE)
    return _apart(scope, tables, "20,000 milestones and 1,000,000 rows") if chromium() else []


def _apart(scope: Scope, tables: Path, which: str) -> list[Row]:
    """The rows, from a thread of their own: Playwright does not start where another of its browsers is driven."""
    with ThreadPoolExecutor(1) as alone:
        return alone.submit(_rows, scope, tables, which).result()


def _rows(scope: Scope, tables: Path, which: str) -> list[Row]:
    app = create_app(tables, settings=Settings())
    with _served(app.server) as ours, _served(_plain()) as plain, _browser() as browser:
        first, peer = ([_first(browser, base) for _ in range(scope.runs + 1)][1:] for base in (ours, plain))
        return [
            Row(
                f"first chart painted, cold browser: {which}",
                f"{statistics.median(first):.0f} ms",
                f"a plain Dash page {statistics.median(peer):.0f} ms",
                times(statistics.median(first) / statistics.median(peer)),
                "<= 1.2x",
                "the scripts: read by the browser before anything is drawn",
            ),
            _filtered(browser, ours, plain, which, 3 * scope.runs),
        ]


def _filtered(browser: Browser, ours: str, plain: str, which: str, runs: int) -> Row:
    """A changed choice of countries until every chart of the first view is painted, above an empty callback."""
    with _opened(browser, plain, ("chart",)) as page:
        empty = statistics.median(_changed(page, "asked", {"data": at}, ()) for at in range(runs))
    with _opened(browser, ours, _CHARTS) as page:
        page.evaluate(_WATCH, list(_CHARTS))
        values = [_filtered_by(page, one) for one in _CHOICES[: runs + 1]]
    taken = sorted(values[1:])
    median, ranked = statistics.median(taken), taken[int(0.95 * (len(taken) - 1))]
    return Row(
        f"filter to painted, every chart of the first view: {which}",
        f"median {median:.0f} ms, p95 {ranked:.0f} ms",
        f"an empty Dash callback {empty:.0f} ms",
        f"{median - empty:.0f} ms above",
        "<= 150 ms, p95 300 ms",
        "the server's drawing, then Plotly's in the browser",
    )


def _filtered_by(page: Page, countries: Sequence[str]) -> float:
    """A person looks before choosing again: what follows the charts, such as tables, is done by then."""
    page.wait_for_timeout(_LOOKS)
    page.wait_for_load_state("networkidle")
    return _changed(page, ids.FILTER_COUNTRIES, {"value": countries}, _CHANGING)


def _changed(page: Page, part: str, props: dict[str, object], charts: Sequence[str]) -> float:
    return float(page.evaluate(_CHANGED, [part, props, list(charts)]))


def _first(browser: Browser, base: str) -> float:
    """Milliseconds from the start of the visit of somebody new until a chart stands."""
    with _opened(browser, base, ()) as page:
        return float(page.wait_for_function(_FIRST, polling="raf").json_value())


@contextlib.contextmanager
def _opened(browser: Browser, base: str, charts: Sequence[str]) -> Iterator[Page]:
    """A page in a browser that has kept nothing, as soon as the charts stand and nothing is asked for any more."""
    with contextlib.closing(browser.new_context(viewport={"width": 1400, "height": 900}, bypass_csp=True)) as context:
        page = context.new_page()
        page.set_default_timeout(_PATIENCE)
        page.goto(base, wait_until="commit")
        if charts:
            page.wait_for_function(_STAND, arg=list(charts))
            page.wait_for_load_state("networkidle")
        yield page


@contextlib.contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu"]
        with contextlib.closing(playwright.chromium.launch(executable_path=chromium(), args=options)) as browser:
            yield browser


@contextlib.contextmanager
def _served(app: Flask) -> Iterator[str]:
    """The address of an application that is served from this process, which else only waits for the browser."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line for each request would bury the table
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _plain() -> Flask:
    """A plain Dash page with one chart, and a callback that says what it was asked."""
    app = dash.Dash("plain", compress=True)
    drawn = dash.dcc.Graph(id="chart", figure={"data": [{"x": [2000, 2010], "y": [1, 2]}]})
    app.layout = dash.html.Div([drawn, dash.dcc.Store(id="asked"), dash.html.P(id="said")])
    app.callback(dash.Output("said", "children"), dash.Input("asked", "data"))(str)
    server: Flask = app.server
    return server
