"""Names in a passage: actors and things that the rules know, and proper names that they do not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.milestones.lookup import occurrences, with_plain_marks
from etl.milestones.registry import Actor, Thing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from etl.milestones.grammar import Grammar
    from etl.milestones.lexicon import Lexicon
    from etl.milestones.registry import Registry

_QUOTED = re.compile(r"[\"«]\s*([^\"«»]{3,160}?)\s*[\"»]")
#: The number of a paper after its name ("Resolution B/71/9").
_NUMBER = re.compile(r"\s+[A-Z](?:/[\w.]+)+\b")
#: What belongs to a name that ends before it: "(2004-2009)", "(CDE)", "2001-2005", "2030".
_TAIL = re.compile(
    r"\s*\((?:\d{4}\s*[-/]\s*\d{2,4}|[A-Z][\w+-]{1,9}|[A-Z][\w+-]{1,9},?\s*\d{4}\s*-\s*\d{4})\)"
    r"|\s+(?:[a-z]{2,4}\s+)?\d{4}-\d{4}\b|\s+(?:20[2-9]\d)\b"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name at a place of a passage.

    ``what`` is actor, demonym, place, thing or proper, or one of the first three and "_within" for an actor inside a
    thing's name; ``value`` what it stands for, ``said`` how titles call it. ``compound`` names are joined to a word by
    a hyphen ("China-US relations").
    """

    start: int
    end: int
    text: str
    what: str
    said: str
    value: Actor | Thing | None = None
    compound: bool = False

    @property
    def actor(self) -> Actor | None:
        """The actor that is named, if one is."""
        return self.value if isinstance(self.value, Actor) else None

    @property
    def thing(self) -> Thing | None:
        """The known thing that is named, if one is."""
        return self.value if isinstance(self.value, Thing) else None

    @property
    def is_within(self) -> bool:
        """Whether it is an actor's name inside a thing's name."""
        return self.what.endswith("_within")

    @property
    def is_of_thing(self) -> bool:
        """Whether it names a thing, known or not, rather than somebody or a place."""
        return self.what in {"thing", "proper"}

    def holds(self, other: Name) -> bool:
        """Whether another name stands inside this one or in the same place."""
        return self.start <= other.start and other.end <= self.end


def find_names(text: str, words: Lexicon) -> list[Name]:
    """The names of a passage by start, the longest first at one place; those inside others are found too.

    Known names are matched as written. A proper name is a run of capitalised words that ends in a noun of what it is
    ("... Agreement"), or a title in quotes; one that says hardly more than the name of a known thing is that thing.
    """
    plain = with_plain_marks(text)
    known = known_names(plain, words)
    begun = {name.start: name for name in known if name.actor}
    proper = [
        name
        for name in _proper(plain, words.grammar)
        if not _joins_actor(name, begun, words.grammar)
        and not _lists_actors(name, known)
        and not _holds_office(name, known)
        and not any(_says_no_more(name, other) for other in known)
    ]
    return sorted([*known, *proper], key=lambda name: (name.start, -name.end))


def known_names(text: str, words: Lexicon) -> list[Name]:
    """The names of a passage that the rules know, in the order of `find_names`."""
    known = _known(with_plain_marks(text), words.registry, words.grammar)
    return sorted(known, key=lambda name: (name.start, -name.end))


def actor_named(actor: Actor) -> Name:
    """An actor as a name that stands nowhere in the passage, for whom a pronoun stands for."""
    return Name(0, 0, actor.name, "actor", actor.name, actor)


def thing_named(thing: Thing) -> Name:
    """A thing as a name that stands nowhere in the passage, for what a general noun stands for."""
    return Name(0, 0, thing.name, "thing", thing.name, thing)


def _says_no_more(name: Name, other: Name) -> bool:
    """Whether a proper name says hardly more than a known name that stands in the same place."""
    if other.holds(name):
        return True
    return other.thing is not None and other.start == name.start and 1.25 * len(other.text) >= len(name.text)


