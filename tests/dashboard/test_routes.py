"""What has an address of its own, asked for as a program asks."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from typing import TYPE_CHECKING

import frictionless
import pytest

from dashboard import downloads, edition, export, ids, pictures
from dashboard.downloads import packages
from dashboard.view import view

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
    assert answer.headers.getlist("Link") == [
        '<https://opensource.org/license/mit>; rel="license"',
        '<../?countries=VNM>; rel="cite-as"',
        '<../data/datapackage.json?countries=VNM>; rel="describedby"; type="application/json"',
    ]
    assert answer.headers["Atlas-Data-Version"] == edition.data_version(store)
    tag = answer.headers["ETag"]
    assert client.get(f"/data/{name}?countries=VNM", headers={"If-None-Match": tag}).status_code == 304
    assert client.get(f"/data/{name}?countries=THA", headers={"If-None-Match": tag}).status_code == 200


def test_what_describes_tables_at_an_address_holds_for_them(client: FlaskClient, store: Store, tmp_path: Path) -> None:
    described = client.get("/data/datapackage.json?countries=VNM").get_json()
    assert edition.citation(store, "http://localhost/?countries=VNM") in described["description"]
    assert described["version"].endswith(edition.data_version(store))
    assert {one["title"] for one in described["sources"]} == set(shown(store))
    for resource in described["resources"]:
        path = resource["path"].removeprefix("http://localhost")
        assert path == f"/data/{resource['name']}.csv?countries=VNM"
        content = client.get(path).data
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        (tmp_path / f"{resource['name']}.csv").write_bytes(content)
    (tmp_path / "datapackage.json").write_bytes(packages.description(view(store, "countries=VNM")))
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])


def shown(store: Store) -> list[str]:
    """Titles of the sources of what stands in the view of Viet Nam."""
    seen = view(store, "countries=VNM")
    kept = {*seen.events["event_id"], *seen.trade["observation_id"]}
    used = set(store.citations["source_id"][store.citations["record_id"].isin(kept)])
    sources = store.sources[store.sources["source_id"].isin(used)]
    return [title or name for name, title in zip(sources["source_id"], sources["title"], strict=True)]


@pytest.mark.parametrize("name", ["events", "trade"])
def test_a_saved_table_carries_its_citation(client: FlaskClient, store: Store, name: str) -> None:
    plain = client.get(f"/data/{name}.csv?countries=VNM").data.decode()
    saved = client.get(f"/data/{name}.csv?countries=VNM&about=1").data
    assert saved.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(saved.decode("utf-8-sig"))))
    about = edition.about(store, "http://localhost/?countries=VNM")
    for row in rows:
        assert {key: row.pop(key) for key in ("data_version", "licence", "cite_as")} == {
            key: about[key] for key in ("data_version", "licence", "cite_as")
        }
    assert rows == list(csv.DictReader(io.StringIO(plain)))
    assert len(rows) > 0
    whole = client.get(f"/data/{name}.json?countries=VNM&about=1").get_json()
    assert whole["about"] == about
    assert whole["rows"] == client.get(f"/data/{name}.json?countries=VNM").get_json()


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
        (
            "/chart/timeline.png?width=280&height=200&scale=0.5",
            400,
            "letters of this chart could not be read; it needs",
        ),
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


def test_a_view_for_paper_has_its_charts_of_one_width_and_light_with_filters_and_sources(client: FlaskClient) -> None:
    answer = client.get("/paper.json?countries=VNM&theme=dark&embed=1")
    said = answer.get_json()
    assert {ids.TIMELINE, ids.TREND, ids.BY_COUNTRY} <= set(said["charts"])
    layouts = [chart["layout"] for chart in said["charts"].values()]
    assert {layout["width"] for layout in layouts} == {820}
    assert {layout["template"]["layout"]["paper_bgcolor"] for layout in layouts} == {"#ffffff"}
    assert said["filters"] == "Viet Nam"
    assert any("International Trade in Goods" in line for line in said["sources"])
    assert client.get("/paper.json?countries=VNM", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 200
    again = client.get("/paper.json?countries=VNM&theme=dark", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
