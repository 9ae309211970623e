"""What is named again without its words: meetings without their date, and "he", "they", "both sides"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from etl.milestones.names import Name, find_names
from etl.milestones.phrases import Phrase, said
from etl.model import DateMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from etl.milestones.lexicon import Lexicon
    from etl.milestones.reading import Reading
    from etl.model import Passage

#: How many sentences back a meeting's date may stand.
_REACH = 6
_TELLING = frozenset({"body", "note"})


def with_meetings(
    passages: Sequence[Passage], dates: Sequence[Sequence[DateMention]], words: Lexicon
) -> list[tuple[DateMention, ...]]:
    """The dates of each passage, and for passages without one the date of the meeting they name again.

    "At the summit" takes the date of the sentence before that dates a summit, in the same paragraph; a meeting that
    can only be one ("the Special Summit") takes the date it has elsewhere in the document, if it has just one there.
    """
    single = _single_meetings(passages, dates, words)
    result = []
    for index, (passage, found) in enumerate(zip(passages, dates, strict=True)):
        if found or passage.kind not in _TELLING:
            result.append(tuple(found))
            continue
        made = _again(index, passages, dates, words) or _elsewhere(passage, single, words)
        result.append((made,) if made else ())
    return result


def _again(
    index: int, passages: Sequence[Passage], dates: Sequence[Sequence[DateMention]], words: Lexicon
) -> DateMention | None:
    passage = passages[index]
    match = words.at_meeting.search(passage.text)
    if match is None:
        return None
    for other in range(index - 1, max(-1, index - 1 - _REACH), -1):
        if passages[other].paragraph != passage.paragraph:
            return None
        named = re.search(rf"\b{match[1]}\b", passages[other].text, re.IGNORECASE)
        if named and dates[other]:
            near = min(dates[other], key=lambda date: abs(date.start - named.start()))
            return _mention(match.start(), match.end(), passage.text, near)
    return None


def _elsewhere(passage: Passage, single: dict[str, DateMention], words: Lexicon) -> DateMention | None:
    for name in find_names(passage.text, words):
        if name.thing is not None and name.thing.id in single:
            lead = re.search(r"\b[Aa]t (?:the )?$", passage.text[: name.start])
            if lead:
                return _mention(lead.start(), name.end, passage.text, single[name.thing.id])
    return None


def _mention(start: int, end: int, text: str, date: DateMention) -> DateMention:
    return replace(date, start=start, end=end, text=text[start:end], relative=True, rule="en.at_meeting")


def _single_meetings(
    passages: Sequence[Passage], dates: Sequence[Sequence[DateMention]], words: Lexicon
) -> dict[str, DateMention]:
    """Meetings that can only be one, by id, with their date where the document gives just one."""
    found: dict[str, list[DateMention]] = {}
    for passage, mentions in zip(passages, dates, strict=True):
        if not mentions or passage.kind not in _TELLING or not words.one_meeting.search(passage.text):
            continue
        for name in find_names(passage.text, words):
            if name.thing is not None and words.one_meeting.search(name.text):
                after = [date for date in mentions if date.start >= name.end]
                found.setdefault(name.thing.id, []).append((after or list(mentions))[0])
    return {key: rows[0] for key, rows in found.items() if len({row.edtf for row in rows}) == 1}


def resolved(phrase: Phrase, reading: Reading) -> Phrase:
    """A phrase that only stands for somebody named before, as that somebody; any other as it is."""
    if generic := _generic(phrase, reading):
        return generic
    stands_for = reading.words.pronouns.get(phrase.text.lower(), "")
    if not stands_for or any(name.actor is None for name in phrase.names if name.thing):
        return phrase
    names = _meant(stands_for, reading)
    if not names:
        return phrase
    words = [said(name) for name in names]
    joined = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return Phrase(joined, tuple(names), phrase.step, plural=len(names) > 1)


def _generic(phrase: Phrase, reading: Reading) -> Phrase | None:
    """What "the community" stands for: the thing named last before it whose name has that word."""
    word = phrase.text.lower()
    if " " in word or word not in reading.words.generic_nouns:
        return None
    earlier = [*(name for row in reading.before for name in row), *reading.names]
    named = [name for name in earlier if (name.thing or name.what == "proper") and word in said(name).lower().split()]
    return Phrase(said(named[-1]), (named[-1],), phrase.step) if named else None


def _meant(stands_for: str, reading: Reading) -> list[Name]:
    earlier = [*(name for row in reading.before for name in row), *reading.names]
    if stands_for == "person":
        return [name for name in earlier if name.actor and name.actor.kind == "person"][-1:]
    if stands_for == "both":
        actors = reading.words.actors
        return [Name(0, 0, actors[code].name, "actor", actors[code]) for code in reading.both if code in actors]
    if stands_for == "states":
        return states_before(reading)
    return [name for name in earlier if name.thing or name.what == "proper"][-1:]


def states_before(reading: Reading) -> list[Name]:
    """The states and blocs of the nearest sentence before that names any, each once."""
    for row in reversed(reading.before):
        states = _once(name for name in row if name.actor and name.actor.kind in {"state", "bloc"})
        if states:
            return states
    return []


def _once(names: Iterable[Name]) -> list[Name]:
    seen: dict[str, Name] = {}
    for name in names:
        if name.actor:
            seen.setdefault(name.actor.code, name)
    return list(seen.values())
