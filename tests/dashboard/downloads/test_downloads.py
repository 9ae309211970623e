"""Each file of a view opened again by a library, or strictly by hand, and compared with the rows of the view."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import frictionless
import icalendar
import numpy as np
import openpyxl
import pandas as pd
import pytest
from pybtex import database as reader

from dashboard import downloads, drawing, edition, ids
from dashboard.charts import axes
from dashboard.data import records
from dashboard.downloads import archive, bibliography, calendar, packages, plotted, sdmx, sheets, timelinejs
from dashboard.view import View, view

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.data import Store

LINK = "http://127.0.0.1/?countries=VNM"
VIEWS = (
    "", "countries=VNM&from=2005&to=2020", "style=panels&measure=index", "reporter=both", "flow=balance",
    "measure=change", "against=2010", "places=map", "from=1950&to=1951", "reporter=members&style=bars",
)  # fmt: skip


def changed(store: Store, column: str, text: str) -> View:
    """A view over milestones of which the first has another text in a column."""
    shown = view(store, "")
    events = shown.events.copy()
    events.loc[events.index[0], column] = text
    other = View(store, shown.filters)
    other.__dict__["events"] = events
    return other


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("address", VIEWS)
@pytest.mark.parametrize("chart", drawing.CHARTS)
def test_rows_as_csv_json_and_xlsx_are_the_rows_plotted(shipped: Store, chosen: str, address: str, chart: str) -> None:
    store, shown = shipped, view(shipped, f"{address}&{chosen}" if address else chosen)
    rows = plotted.rows(shown, chart)
    key = "event_id" if chart == ids.TIMELINE else "country"
    told = table(downloads.of_chart(shown, chart, "csv", LINK))
    whole = json.loads(downloads.of_chart(shown, chart, "json", LINK))
    book = openpyxl.load_workbook(io.BytesIO(downloads.of_chart(shown, chart, "xlsx", LINK)))
    head, *body = book["rows"].iter_rows(values_only=True)
    assert [row[key] for row in told] == [row[key] for row in whole["rows"]] == rows[key].tolist()
    assert list(head) == list(rows.columns)
    assert [row[head.index(key)] for row in body] == rows[key].tolist()
    assert [row["name"] for row in whole["columns"]] == list(rows.columns)
    if chart != ids.TIMELINE:
        assert len(rows) > 0 or "1950" in address
        assert [float(row["value_usd"]) for row in told] == pytest.approx(rows["value_usd"].tolist())
        assert [row[head.index("value_usd")] for row in body] == pytest.approx(rows["value_usd"].tolist())
    assert whole["about"]["data_version"] == edition.data_version(store)
    assert all(row["cite_as"] == edition.citation(store, LINK) for row in told)
    assert [row[0].value for row in book["about"].iter_rows(min_row=2)] == list(edition.about(store))


@pytest.mark.parametrize("address", ["", "countries=VNM;THA&from=2005&to=2022", "measure=index&countries=THA"])
def test_the_values_of_the_trend_are_those_in_its_figure(store: Store, address: str) -> None:
    shown = view(store, address)
    figure = drawing.draw(shown, ids.TREND)
    first, last = axes.span(shown.trade, drawing.recipe(shown, ids.TREND).options["range"])
    rows = plotted.rows(shown, ids.TREND)
    size = 1e9 if shown.filters.measure == "value" else 1
    values = rows[rows["mark"] == "value"]
    for code, own in values.groupby("country"):
        traces = [one for one in figure.data if one.customdata is not None and str(code) in map(str, one.customdata)]
        assert traces
        drawn = {
            round(float(y), 6)
            for one in traces
            for x, y in zip(one.x or [], one.y or [], strict=False)
            if y is not None and first.year <= pd.Timestamp(x).year <= last.year
        }
        assert {round(value / size, 6) for value in own["shown"].dropna()} <= drawn


@pytest.mark.parametrize(
    ("chart", "address", "size"),
    [
        (ids.INVESTMENT, "from=2012&to=2020", 1e9),
        (ids.INVESTMENT, "measure=share", 1),
        (ids.AROUND, "", 1),
        (ids.BY_COUNTRY, "flow=export&year=2015", 1e9),
    ],
)
def test_the_values_of_a_chart_are_those_in_its_figure(
    shipped: Store, chosen: str, chart: str, address: str, size: float
) -> None:
    shown = view(shipped, f"{address}&{chosen}" if address else chosen)
    figure, rows = drawing.draw(shown, chart), plotted.rows(shown, chart)
    axis = "x" if chart == ids.BY_COUNTRY else "y"
    values = [one for one in figure.data if one.type != "bar" or one.name == "values"]
    first, last = rows["year"].min(), rows["year"].max()
    drawn = sorted(
        round(float(value), 2)
        for one in values
        if one.type == "bar" or one.mode != "text"
        for year, value in zip(one.x, one[axis], strict=True)
        if value is not None and (axis == "x" or first <= int(str(year)[:4]) <= last)
    )
    assert drawn == sorted(round(value / size, 2) for value in rows["shown"].dropna())
    assert set(plotted.sources(shown, chart)["source_id"]) <= set(shipped.sources["source_id"])
    assert len(plotted.sources(shown, chart)) > 0


def test_the_rows_of_the_coverage_are_its_cells(shipped: Store) -> None:
    shown = view(shipped, "flow=import&from=1995")
    cells = drawing.draw(shown, ids.COVERAGE).data[0]
    drawn = sorted(
        (int(year), code)
        for row, codes in zip(cells.z, cells.customdata, strict=True)
        for year, rank, code in zip(cells.x, row, codes, strict=True)
        if rank < 4
    )
    rows = plotted.rows(shown, ids.COVERAGE)
    assert drawn == sorted(zip(rows["year"], rows["country"], strict=True))


def test_the_rows_of_the_timeline_are_its_marks(store: Store) -> None:
    shown = view(store, "countries=VNM&from=2005")
    figure = drawing.draw(shown, ids.TIMELINE, whole=True)
    hits = next(trace for trace in figure.data if trace.name == "hits")
    assert set(hits.customdata) == set(plotted.rows(shown, ids.TIMELINE)["event_id"])


@pytest.mark.parametrize("text", ["=1+1", "+49", "@home", "-5 is less", "=cmd|' /C calc'!A0"])
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheets.workbook({"rows": [["note"], [text]]}, "x")))
    cell = book["rows"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_workbook_holds_no_letter_that_its_format_cannot(store: Store) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(sheets.workbook({"rows": [["a\x00b\x0bc", 1.5, dt.date(2002, 11, 4)]]}, "x"))
    )
    assert [cell.value for cell in book["rows"][1]][:2] == ["abc", 1.5]
    assert sheets.workbook({"a": [["x"]]}, "x") == sheets.workbook({"a": [["x"]]}, "x")
    assert "events.xlsx" in downloads.TABLES
    made = openpyxl.load_workbook(io.BytesIO(downloads.TABLES["events.xlsx"].make(view(store, ""), LINK)))
    assert made["rows"].max_row == len(store.events) + 1


def test_without_openpyxl_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(downloads.MissingError):
        sheets.workbook({"a": [["x"]]}, "x")


@pytest.mark.parametrize("address", ["", "countries=VNM", "from=1950&to=1951", "disputed=1"])
def test_a_package_is_valid_and_holds_the_rows_of_the_view(store: Store, address: str, tmp_path: Path) -> None:
    shown = view(store, address)
    content = packages.package(shown, LINK)
    with zipfile.ZipFile(io.BytesIO(content)) as archived:
        archived.extractall(tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert len(table((tmp_path / "events.csv").read_bytes())) == len(shown.events)
    assert len(table((tmp_path / "trade.csv").read_bytes())) == len(shown.trade)
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert described["version"].endswith(edition.data_version(store))
    assert described["licenses"][0]["name"] == "MIT"
    assert edition.citation(store, LINK) in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert content == packages.package(shown, LINK)


def test_a_package_names_the_terms_of_each_source_and_of_each_table(shipped: Store) -> None:
    parts = archive.unzipped(packages.package(view(shipped, ""), LINK))
    described = json.loads(parts["datapackage.json"])
    stated = {row.licence for row in records(shipped.sources) if row.licence}
    assert len(stated) > 2
    assert {one["title"] for one in described["licenses"]} == {edition.TERMS, *stated}
    tables = {one["name"]: {part["title"] for part in one["licenses"]} for one in described["resources"]}
    assert any("IMF" in said for said in tables["trade"])
    assert not any("IMF" in said for said in tables["events"])
    assert tables["history"] == {edition.TERMS}
    terms = parts["TERMS.md"].decode()
    assert all(f"(`{name}`): " in terms for name in shipped.sources["source_id"])
    assert {one["path"] for one in described["licenses"]} == {edition.LICENCE_URL, "TERMS.md"}
    assert [one["licence"] for one in described["sources"]].count("") == 0


def test_a_value_that_is_not_known_is_an_empty_cell(shipped: Store) -> None:
    shown = view(shipped, "measure=change&countries=VNM")
    told = table(downloads.of_chart(shown, ids.TREND, "csv", LINK))
    assert {row["shown"] for row in told} & {"nan", "NaN"} == set()


def test_a_calendar_has_each_milestone_on_all_its_days_and_no_other(store: Store) -> None:
    shown = view(store, "")
    found = icalendar.Calendar.from_ical(calendar.ics(shown, LINK))
    events: dict[str, Any] = {str(event["UID"]).partition("@")[0]: event for event in found.walk("VEVENT")}
    assert list(events) == shown.events["event_id"].tolist()
    for row in records(shown.events):
        event = events[row.event_id]
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (row.first.date(), row.last.date() + dt.timedelta(days=1))
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert f"EDTF {row.date}," in event["DESCRIPTION"]
        assert str(event["SUMMARY"]) == row.title
    assert (events["aiib-2015"]["DTSTART"].dt, events["aiib-2015"]["DTEND"].dt) == (
        dt.date(2015, 1, 1),
        dt.date(2016, 1, 1),
    )


@pytest.mark.parametrize("text", ["a; b, c \\ d", "东盟" * 60, "line\r\nEND:VEVENT\r\nx"])
def test_no_text_breaks_a_calendar(store: Store, text: str) -> None:
    made = calendar.ics(changed(store, "title", text))
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    events = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert len(events) == len(store.events)
    assert str(events[0]["SUMMARY"]).split() == text.replace("\r", "").split()


def entries(text: str) -> dict[str, dict[str, str]]:
    """BibTeX read strictly: each entry's fields in balanced braces, one a line."""
    found: dict[str, dict[str, str]] = {}
    for kind, key, body in re.findall(r"@(\w+)\{([^,\s]+),\n(.*?)\n\}\n", text, re.DOTALL):
        fields = {"entry": kind}
        for line in body.split("\n"):
            name, _, value = line.strip().removesuffix(",").partition(" = ")
            bare = re.sub(r"\\[{}]", "", value)
            assert bare.count("{") == bare.count("}")
            fields[name] = value[1:-1] if value.startswith("{") else value
        assert key not in found
        found[key] = fields
    return found


