"""What dates mean: in a sentence, in a report, in a history, in the passages of a document."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import spans
from etl.dates import find_dates, passage_dates
from etl.model import Passage

REPORT = dt.date(2013, 3, 20)  # a Wednesday


def values(text: str, reference: dt.date | str | None = None, language: str = "en") -> list[str]:
    return [mention.edtf for mention in find_dates(text, reference=reference, language=language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("signed on 4 November 2002", ["2002-11-04"]),
        ("signed on Nov. 4, 2002", ["2002-11-04"]),
        ("signed on the 4th of November, 2002", ["2002-11-04"]),
        ("SIGNED ON NOVEMBER 4, 2002", ["2002-11-04"]),
        ("signed on 4/11/2002", ["2002-11-04"]),
        ("signed on 2002-11-04", ["2002-11-04"]),
        ("signed on Monday, 4 November 2002", ["2002-11-04"]),
        ("held on 8-10 May 2015", ["2015-05-08/2015-05-10"]),
        ("held from 8 to 10 May 2015", ["2015-05-08/2015-05-10"]),
        ("held on May 8–10, 2015", ["2015-05-08/2015-05-10"]),
        ("held from 30 April to 2 May 2015", ["2015-04-30/2015-05-02"]),
        ("trade in January-August 2024", ["2024-01/2024-08"]),
        ("trade between 2003 and 2008", ["2003/2008"]),
        ("trade from 2002 to 2012", ["2002/2012"]),
        ("trade in 2010-15", ["2010/2015"]),
        ("toured in September and October 2013", ["2013-09/2013-10"]),
        ("built in 2013 and 2017, respectively", ["2013", "2017"]),
        ("met in 2003, 2005 and 2007", ["2003", "2005", "2007"]),
        ("in the first quarter of 2024", ["2024-33"]),
        ("in the second half of 2017", ["2017-41"]),
        ("in the summer of 2013", ["2013-22"]),
        ("in the 1990s", ["199X"]),
        ("in the early 1990s", ["199X"]),
        ("in the mid-2000s", ["200X"]),
        ("the 1997 Baht crisis", ["1997"]),
        ("the 2025 Ports Summit", ["2025"]),
        ("the 2024 Sister Cities Conference", ["2024"]),
        ("the year 2023 marks an anniversary", ["2023"]),
        ("The Ports Treaty (2003) binds", ["2003"]),
        ("it was done in 2018.9 Then", ["2018"]),
        ("held in the port,2015,and again in the Capital,May 2016", ["2015", "2016-05"]),
    ],
)
def test_dates_of_their_own(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a total of 2002 projects",
        "US$ 1991 million and $2,002",
        "project 21CSH074 under Resolution A/71/9 and No. 2022",
        "River Review, 2019.7",
        "see https://ports.example/2015/05/08/news.html or 2015@ports.example",
        "pp. 1990-1995, ISBN 978-2-1990-2015-1, phone +86 2015 1990",
        "the Sea,8 and 10+1 and 5G and COVID-19 and Version 3.0",
        "the 19th Congress of the 21st century",
        "Vision 2030, MPAC 2025, the Digital Masterplan 2025, Agenda 2063",
        "the Plan of Action (2022-2025) and the Harbour Act of 2021",
        "the Ports Community Vision 2045 and the Aims (SDGs) 2030",
        "the 2030 Agenda",
        "31 February 2015, 2015-13-01 and year 0 or 99999",
        "It may march on; March is a verb and May Lee sat in the sun.",
        "for ten years, a five-year plan, aged 25, at 20:15",
        "now, recently, in recent years, currently",
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert values(text, "2013-03-20") == []


@pytest.mark.parametrize(
    ("text", "edtf", "modifier"),
    [
        ("since 2018", "2018", "since"),
        ("from 2018 onwards", "2018", "since"),
        ("from around 2018 onwards", "2018~", "since"),
        ("by 2012", "2012", "before"),
        ("as of July 2023", "2023-07", "as_of"),
        ("until 2012", "2012", "until"),
        ("after May 2012", "2012-05", "after"),
        ("around 2018", "2018~", "approx"),
        ("in early 2018", "2018", "start"),
        ("in mid-2018", "2018", "mid"),
        ("in late 2018", "2018", "end"),
        ("at the end of 2018", "2018", "end"),
        ("at the beginning of May 2018", "2018-05", "start"),
        ("by the 2018 accord", "2018", ""),
    ],
)
def test_modifiers(text: str, edtf: str, modifier: str) -> None:
    (mention,) = find_dates(text)
    assert (mention.edtf, mention.modifier) == (edtf, modifier)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It began in late 2013.", "late 2013"),
        ("It began at the end of 2018.", "the end of 2018"),
        ("It began in the 1990s.", "the 1990s"),
        ("It began in the 1997 crisis.", "1997"),
        ("It began in mid-2013.", "mid-2013"),
        ("It began on Monday, 4 November 2002.", "Monday, 4 November 2002"),
    ],
)
def test_words_of_a_mention_leave_out_the_preposition(text: str, words: str) -> None:
    assert [mention.text for mention in find_dates(text)] == [words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ministers said on Monday that rain fell.", ["2013-03-18"]),
        ("Ministers will meet on Monday.", ["2013-03-25"]),
        ("The court ruled Tuesday that he would stay.", ["2013-03-19"]),
        ("It rained yesterday; today it will stop.", ["2013-03-19", "2013-03-20"]),
        ("Prices fell last year and last month.", ["2012", "2013-02"]),
        ("Prices fell last week.", ["2013-03-11/2013-03-17"]),
        ("Prices rose in October.", ["2012-10"]),
        ("Ministers will meet in October.", ["2013-10"]),
        ("Ministers met on March 5.", ["2013-03-05"]),
        ("Ministers plan to meet on 5 June.", ["2013-06-05"]),
        ("The bridge opens this September.", ["2013-09"]),
        ("The wall fell two years ago and a decade ago.", ["2011", "2003"]),
        ("Profit rose in the first quarter.", ["2013-33"]),
        ("By the end of the year it may close.", ["2013"]),
        ("It fell in the first half of this year, in October last year.", ["2013-40", "2012-10"]),
        ("In 2010 they met. On October 30 they agreed.", ["2010", "2010-10-30"]),
        ("Ministers met on Friday, March 15.", ["2013-03-15"]),
        ("The coast was hit by the April 26 storm; talks are pencilled in for May 23.", ["2012-04-26", "2013-05-23"]),
        ("There is need of a summit at the end of May.", ["2013-05"]),
        ("The law takes effect on Jan. 1; ministers will meet on Jan. 5.", ["2014-01-01", "2014-01-05"]),
        ("Most clocks shift Sunday, said one; most clocks fell on Sunday.", ["2013-03-17", "2013-03-17"]),
        ("The bank, founded in 1998, said on March 5 that it closes.", ["1998", "2013-03-05"]),
    ],
)
def test_a_report_leans_on_its_own_day(text: str, expected: list[str]) -> None:
    assert values(text, REPORT) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks opened in 2003. In November of the same year they failed.", ["2003", "2003-11"]),
        ("Talks opened in 2003. They failed two years later.", ["2003", "2005"]),
        ("Talks opened in 2003, a decade earlier they had failed.", ["2003", "1993"]),
        ("Talks opened in May 2003. Earlier that month a port closed.", ["2003-05", "2003-05"]),
        ("Talks opened in May 2003. Later that year they failed.", ["2003-05", "2003"]),
        ("Talks opened in May 2003. The following month they failed.", ["2003-05", "2003-06"]),
        ("Talks opened on 31 May 2003. The next day they failed.", ["2003-05-31", "2003-06-01"]),
        ("Talks opened in December 1941. In January they failed.", ["1941-12", "1942-01"]),
        ("Talks opened on 5 June 1931. On the 14th, they failed.", ["1931-06-05", "1931-06-14"]),
        ("Talks opened in 2003. In the spring of the following year they failed.", ["2003", "2004-21"]),
        ("The war lasted from 1939 to 1945. It began on 1 September.", ["1939/1945", "1939-09-01"]),
        ("In 1941 he ruled, as he had since 1933. On 22 June the army marched.", ["1941", "1933", "1941-06-22"]),
        ("In 1941 they met. On Tuesday, 6 January, they met again.", ["1941", "1942-01-06"]),
        ("They fought in 490 BC and again in 480 BC.", ["-0489", "-0479"]),
        ("Last year they failed, and on Monday too.", []),
    ],
)
def test_a_history_leans_on_what_it_told(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_a_text_about_the_past_is_no_report() -> None:
    told = "In 1936, 1937, 1938 and 1939 it rained. War came in 1940 and in May 1941. On 22 June the army marched."
    assert values(told, REPORT)[-1] == "1941-06-22"
    assert values(f"{told} The town is small today. Its wall fell last year.", REPORT)[-2:] == ["1941-06-22", "2012"]


def test_a_report_may_tell_of_many_years() -> None:
    told = "Born in 1925, she led from 1975, won in 1979, 1983 and 1987 and left in 1990."
    assert values(f"{told} She died Monday. In February she had been ill.", REPORT)[-2:] == ["2013-03-18", "2013-02"]
    assert values(f"{told} Last month she fell. In February she had been ill.", REPORT)[-1] == "2013-02"
    assert values(f"{told} In February she had been ill.", REPORT)[-1] == "1990-02"


def test_this_year_ends_what_the_year_before_began() -> None:
    told = "At the end of 2012 it rained. This year it was dry; the first rain fell on March 14."
    assert values(told, REPORT) == ["2012", "2013", "2013-03-14"]


def test_a_year_alone_as_reference_tells_no_month() -> None:
    assert values("Prices fell last year, and in October.", "2023") == ["2022", "2022-10"]
    assert values("Prices fell in October.", "2023") == []


def test_order_of_day_and_month_is_an_option() -> None:
    assert [mention.edtf for mention in find_dates("on 4/11/2002", order="MDY")] == ["2002-04-11"]
    assert values("on 4/11/2002", language="en-US") == ["2002-04-11"]
    assert values("on 4/11/2002", language="en-GB") == ["2002-11-04"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("le 4 novembre 2002, puis en mai 2003", "fr", ["2002-11-04", "2003-05"]),
        ("Pada 8 Mei 2015 dan Oktober 2016, 2002 kapal", "id", ["2015-05-08", "2016-10"]),
        ("4 November 2002 and 1991.", "tlh", ["1991"]),
        ("ใน พ.ศ. 2545", "th", []),
        ("ใน พ.ศ. 2545", "en", []),
    ],
)
def test_a_language_without_rules_has_its_words_read(text: str, language: str, expected: list[str]) -> None:
    assert values(text, language=language) == expected


@pytest.mark.parametrize("text", ["in 2003", "in the 1990s", "on 4/11/02"])
def test_what_needs_no_other_date_is_not_relative(text: str) -> None:
    assert [mention.relative for mention in find_dates(text)] == [False]


def test_what_needs_another_date_is_relative() -> None:
    mentions = find_dates("They met in 2003, and in May, and later that year.")
    assert [mention.relative for mention in mentions] == [False, True, True]


def passage(
    index: int, text: str, *, kind: str = "body", paragraph: int = 0, headings: tuple[str, ...] = ()
) -> Passage:
    return Passage("s", index, text, ((0, 0, len(text)),), kind, headings, paragraph)


def edtfs(passages: list[Passage], reference: dt.date | str | None = None) -> list[list[str]]:
    return [[mention.edtf for mention in row] for row in passage_dates(passages, reference=reference)]


def test_context_goes_from_passage_to_passage() -> None:
    told = [passage(0, "In 2015 they began to talk."), passage(1, "On October 30 they agreed."), passage(2, "Good.")]
    assert edtfs(told) == [["2015"], ["2015-10-30"], []]


def test_a_note_hears_the_body_and_tells_it_nothing() -> None:
    told = [
        passage(0, "In 2016 the council met."),
        passage(1, "River Review, 1999. In May it closed.", kind="note"),
        passage(2, "In November of the same year it met again.", paragraph=1),
    ]
    assert edtfs(told) == [["2016"], ["1999", "1999-05"], ["2016-11"]]


def test_a_heading_with_one_year_tells_it_to_its_passages() -> None:
    told = [
        passage(0, "In 2003 they met.", headings=("Before",)),
        passage(1, "2015", kind="heading", headings=("2015",)),
        passage(2, "On October 30 they agreed.", headings=("2015",), paragraph=1),
    ]
    assert edtfs(told) == [["2003"], ["2015"], ["2015-10-30"]]


def test_a_report_in_passages_leans_on_its_own_day_in_a_new_paragraph() -> None:
    told = [passage(0, "In 2010 they met."), passage(1, "On March 5 they met again.", paragraph=1)]
    assert edtfs(told, REPORT) == [["2010"], ["2013-03-05"]]


def test_a_report_hears_the_heading_of_a_section_before_its_own_day() -> None:
    told = [
        passage(0, "They met here.", headings=("Events of 2010",)),
        passage(1, "On October 30 they agreed.", headings=("Events of 2010",), paragraph=1),
        passage(2, "On March 5 they met.", headings=("Outlook",), paragraph=2),
    ]
    assert edtfs(told, REPORT) == [[], ["2010-10-30"], ["2013-03-05"]]


def test_years_before_the_calendar_are_no_dates_of_a_document() -> None:
    assert edtfs([passage(0, "The port of 490 BC was mended in 2003.")]) == [["2003"]]


def test_passages_of_no_document_have_no_dates() -> None:
    assert passage_dates([], reference=None) == []


PIECES = (
    *("2013", "1991", "May", "March", "4", "10", "31", "31st", "November", "Monday", "the", "same", "year", "last"),
    *("next", "of", "in", ",", ".", "-", "–", "/", "(", ")", "and", "to", "two", "years", "later", "ago", "since"),
    *("early", "end", "first", "half", "quarter", "summer", "1990s", "BC", "21st", "century", "30", "2月", "年"),
    *("2015年", "11", "同年", "今年", "x", "\n", " "),
)
WORDS = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)


@settings(deadline=None)
@given(
    st.one_of(WORDS, st.text(max_size=60)), st.sampled_from(["en", "zh"]), st.sampled_from([None, "2015", "2013-03-20"])
)
def test_any_text_is_survived(text: str, language: str, reference: str | None) -> None:
    mentions = find_dates(text, reference=reference, language=language)
    assert mentions == find_dates(text, reference=reference, language=language)
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert all(left.end <= right.start for left, right in pairwise(mentions))


@settings(deadline=None)
@given(WORDS)
def test_precision_is_that_of_the_value(text: str) -> None:
    for mention in find_dates(text, reference="2013-03-20"):
        assert spans.precision(mention.edtf) == {"decade": "range"}.get(mention.precision, mention.precision)
        if not mention.edtf.startswith("-"):
            first, last = spans.span(mention.edtf)
            assert first <= last
