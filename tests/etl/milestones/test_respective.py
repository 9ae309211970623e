"""Two lists in one order become a sentence for each."""

import pytest

from etl.dates import find_dates
from etl.milestones.lexicon import lexicon
from etl.milestones.respective import one_by_one
from etl.model import Passage
from tests.etl.milestones.telling import told


def apart(text: str) -> list[tuple[str, list[str]]]:
    passage = Passage("ferries", 0, text, ((0, 100, len(text)),))
    passages, dates = one_by_one([passage], [find_dates(text)], lexicon("en"))
    return [(one.text, [date.edtf for date in own]) for one, own in zip(passages, dates, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Laos and Myanmar joined in 1997 and 1999, respectively.",
            [("Laos joined in 1997.", ["1997"]), ("Myanmar joined in 1999.", ["1999"])],
        ),
        (
            "The gas and oil pipelines opened in May 2013 and June 2017 respectively, after a delay.",
            [
                ("The gas pipeline opened in May 2013, after a delay.", ["2013-05"]),
                ("The oil pipeline opened in June 2017, after a delay.", ["2017-06"]),
            ],
        ),
        (
            "Ferries to Oman, New Zealand and Iceland began in 2008, 2009 and 2013, respectively.",
            [
                ("Ferries to Oman began in 2008.", ["2008"]),
                ("Ferries to New Zealand began in 2009.", ["2009"]),
                ("Ferries to Iceland began in 2013.", ["2013"]),
            ],
        ),
        (
            "Vietnam and Laos respectively sent envoys in 1950 and 1961.",
            [("Vietnam sent envoys in 1950.", ["1950"]), ("Laos sent envoys in 1961.", ["1961"])],
        ),
        (
            "In 2013 and 2017, respectively, the gas and oil lines opened.",
            [("In 2013, the gas line opened.", ["2013"]), ("In 2017, the oil line opened.", ["2017"])],
        ),
    ],
)
def test_each_item_has_a_sentence_with_its_own_date(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert apart(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The leaders met in 2013 and 2017, respectively.",
        "Laos, Myanmar and Brunei joined in 1997 and 1999, respectively.",
        "Brunei and Cambodia were made chair and host, respectively, in May 2013.",
        "Laos and Myanmar joined in 1997 and 1999.",
    ],
    ids=["no list", "a list of another length", "no two dates", "nothing says that the lists go together"],
)
def test_what_has_no_two_lists_of_one_length_stays_whole(text: str) -> None:
    assert apart(text) == [(text, [date.edtf for date in find_dates(text)])]


def test_another_date_of_the_sentence_stays_with_each() -> None:
    text = "Laos and Myanmar joined in 1997 and 1999, respectively, and the charter was signed in 2007."
    assert [dates for _, dates in apart(text)] == [["1997", "2007"], ["1999", "2007"]]


def test_the_pieces_lead_to_the_words_of_the_document() -> None:
    text = "Laos and Myanmar joined in 1997 and 1999, respectively."
    passage = Passage("ferries", 0, text, ((0, 100, 20), (20, 200, len(text) - 20)))
    passages, dates = one_by_one([passage], [find_dates(text)], lexicon("en"))
    places = [one.locate(own[0].start, own[0].end) for one, own in zip(passages, dates, strict=True)]
    first, second = text.index("1997"), text.index("1999")
    assert places == [(180 + first, 184 + first), (180 + second, 184 + second)]


def test_a_milestone_is_told_of_each_item() -> None:
    found, _ = told("Laos and Myanmar joined ASEAN in 1997 and 1999, respectively.")
    assert [(one.date, one.title, one.citation.date_text) for one in found] == [
        ("1997", "Laos joins ASEAN", "1997"),
        ("1999", "Myanmar joins ASEAN", "1999"),
    ]
