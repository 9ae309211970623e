"""The date of publication in a document's head: the rule files' own examples, and whole heads."""

from __future__ import annotations

from functools import partial

import pytest

from etl import rulebook
from etl.dates import find_dates
from etl.published import plausible, printed

EXAMPLES = [
    pytest.param(rule["language"], example["text"], example["published"], id=f"{rule['language']}-{number}")
    for rule in map(rulebook.read, rulebook.names("published"))
    for number, example in enumerate(rule["examples"])
]


def _printed(text: str, language: str = "en") -> str:
    return printed(text, partial(find_dates, language=language), language)


@pytest.mark.parametrize(("language", "text", "expected"), EXAMPLES)
def test_examples_of_the_rules(language: str, text: str, expected: str) -> None:
    assert _printed(text, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ferries of the Strait\n\nAnn Bee\n\n5 May 2019\n\nThe ferry sailed in 1999.", "2019-05-05"),
        ("Ferries\n\nUpdated 6 May 2019\n\n5 May 2019\n\ntext", "2019-05-06"),
        ("Ferries, a chronology\n\n5 May 1991\n\nOpened.\n\n6 June 1992\n\nClosed.", ""),
        ("Ferries\n\nThe ferry sailed on 5 May 2019.", ""),
        ("line\n" * 60 + "5 May 2019", ""),
        ("", ""),
    ],
)
def test_heads(text: str, expected: str) -> None:
    assert _printed(text) == expected


@pytest.mark.parametrize(
    ("published", "dates", "expected"),
    [
        ("1991-05-05", ["1992", "1993-04", "1990"], ""),
        ("2019-05-05", ["1992", "1993-04", "2020"], "2019-05-05"),
        ("2019-05-05", [], "2019-05-05"),
        ("", ["1992"], ""),
    ],
)
def test_a_date_that_most_dates_lie_after_is_none_of_publication(
    published: str, dates: list[str], expected: str
) -> None:
    assert plausible(published, dates) == expected
