"""Dates that span: parts of a year or of a decade, from one date to another of another precision, weeks."""

from __future__ import annotations

import pytest

from etl.dates import find_dates

REPORT = "2018-09-12"  # a Wednesday


def told(text: str, reference: str | None = None, language: str = "en") -> list[str]:
    return [mention.edtf for mention in find_dates(text, reference=reference, language=language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Output doubled in the first two quarters of 2011.", ["2011-01/2011-06"]),
        ("Sales fell in the last two months of 2014.", ["2014-11/2014-12"]),
        ("Profit for the nine months ended September 30, 2016 was flat.", ["2016-01/2016-09"]),
        ("The war lasted from May 1846 until February 1848.", ["1846-05/1848-02"]),
        ("The road was built between late 2012 and early 2013.", ["2012/2013"]),
        ("The post was vacant from late 2003 until the middle of 2005.", ["2003/2005"]),
        ("He edited the paper from 1922 to March 1926.", ["1922/1926-03"]),
        ("The dynasty ruled from 206 BC to 220 AD.", ["-0205/0220"]),
        ("Prices fell in the 1990s and early 2000s.", ["199X", "200X"]),
        ("Migration peaked in the second half of the 1880s.", ["1885/1889"]),
        ("Studios boomed in the 1950s and closed by the end of the decade.", ["195X", "195X"]),
        ("The line opened in 1896; at the turn of the century it carried coal.", ["1896", "1900~"]),
        ("Rubber came at the turn of the 20th century.", ["1900~"]),
        ("Delegates met on 12-14/11/2001 in the port.", ["2001-11-12/2001-11-14"]),
        ("It was mended in week 2021-W05.", ["2021-02-01/2021-02-07"]),
        ("In 618, the general took the throne.", ["0618"]),
        ("In 618 of the 900 villages it rained.", []),
        ("They sat in row '12' and in bus 97.", []),
        ("The first two rounds and the last two months were hard.", []),
    ],
)
def test_a_history(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Output rose in the first seven months of this year.", ["2018-01/2018-07"]),
        ("Earnings rose in the final two months of last year.", ["2017-11/2017-12"]),
        ("The carrier lost money in the six months to March.", ["2017-10/2018-03"]),
        ("It was dry all year, but in April it rained.", ["2018-04"]),
        ("The town fell in December and was won back in June.", ["2017-12", "2018-06"]),
        ("The ferry will sail again in November.", ["2018-11"]),
        ("It reopened last autumn and closes next spring.", ["2017-23", "2019-21"]),
        ("Rain is forecast for Thursday.", ["2018-09-13"]),
        ("In 618 the general took the throne.", []),
    ],
)
def test_a_report(text: str, expected: list[str]) -> None:
    assert told(text, REPORT) == expected


@pytest.mark.parametrize(
    ("reference", "expected"), [("2016-07-20", "2015-22"), ("2016-10-20", "2016-22"), ("2017-03-20", "2016-22")]
)
def test_the_last_season_is_over(reference: str, expected: str) -> None:
    assert told("The canal reopened last summer.", reference) == [expected]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("2014年前两个季度外贸下降，最后两个月回升。", "zh", ["2014-01/2014-06"]),
        ("2014年最后三个月外贸回升。", "zh", ["2014-10/2014-12"]),
        ("Từ năm 1995 đến năm 2000 kim ngạch tăng gấp đôi.", "vi", ["1995/2000"]),
        ("Konferensi itu berlangsung pada 18-24 April 1955 di kota.", "id", ["1955-04-18/1955-04-24"]),
    ],
)
def test_other_languages(text: str, language: str, expected: list[str]) -> None:
    assert told(text, language=language) == expected
