from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard import citing, edition, embed
from dashboard.view import view

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from dashboard.app import Atlas
    from dashboard.data import Store


@pytest.fixture
def client(app: Atlas) -> FlaskClient:
    client: FlaskClient = app.server.test_client()
    return client


def test_only_a_page_that_asks_for_it_may_be_framed(client: FlaskClient) -> None:
    embedded, own = client.get("/?countries=VNM&embed=1"), client.get("/?countries=VNM")
    assert "frame-ancestors *" in embedded.headers["Content-Security-Policy"]
    assert "script-src 'self'" in embedded.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in embedded.headers
    assert b'data-embed="1"' in embedded.data
    assert "frame-ancestors 'none'" in own.headers["Content-Security-Policy"]
    assert own.headers["X-Frame-Options"] == "DENY"
    assert b"data-embed" not in own.data


@pytest.mark.parametrize("path", ["/health?embed=1", "/data/events.csv?embed=1", "/?embed=2", "/?embed=1&embed=0"])
def test_nothing_else_may_be_framed(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["X-Frame-Options"] == "DENY"


def test_to_be_embedded_is_no_part_of_a_view(store: Store) -> None:
    shown = view(store, "?countries=VNM&embed=1")
    assert (shown.dropped, shown.address) == ((), "countries=VNM")


def test_a_frame_leads_back_to_the_view(store: Store, client: FlaskClient) -> None:
    shown = view(store, "countries=VNM")
    assert embed.source(shown).children.href == "/?countries=VNM"
    answer = client.get("/_dash-layout?_search=%3Fcountries%3DVNM%26embed%3D1&_path=/&_width=1400")
    assert "embedded-from" in answer.get_data(as_text=True)
    assert "embedded-from" not in client.get("/_dash-layout?_search=&_path=/&_width=1400").get_data(as_text=True)


def test_code_and_citation_of_a_view(store: Store) -> None:
    shown = view(store, "countries=VNM;THA&q=%22%3Cb%3E")
    home = "http://127.0.0.1:8050/"
    version = edition.data_version(store)
    assert version in citing.apa(shown, home)
    assert version in citing.bibtex(shown, home)
    assert citing.bibtex(shown, home).count("{") == citing.bibtex(shown, home).count("}")
    frame = citing.frame(shown, home)
    assert 'src="http://127.0.0.1:8050/?countries=VNM;THA&amp;q=%22%3Cb%3E&amp;embed=1"' in frame
    code = citing.code(shown, home)
    assert set(code) == {"pandas", "R", "spreadsheet_events", "spreadsheet_trade"}
    compile(code["pandas"], "snippet", "exec")
    for name, shown_in in (("events", "spreadsheet_events"), ("trade", "spreadsheet_trade")):
        assert all(f"/data/{name}.csv?countries=VNM;THA" in code[where] for where in ("pandas", "R", shown_in))
