"""Noun phrases around an act: who did it and what it was done to, with known names said the way titles say them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from etl.milestones.lexicon import PLAIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.milestones.names import Name
    from etl.model import DateMention

#: Words of a phrase that are kept where no name is known; the run of words taken over stays short.
_MOST_WORDS = 7
#: Words that may stand between a verb and the name it is about, to be kept before the name.
_MOST_BEFORE = 6
_OPENING = re.compile(
    r"^(?:(?:the|a|an|its|their|his|her|this|these|those|such|own|major|so-called|officially|formally|jointly|successfully|also|fully|"
    r"as|some|new|number of|series of|important|concept of|idea of|initiatives? (?:of|to)|proposal of|to|on|in|of|that|and|with|for|"
    r"after|since|following|upon|when|during|at|from|before|by|under|then|but|however|although|though|while|among them|thus|"
    r"together with|out|up|into|according|more|most|establishment of|building|build|jointly building|"
    r"over|within|regarding)\s+)+",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[,;:()]|\.(?!\d)|\s(?:which|that|who|while|in order|so as|because|when|where|as well as|including|during|after|before|since|"
    r"has|have|had|was|were|is|are|will|would|through|via|amid|following|featuring|aimed|aiming|designed|according|as|together|alongside)\b|\s+[-–—]\s+"
)
_PREPOSITION = re.compile(
    r"\s(?:in|on|at|with|by|for|to|from|under|as|into|and|against|between|among|towards?|over)\s", re.IGNORECASE
)
_THAT_WOULD = re.compile(
    r"\s*that\b[^.;]{0,80}?\b(?:would|will|should|is to|are to)\s+(?:also\s+|jointly\s+)?\w+(?:\s+(?:up|out|on))?"
)
_TRAILING = re.compile(
    r"(?:\s+|^)(?:the|a|an|of|on|in|and|to|for|with|by|at|as|was|were|has|have|had|been|is|are|be|will|would|officially|formally|also|"
    r"jointly|successfully|initially|gradually|fully|that|which|it|recently|then|further|successively|completely|finally|later|early|"
    r"late|mid|end|the end|beginning|once|again|already|since|until|around|about|from|during|between|further|his|her|its|their|'s|"
    r"first|first raised|solemnly|repeatedly)$",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(r"\b(?:since|after|when|that|which|while|before)\s+(?=\S)")
_PLURAL = re.compile(
    r"\b(?:and|countries|leaders|states|members|ministers|sides|parties|scholars|companies|enterprises|tanks|nations|officials|"
    r"relations|negotiations|talks|ties|governments|two|three|ten|all|both)\b"
)
_ACRONYM = re.compile(r"\s\([A-Z][\w+-]{1,9}\)")
_COUNT = re.compile(
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|several|many|most|some)", re.IGNORECASE
)
_COPULA = re.compile(r"\s(?:is|are|was|were)\s")
#: Steps of a story that are named by a noun: "negotiations on the area" are not the area.
_STEP = re.compile(
    r"\b(negotiations?|talks|consultations?|construction|protocol|joint statement|statement|guidelines|documents?|memorandum|mou|"
    r"anniversary|commissioning|testing|action plan|plan of action|proposal|results|cooperation|relations|symposium|study)\b",
    re.IGNORECASE,
)
_PLAIN_BEFORE = re.compile(
    r"^(?:(?:first|second|third|fourth|fifth|\d+(?:st|nd|rd|th)|full|official|major|initiative|concept|vision|idea|jointly|joint|new|"
    r"china-asean|asean-china|proposed|bilateral|relationship|relations|ties|to|into|level|status|version|of|the|and|a|an|its|on|for|full|dialogue|building|build)\s*)*$",
    re.IGNORECASE,
)
_NOUN_AFTER = re.compile(
    r"\s+(?!(?:which|that|with|from|into|under|when|while|have|been|were|will|also|agreement|pact|treaty|initiatives?|mechanism|project|"
    r"itself|version|framework|together|jointly|process|platform|plan|since|until|after|before|during|between|concept|vision|both|where|among|over|than|they)\b)"
    r"([a-z]{4,}(?<!ed)(?<!ing)(?<!ly))\b"
)
_TALKS = ("negotiation", "talks", "consultation")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as titles say it, the names in it, and what it turns on besides its name ("negotiations"), or ""."""

    text: str = ""
    names: tuple[Name, ...] = ()
    step: str = ""
    plural: bool = False

    def __bool__(self) -> bool:
        return bool(self.text)


