from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from dashboard import drawing, export, ids
from dashboard.downloads import plotted
from dashboard.panels.export import prepared
from dashboard.view import view

if TYPE_CHECKING:
    from dashboard.data import Store


@pytest.mark.parametrize("chart", export.CHARTS)
@pytest.mark.parametrize("size", export.SIZES)
def test_a_picture_has_the_size_asked_for_and_says_what_it_is(
    shipped: Store, chosen: str, chart: str, size: str
) -> None:
    shown = view(shipped, f"countries=VNM&from=2005&to=2020&lang=en&{chosen}")
    order = export.Order(chart, export.SIZES[size], link="http://127.0.0.1/?countries=VNM")
    figure = export.picture(shown, order)
    scale = figure.layout.meta["scale"]
    width, height = export.SIZES[size].pixels
    assert figure.layout.width * scale == pytest.approx(width, abs=1)
    assert figure.layout.height * scale == pytest.approx(height, rel=0.01)
    said = " ".join(note.text for note in figure.layout.annotations)
    for words in ("Sources:", "ASEAN–China Atlas", "data ", "http://127.0.0.1/?countries=VNM"):
        assert words in said


@pytest.mark.parametrize(
    ("size", "letters"),
    [
        *((size, size.letters) for size in (export.SIZES[name] for name in ("slide", "web", "a4", "a4-across"))),
        # Where even rows of counts leave no room at the usual letters, they get a fifth smaller and no more.
        (export.SIZES["column"], 8),
        (export.sized(360, 640), 8),
    ],
)
def test_a_crowded_timeline_counts_more_rather_than_gets_letters_that_nobody_can_read(
    shipped: Store, size: export.Size, letters: float
) -> None:
    figure = export.picture(view(shipped, ""), export.Order(ids.TIMELINE, size))
    assert 12 * size.width / figure.layout.width >= letters - 0.05
    assert figure.layout.height * size.width <= size.height * figure.layout.width * 1.01
    traces = {trace.name: trace for trace in figure.data}
    assert len(traces["labels"].text) > 10
    counted = sum(int(number.removeprefix("+")) for number in traces["numbers"].text)
    everything = export.picture(view(shipped, ""), export.Order(ids.TIMELINE, whole=True))
    named = next(trace for trace in everything.data if trace.name == "labels")
    earlier = view(shipped, "").earlier
    assert counted + len(traces["hits"].customdata) == len(named.text) - len(earlier)


@pytest.mark.parametrize("address", ["", "lanes=country", "lanes=actor&lang=zh"])
@pytest.mark.parametrize("size", [(480, 270), (640, 360)])
def test_a_timeline_without_room_leaves_lanes_out_and_counts_them(
    shipped: Store, address: str, size: tuple[int, int]
) -> None:
    shown = view(shipped, address)
    order = export.Order(ids.TIMELINE, export.sized(*size))
    figure = export.picture(shown, order)
    assert 12 * size[0] / figure.layout.width >= 8 - 0.05
    assert figure.layout.height * size[0] <= size[1] * figure.layout.width * 1.01
    note = " ".join(str(one.text) for one in figure.layout.annotations)
    lanes, lost = (int(number) for number in re.findall(r"(\d+)(?: lanes| milestones\.|行|个里程碑。)", note)[-2:])
    everything = export.picture(shown, replace(order, size=export.sized(1600, 1600)))
    drawn, whole = (sum("<b>" in str(one.text) for one in each.layout.annotations) for each in (figure, everything))
    assert lanes == whole - drawn > 0
    counted = {trace.name: trace for trace in figure.data}
    named = set(counted["hits"].customdata)
    if not address:  # a milestone stands in one lane
        left = sum(int(number.removeprefix("+")) for number in counted["numbers"].text) + len(named)
        inside = int((shown.events["last_year"] >= shown.years[0]).sum())
        assert left + lost == inside


def test_the_lane_of_the_chosen_milestone_is_kept(shipped: Store) -> None:
    health = str(shipped.events[shipped.events["domain"] == "health"]["event_id"].iloc[0])
    figure = export.picture(view(shipped, f"event={health}"), export.Order(ids.TIMELINE, export.sized(480, 270)))
    hits = next(trace for trace in figure.data if trace.name == "hits")
    assert health in hits.customdata


def test_a_size_in_which_nobody_could_read_is_refused_with_one_that_is_enough(shipped: Store) -> None:
    shown = view(shipped, "")
    with pytest.raises(export.SmallError, match="letters of this chart could not be read; it needs 377 x 270") as found:
        export.picture(shown, export.Order(ids.TIMELINE, export.sized(280, 200)))
    assert found.value.least == (377, 270)
    figure = export.picture(shown, export.Order(ids.TIMELINE, export.sized(*found.value.least)))
    assert 12 * 377 / figure.layout.width >= 7
    # The same in twice the pixels can be read.
    assert export.picture(shown, export.Order(ids.TIMELINE, export.sized(280, 200, 2)))
    asked = (ids.TIMELINE, "png", "own", "light", True, False, 280, 200, 1)
    assert prepared(shown, "", asked)[2].endswith("It needs at least 377 × 270 pixels.")


