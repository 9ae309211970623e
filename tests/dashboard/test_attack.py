"""Requests that the page never makes: refused in a line that tells nothing, and the server goes on."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.app import Atlas, create_app
from dashboard.settings import Settings

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

CALLBACKS = "/_dash-update-component"
ROOT = Path(__file__).parents[2]
#: What an answer must never hold: a trace, a path of the machine, a piece of a file beside the page's own.
LEAKS = (b"Traceback", b'File "', b"site-packages", b"def create_app", b"root:x:", str(ROOT).encode())


@pytest.fixture
def client(app: Atlas) -> FlaskClient:
    client: FlaskClient = app.server.test_client()
    return client


@pytest.fixture(scope="module")
def answered(app: Atlas) -> list[dict[str, Any]]:
    """The bodies of all callbacks that the server answers, as the page sends them."""
    client = app.server.test_client()
    specs = [one for one in client.get("/_dash-dependencies").get_json() if not one["clientside_function"]]
    return [body(spec, {}) for spec in specs]


def body(spec: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    def filled(parts: list[dict[str, str]]) -> list[dict[str, Any]]:
        return [{**part, "value": values.get(part["id"])} for part in parts]

    names = re.findall(r"((?:\{.*?\}|[\w-]+)\.\w+)", spec["output"].partition("@")[0])
    outputs = [
        {"id": json.loads(part) if part.startswith("{") else part, "property": prop}
        for part, prop in (name.rsplit(".", 1) for name in names)
    ]
    return {
        "output": spec["output"],
        "outputs": outputs if spec["output"].startswith("..") else outputs[0],
        "inputs": filled(spec["inputs"]),
        "state": filled(spec["state"]),
        "changedPropIds": [f"{part['id']}.{part['property']}" for part in spec["inputs"][:1]],
    }


def discreet(answer: TestResponse) -> bool:
    """Whether an answer leaks nothing, and is one line of text where it is a refusal."""
    if any(leak in answer.data for leak in LEAKS):
        return False
    return answer.status_code < 400 or (answer.mimetype, answer.data.count(b"\n")) == ("text/plain", 1)


def test_the_page_s_own_callbacks_are_answered(client: FlaskClient, answered: list[dict[str, Any]]) -> None:
    assert len(answered) >= 5
    for sent in answered:
        assert client.post(f"{CALLBACKS}?endId=Qx8V0f3j~2a01", json=sent).status_code in {200, 204}


FORGED: dict[str, Any] = {
    "an unknown output": {"output": "no.such"},
    "an output of the browser": {"output": "share-link.children"},
    "no inputs": {"inputs": []},
    "inputs of another": {"inputs": [{"id": "url", "property": "data", "value": ""}] * 2},
    "inputs that are none": {"inputs": 5},
    "an input that is none": {"inputs": [None, None]},
    "states that are none": {"state": {"a": 1}},
    "a state too many": {"state": [{"id": "view", "property": "data", "value": ""}]},
    "no outputs": {"outputs": []},
    "one output of many": {"outputs": {"id": "timeline", "property": "figure"}},
    "other outputs": {"outputs": [{"id": "timeline", "property": "children"}] * 5},
    "changes that are none": {"changedPropIds": [{}]},
    "changes without end": {"changedPropIds": 1},
}


@pytest.mark.parametrize("change", FORGED.values(), ids=FORGED)
def test_a_forged_callback_is_refused(
    client: FlaskClient, answered: list[dict[str, Any]], change: dict[str, Any]
) -> None:
    sound = next(sent for sent in answered if "timeline.figure" in sent["output"])
    answer = client.post(CALLBACKS, json=sound | change)
    assert (answer.status_code, answer.data) == (400, b"this is no request of the page\n")


def test_a_name_of_several_parts_comes_in_parts(client: FlaskClient, answered: list[dict[str, Any]]) -> None:
    sound = next(sent for sent in answered if "{" in sent["output"])
    named = [{**part, "id": json.dumps(part["id"], separators=(",", ":"))} for part in sound["outputs"]]
    assert client.post(CALLBACKS, json=sound | {"outputs": named}).status_code == 400


@pytest.mark.parametrize(
    ("sent", "kind", "status"),
    [
        (b"", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'"timeline.figure"', "application/json", 400),
        (b"{", "application/json", 400),
        (b"\xff\xfe\x00", "application/json", 400),
        (b"[" * 500_000, "application/json", 400),
        (b'{"output":' * 100_000, "application/json", 400),
        (b"output=timeline.figure", "application/x-www-form-urlencoded", 400),
        (b"x" * 1_000_001, "application/json", 413),
        (b"x" * 50_000_000, "application/json", 413),
    ],
)
def test_a_body_that_is_none_is_refused(client: FlaskClient, sent: bytes, kind: str, status: int) -> None:
    answer = client.post(CALLBACKS, data=sent, content_type=kind)
    assert answer.status_code == status
    assert discreet(answer)
    assert client.get("/health").status_code == 200


def test_what_steers_callbacks_in_the_background_is_refused(
    client: FlaskClient, answered: list[dict[str, Any]]
) -> None:
    answer = client.post(f"{CALLBACKS}?cancelJob=1&job=2&cacheKey=x", json=answered[0])
    assert answer.status_code == 400


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
HOSTILE = st.sampled_from(
    ["?event=../../etc/passwd", "?value=%00", "?from=9999&to=1000", "?q=" + "(" * 300, "?countries=" + "VNM;" * 900]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value_is_answered_or_refused(
    client: FlaskClient, answered: list[dict[str, Any]], data: st.DataObject
) -> None:
    sent = json.loads(json.dumps(data.draw(st.sampled_from(answered))))
    for part in (*sent["inputs"], *sent["state"]):
        part["value"] = data.draw(ANYTHING | HOSTILE)
    answer = client.post(CALLBACKS, json=sent)
    assert answer.status_code in {200, 204, 400}
    assert discreet(answer)


ROUTES = ("/assets/", "/data/", "/chart/", "/_dash-component-suites/", "/_dash-component-suites/dash/", "/report.", "/")
WAYS_OUT = (
    "../app.py", "%2e%2e/app.py", "..%2fapp.py", "..%5capp.py", "....//app.py", "%252e%252e%252fapp.py", "/etc/passwd",
    "%2fetc%2fpasswd", "..%2f..%2f..%2f..%2fetc%2fpasswd", "%00", "app.py%00.csv", "C:%5cwindows%5cwin.ini",
    "~root", "a" * 5000, "%F0%9F%92%A3", "%ff%fe", "__init__.py", "../dashboard/app.py", "text/en.yml",
)  # fmt: skip


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("way", WAYS_OUT)
def test_no_address_leads_out_of_the_page(client: FlaskClient, route: str, way: str) -> None:
    answer = client.get(f"{route}{way}")
    assert answer.status_code in {200, 400, 404, 414}
    assert answer.status_code != 200 or b"react-entry-point" in answer.data
    assert discreet(answer)


@pytest.mark.parametrize(
    "path", ["/", "/health", "/data/events.csv", "/chart/timeline.csv", "/_dash-layout", CALLBACKS]
)
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_refused(client: FlaskClient, path: str, method: str) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == 405
    assert discreet(answer)


@pytest.mark.parametrize(
    "query",
    [
        "event=no-such-milestone",
        "event=" + "a" * 3000,
        "value=no-such-value",
        "countries=<script>alert(1)</script>",
        "lang=../../etc/passwd",
        "theme=%00",
        "q=%ff%fe%fd",
        "q=" + "a" * 20_000,
        "&" * 5000,
        "from=١٩٩٩",
    ],
)
@pytest.mark.parametrize("route", ["/", "/_dash-layout", "/data/events.csv", "/data/trade.json", "/report.html"])
def test_a_query_that_means_nothing_is_said_or_left_out(client: FlaskClient, route: str, query: str) -> None:
    answer = client.get(f"{route}?{query}")
    assert answer.status_code in {200, 400}
    assert discreet(answer)
    assert b"<script>alert" not in answer.data or answer.mimetype != "text/html"


@pytest.mark.parametrize("width", ["", "-1", "1e9", "٣", "9" * 400, "NaN", "[]"])
def test_any_width_of_the_first_layout_is_drawn(client: FlaskClient, width: str) -> None:
    answer = client.get("/_dash-layout", query_string={"_search": "?q=trade", "_path": "/", "_width": width})
    assert answer.status_code == 200
    assert discreet(answer)


def test_an_error_of_ours_tells_only_the_log(tables: Path, caplog: pytest.LogCaptureFixture) -> None:
    server: Flask = create_app(tables, settings=Settings()).server

    @server.get("/broken")
    def broken() -> str:
        raise RuntimeError("the cause, at /home/somebody")

    answer = server.test_client().get("/broken")
    assert answer.status_code == 500
    assert answer.data == b"something went wrong here; the log of the server tells what\n"
    assert "the cause, at /home/somebody" in caplog.text


def test_many_files_at_once_are_all_given_or_asked_for_again(app: Atlas) -> None:
    paths = [f"/chart/trade-trend.csv?countries=VNM&from={year}" for year in range(1992, 2012)]
    paths += [f"/data/events.xlsx?from={year}" for year in range(1992, 2012)]
    paths += ["/chart/timeline.png?width=20000", "/data/nothing.csv"] * 10

    def asked(path: str) -> int:
        answer = app.server.test_client().get(path)
        assert discreet(answer)
        return int(answer.status_code)

    with ThreadPoolExecutor(16) as people:
        found = dict(zip(paths, people.map(asked, paths), strict=True))
    assert {path: status for path, status in found.items() if status not in {200, 400, 404, 503}} == {}
    assert {status for path, status in found.items() if "from=" in path} == {200}
