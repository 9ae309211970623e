"""What a person does at the charts of trade: click each member on the map, give small charts their own scales."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dashboard import ids
from tests.browser.test_explore import SAY, asks, rows, shows

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Visit

#: Degrees east and north within each member; of the three small ones their dots.
MEMBERS = {
    "BRN": (114.75, 4.55), "IDN": (113.5, -2.0), "KHM": (104.8, 12.6), "LAO": (103.5, 19.5), "MMR": (96.0, 21.0),
    "MYS": (102.0, 4.5), "PHL": (121.0, 16.5), "SGP": (103.82, 1.35), "THA": (101.5, 15.5), "TLS": (125.85, -8.8),
    "VNM": (105.0, 21.5),
}  # fmt: skip


@pytest.mark.parametrize(
    ("width", "code"), [*((1400, code) for code in MEMBERS), (390, "SGP"), (390, "BRN"), (390, "TLS")]
)
def test_a_click_on_the_map_filters_by_its_country(visits: Callable[..., Visit], width: int, code: str) -> None:
    visit = visits(width, 900)
    page = visit.open("?places=map")
    page.wait_for_function("document.querySelectorAll('#trade-by-country .scatterlayer .trace').length > 5")
    expect(page.locator(f"#{ids.AGAINST}")).to_be_hidden()
    page.locator(f"#{ids.BY_COUNTRY}").scroll_into_view_if_needed()
    place = page.evaluate(
        """([east, north]) => {
            const chart = document.querySelector("#trade-by-country .js-plotly-plot");
            const { xaxis, yaxis } = chart._fullLayout, box = chart.getBoundingClientRect();
            return [box.x + xaxis._offset + xaxis.d2p(east), box.y + yaxis._offset + yaxis.d2p(north)];
        }""",
        MEMBERS[code],
    )
    page.mouse.click(*place)
    asks(page, places="map", countries=code)
    shows(page, len(rows(visit, f"?countries={code}")))


def test_the_small_charts_can_have_their_own_scales(visit: Visit) -> None:
    page = visit.open()
    expect(page.locator(f"#{ids.AXES}")).to_be_hidden()
    page.locator(f"#{ids.STYLE} label", has_text=SAY("trade.style.panels")).click()
    expect(page.locator(f"#{ids.SCALE}")).to_be_hidden()
    tops = "document.querySelector('#trade-trend .js-plotly-plot').layout"
    page.wait_for_function(f"() => {tops}.yaxis10 && {tops}.yaxis10.range[1] === {tops}.yaxis.range[1]")
    page.locator(f"#{ids.AXES} label", has_text=SAY("trade.axes.own")).click()
    asks(page, style="panels", axes="own")
    page.wait_for_function(f"() => {tops}.yaxis10.range[1] * 10 < {tops}.yaxis.range[1]")


def test_a_click_on_a_ring_opens_its_figure_though_the_mark_beside_it_is_as_near(visit: Visit) -> None:
    page = visit.open("?countries=VNM&style=lines")
    page.locator("#trend-card").scroll_into_view_if_needed()
    for beside in (0, -3, 3):
        x, y, figure = page.evaluate(
            """() => {
                const chart = document.querySelector("#trade-trend .js-plotly-plot");
                const ring = chart.data.find(trace => String(trace.customdata?.[0]).includes("-"));
                const { xaxis, yaxis } = chart._fullLayout, box = chart.getBoundingClientRect();
                return [box.x + xaxis._offset + xaxis.d2p(ring.x[0]), box.y + yaxis._offset + yaxis.d2p(ring.y[0]),
                    ring.customdata[0]];
            }"""
        )
        page.mouse.click(x, y + beside)
        asks(page, countries="VNM", style="lines", value=figure)
        page.locator(f"#{ids.DETAIL} .close").click()
        asks(page, countries="VNM", style="lines")
        page.locator("#trend-card").scroll_into_view_if_needed()


@pytest.mark.parametrize(("width", "address"), [(1400, "?places=map"), (1400, ""), (390, "?places=map")])
def test_the_years_are_played_and_stop_where_one_stops_them(
    visits: Callable[..., Visit], width: int, address: str
) -> None:
    visit = visits(width, 900)
    page = visit.open(address)
    look = """() => [...document.querySelectorAll("#trade-by-country .fills path, #trade-by-country .bars path")]
        .map(shape => shape.style.fill + (shape.closest(".bars") ? shape.getAttribute("d") : ""))"""
    latest, title = page.evaluate(look), page.locator(f"#{ids.BY_COUNTRY_TITLE}")
    last = (title.text_content() or "")[-4:]
    first = min(int(row["period"]) for row in rows(visit, name="trade") if row["preferred"] == "true" and drawn(row))
    button = page.locator(f"#{ids.PLAY}")
    page.locator(f"#{ids.TABLES}").scroll_into_view_if_needed()
    button.click()
    expect(title).to_contain_text(str(first))
    assert page.evaluate(look) != latest
    expect(title).to_contain_text(str(first + 1))
    button.click()
    expect(page).to_have_url(re.compile(r"year=\d{4}$"))
    stopped = page.url[-4:]
    assert str(first) < stopped < last
    expect(title).to_contain_text(stopped)
    expect(button).to_have_attribute("aria-pressed", "false")


def drawn(row: dict[str, str]) -> bool:
    """Whether a row of trade is one of those that the chart by country draws."""
    known = row["indicator"] == "goods_trade" and row["kind"] == "level" and len(row["period"]) == 4
    return known and row["reporter"] == "CHN" and row["partner"] in MEMBERS
