"""The command ``python -m dashboard export``: what it writes, how it ends, what it says."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
import zipfile
from typing import TYPE_CHECKING

import pypdf
import pytest
from PIL import Image

from dashboard import __main__ as command
from dashboard import ids, pictures, taking
from dashboard.theme import THEMES, look

if TYPE_CHECKING:
    from pathlib import Path

#: The charts that the tables of the tests have something for.
CHARTS = (ids.TIMELINE, ids.TREND, ids.BY_COUNTRY, ids.COVERAGE)
drawn = pytest.mark.skipif(
    not (shutil.which("chromium") or shutil.which("google-chrome")), reason="no Chromium to draw with"
)


def run(tables: Path, *arguments: object) -> taking.Done:
    return taking.run([*map(str, arguments), "--data", str(tables)])


@drawn
def test_the_timeline_is_written_as_a_pdf(tables: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "deep" / "timeline.pdf"
    code = command.main(
        ["export", "--view", "countries=VNM;THA&from=2000", "--chart", "timeline", "--format", "pdf", "--size", "a4",
         "--out", str(out), "--data", str(tables)]
    )  # fmt: skip
    assert code == 0
    assert capsys.readouterr().err.splitlines()[-1] == str(out)
    pages = pypdf.PdfReader(out).pages
    assert [round(float(side)) for side in (pages[0].mediabox.width, pages[0].mediabox.height)] == [595, 842]
    assert "Viet Nam" in pages[0].extract_text()


@drawn
def test_the_name_of_the_file_tells_the_format_and_a_size_may_be_own(tables: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.png"
    done = run(tables, "--chart", "trade-trend", "--width", 500, "--height", 400, "--scale", 2, "--out", out)
    assert done == taking.Done(0, (str(out),))
    with Image.open(out) as picture:
        assert picture.size == (1000, 800)


@drawn
def test_all_charts_leave_as_a_zip(tables: Path, tmp_path: Path) -> None:
    out = tmp_path / "charts.zip"
    assert run(tables, "--chart", "charts", "--view", "countries=VNM", "--out", out).code == 0
    with zipfile.ZipFile(out) as found:
        names = set(found.namelist())
        captions = found.read("captions.md").decode()
        readme = found.read("README.md").decode()
        with Image.open(io.BytesIO(found.read("timeline.png"))) as picture:
            assert picture.size == (1600, 900)
    kinds = ("png", "svg", "pdf", "csv")
    assert names == {f"{chart}.{kind}" for chart in CHARTS for kind in kinds} | {"captions.md", "README.md"}
    assert captions.count("**In words:**") == len(CHARTS)
    assert "A short history of a partnership" in readme


@drawn
def test_everything_is_written_into_a_folder(tables: Path, tmp_path: Path) -> None:
    done = run(tables, "--all", "--view", "countries=VNM", "--out", tmp_path / "all")
    written = {path.name for path in (tmp_path / "all").iterdir()}
    assert (done.code, done.said) == (0, (f"{tmp_path / 'all'}: {len(written)} files",))
    assert {"timeline.pdf", "trade-trend.svg", "events.ics", "package.zip", "report.pdf", "sdmx.csv"} <= written


@drawn
def test_a_report_has_pictures_sentences_tables_disagreements_and_sources(tables: Path, tmp_path: Path) -> None:
    for kind in ("html", "pdf"):
        assert run(tables, "--report", "--out", tmp_path / f"r.{kind}", "--link", "http://127.0.0.1/").code == 0
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert page.count('src="data:image/svg+xml;base64,') >= 3
    assert not re.search(r'(?:src|href)="(?!data:)', page)
    text = " ".join(part.extract_text() for part in pypdf.PdfReader(tmp_path / "r.pdf").pages)
    flat = " ".join(text.split())
    for said in (
        "Where sources disagree",
        "A short history of a partnership",
        "How to cite",
        "ASEAN–China Centre opens",
    ):
        assert said in flat
    assert "Notes on trade & <b>transport</b>" in flat
    assert "<b>transport</b>" not in page


def test_without_a_browser_the_rest_is_written(tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    pictures.studio().close()
    done = run(tables, "--all", "--out", tmp_path)
    assert done.code == 1
    assert done.said[0] == (
        "timeline.png: needs a Chrome or Chromium, and kaleido: pip install asean-china-atlas[pictures]"
    )
    assert (tmp_path / "events.xlsx").is_file()
    assert not (tmp_path / "timeline.png").exists()
    assert run(tables, "--chart", "timeline", "--out", tmp_path / "x.png").code == 2


def test_without_openpyxl_the_rest_is_written(tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    done = run(tables, "--file", "events.xlsx", "--out", tmp_path / "e.xlsx")
    assert done == taking.Done(2, ("events.xlsx: needs openpyxl: pip install asean-china-atlas[sheets]",))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--view", "countries=XX", "--chart", "timeline", "--out", "x.png"], "names what is not here: countries=XX"),
        (["--chart", "nope", "--out", "x.png"], 'there is no chart "nope"; there are timeline'),
        (["--chart", "timeline"], "--out is missing"),
        (["--out", "x"], "expected one of --chart, --file, --report, --all, --site"),
        (["--chart", "timeline", "--all", "--out", "x"], "expected one of"),
        (["--chart", "timeline", "--out", "x.gif"], '--format: found "gif", expected png'),
        (["--chart", "timeline", "--width", "99999", "--out", "x.png"], "at most 10000 pixels a side"),
        (["--file", "../etc", "--out", "x"], '--file: found "../etc"'),
        (["--report", "--out", "x.doc"], "ends with .html or .pdf"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(tables: Path, arguments: list[str], said: str) -> None:
    done = run(tables, *arguments)
    assert done.code == 2
    assert len(done.said) == 1
    assert said in done.said[0]
    assert "\n" not in done.said[0]


def test_missing_tables_are_said_in_a_line(tmp_path: Path) -> None:
    done = taking.run(["--chart", "timeline", "--out", "x.png", "--data", str(tmp_path / "none")])
    assert (done.code, len(done.said)) == (2, 1)
    assert "no such folder" in done.said[0]


@pytest.mark.parametrize("theme", THEMES)
def test_a_site_has_the_theme_of_its_views_in_charts_and_page(tables: Path, tmp_path: Path, theme: str) -> None:
    assert run(tables, "--site", tmp_path, "--view", f"theme={theme}").code == 0
    for name in ("index.html", "view-1.html"):
        page = (tmp_path / name).read_text(encoding="utf-8")
        assert f"--paper: {look(theme).surface}; " in page
        assert f"color-scheme: {theme};" in page
    assert f'"paper_bgcolor": "{look(theme).surface}"' in page
    assert "background: var(--paper)" in page


@drawn
def test_a_size_in_which_nobody_could_read_is_said_in_a_line(tables: Path, tmp_path: Path) -> None:
    out = tmp_path / "small.png"
    done = run(tables, "--chart", "timeline", "--width", "280", "--height", "200", "--scale", "0.5", "--out", out)
    assert done.code == 2
    assert "letters of this chart could not be read; it needs" in done.said[0]
    assert not out.exists()


def test_a_site_is_pages_scripts_and_nothing_from_elsewhere(tables: Path, documents: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    done = run(
        tables, "--site", out, "--view", "countries=VNM", "--view", "lang=zh&from=2010", "--documents", documents
    )
    assert done == taking.Done(0, (f"{out}: 5 files",))
    assert {path.name for path in out.iterdir()} == {
        "index.html", "view-1.html", "view-2.html", "plotly.min.js", "site.js",
    }  # fmt: skip
    page = (out / "view-1.html").read_text(encoding="utf-8")
    assert not re.search(r'(?:src|href)="(?:https?:|//)', page)
    held = re.findall(r'<script type="application/json" data-chart="([^"]+)">(.*?)</script>', page)
    assert [name for name, _ in held] == list(CHARTS)
    assert all(json.loads(figure)["data"] for _, figure in held)
    assert "<blockquote>" in page
    assert "<b>transport</b>" not in page
    assert "--paper: #ffffff; " in page
    assert 'lang="zh' in (out / "view-2.html").read_text(encoding="utf-8")
