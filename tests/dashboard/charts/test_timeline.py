from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from dashboard.charts import axes, timeline
from dashboard.charts.captions import Picture
from dashboard.charts.milestones import read
from dashboard.text import words
from dashboard.theme import faded

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from dashboard.text import Words
    from dashboard.theme import Look

SPAN = ("2000-01-01", "2030-12-31")


def trace(figure: go.Figure, name: str) -> Any:  # noqa: ANN401
    (found,) = [one for one in figure.data if one.name == name]
    return found


def test_lanes_are_the_domains_in_the_order_of_the_schema(events: pd.DataFrame, light: Look, en: Words) -> None:
    figure = timeline.build(events, light, en, range=SPAN)
    names = {note.text: note.font.color for note in figure.layout.annotations}
    assert names == {
        "<b>Politics & security</b>": light.domain("politics_security"),
        "<b>Trade & economy</b>": light.domain("trade_economy"),
        "<b>Connectivity</b>": light.domain("connectivity_infrastructure"),
        "<b>Finance &</b><br><b>investment</b>": light.domain("finance_investment"),
    }
    heights = [note.y for note in figure.layout.annotations]
    assert heights == sorted(heights)


def test_a_period_is_a_bar_as_wide_as_it_is_long(events: pd.DataFrame, light: Look, en: Words) -> None:
    bars = trace(timeline.build(events, light, en, range=SPAN), "periods")
    spans = {(start, length / 86_400_000) for start, length in zip(bars.base, bars.x, strict=True)}
    assert ("2016-01-01T00:00:00", 2192.0) in spans
    assert ("2002-01-01T00:00:00", 365.0) in spans
    (january,) = [(start, length) for start, length in spans if start.startswith("2009-12")]
    pixels = january[1] * axes.margins(1000).plot(1000) / 11323
    assert pixels == pytest.approx(6, abs=0.01)  # the least that is drawn, about the middle of the month


def test_a_day_is_a_dot_and_uncertain_dates_look_different(events: pd.DataFrame, light: Look, en: Words) -> None:
    figure = timeline.build(events, light, en, range=SPAN)
    dots, bars, hits = trace(figure, "days"), trace(figure, "periods"), trace(figure, "hits")
    assert [str(day)[:10] for day in dots.x] == ["2003-10-08"]
    assert dots.marker.color == (light.domain("politics_security"),)
    fills = dict(zip(bars.base, bars.marker.color, strict=True))
    trade, finance = light.domain("trade_economy"), light.domain("finance_investment")
    assert fills["2002-01-01T00:00:00"] == faded(trade, light.surface, 0.18)
    assert fills["2009-01-01T00:00:00"] == faded(finance, light.surface, 0.5)
    assert fills["2030-01-01T00:00:00"] == faded(light.domain("connectivity_infrastructure"), light.surface, 0.12)
    dashes = trace(figure, "in doubt")
    assert (dashes.line.dash, dashes.line.color) == ("3px,2px", trade)
    assert [str(x)[:10] for x in dashes.x[:2]] == ["2002-01-01", "2003-01-01"]
    said = dict(zip(hits.customdata, hits.hovertext, strict=True))
    assert "Sources disagree about the date" in said["talks"]
    assert "Approximate date" in said["fund"]
    assert "Planned for then" in said["port"]
    assert said["area"] == "<b>Trade area in force</b><br>January 2010<br>Trade & economy · China, ASEAN"


def test_labels_tell_headlines_and_doubt(events: pd.DataFrame, light: Look, en: Words) -> None:
    labels = trace(timeline.build(events, light, en, range=SPAN), "labels")
    assert set(labels.text) == {
        "<b>Treaty acceded to</b>", "<b>Trade area in force</b>", "Talks open ⚠\ufe0e",
        "Railway i>built", "Fund proposed ≈", "Port planned ○",
    }  # fmt: skip


def test_pointers_meet_mark_and_label(events: pd.DataFrame, light: Look, en: Words) -> None:
    hits = trace(timeline.build(events, light, en, range=SPAN), "hits")
    assert sorted(hits.customdata) == ["area", "fund", "port", "rail", "talks", "treaty"]
    at = list(hits.customdata).index("rail")
    assert hits.base[at] == "2016-01-01T00:00:00"
    assert hits.x[at] / 86_400_000 > 2192


