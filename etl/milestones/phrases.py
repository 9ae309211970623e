"""Noun phrases around an act: who did it and what it was done to, with known names said the way titles say them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.milestones.lexicon import PLAIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.milestones.clauses import Bound
    from etl.milestones.names import Name

#: Words of a phrase that are kept where no name is known; the run of words taken over stays short.
_MOST_WORDS = 7
#: Words that may stand between a verb and the name it is about, to be kept before the name.
_MOST_BEFORE = 4
_ARTICLE = re.compile(
    r"^(?:(?:the|a|an|its|their|his|her|this|these|those|such|own|major|so-called|officially|formally|jointly|successfully|also|fully|first|"
    r"all|as|some|new|initiatives? of|number of|series of|important|concept of|idea of|proposal of|version of|to|on|in|of|that|and|with|for)\s+)+",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[,;:.()]|\s(?:which|that|who|while|in order|so as|because|when|where|as well as|including|during|after|before|since|through|via|amid|following|"
    r"(?:in|on|by|at|from|since|until|as of|the end of|early|late)\s+(?:\w+\s+){0,3}(?:19|20)\d\d|last year|this year)\b|\s+[-–—]\s+"
)
_SOFT_STOP = re.compile(r"\s(?:in|on|at|with|by|for|to|from|under|as|into|and|against|between|among|towards?)\s", re.IGNORECASE)
_FRONTED = re.compile(r"^.*,\s*(?=\S)", re.DOTALL)
_LIST = re.compile(r"^(?:[^,]{2,40},\s*)+(?:and\s+)?[^,]+$")
_TRAILING = re.compile(
    r"\s+(?:the|a|an|of|on|in|and|to|for|with|by|at|was|were|has|have|had|been|is|are|be|will|officially|formally|also|jointly|successfully|"
    r"initially|gradually|fully|first|that|which|it|recently|then|further|successively|completely|finally|later)$",
    re.IGNORECASE,
)
#: Steps of a story that are named by a noun: "negotiations on the area" is not the area.
STEPS = re.compile(
    r"\b(negotiations?|talks|consultations?|construction|protocol|upgrade|joint statement|statement|guidelines|documents?|memorandum|"
    r"mou|anniversary|delegation|study|commissioning|testing|leaders|ministers|action plan|plan of action|proposal)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as titles say it, the names in it, and the step word ("negotiations") that it turns on, or ""."""

    text: str = ""
    names: tuple[Name, ...] = ()
    step: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


def object_phrase(text: str, start: int, end: int, names: Sequence[Name]) -> Phrase:
    """What follows a verb: up to the name it is about, else up to the next preposition or mark."""
    region = text[start:end]
    stop = _first_stop(region, start, names)
    inside = _outer(names, start, start + stop)
    if inside:
        lead = text[start : inside[0].start]
        if lead.count(" ") <= _MOST_BEFORE + 3 or STEPS.search(lead):
            return _named(lead, inside, text, start + stop)
    return Phrase(_shortened(region[:stop]), tuple(inside), _step(region[:stop]))


def subject_phrase(text: str, start: int, end: int, names: Sequence[Name]) -> Phrase:
    """What stands before a verb: the last phrase before it that is not an aside."""
    region = text[start:end]
    trimmed = _without_trailing(region.rstrip(" ,"))
    if region.rstrip().endswith(",") and trimmed.count(",") >= 1:
        trimmed = trimmed[: trimmed.rindex(",")].rstrip(" ,")
    offset = _main_part(trimmed)
    low, high = start + offset, start + len(trimmed)
    inside = _outer(names, low, high)
    if inside:
        lead = text[low : inside[0].start]
        if lead.count(" ") <= _MOST_BEFORE + 3:
            return _named(lead, inside, text, high)
    return Phrase(_shortened(trimmed[offset:]), tuple(inside), _step(trimmed[offset:]))


def bracketed_phrase(text: str, opened: int, names: Sequence[Name]) -> Phrase:
    """The name that a bracket follows."""
    before = [name for name in names if opened - 3 <= name.end <= opened + 1 and name.what in {"thing", "proper"}]
    if not before:
        return Phrase(_shortened(text[max(0, opened - 60) : opened].rpartition(",")[2]))
    return Phrase(said(before[0]), (before[0],), _step(before[0].text) if before[0].thing is None else "")


