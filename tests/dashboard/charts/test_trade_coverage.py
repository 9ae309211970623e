from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard.charts import trade_coverage
from dashboard.theme import faded

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.text import Words
    from dashboard.theme import Look

THREE = ("LAO", "THA", "VNM")
SPAN = ("2000-01-01", "2003-12-31")


def test_cells_tell_how_a_value_was_arrived_at(trade: pd.DataFrame, light: Look, en: Words) -> None:
    trade.loc[trade["observation_id"] == "chn-tha-import-2003", "status"] = "estimated"
    cells = trade_coverage.build(trade, light, en, countries=THREE, flow="import", range=SPAN).data[0]
    assert cells.x == (2000, 2001, 2002, 2003)
    assert [list(row) for row in cells.z] == [[4, 4, 4, 4], [0, 4, 0, 1], [3, 0, 0, 0]]
    assert [list(row) for row in cells.text] == [["", "", "", ""], ["", "", "", "E"], ["M", "", "", ""]]
    assert cells.hovertext[2][0] == "Viet Nam · 2000 · mirrored from the partner’s reports"
    assert cells.hovertext[0][0] == "Laos · 2000 · no value"
    assert cells.colorscale[0] == (0.0, light.accent)
    assert cells.colorscale[6] == (0.6, faded(light.accent, light.surface, 0.25))


def test_the_legend_explains_every_cell(trade: pd.DataFrame, light: Look, en: Words) -> None:
    names = [one.name for one in trade_coverage.build(trade, light, en, countries=THREE, range=SPAN).data[1:]]
    assert names == [
        "reported",
        "estimated (E)",
        "derived from reported values (D)",
        "mirrored from the partner’s reports (M)",
        "no value",
    ]


def test_narrow_cells_hold_no_letters(trade: pd.DataFrame, light: Look, en: Words) -> None:
    narrow = trade_coverage.build(trade, light, en, range=("1990-01-01", "2025-12-31"), width=390)
    assert narrow.data[0].texttemplate == ""
    assert trade_coverage.build(trade, light, en, range=SPAN, width=390).data[0].texttemplate == "%{text}"


@pytest.mark.parametrize("height", [0, 900, 1350])
def test_words_around_a_picture_stay_in_it(trade: pd.DataFrame, light: Look, en: Words, height: int) -> None:
    layout = trade_coverage.build(trade, light, en, export=True, width=1080, height=height).layout
    inner = layout.height - layout.margin.t - layout.margin.b
    tops = [layout.margin.t - (note.y - 1) * inner for note in layout.annotations]
    assert layout.height >= height
    assert layout.annotations[0].text == "<b>Which values there are</b>"
    assert 0 <= min(tops) < max(tops) < layout.height - 11


def test_the_sentence_counts_years(trade: pd.DataFrame, en: Words) -> None:
    caption = trade_coverage.caption(trade, trade_coverage.Options(countries=THREE, flow="import"), en)
    assert (
        caption["sentence"] == "Which values there are: Laos none (0); Thailand 2000–2003 (3); Viet Nam 2000–2003 (4)."
    )
    assert caption["subtitle"] == "CIF, as China reports"
