from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from dashboard import __main__ as command
from dashboard import ids
from dashboard.app import Atlas, create_app
from dashboard.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

CONTRACT = (
    "timeline", "trade-trend", "trade-by-country", "filter-countries", "filter-domains", "filter-years",
    "filter-search", "filter-reset", "event-detail", "export-open", "export-format", "export-download", "share-link",
)  # fmt: skip


@pytest.fixture
def client(app: Atlas) -> FlaskClient:
    client: FlaskClient = app.server.test_client()
    return client


def layout(client: FlaskClient, search: str = "", path: str = "/", width: int = 1400) -> Any:  # noqa: ANN401 (JSON)
    answer = client.get(f"/_dash-layout?_search={quote(search)}&_path={path}&_width={width}")
    assert answer.status_code == 200
    return answer.get_json()


def parts(tree: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401 (JSON)
    """The properties of every part of a layout that has an id."""
    found: dict[str, dict[str, Any]] = {}
    if isinstance(tree, list):
        for item in tree:
            found |= parts(item)
    elif isinstance(tree, dict):
        props = tree.get("props", {})
        if isinstance(props.get("id"), str):
            found[props["id"]] = props
        for value in tree.values():
            found |= parts(value)
    return found


def texts(tree: Any) -> str:  # noqa: ANN401 (JSON)
    if isinstance(tree, list):
        return " ".join(texts(item) for item in tree)
    if isinstance(tree, dict):
        return texts(tree.get("props", {}).get("children", ""))
    return str(tree) if tree is not None else ""


def called(client: FlaskClient, output: str, inputs: dict[str, Any], states: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 (JSON)
    """What a callback answers: found by one of its outputs, given its inputs and states."""
    known = client.get("/_dash-dependencies").get_json()
    spec = next(one for one in known if output in one["output"] and not one["clientside_function"])

    def filled(fields: list[dict[str, str]], values: dict[str, Any]) -> list[dict[str, Any]]:
        return [{**field, "value": values.get(f"{field['id']}.{field['property']}")} for field in fields]

    names = re.findall(r"((?:\{.*?\}|[\w-]+)\.\w+)", spec["output"])
    outputs = [
        {"id": json.loads(part) if part.startswith("{") else part, "property": prop}
        for part, prop in (name.rsplit(".", 1) for name in names)
    ]
    body = {
        "output": spec["output"],
        "outputs": outputs if spec["output"].startswith("..") else outputs[0],
        "inputs": filled(spec["inputs"], inputs),
        "state": filled(spec["state"], states or {}),
        "changedPropIds": list(inputs),
    }
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()["response"]


def test_what_is_as_the_browser_has_it_is_not_sent_again(client: FlaskClient) -> None:
    first = called(client, "timeline.figure", {"view.data": "", "viewport.data": 1400})
    had = {"marks.data": first["marks"]["data"]}
    again = called(client, "timeline.figure", {"view.data": "", "viewport.data": 1400}, had)
    health = called(client, "timeline.figure", {"view.data": "?domains=health", "viewport.data": 1400}, had)
    assert set(first) >= {"timeline", "trade-trend", "trade-by-country", "investment", "event-detail", "filter-count"}
    assert set(again) == {"marks"}
    assert set(health) >= {"timeline", "filter-count", "marks"}
    assert not set(health) & {"trade-by-country", "event-detail"}
    unfit: tuple[Any, ...] = ("?", [], {"a": 1})
    for nonsense in unfit:
        answer = called(client, "timeline.figure", {"view.data": "", "viewport.data": 1400}, {"marks.data": nonsense})
        assert set(answer) == set(first)


def test_the_ids_that_scripts_rely_on_are_there(client: FlaskClient) -> None:
    found = parts(layout(client))
    assert set(CONTRACT) <= set(found)
    assert {ids.TABLES, ids.CONTROLS, ids.VIEW} <= set(found)


def test_every_chart_keeps_its_figures_to_itself(client: FlaskClient) -> None:
    found = parts(layout(client, "?event=free-trade-area-2010"))
    for name in ("timeline", "trade-trend", "trade-by-country", "trade-around"):
        assert (found[name]["config"]["showSendToCloud"], found[name]["config"]["displaylogo"]) == (False, False)


def test_the_first_layout_is_the_view_of_the_address(client: FlaskClient) -> None:
    found = parts(layout(client, "?countries=VNM&from=2005&to=2015&q=trade&theme=dark&flow=export"))
    assert found["filter-countries"]["value"] == ["VNM"]
    assert found["filter-years"]["value"] == [2005, 2015]
    assert found["filter-search"]["value"] == "trade"
    assert found["provider"]["forceColorScheme"] == "dark"
    assert found["trade-flow"]["value"] == "export"


def test_two_users_never_see_each_others_filters(client: FlaskClient, app: Atlas) -> None:
    other = app.server.test_client()
    mine = parts(layout(client, "?countries=VNM"))
    theirs = parts(layout(other, "?domains=health"))
    assert (mine["filter-countries"]["value"], mine["domain-choice"]["value"]) == (["VNM"], [])
    assert (theirs["filter-countries"]["value"], theirs["domain-choice"]["value"]) == ([], ["health"])
    assert parts(layout(client))["filter-countries"]["value"] == []


def test_what_an_address_names_wrongly_is_said(client: FlaskClient) -> None:
    found = parts(layout(client, "?countries=XXX&mode=<script>"))
    assert "countries=XXX" in texts(found["notice"]["children"])
    assert found["filter-countries"]["value"] == []


def test_the_page_speaks_the_language_of_its_address(client: FlaskClient) -> None:
    chinese = texts(layout(client, "?lang=zh"))
    assert "里程碑" in chinese
    page = client.get("/?lang=zh&theme=dark").get_data(as_text=True)
    assert '<html lang="zh-Hans" data-mantine-color-scheme="dark">' in page


def test_a_milestone_shows_its_evidence(client: FlaskClient) -> None:
    answer = called(client, "event-detail.children", {"view.data": "?event=fta-upgrade-2015"}, {"viewport.data": 1400})
    said = texts(answer["event-detail"]["children"])
    for words in ("November 2015", "sources disagree", "The upgrade was signed in 2014.", "differs", "line"):
        assert words in said


def test_text_of_documents_is_never_markup(client: FlaskClient) -> None:
    answer = client.get("/_dash-layout?_search=%3Fevent%3Drcep-2022").get_data(as_text=True)
    assert "Notes on trade & <b>transport</b>" in texts(json.loads(answer))
    assert "dangerously" not in answer
    assert '"type":"Markdown"' not in answer


def test_a_view_draws_its_charts(client: FlaskClient) -> None:
    answer = called(client, "timeline.figure", {"view.data": "?domains=health", "viewport.data": 1400})
    traces = {trace.get("name"): trace for trace in answer["timeline"]["figure"]["data"]}
    assert list(traces["hits"]["customdata"]) == ["vaccine-centre-2021"]
    trend = called(client, "trade-trend.figure", {"view.data": "?countries=VNM", "viewport.data": 1400})
    shown = {trace["name"] for trace in trend["trade-trend"]["figure"]["data"]}
    assert "Viet Nam" in shown
    assert not shown & {"Thailand", "Laos", "Malaysia"}


def test_no_rows_are_said_in_words(client: FlaskClient) -> None:
    view = "?q=nothing-has-this-name"
    answer = called(client, "timeline.figure", {"view.data": view, "viewport.data": 390})
    assert answer["timeline-rows"]["data"]["rows"] == []
    assert "No milestone fits" in answer["timeline-rows"]["data"]["end"]
    tables = called(client, '{"table":"events"}.children', {"tables-view.data": view})
    assert "No row fits these filters." in texts(tables['{"table":"events"}']["children"])


def test_tables_hold_the_rows_of_the_view(client: FlaskClient) -> None:
    answer = called(client, '{"table":"events"}.children', {"tables-view.data": "?domains=health"})
    grid = parts(answer['{"table":"events"}']["children"])["events-table"]
    assert [(row["id"], row["date_words"]) for row in grid["rowData"]] == [("vaccine-centre-2021", "around 2021")]


@pytest.mark.parametrize("width", [0, -5, 10**9, "wide", None])
def test_any_width_is_drawn(client: FlaskClient, width: object) -> None:
    answer = called(client, "timeline.figure", {"view.data": "", "viewport.data": width})
    assert 200 <= answer["timeline"]["figure"]["layout"]["width"] <= 4000


@pytest.mark.parametrize(
    ("path", "kind", "rows"),
    [
        ("/data/events.csv?countries=LAO&national=1", "text/csv", 3),
        ("/data/events.json?domains=health", "application/json", 1),
        ("/data/trade.csv?countries=VNM&from=2020&to=2020", "text/csv", 5),
    ],
)
def test_the_same_address_gives_the_rows_as_a_file(client: FlaskClient, path: str, kind: str, rows: int) -> None:
    answer = client.get(path)
    assert answer.content_type.split(";")[0] == kind
    found = answer.get_json() if kind.endswith("json") else answer.get_data(as_text=True).splitlines()
    assert len(found) == rows
    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_health(client: FlaskClient) -> None:
    told = client.get("/health").get_json()
    assert re.fullmatch(r"[0-9a-f]{12}", told.pop("version"))
    assert re.fullmatch(r"20\d\d-.*\+00:00", told.pop("since"))
    assert told == {"status": "ok", "events": 27, "trade": 473, "refused": None}


def test_the_policy_allows_nothing_from_outside(client: FlaskClient) -> None:
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert not re.search(r"https?:|\*", policy)
    script = re.search(r"script-src ([^;]*)", policy)
    assert script
    assert "unsafe-inline" not in script[1]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "http" not in re.sub(
        r"<script id=\"_dash-config\".*?</script>", "", answer.get_data(as_text=True), flags=re.DOTALL
    ).replace("http-equiv", "")


def test_two_applications_live_in_one_process(tables: Path) -> None:
    first, second = (create_app(tables, settings=Settings()) for _ in range(2))
    known = [one.server.test_client().get("/_dash-dependencies").get_json() for one in (first, second)]
    assert [one["output"] for one in known[0]] == [one["output"] for one in known[1]]
    assert len(known[0]) > 10


def test_below_a_path_links_and_data_stay_below_it(tables: Path) -> None:
    app = create_app(tables, settings=Settings(prefix="/atlas/"))
    page = json.dumps(layout(app.server.test_client(), path="/atlas/quality"))
    assert "/atlas/data/events.csv" in page or "/atlas/quality" in page


def test_broken_tables_end_the_command_with_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'events.csv'}: no such table\n"


@pytest.mark.parametrize(("name", "value"), [("ATLAS_PROXIES", "one"), ("ATLAS_HTTPS", "yes")])
def test_a_setting_that_means_nothing_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=f'{name}: found "{value}"'):
        Settings.from_environment({name: value})


