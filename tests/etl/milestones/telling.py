"""Small documents, and what is read in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from etl.dates import find_dates, passage_dates
from etl.milestones import find
from etl.milestones.acts import find_acts
from etl.milestones.lexicon import lexicon
from etl.milestones.names import find_names
from etl.milestones.reading import Reading
from etl.model import Block, Candidate, Citation, Document, Passage, Source
from etl.segment import passages

if TYPE_CHECKING:
    from etl.milestones import Refusal
    from etl.milestones.names import Name

WORDS = lexicon("en")


def document(*paragraphs: str, published: str = "2024", kinds: tuple[str, ...] = ()) -> Document:
    """A document of these paragraphs, with a blank line between each two."""
    text, blocks = "", []
    for at, paragraph in enumerate(paragraphs):
        start = len(text)
        text += paragraph + "\n\n"
        blocks.append(Block(kinds[at] if kinds else "paragraph", start, start + len(paragraph)))
    source = Source("ferries", "ferries.txt", published=published)
    return Document(source, text, tuple(blocks)).indexed()


def told(
    *paragraphs: str, published: str = "2024", kinds: tuple[str, ...] = ()
) -> tuple[tuple[Candidate, ...], tuple[Refusal, ...]]:
    """The candidates and refusals of a document of these paragraphs."""
    whole = document(*paragraphs, published=published, kinds=kinds)
    parts = passages(whole)
    return find(whole, parts, passage_dates(parts, reference=published or None))


def the_one(*paragraphs: str, published: str = "2024") -> Candidate:
    """The only candidate of a document."""
    (candidate,) = told(*paragraphs, published=published)[0]
    return candidate


def reading(text: str) -> Reading:
    """A reading of one sentence."""
    whole = document(text)
    passage = Passage("ferries", 0, text, ((0, 0, len(text)),))
    names = find_names(text, WORDS)
    dates = tuple(find_dates(text))
    return Reading(whole, passage, names, find_acts(text, WORDS, names), dates, WORDS)


def name_called(found: list[Name], text: str) -> Name:
    """The name with this text."""
    return next(name for name in found if name.text == text)


def mention(date: str = "2003", source: str = "ferries", start: int = 0, **changes: object) -> Candidate:
    """A mention of a ferry pact signed by two states, at a place of a document."""
    precision = {4: "year", 7: "month", 10: "day"}[len(date)]
    plain = Candidate(
        citation=Citation(source, 0, start + 1, start, start + 4, date, date, rule="en.sign+en.year"),
        date=date,
        precision=precision,
        title="Laos and Thailand sign Ferry Pact",
        summary="",
        domain="trade_economy",
        countries=("LAO", "THA"),
        actors=("LAO", "THA"),
        kind="signed",
        importance=2,
        act="signed",
        subject=("LAO", "THA"),
        objects=("ferry", "pact"),
        named=True,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]