def test_bibtex_names_the_data_and_each_source(store: Store) -> None:
    shown = view(store, "")
    found = entries(bibliography.bibtex(shown, LINK).decode())
    assert list(found) == ["asean_china_atlas", *plotted.cited(shown, shown.events["event_id"])["source_id"]]
    assert found["brief-history"]["title"] == "{A short history of a partnership}"
    assert found["brief-history"]["doi"] == "10.0000/test.1"
    assert found["trade-notes"]["author"] == "{B. Writer} and {C. Writer}"
    assert (found["trade-notes"]["year"], found["trade-notes"]["month"]) == ("2025", "jun")
    assert found["trade-notes"]["title"] == r"{Notes on trade \& <b>transport</b>}"
    assert edition.data_version(store) in found["asean_china_atlas"]["note"]


def test_bibtex_is_read_by_a_library(shipped: Store) -> None:
    shown = view(shipped, "")
    read = reader.parse_string(bibliography.bibtex(shown, LINK).decode(), "bibtex").entries
    sources = plotted.cited(shown, shown.events["event_id"])
    assert list(read) == ["asean_china_atlas", *sources["source_id"].str.replace(r"[^A-Za-z0-9-]", "-", regex=True)]
    assert edition.data_version(shipped) in read["asean_china_atlas"].fields["note"]
    plain = [re.sub(r"[\\{}]", "", entry.fields["title"]) for entry in list(read.values())[1:]]
    assert plain == [" ".join(str(title).split()) for title in sources["title"]]
    itself = reader.parse_string(edition.bibtex(shipped, LINK), "bibtex").entries["asean_china_atlas"]
    assert itself.fields["url"] == LINK


