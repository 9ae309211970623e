"""The page on paper: printed by a real browser, upright and across, and looked at."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pypdf
import pypdfium2 as pdfium
import pytest
from playwright.sync_api import expect

from dashboard import ids
from dashboard.text import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

SAY = words("en")
A4 = (595, 842)
# Where a row of a chart on paper lies beside the card that holds it, in pixels of the page.
_ROWS = """() => [...document.querySelectorAll(".on-paper svg")].map((part) => {
  const [at, card] = [part.getBoundingClientRect(), part.closest(".card").getBoundingClientRect()];
  const sides = { left: at.left - card.left, right: card.right - at.right };
  return { id: part.closest(".dash-graph").id, height: at.height, ...sides };
})"""


def printed(page: Page, *, across: bool) -> tuple[list[str], list[Image.Image]]:
    """The text and the picture of each sheet."""
    document = pdfium.PdfDocument(page.pdf(format="A4", landscape=across))
    try:
        for sheet in document:
            assert sheet.get_size() == pytest.approx(A4[::-1] if across else A4, abs=1.5)
        texts = [sheet.get_textpage().get_text_bounded() for sheet in document]
        return texts, [sheet.render(scale=1).to_pil().convert("L") for sheet in document]
    finally:
        document.close()


def letters(content: bytes) -> list[tuple[float, str]]:
    """Each text of a document with the size of its letters in points, as they are printed."""
    found: list[tuple[float, str]] = []

    def see(text: str, moved: list[float], placed: list[float], _: object, size: float) -> None:
        wide = (placed[0] * moved[0] + placed[1] * moved[2], placed[0] * moved[1] + placed[1] * moved[3])
        if text.strip():
            found.append((abs(size) * (wide[0] ** 2 + wide[1] ** 2) ** 0.5, text.strip()))

    for sheet in pypdf.PdfReader(io.BytesIO(content)).pages:
        sheet.extract_text(visitor_text=see)
    return found


def inked(picture: Image.Image, left: float, right: float) -> float:
    """The share of pixels between two parts of the width that are not paper."""
    width, height = picture.size
    part = picture.crop((int(left * width), 0, int(right * width), height))
    return sum(part.histogram()[:200]) / (part.width * part.height)


@pytest.mark.parametrize("across", [False, True], ids=["upright", "across"])
@pytest.mark.parametrize("width", [390, 1400, 1900])
def test_letters_on_paper_can_be_read_from_a_window_of_any_width(
    visits: Callable[..., Visit],
    width: int,
    across: bool,  # noqa: FBT001 (a case)
) -> None:
    page = visits(width, 900).open("?q=rail")
    for emulated in (False, True):
        if emulated:
            page.emulate_media(media="print")
        found = letters(page.pdf(format="A4", landscape=across))
        chart = [size for size, text in found if text in {"Viet Nam", "Indonesia", "2000", "2010", "United States"}]
        assert len(chart) > 8
        assert min(chart) > 6.9
        assert max(chart) < 12
        assert min(size for size, _ in found) > 6.9


def test_a_page_is_printed_as_it_is_where_the_server_has_gone(visit: Visit) -> None:
    page = visit.open("?theme=dark")
    page.route("**/paper.json*", lambda route: route.fulfill(status=503, body=""))
    page.emulate_media(media="print")
    expect(page.locator(".on-paper").first).to_be_visible()
    assert {row["id"] for row in page.evaluate(_ROWS)} >= {ids.TIMELINE, ids.TREND, ids.BY_COUNTRY}
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    expect(page.locator(f"#{ids.PRINTED_LINK}")).to_contain_text("theme=dark")
    visit.faults.clear()  # the browser complains of the answer


def test_paper_is_white_and_the_window_stays_dark(visit: Visit) -> None:
    page = visit.open("?theme=dark")
    _, pictures = printed(page, across=False)
    assert all(inked(picture, 0, 1) < 0.5 for picture in pictures)
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    expect(page.locator(".on-paper, .for-paper")).to_have_count(0)


def test_the_button_prints_the_page_without_the_dialog(visit: Visit) -> None:
    visit.page.add_init_script("window.print = () => (window.wished = true)")
    page = visit.open("?countries=LAO")
    page.locator(f"#{ids.EXPORT_OPEN}").click()
    page.locator(f"#{ids.PRINT}").click()
    assert page.evaluate("window.wished")
    texts, _ = printed(page, across=False)
    whole = " ".join(texts)
    assert SAY("export.download") not in whole
    assert SAY("export.format") not in whole
    assert "countries=LAO" in whole


def test_a_map_is_whole_on_one_sheet(visits: Callable[..., Visit]) -> None:
    page = visits(1900, 900).open("?places=map")
    page.emulate_media(media="print")
    expect(page.locator(".on-paper").first).to_be_visible()
    page.set_viewport_size({"width": 1047, "height": 718})
    layers = [row for row in page.evaluate(_ROWS) if row["id"] == ids.BY_COUNTRY]
    assert layers
    for layer in layers:
        assert 400 < layer["height"] <= 560
        assert layer["left"] == pytest.approx(layer["right"], abs=1)


@pytest.mark.parametrize("across", [False, True], ids=["upright", "across"])
@pytest.mark.parametrize("width", [390, 1100, 1400, 1900])
def test_a_printed_page_is_whole(visits: Callable[..., Visit], width: int, across: bool) -> None:  # noqa: FBT001 (a case)
    page = visits(width, 900).open("?countries=VNM")
    texts, pictures = printed(page, across=across)
    assert len(texts) <= (8 if across else 5)
    whole = " ".join(" ".join(texts).split())
    expected = [
        SAY("page.title"), SAY.name("countries", "VNM"),
        *(SAY.name("domains", name) for name in ("health", "people_culture")),
        "countries=VNM", "[Data set]", "Sources:", "International Monetary Fund", "250",
    ]  # fmt: skip
    assert [said for said in expected if said not in whole] == []
    for unwanted in (SAY("header.export"), SAY("country.hint"), SAY("filters.reset")):
        assert unwanted not in whole
    # The charts reach over the sheet: the first sheet has marks in each sixth of what lies between its margins.
    sixths = [0.06 + 0.88 * at / 6 for at in range(7)]
    assert all(inked(pictures[0], *ends) > 0.001 for ends in pairwise(sixths))
    # No sheet is empty, and none ends in the middle of a timeline without its years.
    for text, picture in zip(texts, pictures, strict=True):
        assert inked(picture, 0, 1) > 0.002
        if any(SAY.name("domains", name) in text for name in ("trade_economy", "health")):
            assert "2010" in text


def test_charts_on_paper_fill_their_card_and_leave_nothing_out(visits: Callable[..., Visit]) -> None:
    page = visits(1900, 900).open()
    page.emulate_media(media="print")
    expect(page.locator(".on-paper").first).to_be_visible()
    page.set_viewport_size({"width": 718, "height": 1047})
    rows: list[dict[str, Any]] = page.evaluate(_ROWS)
    assert {row["id"] for row in rows} >= {ids.TIMELINE, ids.TREND, ids.BY_COUNTRY, ids.INVESTMENT}
    for row in rows:
        assert row["left"] >= 0
        assert row["right"] >= 0
        assert 8 < row["height"] < 700
        assert row["left"] + row["right"] < 30
    expect(page.locator(f"#{ids.TIMELINE} .on-paper tbody tr")).to_have_count(len(SAY.table("domains")))
    page.emulate_media(media="screen")
    expect(page.locator(".on-paper")).to_have_count(0)
    expect(page.locator(f"#{ids.TIMELINE} .main-svg").first).to_be_visible()


def test_controls_and_tables_are_not_printed(visit: Visit, milestone: str) -> None:
    page = visit.open(f"?event={milestone}")
    page.emulate_media(media="print")
    for hidden in (ids.FILTERS, ids.EXPORT_OPEN, ids.SHARE, ids.TABLES):
        expect(page.locator(f"#{hidden}")).to_be_hidden()
    for shown in (ids.DETAIL, ids.OVERVIEW, ids.PRINTED_LINK):
        expect(page.locator(f"#{shown}")).to_be_visible()
    # What stands below the chart in the detail is not covered by it.
    chart = page.locator(f"#{ids.DETAIL} .on-paper").bounding_box()
    below = page.locator(f"#{ids.DETAIL} .figures").bounding_box()
    assert chart is not None
    assert below is not None
    assert chart["y"] + chart["height"] <= below["y"] + 1
