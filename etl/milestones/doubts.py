"""Dates that a document itself gives reason to doubt: by its own note, by the period it speaks of, by its own date.

Nothing is repaired here: a doubt becomes the status "disputed" and a note that says what contradicts what.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from etl import spans
from etl.milestones.acts import is_present

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from etl.milestones.lexicon import Lexicon
    from etl.milestones.reading import Reading
    from etl.model import DateMention, Document, Passage

_DIGIT = re.compile(r"\d")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK_AFTER = re.compile(r"[\"”’'»)\]]*\s?(?:([⁰¹²³⁴-⁹]+)|\^\{(\d{1,3})[^}]{0,8}\}|\[(\d{1,3})\]|(\d{1,3})(?=\s|$))")
_MARK_BEFORE = re.compile(
    r"(?:([⁰¹²³⁴-⁹]+)|\^\{(\d{1,3})[^}]{0,8}\}(?:quot;)?|\[(\d{1,3})\]|(?:^|\n)(\d{1,3})\.?)\s*[\"“]?$"
)
_NOTED = frozenset({"note", "reference"})
#: How far outside the period that its paragraph speaks of a year may lie before it is doubted: boundaries are loose.
_SLACK_YEARS = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a document says about its own dates.

    ``notes`` are the dates of the note that a passage is marked with, by the passage's index; ``periods`` the first and
    last year of the labelled period that a passage's paragraph speaks of, with the label.
    """

    notes: Mapping[int, tuple[DateMention, ...]] = field(default_factory=dict)
    periods: Mapping[int, tuple[str, int, int]] = field(default_factory=dict)


def evidence(
    document: Document, passages: Sequence[Passage], dates: Sequence[Sequence[DateMention]], words: Lexicon
) -> Evidence:
    """The notes' dates and labelled periods of a document, for its running passages."""
    return Evidence(_notes(document, passages, dates), _periods(passages, words))


def doubt(date: DateMention, reading: Reading, known: Evidence) -> str:
    """Why a date of a reading is to be doubted, as a sentence for readers; "" where nothing speaks against it."""
    passage, say, published = reading.passage, reading.grammar.say, reading.document.source.published
    if len(date.edtf) >= 7 and "/" not in date.edtf and "~" not in date.edtf:
        for other in known.notes.get(passage.index, ()):
            if other.edtf[4:7] == date.edtf[4:7] and other.edtf[:4] != date.edtf[:4]:
                return say("note_differs", date=other.edtf)
    if passage.index in known.periods and date.edtf[:4].isdigit():
        label, first, last = known.periods[passage.index]
        if not first - _SLACK_YEARS < int(date.edtf[:4]) < last + _SLACK_YEARS:
            return say("outside_period", label=label, first=first, last=last)
    later = published and spans.span(date.edtf)[0] > spans.span(published)[1]
    return say("told_too_early", published=published) if later and not _is_planned(date, reading) else ""


def _is_planned(date: DateMention, reading: Reading) -> bool:
    """Whether the text says that something is to come: by a word for it, by the present tense, or by a meeting."""
    if reading.grammar.find.planned.search(reading.text):
        return True
    finite = [act for act in reading.acts if act.form == "finite" and act.step != "said"]
    present = bool(finite) and all(is_present(act, reading.grammar) for act in finite)
    return present or any(name.is_of_thing and name.start == date.end + 1 for name in reading.names)


def _notes(
    document: Document, passages: Sequence[Passage], dates: Sequence[Sequence[DateMention]]
) -> dict[int, tuple[DateMention, ...]]:
    """For each marked passage, the dates of the next note that opens with its mark."""
    opened: list[tuple[int, int, int]] = []
    for passage in passages:
        if passage.kind in _NOTED and passage.pieces:
            start = passage.pieces[0][1]
            number = _number(_MARK_BEFORE.search(document.text[max(0, start - 16) : start]))
            if number:
                opened.append((number, passage.index, passage.paragraph))
    result = {}
    for passage in passages:
        if passage.kind in _NOTED or not dates[passage.index] or not passage.pieces:
            continue
        _, start, length = passage.pieces[-1]
        number = _number(_MARK_AFTER.match(document.text, start + length))
        note = next((row for row in opened if row[0] == number and row[1] > passage.index), None)
        if note:
            result[passage.index] = tuple(
                date
                for other in passages[note[1] :]
                if other.paragraph == note[2]
                for date in dates[other.index]
                if date.precision in {"day", "month"}
            )
    return result


def _number(match: re.Match[str] | None) -> int:
    if match is None:
        return 0
    return int(next(group for group in match.groups() if group).translate(_RAISED))


def _periods(passages: Sequence[Passage], words: Lexicon) -> dict[int, tuple[str, int, int]]:
    """The labelled period that each passage's paragraph last spoke of, where the document says its years."""
    known: dict[str, tuple[str, int, int]] = {}
    for passage in passages:
        if not _DIGIT.search(passage.text):  # it would say no years
            continue
        for match in words.grammar.find.period_definition.finditer(passage.text):
            known.setdefault(match[1].lower(), (match[1].lower(), int(match[2]), int(match[3])))
    result: dict[int, tuple[str, int, int]] = {}
    spoken: tuple[int, tuple[str, int, int] | None] = (-1, None)
    for passage in passages:
        if spoken[0] != passage.paragraph:
            spoken = (passage.paragraph, None)
        lowered = passage.text.lower()
        labels = [label for label in known if label in lowered and re.search(rf"\b{label}\b", lowered)]
        if labels:
            spoken = (passage.paragraph, known[labels[-1]])
        if spoken[1] is not None:
            result[passage.index] = spoken[1]
    return result
