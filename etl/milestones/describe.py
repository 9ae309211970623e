"""Who did what, in a reading: the phrases around the act that a date dates."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from etl.milestones.acts import ActSpan
from etl.milestones.anaphora import resolved
from etl.milestones.phrases import Phrase, agent, name_phrase, object_phrase, subject_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.milestones.clauses import Bound
    from etl.milestones.names import Name
    from etl.milestones.reading import Reading
    from etl.model import DateMention

_MEETING_OR_CRISIS = frozenset({"held", "crisis"})
_AUXILIARY = re.compile(r"\b(?:was|were|been|is|are)\s+(?:\w+ly\s+|also\s+)*$")
_NOUNS_BEFORE = re.compile(
    r"(?:\b(?!(?:the|a|an|this|its|their|over|at|in|of|and|when|during|after|under|since|for|that|to)\b)[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)


def described(reading: Reading, date: DateMention, bound: Bound) -> tuple[ActSpan | None, Phrase, Phrase, str]:
    """The act, who did it, what it was done to, and by whom where a passive tells so.

    A date beside a thing that no verb speaks of gets the act that is usual for its kind (a summit is held).
    """
    act, subject, target = bound.act, *_phrases(reading, date, bound)
    if act is None:
        act = _usual(target, date, reading)
    if not subject and not target:
        target = resolved(Phrase("it"), reading)
    by = agent(reading.text, act.end, reading.names) if act is not None and act.form == "passive" else ""
    return act, resolved(subject, reading), resolved(target, reading), by


def _usual(target: Phrase, date: DateMention, reading: Reading) -> ActSpan | None:
    named = [name for name in target.names if name.thing or name.what == "proper"][:1]
    if not named:
        return None
    thing = named[0].thing
    last = re.findall(r"[A-Z][\w’'é]+", thing.name if thing else named[0].text)
    form = next((reading.words.usual_acts[word] for word in reversed(last) if word in reading.words.usual_acts), None)
    if form is None or form.act is None:
        return None
    return ActSpan(date.start, date.start, form.act.past, form.act, "noun", form.plural, form.singular)


def _phrases(reading: Reading, date: DateMention, bound: Bound) -> tuple[Phrase, Phrase]:
    text, names, act = reading.text, reading.names, bound.act
    if bound.place == "bracket":
        return _bracketed(reading, date, act)
    if act is None:
        return Phrase(), _topic(reading, date, bound)
    if bound.place == "attribute" and act.act and act.act.kind in _MEETING_OR_CRISIS:
        return Phrase(), _attributed(text, date, act, names)
    if act.form == "noun":
        return Phrase(), _of_noun(reading, act, bound)
    if act.form in {"participle", "infinitive"} or bound.place == "also":
        return _inherited(act, reading), _object(reading, act, bound)
    if act.form == "passive" and act.start - bound.start <= 3 and bound.place != "leading":
        return Phrase(), object_phrase(text, (date.end + (text[date.end : date.end + 1] == ","), len(text)), names, ())
    start = date.end if bound.place == "leading" and date.end <= act.start else bound.start
    if act.form == "finite" and text[: act.start].rstrip().endswith(",") and (told := _inherited(act, reading)):
        return told, _object(reading, act, bound)
    aside = bool(_AUXILIARY.search(text[: act.start]))
    subject = subject_phrase(text, (min(start, act.start), act.start), names, aside=aside)
    subject = subject or _inherited(act, reading)
    if act.form == "passive":
        into = act.text.endswith((" in", " into"))
        return (subject, _object(reading, act, bound)) if into else (Phrase(), subject)
    return subject, _object(reading, act, bound)


def _object(reading: Reading, act: ActSpan, bound: Bound) -> Phrase:
    """What follows the verb, or what follows the date right behind it ("announced in July 2018 that ...")."""
    text = reading.text
    after = object_phrase(text, (act.end, max(bound.end, act.end)), reading.names, reading.dates)
    behind = [date for date in reading.dates if 0 <= date.start - act.end <= 16]
    if after or not behind:
        return after
    return object_phrase(text, (behind[0].end, max(bound.end, behind[0].end)), reading.names, reading.dates)


def _inherited(act: ActSpan, reading: Reading) -> Phrase:
    """The subject of the sentence's first verb, for "signed the pact in 2002 and began talks in 2003"."""
    earlier = [other for other in reading.acts if other.start < act.start and other.form == "finite"]
    return subject_phrase(reading.text, (0, earlier[0].start), reading.names) if earlier else Phrase()