def said(name: Name) -> str:
    """A name as titles call it: known things and actors by their own name, others as written."""
    if name.thing is not None:
        return name.thing.name
    if name.actor is not None and name.what != "place":
        return name.actor.name
    return " ".join(name.text.split())


def actors_of(phrase_names: Sequence[Name]) -> list[Name]:
    """The actors among names, each once, in order."""
    seen: dict[str, Name] = {}
    for name in phrase_names:
        if name.actor is not None and name.what in {"actor", "demonym"}:
            seen.setdefault(name.actor.code, name)
    return list(seen.values())


def clause_of(text: str, bound: Bound) -> str:
    """The words of the clause that a date stands in."""
    return text[bound.start : bound.end]


def _outer(names: Sequence[Name], start: int, end: int) -> list[Name]:
    """Names in a stretch that do not stand inside another of them."""
    inside = [name for name in names if start <= name.start and name.end <= end and not name.what.endswith("_within")]
    return [
        name
        for name in inside
        if not any(other is not name and other.start <= name.start and name.end <= other.end for other in inside)
    ]


def _first_stop(region: str, start: int, names: Sequence[Name]) -> int:
    for match in _STOP.finditer(region):
        at = start + match.start()
        if not any(name.start < at < name.end for name in names):
            return match.start()
    return len(region)


def _named(lead: str, inside: list[Name], text: str, end: int) -> Phrase:
    """A phrase that ends with a name: its words before, the name, and the actors listed with it."""
    head = inside[0]
    before = _ARTICLE.sub("", lead.translate(PLAIN).strip() + " ").strip()
    group = [head] if head.actor is None else _listed(inside, text)
    words = _joined([said(name) for name in group])
    following = text[group[-1].end : end]
    step = _step(lead) or _step_after(following)
    if head.actor is None and (after := _step_after(following)):
        words = f"{after} on {words}" if after.startswith(("negotiation", "talk", "consultation")) else f"{words} {after}"
    elif head.actor is not None and (tail := _tail(following)):
        words = f"{words} {tail}"
    return Phrase(" ".join(f"{before} {words}".split()), tuple(inside), step)


def _listed(inside: list[Name], text: str) -> list[Name]:
    group = inside[:1]
    for name in inside[1:]:
        gap = text[group[-1].end : name.start].strip().lower()
        if gap not in {",", "and", ", and", "", "-", "and the", "–"}:
            break
        if name.actor is not None or gap in {"and", ", and"}:
            group.append(name)
    return group


def _tail(following: str) -> str:
    """The few words that go on with an actor's name ("state leaders", "government")."""
    stop = _SOFT_STOP.search(f"{following} ")
    words = _without_trailing(following[: stop.start()] if stop else following).strip(" ,.'’s")
    words = re.sub(r"^['’]s\s+", "", words)
    return words if 0 < len(words.split()) <= 4 and words[:1].islower() else ""


def _step_after(following: str) -> str:
    match = re.match(r"\s*(?:\([^)]*\)\s*)?(?:\w+\s+){0,1}(" + STEPS.pattern[3:-3] + r")", following, re.IGNORECASE)
    return match[1].lower() if match else ""


def _step(text: str) -> str:
    match = STEPS.search(text)
    return match[1].lower() if match else ""


def _main_part(region: str) -> int:
    """Where the last part of a region begins, after what is fronted ("In addition, ...")."""
    if _LIST.match(region) and re.search(r",?\s+and\s+[^,]+$", region) and region.count(",") <= 4 and len(region) < 90:
        first = re.match(r"(?:In|On|At|With|During|For|By|As|After|Following|Under|When|Since|From)\b[^,]*,\s*", region)
        return first.end() if first else 0
    fronted = _FRONTED.match(region)
    return fronted.end() if fronted else 0


def _shortened(region: str) -> str:
    """At most a handful of words, cut at a preposition where one comes late enough."""
    words = _ARTICLE.sub("", region.translate(PLAIN).strip() + " ").strip(" ,\"'")
    if words.count(" ") >= _MOST_WORDS:
        words = " ".join(words.split()[:_MOST_WORDS])
        late = [match.start() for match in _SOFT_STOP.finditer(words) if match.start() > 12]
        words = words[: late[-1]] if late else words
    return _without_trailing(words).strip(" ,\"'")


def _without_trailing(words: str) -> str:
    while (shorter := _TRAILING.sub("", words)) != words:
        words = shorter
    return words


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
