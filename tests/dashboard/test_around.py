from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard.around import around

if TYPE_CHECKING:
    from dashboard.data import Store


def test_a_milestone_of_asean_is_compared_with_all_members(store: Store) -> None:
    found = around(store, "free-trade-area-2010")
    assert found is not None
    assert found.index[2010] == 100
    assert (round(found.before or 0, 1), round(found.after or 0, 1)) == (17.5, 9.7)
    assert len(found.members) == 11
    assert found.others.empty


def test_a_milestone_of_one_member_has_the_others_beside_it(store: Store) -> None:
    found = around(store, "laos-railway-2021")
    assert found is not None
    assert found.members == ("LAO",)
    assert found.others[2021] == 100
    assert found.after is None
    assert found.before == pytest.approx(12.98, abs=0.01)


def test_without_values_there_is_nothing_to_compare(store: Store) -> None:
    assert around(store, "dialogue-relations-1991") is None
    assert around(store, "no-such-event") is None
