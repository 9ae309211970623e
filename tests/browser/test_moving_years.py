"""The years moved by hand: what many small moves add up to is drawn once, and meanwhile the charts follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dashboard import ids
from tests.browser.test_explore import place_of, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

_COUNT = """() => {
    window.drawn = 0;
    document.querySelector("#timeline .js-plotly-plot").on("plotly_afterplot", () => (window.drawn += 1));
}"""
_TURN = """([x, y, turns]) => {
    const over = document.elementFromPoint(x, y);
    for (const turn of turns) {
        const how = { bubbles: true, cancelable: true, clientX: x, clientY: y, ...turn };
        over.dispatchEvent(new WheelEvent("wheel", how));
    }
    return document.body.classList.contains("moving");
}"""
_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
_SHOWN = """() => [...document.querySelectorAll("#timeline .scatterlayer .point, #trade-trend .xgrid")].map(mark => {
    const box = mark.getBoundingClientRect();
    return [mark.__data__.x, box.x + box.width / 2];
})"""


def counted(visit: Visit, address: str = "") -> Page:
    """A view whose drawings of the timeline are counted from here on."""
    page = visit.open(address)
    page.locator(f"#{ids.TIMELINE} .main-svg").first.wait_for()
    page.locator(f"#{ids.EVENTS_TABLE} .ag-row").first.wait_for()  # tables are asked for once the charts stand
    page.wait_for_load_state("networkidle")
    page.evaluate(_COUNT)
    return page


def settled(page: Page) -> tuple[int, int]:
    """The years of the address once they have been drawn, which must have happened once."""
    page.wait_for_function("() => window.drawn > 0")
    expect(page.locator("body.moving")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.drawn") == 1
    found = re.search(r"from=(\d+)(?:&to=(\d+))?", page.url)
    assert found, page.url
    return int(found[1]), int(found[2] or 0)


def turn(page: Page, x: float, y: float, turns: Sequence[Mapping[str, float]]) -> None:
    """Turn the wheel so many times without a rest between."""
    assert page.evaluate(_TURN, [x, y, turns]) is True


def middle(page: Page, part: str) -> tuple[float, float]:
    box = page.locator(f"#{ids.TIMELINE} .{part}").first.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 100)


def test_steps_of_the_wheel_add_up_and_are_drawn_once(visits: Callable[..., Visit]) -> None:
    found = []
    for steps in (1, 5):
        page = counted(visits(), "?from=1990")
        turn(page, *middle(page, "nsewdrag"), [{"deltaY": -100 / steps, "ctrlKey": True}] * steps)
        found.append(settled(page))
    assert found[0] == found[1]
    first, last = found[0]
    assert last - first + 1 in {18, 19}  # a notch of the wheel halves the 37 years


def test_turning_back_and_forth_asks_for_nothing(visit: Visit) -> None:
    page = counted(visit, "?from=1990&to=2020")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    turns = [{"deltaY": by, "ctrlKey": True} for by in (-60, -60, 120)]
    turn(page, *middle(page, "nsewdrag"), turns)
    expect(page.locator("body.moving")).not_to_be_attached()
    assert asked == []
    assert page.url.endswith("?from=1990&to=2020")
    assert page.evaluate("window.drawn") == 0


def test_meanwhile_what_is_under_the_pointer_stays_and_the_rest_moves_away_from_it(visit: Visit) -> None:
    page = counted(visit, "?from=2000&to=2020")
    x, y = middle(page, "nsewdrag")
    before = page.evaluate(_SHOWN)
    turn(page, x, y, [{"deltaY": -50, "ctrlKey": True}] * 2)
    page.evaluate(_FRAME)
    moved = page.evaluate(_SHOWN)
    assert [time for time, _ in moved] == [time for time, _ in before]
    for (_, then), (_, now) in zip(before, moved, strict=True):
        assert now - x == pytest.approx(2 * (then - x), abs=6)
    settled(page)
    assert page.locator("#timeline .point[style*=translate], #trade-trend .xgrid[style*=translate]").count() == 0


def test_the_wheel_sideways_moves_along(visit: Visit) -> None:
    page = counted(visit, "?from=1995&to=2004")
    wide = page.evaluate("document.querySelector('#timeline .js-plotly-plot')._fullLayout.xaxis._length")
    turn(page, *middle(page, "nsewdrag"), [{"deltaX": wide / 10}] * 3)
    assert settled(page) == (1998, 2007)


def test_buttons_pressed_in_a_row_are_drawn_once(visit: Visit) -> None:
    page = counted(visit, "?from=2001&to=2016")
    page.evaluate("for (let i = 0; i < 2; i++) document.getElementById('timeline-in').click()")
    assert settled(page) == (2007, 2010)


def test_the_axis_dragged_takes_the_years_along(visit: Visit) -> None:
    page = counted(visit, "?from=2001&to=2010")
    wide = page.evaluate("document.querySelector('#timeline .js-plotly-plot')._fullLayout.xaxis._length")
    x, y = middle(page, "ewdrag")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + wide / 5, y, steps=5)
    page.mouse.up()
    assert settled(page) == (1999, 2008)


def test_a_drag_ends_on_a_milestone_without_opening_it_and_escape_gives_it_up(visit: Visit) -> None:
    page = counted(visit)
    event = next(row for row in rows(visit) if "establish dialogue relations" in row["title"])
    x, y = place_of(page, event["event_id"])  # the end of its label
    x -= 20
    for escape in (True, False):
        page.mouse.move(x + 300, y)
        page.mouse.down()
        page.mouse.move(x, y, steps=6)
        expect(page.locator(".brush")).to_have_count(3)
        if escape:
            page.keyboard.press("Escape")
            expect(page.locator(".brush")).to_have_count(0)
        page.mouse.up()
        expect(page.locator(".brush")).to_have_count(0)
        assert escape == page.url.endswith("/")
    first, last = settled(page)
    assert 2000 < first < last
    assert "event=" not in page.url


def test_two_fingers_drawn_apart_show_fewer_years(visits: Callable[..., Visit]) -> None:
    page = counted(visits(1024, 900, has_touch=True), "?from=2000&to=2019")
    x, y = middle(page, "nsewdrag")
    touch = page.context.new_cdp_session(page)

    def fingers(kind: str, *apart: float) -> None:
        points = [{"x": x + side * far, "y": y, "id": side} for far in apart for side in (-1, 1)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", 40)
    for far in (50, 60, 70, 80):
        fingers("touchMove", far)
    fingers("touchEnd")
    assert settled(page) == (2005, 2014)


def test_on_a_phone_the_chart_under_the_fingers_stays_in_sight(visits: Callable[..., Visit]) -> None:
    page = visits(390, 844, has_touch=True).open("?from=1990")
    page.wait_for_load_state("networkidle")
    plot = page.locator(f"#{ids.TREND} .nsewdrag").first
    plot.scroll_into_view_if_needed()
    page.evaluate("document.getElementById('trend-card').scrollIntoView({block: 'center'})")
    listed = page.locator(f"#{ids.LIST}").evaluate("list => list.clientHeight")
    box = plot.bounding_box()
    assert box
    turn(page, box["x"] + 60, box["y"] + 60, [{"deltaY": -200, "ctrlKey": True}])
    expect(page).to_have_url(re.compile(r"to=\d+$"))
    expect(page.locator("body.moving")).to_have_count(0)
    page.wait_for_function(f"before => document.getElementById('{ids.LIST}').clientHeight < before - 300", arg=listed)
    expect(plot).to_be_in_viewport(ratio=0.9)
