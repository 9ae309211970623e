"""All that was recognised in a passage, with what the sentences before it named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING

from etl.milestones.acts import FINITE, ActSpan, find_acts
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
    ask for, and ``previous`` the reading of the last of them, or None; ``both`` are the two states or blocs that the
    document is about, ``about`` two states where it is about hardly any other.
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
    previous: Callable[[], Reading | None] = lambda: None

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

    @cache
    def reading_of(index: int) -> Reading:
        passage, names = passages[index], names_of(index)
        previous = partial(reading_before, index)
        acts = find_acts(passage.text, words, names)
        before = partial(names_before, index)
        made = Reading(document, passage, names, acts, tuple(dates[index]), words, before, previous=previous)
        return replace(made, acts=with_repeated(made))

    def reading_before(index: int) -> Reading | None:
        near = passages[index - 1] if index else None
        same = near is not None and near.kind in _TELLING and near.headings == passages[index].headings
        return reading_of(index - 1) if same else None

    for index, found in enumerate(dates):
        if found:
            yield reading_of(index)


def with_repeated(reading: Reading) -> list[ActSpan]:
    """The acts of a reading, with those that are only said to be done again ("Laos did so in May")."""
    acts = list(reading.acts)
    for match in reading.grammar.find.did_so.finditer(reading.text):
        earlier = [act for act in acts if act.end <= match.start()]
        if source := last_told(earlier) or last_told(_acts_before(reading)):
            again = replace(source, start=match.start(), end=match.end(), form="finite", reduced=False, again=True)
            acts = sorted([*acts, again], key=lambda act: act.start)
    return acts


def last_told(acts: Sequence[ActSpan]) -> ActSpan | None:
    """The last act that a verb tells."""
    return next((act for act in reversed(acts) if act.form in FINITE), None)


def _acts_before(reading: Reading) -> Sequence[ActSpan]:
    before = reading.previous()
    return before.acts if before else ()
