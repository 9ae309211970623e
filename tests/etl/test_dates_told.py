"""Dates as reports and histories tell them: what the words are, and what they mean."""

from __future__ import annotations

import pytest

from etl.dates import find_dates, passage_dates
from etl.model import Passage

REPORT = "2025-07-16"  # a Wednesday


def told(text: str, reference: str | None) -> dict[str, str]:
    return {
        mention.text: f"{mention.edtf} {mention.modifier}".strip() for mention in find_dates(text, reference=reference)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On the night of 9 March 1942 it sailed.", {"the night of 9 March 1942": "1942-03-09"}),
        ("In the early hours of 25 June 1950 it rained.", {"the early hours of 25 June 1950": "1950-06-25"}),
        ("The winter of 1941-42 was hard.", {"The winter of 1941-42": "1941-24"}),
        ("At dawn on 6 June 1944 they landed.", {"6 June 1944": "1944-06-06"}),
        ("The rising of 18-19 December 1946 failed.", {"18-19 December 1946": "1946-12-18/1946-12-19"}),
        ("It lasted from 1946 until 1954.", {"1946 until 1954": "1946/1954"}),
        ("By mid-1950 the border was lost.", {"mid-1950": "1950 mid"}),
        ("In mid-September 1944 they jumped.", {"mid-September 1944": "1944-09 mid"}),
        ("By the end of July 1943 it was over.", {"the end of July 1943": "1943-07 end"}),
        ("In the last week of May 1940 they fled.", {"the last week of May 1940": "1940-05 end"}),
        ("In the first week of August 1914 they left.", {"the first week of August 1914": "1914-08 start"}),
        ("from 15 January to 20 February 1943", {"15 January to 20 February 1943": "1943-01-15/1943-02-20"}),
        ("In January and February 1979 it rained.", {"January and February 1979": "1979-01/1979-02"}),
        ("He was born c. 1450 there.", {"1450": "1450~ approx"}),
        ("The campaign of 1937-8 failed.", {"1937-8": "1937/1938"}),
        ("It was 1848. That October the city rose.", {"1848": "1848", "That October": "1848-10"}),
        ("In 1941 they slept. The following spring they marched.", {"1941": "1941", "The following spring": "1942-21"}),
        ("He fled in May 1848 and died later that year.", {"May 1848": "1848-05", "later that year": "1848"}),
        (
            "It fell in May 1945. Early on 7 May it rained.",
            {"May 1945": "1945-05", "Early on 7 May": "1945-05-07 start"},
        ),
        ("It fell on 7 December 1941; on Monday it rained.", {"7 December 1941": "1941-12-07", "Monday": "1941-12-08"}),
        (
            "They left on 3 May 1848. Two days later the city rose.",
            {"3 May 1848": "1848-05-03", "Two days later": "1848-05-05"},
        ),
        (
            "On 20 July 1944 he spoke. The next morning he fled.",
            {"20 July 1944": "1944-07-20", "The next morning": "1944-07-21"},
        ),
        ("In April/May 1945 it ended.", {"April/May 1945": "1945-04/1945-05"}),
        ("It was weaker than 2020's rally.", {"2020's": "2020"}),
        ("It began in July 1914. The next January it ended.", {"July 1914": "1914-07", "The next January": "1915-01"}),
    ],
)
def test_a_history(text: str, expected: dict[str, str]) -> None:
    assert told(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A fair will be held between Oct. 26 and 28.", {"Oct. 26 and 28": "2025-10-26/2025-10-28"}),
        ("It ran from June 28 to July 2.", {"June 28 to July 2": "2025-06-28/2025-07-02"}),
        ("Exports rose from January to May.", {"January to May": "2025-01/2025-05"}),
        ("Output rose in the April-to-June period.", {"April-to-June": "2025-04/2025-06"}),
        ("Exports rose in the first 5 months.", {"the first 5 months": "2025-01/2025-05"}),
        ("Exports rose in H1 and in Q2.", {"H1": "2025-40", "Q2": "2025-34"}),
        ("The work was given out in Q3 last year.", {"Q3 last year": "2024-35"}),
        ("By end-June it stood at five.", {"end-June": "2025-06 end"}),
        ("It will close by end-2026 or by year-end.", {"end-2026": "2026 end", "year-end": "2025 end"}),
        ("Talks resumed this past March.", {"this past March": "2025-03"}),
        ("It docked on the 14th of last month.", {"the 14th of last month": "2025-06-14"}),
        ("On 15 July 2025 (Tuesday) they met.", {"15 July 2025 (Tuesday)": "2025-07-15"}),
        ("Last Thursday's fire was small.", {"Last Thursday's": "2025-07-10"}),
        ("They praised last month's start.", {"last month's": "2025-06"}),
        ("It opened earlier this week.", {"earlier this week": "2025-07-14/2025-07-20"}),
        ("A quake struck early Tuesday.", {"early Tuesday": "2025-07-15 start"}),
        ("He will stay from Monday to Wednesday.", {"Monday to Wednesday": "2025-07-21/2025-07-23"}),
        (
            "In June sales fell from the same month last year.",
            {"June": "2025-06", "the same month last year": "2024-06"},
        ),
    ],
)
def test_a_report(text: str, expected: dict[str, str]) -> None:
    assert told(text, REPORT) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It will be put to a vote in October, the mayor said on Monday.", ["2025-10", "2025-07-14"]),
        ("In a letter in December, the mayor said he would go.", ["2024-12"]),
        ("The mayor said on Tuesday it would rain.", ["2025-07-15"]),
        ("It took effect at 4 a.m. Monday.", ["2025-07-14"]),
        ("Island to host games in November", ["2025-11"]),
        ("The games were held in November.", ["2024-11"]),
        ("Waters had receded by Monday.", ["2025-07-14"]),
        ("They have to leave by the end of June.", ["2025-06"]),
        ("The fair was moved to September.", ["2025-09"]),
        ("Talks began Tuesday and end Thursday.", ["2025-07-15", "2025-07-17"]),
        ("Ministers meet in the port on Saturday.", ["2025-07-19"]),
        ("Ministers did not meet on Saturday.", ["2025-07-12"]),
        ("The judge gave the union until Friday to answer.", ["2025-07-18"]),
        ("Waters had receded until Monday.", ["2025-07-14"]),
        ("Output fell in August for the first time.", ["2024-08"]),
        ("Profit fell in the six months to August.", ["2024-03/2024-08"]),
        ("It earned five in 2019, against three in the previous year.", ["2019", "2018"]),
        ("In June it agreed to pump more.", ["2025-06"]),
        ("The revolt began in February; by the spring planes had come.", ["2025-02", "2025-21"]),
        ("The board holds its last hearing on Saturday.", ["2025-07-19"]),
        ("The maker, which cut posts in May, reports on Oct. 31.", ["2025-05", "2025-10-31"]),
        ("The bank may do so again in March.", ["2026-03"]),
        ("Talks are due to resume on the 4th.", ["2025-08-04"]),
        ("They counted the votes of the November ballot.", ["2024-11"]),
        (
            "Orders rose in May, the office said on Friday, after a drop the month before.",
            ["2025-05", "2025-07-11", "2025-04"],
        ),
        ("It agreed to pump more in August.", ["2025-08"]),
        ("A dividend to set the tone is payable on December 15.", ["2025-12-15"]),
        (
            "In 2012 it was built. The chief left on 1 May 2024. Talks go on in September.",
            ["2012", "2024-05-01", "2025-09"],
        ),
        (
            "It fell in June from the previous month and from the same month a year earlier.",
            ["2025-06", "2025-05", "2024-06"],
        ),
    ],
)
def test_the_tense_of_a_date_is_not_that_of_who_tells_it(text: str, expected: list[str]) -> None:
    assert [mention.edtf for mention in find_dates(text, reference=REPORT)] == expected