def object_phrase(text: str, span: tuple[int, int], names: Sequence[Name], dates: Sequence[DateMention]) -> Phrase:
    """What follows a verb: up to the name it is about, else up to the next preposition or mark; never a date's words."""
    start, end = span
    if promised := _THAT_WOULD.match(text, start, end):
        start = promised.end()
    end = min([end, *(date.start for date in dates if date.start >= start)])
    region = _ACRONYM.sub(lambda match: " " * len(match[0]), text[start:end])
    stop = _first_stop(region, start, names)
    inside = _outer(names, start, start + stop)
    if inside and text[start : inside[0].start].count(" ") <= _MOST_BEFORE:
        return _with_parts(_named(text[start : inside[0].start], inside, text, start + stop), names)
    return Phrase(_shortened(region[:stop]), tuple(inside), _step(region[:stop]))


def subject_phrase(text: str, span: tuple[int, int], names: Sequence[Name], *, aside: bool = False) -> Phrase:
    """What stands before a verb: the last part before it that is not an aside.

    Args:
        text: The passage.
        span: From where the clause begins to where the verb does.
        names: Of the passage.
        aside: Whether a comma before the verb closes an aside ("the line, the first in the land, was opened").
    """
    start, end = span
    region = _without_trailing(text[start:end].rstrip())
    if region.endswith(","):
        region = region.rstrip(" ,")
        if aside and "," in region:
            region = region[: region.rindex(",")]
    low = _last_part(region, start, names)
    subordinate = list(_SUBORDINATE.finditer(region, low))
    low = subordinate[-1].end() if subordinate else low
    part = region[low:]
    copula = _COPULA.search(part)
    high = start + low + (copula.start() if copula else len(part))
    inside = _outer(names, start + low, high)
    if inside and text[start + low : inside[0].start].count(" ") <= _MOST_BEFORE:
        return _with_parts(_named(text[start + low : inside[0].start], inside, text, high), names)
    words = _shortened(text[start + low : high])
    return Phrase(words, tuple(inside), _step(part), plural=bool(_PLURAL.search(words)))


def _with_parts(phrase: Phrase, names: Sequence[Name]) -> Phrase:
    """A phrase with the names that stand inside its proper names added, so that a paper tells what it is about."""
    proper = [name for name in phrase.names if name.what == "proper"]
    parts = [
        other
        for name in proper
        for other in names
        if other is not name and name.start <= other.start and other.end <= name.end
    ]
    step = phrase.step or (_step(proper[0].text) if proper and proper[0] is phrase.names[0] else "")
    return replace(phrase, names=(*phrase.names, *parts), step=step)


def name_phrase(name: Name, names: Sequence[Name]) -> Phrase:
    """A phrase that is one name, with the names inside it."""
    within = [other for other in names if name.start <= other.start and other.end <= name.end and other is not name]
    return Phrase(said(name), (name, *within), "" if name.thing else _step(name.text))


def said(name: Name) -> str:
    """A name as titles call it: known things and actors by their own name, others as written."""
    if name.thing is not None:
        return name.thing.name
    if name.actor is not None and not name.what.startswith("place"):
        return name.actor.name
    return re.sub(r"^[Tt]he\s+", "", " ".join(name.text.split()))


def agent(text: str, end: int, names: Sequence[Name]) -> str:
    """Who did what a passive tells ("proposed by the mayor"), as titles call them, or ""."""
    following = re.match(r"(?:\s+by)?\s+(?:the\s+)?(?:\w+\s+){0,3}?", text[end:])
    near = [
        name
        for name in names
        if name.actor and end <= name.start <= end + 40 and not re.search(r"[,.;]", text[end : name.start])
    ]
    if not following or not near or not re.search(r"\bby\b", text[end - 3 : near[0].start]):
        return ""
    person = next((name for name in near if name.actor and name.actor.kind == "person"), near[0])
    return said(person)


def actors_of(phrase_names: Sequence[Name]) -> list[Name]:
    """The actors among names, each once, in order."""
    seen: dict[str, Name] = {}
    for name in phrase_names:
        if name.actor is not None and name.what in {"actor", "demonym"}:
            seen.setdefault(name.actor.code, name)
    return list(seen.values())


def _outer(names: Sequence[Name], start: int, end: int) -> list[Name]:
    """Names in a stretch that do not stand inside another of them, nor are half of a compound ("China-US relations")."""
    inside = [name for name in names if start <= name.start and name.end <= end and not name.what.endswith("_within")]
    return [
        name
        for name in inside
        if not (name.actor and name.compound)
        and not any(other is not name and other.start <= name.start and name.end <= other.end for other in inside)
    ]


def _first_stop(region: str, start: int, names: Sequence[Name]) -> int:
    for match in _STOP.finditer(region):
        at = start + match.start()
        if match.start() and not any(name.start < at < name.end for name in names):
            return match.start()
    return len(region)


def _last_part(region: str, start: int, names: Sequence[Name]) -> int:
    """Where the last part of a region begins: after the last comma that does not stand in a list of actors or a name."""
    low = 0
    for match in re.finditer(r",\s*", region):
        at = start + match.start()
        if any(name.start < at < name.end for name in names) or _in_bracket(region, match.start()):
            continue
        if _lists_actors(region[low:], start + low, match.start() - low, names):
            continue
        low = match.end()
    return low