def test_csl_names_the_same_sources(store: Store) -> None:
    found = {item["id"]: item for item in json.loads(bibliography.csl(view(store, ""), LINK))}
    assert found["trade-notes"]["issued"] == {"date-parts": [[2025, 6]]}
    assert found["trade-notes"]["URL"] == "https://example.org/notes"
    assert found["brief-history"]["DOI"] == "10.0000/test.1"
    assert found["asean_china_atlas"]["type"] == "dataset"


def test_timelinejs_has_a_slide_a_milestone_and_no_more_precise_date(store: Store) -> None:
    shown = view(store, "")
    title, *slides = table(timelinejs.sheet(shown, LINK))
    assert (title["Type"], title["Link"]) == ("title", LINK)
    assert edition.data_version(store) in title["Text"]
    by_id = dict(zip(shown.events["event_id"], slides, strict=True))
    assert [by_id["aiib-2015"][name] for name in ("Year", "Month", "Day", "End Year")] == ["2015", "", "", ""]
    road = by_id["belt-and-road-2013"]
    ends = [road[name] for name in ("Year", "Month", "Day", "End Year", "End Month", "End Day")]
    assert ends == ["2013", "9", "", "2013", "10", ""]
    assert tuple(slides[0]) == timelinejs.COLUMNS