def test_headlines_are_counted_last(shipped: Store) -> None:
    """Fewer rows first; only where these are not enough do headlines lose theirs."""
    bold = {}
    for name, size in (("web", export.SIZES["web"]), ("phone", export.sized(360, 640))):
        figure = export.picture(view(shipped, ""), export.Order(ids.TIMELINE, size))
        labels = next(trace for trace in figure.data if trace.name == "labels")
        bold[name] = sum("<b>" in text for text in labels.text)
    headlines = (view(shipped, "").events["importance"] >= 3).sum()
    assert bold["web"] == headlines
    assert 0 < bold["phone"] < headlines


@pytest.mark.parametrize(
    ("chart", "said"),
    [
        (
            ids.TIMELINE,
            "Viet Nam · Connectivity · search “rail” · Leave out what concerns ASEAN as a whole · 2005–2020",
        ),
        (ids.TREND, "Viet Nam · Connectivity · search “rail” · Leave out what concerns ASEAN as a whole · 2005–2020"),
        (ids.BY_COUNTRY, "Viet Nam"),
        (ids.INVESTMENT, "Connectivity · search “rail” · Leave out what concerns ASEAN as a whole · 2005–2020"),
        (ids.AROUND, ""),
        (ids.COVERAGE, "Viet Nam · 2005–2020"),
    ],
)
def test_a_picture_names_the_filters_that_its_chart_heeds(store: Store, chart: str, said: str) -> None:
    shown = view(store, "countries=VNM&from=2005&to=2020&domains=connectivity_infrastructure&q=rail&national=1")
    assert export.described(shown, chart) == said


def test_a_country_that_is_not_chosen_is_faint_in_the_picture_as_on_the_page(store: Store) -> None:
    figure = export.picture(view(store, "countries=VNM"), export.Order(ids.BY_COUNTRY))
    values = next(trace for trace in figure.data if trace.name == "values")
    shades = dict(zip(values.customdata, values.marker.opacity, strict=True))
    assert shades.pop("VNM") == 1
    assert set(shades.values()) == {0.3}


@pytest.mark.parametrize("size", ["a4", "slide"])
def test_the_pages_of_the_whole_timeline_hold_each_title_in_full_and_all_years(shipped: Store, size: str) -> None:
    drawn = export.pages(view(shipped, ""), export.Order(ids.TIMELINE, export.SIZES[size]))
    labels = [str(text) for page in drawn for trace in page.data if trace.name == "labels" for text in trace.text]
    notes = [str(note.text) for page in drawn for note in page.layout.annotations]
    told = "".join("".join([*labels, *notes]).replace("<b>", "").replace("</b>", "").split())
    assert [title for title in shipped.events["title"] if "".join(title.split()) not in told] == []
    wide = export.SIZES[size].pixels[0]
    assert {round(page.layout.width * page.layout.meta["scale"]) for page in drawn} == {wide}


@pytest.mark.parametrize("chart", export.CHARTS)
def test_a_picture_without_caption_has_only_the_chart(shipped: Store, chosen: str, chart: str) -> None:
    figure = export.picture(view(shipped, chosen), export.Order(chart, caption=False))
    assert "Sources:" not in " ".join(note.text or "" for note in figure.layout.annotations)


def test_the_whole_timeline_names_every_milestone(store: Store) -> None:
    shown = view(store, "")
    figure = export.picture(shown, export.Order("timeline", whole=True))
    hits = next(trace for trace in figure.data if trace.name == "hits")
    assert set(hits.customdata) == set(store.events["event_id"])
    assert not [trace for trace in figure.data if trace.name == "counts" and len(trace.x)]


def test_a_picture_has_the_theme_of_the_view(store: Store) -> None:
    light, dark = (
        export.picture(view(store, address), export.Order("trade-trend", export.SIZES["web"]))
        for address in ("", "theme=dark")
    )
    assert light.layout.template.layout.paper_bgcolor == "#ffffff"
    assert dark.layout.template.layout.paper_bgcolor != "#ffffff"


@pytest.mark.parametrize(
    ("width", "height", "scale", "said"),
    [
        (100_000, 100_000, 1, "at most 10000 pixels a side"),
        (8000, 8000, 1, "40,000,000 pixels in all"),
        (1000, 1000, 9, "scale 9: expected 0.5 to 4"),
        (10, 900, 1, "at least 280 x 200"),
        (float("nan"), 900, 1, "at least"),
    ],
)
def test_a_size_beyond_the_limits_is_refused(width: float, height: float, scale: float, said: str) -> None:
    with pytest.raises(export.SizeError, match=said):
        export.sized(width, height, scale)


def test_a_file_is_named_for_what_it_shows(store: Store) -> None:
    assert export.filename(view(store, "countries=VNM"), "trade-trend", "svg") == "trade-trend-vnm-1991-2025.svg"


def test_sources_are_those_of_what_is_drawn(store: Store) -> None:
    shown = view(store, "")
    assert "Notes on trade" in export.credited(shown, "timeline") or "A short history" in export.credited(
        shown, "timeline"
    )
    assert "International Trade in Goods" in export.credited(shown, "trade-by-country")
    assert export.credited(view(store, "from=1950&to=1951"), "timeline") == ""


