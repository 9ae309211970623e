"""All stages together: whatever a text says, they end, and what they yield stands in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import pipeline, rulebook
from etl.__main__ import main
from etl.limits import Limits
from etl.model import Source
from etl.read import text as plain_text
from etl.segment import passages

if TYPE_CHECKING:
    from etl.model import Document

SOURCES = Path(__file__).parents[3] / "shared" / "sources"
#: Rules whose words make the densest texts: every one of them begins a date, an amount, a name or an act.
RULES = (
    "dates/en.yml",
    "amounts/en.yml",
    "actors.yml",
    "names.yml",
    "spellings.yml",
    "milestones/en.yml",
    "segments/en.yml",
)
#: Rows that one word of a text may yield at the very most: a date of two halves, two acts each, and its refusal.
_ROWS_A_WORD = 5


def _words(entry: Any) -> set[str]:  # noqa: ANN401 (any YAML)
    """The strings of a rule file that are words of documents rather than patterns or sentences."""
    if isinstance(entry, dict):
        return set().union(*(_words(value) | _words(key) for key, value in entry.items() if key != "examples"))
    if isinstance(entry, list):
        return set().union(*map(_words, entry))
    parts = rulebook.parts(entry) if isinstance(entry, str) else []
    return {part for part in parts if part.replace(" ", "").isalpha()}


def _document(text: str) -> Document:
    source = Source("any", "any.txt", published="2020-05-04", language="en")
    return plain_text.read(text.encode(), source, Limits())


def _read(text: str) -> pipeline.Yield:
    return pipeline._document(_document(text))


RULE_WORDS = sorted(set().union(*(_words(rulebook.read(name)) for name in RULES)))
SIGNS = (
    "1991",
    "2003-04",
    "24",
    "3.5",
    "1,200",
    "US$",
    "%",
    "-",
    "–",
    "(",
    ")",
    '"',
    "“",
    "”",
    ",",
    ".",
    ";",
    ":",
    "|",
    "#",
    "*",
    "[1]",
    "²",
)
GAPS = (" ", " ", " ", "", "\n", "\n\n", "\t")
MADE = st.lists(
    st.tuples(st.sampled_from(RULE_WORDS) | st.sampled_from(SIGNS), st.sampled_from(GAPS)), max_size=120
).map(lambda pairs: "".join(word + gap for word, gap in pairs))


@pytest.mark.parametrize("made", [False, True], ids=["any characters", "words of the rules"])
@given(data=st.data())
@settings(deadline=None, max_examples=120)
def test_any_text_is_survived_and_yields_no_more_than_it_says(made: bool, data: st.DataObject) -> None:  # noqa: FBT001
    text = data.draw(
        MADE if made else st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=600)
    )
    found = _read(text)
    assert found.source is not None
    kept = [*found.candidates, *found.observations, *found.refusals]
    assert len(kept) <= _ROWS_A_WORD * len(re.findall(r"\w+", text))
    places = [one.citation for one in found.candidates] + [
        place for one in found.observations for place in one.citations
    ]
    assert all(0 <= place.start <= place.end <= len(text) for place in places)
    assert all(1 <= place.line <= text.count("\n") + 1 for place in places)


@pytest.mark.parametrize(
    "unit",
    ["In May 1991 ", "US$3 billion, ", "China-ASEAN ", "1991–", "(2003) ", "signed ", "the ", "“", "²", "1,", "- "],
)
def test_what_is_said_again_and_again_yields_rows_in_proportion(unit: str) -> None:
    few, many = (_read(unit * times) for times in (50, 400))
    count = [len(one.candidates) + len(one.observations) + len(one.refusals) for one in (few, many)]
    assert count[1] <= 8 * count[0] + 8


def test_a_sentence_without_end_is_cut_at_blanks() -> None:
    endless = "In May 1991 China signed it, and " * 400
    parts = passages(_document(endless))
    assert max(len(part.text) for part in parts) <= 2500
    assert " ".join(part.text for part in parts) == endless.strip()
    assert [endless[part.pieces[0][1] :][: len(part.text)] for part in parts] == [part.text for part in parts]


def test_a_row_without_end_is_cut_too() -> None:
    parts = passages(_document("a\tb\n" + "US$3 billion in 1991\t" * 400))
    assert {part.kind for part in parts} == {"table"}
    assert max(len(part.text) for part in parts) <= 2500


@pytest.mark.documents
@pytest.mark.skipif(not SOURCES.is_dir(), reason="the documents are not beside the project")
def test_two_processes_write_the_bytes_of_one_over_the_documents(tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        assert main(["build", "--sources", str(SOURCES), "--out", str(tmp_path / jobs), "--jobs", jobs]) == 0
    names = sorted(path.name for path in (tmp_path / "1").iterdir())
    assert "events.csv" in names
    for name in names:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes(), name
