"""The page for everyone: narrow and wide, light and dark, in both languages, by keyboard, read aloud."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from dashboard import ids
from dashboard.text import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

WIDTHS, THEMES, LANGUAGES = (1400, 1024, 390), ("light", "dark"), ("en", "zh")
PHONE = (390, 844)
SHIPPED = Path(__file__).parents[2] / "data" / "events.csv"


def hindrances(page: Page) -> list[str]:
    """What axe finds to be serious, as "rule: element"; its script is run by the browser, not by the page."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']} ({one['impact']}): {json.dumps(node['target'])} {node['html'][:120]}"
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


def filled(page: Page) -> None:
    """Wait until the tables below the charts hold rows, too, and no grid is half drawn."""
    page.locator(f"#{ids.TABLES}").scroll_into_view_if_needed()
    expect(page.locator(f"#{ids.EVENTS_TABLE} .ag-row").first).to_be_attached()
    expect(page.locator(".ag-header-row-column:not(:has(.ag-header-cell))")).to_have_count(0)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_fits_its_width_and_nothing_stands_in_the_way(
    visits: Callable[..., Visit], width: int, theme: str, lang: str
) -> None:
    visit, text = visits(width, 844), words(lang)
    page = visit.open(f"?lang={lang}&theme={theme}")
    expect(page.locator("html")).to_have_attribute("lang", text("language.html"))
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", theme)
    expect(page).to_have_title(text("page.title"))
    filled(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert hindrances(page) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize(("name", "heading"), [("quality", "quality.title"), ("help", "help.title")])
def test_the_other_pages_fit_and_nothing_stands_in_the_way(
    visits: Callable[..., Visit], width: int, theme: str, name: str, heading: str
) -> None:
    visit = visits(width, 844)
    page = visit.page
    page.goto(f"{visit.base}/{name}?theme={theme}")
    expect(page.get_by_role("heading", name=words("en")(heading))).to_be_visible()
    expect(page.locator(".tabs [aria-current=page]")).to_have_text(words("en")(f"header.{name}"))
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert hindrances(page) == []


def test_the_way_to_another_page_and_back_keeps_the_view(visit: Visit) -> None:
    page, text = visit.open("?countries=VNM"), words("en")
    page.get_by_role("link", name=text("header.quality")).click()
    expect(page).to_have_url(re.compile(r"/quality\?countries=VNM$"))
    expect(page.get_by_role("heading", name=text("quality.title"))).to_be_visible()
    page.get_by_role("link", name=text("header.explore")).click()
    expect(page).to_have_url(re.compile(r"/\?countries=VNM$"))
    visit.stands()


def test_every_example_view_opens(visits: Callable[..., Visit]) -> None:
    page = visits().open()
    links = [str(link.get_attribute("href")) for link in page.locator(f"#{ids.WELCOME} .starts a").all()]
    assert len(links) == 3
    for link in links:
        seen = visits().open(link.lstrip("/"))
        expect(seen.locator(f"#{ids.NOTICE}")).to_be_empty()
        assert seen.locator(f"#{ids.LIST} [data-event]").count() > 0


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_stands_in_the_way_of_a_milestone_and_the_export_dialog(visit: Visit, theme: str) -> None:
    page = visit.open(f"?theme={theme}&domains=trade_economy")
    page.locator(f"#{ids.TIMELINE} .main-svg").first.wait_for()
    page.locator("#timeline-chart").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{ids.DETAIL} .place").first).to_be_visible()
    filled(page)
    assert hindrances(page) == []
    page.locator(f"#{ids.EXPORT_OPEN}").click()
    expect(page.locator(f"#{ids.EXPORT_DOWNLOAD}")).to_be_visible()
    assert hindrances(page) == []


def test_the_other_language_keeps_the_view(visit: Visit) -> None:
    page = visit.open("?countries=VNM&from=2000")
    text = words("zh")
    page.locator(f"#{ids.LANGUAGE} a[lang='{text('language.html')}']").click()
    expect(page).to_have_url(re.compile(r"/\?countries=VNM&from=2000&lang=zh$"))
    visit.stands()
    expect(page.locator("html")).to_have_attribute("lang", text("language.html"))
    expect(page.locator("h2", has_text=text("timeline.title")).first).to_be_visible()
    drawn = page.locator(f"#{ids.TREND} .main-svg").nth(0)
    expect(drawn).to_be_visible()
    expect(page.locator(f"#{ids.TREND_TITLE}")).to_contain_text(text.name("countries", "VNM"))


def test_the_dark_page_is_dark_and_stands_in_the_address(visit: Visit) -> None:
    page = visit.open()
    page.locator(f"#{ids.THEME}").click()
    expect(page).to_have_url(re.compile(r"/\?theme=dark$"))
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in re.findall(r"\d+", colour)[:3]) < 60
    page.locator(f"#{ids.THEME}").click()
    expect(page).to_have_url(re.compile(r"/\??$"))