def test_a_day_is_forgotten_when_the_text_goes_on_to_another_month() -> None:
    assert list(told("It fell on 5 May 1762. In July he fled; a week later he died.", None)) == ["5 May 1762", "July"]


def test_the_day_until_which_something_went_on_is_gone_on_from() -> None:
    text = "It sank on 21 November 1915. They camped until 9 April 1916. Six days later they landed."
    assert list(told(text, None).values()) == ["1915-11-21", "1916-04-09 until", "1916-04-15"]


def test_the_day_some_weeks_after_a_day_is_gone_on_from() -> None:
    text = "They fought on 9 September 1812. A week later the city fell; that evening it burned."
    assert list(told(text, None).values()) == ["1812-09-09", "1812-09-14/1812-09-20", "1812-09-16"]


def test_since_when_something_was_is_not_where_a_history_goes_on_from() -> None:
    text = "In May 1672 they came. A mob killed those who ruled since 1653. That winter it froze."
    assert list(told(text, None).values()) == ["1672-05", "1653 since", "1672-24"]


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_a_new_paragraph_begins_with_its_own_year(between: str) -> None:
    text = (
        f"The fort fell in 1951. In 1952 it was mended.{between}The 1879 war began badly. In May a prince was killed."
    )
    assert list(told(text, None).values()) == ["1951", "1952", "1879", "1879-05"]
    ending = f"He fled in 1773.{between}The truce was to take effect on 3 May 1918. On 5 May it rained."
    assert list(told(ending, None).values()) == ["1773", "1918-05-03", "1918-05-05"]


def test_lines_within_a_sentence_are_no_paragraphs() -> None:
    text = "The fort fell in 1951, and\nthe town with it.\nThe 1879 war was worse. In May it was mended."
    assert list(told(text, None).values()) == ["1951", "1879", "1951-05"]


def test_a_text_that_begins_long_ago_tells_history_whenever_it_was_published() -> None:
    text = "The camp was overrun on 22 January 1879. In May a prince came; on 1 June he fell. The next day it rained."
    assert list(told(text, "2009-12-19").values()) == ["1879-01-22", "1879-05", "1879-06-01", "1879-06-02"]
    report = "A fort of 1879 burned down in May. On 1 June it was sold, officials said on Monday."
    assert list(told(report, "2009-12-19").values()) == ["1879", "2009-05", "2009-06-01", "2009-12-14"]


