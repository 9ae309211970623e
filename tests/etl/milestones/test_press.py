"""How press reports and official notes tell of who did what: titles that a reader understands alone."""

import pytest

from etl.milestones.days import are_in_a_row
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
        ("Brunei joined the club in 1984.", "1984", "Brunei joins club"),
        ("Laos was admitted after Lee Hsien Loong's state visit in May 2011.", "2011-05", "Lee Hsien Loong visits"),
        ("The visit of Lee Hsien Loong in May 2011 was short.", "2011-05", "Lee Hsien Loong visits"),
        (
            "Laos sold salt after the election of Lee Hsien Loong in May 2011.",
            "2011-05",
            "Election of Lee Hsien Loong held",
        ),
        (
            "Lee Hsien Loong sold the port after his election in May 2011.",
            "2011-05",
            "Election of Lee Hsien Loong held",
        ),
        ("A group of six yards led by Laos won the tender in 2011.", "2011", "Group of six yards wins tender"),
        (
            "Laos agreed in principle to admit Brunei, according to a note issued on 3 May 2011.",
            "2011-05-03",
            "Laos agrees in principle to admit Brunei",
        ),
        ("The signing of the Salt Ferry Treaty took place in May 2011.", "2011-05", "Salt Ferry Treaty signed"),
        (
            "In May 2011 the signing of the Salt Ferry Treaty took place.",
            "2011-05",
            "Signing of the Salt Ferry Treaty takes place",
        ),
        (
            "Lee Hsien Loong is visiting Laos from 3 to 5 May 2011.",
            "2011-05-03/2011-05-05",
            "Lee Hsien Loong visits Laos",
        ),
        (
            "Quay City, May 9 (FNA) Laos signed a salt pact with Brunei in 2011.",
            "2011",
            "Laos signs salt pact with Brunei",
        ),
        (
            "Singapore's Salt and Port Minister Lee Hsien Loong and China's Chairman Xi Jinping signed a pact in 2011.",
            "2011",
            "Singapore and China sign pact",
        ),
        (
            "When meeting with Lee Hsien Loong in May 2011, Xi Jinping asked for salt.",
            "2011-05",
            "Xi Jinping meets Lee Hsien Loong",
        ),
        (
            "Laos announced the launch of ferry upgrading talks in May 2011.",
            "2011-05",
            "Laos launches ferry upgrading talks",
        ),
        (
            "Cutters fired water cannons at two salt boats in May 2011.",
            "2011-05",
            "Cutters fire water cannon at two salt boats",
        ),
        (
            "Laos and Brunei signed a salt pact in 2011 in a step aimed at peace.",
            "2011",
            "Laos and Brunei sign salt pact",
        ),
        (
            "The 4th Salt Cooperation (SC) Forum was held in May 2011.",
            "2011-05",
            "4th Salt Cooperation (SC) Forum held",
        ),
        ("The salt fair kicked off on 3 May 2011 in Laos.", "2011-05-03", "Salt fair kicks off in Laos"),
        ("Laos changed it through protocols signed in 2011.", "2011", "Protocols signed"),
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
        ("The salt study was set to be printed in May 2011.", "was only planned"),
        ("The price of salt closed at US$5 on 3 May 2011.", "dates a statistic"),
        ("The salt pact was not signed in 2011.", "says that it was not done"),
        ("Laos never ratified the pact in 2011.", "says that it was not done"),
        ("No pact was signed in 2011.", "says that it was not done"),
        ("Laos ruled the port until 2011.", "says until when, not what happened"),
        ("Malaysia leads the club since its founding in 1967.", "tells of nothing that has a name"),
        ("In May 2011, both said they would work on ferries.", "tells of nothing that has a name"),
    ],
)
def test_what_is_no_milestone_is_refused(sentence: str, reason: str) -> None:
    candidates, refusals = told(sentence)
    assert (candidates, [one.reason for one in refusals]) == ((), [reason])


def test_what_is_not_the_only_thing_did_happen() -> None:
    assert the_one("Laos not only signed the salt pact in 2011.").title == "Laos signs salt pact"


def test_those_who_followed_did_the_same_each_on_their_date() -> None:
    found, _ = told(
        "Laos joined AIIB in 2001, followed by Brunei in 2003, Vietnam and Cambodia in 2004, and Myanmar in 2007."
    )
    assert [(one.date, one.title, one.countries) for one in found] == [
        ("2001", "Laos joins AIIB", ("LAO",)),
        ("2003", "Brunei joins AIIB", ("BRN",)),
        ("2004", "Vietnam and Cambodia join AIIB", ("KHM", "VNM")),
        ("2007", "Myanmar joins AIIB", ("MMR",)),
    ]


def test_the_second_verb_of_the_last_of_several_is_of_the_last() -> None:
    found, _ = told("Laos invited builders in 2011 and a salt yard won the tender in 2012 and signed a pact in 2013.")
    assert [one.title for one in found] == ["Laos invites builders", "Salt yard wins tender", "Salt yard signs pact"]


def test_a_date_of_no_year_after_the_document_is_not_of_what_was_done() -> None:
    candidates, refusals = told("Laos agreed to admit Brunei at the next fair in October.", published="2011-05-29")
    assert candidates == ()
    assert [one.reason for one in refusals] == ["is to come, and the verb before it tells what was done"]


def test_what_the_present_tense_tells_of_a_time_to_come_is_no_contradiction() -> None:
    assert the_one("The salt pact takes effect on 1 March 2031.").status == "clear"
    assert the_one("The salt pact took effect on 1 March 2031.").status == "disputed"


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
    assert are_in_a_row("2003-02-28", "2003-03-01")
    assert not are_in_a_row("2003-02", "2003-03")
    assert not are_in_a_row("2003-02-28", "2003-03-02")
