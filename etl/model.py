"""The frozen values that stages hand to each other; nothing in here reads, decides or writes.

Text offsets are ``start``/``end``, half-open, and refer to the one immutable string of their document
(or, where a docstring says so, of their passage). Calendar spans are ``first``/``last``, inclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Source:
    """A document or statistical file; the columns of ``sources.csv``. ``published`` is EDTF, "" where unknown."""

    source_id: str
    path: str
    title: str = ""
    authors: str = ""
    publisher: str = ""
    published: str = ""
    language: str = "en"
    kind: str = ""
    locator: str = ""
    sha256: str = ""
    licence: str = ""
    retrieved: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document's text that its layout sets apart.

    ``kind`` is paragraph, heading, list_item, table_row, note, reference or furniture (running heads, page
    numbers); readers that cannot know say paragraph, and `etl.segment` decides. ``page`` is 0 where the
    format has no pages; ``level`` is a heading's depth from 1.
    """

    kind: str
    start: int
    end: int
    page: int = 0
    level: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader makes of a file: one immutable text and its blocks in reading order.

    ``notes`` say what the reader changed or left out that a user should know of (a byte-order mark, NUL bytes).
    """

    source: Source
    text: str
    blocks: tuple[Block, ...]
    _line_starts: tuple[int, ...] = field(default=(), repr=False, compare=False)
    notes: tuple[str, ...] = ()

    def line_of(self, offset: int) -> int:
        """The 1-based line of the extracted text in which an offset stands."""
        return bisect_right(self._line_starts, offset) if self._line_starts else self.text.count("\n", 0, offset) + 1

    def indexed(self) -> Document:
        """The same document with its lines counted once."""
        starts, at = [0], self.text.find("\n")
        while at != -1:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return replace(self, _line_starts=tuple(starts))


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, list item or table row, joined over line, page and footnote breaks.

    ``text`` is clean (words rejoined, marks of notes gone). ``pieces`` maps it back: each (at, start, length)
    says that ``text[at:at+length]`` is ``document[start:start+length]``. ``kind`` is body, note, table, heading,
    caption, reference or furniture. ``headings`` run from the outermost to the nearest. ``index`` counts passages of a
    document in reading order; ``paragraph`` is the same for sentences of one paragraph.
    """

    source_id: str
    index: int
    text: str
    pieces: tuple[tuple[int, int, int], ...]
    kind: str = "body"
    headings: tuple[str, ...] = ()
    paragraph: int = 0
    page: int = 0
    language: str = "en"

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the document of a stretch of this passage's text."""
        return self._document_offset(start), self._document_offset(max(start, end - 1)) + 1

    def _document_offset(self, at: int) -> int:
        row = bisect_right(self.pieces, (at, float("inf"), 0)) - 1
        begin, start, length = self.pieces[max(row, 0)]
        return start + min(max(at - begin, 0), max(length - 1, 0))


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that name a calendar date, and what they mean.

    ``start``/``end`` are offsets in the text that was searched; ``edtf`` the meaning; ``precision`` day, month,
    quarter, half, year, decade or range; ``relative`` whether the meaning needed another date ("the same year");
    ``rule`` the id of the rule that found it; ``modifier`` "" or approx, start, mid, end, before, after, as_of,
    since, until.
    """

    start: int
    end: int
    text: str
    edtf: str
    precision: str
    relative: bool = False
    rule: str = ""
    modifier: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, as stated.

    ``value`` is in base units (5.85 billion is 5_850_000_000); ``unit`` an ISO 4217 code, "%", "ratio" or a counted
    noun's unit ("count"); ``qualifier`` "" or about, more_than, less_than, up_to; ``noun`` what is counted.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    kind: str
    qualifier: str = ""
    noun: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place that supports a row; the columns of ``citations.csv`` but for the row's id."""

    source_id: str
    page: int
    line: int
    start: int
    end: int
    date: str
    date_text: str
    verdict: str = "supports"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One mention of a milestone in one passage, before mentions of the same milestone are merged.

    ``act`` is the lemma of what was done, ``subject`` the codes of who did it, ``objects`` the ids or names of
    what    it was done to: together with the time they tell whether two mentions are the same milestone. ``named`` says
    whether what it was done to has a name of its own.
    """

    citation: Citation
    date: str
    precision: str
    title: str
    summary: str
    domain: str
    countries: tuple[str, ...]
    actors: tuple[str, ...]
    kind: str
    importance: int
    act: str
    subject: tuple[str, ...]
    objects: tuple[str, ...]
    key: str = ""
    status: str = "clear"
    note: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True)
class Milestone:
    """A row of ``events.csv`` with its citations and its history (step, rule, detail)."""

    event_id: str
    date: str
    first: dt.date
    last: dt.date
    precision: str
    title: str
    summary: str
    domain: str
    countries: tuple[str, ...]
    actors: tuple[str, ...]
    kind: str
    importance: int
    status: str
    note: str
    citations: tuple[Citation, ...]
    history: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """A row of ``trade.csv`` with its citations; ``value`` in base units of ``unit``."""

    period: str
    indicator: str
    reporter: str
    partner: str
    flow: str
    value: Decimal
    unit: str
    kind: str
    method: str
    valuation: str
    citations: tuple[Citation, ...]
    status: str = "clear"
    note: str = ""
    qualifier: str = ""
    preferred: bool = False
    history: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was refused or could not be read: where, and why, as one line."""

    place: str
    reason: str
