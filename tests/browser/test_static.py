"""Pages that leave the server: the static site opened from disk, a view within another page, the dialog's links."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from dashboard import export, ids, taking
from dashboard.text import words

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.conftest import Visit


SAY = words("en")


def in_dollars(said: str) -> float:
    """An amount in the page's words as a number."""
    _, number, *unit = said.split()
    return float(number.replace(",", "")) * {"trillion": 1e12, "billion": 1e9, "million": 1e6}[unit[0]]


def test_a_static_site_works_from_disk(chrome: Browser, tmp_path: Path) -> None:
    assert taking.run(["--site", str(tmp_path), "--view", "countries=VNM;BRN&from=2000"]).code == 0
    page, faults = chrome.new_page(), []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith("file:") else faults.append(asked.url))
    page.goto((tmp_path / "index.html").as_uri())
    page.get_by_role("link").first.click()
    for chart in [one for one in export.CHARTS if one != ids.AROUND]:
        expect(page.locator(f"#{chart} .main-svg").first).to_be_visible()
    milestones = page.locator("table", has_text=SAY("tables.column.title")).first
    dates = [str(row.get_attribute("data-sort")) for row in milestones.locator("td:first-child").all()]
    assert dates == sorted(dates)
    milestones.get_by_role("button", name=SAY("tables.column.title")).click()
    titles = milestones.locator("td:nth-child(2)").all_inner_texts()
    assert titles == page.evaluate("(texts) => [...texts].sort((a, b) => a.localeCompare(b, 'en'))", titles)
    milestones.get_by_role("button", name=SAY("tables.column.date")).click()
    milestones.get_by_role("button", name=SAY("tables.column.date")).click()
    turned = [str(row.get_attribute("data-sort")) for row in milestones.locator("td:first-child").all()]
    assert turned == sorted(dates, reverse=True)
    values = page.locator("table", has=page.locator("th", has_text=SAY.name("countries", "BRN"))).first
    units = set()
    for column in (1, 2):
        values.locator("thead button").nth(column).click()
        amounts = values.locator(f"td:nth-child({column + 1})").all_inner_texts()
        assert amounts == sorted(amounts, key=in_dollars)
        units |= {said.split()[-1] for said in amounts}
    assert units == {"billion", "million"}
    summary = page.locator("details summary").first
    summary.click()
    expect(page.locator("details[open] li").first).to_be_visible()
    page.close()
    assert faults == []


class _Quiet(SimpleHTTPRequestHandler):
    """Says nothing of what is asked for."""

    def log_message(self, *_: object) -> None:
        """Keep still."""


def test_a_view_stands_within_another_page(visit: Visit, tmp_path: Path) -> None:
    frame = (
        f'<link rel="icon" href="data:,"><iframe src="{visit.base}/?countries=VNM&amp;embed=1" width="1200"></iframe>'
    )
    (tmp_path / "other.html").write_text(frame, encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path))) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        visit.page.goto(f"http://127.0.0.1:{other.server_port}/other.html")
        inside = visit.page.frame_locator("iframe")
        expect(inside.locator(f"#{ids.TREND} .main-svg").first).to_be_visible()
        expect(inside.locator(f"#{ids.FILTERS}")).to_be_hidden()
        expect(inside.locator("header")).to_be_hidden()
        other.shutdown()


def test_the_dialog_offers_what_else_there_is(visit: Visit) -> None:
    page = visit.open("?countries=VNM")
    page.locator(f"#{ids.EXPORT_OPEN}").click()
    page.locator(f"#{ids.EXPORT_MORE} summary").first.click()
    links = page.locator(f"#{ids.EXPORT_MORE} a")
    expect(links.first).to_be_visible()
    found = [str(link.get_attribute("href")) for link in links.all()]
    assert "/data/package.zip?countries=VNM" in found
    for path in found:
        if path.startswith("/data/"):
            assert page.request.get(f"{visit.base}{path}").status == 200