def test_settings_come_from_the_environment() -> None:
    assert Settings.from_environment({"ATLAS_PREFIX": "a/b", "ATLAS_HTTPS": "1"}) == Settings(
        prefix="/a/b/", https=True
    )


def test_sources_and_quality_tell_what_each_document_gave(client: FlaskClient) -> None:
    said = texts(layout(client, path="/quality"))
    for words in ("A short history of a partnership", "27 milestones", "2015-11 and 2014", "There is none."):
        assert words in said
    assert "coverage-chart" in parts(layout(client, path="/quality"))


@pytest.mark.parametrize(("lang", "words"), [("en", "A dot"), ("zh", "圆点")])
def test_help_explains_marks_in_the_language_of_the_page(client: FlaskClient, lang: str, words: str) -> None:
    assert words in texts(layout(client, f"?lang={lang}", path="/help"))


def test_the_first_page_offers_views_to_start_with(client: FlaskClient) -> None:
    found = parts(layout(client))
    assert found["welcome"]["hidden"] is False
    assert "event=free-trade-area-2010" in json.dumps(found["welcome"])
    assert parts(layout(client, "?countries=VNM"))["welcome"]["hidden"] is True


@pytest.mark.parametrize("path", ["/nowhere", "/quality/..", "/help/../../x"])
def test_a_path_that_is_none_is_the_first_page(client: FlaskClient, path: str) -> None:
    assert "timeline" in parts(layout(client, path=path))


def test_the_map_and_the_small_charts_are_views_too(client: FlaskClient) -> None:
    view = "?places=map&style=panels&countries=VNM;THA"
    shown = called(client, "trade-by-country.figure", {"view.data": view, "viewport.data": 1400})
    assert "hits" in {trace.get("name") for trace in shown["trade-by-country"]["figure"]["data"]}
    assert not any(
        trace["type"].startswith(("choropleth", "scattergeo")) for trace in shown["trade-by-country"]["figure"]["data"]
    )
    panels = called(client, "trade-trend.figure", {"view.data": view, "viewport.data": 1400})
    assert "Thailand, Viet Nam" in texts(panels["trade-trend-title"]["children"])