def _bracketed(reading: Reading, date: DateMention, act: ActSpan | None) -> tuple[Phrase, Phrase]:
    """The name that a bracket follows; where the bracket names actors, they did what the verb before it says."""
    text, names = reading.text, reading.names
    opened = text.rfind("(", 0, date.start)
    inside = [name for name in names if opened < name.start < date.start and name.actor and name.what == "actor"]
    if inside and act is not None and act.end <= opened:
        who = subject_phrase(text, (inside[0].start, date.start), names)
        return replace(who, plural=len(inside) > 1), object_phrase(text, (act.end, opened), names, ())
    before = [name for name in names if opened - 3 <= name.end <= opened + 1 and name.what in {"thing", "proper"}]
    if before:
        return Phrase(), name_phrase(before[-1], names)
    return Phrase(), subject_phrase(text, (max(0, opened - 60), opened), names)


def _topic(reading: Reading, date: DateMention, bound: Bound) -> Phrase:
    """What a clause without a known act is about: the name beside the date, else its first name or words."""
    text, names = reading.text, reading.names
    inside = [name for name in names if bound.start <= name.start < bound.end and not name.what.endswith("_within")]
    beside = [name for name in inside if -1 <= date.start - name.end <= 9 or 0 <= name.start - date.end <= 1]
    beside = [name for name in beside if name.what in {"thing", "proper"}]
    if beside:
        return name_phrase(beside[-1], names)
    after = (
        object_phrase(text, (date.end, bound.end), names, ()) if bound.place in {"leading", "attribute"} else Phrase()
    )
    best = after or subject_phrase(text, (bound.start, date.start), names)
    things = [name for name in inside if name.what in {"thing", "proper"}] or inside
    return best if best.names or not things else name_phrase(things[0], names)


def _attributed(text: str, date: DateMention, act: ActSpan, names: Sequence[Name]) -> Phrase:
    """A meeting or crisis that a year stands before ("the 1997 Asian financial crisis")."""
    end = max([act.end, *(name.end for name in names if name.start <= act.start < name.end)])
    inside = [name for name in names if date.end < name.start and name.end <= end]
    whole = [name for name in inside if name.thing or name.what == "proper"]
    if whole and whole[0].start <= date.end + 2:
        return name_phrase(whole[0], names)
    return Phrase(text[date.end : end].strip(), tuple(inside))


def _of_noun(reading: Reading, act: ActSpan, bound: Bound) -> Phrase:
    """What a verbal noun is about: the name it stands in, what follows its preposition, else its owner."""
    text, names = reading.text, reading.names
    containing = [name for name in names if name.start <= act.start < name.end and name.what in {"thing", "proper"}]
    if containing:
        return name_phrase(containing[-1], names)
    following = re.match(r"\s+(?:to power )?(?:of|to|for|on|by|between)\b", text[act.end :])
    after = object_phrase(text, (act.end, max(bound.end, act.end)), names, reading.dates) if following else Phrase()
    if act.act and act.act.kind in {"held", "crisis", "announced"}:
        before = _NOUNS_BEFORE.search(text[bound.start : act.start])
        words = f"{before[0] if before else ''}{act.text}".strip()
        if not after and " " not in words:
            things = [name for name in names if name.thing and bound.start <= name.start < bound.end]
            after = name_phrase(things[0], names) if things else after
        return Phrase(f"{words} on {after.text}" if after else words, after.names, after.step or act.text)
    return after or _owner(reading, act, bound)


def _owner(reading: Reading, act: ActSpan, bound: Bound) -> Phrase:
    """Whose act a noun is: whom the sentence is about for "its establishment", else who stands before it."""
    if re.search(r"\b(?:its|their)\s+(?:\w+\s+)?$", reading.text[: act.start], re.IGNORECASE):
        later = [name for name in reading.names if name.start > act.end and name.what in {"actor", "thing", "proper"}]
        return name_phrase(later[0], reading.names) if later else Phrase()
    return subject_phrase(reading.text, (bound.start, act.start), reading.names)
