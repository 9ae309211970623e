"""Noun phrases around an act: who did it and what it was done to, with known names said the way titles say them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from etl.milestones import wording
from etl.milestones.named import Phrase, named, own_step, person_of
from etl.milestones.offices import holders

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from etl.milestones.names import Name
    from etl.milestones.reading import Reading
    from etl.model import DateMention

#: Words that may stand between a verb and the name it is about, to be kept before the name.
_MOST_BEFORE = 8
#: A verb that is joined to another ("signed and published the pact") begins this near behind it.
_JOINED = 6
#: How far behind a passive its agent may stand.
_AGENT_REACH = 40
#: How far behind a passive its agent may be named after long offices.
_OFFICES_REACH = 180
#: How far behind a comma the "and" of a list of actors may stand.
_LIST_REACH = 60
_ACRONYM = re.compile(r"\s\([A-Z][\w+-]{1,9}\)")


def object_phrase(reading: Reading, span: tuple[int, int], dates: Sequence[DateMention] = ()) -> Phrase:
    """What follows a verb: up to the name it is about, else up to the next preposition or mark.

    Args:
        reading: Of the passage.
        span: From where the verb ends to where the clause does.
        dates: Whose words do not belong to the phrase.
    """
    text, (start, end) = reading.text, span
    if text.startswith(("'s", "’s"), start):
        start += 2
    if wanted := reading.grammar.find.to_be.match(text, start, end):
        inside = _outer(reading.names, wanted.start(1), wanted.end(1))
        said = inside[0].said if inside else wanted[1]
        return Phrase(reading.grammar.say("to_be", what=said, done=wanted[2]), tuple(inside))
    if promised := reading.grammar.find.promise.match(text, start, end):
        start = promised.end()
    if role := reading.grammar.find.as_role.match(text, start, end):
        start = role.end()
    end = min([end, *(date.start for date in dates if date.start >= start)])
    region = _ACRONYM.sub(lambda match: " " * len(match[0]), text[start:end])
    region = reading.grammar.find.scare_quotes.sub(r" \1 ", region)
    stop = _first_stop(region, start, reading)
    inside = _outer(reading.names, start, start + stop)
    if _begins_named(reading, start, inside):
        return _with_parts(named(inside, (start, start + stop), reading), reading)
    words = wording.shortened_phrase(region[:stop], reading.grammar)
    words = "" if reading.grammar.find.adverbs_only.search(words) else words
    return Phrase(words, tuple(inside), wording.step_of(region[:stop], reading.grammar))


def subject_phrase(reading: Reading, span: tuple[int, int], *, aside: bool = False) -> Phrase:
    """What stands before a verb: the last part before it that is not an aside.

    Args:
        reading: Of the passage.
        span: From where the clause begins to where the verb does.
        aside: Whether a comma before the verb closes an aside ("the line, the first in the land, was opened").
    """
    text, grammar, (start, end) = reading.text, reading.grammar, span
    if pronoun := grammar.find.pronoun_before.search(text, start, end):
        return Phrase(pronoun[1])
    end = next((date.start for date in reading.dates if start < date.start and date.end == end - 1), end)
    region = wording.without_trailing(text[start:end].rstrip(), grammar)
    if region.endswith(","):
        region = region.rstrip(" ,")
        if aside and "," in region:
            region = region[: region.rindex(",")]
    low = _last_part(region, start, reading)
    spoken = [act.end - start for act in reading.acts if act.step == "said" and act.form == "finite"]
    low = max([low, *(at for at in spoken if at < len(region))])
    dated = [date.end - start for date in reading.dates if text.startswith(",", date.end)]
    low = max([low, *(at + 1 for at in dated if at < len(region))])
    reduced = [act.start - start for act in reading.acts if act.reduced and low < act.start - start < len(region)]
    led = grammar.find.led_by.search(region, low)
    region = region[: led.start()] if led and region[low : led.start()].strip() else region
    region = region[: min(reduced)] if reduced and region[low : min(reduced)].strip() else region
    subordinate = list(grammar.find.subordinate.finditer(region, low))
    low = subordinate[-1].end() if subordinate else low
    part = region[low:]
    copula = grammar.find.copula.search(part)
    high = start + low + (copula.start() if copula else len(part))
    inside = _outer(reading.names, start + low, high)
    if held := holders(inside, (start + low, high), reading):
        return Phrase(grammar.listed(held), tuple(inside), plural=len(held) > 1)
    if _begins_named(reading, start + low, inside):
        return _with_parts(named(inside, (start + low, high), reading), reading)
    words = wording.shortened_phrase(text[start + low : high], grammar)
    if grammar.find.adverbs_only.search(words):
        return Phrase()
    first = grammar.find.head_end.split(words, maxsplit=1)[0]
    plural = bool(grammar.find.plural.search(first) or grammar.find.plural_noun.search(first))
    return Phrase(words, tuple(inside), wording.step_of(part, grammar), plural)


def name_phrase(name: Name, reading: Reading) -> Phrase:
    """A phrase that is one name, with the names inside it."""
    within = [other for other in reading.names if name.holds(other) and other is not name]
    return Phrase(name.said, (name, *within), "" if name.thing else own_step(name, reading))


def agent(reading: Reading, end: int) -> str:
    """Who did what a passive that ends there tells ("proposed by the mayor"), as titles call them, or ""."""
    text = reading.text
    near = [
        name
        for name in reading.names
        if name.actor and end <= name.start <= end + _AGENT_REACH and not re.search(r"[,.;]", text[end : name.start])
    ]
    told = text[end : end + 1].isspace() and near
    if not told or not reading.grammar.find.by_word.search(text[end - 3 : near[0].start]):
        return ""
    offices = (name for name in reading.names if name.actor and end <= name.start <= end + _OFFICES_REACH)
    holder = person_of(name for name in offices if not re.search(r"[,.;]", text[end : name.start]))
    return (holder or near[0]).said


def actors_of(names: Iterable[Name]) -> list[Name]:
    """The actors among names, each once, in order."""
    seen: dict[str, Name] = {}
    for name in names:
        if name.actor is not None and name.what in {"actor", "demonym"}:
            seen.setdefault(name.actor.code, name)
    return list(seen.values())


def _begins_named(reading: Reading, start: int, inside: Sequence[Name]) -> bool:
    """Whether a name stands so near to the start of a phrase, with no verb between, that the phrase is about it."""
    if not inside or reading.text[start : inside[0].start].count(" ") > _MOST_BEFORE:
        return False
    return not any(start + _JOINED < act.start < inside[0].start and act.form == "finite" for act in reading.acts)


def _with_parts(phrase: Phrase, reading: Reading) -> Phrase:
    """A phrase with the names that stand inside its proper names added, so that a paper tells what it is about."""
    proper = [name for name in phrase.names if name.what == "proper"]
    parts = [other for name in proper for other in reading.names if other is not name and name.holds(other)]
    step = phrase.step
    if not step and proper and proper[0] is phrase.names[0]:
        step = own_step(proper[0], reading)
    return replace(phrase, names=(*phrase.names, *parts), step=step)


def _outer(names: Sequence[Name], start: int, end: int) -> list[Name]:
    """Names in a stretch that do not stand inside another of them, nor are half of a compound ("China-US ties")."""
    inside = [name for name in names if start <= name.start and name.end <= end and not name.is_within]
    return [
        name
        for name in inside
        if not (name.actor and name.compound) and not any(other is not name and other.holds(name) for other in inside)
    ]


def _first_stop(region: str, start: int, reading: Reading) -> int:
    """Where a phrase about a name ends: at the first mark or small word that stands in no name."""
    for match in reading.grammar.find.phrase_stop.finditer(region):
        at = start + match.start()
        if match.start() and not any(name.start < at < name.end for name in reading.names):
            listed = reading.grammar.find.list_goes_on.match(region, match.start())
            plain = listed and not any(start <= name.start < start + listed.end() for name in reading.names)
            return listed.end() if listed and plain else match.start()
    return len(region)


def _last_part(region: str, start: int, reading: Reading) -> int:
    """Where the last part of a region begins: after the last comma that is in no list of actors, bracket or name."""
    low = 0
    for match in re.finditer(r",(?!\d{3}\b)\s*", region):
        at = start + match.start()
        if any(name.start < at < name.end for name in reading.names) or _in_bracket(region, match.start()):
            continue
        if _lists_actors(region[match.start() : match.start() + _LIST_REACH], at, reading):
            continue
        if _parts_place(region, match, reading):
            continue
        low = match.end()
    return low


def _parts_place(region: str, comma: re.Match[str], reading: Reading) -> bool:
    """Whether a comma stands between a place and the larger one it is in ("a farm in Quay, North Isle")."""
    find = reading.grammar.find
    return not find.date_leads.match(region.split(maxsplit=1)[0] + " ") and bool(
        find.in_place.search(region[: comma.start()]) and find.place_goes_on.match(region, comma.end())
    )


def _in_bracket(region: str, at: int) -> bool:
    return region.rfind("(", 0, at) > region.rfind(")", 0, at)


def _lists_actors(following: str, comma: int, reading: Reading) -> bool:
    """Whether a comma stands in "Laos, Myanmar and Thailand": an actor right before it and a list that goes on."""
    actors = [name for name in reading.names if name.actor and not name.is_within]
    before = any(name.end == comma for name in actors)
    after = any(comma < name.start <= comma + 10 for name in actors)
    return before and after and bool(reading.grammar.find.and_word.search(following))
