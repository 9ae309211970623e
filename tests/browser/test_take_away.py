"""What a person takes away: pictures of the size asked for, the rows behind them, the page on paper."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import openpyxl
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops
from playwright.sync_api import expect

from dashboard import export, ids
from dashboard.panels.export import sizes
from dashboard.text import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

SAY = words("en")
SVG = "{http://www.w3.org/2000/svg}"


def pick(page: Page, select: str, label: str) -> None:
    page.locator(f"#{select}").click()
    page.get_by_role("option", name=label, exact=True).click()


def saved(page: Page, chart: str, kind: str, size: str = "web", theme: str = "light") -> Path:
    """What the export dialog saves, asked for as a person does."""
    page.locator(f"#{ids.EXPORT_OPEN}").click()
    expect(page.locator(f"#{ids.EXPORT_DOWNLOAD}")).to_be_visible()
    pick(page, ids.EXPORT_CHART, SAY(f"export.charts.{chart}"))
    page.locator(f"#{ids.EXPORT_FORMAT} label", has_text=re.compile(f"^{kind.upper()}$")).click()
    pick(page, ids.EXPORT_SIZE, dict(sizes(SAY))[size])
    pick(page, ids.EXPORT_THEME, SAY(f"export.themes.{theme}"))
    with page.expect_download() as download:
        page.locator(f"#{ids.EXPORT_DOWNLOAD}").click()
    expect(page.locator(f"#{ids.EXPORT_STATE}")).to_contain_text(download.value.suggested_filename)
    page.keyboard.press("Escape")
    expect(page.locator(f"#{ids.EXPORT_DOWNLOAD}")).to_be_hidden()
    return download.value.path()


def is_drawn(picture: Image.Image) -> bool:
    """Whether a picture holds more than one colour in each of its quarters of height."""
    width, height = picture.size
    quarters = [picture.crop((0, at * height // 4, width, (at + 1) * height // 4)) for at in range(4)]
    plain = [Image.new("RGB", quarter.size, quarter.getpixel((0, 0))) for quarter in quarters]
    return all(ImageChops.difference(quarter, blank).getbbox() for quarter, blank in zip(quarters, plain, strict=True))


@pytest.mark.parametrize("chart", export.CHARTS)
def test_a_png_is_a_picture_of_the_size_asked_for(visit: Visit, chart: str, milestone: str) -> None:
    page = visit.open(f"?event={milestone}")
    for size, theme, darkness in (("web", "light", range(200, 256)), ("portrait", "dark", range(60))):
        with Image.open(saved(page, chart, "png", size, theme)) as picture:
            assert picture.format == "PNG"
            assert picture.size == export.SIZES[size].pixels
            plain = picture.convert("RGB")
            assert picture.info["Title"].startswith(SAY("page.title"))
            assert f"event={milestone}" in picture.info["Source"]
        assert plain.convert("L").getpixel((2, 2)) in darkness
        assert is_drawn(plain)


@pytest.mark.parametrize("chart", export.CHARTS)
def test_an_svg_says_what_it_shows_and_where_it_is_from(visit: Visit, chart: str, milestone: str) -> None:
    page = visit.open(f"?countries=VNM&from=2000&event={milestone}")
    root = ET.parse(saved(page, chart, "svg")).getroot()  # noqa: S314 (made by our own page)
    size = [round(float(root.get(name, 0))) for name in ("width", "height")]
    assert (root.tag, *size, root.get("role")) == (f"{SVG}svg", 1200, 675, "img")
    assert [part.tag for part in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert str(root[0].text).startswith(SAY("page.title"))
    assert "countries=VNM" in str(root[1].text)
    text = " ".join("".join(part.itertext()) for part in root.iter(f"{SVG}text"))
    if chart not in {ids.INVESTMENT, ids.AROUND}:
        assert SAY.name("countries", "VNM") in text
    assert "Source" in text
    assert "countries=VNM" in text.replace(" ", "")
    assert "ASEAN–China Atlas" in text


def test_the_whole_timeline_is_in_its_picture(visit: Visit) -> None:
    page = visit.open()
    root = ET.parse(saved(page, ids.TIMELINE, "svg")).getroot()  # noqa: S314 (made by our own page)
    text = " ".join("".join(part.itertext()) for part in root.iter(f"{SVG}text"))
    for name in ("dialogue relations", "Belt and Road", "Regional Comprehensive Econom", "Free Trade Area 3.0"):
        assert name in text


def test_the_rows_behind_a_chart_are_saved_for_spreadsheets(visit: Visit) -> None:
    page = visit.open("?domains=health")
    content = saved(page, ids.TIMELINE, "csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {row["domain"] for row in found} == {"health"}
    expect(page.locator(f"#{ids.LIST} [data-event]")).to_have_count(len(found))


def test_a_size_of_one_s_own_is_kept_and_one_beyond_the_limits_is_refused(visit: Visit) -> None:
    page = visit.open()
    page.locator(f"#{ids.EXPORT_OPEN}").click()
    pick(page, ids.EXPORT_SIZE, SAY("export.sizes.own"))
    page.locator(f"#{ids.EXPORT_OWN}-width").fill("900")
    page.locator(f"#{ids.EXPORT_OWN}-height").fill("700")
    page.locator(f"#{ids.EXPORT_OWN}-scale").fill("2")
    page.keyboard.press("Tab")
    with page.expect_download() as download:
        page.locator(f"#{ids.EXPORT_DOWNLOAD}").click()
    with Image.open(download.value.path()) as picture:
        assert picture.size == (1800, 1400)
    page.locator(f"#{ids.EXPORT_OWN}-width").fill("100000")
    page.keyboard.press("Tab")
    page.locator(f"#{ids.EXPORT_DOWNLOAD}").click()
    expect(page.locator(f"#{ids.EXPORT_STATE}")).to_contain_text("at most 10,000 a side and 40,000,000 in all")


def test_the_button_of_a_chart_opens_the_dialog_for_it(visit: Visit) -> None:
    page = visit.open()
    page.locator(f"[data-export='{ids.INVESTMENT}']").click()
    expect(page.locator(f"#{ids.EXPORT_CHART}")).to_have_value(SAY(f"export.charts.{ids.INVESTMENT}"))


def test_a_picture_is_copied_to_the_clipboard(visit: Visit) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open()
    page.locator(f"[data-export='{ids.BY_COUNTRY}']").click()
    pick(page, ids.EXPORT_SIZE, dict(sizes(SAY))["square"])
    page.locator(f"#{ids.EXPORT_COPY}").click()
    expect(page.locator(f"#{ids.EXPORT_STATE}")).to_have_text(SAY("export.copied"))
    held = page.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read();
            const picture = await createImageBitmap(await item.getType("image/png"));
            return [picture.width, picture.height];
        }"""
    )
    assert held == [1080, 1080]