def test_the_selected_milestone_is_framed_and_has_its_line(events: pd.DataFrame, light: Look, en: Words) -> None:
    figure = timeline.build(events, light, en, range=SPAN, selected="area")
    frames = [shape for shape in figure.layout.shapes if shape.type == "rect" and shape.line.color == light.accent]
    (line,) = [shape for shape in figure.layout.shapes if shape.type == "line"]
    assert len(frames) == 1
    assert (line.x0, line.line.dash) == ("2010-01-16T12:00:00", "dash")
    assert [shape.type for shape in timeline.build(events, light, en, range=SPAN).layout.shapes] == ["rect", "rect"]


@pytest.mark.parametrize(
    ("by", "lanes"),
    [
        ("domain", ["politics_security", "trade_economy", "connectivity_infrastructure", "finance_investment"]),
        ("country", ["ASEAN", "LAO", "MMR", "VNM", "CHN"]),
        ("actor", ["AIIB", "ASEAN", "CHN", "LAO", "MMR", "VNM"]),
    ],
)
def test_lanes(events: pd.DataFrame, en: Words, by: str, lanes: list[str]) -> None:
    assert timeline.lane_names(read(events), by, en) == lanes


@pytest.mark.parametrize(
    ("lane", "by", "english", "chinese"),
    [
        ("health", "domain", "Health", "卫生健康"),
        ("VNM", "country", "Viet Nam", "越南"),
        ("XI_JINPING", "actor", "Xi Jinping", "习近平"),
        ("NORODOM_SIHAMONI", "actor", "Norodom Sihamoni", "Norodom Sihamoni"),
        ("ZZQX", "actor", "ZZQX", "ZZQX"),
        ("other", "actor", "Others", "其他"),
    ],
)
def test_names_of_lanes(lane: str, by: str, english: str, chinese: str) -> None:
    assert (timeline.lane_label(lane, by, words("en")), timeline.lane_label(lane, by, words("zh"))) == (
        english,
        chinese,
    )


def test_milestones_without_an_actor_share_the_last_lane_once(events: pd.DataFrame, light: Look, en: Words) -> None:
    events.loc[0, "actors"] = ""
    hits = trace(timeline.build(events, light, en, range=SPAN, lanes="actor"), "hits")
    assert list(hits.customdata).count("treaty") == 1
    assert timeline.lane_names(read(events), "actor", en)[-1] == "other"


def test_a_milestone_stands_in_the_lane_of_each_country(events: pd.DataFrame, light: Look, en: Words) -> None:
    events.loc[0, "countries"] = "CHN;THA;SGP"
    hits = trace(timeline.build(events, light, en, range=SPAN, lanes="country"), "hits")
    assert list(hits.customdata).count("treaty") == 2


def test_beyond_sixteen_lanes_share_one(events: pd.DataFrame, light: Look, en: Words) -> None:
    events.loc[0, "actors"] = ";".join(f"BODY_{number}" for number in range(30))
    figure = timeline.build(events, light, en, range=SPAN, lanes="actor")
    assert len(figure.layout.annotations) == 16
    assert figure.layout.annotations[-1].text == "<b>Others</b>"


def test_counts_carry_the_days_that_they_stand_for(events: pd.DataFrame, light: Look, en: Words) -> None:
    crowd = pd.concat([events.iloc[[2]].assign(event_id=f"talks-{number}") for number in range(9)])
    figure = timeline.build(crowd, light, en, range=SPAN, rows=2)
    assert trace(figure, "numbers").text == ("+7",)
    assert trace(figure, "counts").customdata == ("zoom:2002-01-01/2002-12-31",)
    assert trace(figure, "counts").hovertext == ("7 more milestones: click to zoom in",)


@pytest.mark.parametrize(("number", "more"), [(1, "+4"), (4, "+7"), (9, "+10")])
def test_few_lanes_have_many_rows(events: pd.DataFrame, light: Look, en: Words, number: int, more: str) -> None:
    crowd = pd.concat(
        events.iloc[[2]].assign(event_id=f"talks-{lane}-{at}", actors=f"BODY_{lane}")
        for lane in range(number)
        for at in range(12)
    )
    numbers = trace(timeline.build(crowd, light, en, range=SPAN, lanes="actor"), "numbers").text
    assert set(numbers) == {more}


def test_the_whole_timeline_names_every_milestone(events: pd.DataFrame, light: Look, en: Words) -> None:
    crowd = pd.concat([events.iloc[[2]].assign(event_id=f"talks-{number}") for number in range(40)])
    figure = timeline.build(crowd, light, en, range=SPAN, whole=True)
    assert len(trace(figure, "labels").text) == 40
    assert trace(figure, "counts").customdata == ()
    assert figure.layout.height > 40 * 18