def test_this_winter_began_before_the_year() -> None:
    assert told("It was cold this winter.", "2013-02-03") == {"this winter": "2012-24"}
    assert told("It will be cold this winter.", "2013-10-03") == {"this winter": "2013-24"}


def test_steps_of_days_are_not_counted_from_a_month() -> None:
    assert list(told("Six months ago they met; two days later they left.", REPORT)) == ["Six months ago"]


def test_the_same_week_of_a_report_is_not_that_of_an_aside() -> None:
    text = "Its port, opened on 30 September 1991, is old.\n\nA bridge was opened the same week."
    assert [mention.edtf for mention in find_dates(text, reference=REPORT)] == ["1991-09-30", "2025-07-14/2025-07-20"]
    near = "The port was closed on 2 July.\n\nA bridge was opened the same week."
    assert [mention.edtf for mention in find_dates(near, reference=REPORT)] == ["2025-07-02", "2025-06-30/2025-07-06"]


@pytest.mark.parametrize(
    ("text", "reference", "expected"),
    [
        ("HARBOUR CITY, July 14 (Agency) -- It rained on Saturday.", "2025", ["2025-07-14", "2025-07-12"]),
        ("Harbour City, 14 July 2025 - It rained on Saturday.", None, ["2025-07-14", "2025-07-12"]),
        ("HARBOUR CITY, July 14 (Agency) -- It rained on Saturday.", None, []),
        ("HARBOUR CITY, 14 July 2019 -- It rained on Saturday.", "2025-07-16", ["2019-07-14", "2025-07-12"]),
        ("On the coast, 14 July 2025 was dry. It rained on Monday, or so.", "2025", ["2025-07-14"]),
    ],
)
def test_a_dateline_tells_the_day_of_a_report(text: str, reference: str | None, expected: list[str]) -> None:
    assert [mention.edtf for mention in find_dates(text, reference=reference)][: len(expected)] == expected


def test_the_day_of_a_dateline_is_known_in_a_text_about_the_past() -> None:
    years = "In 1936, 1937, 1938 and 1939 it rained; in 1940 and 1941 too."
    text = f"HARBOUR CITY, July 14 (Agency) -- {years}"
    assert find_dates(text, reference="2025-07-16")[0].edtf == "2025-07-14"


def passage(
    index: int, text: str, *, kind: str = "body", paragraph: int = 0, headings: tuple[str, ...] = ()
) -> Passage:
    return Passage("s", index, text, ((0, 0, len(text)),), kind, headings, paragraph)


def edtfs(passages: list[Passage], reference: str | None = None) -> list[list[str]]:
    return [[mention.edtf for mention in row] for row in passage_dates(passages, reference=reference)]


@pytest.mark.parametrize("kind", ["heading", "body", "furniture"])
def test_a_line_that_is_a_date_heads_what_follows_however_it_was_classed(kind: str) -> None:
    chronology = [
        passage(0, "In 2016:", kind=kind),
        passage(1, "On May 3 they met.", paragraph=1),
        passage(2, "2015 –" if kind != "furniture" else "In 2015", kind=kind, paragraph=2),
        passage(3, "On October 30 they met.", paragraph=3),
    ]
    assert edtfs(chronology) == [["2016"], ["2016-05-03"], ["2015"], ["2015-10-30"]]
    assert edtfs(chronology, REPORT) == [["2016"], ["2016-05-03"], ["2015"], ["2015-10-30"]]


def test_the_number_of_a_page_and_the_day_of_a_report_head_nothing() -> None:
    page = [passage(0, "1999", kind="furniture"), passage(1, "On May 3 they met.", paragraph=1)]
    assert edtfs(page) == [["1999"], []]
    byline = [passage(0, "15 July 2025"), passage(1, "They met in October.", paragraph=1)]
    assert edtfs(byline, REPORT) == [["2025-07-15"], ["2024-10"]]


def test_headings_within_headings_complete_each_other() -> None:
    chronology = [
        passage(0, "They met on the 4th.", headings=("2016", "May")),
        passage(1, "They met on Thursday.", headings=("2016", "3 May"), paragraph=1),
        passage(2, "They met in March.", headings=("Notes",), paragraph=2),
    ]
    assert edtfs(chronology) == [["2016-05-04"], ["2016-05-05"], []]


def test_a_period_is_forgotten_after_some_paragraphs() -> None:
    text = ["In H1 2025 exports rose."] + ["Imports fell."] * 2 + ["Sales fell in the same period."]
    near = [passage(at, one, paragraph=at) for at, one in enumerate(text[:1] + text[2:])]
    far = [passage(at, one, paragraph=at) for at, one in enumerate(text)]
    assert (edtfs(near)[-1], edtfs(far)[-1]) == (["2025-40"], [])