def test_timelinejs_shows_a_text_as_text(store: Store) -> None:
    made = table(timelinejs.sheet(changed(store, "title", "<img src=x onerror=alert(1)>")))
    assert made[1]["Headline"] == "&lt;img src=x onerror=alert(1)&gt;"


@pytest.mark.parametrize(
    ("period", "frequency", "written"),
    [
        ("2020", "A", "2020"),
        ("2020-07", "M", "2020-07"),
        ("2020-07-15", "D", "2020-07-15"),
        ("2020-35", "Q", "2020-Q3"),
        ("2020-40", "S", "2020-S1"),
        ("2020/2021", "_U", "2020-01-01/P731D"),
        ("2020~", "_U", "2020-01-01/P366D"),
    ],
)
def test_a_period_in_sdmx(period: str, frequency: str, written: str) -> None:
    class Row:
        first = pd.Timestamp("2020-01-01")
        last = pd.Timestamp("2021-12-31" if "/" in period else "2020-12-31")

    row: Any = Row()
    row.period = period
    assert sdmx.time(row) == (frequency, written)


def test_sdmx_has_every_observation_of_the_view(store: Store) -> None:
    shown = view(store, "countries=VNM")
    found = table(sdmx.csv(shown, LINK))
    rows = shown.trade.set_index("observation_id")
    assert {row["OBS_ID"] for row in found} == set(rows.index)
    assert tuple(found[0]) == sdmx.COLUMNS
    for row in found:
        assert float(row["OBS_VALUE"]) == rows.loc[row["OBS_ID"], "value"]
        assert row["UNIT_MULT"] == "0"
        assert row["VALUATION"] in {"FOB", "CIF", "_U"}
        assert row["DATA_VERSION"] == edition.data_version(store)


def test_the_version_of_the_data_is_the_hash_of_the_tables(store: Store, tables: Path) -> None:
    names = ("events", "trade", "citations", "sources", "history", "refusals")
    whole = b"".join((tables / f"{name}.csv").read_bytes() for name in names)
    assert edition.data_version(store) == hashlib.sha256(whole).hexdigest()[:12]


def test_a_zip_depends_on_its_files_alone() -> None:
    made = archive.zipped({"b.txt": b"2", "a.txt": b"1"})
    assert made == archive.zipped({"b.txt": b"2", "a.txt": b"1"})
    assert archive.unzipped(made) == {"b.txt": b"2", "a.txt": b"1"}


@pytest.mark.parametrize("style", ["lines", "panels"])
@pytest.mark.parametrize("asked", ["measure=index", "measure=index&countries=VNM;THA&from=2005", "measure=share"])
def test_the_rows_of_a_measure_are_the_values_that_stand_in_the_chart(shipped: Store, asked: str, style: str) -> None:
    shown = view(shipped, f"{asked}&style={style}")
    table = plotted.rows(shown, ids.TREND)
    drawn = [value for trace in drawing.draw(shown, ids.TREND).data if trace.y is not None for value in trace.y]
    plain = np.array([value for value in drawn if value is not None], dtype=float)
    values = table.loc[table["mark"] == "value", "shown"].astype(float)
    assert len(values) > 20
    assert [value for value in values if not np.isclose(plain, value, rtol=1e-9).any()] == []
