"""EDTF to the days it spans: every form that the tables hold, and what is no date."""

from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from etl.spans import precision, span


@pytest.mark.parametrize(
    ("edtf", "first", "last", "exact"),
    [
        ("1991", "1991-01-01", "1991-12-31", "year"),
        ("1991~", "1991-01-01", "1991-12-31", "year"),
        ("2002-11", "2002-11-01", "2002-11-30", "month"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2022-01-01", "2022-01-01", "2022-01-01", "day"),
        ("2013-09/2013-10", "2013-09-01", "2013-10-31", "range"),
        ("2018/..", "2018-01-01", "2018-12-31", "range"),
        ("200X", "2000-01-01", "2009-12-31", "range"),
        ("2024-33", "2024-01-01", "2024-03-31", "quarter"),
        ("2024-36", "2024-10-01", "2024-12-31", "quarter"),
        ("2017-40", "2017-01-01", "2017-06-30", "half"),
        ("2017-41", "2017-07-01", "2017-12-31", "half"),
    ],
)
def test_spans_are_inclusive_days(edtf: str, first: str, last: str, exact: str) -> None:
    assert span(edtf) == (date.fromisoformat(first), date.fromisoformat(last))
    assert precision(edtf) == exact


@pytest.mark.parametrize(
    "text", ["", "0000", "2023-02-31", "2023-13", "99999", "May 2019", "2023-00-10", "2023-10-00", "١٩٩١"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        span(text)


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(9999, 12, 31)), st.sampled_from([4, 7, 10]))
def test_plain_dates_mean_what_the_standards_own_parser_says(day: date, length: int) -> None:
    text = day.isoformat()[:length]
    parsed = parse_edtf(text)
    bounds = [date(*moment[:3]) for moment in (parsed.lower_strict(), parsed.upper_strict())]
    assert list(span(text)) == bounds
