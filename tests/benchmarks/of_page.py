"""Benchmarks of the page, as far as the server goes: start, callbacks, bytes."""

from __future__ import annotations

import json
import re
from itertools import count
from typing import TYPE_CHECKING, Any

import dash

from dashboard import ids
from dashboard.app import create_app
from dashboard.settings import Settings
from tests.benchmarks.table import Row, Scope, times
from tests.benchmarks.timing import command, medians, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

_WIDTH = 1400
_ENCODINGS = "gzip, deflate, br, zstd"
_FIRST_ANSWER = """
import sys
from dashboard.app import create_app

client = create_app(sys.argv[1]).server.test_client()
for path in ("/", "/_dash-layout", "/_dash-dependencies"):
    assert client.get(path).status_code == 200, path
"""
_PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min.js"


def rows(scope: Scope) -> list[Row]:
    """All benchmarks of the server's side of the page."""
    return [start(scope), callbacks(scope), *bytes_sent(scope)]


def start(scope: Scope) -> Row:
    """From the start of the process to the first page, layout and list of callbacks."""
    ours, peers = medians(
        lambda: command(["-c", _FIRST_ANSWER, str(scope.tables)]).processor,
        lambda: command(["-c", "import dash, pandas, plotly.graph_objects"]).processor,
        scope.runs,
    )
    return Row(
        "start of the page to first answer",
        f"{ours:.2f} s",
        f"import dash, plotly, pandas {peers:.2f} s",
        times(ours / peers),
        "<= 2x",
        "the imports; then the first drawing of each chart",
    )


def callbacks(scope: Scope) -> Row:
    """All callbacks that answer a change of the view, one after another, against an empty one."""
    client, plain = _client(scope), _plain_page()
    views = _views()
    ours, peers = medians(
        lambda: seconds(lambda: _answered(client, next(views))), lambda: seconds(lambda: _asked(plain)), 4 * scope.runs
    )
    return Row(
        "a changed view, all callbacks of the server",
        f"{1000 * ours:.0f} ms",
        f"an empty Dash callback {1000 * peers:.1f} ms",
        f"{1000 * (ours - peers):.0f} ms above",
        "part of 150 ms",
        "figures of Plotly, checked and turned to JSON",
    )


def _client(scope: Scope) -> FlaskClient:
    client: FlaskClient = create_app(scope.tables, settings=Settings()).server.test_client()
    return client


def _views() -> Iterator[str]:
    """Addresses of views, no two alike, so that nothing is answered from memory."""
    for number in count():
        state = ("VNM", "THA", "MYS", "SGP")[number % 4]
        yield f"?countries={state}&from={1991 + number % 20}&to={2012 + number // 20 % 12}"


def _answered(client: FlaskClient, view: str) -> int:
    """The bytes of the answers of all callbacks that a changed view calls."""
    values = {f"{ids.VIEW}.data": view, f"{ids.VIEWPORT}.data": _WIDTH}
    sent = 0
    for spec in client.get("/_dash-dependencies").get_json():
        inputs = [f"{one['id']}.{one['property']}" for one in spec["inputs"]]
        if not spec["clientside_function"] and f"{ids.VIEW}.data" in inputs:
            sent += _called(client, spec, values)
    return sent


def body(spec: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """What the page sends to have a callback answered, with the values of its inputs and states."""
    outputs = [_output(*one.rsplit(".", 1)) for one in spec["output"].strip(".").split("...")]
    return {
        "output": spec["output"],
        "outputs": outputs if spec["output"].startswith("..") else outputs[0],
        "inputs": [{**one, "value": values.get(f"{one['id']}.{one['property']}")} for one in spec["inputs"]],
        "state": [{**one, "value": values.get(f"{one['id']}.{one['property']}")} for one in spec["state"]],
        "changedPropIds": [f"{ids.VIEW}.data"],
    }


def _called(client: FlaskClient, spec: dict[str, Any], values: dict[str, Any]) -> int:
    answer = client.post("/_dash-update-component", json=body(spec, values), headers={"Accept-Encoding": _ENCODINGS})
    if answer.status_code not in {200, 204}:
        raise RuntimeError(f"{spec['output']}: status {answer.status_code}")
    return len(answer.data)


def _output(name: str, prop: str) -> dict[str, Any]:
    return {"id": json.loads(name) if name.startswith("{") else name, "property": prop}


def _plain_page() -> FlaskClient:
    """A plain Dash page with one chart, and a callback that does nothing."""
    app = dash.Dash("plain", compress=True)
    app.layout = dash.html.Div([dash.dcc.Graph(id="chart"), dash.html.P(id="said")])
    app.callback(dash.Output("said", "children"), dash.Input("chart", "clickData"))(lambda _: "")
    client: FlaskClient = app.server.test_client()
    return client


def _asked(client: FlaskClient) -> None:
    spec = next(one for one in client.get("/_dash-dependencies").get_json() if one["output"] == "said.children")
    _called(client, spec, {})


def bytes_sent(scope: Scope) -> list[Row]:
    """What goes over the wire, compressed, for the first view and for one after it."""
    client = _client(scope)
    first, plain = _first_view(client), _first_view(_plain_page())
    second = _answered(client, "?countries=VNM")
    return [
        Row(
            "bytes of the first view",
            f"{first / 1e6:.2f} MB",
            f"a plain Dash page, compressed {plain / 1e6:.2f} MB",
            times(first / plain),
            "<= 2.5 MB",
            "plotly.js: 1.4 MB of it",
        ),
        Row("bytes of a second view", f"{second / 1e3:.0f} KB", "", "", "<= 100 KB", "the figures as JSON"),
    ]


def _first_view(client: FlaskClient) -> int:
    """The page, the scripts and styles that it names, Plotly's script, the layout and the list of callbacks."""
    text = _sent(client, "/", "identity").decode()
    named = {*re.findall(r'(?:src|href)="(/[^"]+)"', text), "/", _PLOTLY, "/_dash-layout", "/_dash-dependencies"}
    return sum(len(_sent(client, path, _ENCODINGS)) for path in sorted(named))


def _sent(client: FlaskClient, path: str, encodings: str) -> bytes:
    sent: bytes = client.get(path, headers={"Accept-Encoding": encodings}).data
    return sent