def test_time_axis_is_shared_and_ends_where_it_is_told(events: pd.DataFrame, light: Look, en: Words) -> None:
    layout = timeline.build(events, light, en, range=SPAN, width=1100).layout
    assert layout.xaxis.range == ("2000-01-01", "2031-01-01")
    assert (layout.margin.l, layout.margin.r) == (axes.margins(1100).left, axes.margins(1100).right)
    assert layout.dragmode is False
    assert layout.yaxis.range == (layout.height - 26, 0)


def test_a_narrow_timeline_has_names_over_its_lanes(events: pd.DataFrame, light: Look, zh: Words) -> None:
    layout = timeline.build(events, light, zh, range=SPAN, width=390).layout
    assert layout.margin.l == 40
    assert [note.text for note in layout.annotations][:2] == ["<b>政治安全</b>", "<b>经济贸易</b>"]
    assert layout.annotations[0].y == 13


def test_no_milestone_is_said_in_words(events: pd.DataFrame, light: Look, en: Words) -> None:
    figure = timeline.build(events[:0], light, en)
    assert [note.text for note in figure.layout.annotations] == ["No milestone matches."]
    assert timeline.caption(events[:0], timeline.Options(), en)["sentence"] == "No milestone matches."


def test_caption_counts_what_is_visible(events: pd.DataFrame, en: Words) -> None:
    caption = timeline.caption(events, timeline.Options(range=("2000-01-01", "2009-12-31")), en)
    assert caption["sentence"] == (
        "3 milestones from 2000 to 2009; the dates of 2 are uncertain. Headlines: Treaty acceded to (8 October 2003)."
    )


def test_a_picture_carries_its_words(events: pd.DataFrame, light: Look, en: Words) -> None:
    picture = Picture(
        filters="Viet Nam only", sources="Sources: three documents", version="Data 0.1", link="atlas/?x=1"
    )
    plain = timeline.build(events, light, en, range=SPAN)
    figure = timeline.build(events, light, en, range=SPAN, export=True, picture=picture)
    texts = [note.text for note in figure.layout.annotations]
    assert "<b>Milestones</b>" in texts
    assert {"Viet Nam only", "Sources: three documents", "Data 0.1 · atlas/?x=1"} <= set(texts)
    assert figure.layout.height > plain.layout.height + 80
    grown = figure.layout.margin.t + figure.layout.margin.b - plain.layout.margin.t - plain.layout.margin.b
    assert figure.layout.height - plain.layout.height == grown


def test_sheets_of_paper_end_between_lanes_and_within_a_long_one_between_rows(
    events: pd.DataFrame, light: Look, en: Words
) -> None:
    figure = timeline.build(events, light, en, range=SPAN)
    breaks = figure.layout.meta["breaks"]
    assert len(breaks) == 4
    assert breaks[-1] == figure.layout.height - figure.layout.margin.b
    (event,) = events[:1].to_dict("records")
    many = pd.DataFrame([{**event, "event_id": f"e{number}", "title": "Long " * 9} for number in range(30)])
    long = timeline.build(many, light, en, range=SPAN, whole=True)
    marks = [mark + long.layout.margin.t for name in ("days", "periods") for mark in (trace(long, name).y or ())]
    (name,) = [note.y + long.layout.margin.t for note in long.layout.annotations]
    found = long.layout.meta["breaks"]
    assert len(found) > 20
    assert all(abs(end - mark) >= 9 for end in found for mark in marks)
    assert all(abs(end - name) > 18 for end in found)


def test_months_are_named_in_the_language(events: pd.DataFrame, light: Look, en: Words, zh: Words) -> None:
    figures = {text.language: timeline.build(events, light, text, range=SPAN) for text in (en, zh)}
    formats = {name: [stop.value for stop in one.layout.xaxis.tickformatstops] for name, one in figures.items()}
    assert formats == {
        "en": ["%Y", "%b\n%Y", "%-d %b\n%Y"],
        "zh": ["%Y", "%-m月\n%Y年", "%-m月%-d日\n%Y年"],
    }


@pytest.mark.parametrize(
    ("first", "width", "expected"), [(1990, 1200, 22), (2012, 1600, 22), (2025, 1200, 36), (2026, 360, 36)]
)
def test_ticks_that_tell_months_and_years_have_room_for_both_lines(
    events: pd.DataFrame, light: Look, first: int, width: int, expected: int
) -> None:
    days = f"{first}-01-01", "2026-12-31"
    figure = timeline.build(events, light, words("en"), range=days, width=width)
    assert figure.layout.margin.t == expected
    assert figure.layout.height == expected + figure.layout.yaxis.range[0] + 4
