"""What a person does at the page: filter, narrow the years, search, select, read the evidence, go back, share."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from dashboard import ids
from dashboard.text import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

SAY = words("en")
RCEP = "Regional Comprehensive Economic Partnership"


def rows(visit: Visit, address: str = "", name: str = "events") -> list[dict[str, str]]:
    """What the server gives as CSV for a view: the page must show the same."""
    with urlopen(f"{visit.base}/data/{name}.csv{address}") as answer:  # noqa: S310 (our own address)
        return list(csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig"))))


def shows(page: Page, count: int) -> None:
    expect(page.locator(f"#{ids.COUNT}")).to_contain_text(SAY.count("filters.milestones", count))
    expect(page.locator(f"#{ids.LIST} [data-event]")).to_have_count(count)


def asks(page: Page, **params: str) -> None:
    """Wait until the address asks for these parameters and no others."""
    wanted = "&".join(f"{name}={value}" for name, value in params.items())
    expect(page).to_have_url(re.compile(rf"/\?{re.escape(wanted)}$" if wanted else r"/\??$"))


def choose_country(page: Page, name: str) -> None:
    page.locator(f"#{ids.FILTER_COUNTRIES}").click()
    page.keyboard.type(name)
    page.get_by_role("option", name=re.compile(f"^{name}")).click()
    page.keyboard.press("Escape")


def choose_domain(page: Page, domain: str) -> None:
    page.locator(f"#{ids.FILTER_DOMAINS} label", has_text=SAY.name("domains", domain)).click()


def event_like(visit: Visit, part: str) -> dict[str, str]:
    return next(row for row in rows(visit) if part in row["title"])


def place_of(page: Page, event_id: str) -> tuple[float, float]:
    """The middle of a milestone's mark on the screen."""
    found = page.evaluate(
        """id => {
            const chart = document.querySelector("#timeline .js-plotly-plot");
            const trace = chart.data.findIndex(trace => trace.name === "hits");
            const at = Array.from(chart.data[trace].customdata).indexOf(id);
            const { x, y } = chart.calcdata[trace][at], { xaxis, yaxis } = chart._fullLayout;
            const box = chart.getBoundingClientRect();
            return [box.x + xaxis._offset + xaxis.c2p(x), box.y + yaxis._offset + yaxis.c2p(y)];
        }""",
        event_id,
    )
    return found[0], found[1]


def test_the_first_view_counts_names_and_draws_everything(visit: Visit) -> None:
    page = visit.open()
    shows(page, len(rows(visit)))
    expect(page.locator(f"#{ids.COUNT}")).to_contain_text(SAY.count("filters.values", len(rows(visit, name="trade"))))
    drawn = page.locator(f"#{ids.TIMELINE} .main-svg").first.text_content() or ""
    assert "China and ASEAN establish dialogue relations" in drawn
    assert page.locator(f"#{ids.BY_COUNTRY} .bars .point").count() >= 10
    expect(page.locator(f"#{ids.DETAIL}")).to_contain_text(SAY("detail.none"))


def test_nothing_offers_to_upload_a_chart(visit: Visit) -> None:
    page = visit.open()
    page.locator(f"#{ids.TREND}").hover()
    assert page.locator("[data-attr=sendChartToCloud], [data-title*=Share], a[href*='plotly.com']").count() == 0


def test_a_country_filters_milestones_and_trade(visit: Visit) -> None:
    page = visit.open()
    choose_country(page, SAY.name("countries", "VNM"))
    asks(page, countries="VNM")
    shows(page, len(rows(visit, "?countries=VNM")))
    expect(page.locator(f"#{ids.TREND_TITLE}")).to_contain_text(SAY.name("countries", "VNM"))
    choose_country(page, SAY.name("countries", "THA"))
    asks(page, countries="VNM;THA")
    shows(page, len(rows(visit, "?countries=VNM;THA")))


def click_bar(page: Page, code: str) -> None:
    """Click the bar of a country, first in the chart, once the chart has seen the pointer come: it looks up late."""
    box = page.locator(f"#{ids.BY_COUNTRY} .bars .point").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function(
        "code => `${document.querySelector('#trade-by-country .js-plotly-plot')._hoverdata?.[0].customdata}` === code",
        arg=code,
    )
    page.mouse.down()
    page.mouse.up()


def test_a_click_on_a_bar_filters_by_its_country_and_another_lets_go(visit: Visit) -> None:
    page = visit.open()
    everything = len(rows(visit))
    click_bar(page, "VNM")
    asks(page, countries="VNM")
    shows(page, len(rows(visit, "?countries=VNM")))
    expect(page.locator(f"#{ids.WELCOME}")).to_be_hidden()
    expect(page.locator(f"#{ids.BY_COUNTRY} .bars .point path[style*='opacity: 0.3']").first).to_be_attached()
    click_bar(page, "VNM")
    asks(page)
    shows(page, everything)


