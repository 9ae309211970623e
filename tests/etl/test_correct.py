"""Declared corrections of what a document prints."""

from typing import Any

import pytest

from etl import correct, rulebook
from etl.correct import Correction, corrected, corrections
from etl.errors import ContractError, RuleError
from etl.model import Candidate, Source
from tests.etl.milestones.telling import mention

SOURCES = (Source("ferries", "ferries.txt", sha256="aa"), Source("ports", "ports.txt", sha256="bb"))
SLIP = Correction("slip", "aa", "2012", "ferry pact", "2022", "The year is a slip.", "The note has 2022.")


def test_a_correction_changes_the_date_of_the_row_and_not_of_the_place() -> None:
    (one,) = corrected([mention("2012")], SOURCES, [SLIP])
    assert (one.date, one.precision, one.status) == ("2022", "year", "corrected")
    assert one.note == "Printed as 2012. The year is a slip. The note has 2022."
    assert one.citation == mention("2012").citation


@pytest.mark.parametrize(
    "other",
    [mention("2013"), mention("2012", source="ports"), mention("2012", title="Tin Road Plan signed")],
    ids=["other date", "other document", "about something else"],
)
def test_what_does_not_match_stays_as_it_is(other: Candidate) -> None:
    assert corrected([mention("2012"), other], SOURCES, [SLIP])[1] == other


def test_a_correction_that_matches_nothing_is_an_error_that_names_it() -> None:
    with pytest.raises(ContractError, match=r'slip: found nothing dated 2012 about "ferry pact" in ferries'):
        corrected([mention("2013")], SOURCES, [SLIP])


def test_a_correction_of_a_document_that_is_not_there_is_passed_over() -> None:
    assert corrected([mention("2012")], SOURCES[1:], [SLIP]) == (mention("2012"),)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"date": "next year"}, '"next year" is not an EDTF date'),
        ({"evidence": None}, "lacks evidence"),
        ({"colour": "red"}, "unknown colour"),
    ],
)
def test_a_wrong_entry_is_refused_by_name(
    changed: dict[str, Any], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = {
        "id": "slip",
        "source": "aa",
        "printed": "2012",
        "about": "pact",
        "date": "2022",
        "reason": "A slip.",
        "evidence": "The note.",
    }
    wrong = {key: value for key, value in {**entry, **changed}.items() if value is not None}
    monkeypatch.setattr(rulebook, "read", lambda _: {"corrections": [wrong]})
    with pytest.raises(RuleError, match=f"corrections.yml: slip: {message}"):
        correct.corrections()


def test_the_corrections_that_ship_are_whole() -> None:
    assert all(len(one.source) == 64 and one.reason and one.evidence for one in corrections())
