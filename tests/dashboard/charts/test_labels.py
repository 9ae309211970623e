from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.labels import clean, shortened, spread, text_width, wrapped


@pytest.mark.parametrize(
    ("text", "bold", "expected"),
    [
        ("", False, 0.0),
        ("A", False, 66.7),
        ("A", True, 72.2),
        ("é", False, 56.4),  # as wide as the e under its accent
        ("e\u0301", False, 56.4),
        ("中国", False, 200.0),
        ("東盟+3", True, 200.0 + 58.4 + 57.2),
    ],
)
def test_text_width(
    text: str,
    bold: bool,  # noqa: FBT001
    expected: float,
) -> None:
    assert text_width(text, 100, bold=bold) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("AAAA", 300, "AAAA"),
        ("AAAA", 240, "AA…"),
        ("AAAA", 100, "…"),
        ("AAAA", 0, "…"),
        ("A AAAAA", 215, "A…"),  # no space before the dots
        ("中国东盟", 310, "中国…"),
    ],
)
def test_shortened(text: str, room: float, expected: str) -> None:
    assert shortened(text, 100, room) == expected


@given(st.text(max_size=60), st.floats(20, 500))
def test_shortened_fits_where_the_dots_do(text: str, room: float) -> None:
    assert text_width(shortened(text, 12, room), 12) <= room + 1e-9


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("Digital & technology", 100, ("Digital &", "technology")),
        ("Health", 10, ("Health",)),
        ("绿色环境", 24, ("绿色", "环境")),
        ("", 50, ()),
    ],
)
def test_wrapped(text: str, room: float, lines: tuple[str, ...]) -> None:
    assert wrapped(text, 12, room) == lines


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], []),
        ([5.0], [5.0]),
        ([-3.0], [0.0]),
        ([10.0, 50.0], [10.0, 50.0]),
        ([50.0, 50.0], [45.0, 55.0]),
        ([0.0, 1.0, 60.0], [0.0, 10.0, 60.0]),
        ([99.0, 99.0, 99.0], [80.0, 90.0, 100.0]),
    ],
)
def test_spread(places: list[float], expected: list[float]) -> None:
    assert spread(places, 10, 0, 100) == pytest.approx(expected)


@given(st.lists(st.floats(-50, 500), max_size=30), st.floats(1, 40), st.floats(50, 400))
def test_spread_keeps_order_distance_and_ends(places: list[float], gap: float, high: float) -> None:
    found = spread(sorted(places), gap, 0, high)
    least = min(gap, high / max(1, len(places) - 1))
    assert len(found) == len(places)
    assert all(after - before >= least - 1e-6 for before, after in itertools.pairwise(found))
    assert all(-1e-6 <= place <= high + 1e-6 for place in found)


def test_clean_leaves_no_tag() -> None:
    assert clean("A <b>bold\n  claim</b>") == "A b>bold claim/b>"