def test_a_domain_leaves_only_its_own(visit: Visit) -> None:
    page = visit.open()
    choose_domain(page, "trade_economy")
    asks(page, domains="trade_economy")
    shows(page, len(rows(visit, "?domains=trade_economy")))
    assert set(page.locator(f"#{ids.LIST} .domain").all_text_contents()) == {SAY.name("domains", "trade_economy")}


def test_the_slider_narrows_the_years_of_every_chart(visit: Visit) -> None:
    page = visit.open("?from=2000")
    thumb = page.locator(f"#{ids.FILTER_YEARS} [role=slider]").first
    thumb.focus()
    page.keyboard.press("ArrowRight")
    asks(page, **{"from": "2001"})
    shows(page, len(rows(visit, "?from=2001")))
    for chart in (ids.TIMELINE, ids.TREND):
        page.wait_for_function(
            "id => document.querySelector(`#${id} .js-plotly-plot`).layout.xaxis.range[0].startsWith('2001')",
            arg=chart,
        )


def test_a_range_dragged_in_the_trend_is_the_range_of_all(visit: Visit) -> None:
    page = visit.open()
    plot = page.locator(f"#{ids.TREND} .nsewdrag").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 44, steps=6)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"from=\d{4}&to=\d{4}$"))
    query = page.url.partition("?")[2]
    first, last = (int(year) for year in re.findall(r"\d{4}", query))
    assert 1990 < first < last < 2026
    shows(page, len(rows(visit, f"?{query}")))


def test_every_choice_behind_the_button_says_how_many_it_would_leave(visit: Visit) -> None:
    page = visit.open("?domains=trade_economy")
    page.locator(f"#{ids.MORE}").click()
    expected = len([row for row in rows(visit, "?domains=trade_economy") if row["kind"] == "signed"])
    page.locator(f"#{ids.FILTER_KINDS}").click()
    signed = SAY("filters.with_count", name=SAY.name("kinds", "signed"), number=SAY.number(expected))
    page.get_by_role("option", name=signed, exact=True).click()
    asks(page, domains="trade_economy", kinds="signed")
    shows(page, expected)
    disputed = SAY("filters.with_count", name=SAY("filters.disputed"), number="0")
    expect(page.get_by_text(disputed, exact=True)).to_be_visible()


def test_a_milestone_that_was_only_counted_stands_alone_once_it_is_chosen(visit: Visit) -> None:
    page = visit.open()
    hits = "document.querySelector('#timeline .js-plotly-plot').data.find(trace => trace.name === 'hits')"
    drawn = set(page.evaluate(f"Array.from({hits}.customdata)"))
    counted = next(row for row in rows(visit, "?from=1990") if row["event_id"] not in drawn)
    chosen = visit.open(f"?event={counted['event_id']}")
    assert place_of(chosen, counted["event_id"])[0] > 0


def test_a_search_leaves_what_it_finds(visit: Visit) -> None:
    page = visit.open()
    page.locator(f"#{ids.FILTER_SEARCH}").fill("RCEP")
    asks(page, q="RCEP")
    found = rows(visit, "?q=RCEP")
    assert 0 < len(found) < len(rows(visit))
    shows(page, len(found))


def test_nothing_found_is_said_in_words(visit: Visit) -> None:
    page = visit.open("?q=zzzz")
    expect(page.locator(f"#{ids.LIST}")).to_contain_text(SAY("timeline.none"))
    expect(page.locator(f"#{ids.COUNT}")).to_contain_text(SAY.count("filters.milestones", 0))


def test_reset_forgets_every_filter_and_keeps_language_and_theme(visit: Visit) -> None:
    page = visit.open("?countries=VNM&domains=trade_economy&from=2000&q=a&lang=zh&theme=dark")
    page.locator(f"#{ids.FILTER_RESET}").click()
    expect(page).to_have_url(re.compile(r"/\?lang=zh&theme=dark$"))
    expect(page.locator(f"#{ids.LIST} [data-event]")).to_have_count(len(rows(visit)))
    expect(page.locator(f"#{ids.FILTER_SEARCH}")).to_have_value("")


def test_a_selected_milestone_shows_its_evidence(visit: Visit, documents: Path | None) -> None:
    page = visit.open()
    event = event_like(visit, "establish dialogue relations")
    page.mouse.click(*place_of(page, event["event_id"]))
    asks(page, event=event["event_id"])
    detail = page.locator(f"#{ids.DETAIL}")
    expect(detail.locator("h2")).to_have_text(event["title"])
    expect(detail).to_contain_text(event["date"])
    places = detail.locator(".place")
    assert places.count() >= int(event["source_count"])
    expect(places.first).to_contain_text(re.compile(r"line \d+"))
    if documents:
        expect(places.first.locator("mark")).to_contain_text(event["date"])


def test_trade_around_a_milestone_is_drawn_with_its_caveat(visit: Visit) -> None:
    page = visit.open(f"?event={event_like(visit, 'Free Trade Area established')['event_id']}")
    expect(page.locator(f"#{ids.AROUND} .main-svg").first).to_be_visible()
    expect(page.locator(f"#{ids.DETAIL}")).to_contain_text(SAY("around.title"))


