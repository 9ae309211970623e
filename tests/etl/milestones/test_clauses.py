"""Which act a date belongs to."""

import pytest

from etl.milestones.clauses import bind, clause_spans
from tests.etl.milestones.telling import reading


def bound(text: str) -> list[tuple[str, str, str]]:
    row = reading(text)
    made = [(date, bind(date, row)) for date in row.dates]
    return [(date.edtf, one.act.text if one.act else "", one.place) for date, one in made]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2002, Laos signed a pact.", [("2002", "signed", "leading")]),
        ("However, in early 2002, Laos signed a pact.", [("2002", "signed", "leading")]),
        ("Laos signed a pact in 2002.", [("2002", "signed", "following")]),
        ("The pact (2002) was signed.", [("2002", "", "bracket")]),
        ("Laos opened a port (in 2002).", [("2002", "opened", "bracket")]),
        ("The pact (signed in 2002) holds.", [("2002", "signed", "bracket")]),
        ("The 2002 Coconut Summit pleased them.", [("2002", "summit", "attribute")]),
        ("At the 1997 financial crisis they wept.", [("1997", "financial crisis", "attribute")]),
        ("The 2002 Tin Pact was kept.", [("2002", "", "attribute")]),
        (
            "Laos signed a pact in 2002 and opened a port in 2003.",
            [("2002", "signed", "following"), ("2003", "opened", "following")],
        ),
        (
            "Laos signed pacts in 2002 and 2004.",
            [("2002", "signed", "following"), ("2004", "signed", "following")],
        ),
        ("At the forum in 2002, they signed a pact.", [("2002", "signed", "leading")]),
        ("Laos signed a pact, which was ratified in 2003.", [("2003", "ratified", "following")]),
        ("In 2013, he gave a speech, proposing a canal.", [("2013", "proposing", "leading")]),
        ("They met to sign a pact in 2002.", [("2002", "met", "following")]),
        ("The reform in 2002 was slow.", [("2002", "", "following")]),
    ],
)
def test_a_date_belongs_to_an_act_by_where_it_stands(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert bound(text) == expected


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Laos signed; Brunei left.", ["Laos signed", "; Brunei left."]),
        ("Laos signed, but Brunei left.", ["Laos signed", ", but Brunei left."]),
        ("Laos (small, but old) signed.", ["Laos (small, but old) signed."]),
        ("Rice and salt were dear.", ["Rice and salt were dear."]),
        ("Laos signed in 2002 and opened a port.", ["Laos signed in 2002", " and opened a port."]),
        ("From 2002 to 2004 Laos opened ports.", ["From 2002 to 2004 Laos opened ports."]),
    ],
)
def test_clauses_cover_a_passage(text: str, clauses: list[str]) -> None:
    spans = clause_spans(reading(text))
    assert [text[start:end] for start, end in spans] == clauses
