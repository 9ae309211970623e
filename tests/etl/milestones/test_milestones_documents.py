"""Milestones of the real documents, where they are beside the project: traceable, and in words of our own."""

import re
from functools import cache
from pathlib import Path

import pytest

from etl.dates import passage_dates
from etl.limits import Limits
from etl.milestones import find
from etl.milestones.names import find_names
from etl.milestones.title import LIMIT
from etl.model import Candidate, Document, Source
from etl.read import read
from etl.segment import passages
from tests.etl.milestones.telling import WORDS

SOURCES = Path(__file__).parents[4] / "shared" / "sources"
#: So many words running are a quotation.
QUOTED = 9
pytestmark = [
    pytest.mark.documents,
    pytest.mark.skipif(not SOURCES.is_dir(), reason="the real documents are not beside the project"),
]


@cache
def found() -> list[tuple[Document, tuple[Candidate, ...]]]:
    """Each document with its candidates."""
    rows = []
    for path in sorted(SOURCES.glob("*.txt")):
        whole = read(path, Source(path.stem, path.name, published="2023"), Limits())
        parts = passages(whole)
        rows.append((whole, find(whole, parts, passage_dates(parts, reference="2023"))[0]))
    return rows


def runs(text: str) -> set[tuple[str, ...]]:
    """All runs of words of a text that are long enough for a quotation."""
    words = re.findall(r"[\w'-]+", text.lower())
    return {tuple(words[at : at + QUOTED]) for at in range(len(words) - QUOTED + 1)}


def without_names(title: str, stated: str) -> list[str]:
    """What is left of a title between the capitalised words of names, of its own or of the text around its date."""
    named = " ".join(name.text for text in (title, stated) for name in find_names(text, WORDS))
    words = {word for word in re.findall(r"[\w'-]+", named) if not word[0].islower()}
    parts = [""]
    for word in title.split():
        parts = [*parts, ""] if word.strip("…,.;:()") in words else [*parts[:-1], f"{parts[-1]} {word}"]
    return parts


def around(whole: Document, candidate: Candidate) -> str:
    cited = candidate.citation
    return " ".join(whole.text[max(0, cited.start - 500) : cited.end + 500].split())


def test_milestones_are_found_in_documents_that_tell_of_some() -> None:
    assert sum(bool(candidates) for _, candidates in found()) >= 4


def test_a_title_keeps_to_its_limit() -> None:
    assert max(len(one.title) for _, candidates in found() for one in candidates) <= LIMIT


def test_a_title_quotes_no_document_but_for_names() -> None:
    printed = set().union(*(runs(whole.text) for whole, _ in found()))
    quoting = [
        one.title
        for whole, candidates in found()
        for one in candidates
        for rest in without_names(one.title, around(whole, one))
        if runs(rest) & printed
    ]
    assert quoting == []


def test_every_citation_leads_to_the_words_of_its_date() -> None:
    for whole, candidates in found():
        for cited in (one.citation for one in candidates):
            assert 0 <= cited.start < cited.end <= len(whole.text)
            assert whole.line_of(cited.start) == cited.line
            stated = re.sub(r"\s+", "", whole.text[cited.start : cited.end])
            assert stated == re.sub(r"\s+", "", cited.date_text)
