from __future__ import annotations

import pytest

from dashboard.panels.places import apart
from dashboard.text import words


@pytest.mark.parametrize(
    ("date", "other", "said"),
    [
        ("2015-11", "2014", "1 year"),
        ("2010", "2013-05", "3 years"),
        ("2013-09", "2013-10-07", "1 month"),
        ("2013-09-07", "2013-02", "7 months"),
        ("2013", "2013-05", ""),
        ("2013-41", "2013-33", ""),
        ("199X", "2001", ""),
    ],
)
def test_dates_lie_apart_by_years_or_within_one_by_months(date: str, other: str, said: str) -> None:
    assert apart(date, other, words("en")) == said