def test_keys_walk_through_the_timeline_and_open_a_milestone(visit: Visit) -> None:
    page = visit.open()
    titles = [row["title"] for row in sorted(rows(visit), key=lambda row: (row["first"], row["last"]))]
    page.locator("#timeline-chart").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"#{ids.TIMELINE_CURSOR}")).to_contain_text(titles[0])
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{ids.DETAIL} h2")).to_have_text(titles[0])


def test_back_and_forward_go_through_the_views(visit: Visit) -> None:
    page = visit.open()
    choose_domain(page, "health")
    asks(page, domains="health")
    page.locator(f"#{ids.FILTER_SEARCH}").fill("ASEAN")
    asks(page, domains="health", q="ASEAN")
    page.go_back()
    asks(page, domains="health")
    expect(page.locator(f"#{ids.FILTER_SEARCH}")).to_have_value("")
    shows(page, len(rows(visit, "?domains=health")))
    page.go_back()
    asks(page)
    shows(page, len(rows(visit)))
    page.go_forward()
    asks(page, domains="health")
    shows(page, len(rows(visit, "?domains=health")))


def test_a_copied_link_opens_the_same_view(visits: Callable[..., Visit]) -> None:
    mine, other = visits(), visits()
    page = mine.open("?countries=VNM;THA&domains=trade_economy&from=2000&to=2025&flow=export")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(f"#{ids.SHARE}").click()
    expect(page.locator(f"#{ids.SHARE}")).to_contain_text("✓")
    link = str(page.evaluate("navigator.clipboard.readText()"))
    assert link == page.url
    seen = other.open(link.removeprefix(f"{mine.base}/"))
    for part in (ids.COUNT, ids.TREND_TITLE, ids.TREND_SUBTITLE, ids.LIST):
        expect(seen.locator(f"#{part}")).to_have_text(page.locator(f"#{part}").text_content() or "")


def test_two_people_never_see_each_others_filters(visits: Callable[..., Visit]) -> None:
    one, other = visits(), visits()
    first, second = one.open(), other.open()
    choose_domain(first, "health")
    choose_domain(second, "trade_economy")
    first.locator(f"#{ids.THEME}").click()
    asks(second, domains="trade_economy")
    shows(first, len(rows(one, "?domains=health")))
    shows(second, len(rows(one, "?domains=trade_economy")))
    expect(second.locator("html")).to_have_attribute("data-mantine-color-scheme", "light")


def test_an_address_that_means_nothing_is_said_and_left_out(visit: Visit) -> None:
    page = visit.open("?countries=XXX&from=never")
    expect(page.locator(f"#{ids.NOTICE}")).to_contain_text("XXX")
    shows(page, len(rows(visit)))


@pytest.mark.parametrize("name", ["events", "trade"])
def test_the_tables_show_and_give_the_rows_of_the_view(visit: Visit, name: str) -> None:
    page = visit.open("?countries=VNM&from=2015&to=2020")
    table = page.locator(f"#{ids.EVENTS_TABLE if name == 'events' else ids.TRADE_TABLE}")
    page.locator(f"#{ids.TABLES}").scroll_into_view_if_needed()
    expect(table).to_be_visible()
    table.scroll_into_view_if_needed()
    expect(table.locator(".ag-center-cols-container .ag-row").first).to_be_visible()
    with page.expect_download() as saved:
        page.locator(f"#{ids.TABLES} a.csv[href*='{name}.csv']").click()
    text = saved.value.path().read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")))) == rows(
        visit, "?countries=VNM&from=2015&to=2020&about=1", name
    )


@pytest.mark.parametrize(
    ("setting", "value", "id_"),
    [("flow", "export", ids.FLOW), ("measure", "index", ids.MEASURE), ("reporter", "both", ids.REPORTER),
     ("style", "panels", ids.STYLE), ("scale", "log", ids.SCALE), ("lanes", "country", ids.LANES)],
)  # fmt: skip
def test_a_setting_stands_in_the_address_and_is_drawn(visit: Visit, setting: str, value: str, id_: str) -> None:
    page = visit.open()
    chart = f"#{ids.TIMELINE if setting == 'lanes' else ids.TREND} .main-svg"
    before = page.locator(chart).first.text_content()
    page.locator(f"#{id_} label", has_text=SAY(_label(setting, value))).click()
    asks(page, **{setting: value})
    expect(page.locator(chart).first).not_to_have_text(before or "")


def _label(setting: str, value: str) -> str:
    return f"timeline.by_{value}" if setting == "lanes" else f"trade.{setting}.{value}"


def test_a_hovered_milestone_draws_its_line_through_the_trend(visit: Visit) -> None:
    page = visit.open()
    line = page.locator(f"#{ids.TREND_HOVER}")
    expect(line).to_be_hidden()
    page.mouse.move(*place_of(page, event_like(visit, "establish dialogue relations")["event_id"]))
    expect(line).to_have_css("display", "block")