def test_rows_leave_as_csv_with_a_mark_for_spreadsheets(store: Store) -> None:
    _, file, said = prepared(view(store, "domains=health"), "", ("timeline", "csv", "web", "light"))
    assert file["filename"] == "timeline-1991-2025.csv"
    assert file["base64"] is True
    assert said == "Saved as timeline-1991-2025.csv"


def test_the_dialog_draws_what_it_is_asked_for(store: Store) -> None:
    asked = ("timeline", "png", "own", "dark", False, True, 800, 600, 2)
    order, _, said = prepared(view(store, ""), "http://127.0.0.1/", asked)
    assert said == ""
    assert order["figure"]["layout"]["width"] == 800
    assert order["figure"]["layout"]["meta"]["scale"] == 2
    assert order["name"] == "timeline-1991-2025.png"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("passwords", "png", "web", "light"), "There is no such picture."),
        (("timeline", "png", "99999x99999", "light"), "There is no such picture."),
        (("timeline", "exe", "web", "light"), "There is no such picture."),
        (("timeline", "png", "own", "light", True, False, 99999, 99999, 1), "at most 10,000 a side and 40,000,000"),
        (("timeline", "png", "own", "light", True, False, None, None, "x"), "There is no such picture."),
        (("trade-around", "png", "web", "light"), "This chart has nothing to draw in this view."),
    ],
)
def test_a_picture_that_is_none_is_refused_in_words(store: Store, asked: tuple[Any, ...], said: str) -> None:
    assert said in prepared(view(store, ""), "", asked)[2]


def test_another_language_has_other_words_in_its_picture(store: Store) -> None:
    figure = export.picture(view(store, "lang=zh"), replace(export.Order("timeline"), link="x"))
    assert "来源：" in " ".join(note.text for note in figure.layout.annotations)


def test_a_chart_lower_than_its_page_is_not_filled_up_where_it_stands_in_a_text(shipped: Store) -> None:
    shown, order = view(shipped, "countries=VNM"), export.Order(ids.COVERAGE, export.SIZES["a4"], caption=False)
    (full,), (low,) = export.pages(shown, order), export.pages(shown, order, filled=False)
    assert full.layout.height / full.layout.width == pytest.approx(1123 / 794, abs=0.01)
    assert low.layout.height < full.layout.height / 2
    assert low.layout.margin.b == full.layout.margin.b - (full.layout.height - low.layout.height)


@pytest.mark.parametrize("chart", [ids.TREND, ids.COVERAGE])
def test_what_is_said_of_a_chart_is_of_the_years_that_it_shows(shipped: Store, chart: str) -> None:
    rows = plotted.rows(view(shipped, "from=2003&to=2010"), chart)
    said = drawing.said(view(shipped, "from=2003&to=2010"), chart)
    first, last = int(rows["year"].min()), int(rows["year"].max())
    assert first >= 2003
    assert last <= 2010
    named = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", said["sentence"] + said["note"])}
    assert {first, last} <= named
    assert all(first <= year <= last for year in named)


@pytest.mark.parametrize("size", export.SIZES)
@pytest.mark.parametrize("caption", [True, False])
def test_a_map_has_the_size_asked_for(shipped: Store, size: str, caption: bool) -> None:  # noqa: FBT001 (a case)
    order = export.Order(ids.BY_COUNTRY, export.SIZES[size], caption=caption)
    figure = export.picture(view(shipped, "places=map"), order)
    pixels = figure.layout.width * figure.layout.meta["scale"], figure.layout.height * figure.layout.meta["scale"]
    assert pixels == pytest.approx(export.SIZES[size].pixels, abs=2)
    assert figure.layout.yaxis.scaleanchor == "x"
    # Values stand under the names only where the land is wide enough for them.
    layout = figure.layout
    wide = min(layout.width, (layout.height - layout.margin.t - layout.margin.b) * 51 / 42)
    assert any("<br>" in (note.text or "") for note in layout.annotations) == (wide >= 520)


@pytest.mark.parametrize(
    ("chart", "address", "size", "rows"),
    [
        (ids.COVERAGE, "", (360, 640), 5),
        (ids.COVERAGE, "", (1600, 900), 1),
        (ids.COVERAGE, "lang=zh", (640, 480), 2),
    ],
)
def test_a_legend_has_its_rows_over_the_notes(
    shipped: Store, chart: str, address: str, size: tuple[int, int], rows: int
) -> None:
    shown, order = view(shipped, address), export.Order(chart, export.sized(*size), caption=False)
    assert export.picture(shown, order, filled=False).layout.margin.b == 62 + 19 * (rows - 1)


def test_the_legend_of_both_sides_stands_below_the_subtitle(shipped: Store) -> None:
    both, one = (
        export.picture(view(shipped, f"reporter={who}"), export.Order(ids.TREND, caption=False)).layout.margin.t
        for who in ("both", "china")
    )
    assert both == one + 24
