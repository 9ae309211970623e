"""Which date anchors the ones after it: a story's own, not what is told by the way."""

from __future__ import annotations

import pytest

from etl.dates import find_dates
from etl.dates.feasts import feast

REPORT = "2013-03-22"  # a Friday


def told(text: str, reference: str | None = None) -> list[str]:
    return [mention.edtf for mention in find_dates(text, reference=reference)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 1941 they marched, as had been agreed in 1938. On 3 July it rained.", ["1941", "1938", "1941-07-03"]),
        ("In May 1941 the heirs of the 1917 rising marched. On 3 July it rained.", ["1941-05", "1917", "1941-07-03"]),
        ("In 1914 they used a plan drawn up in 1905. On 4 August they marched.", ["1914", "1905", "1914-08-04"]),
        ("In 1941 he ruled. He would die in 1953. On 3 July he spoke.", ["1941", "1953", "1941-07-03"]),
        ("In 1914 war came. In 1905 a plan was drawn up. On 4 August it was signed.", ["1914", "1905", "1905-08-04"]),
        (
            "In 1941 they fought. It lasted until September 1944. On the 19th of that month they made peace.",
            ["1941", "1944-09", "1944-09-19"],
        ),
        (
            "War came in December 1941. That same month the port fell; later that year it rose.",
            ["1941-12", "1941-12", "1941"],
        ),
        ("They won in 260 BC. The following year they lost. Two years later they won.", ["-0259", "-0258", "-0256"]),
        ("In September 1941 they sowed. In the spring they reaped.", ["1941-09", "1942-21"]),
        ("In May 1941 they sowed. In the autumn they reaped.", ["1941-05", "1941-23"]),
    ],
)
def test_a_history(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In fiscal 2012 profit fell. On March 4 the head left.", ["2012", "2013-03-04"]),
        ("Output fell from a year ago.\n\nCosts rose compared with a year earlier.", ["2012", "2012"]),
        ("The league today took in three, after 1949, 1952, 1955, 1968, 1982 and 1990.", ["2013-03-22"]),
        ("It is set for April.", ["2013-04"]),
        ("They planned a march on Saturday and were to sail on Monday.", ["2013-03-23", "2013-03-25"]),
        ("He was found in late November.\n\nIts deadline is near.", ["2012-11"]),
        ("The firm said it is calling for the payment on Dec. 7 of all.", ["2013-12-07"]),
        ("They paid more than Thursday's price.", ["2013-03-21"]),
        (
            "In the third quarter sales fell from the year-earlier quarter; the quarter was cold.",
            ["2012-35", "2011-35"],
        ),
    ],
)
def test_a_report(text: str, expected: list[str]) -> None:
    assert told(text, REPORT)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("year", "name", "expected"),
    [
        (1916, "easter +1", "1916-04-24"),
        (2013, "easter -2", "2013-03-29"),
        (1999, "nth 11 4 4", "1999-11-25"),
        (2013, "nth 5 1 -1", "2013-05-27"),
        (1941, "12-25", "1941-12-25"),
    ],
)
def test_the_day_of_a_feast(year: int, name: str, expected: str) -> None:
    assert feast(year, name).edtf == expected


def test_a_feast_before_its_calendar_has_no_day() -> None:
    assert feast(1066, "easter +0").edtf == "1066-04-16"
    assert not feast(300, "easter +0").exists