def test_a_picture_that_the_clipboard_does_not_take_is_said(visit: Visit) -> None:
    visit.page.add_init_script("delete window.ClipboardItem")
    page = visit.open()
    page.locator(f"#{ids.EXPORT_OPEN}").click()
    page.locator(f"#{ids.EXPORT_COPY}").click()
    expect(page.locator(f"#{ids.EXPORT_STATE}")).to_have_text(SAY("export.no_clipboard"))


def test_a_phone_passes_the_view_on(visits: Callable[..., Visit]) -> None:
    visit = visits(390, 844, has_touch=True)
    visit.page.add_init_script(
        """Object.defineProperty(navigator, "share", { value: async (what) => { window.shared = what.url; } });
        const asked = window.matchMedia.bind(window);
        window.matchMedia = (query) => (query === "(pointer: coarse)" ? { matches: true } : asked(query));"""
    )
    page = visit.open("?countries=LAO")
    expect(page.locator(f"#{ids.SHARE}")).to_have_text(SAY("header.pass_on"))
    page.locator(f"#{ids.SHARE}").click()
    page.wait_for_function("window.shared")
    assert page.evaluate("window.shared") == f"{visit.base}/?countries=LAO"


def test_all_charts_leave_as_one_zip_at_the_size_chosen(visit: Visit) -> None:
    page = visit.open("?countries=VNM")
    page.locator(f"#{ids.EXPORT_OPEN}").click()
    pick(page, ids.EXPORT_CHART, SAY("export.more.charts"))
    pick(page, ids.EXPORT_SIZE, dict(sizes(SAY))["square"])
    with page.expect_download() as download:
        page.locator(f"#{ids.EXPORT_DOWNLOAD}").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert {f"{ids.INVESTMENT}.png", f"{ids.COVERAGE}.svg", "captions.md", "README.md"} <= set(archive.namelist())
        with Image.open(io.BytesIO(archive.read(f"{ids.TREND}.png"))) as picture:
            assert picture.size == (1080, 1080)


def test_a_sheet_holds_the_rows_behind_a_chart(visit: Visit) -> None:
    page = visit.open("?domains=health")
    book = openpyxl.load_workbook(io.BytesIO(saved(page, ids.TIMELINE, "xlsx").read_bytes()), read_only=True)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert "domain" in rows[0]
    assert {row[rows[0].index("domain")] for row in rows[1:]} == {"health"}
    expect(page.locator(f"#{ids.LIST} [data-event]")).to_have_count(len(rows) - 1)
    book.close()


def test_a_pdf_holds_the_words_of_its_chart(visit: Visit) -> None:
    page = visit.open("?countries=THA")
    assert SAY.name("countries", "THA") in pdf_text(saved(page, ids.TREND, "pdf").read_bytes())


def pdf_text(content: bytes) -> str:
    document = pdfium.PdfDocument(content)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


def test_everything_of_a_view_can_be_taken_by_link(visit: Visit) -> None:
    page = visit.open("?countries=VNM&from=2015")
    page.locator(f"#{ids.EXPORT_OPEN}").click()
    page.locator("summary", has_text=SAY("export.more_title")).click()
    links = page.locator("ul.downloads a")
    expect(links).to_have_count(len(SAY.table("export.more")))
    with page.expect_download() as download:
        links.filter(has_text=SAY("export.more.package")).click()
    with zipfile.ZipFile(download.value.path()) as archive:
        names = archive.namelist()
        described = json.loads(archive.read(next(name for name in names if name.endswith("datapackage.json"))))
    assert {resource["path"] for resource in described["resources"]} <= {name.rpartition("/")[2] for name in names}
