"""The page on paper: printed by a real browser, upright and across, and looked at."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

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


def inked(picture: Image.Image, left: float, right: float) -> float:
    """The share of pixels between two parts of the width that are not paper."""
    width, height = picture.size
    part = picture.crop((int(left * width), 0, int(right * width), height))
    return sum(part.histogram()[:200]) / (part.width * part.height)


@pytest.mark.parametrize("across", [False, True], ids=["upright", "across"])
@pytest.mark.parametrize("width", [1100, 1400, 1900])
def test_a_printed_page_is_whole(visits: Callable[..., Visit], width: int, across: bool) -> None:  # noqa: FBT001 (a case)
    page = visits(width, 900).open("?countries=VNM")
    expect(page.locator(f"#{ids.PRINTED_FILTERS}")).to_have_text(SAY.name("countries", "VNM"))
    expect(page.locator(f"#{ids.PRINTED_SOURCES}")).not_to_be_empty()
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
    page.set_viewport_size({"width": 718, "height": 1047})
    rows: list[dict[str, Any]] = page.evaluate(_ROWS)
    assert {row["id"] for row in rows} >= {ids.TIMELINE, ids.TREND, ids.BY_COUNTRY, ids.INVESTMENT}
    for row in rows:
        assert row["left"] >= 0
        assert row["right"] >= 0
        assert 8 < row["height"] < 700
        if row["id"] != ids.BY_COUNTRY:
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
