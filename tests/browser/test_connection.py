"""A browser that loses its connection says so, and goes on when the server answers again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dashboard import ids
from dashboard.text import words

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from tests.browser.conftest import Visit


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_lost_connection_is_said_and_the_page_recovers_with_what_was_asked_meanwhile(visit: Visit, lang: str) -> None:
    page = visit.open(f"?lang={lang}")
    said, count = page.locator(f"#{ids.CONNECTION}"), page.locator(f"#{ids.COUNT}")
    expect(said).to_be_hidden()
    before = count.inner_text()
    page.context.set_offline(True)
    page.locator(f"#{ids.FILTER_SEARCH}").fill("railway")
    expect(said).to_be_visible()
    expect(said).to_have_text(words(lang)("page.connection"))
    assert count.inner_text() == before
    page.context.set_offline(False)
    expect(said).to_be_hidden()
    expect(count).not_to_have_text(before)
    assert "q=railway" in page.url
    assert any("ERR_INTERNET_DISCONNECTED" in fault for fault in visit.faults)
    visit.faults.clear()  # what the lost connection was told by the browser, too


def test_a_server_that_fails_is_said_and_the_page_recovers(visit: Visit) -> None:
    page = visit.open()
    said, count = page.locator(f"#{ids.CONNECTION}"), page.locator(f"#{ids.COUNT}")
    before = count.inner_text()

    def fail(route: Route) -> None:
        route.fulfill(status=502, body="no server behind the proxy\n")

    page.route("**/_dash-update-component*", fail)
    page.route("**/health", fail)
    page.locator(f"#{ids.FILTER_SEARCH}").fill("railway")
    expect(said).to_be_visible()
    page.unroute("**/_dash-update-component*")
    page.unroute("**/health")
    expect(said).to_be_hidden()
    expect(count).not_to_have_text(before)
    assert any("502" in fault for fault in visit.faults)
    visit.faults.clear()
