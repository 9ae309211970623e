from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dashboard.panels import timeline
from dashboard.view import view

if TYPE_CHECKING:
    from dashboard.data import Store


@pytest.fixture
def older(store: Store) -> Store:
    """The tables with every milestone after the first trade value but one, which is of 1967."""
    early = store.events["event_id"] == "asian-financial-crisis-1997"
    years = {name: store.events[name].clip(lower=2002).where(~early, 1967) for name in ("first_year", "last_year")}
    return replace(store, events=store.events.assign(**years))


def test_what_lies_before_the_axis_is_counted_and_a_click_away(older: Store) -> None:
    (button,) = timeline.earlier(view(older, ""))
    assert "".join(button.children) == "‹ 1 earlier milestone (1967): show all years"
    assert getattr(button, "data-span") == "1967/2025"


@pytest.mark.parametrize("address", ["?from=1967", "?event=asian-financial-crisis-1997", "?q=financial crisis"])
def test_nothing_lies_before_an_axis_that_shows_all(older: Store, address: str) -> None:
    shown = view(older, address)
    assert (timeline.earlier(shown), shown.years[0]) == ([], 1967)


def test_the_filter_without_years_holds_what_lies_before_the_axis(older: Store) -> None:
    assert "asian-financial-crisis-1997" in set(view(older, "").events["event_id"])


def test_the_strip_counts_every_year_whatever_years_are_shown(store: Store) -> None:
    shown = timeline.overview(view(store, "?domains=health&from=2024"))
    assert shown["first"] == 1991
    assert {shown["first"] + at: count for at, count in enumerate(shown["counts"]) if count} == {2021: 1}


def test_a_long_list_is_folded_by_decade(store: Store) -> None:
    long, short = timeline.milestones(view(store, "")), timeline.milestones(view(store, "?domains=health"))
    assert sum(row["decade"] == "The 1990s" for row in long["rows"]) == 3
    assert long["decades"]["The 1990s"] == "3 milestones"
    assert (bool(long["hint"]), short["hint"]) == (True, "")
