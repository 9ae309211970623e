"""Documents to passages: sentences, list items and table rows, joined over the breaks of the page.

The work is four short steps, a module each: `classify` says what each block is, `clean` takes marks out and remembers
where every character stood, `join` puts together what lines, pages and notes cut, `sentences` cuts at full stops.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl.model import Passage
from etl.segment.classify import classified
from etl.segment.clean import Flow, cleaned
from etl.segment.join import joined
from etl.segment.lexicon import lexicon
from etl.segment.sentences import bounded, sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etl.model import Block, Document
    from etl.segment.lexicon import SegmentLexicon

#: Kinds that are cut into sentences; the others stay whole.
_RUNNING = frozenset({"body", "item", "note", "reference"})


def passages(document: Document) -> tuple[Passage, ...]:
    """The passages of a document in reading order, notes after the paragraph that they interrupt.

    Kinds are body, note (with content of its own), table, heading, caption, reference (bibliographic) and furniture.
    Offsets lead back into ``document.text``; every passage's ``pieces`` are in order and do not overlap.
    """
    words = lexicon(document.source.language)
    blocks = classified(document, words)
    flows = [(block, cleaned(document.text, block, words)) for block in blocks]
    result: list[Passage] = []
    headings: list[tuple[int, str]] = []
    for number, (block, flow) in enumerate(joined(flows, words)):
        if block.kind == "heading":
            headings = [item for item in headings if item[0] < block.level] + [(block.level, flow.text)]
        trail = tuple(text for _, text in headings)
        for part, kind in _parts(block, flow, words):
            result.append(
                Passage(
                    source_id=document.source.source_id,
                    index=len(result),
                    text=part.text,
                    pieces=part.pieces,
                    kind=kind,
                    headings=trail,
                    paragraph=number,
                    page=block.page,
                    language=document.source.language or "en",
                )
            )
    return tuple(result)


def _parts(block: Block, flow: Flow, words: SegmentLexicon) -> Iterator[tuple[Flow, str]]:
    if block.kind not in _RUNNING:
        if flow.text:
            yield from ((flow.slice(*span), block.kind) for span in bounded(flow.text, 0, len(flow.text)))
        return
    dateline = words.dateline.search(flow.text) if block.kind == "body" else None
    if dateline is not None:
        yield flow.slice(0, dateline.end()), "furniture"
        flow = flow.slice(dateline.end(), len(flow.text))
    for start, end in sentence_spans(flow.text, words):
        part = flow.slice(start, end)
        yield part, _kind(block.kind, part.text, words)


def _kind(kind: str, sentence: str, words: SegmentLexicon) -> str:
    """The kind of one sentence: a note or paragraph may hold bibliographic sentences among others."""
    kind = "body" if kind == "item" else kind
    if kind == "reference" or words.is_bibliographic(sentence):
        return "reference"
    if words.affiliation.search(sentence):
        return "furniture"
    return kind
