from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from dashboard import ids
from dashboard.data import records
from dashboard.panels import detail, quoting, trade, value
from dashboard.query import to_query
from dashboard.view import view

if TYPE_CHECKING:
    from dashboard.data import Store


def said(tree: object) -> str:
    if isinstance(tree, list):
        return " ".join(said(part) for part in tree)
    children = getattr(tree, "children", tree)
    return str(children or "") if children is tree else said(children)


def test_a_value_is_a_view_with_its_places_and_how_to_cite_it(store: Store) -> None:
    row = records(store.trade)[0]
    shown = view(store, f"?value={row.observation_id}")
    assert (shown.filters.value, to_query(shown.filters)) == (row.observation_id, f"value={row.observation_id}")
    text = said(detail.content(shown))
    assert value.amount(shown, row) in text
    assert f"(row {row.observation_id})" in text
    assert re.search(r"line \d+", text)


def test_a_value_that_is_none_is_named_and_left_out(store: Store) -> None:
    shown = view(store, "?value=nothing")
    assert shown.dropped == ("value=nothing",)
    assert "Choose a milestone" in said(detail.content(shown))


def test_other_values_of_the_same_say_how_far_they_lie_apart(store: Store) -> None:
    row = store.trade.iloc[[0]]
    twin = row.assign(observation_id="twin", value=row["value"] * 1.1)
    found = value.others(pd.concat([store.trade, twin]), records(row)[0])
    assert dict(zip(found["observation_id"], found["percent"].round(6), strict=True))["twin"] == 10


@pytest.mark.parametrize(("flow", "there"), [("export", True), ("balance", False)])
def test_drawn_values_lead_to_their_observation_unless_made_of_two(store: Store, flow: str, *, there: bool) -> None:
    found = trade.ids_of(view(store, f"?flow={flow}"), ids.TREND)
    assert bool(found) == there
    known = store.trade.set_index("observation_id")
    assert all((known.loc[id_, "first_year"], known.loc[id_, "partner"]) == key for key, id_ in found.items())


def test_bibtex_escapes_what_latex_takes_for_commands(store: Store) -> None:
    entry = quoting.bibtex(view(store, ""), "Trade & 50 % of it", "a_b")
    assert "Trade \\& 50 \\% of it" in entry
    assert entry.startswith("@misc{a-b,")
