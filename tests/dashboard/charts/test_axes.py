from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import axes

if TYPE_CHECKING:
    from dashboard.theme import Look

DECADE = ("2001-01-01", "2010-12-31")


@given(st.lists(st.floats(-100, 100), max_size=60), st.floats(0.5, 50))
def test_places_that_stay_are_apart_and_those_that_go_were_too_near_to_one_before(
    places: list[float], least: float
) -> None:
    kept = axes.apart(places, least)
    assert kept == sorted(kept)
    assert all(other - one >= least for one, other in pairwise(sorted(places[at] for at in kept)))
    for at in set(range(len(places))) - set(kept):
        assert any(abs(places[at] - places[other]) < least for other in kept if other < at)


def told(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    """Milestones of a day: id, day, importance, how many documents tell of them."""
    frame = pd.DataFrame(rows, columns=["event_id", "first", "importance", "source_count"])
    days = pd.to_datetime(frame["first"])
    return frame.assign(first=days, last=days)


def test_of_headlines_side_by_side_the_one_most_documents_tell_of_has_a_line(light: Look) -> None:
    events = told(
        ("one", "2005-01-01", 3, 1), ("two", "2005-02-01", 3, 4), ("far", "2009-01-01", 3, 1),
        ("small", "2002-01-01", 2, 9),
    )  # fmt: skip
    lines = axes.event_lines(events, "", light, DECADE)
    assert [(line["x0"][:10], line["line"]["dash"]) for line in lines] == [("2005-02-01", "dot"), ("2009-01-01", "dot")]
    opened = axes.event_lines(events, "one", light, DECADE)
    assert [(line["x0"][:10], line["line"]["dash"]) for line in opened] == [
        ("2005-01-01", "dash"), ("2009-01-01", "dot"),
    ]  # fmt: skip


def test_a_wider_chart_and_fewer_years_have_room_for_more_lines(light: Look) -> None:
    events = told(*((f"m{month}", f"2005-{month:02}-01", 3, 1) for month in range(1, 13)))
    few, more, wide = (
        axes.event_lines(events, "", light, range_, width)
        for range_, width in ((DECADE, 1000), (("2005-01-01", "2005-12-31"), 1000), (DECADE, 2400))
    )
    assert (len(few), len(more), len(wide)) == (2, 12, 6)


def test_no_line_stands_outside_of_the_visible_years(light: Look) -> None:
    events = told(("old", "1991-01-01", 3, 5), ("now", "2005-01-01", 3, 1))
    assert [line["x0"][:10] for line in axes.event_lines(events, "old", light, DECADE)] == ["2005-01-01"]
    assert axes.event_lines(None, "", light) == axes.event_lines(events[:0], "", light) == []
