from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from dashboard.charts import axes, investment

if TYPE_CHECKING:
    from dashboard.text import Words
    from dashboard.theme import Look


@pytest.fixture
def flows(trade: pd.DataFrame) -> pd.DataFrame:
    """Investment into ASEAN from China, Japan and the world in 2010, 2011 and 2013."""
    billions = {"CHN": {2010: 4, 2011: 8, 2013: 6}, "JPN": {2010: 12, 2011: -1, 2013: 20}, "WLD": {2010: 100, 2011: 80}}
    rows = [
        {
            "observation_id": f"flow-{partner}-{year}",
            "period": str(year),
            "first": pd.Timestamp(year, 1, 1),
            "last": pd.Timestamp(year, 12, 31),
            "indicator": "investment_flow",
            "reporter": "ASEAN",
            "partner": partner,
            "flow": "",
            "value": value * 1e9,
            "unit": "USD",
            "kind": "level",
            "method": "reported",
            "valuation": "unstated",
            "preferred": True,
            "status": "clear",
        }
        for partner, values in billions.items()
        for year, value in values.items()
    ]
    return pd.concat([trade, pd.DataFrame(rows)], ignore_index=True)


def test_a_line_for_each_origin_with_gaps_and_china_on_top(flows: pd.DataFrame, light: Look, en: Words) -> None:
    japan, china = investment.build(flows, light, en).data
    assert (japan.name, japan.y) == ("Japan", (12.0, -1.0, None, 20.0))
    assert (china.name, china.y) == ("China", (4.0, 8.0, None, 6.0))
    assert (japan.line.color, china.line.color) == (light.text, light.country("CHN"))
    share = "of all inward investment"
    assert china.text == (f"US$ 4 billion, 4.0% {share}", f"US$ 8 billion, 10.0% {share}", "", "US$ 6 billion")


def test_few_lines_are_set_off_and_all_are_named(flows: pd.DataFrame, light: Look, en: Words) -> None:
    korea = flows[flows["partner"] == "JPN"].assign(partner="KOR", value=2e9)
    more = pd.concat([flows, korea.assign(observation_id="flow-KOR-" + korea["period"])], ignore_index=True)
    figure = investment.build(more, light, en)
    assert [line.name for line in figure.data] == ["South Korea", "Japan", "China"]
    quiet = figure.data[0].line
    assert quiet.color not in {light.text, light.country("CHN")}
    assert quiet.width < figure.data[1].line.width < figure.data[2].line.width
    named = {note.name: note.font.color for note in figure.layout.annotations}
    assert named == {"KOR": light.muted, "JPN": light.text, "CHN": light.text}
    chosen = investment.build(more, light, en, chosen=("KOR",))
    assert {line.name: line.line.color for line in chosen.data}["South Korea"] == light.text


def test_shares_need_the_whole(flows: pd.DataFrame, light: Look, en: Words) -> None:
    table = investment.inward(flows, investment.Options(measure="share"))
    china = table[table["country"] == "CHN"]
    assert china["shown"].dropna().tolist() == [4.0, 10.0]
    figure = investment.build(flows, light, en, measure="share")
    assert figure.layout.yaxis.ticksuffix == " %"
    assert figure.layout.yaxis.range == (pytest.approx(-1.25 * 1.06), pytest.approx(12.72))


def test_it_stands_on_the_axis_of_timeline_and_trend(flows: pd.DataFrame, light: Look, en: Words) -> None:
    layout = investment.build(flows, light, en, range=("2000-01-01", "2020-12-31")).layout
    assert layout.xaxis.range == ("2000-01-01", "2021-01-01")
    assert (layout.margin.l, layout.margin.r) == (axes.margins(1000).left, axes.margins(1000).right)
    assert [note.name for note in layout.annotations] == ["CHN", "JPN"]


def test_caption(flows: pd.DataFrame, en: Words) -> None:
    until = flows[flows["first"] < "2012"]
    caption = investment.caption(until, investment.Options(), en)
    assert caption["title"] == "Direct investment into ASEAN by origin"
    assert caption["sentence"] == (
        "China’s direct investment into ASEAN: US$ 4 billion in 2010; in 2011, US$ 8 billion, "
        "10.0% of all inward investment."
    )


def test_nothing_is_said(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = investment.build(trade, light, en)
    assert [note.text for note in figure.layout.annotations] == ["No trade value fits these filters."]


def test_the_note_says_that_no_member_is_known_as_host_while_none_is(flows: pd.DataFrame, en: Words) -> None:
    whole = "names no member as host"
    member = flows[flows["observation_id"] == "flow-CHN-2010"].assign(observation_id="flow-lao", reporter="LAO")
    assert whole in investment.caption(flows, investment.Options(), en)["note"]
    assert whole not in investment.caption(pd.concat([flows, member]), investment.Options(), en)["note"]
