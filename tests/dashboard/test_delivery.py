"""How answers travel: how long each may be kept, and compressed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from dashboard.app import Atlas


pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def client(app: Atlas) -> FlaskClient:
    client: FlaskClient = app.server.test_client()
    return client


def linked(client: FlaskClient) -> list[str]:
    """The scripts and styles that the page asks for."""
    return re.findall(r'(?:src|href)="(/[^"]+)"', client.get("/").get_data(as_text=True))


def fetched(client: FlaskClient, path: str, **headers: str) -> TestResponse:
    """An answer, read and closed: what compresses answers leaves files to whoever collects garbage."""
    answer = client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    assert answer.data is not None
    answer.close()
    return answer


def test_what_changes_its_address_with_its_content_is_kept_for_good(client: FlaskClient) -> None:
    found = {path: fetched(client, path).headers["Cache-Control"] for path in linked(client)}
    assets = {path for path in found if path.startswith("/assets/")}
    assert {path.partition("?")[0] for path in assets} >= {
        "/assets/atlas.js",
        "/assets/atlas.css",
        "/assets/early/view.js",
    }
    assert {found[path] for path in (*assets, *(path for path in found if "favicon" in path))} == {
        "public, max-age=31536000, immutable"
    }
    components = {path for path in found if "_dash-component-suites" in path}
    assert components
    assert {"max-age=31536000" in found[path] for path in components if ".v" in path} == {True}


@pytest.mark.parametrize(
    "path", ["/", "/quality", "/_dash-layout", "/_dash-dependencies", "/health", "/data/events.csv"]
)
def test_what_may_change_is_asked_for_each_time(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-cache"


def test_an_asset_without_the_mark_of_its_content_is_asked_for_each_time(client: FlaskClient) -> None:
    assert fetched(client, "/assets/atlas.css").headers["Cache-Control"] == "no-cache"
    assert "immutable" not in fetched(client, "/assets/none.css?m=1").headers["Cache-Control"]


def test_what_is_kept_is_not_sent_again(client: FlaskClient) -> None:
    path = next(path for path in linked(client) if path.startswith("/assets/atlas.js"))
    tag = fetched(client, path).headers["ETag"]
    again = fetched(client, path, If_None_Match=tag)
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", ["/", "/_dash-layout", "/data/trade.csv", "/data/trade.json", "/assets/atlas.js"])
@pytest.mark.parametrize("way", ["br", "gzip"])
def test_text_travels_compressed(client: FlaskClient, path: str, way: str) -> None:
    plain = fetched(client, path).data
    packed = fetched(client, path, Accept_Encoding=way)
    assert packed.headers["Content-Encoding"] == way
    assert len(packed.data) < len(plain) / 1.5
    assert "Accept-Encoding" in packed.headers["Vary"]
