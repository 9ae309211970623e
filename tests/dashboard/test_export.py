from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard import export
from dashboard.panels.export import prepared
from dashboard.view import view

if TYPE_CHECKING:
    from dashboard.data import Store


@pytest.mark.parametrize("chart", export.CHARTS)
@pytest.mark.parametrize("size", export.SIZES)
def test_a_picture_has_the_size_asked_for_and_says_what_it_is(store: Store, chart: str, size: str) -> None:
    shown = view(store, "countries=VNM&from=2005&to=2020&lang=en")
    figure = export.picture(shown, chart, size, "light", "http://127.0.0.1/?countries=VNM")
    scale = figure.layout.meta["scale"]
    width, height = export.SIZES[size]
    assert figure.layout.width * scale == pytest.approx(width, abs=1)
    assert figure.layout.height * scale == pytest.approx(height, rel=0.01)
    said = " ".join(note.text for note in figure.layout.annotations)
    for words in ("Viet Nam", "2005–2020", "Sources:", "ASEAN–China Atlas", "http://127.0.0.1/?countries=VNM"):
        assert words in said


def test_a_picture_has_its_own_theme(store: Store) -> None:
    shown = view(store, "theme=dark")
    light, dark = (export.picture(shown, "trade-trend", "1200x675", theme) for theme in ("light", "dark"))
    assert light.layout.template.layout.paper_bgcolor == "#ffffff"
    assert dark.layout.template.layout.paper_bgcolor != "#ffffff"


def test_a_file_is_named_for_what_it_shows(store: Store) -> None:
    assert export.filename(view(store, "countries=VNM"), "trade-trend", "svg") == "trade-trend-vnm-1991-2025.svg"


def test_rows_leave_as_csv_with_a_mark_for_spreadsheets(store: Store) -> None:
    _, file, said = prepared(view(store, "domains=health"), "", ("timeline", "csv", "1200x675", "light"))
    assert file["filename"] == "timeline-1991-2025.csv"
    assert file["base64"] is True
    assert said == "Saved as timeline-1991-2025.csv"


def test_a_picture_that_is_none_is_refused_in_words(store: Store) -> None:
    for asked in (("passwords", "png", "1200x675", "light"), ("timeline", "png", "99999x99999", "light")):
        assert prepared(view(store, ""), "", asked)[2] == "There is no such picture."