def test_a_phone_has_a_list_in_place_of_the_timeline(visits: Callable[..., Visit]) -> None:
    visit = visits(*PHONE, has_touch=True)
    page = visit.open("?domains=trade_economy")
    expect(page.locator(f"#{ids.TIMELINE}")).to_be_hidden()
    first = page.locator(f"#{ids.LIST} [data-event]").first
    expect(first).to_be_visible()
    title = first.locator(".title, .headline").text_content() or ""
    first.tap()
    expect(page.locator(f"#{ids.DETAIL} h2")).to_have_text(title)
    expect(page).to_have_url(re.compile(rf"event={re.escape(first.get_attribute('data-event') or '')}$"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_filters_leave_the_first_screen_to_the_charts(visits: Callable[..., Visit], lang: str) -> None:
    page = visits(1400, 900).open(f"?lang={lang}&from=2000")
    assert page.locator(f"#{ids.FILTERS}").evaluate("bar => bar.getBoundingClientRect().height") < 90
    timeline = page.locator("#timeline-card").bounding_box()
    assert timeline
    assert timeline["y"] < 200


@pytest.mark.parametrize("width", WIDTHS)
def test_no_chart_reaches_out_of_its_card(visits: Callable[..., Visit], width: int) -> None:
    page = visits(width, 844).open()
    wide = "charts => charts.filter(chart => chart.scrollWidth > chart.clientWidth).map(chart => chart.ariaLabel)"
    assert page.locator(".chart").evaluate_all(wide) == []


def test_a_phone_opens_its_filters(visits: Callable[..., Visit]) -> None:
    page = visits(*PHONE).open()
    expect(page.locator(f"#{ids.FILTERS}")).to_be_hidden()
    page.locator(f"#{ids.FILTERS_OPEN}").click()
    expect(page.locator(f"#{ids.FILTERS}")).to_be_visible()
    page.locator(f"#{ids.FILTERS_OPEN}").click()
    expect(page.locator(f"#{ids.FILTERS}")).to_be_hidden()


def test_the_keyboard_reaches_everything_and_shows_where_it_is(visit: Visit) -> None:
    page = visit.open()
    reached: set[str] = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(str(page.evaluate("document.activeElement.closest('[id]')?.id || ''")))
    assert {ids.THEME, ids.SHARE, ids.EXPORT_OPEN, ids.FILTER_COUNTRIES, ids.FILTER_SEARCH, ids.FILTER_RESET} <= reached
    assert "timeline-chart" in reached
    page.locator(f"#{ids.EXPORT_OPEN}").focus()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


@pytest.mark.parametrize("theme", THEMES)
def test_choices_that_leave_nothing_can_be_read(visit: Visit, theme: str) -> None:
    page = visit.open(f"?q=zzzz&theme={theme}")
    expect(page.locator(".chips .none").first).to_be_visible()
    assert hindrances(page) == []


def test_escape_closes_the_detail_and_the_filters(visit: Visit) -> None:
    page = visit.open()
    page.locator("#timeline-chart").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"event="))
    expect(page.locator(f"#{ids.DETAIL} .close")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/\??$"))
    page.locator(f"#{ids.MORE}").press("Enter")
    expect(page.locator(f"#{ids.FILTER_KINDS}")).to_be_visible()
    page.locator(f"#{ids.FILTER_KINDS}").press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator(f"#{ids.FILTER_KINDS}")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(f"#{ids.FILTER_KINDS}")).to_be_hidden()
    expect(page.locator(f"#{ids.MORE}")).to_be_focused()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_timeline_and_trend_share_the_first_screen(visits: Callable[..., Visit], lang: str) -> None:
    page = visits(1400, 900).open(f"?lang={lang}")
    lanes = page.locator("#timeline-chart").bounding_box()
    trend = page.locator(f"#{ids.TREND} .main-svg").first.bounding_box()
    assert lanes
    assert trend
    assert lanes["height"] >= 300
    assert trend["y"] <= 900 - 100


def test_all_lanes_can_be_seen_at_once(visits: Callable[..., Visit]) -> None:
    page = visits(1400, 900).open()
    page.locator(f"#{ids.TIMELINE} .main-svg").first.wait_for()
    hidden = "(box => box.scrollHeight - box.clientHeight)(document.getElementById('timeline-chart'))"
    assert page.evaluate(hidden) > 50
    page.get_by_role("switch", name=words("en")("timeline.whole")).click()
    assert page.evaluate(hidden) <= 1


def test_the_lanes_scroll_to_the_milestone_that_is_chosen(visits: Callable[..., Visit]) -> None:
    events = pd.read_csv(SHIPPED, dtype=str)
    lowest = events.loc[events["domain"] == "global_governance", "event_id"].iloc[0]
    page = visits(1400, 900).open(f"?event={lowest}")
    page.locator(f"#{ids.TIMELINE} .main-svg").first.wait_for()
    frame = page.locator(f"#{ids.TIMELINE} .shapelayer path[style*='stroke-width: 1.6px']").first
    expect(frame).to_be_in_viewport()
    assert page.evaluate("document.getElementById('timeline-chart').scrollTop") > 50
