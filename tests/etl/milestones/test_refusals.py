"""Dates that are read and are no milestones, with the reason."""

import pytest

from etl.milestones.refuse import is_pair
from tests.etl.milestones.telling import reading, told


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ('The book "Tin Roads After May 2003" is long.', "is part of a name"),
        ("Photo of 3 May 2014, by Ann Bee, who signed it.", "says when the page was made"),
        ("Bee and Cee (2011) argue otherwise.", "cites a publication"),
        ("In the second stage (2001-2004), rice was dear.", "labels a period"),
        ("The opening of the line was first planned for 2019.", "was only planned"),
        ("In the first half of 2003, it was behind Laos and Thailand.", "tells of nothing that has a name"),
        ("Rice cost twice as much compared with 2003.", "is what a figure is compared with"),
        ("In 2003, trade reached 5 billion dollars.", "dates a statistic"),
        ("The goal is a ferry by 2040.", "names a target"),
        ("Rice has been dear since 2003.", "says since when, not what happened"),
        ("Rice was dear from 2003 to 2007.", "names a stretch of time"),
    ],
)
def test_a_date_is_refused_with_its_reason(sentence: str, reason: str) -> None:
    candidates, refusals = told(sentence)
    assert candidates == ()
    assert {refusal.reason for refusal in refusals} == {reason}


@pytest.mark.parametrize(
    "sentence",
    [
        "Laos kept the Salt Road Plan, which was signed in 2022.",
        "In 2003, the port opened with trade in mind.",
        "Starting in 2003, Laos opened its ports.",
        "From 2003 to 2007, Laos opened ten ports.",
        "Laos signed a pact in 2003, compared with none before.",
    ],
)
def test_a_date_that_only_resembles_such_is_kept(sentence: str) -> None:
    assert len(told(sentence)[0]) == 1


def test_captions_headings_and_references_tell_no_milestone() -> None:
    candidates, refusals = told("Ports signed in 2001", "Laos signed a pact in 2003.", kinds=("heading", "paragraph"))
    assert [candidate.date for candidate in candidates] == ["2003"]
    assert [refusal.reason for refusal in refusals] == ["stands in a heading"]


def test_a_refusal_says_where_the_date_stands() -> None:
    _, (refusal,) = told("Rice is good.", "Rice was dear from 2003 to 2007.")
    assert (refusal.line, refusal.source_id, refusal.edtf) == (3, "ferries", "2003/2007")
    assert "2003" in refusal.date_text


@pytest.mark.parametrize(
    ("sentence", "pair"),
    [
        ("It met in September and October 2013.", True),
        ("It sat between September and October 2013.", False),
        ("It sat from September to October 2013.", False),
        ("It sat in September 2013.", False),
        ("It sat in 2003 and 2004.", False),
    ],
)
def test_two_times_of_two_happenings_are_a_pair(sentence: str, pair: bool) -> None:  # noqa: FBT001
    row = reading(sentence)
    assert any(is_pair(date, sentence, row.grammar) for date in row.dates) is pair
