"""Looks up many phrases in a text at once, as whole words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from etl.milestones import spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Value = TypeVar("Value")

#: Letters that stand for others in names: one for one, so that offsets hold.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "“": '"', "”": '"'})
_NEXT = re.compile(r"\s*([^\W_]+|\S)")
#: From this many words on a name is found in any case: its words are too many to be others by chance.
_ANY_CASE = 3
#: A table without phrases finds none.
_NEVER = re.compile(r"(?!)")


@dataclass(slots=True)
class _Step(Generic[Value]):
    """Where the words of phrases lead: to the words that follow, and to what phrases that end here stand for.

    ``ends`` has each with the first word that it must have as written, or "" for any case.
    """

    after: dict[str, _Step[Value]] = field(default_factory=dict)
    ends: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class PhraseTable(Generic[Value]):
    """Phrases by their first word; ``word`` finds what may be one, ``following`` the next word of a phrase.

    Where the table is ``tolerant``, the words are in small letters, and the text may be in any case.
    """

    first: Mapping[str, _Step[Value]]
    word: re.Pattern[str]
    following: re.Pattern[str]
    tolerant: bool = False


def with_plain_marks(text: str) -> str:
    """A text with the dashes, quotes and blanks that tables of phrases are written with, of the same length."""
    return text if text.isascii() else text.translate(_PLAIN)


def phrase_table(pairs: Iterable[tuple[str, Value]]) -> PhraseTable[Value]:
    """A table of phrases as they are written, and what each stands for; of equal ones the first given is found."""
    root: _Step[Value] = _Step()
    for phrase, value in pairs:
        step = root
        for word in spelling.words(phrase):
            step = _step(step, word)
        step.ends = (*step.ends, ("", value))
    return PhraseTable(root.after, _words({word[0] for word in root.after}), _NEXT)


def name_table(pairs: Iterable[tuple[str, Value]]) -> PhraseTable[Value]:
    """The same of names, which are found in the other spellings that ``spellings.yml`` tells of, too."""
    root: _Step[Value] = _Step()
    other = spelling.spellings()
    letters: set[str] = set()
    for phrase, value in pairs:
        words = other.name_words(phrase)
        step = root
        for word in other.usual(words):
            step = _step(step, word, other.alike.get(word, ()))
        first = words[0]
        if len(words) < _ANY_CASE:
            forms = {first, first.capitalize()} if first.islower() else {first}
            step.ends = (*step.ends, *((form, value) for form in sorted(forms)))
        else:
            forms = {first.lower(), first.upper()}
            step.ends = (*step.ends, ("", value))
        letters |= {form[0] for form in forms}
    return PhraseTable(root.after, _words(letters), other.following, tolerant=True)


def _step(step: _Step[Value], word: str, alike: Sequence[Sequence[str]] = ()) -> _Step[Value]:
    """The step that a word leads to, to which its other spellings are made to lead, too."""
    reached = step.after.get(word)
    if reached is None:
        reached = step.after[word] = _Step()
    for *before, last in alike:
        at = step
        for part in before:
            at = _step(at, part)
        at.after.setdefault(last, reached)
    return reached


def _words(letters: set[str]) -> re.Pattern[str]:
    """Words that begin with one of these letters; the letter stands first, so that the engine leaps to the next one."""
    signs, first = ("".join(sorted(map(re.escape, letters & kind))) for kind in ({*'"('}, letters - {*'"('}))
    parts = [rf"[{first}](?<![^\W_].)[^\W_]*" if first else "", f"[{signs}]" if signs else ""]
    return re.compile("|".join(filter(None, parts)), re.DOTALL) if letters else _NEVER


def occurrences(plain: str, table: PhraseTable[Value]) -> Iterator[tuple[int, int, Value]]:
    """Where phrases stand as whole words, left to right, the longest first, without overlaps.

    Args:
        plain: A text whose dashes and quotes are those of `with_plain_marks`, as the table's are written.
        table: The phrases.

    Yields:
        Start, end (half-open) and what the phrase stands for.
    """
    end = 0
    text = spelling.without_accents(plain) if table.tolerant else plain
    steps, tolerant = table.first, table.tolerant
    for match in table.word.finditer(text):
        step = steps.get(match[0].lower() if tolerant else match[0])
        if step is None or match.start() < end:
            continue
        found = _longest(text, match, step, table)
        if found is not None:
            end = found[0]
            yield match.start(), *found


def _longest(
    text: str, begun: re.Match[str], step: _Step[Value], table: PhraseTable[Value]
) -> tuple[int, Value] | None:
    """Where the longest phrase that begins with a word ends, and what it stands for; none that money follows."""
    found = None
    word, stop = begun[0], begun.end()
    while True:
        for as_written, value in step.ends:
            if (not as_written or as_written == word) and not text.startswith("$", stop):
                quoted = word == '"' and text.startswith('"', stop)
                found = stop + quoted, value
                break
        following = table.following.match(text, stop) if step.after else None
        after = following and step.after.get(following[1].lower() if table.tolerant else following[1])
        if not following or not after:
            return found
        step, stop = after, following.end()