def _in_bracket(region: str, at: int) -> bool:
    return region.rfind("(", 0, at) > region.rfind(")", 0, at)


def _lists_actors(part: str, start: int, comma: int, names: Sequence[Name]) -> bool:
    """Whether a comma stands in "Laos, Myanmar and Thailand": an actor right before it and a list that goes on."""
    actors = [name for name in names if name.actor and not name.what.endswith("_within")]
    before = [name for name in actors if name.end == start + comma]
    after = [name for name in actors if start + comma < name.start <= start + comma + 10]
    return bool(before and after) and bool(re.search(r"\band\b", part[comma : comma + 60]))


def _named(lead: str, inside: list[Name], text: str, end: int) -> Phrase:
    """A phrase with a name: the words before, the name and those listed with it, and the word it qualifies."""
    head = inside[0]
    before = _OPENING.sub("", lead.translate(PLAIN).strip(" ,\"'«»") + " ").strip(" ,\"'«»")
    before = "" if before.lower() in {"all", "the"} else before
    person = next((name for name in inside if name.actor and name.actor.kind == "person"), None)
    if head.what == "demonym" and person is not None and person.start - head.end < 40:
        head, before = person, ""
    group = _listed(inside[inside.index(head) :], text)
    words = _joined([said(name) for name in group])
    following = text[group[-1].end : end]
    if head.actor is None:
        after = _NOUN_AFTER.match(following)
        own = _step(head.text) if head.what == "proper" else ""
        step = _step(lead) or own or (after[1].lower() if after else "") or _qualifier(before)
        if after:
            talks = after[1].startswith(_TALKS)
            words = f"{after[1]} on {words}" if talks else f"{words} {_tail(following)}".strip()
    else:
        tail = _tail(following)
        words, step = f"{words} {tail}".strip(), _step(lead) or _step(tail)
    tail = _tail(following) if head.actor is not None else ""
    counted = bool(_COUNT.fullmatch(before))
    if counted and head.actor is not None and head.actor.kind == "bloc" and not tail:
        words = f"{words} members"
    plural = len(group) > 1 or counted or bool(_PLURAL.search(tail))
    text_said = re.sub(r"'s?$", "", " ".join(f"{_kept(before)} {words}".split()))
    return Phrase(text_said, tuple(inside), step, plural=plural)


def _kept(before: str) -> str:
    """The words before a name that a title keeps: without adverbs and participles in front."""
    return re.sub(r"^(?:[\w-]+(?:ly|ed)\s+)+(?=\S|$)", "", f"{before} ").strip()


def _qualifier(before: str) -> str:
    """The word that makes of a named thing another one ("high-quality Belt and Road"), or ""."""
    words = re.findall(r"[a-z0-9]{3,}", before.lower())
    return "" if _PLAIN_BEFORE.match(before) or not words else words[-1]


def _listed(inside: list[Name], text: str) -> list[Name]:
    group = inside[:1]
    for name in inside[1:]:
        gap = text[group[-1].end : name.start].strip().lower()
        if gap not in {",", "and", ", and", "", "-", "and the", ", and the", "–", "), and the", "(", ")"}:
            break
        if group[-1].actor is None and name.actor is not None:
            break
        if gap and gap not in {"(", ")"}:
            group.append(name)
    return group


def _tail(following: str) -> str:
    """The few words that go on after a name ("state leaders", "government")."""
    stop = _PREPOSITION.search(f"{following} ")
    words = following[: stop.start()] if stop else following
    words = re.sub(r"^'s?(?=\s|$)", "", words.translate(PLAIN).strip()).strip()
    words = _without_trailing(words.strip(" ,.'")).strip()
    return words if 0 < len(words.split()) <= 4 and words[:1].islower() and "," not in words else ""


def _step(text: str) -> str:
    match = _STEP.search(text)
    return {"mou": "memorandum"}.get(word := match[1].lower().rstrip("s"), word) if match else ""


def _shortened(region: str) -> str:
    """At most a handful of words, cut at a preposition where one comes late enough."""
    words = _OPENING.sub("", region.translate(PLAIN).strip() + " ").strip(" ,\"'")
    if words.count(" ") >= _MOST_WORDS:
        words = " ".join(words.split()[:_MOST_WORDS])
        late = [match.start() for match in _PREPOSITION.finditer(words) if match.start() > 12]
        words = words[: late[-1]] if late else words
    return _without_trailing(words.strip(" ,\"'")).strip(" ,\"'")


def _without_trailing(words: str) -> str:
    while (shorter := _TRAILING.sub("", words)) != words:
        words = shorter
    return words


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
