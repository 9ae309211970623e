"""The layout of the timeline: what is promised holds at any width and range."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.labels import text_width
from dashboard.charts.lanes import Frame, Item, Lane, Placed, arrange

DAY = dt.date(1990, 1, 1).toordinal()


def item(name: str, first: int, days: int = 1, importance: int = 1, lane: str = "a") -> Item:
    return Item(name, lane, DAY + first, DAY + first + days - 1, name, importance)


def frame(width: float = 1000, days: int = 1000, **more: float | str) -> Frame:
    return Frame(DAY, DAY + days - 1, width, **more)  # type: ignore[arg-type]


def by_name(lanes: list[Lane]) -> dict[str, Placed]:
    return {mark.item.event_id: mark for lane in lanes for mark in lane.placed}


items = st.builds(
    Item,
    event_id=st.uuids().map(str),
    lane=st.sampled_from("abc"),
    first=st.integers(DAY - 400, DAY + 1400),
    last=st.just(0),
    label=st.text(alphabet="aiW 中", min_size=1, max_size=60),
    importance=st.integers(1, 3),
    sign=st.sampled_from(["", " ⚠"]),
)
spans = st.sampled_from([1, 1, 30, 365, 2000])
many = st.lists(st.tuples(items, spans), max_size=60).map(
    lambda pairs: [
        Item(one.event_id, one.lane, one.first, one.first + days - 1, one.label, one.importance, one.sign)
        for one, days in pairs
    ]
)
frames = st.builds(
    Frame,
    first=st.integers(DAY - 200, DAY + 300),
    last=st.integers(DAY + 300, DAY + 1400),
    width=st.floats(120, 2400),
    overhang=st.sampled_from([0.0, 80.0]),
    rows=st.integers(0, 6),
    always=st.sampled_from([1, 3]),
)


@given(many, frames)
def test_nothing_covers_anything(found: list[Item], seen: Frame) -> None:
    for lane in arrange(found, seen):
        boxes = [(mark.row, *mark.extent) for mark in lane.placed]
        boxes += [(count.row, count.left, count.right) for count in lane.counts]
        for one, two in itertools.pairwise(sorted(boxes)):
            assert one[0] != two[0] or one[2] <= two[1] + 1e-6
        for mark in lane.placed:
            beside = mark.text_left >= mark.right or mark.text_right <= mark.left
            inside = mark.left <= mark.text_left and mark.text_right <= mark.right
            assert not mark.side or beside or inside


@given(many, frames)
def test_nothing_leaves_the_picture(found: list[Item], seen: Frame) -> None:
    for lane in arrange(found, seen):
        for mark in lane.placed:
            assert mark.left >= -1e-6
            assert mark.right <= seen.width + 1e-6
            assert mark.extent[0] >= -1e-6
            assert mark.extent[1] <= seen.width + seen.overhang + 1e-6
            assert 0 <= mark.row < lane.rows


@given(many, frames)
def test_each_visible_milestone_stands_once_and_headlines_are_named(found: list[Item], seen: Frame) -> None:
    lanes = arrange(found, seen)
    standing = sorted(mark.item.event_id for lane in lanes for mark in lane.placed)
    standing += sorted(one.event_id for lane in lanes for count in lane.counts for one in count.items)
    visible = [one.event_id for one in found if one.last >= seen.first and one.first <= seen.last]
    assert sorted(standing) == sorted(visible)
    named = {mark.item.event_id for lane in lanes for mark in lane.placed if mark.side and mark.text}
    assert {one.event_id for one in found if one.event_id in visible and one.importance >= seen.always} <= named


@given(many, frames, st.data())
def test_the_chosen_milestone_is_never_only_counted(found: list[Item], seen: Frame, data: st.DataObject) -> None:
    visible = [one.event_id for one in found if one.last >= seen.first and one.first <= seen.last]
    if not visible:
        return
    chosen = data.draw(st.sampled_from(visible))
    lanes = arrange(found, replace(seen, chosen=chosen))
    assert chosen in by_name(lanes)
    boxes = [(lane.name, mark.row, *mark.extent) for lane in lanes for mark in lane.placed]
    boxes += [(lane.name, one.row, one.left, one.right) for lane in lanes for one in lane.counts]
    for one, two in itertools.pairwise(sorted(boxes)):
        assert one[:2] != two[:2] or one[3] <= two[2] + 1e-6


def test_choosing_what_is_drawn_moves_nothing_and_choosing_what_is_counted_names_it() -> None:
    found = [item(f"detail {number}", 500, 20) for number in range(9)]
    plain = arrange(found, frame(rows=2))
    assert arrange(found, frame(rows=2, chosen=plain[0].placed[0].item.event_id)) == plain
    counted = plain[0].counts[0].items[0].event_id
    named = by_name(arrange(found, frame(rows=2, chosen=counted)))[counted]
    assert (named.text, named.row) == (counted, 0)


@given(many, frames)
def test_order_of_the_input_changes_only_the_order_of_lanes(found: list[Item], seen: Frame) -> None:
    def lanes(rows: list[Item]) -> dict[str, Lane]:
        return {lane.name: lane for lane in arrange(rows, seen)}

    assert lanes(found) == lanes(found[::-1])


@given(many, frames)
def test_marks_are_as_wide_as_their_time(found: list[Item], seen: Frame) -> None:
    for mark in by_name(arrange(found, seen)).values():
        left, right = max(0.0, seen.at(mark.item.first)), min(seen.width, seen.at(mark.item.last + 1))
        least = seen.dot if mark.item.point else seen.least
        wanted = least if mark.item.point else max(least, right - left)
        assert mark.right - mark.left == pytest.approx(wanted)
        if least / 2 < (left + right) / 2 < seen.width - least / 2:
            assert (mark.left + mark.right) / 2 == pytest.approx((left + right) / 2)


def test_labels_stand_right_then_left_then_within() -> None:
    lanes = by_name(arrange([item("early", 100, 50, 3)], frame()))
    assert (lanes["early"].left, lanes["early"].right) == (100.0, 150.0)
    assert (lanes["early"].side, lanes["early"].text_left) == ("right", 155.0)
    assert lanes["early"].text_right == pytest.approx(155 + text_width("early", 12, bold=True))
    late = by_name(arrange([item("late", 980, 10, 3)], frame()))["late"]
    assert late.side == "left"
    assert late.text_right == pytest.approx(975.0)
    long = by_name(arrange([item("long", 5, 994, 3)], frame()))["long"]
    assert (long.side, long.text_left) == ("inside", 10.0)


def test_a_day_is_a_dot_about_its_noon() -> None:
    mark = by_name(arrange([item("day", 499, 1)], frame(width=500)))["day"]
    assert (mark.left, mark.right) == (249.75 - 5.5, 249.75 + 5.5)


def test_rows_are_filled_from_the_top_and_headlines_take_as_many_as_they_need() -> None:
    same = [item(f"headline {number}", 500, 20, 3) for number in range(9)]
    lane = arrange(same, frame(rows=2))[0]
    assert lane.rows == 9
    assert sorted(mark.row for mark in lane.placed) == list(range(9))
    apart = [item("first", 0, 20, 3), item("second", 500, 20, 3)]
    assert arrange(apart, frame())[0].rows == 1


def test_what_finds_no_room_is_counted() -> None:
    lane = arrange([item(f"detail {number}", 500, 20) for number in range(9)], frame(rows=2))[0]
    (count,) = lane.counts
    assert (len(lane.placed), len(count.items), count.row, lane.rows) == (2, 7, 2, 3)
    assert (count.left + count.right) / 2 == pytest.approx(525)  # the middle of the eleventh of twenty stretches


def test_one_alone_without_room_is_a_mark_in_the_last_row() -> None:
    lane = arrange([item(f"detail {number}", 500, 20) for number in range(3)], frame(rows=2))[0]
    assert lane.counts == ()
    assert [mark.row for mark in lane.placed] == [0, 1, 2]
    assert lane.placed[2].text == "detail 2"


def test_a_sign_outlives_the_label() -> None:
    long = Item("x", "a", DAY + 10, DAY + 20, "W" * 80, 3, " ⚠")
    mark = by_name(arrange([long], frame(width=300)))["x"]
    assert mark.text.startswith("WW")
    assert mark.text.endswith("… ⚠")


def test_a_label_is_let_out_into_free_room() -> None:
    label = "a title that is longer than what labels usually take"
    lanes = arrange([item(label, 100, 10, 3)], frame(longest=100))
    assert by_name(lanes)[label].text == label
    beside = arrange([item(label, 100, 10, 3), item("x", 300, 10, 3)], frame(longest=100))
    assert by_name(beside)[label].text.endswith("…")
    assert 100 < by_name(beside)[label].text_right - by_name(beside)[label].text_left < 190


def test_lanes_come_as_they_are_first_named_and_only_where_something_is_visible() -> None:
    found = [item("one", 10, lane="b"), item("two", 10, lane="a"), item("gone", 5000, lane="c")]
    assert [lane.name for lane in arrange(found, frame())] == ["b", "a"]
    assert arrange([], frame()) == []


def test_a_milestone_may_stand_in_several_lanes() -> None:
    twice = [item("one", 10, lane="a"), item("one", 10, lane="b")]
    assert [(lane.name, lane.placed[0].left) for lane in arrange(twice, frame())] == [("a", 5.0), ("b", 5.0)]


def test_twenty_thousand_fold_into_counts() -> None:
    found = [item(f"e{number}", number * 7 % 1000, 1 + number % 40, lane="abc"[number % 3]) for number in range(20_000)]
    lanes = arrange(found, frame(rows=4))
    assert [lane.rows for lane in lanes] == [5, 5, 5]
    assert sum(len(lane.placed) for lane in lanes) < 1200
    assert sum(len(lane.placed) + sum(len(one.items) for one in lane.counts) for lane in lanes) == 20_000
