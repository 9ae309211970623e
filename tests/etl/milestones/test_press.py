"""How press reports and official notes tell of who did what: titles that a reader understands alone."""

import pytest

from etl.milestones.days import follow
from tests.etl.milestones.telling import the_one, told


@pytest.mark.parametrize(
    ("sentence", "date", "title"),
    [
        (
            "Chairman of the Council for Ports of Singapore Lee Hsien Loong visited Laos from 3 to 5 May 2011.",
            "2011-05-03/2011-05-05",
            "Lee Hsien Loong visits Laos",
        ),
        (
            "Lee Hsien Loong, Chairman of the Port Council, paid an official visit to Laos on 3 May 2011.",
            "2011-05-03",
            "Lee Hsien Loong visits Laos",
        ),
        (
            "During a visit to Laos on 3 and 4 May 2011 by Lee Hsien Loong, both agreed to talk.",
            "2011-05-03/2011-05-04",
            "Lee Hsien Loong visits Laos",
        ),
        ("The king's state visit to Laos in May 2011 was short.", "2011-05", "Visit to Laos"),
        (
            "HẢI PHÒNG — Laos and Brunei signed a salt pact on 3 May 2011.",
            "2011-05-03",
            "Laos and Brunei sign salt pact",
        ),
        (
            "Signed in 2003 but not yet in force, the Salt Ferry Treaty binds nobody.",
            "2003",
            "Salt Ferry Treaty signed",
        ),
        (
            "They use the Salt Plan of Action 2006-2010 to implement the Ferry Declaration, which was adopted in 2005.",
            "2005",
            "Salt Plan of Action adopted",
        ),
        ("The mayors endorsed the roadmap adopted by their engineers in 2005.", "2005", "Roadmap adopted"),
        (
            "Harbour Rule No. 7/2004 issued in May 2004 lets the town borrow.",
            "2004-05",
            "Harbour Rule No. 7/2004 issued",
        ),
        ("A salt line that joins Laos with Brunei opened in May 2011.", "2011-05", "Salt line opened"),
        (
            "Laos, which owns half of a salt works founded in 2011, wants more.",
            "2011",
            "Salt works founded",
        ),
        ("In 2011, Laos brought the case to the court of ports.", "2011", "Laos brings the case to court of ports"),
        (
            "Laos took over the chair of the salt club on 1 May 2011.",
            "2011-05-01",
            "Laos takes over the chair of salt club",
        ),
        (
            "Lee Hsien Loong said that in 2003, Laos and Brunei issued the Salt Ferry Declaration.",
            "2003",
            "Laos and Brunei issue Salt Ferry Declaration",
        ),
        ("The salt ferry is finally to start operating in May 2031.", "2031-05", "Salt ferry opens"),
    ],
)
def test_a_title_says_who_did_what(sentence: str, date: str, title: str) -> None:
    found = the_one(sentence)
    assert (found.date, found.title) == (date, title)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Adoption of a salt code was stipulated in 2002 by the port.", "tells of what was only foreseen"),
        ("It will be the first line when completed by 2031.", "was only planned"),
        ("In May 2011, both said they would work on ferries.", "tells of nothing that has a name"),
    ],
)
def test_what_is_no_milestone_is_refused(sentence: str, reason: str) -> None:
    candidates, refusals = told(sentence)
    assert (candidates, [one.reason for one in refusals]) == ((), [reason])


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("The salt fair was held on 5 and 6 July 2003.", ["2003-07-05/2003-07-06"]),
        ("The salt fair was held on 5 and 9 July 2003.", ["2003-07-05", "2003-07-09"]),
    ],
)
def test_two_days_in_a_row_are_one_stretch(sentence: str, dates: list[str]) -> None:
    assert [one.date for one in told(sentence)[0]] == dates


def test_only_days_follow_each_other() -> None:
    assert follow("2003-02-28", "2003-03-01")
    assert not follow("2003-02", "2003-03")
    assert not follow("2003-02-28", "2003-03-02")
