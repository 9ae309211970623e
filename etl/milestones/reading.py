"""All that was recognised in a passage, with what the sentences before it named."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from etl.milestones.acts import ActSpan, find_acts
from etl.milestones.names import Name, find_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from etl.milestones.grammar import Grammar
    from etl.milestones.lexicon import Lexicon
    from etl.model import DateMention, Document, Passage

#: How many sentences of the same section are looked back at.
_LOOK_BACK = 5
_TELLING = frozenset({"body", "note"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage with its names, acts and dates.

    ``before`` gives the names of the sentences before it in its section, the nearest sentence last, which few passages
    ask for; ``both`` are the two states or blocs that the document is about, ``about`` two states where it is about
    hardly any other.
    """

    document: Document
    passage: Passage
    names: Sequence[Name]
    acts: Sequence[ActSpan]
    dates: Sequence[DateMention]
    words: Lexicon
    before: Callable[[], tuple[tuple[Name, ...], ...]] = tuple
    both: tuple[str, str] = ("CHN", "ASEAN")
    about: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The passage's text."""
        return self.passage.text

    @property
    def grammar(self) -> Grammar:
        """The grammar of the passage's language."""
        return self.words.grammar


def readings(
    document: Document, passages: Sequence[Passage], dates: Sequence[Sequence[DateMention]], words: Lexicon
) -> Iterator[Reading]:
    """A reading of each passage that has a date, in order."""

    @cache
    def names_of(index: int) -> tuple[Name, ...]:
        return tuple(find_names(passages[index].text, words))

    def names_before(index: int) -> tuple[tuple[Name, ...], ...]:
        near = range(max(0, index - _LOOK_BACK), index)
        telling = [other for other in near if passages[other].kind in _TELLING]
        return tuple(names_of(other) for other in telling if passages[other].headings == passages[index].headings)

    for index, (passage, found) in enumerate(zip(passages, dates, strict=True)):
        if not found:
            continue
        names = names_of(index)
        acts = find_acts(passage.text, words, names)
        yield Reading(document, passage, names, acts, tuple(found), words, partial(names_before, index))
