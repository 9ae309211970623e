"""What has an address of its own, asked for as a program asks."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from dashboard import downloads, edition, export, ids, pictures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from dashboard.app import Atlas
    from dashboard.data import Store

drawn = pytest.mark.skipif(
    not (shutil.which("chromium") or shutil.which("google-chrome")), reason="no Chromium to draw with"
)


@pytest.fixture
def client(app: Atlas) -> FlaskClient:
    client: FlaskClient = app.server.test_client()
    return client


@pytest.fixture(scope="module", autouse=True)
def _stop() -> Iterator[None]:
    yield
    pictures.studio().close()


@drawn
@pytest.mark.parametrize(
    ("path", "mimetype", "start"),
    [
        ("/chart/timeline.png?countries=VNM&size=web", "image/png", b"\x89PNG"),
        ("/chart/trade-trend.svg?width=600&height=400&theme=dark", "image/svg+xml", b"<svg"),
        ("/chart/trade-by-country.webp?caption=0", "image/webp", b"RIFF"),
        ("/chart/timeline.pdf?size=a4", "application/pdf", b"%PDF"),
        ("/chart/all.zip", "application/zip", b"PK"),
        ("/report.pdf", "application/pdf", b"%PDF"),
    ],
)
def test_a_picture_by_its_address(client: FlaskClient, path: str, mimetype: str, start: bytes) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, mimetype)
    assert answer.data.startswith(start)
    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("name", [*downloads.TABLES, "events.csv", "trade.json"])
def test_a_file_by_its_address(client: FlaskClient, store: Store, name: str) -> None:
    answer = client.get(f"/data/{name}?countries=VNM")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Link"] == '<https://opensource.org/license/mit>; rel="license"'
    assert answer.headers["Atlas-Data-Version"] == edition.data_version(store)
    tag = answer.headers["ETag"]
    assert client.get(f"/data/{name}?countries=VNM", headers={"If-None-Match": tag}).status_code == 304
    assert client.get(f"/data/{name}?countries=THA", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("chart", [chart for chart in export.CHARTS if chart != ids.INVESTMENT])
def test_the_rows_behind_a_chart_by_their_address(client: FlaskClient, chart: str) -> None:
    asked = "countries=VNM&event=free-trade-area-2010"
    rows = json.loads(client.get(f"/chart/{chart}.json?{asked}").data)["rows"]
    assert len(rows) > 0
    assert client.get(f"/chart/{chart}.csv?{asked}").data.count(b"\n") == len(rows) + 1


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/chart/timeline.png?width=100000&height=100000", 400, "at most 10000 pixels a side"),
        ("/chart/passwords.png", 404, 'there is no chart "passwords"'),
        ("/chart/trade-around.svg", 404, "name a milestone whose year has trade values, as event=ID"),
        ("/chart/investment.csv", 404, "the tables have no values of investment"),
        ("/chart/timeline.exe", 404, 'there is no format "exe"'),
        ("/chart/..%2f..%2fetc%2fpasswd", 404, "there is no format"),
        ("/chart/timeline.png?countries=ATLANTIS", 400, "countries=ATLANTIS"),
        ("/chart/timeline.png?size=huge", 400, 'no size "huge"'),
        ("/data/events.csv?countries=ATLANTIS", 400, "countries=ATLANTIS"),
        ("/data/events.csv?from=abc", 400, "from=abc"),
        ("/data/nope.csv", 404, 'there is no file "nope.csv"'),
        ("/report.html?wrong=1", 400, "wrong=1"),
        ("/data/events.csv?" + "q=a&" * 2000, 400, "names what is not here"),
    ],
)
def test_what_cannot_be_given_is_refused_in_a_line_and_the_server_goes_on(
    client: FlaskClient, path: str, status: int, said: str
) -> None:
    answer = client.get(path)
    text = answer.get_data(as_text=True)
    assert (answer.status_code, answer.mimetype, text.count("\n")) == (status, "text/plain", 1)
    assert said in text
    assert "Traceback" not in text
    assert "/dashboard/" not in text
    assert client.get("/health").status_code == 200


def test_a_busy_studio_asks_to_come_again(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    busy = pictures.Studio(places=1)
    monkeypatch.setattr(pictures, "studio", lambda: busy)
    with busy.place():
        answer = client.get("/chart/timeline.png")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.get_data(as_text=True) == "Other pictures are being drawn. Try again in a moment.\n"


def test_without_a_browser_the_others_are_offered(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    pictures.studio().close()
    answer = client.get("/chart/timeline.pdf")
    assert answer.status_code == 503
    assert "PNG, SVG and WebP are drawn in your browser" in answer.get_data(as_text=True)
    report = client.get("/report.html")
    assert report.status_code == 200
    assert "no Chromium and kaleido" in report.get_data(as_text=True)
