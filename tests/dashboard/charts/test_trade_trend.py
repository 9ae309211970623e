from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from dashboard.charts import axes, trade_trend
from dashboard.charts.captions import Picture
from dashboard.text import words
from dashboard.theme import look

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from dashboard.text import Words
    from dashboard.theme import Look

TWO = ("VNM", "THA")


def points(figure: go.Figure, name: str) -> dict[str, float]:
    return {
        str(x)[:4]: y
        for trace in figure.data
        if trace.name == name
        for x, y in zip(trace.x, trace.y, strict=True)
        if y is not None
    }


def test_an_area_is_a_stack_with_what_is_not_reported_hatched(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = trade_trend.build(trade, light, en, countries=TWO)
    stack = [trace for trace in figure.data if trace.stackgroup]
    assert [(trace.name, trace.fillpattern.shape) for trace in stack] == [
        ("Thailand", ""), ("Viet Nam", ""), ("Viet Nam", "/"),
    ]  # fmt: skip
    assert points(figure, "Viet Nam") == {"2000": 2.0, "2001": 3.0, "2002": 5.0, "2003": 10.0}
    assert {trace.fillcolor for trace in stack if trace.name == "Viet Nam"} == {light.country("VNM")}
    assert stack[0].x[0] == "2000-07-02"
    (told,) = [trace for trace in figure.data if trace.hoverinfo != "skip"]
    swatches = {code: f'<span style="color:{light.country(code)}">■</span>' for code in TWO}
    assert (told.y, told.customdata) == ((6.0, 3.0, 13.0, 18.0), ("2000", "2001", "2002", "2003"))
    assert told.text[0] == (
        f"<b>2000</b><br><b>Sum: US$ 6 billion</b><br>{swatches['THA']} Thailand: US$ 4 billion"
        f"<br>{swatches['VNM']} Viet Nam: US$ 2 billion · mirrored from the partner’s reports"
    )
    assert figure.layout.yaxis.range == (0.0, pytest.approx(18 * 1.06))


def test_lines_have_gaps_and_hollow_markers(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = trade_trend.build(trade, light, en, countries=TWO, style="lines")
    thailand, viet_nam = figure.data
    assert thailand.y == (4.0, None, 8.0, 8.0)
    assert thailand.connectgaps is False
    assert viet_nam.marker.color == (light.surface, *[light.country("VNM")] * 3)
    assert figure.layout.yaxis.range[1] == pytest.approx(10.6)


def test_bars_hatch_by_year(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = trade_trend.build(trade, light, en, countries=TWO, style="bars")
    viet_nam = figure.data[1]
    assert viet_nam.marker.pattern.shape == ("/", "", "", "")
    assert viet_nam.customdata == ("VNM",) * 4


@pytest.mark.parametrize(
    ("options", "drawn"),
    [
        ({}, "area"),
        ({"flow": "balance"}, "lines"),
        ({"flow": "balance", "style": "bars"}, "bars"),
        ({"scale": "log"}, "lines"),
        ({"scale": "log", "style": "bars"}, "lines"),
        ({"measure": "index", "style": "bars"}, "lines"),
        ({"measure": "change", "style": "bars"}, "bars"),
        ({"measure": "share"}, "area"),
    ],
)
def test_only_what_adds_up_is_stacked(options: dict[str, Any], drawn: str) -> None:
    assert trade_trend.Options(**options).drawn == drawn


def test_units_follow_the_language(trade: pd.DataFrame, light: Look, zh: Words) -> None:
    figure = trade_trend.build(trade, light, zh, countries=TWO)
    assert points(figure, "越南")["2003"] == 100.0
    assert "</span> 越南: 100亿美元<br>" in figure.data[-1].text[-1]
    assert trade_trend.caption(trade, trade_trend.Options(countries=TWO), zh)["subtitle"].startswith("亿美元")


def test_rings_stand_where_sources_state_figures(trade: pd.DataFrame, light: Look, en: Words) -> None:
    rings = trade_trend.build(trade, light, en).data[-1]
    assert (rings.name, rings.y, rings.x) == ("Figures stated by sources", (13.5,), ("2002-07-02",))
    assert rings.text == ("Stated for 2002: US$ 13.5 billion as a report prints it",)
    assert rings.customdata == ("chn-asean-total-2002",)
    lines = trade_trend.build(trade, light, en, style="lines")
    assert "Figures stated by sources" not in {trace.name for trace in lines.data}
    one = trade_trend.build(trade, light, en, style="lines", countries=("VNM",))
    assert one.data[-1].y == (9.5,)


def test_both_sides_and_the_gap(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = trade_trend.build(trade, light, en, countries=TWO, flow="import", reporter="both")
    assert points(figure, "Members report") == {"2002": 4.5, "2003": 6.0}
    assert points(figure, "China reports") == {"2002": 6.0, "2003": 7.0}
    assert [trace.fill for trace in figure.data] == [None, "tonexty"]
    assert figure.data[0].text[1] == "US$ 6 billion · −14.3% against China’s report"
    assert [trace.showlegend for trace in figure.data] == [True, True]
    sentence = trade_trend.caption(trade, trade_trend.Options(countries=TWO, flow="import", reporter="both"), en)[
        "sentence"
    ]
    assert sentence == (
        "In 2003, over 2 pairs that both report, China states US$ 7 billion and the members US$ 6 billion: "
        "−14.3% against China’s report."
    )


def test_names_stand_at_the_right_in_the_order_of_the_stack(trade: pd.DataFrame, light: Look, en: Words) -> None:
    notes = trade_trend.build(trade, light, en, countries=TWO, height=320).layout.annotations
    assert [note.text.split("</span> ")[1] for note in notes] == ["Thailand", "Viet Nam"]
    assert [note.y for note in notes] == pytest.approx([4 / 19.08, 13 / 19.08])
    assert light.country("THA") in notes[0].text
    narrow = trade_trend.build(trade, light, en, countries=TWO, width=390)
    assert [note.name for note in narrow.layout.annotations] == ["THA", "VNM"]
    assert narrow.layout.showlegend is False


def test_milestones_run_through_the_trend(trade: pd.DataFrame, events: pd.DataFrame, light: Look, en: Words) -> None:
    layout = trade_trend.build(
        trade, light, en, events=events, selected="talks", range=("2000-01-01", "2012-12-31")
    ).layout
    lines = {shape.x0[:10]: (shape.line.dash, shape.line.color) for shape in layout.shapes}
    assert lines == {
        "2002-07-02": ("dash", light.accent),
        "2003-10-08": ("dot", light.axis),
        "2010-01-16": ("dot", light.axis),
    }
    assert (layout.margin.l, layout.margin.r) == (axes.margins(1000).left, axes.margins(1000).right)
    assert layout.xaxis.range == ("2000-01-01", "2013-01-01")


def test_the_y_axis_fits_the_visible_years(trade: pd.DataFrame, light: Look, en: Words) -> None:
    early = trade_trend.build(trade, light, en, countries=TWO, range=("2000-01-01", "2001-12-31"))
    assert early.layout.yaxis.range[1] == pytest.approx(6 * 1.06)
    log = trade_trend.build(trade, light, en, countries=TWO, scale="log").layout.yaxis
    assert (log.type, log.range[0] < 0.31) == ("log", True)


def test_what_lines_and_areas_reach_at_the_ends_of_the_visible_years_is_not_cut(
    trade: pd.DataFrame, light: Look, en: Words
) -> None:
    """At the end of 2002 Viet Nam is half-way from 5 to 10 and Thailand stays at 8; a bar of 2002 has 13."""
    heights = {
        style: trade_trend.build(
            trade, light, en, countries=TWO, style=style, range=("2002-01-01", "2002-12-31")
        ).layout.yaxis.range[1]
        for style in ("area", "lines", "bars")
    }
    assert heights == {
        "area": pytest.approx(15.5 * 1.06), "lines": pytest.approx(8 * 1.06), "bars": pytest.approx(13 * 1.06)
    }  # fmt: skip


def test_caption_says_unit_basis_valuation_and_reporter(trade: pd.DataFrame, en: Words) -> None:
    whole = trade_trend.caption(trade, trade_trend.Options(), en)
    assert whole["title"] == "Goods trade of China with ASEAN"
    assert whole["subtitle"] == ("US$ billion; the ten members throughout; exports FOB, imports CIF, as China reports")
    two = trade_trend.caption(trade, trade_trend.Options(countries=TWO, flow="import", reporter="members"), en)
    assert two["title"] == "China’s goods imports from Viet Nam, Thailand"
    assert two["subtitle"] == "US$ billion; FOB, as the members report their exports to China"


def test_names_keep_the_order_of_the_stack_where_the_years_end_before_the_greatest_changes(
    trade: pd.DataFrame, light: Look, en: Words
) -> None:
    figure = trade_trend.build(trade, light, en, countries=TWO, range=("2000-01-01", "2000-12-31"))
    stacked = [trace.name for trace in figure.data if trace.stackgroup]
    heights = {note.name: note.y for note in figure.layout.annotations if note.name}
    assert stacked[0] == "Thailand"
    assert heights["THA"] < heights["VNM"]


def test_caption_names_gaps_and_what_is_not_reported(trade: pd.DataFrame, en: Words) -> None:
    caption = trade_trend.caption(trade, trade_trend.Options(countries=TWO), en)
    assert caption["note"] == (
        "Hatched or hollow: mirrored from the partner’s reports (2000). No value of Thailand in some years (2001)."
    )
    assert caption["sentence"] == (
        "Goods trade of China with Viet Nam, Thailand: US$ 6 billion in 2000, US$ 18 billion in 2003. "
        "The largest in 2003 is Viet Nam with US$ 10 billion."
    )


def test_nothing_to_draw_is_said(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = trade_trend.build(trade[:0], light, en)
    assert [note.text for note in figure.layout.annotations] == ["No trade value fits these filters."]
    none = trade_trend.Options(reporter="both", flow="export")
    assert trade_trend.caption(trade, none, en)["sentence"] == "No pair and year is reported by both sides."


def test_nothing_is_drawn_over_years_that_both_sides_lack(trade: pd.DataFrame, light: Look, en: Words) -> None:
    earlier = trade[trade["period"] == "2002"].assign(period="1999")
    figure = trade_trend.build(pd.concat([trade, earlier]), light, en, countries=TWO, flow="import", reporter="both")
    assert [[x[:4] for x in trace.x] for trace in figure.data] == [["1999"]] * 2 + [["2002", "2003"]] * 2
    assert [trace.fill for trace in figure.data] == [None, "tonexty"] * 2
    assert [trace.showlegend for trace in figure.data] == [True, True, False, False]


def test_no_area_is_drawn_over_years_that_no_country_has(trade: pd.DataFrame, light: Look, en: Words) -> None:
    figure = trade_trend.build(trade, light, en, countries=("THA",))
    stacks = [trace for trace in figure.data if trace.stackgroup]
    assert [(trace.stackgroup, trace.mode, [x[:4] for x in trace.x]) for trace in stacks] == [
        ("trade-2000", "markers", ["2000"]),
        ("trade-2002", "lines", ["2002", "2003"]),
    ]


@pytest.mark.parametrize("size", [(1280, 720), (700, 420), (1123, 794), (800, 800)])
def test_a_picture_has_the_size_asked_for(trade: pd.DataFrame, size: tuple[int, int]) -> None:
    picture = Picture(sources="Source: " + "a long name of a source, " * 12)
    figure = trade_trend.build(
        trade, look("dark"), words("en"), export=True, picture=picture, width=size[0], height=size[1]
    )
    layout = figure.layout
    assert (layout.width, layout.height) == size
    assert layout.height - layout.margin.t - layout.margin.b > size[1] / 3
    assert layout.annotations[0].text == "<b>Goods trade of China with ASEAN</b>"
    source_lines = [note.text for note in layout.annotations if "a long name" in note.text]
    assert len(source_lines) >= 2


@pytest.mark.parametrize("export", [False, True])
def test_a_legend_under_a_narrow_trend_has_its_room(
    trade: pd.DataFrame, light: Look, en: Words, *, export: bool
) -> None:
    layout = trade_trend.build(trade, light, en, width=390, height=420, reporter="both", export=export).layout
    inner = layout.height - layout.margin.t - layout.margin.b
    assert layout.legend.y * inner == pytest.approx(-30)
    notes = [note.y * inner for note in layout.annotations if note.y < 0]
    assert max(notes, default=-160) <= -30 - 2 * 19  # two entries under each other, and the notes under them


def test_an_index_starts_where_every_country_reports(trade: pd.DataFrame, light: Look, en: Words) -> None:
    weak = trade["period"].eq("2002") & trade["partner"].eq("THA") & trade["reporter"].eq("CHN")
    assert weak.any()
    late = trade.assign(method=trade["method"].mask(weak, "mirrored"))
    for frame, year in ((trade, "2002"), (late, "2003")):
        figure = trade_trend.build(frame, light, en, countries=TWO, flow="import", measure="index", style="lines")
        assert {points(figure, name)[year] for name in ("Viet Nam", "Thailand")} == {100.0}
        said = trade_trend.caption(frame, trade_trend.Options(countries=TWO, flow="import", measure="index"), en)
        assert said["subtitle"].startswith(f"index, {year} = 100; ")