def _joins_actor(name: Name, begun: Mapping[int, Name], grammar: Grammar) -> bool:
    """Whether a proper name is only an actor and what is named after it ("the Bank and the Group")."""
    first = begun.get(name.start)
    joint = grammar.find.actor_joint.match(name.text, first.end - first.start) if first else None
    return joint is not None and " " not in name.text[joint.end() :]


def _lists_actors(name: Name, known: Sequence[Name]) -> bool:
    """Whether a proper name is only actors in a row ("Laos and the Association of Southeast Asian Nations")."""
    inside = [other for other in known if other.actor and name.holds(other)]
    rest, end = "", name.start
    for other in inside:
        rest, end = rest + name.text[max(0, end - name.start) : max(0, other.start - name.start)], other.end
    return bool(inside) and not any(letter.isupper() for letter in rest + name.text[max(0, end - name.start) :])


def _holds_office(name: Name, known: Sequence[Name]) -> bool:
    """Whether a proper name is a person with the offices before it ("Chairman of the Port Council Ann Lee")."""
    return any(
        one.actor and one.actor.kind == "person" and name.start < one.start and one.end == name.end for one in known
    )


def _known(plain: str, known: Registry, grammar: Grammar) -> Iterator[Name]:
    for start, end, (what, value) in occurrences(plain, known.names):
        if grammar.find.currency_after.match(plain, end):
            continue
        text = plain[start:end]
        compound = plain[end : end + 1] == "-" or plain[start - 1 : start] == "-"
        yield Name(start, end, text, what, _said(text, what, value, grammar), value, compound)
        if what == "thing":
            for low, high, (part, actor) in occurrences(text, known.who):
                said = _said(text[low:high], part, actor, grammar)
                yield Name(start + low, start + high, text[low:high], f"{part}_within", said, actor)


def _said(text: str, what: str, value: Actor | Thing | None, grammar: Grammar) -> str:
    """A name as titles call it: known things and actors by their own name, others and places as written."""
    if value is not None and what != "place":
        return value.name
    return grammar.find.article.sub("", " ".join(text.split()))


def _proper(plain: str, grammar: Grammar) -> Iterator[Name]:
    quoted = [
        match.span(1)
        for match in _QUOTED.finditer(plain)
        if _is_title(match[1]) and not grammar.find.spoken.search(match[1])
    ]
    for start, end in quoted:
        yield _proper_name(plain, start, end, grammar)
    for match in grammar.find.proper.finditer(plain):
        start, end = match.span()
        if any(low <= start < high for low, high in quoted):
            continue
        lead = grammar.find.name_lead.match(plain[start:end])
        start += lead.end() if lead else 0
        if not grammar.find.name_head.search(plain[start:end]) or " " not in plain[start:end]:
            continue
        end = _last_head(plain, start, end, grammar)
        numbered = _NUMBER.match(plain, end)
        end = numbered.end() if numbered else end
        tail = _TAIL.match(plain, end)
        yield _proper_name(plain, start, end, grammar, whole=tail.end() if tail else end)


def _proper_name(plain: str, start: int, end: int, grammar: Grammar, *, whole: int = 0) -> Name:
    """A proper name; ``whole`` is where it ends with what is in brackets after it."""
    text = plain[start:end]
    return Name(start, max(whole, end), text, "proper", _said(text, "proper", None, grammar))


def _is_title(quoted: str) -> bool:
    words = [word for word in quoted.split() if len(word) > 3]
    return len(words) >= 2 and sum(word[0].isupper() for word in words) >= 0.6 * len(words)


def _last_head(plain: str, start: int, end: int, grammar: Grammar) -> int:
    """A name ends with what it names, not with the next actor in a row ("Forum and Thailand")."""
    last = list(grammar.find.name_head.finditer(plain, start, end))[-1].end()
    rest = plain[last:end]
    return end if grammar.find.head_goes_on.search(rest) or not rest.strip() else last
