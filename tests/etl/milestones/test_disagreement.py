"""Documents that date one step of a thing otherwise say so of each other."""

import pytest

from etl.milestones.merge import merge
from tests.etl.milestones.telling import mention

UPGRADE = {"objects": ("cafta-2",), "title": "China-ASEAN Free Trade Area 2.0 completed", "act": "completed"}


def told(*dated: tuple[str, str], **changes: object) -> list[tuple[str, str, str]]:
    rows = merge([mention(date, source, 1, **{**UPGRADE, **changes}) for date, source in dated])
    return [(row.date, row.status, row.note) for row in rows]


def test_two_documents_that_are_years_apart_on_what_happens_once_are_both_disputed() -> None:
    assert told(("2015", "a"), ("2019", "b")) == [
        ("2015", "disputed", "Another document dates it 2019."),
        ("2019", "disputed", "Another document dates it 2015."),
    ]


def test_the_history_names_the_place_that_differs() -> None:
    first, _ = merge([mention("2015", "a", 1, **UPGRADE), mention("2019", "b", 1, **UPGRADE)])
    assert first.history[-1] == ("disputed", "documents date one step otherwise", "b line 2 has 2019")


@pytest.mark.parametrize(
    ("dated", "changes"),
    [
        ((("2015", "a"), ("2019", "a")), {}),
        ((("2015", "a"), ("2015-05", "b")), {}),
        ((("2005", "a"), ("2019", "b")), {}),
        ((("2015", "a"), ("2019", "b")), {"act": "held"}),
        ((("2015", "a"), ("2019", "b")), {"objects": ("ferry", "pact")}),
    ],
    ids=["one document knows both", "one lies within the other", "too far apart", "may happen again", "has only words"],
)
def test_what_may_well_be_two_is_not_disputed(dated: tuple[tuple[str, str], ...], changes: dict[str, object]) -> None:
    assert {status for _, status, _ in told(*dated, **changes)} == {"clear"}
