"""Two lists in one order: "Laos and Myanmar joined in 1997 and 1999, respectively" as a sentence for each.

Each such passage becomes one for each date, with the item that this date is of and without the others, so that all
that reads it afterwards meets a plain sentence. Its pieces still lead to the document.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from etl import spans
from etl.milestones import refuse
from etl.milestones.names import find_names

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from etl.milestones.grammar import Grammar
    from etl.milestones.lexicon import Lexicon
    from etl.milestones.names import Name
    from etl.model import DateMention, Passage

#: A stretch of a passage's text.
_Stretch: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Row:
    """Dates in a row that belong to the items of a list, and where the word stands that says so."""

    dates: tuple[DateMention, ...]
    start: int
    end: int
    word: _Stretch

    def drop(self, at: int, items: Sequence[_Stretch]) -> list[_Stretch]:
        """What a sentence of one item and its date does without."""
        date = self.dates[at]
        others = [(items[0][0], items[at][0]), (items[at][1], items[-1][1])]
        return [*others, (self.start, date.start), (date.end, self.end), self.word]


def one_by_one(
    passages: Sequence[Passage], dates: Sequence[Sequence[DateMention]], words: Lexicon
) -> tuple[list[Passage], list[tuple[DateMention, ...]]]:
    """The passages and their dates, with one passage for each item of two lists that run in one order.

    Args:
        passages: Of a document, in order.
        dates: Those of each passage.
        words: Of the document's language.
    """
    told: list[Passage] = []
    found: list[tuple[DateMention, ...]] = []
    for passage, own in zip(passages, dates, strict=True):
        for apart, of_it in _apart(passage, own, words) or [(passage, tuple(own))]:
            told.append(apart)
            found.append(of_it)
    return told, found


def _apart(
    passage: Passage, dates: Sequence[DateMention], words: Lexicon
) -> list[tuple[Passage, tuple[DateMention, ...]]]:
    text, find = passage.text, words.grammar.find
    said = find.respectively.search(text) if dates else None
    row = _listed(text, dates, said, words.grammar) if said else None
    items = _items(text, row, words) if row else ()
    if row is None or not items:
        return []
    others = [date for date in dates if date.end <= row.start or date.start >= row.end]
    plural = [found.span("s") for found in (find.shared_noun.match(text, items[-1][1]),) if found]
    return [
        _of_one(passage, sorted([date, *others], key=lambda one: one.start), [*row.drop(at, items), *plural])
        for at, date in enumerate(row.dates)
    ]


def _listed(text: str, dates: Sequence[DateMention], said: re.Match[str], grammar: Grammar) -> _Row | None:
    """The row of dates just before the word, or the first one after it."""
    for run in _runs(text, dates, grammar):
        start, end = run[0].start, run[-1].end
        beside = end <= said.start() and not text[end : said.start()].strip(" ,")
        parts = _halves(run[0], text, grammar) if len(run) == 1 else tuple(run)
        if len(parts) > 1 and (beside or said.end() <= start):
            return _Row(parts, start, end, (len(text[: said.start()].rstrip(" ,")), said.end()))
    return None


def _runs(text: str, dates: Sequence[DateMention], grammar: Grammar) -> Iterator[list[DateMention]]:
    """The dates in rows: those joined by nothing but commas and "and"."""
    run: list[DateMention] = []
    for date in dates:
        if run and not grammar.find.date_list.search(text[run[-1].end : date.start].strip(" ,")):
            yield run
            run = []
        run.append(date)
    yield run


def _halves(date: DateMention, text: str, grammar: Grammar) -> tuple[DateMention, ...]:
    if not refuse.is_pair(date, text, grammar):
        return (date,)
    return tuple(replace(date, edtf=edtf, precision=spans.precision(edtf)) for edtf in date.edtf.split("/"))


def _items(text: str, listed: _Row, words: Lexicon) -> tuple[_Stretch, ...]:
    """The items of the nearest list of as many, before the dates where there is one."""
    names = find_names(text, words)
    known = [name for name in names if name.value is not None]
    lists = [one for some in (names, known) for one in _lists_of_names(text, some, words.grammar)]
    lists += _lists_of_words(text, names, words.grammar)
    fitting = [one for one in lists if len(one) == len(listed.dates)]
    before = [one for one in fitting if one[-1][1] <= listed.start]
    after = [one for one in fitting if one[0][0] >= listed.end]
    if before:
        return max(before, key=lambda one: (one[-1][1], one[-1][0] - one[0][0]))
    return min(after, key=lambda one: one[0][0], default=())


def _lists_of_names(text: str, names: Sequence[Name], grammar: Grammar) -> Iterator[tuple[_Stretch, ...]]:
    run: list[_Stretch] = []
    for name in names:
        if run and name.start < run[-1][1]:
            continue
        if run and not grammar.find.list_gap.search(text[run[-1][1] : name.start].strip()):
            yield tuple(run)
            run = []
        run.append((name.start, name.end))
    yield tuple(run)


def _lists_of_words(text: str, names: Sequence[Name], grammar: Grammar) -> Iterator[tuple[_Stretch, ...]]:
    """Lists of single words ("gas and oil"), not those that a name has in its capital letters."""
    for match in grammar.find.listed_words.finditer(text):
        held = any(name.start <= match.start() and match.end() <= name.end for name in names)
        if held and match[0] != match[0].lower():
            continue
        yield tuple(_parted(match, grammar))


def _parted(found: re.Match[str], grammar: Grammar) -> Iterator[_Stretch]:
    start = found.start()
    for joint in grammar.find.word_joint.finditer(found.string, found.start(), found.end()):
        yield start, joint.start()
        start = joint.end()
    yield start, found.end()


def _of_one(
    passage: Passage, dates: Sequence[DateMention], drop: Sequence[_Stretch]
) -> tuple[Passage, tuple[DateMention, ...]]:
    """The passage without what is dropped, and those of the dates that it still has."""
    kept = _without(len(passage.text), drop)
    return _cut(passage, kept), tuple(moved for date in dates if (moved := _moved(date, kept)))


def _without(length: int, drop: Sequence[_Stretch]) -> list[_Stretch]:
    """The stretches that are left of a text."""
    kept, at = [], 0
    for start, end in sorted(drop):
        if start > at:
            kept.append((at, start))
        at = max(at, end)
    return [*kept, (at, length)] if at < length else kept


def _cut(passage: Passage, kept: Sequence[_Stretch]) -> Passage:
    text = ""
    pieces: list[tuple[int, int, int]] = []
    for start, end in kept:
        for at, begin, length in passage.pieces:
            low, high = max(at, start), min(at + length, end)
            if low < high:
                pieces.append((len(text) + low - start, begin + low - at, high - low))
        text += passage.text[start:end]
    return replace(passage, text=text, pieces=tuple(pieces))


def _moved(date: DateMention, kept: Sequence[_Stretch]) -> DateMention | None:
    """A date at its place in the cut text; None where it was cut."""
    before = 0
    for start, end in kept:
        if start <= date.start and date.end <= end:
            return replace(date, start=before + date.start - start, end=before + date.end - start)
        before += end - start
    return None
