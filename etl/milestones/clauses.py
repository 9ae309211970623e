"""Clauses of a passage, and which act a date belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.milestones.acts import ActSpan
    from etl.milestones.names import Name
    from etl.model import DateMention

_ALWAYS = re.compile(
    r";|,\s+(?:but|while|whereas|which|who|whom|whose|where|after which)\b|,\s+(?=[a-z]+ing\s)|\s+[–—]\s+|:\s"
)
_AND = re.compile(r",?\s+(?:and|or|then|to)\s+")
_INTRODUCES = re.compile(
    r"^\W*(?:(?:[A-Z][a-z]+ly|However|Then|Also|And|But|Moreover|Furthermore|Later|Earlier|Again|In (?:addition|particular|turn)),?\s+)?"
    r"(?:(?:[Ii]n|[Oo]n|[Aa]t|[Bb]y|[Dd]uring|[Ff]rom|[Ss]ince|[Aa]s (?:of|early as)|[Uu]ntil|[Aa]fter|[Aa]round|[Bb]etween|[Ss]tarting|[Tt]hrough(?:out)?|"
    r"[Ee]arly|[Ll]ate|and|but|then|the|The|year|end|beginning|start|of|from|Back|just|only|about|both|later)\W+)*$"
)
_ATTRIBUTE_GAP = re.compile(
    r"^[\s,]*(?:(?:(?!(?:At|In|On|During|For|With|By|The)\b)[A-Z][\w'’+–-]*|of|on|for|the|and|\d+(?:st|nd|rd|th)|global|financial|annual|joint|first|second)\s+)*$"
)


@dataclass(frozen=True, slots=True)
class Bound:
    """What a date dates: the act (None where no rule knows the verb) and how the date stands to it.

    ``place`` is leading ("In 2002, ..."), following ("... in 2002"), attribute ("the 2002 summit"), bracket ("(2002)").
    ``start``/``end`` are the clause's offsets in the passage.
    """

    act: ActSpan | None
    place: str
    start: int
    end: int


def clause_spans(text: str, acts: Sequence[ActSpan], dates: Sequence[DateMention]) -> list[tuple[int, int]]:
    """Half-open spans of a passage's clauses: cut where one thing said ends and the next begins."""
    cuts = {match.start() for match in _ALWAYS.finditer(text) if not _in_brackets(text, match.start())}
    previous = 0
    for match in _AND.finditer(text):
        closes_date = any(date.end == match.start() for date in dates)
        before = [act for act in acts if previous <= act.start < match.start() and act.form in {"finite", "passive"}]
        after = [act for act in acts if act.start >= match.end() and act.form != "noun"]
        if after and (closes_date or (match[0].startswith(",") and before and match[0].strip(", ") != "to")):
            cuts.add(match.start())
            previous = match.end()
    edges = [0, *sorted(cut for cut in cuts if 0 < cut < len(text)), len(text)]
    return [(start, end) for start, end in zip(edges, edges[1:], strict=False) if end > start]


def _in_brackets(text: str, at: int) -> bool:
    opened = text.rfind("(", 0, at)
    return opened != -1 and text.find(")", opened, at) == -1 and ")" in text[at:]


def bind(date: DateMention, text: str, found: tuple[Sequence[ActSpan], Sequence[Name], Sequence[DateMention]]) -> Bound:
    """The act that a date belongs to, by where the date stands in its clause.

    An attribute dates what it stands before; a bracket the name before it; a leading date the first verb after it; any
    other date the nearest act before it, as long as no other date stands between, else the first after it; but a date
    that ends a fronted phrase ("At the summit in 2019, they signed ...") the verb after the comma.
    """
    acts, names, dates = found
    date = _head_of_list(date, text, dates)
    start, end = next(span for span in clause_spans(text, acts, dates) if span[0] <= date.start < span[1])
    if noun := _attribute(date, text, acts, names):
        return Bound(noun if not isinstance(noun, str) else None, "attribute", start, end)
    if _bracketed(date, text):
        return Bound(_in_or_before_bracket(date, text, acts), "bracket", start, end)
    if _INTRODUCES.match(text[start : date.start]):
        return _leading(date, acts, (start, end), len(text))
    return _following(date, text, acts, names, [other for other in dates if other is not date], (start, end))


def _head_of_list(date: DateMention, text: str, dates: Sequence[DateMention]) -> DateMention:
    """The first of dates that are only joined ("in 2013 and 2017"), as what is said is said of all."""
    for other in reversed([other for other in dates if other.end <= date.start]):
        if text[other.end : date.start].strip(" ,") not in {"", "and", "and in", "and on", "or"}:
            break
        date = other
    return date


def _following(  # noqa: PLR0913, PLR0917 (all that a passage offers)
    date: DateMention,
    text: str,
    acts: Sequence[ActSpan],
    names: Sequence[Name],
    others: Sequence[DateMention],
    clause: tuple[int, int],
) -> Bound:
    start, end = clause
    inside = [act for act in acts if start <= act.start < end]
    before = [act for act in inside if act.end <= date.start and not _between(act, date, others)]
    after = [act for act in inside if act.start >= date.end and not _between(act, date, others)]
    chosen = _nearest(before)
    closed = text[date.end : date.end + 1] in {",", ".", ")", ";", ""}
    if chosen is None and closed and _follows_thing(date, text, names):
        return Bound(None, "following", start, end)
    if (chosen is None or _is_meeting(chosen)) and text[date.end : date.end + 1] == ",":
        main = _first_verb([act for act in after if act.form != "noun"])
        if main is not None and (chosen is None or main.strength >= 2):
            return Bound(main, "leading", start, end)
    chosen = chosen or _first_verb(after)
    if chosen is None or chosen.form == "infinitive":
        wider = [act for act in acts if act.end <= date.start and not _between(act, date, others)]
        chosen = _nearest(wider) or chosen or _first_verb([act for act in acts if act.start >= date.end])
    return Bound(chosen, "following", start, end)


def _follows_thing(date: DateMention, text: str, names: Sequence[Name]) -> bool:
    """Whether a date stands right after a thing's name ("the reform and opening up in 1978")."""
    return any(
        name.thing is not None
        and 0 < date.start - name.end <= 9
        and text[name.end : date.start].split() in (["in"], ["of"], ["in", "the", "year"])
        for name in names
    )


def _leading(date: DateMention, acts: Sequence[ActSpan], clause: tuple[int, int], length: int) -> Bound:
    start, end = clause
    verb = _first_verb([act for act in acts if date.end <= act.start < end])
    verb = _told_in_speech(verb, acts) or verb
    if verb is None:
        verb = _first_verb([act for act in acts if act.start >= date.end])
        end = length if verb and verb.start >= end else end
    return Bound(verb, "leading", start, end)


def _told_in_speech(verb: ActSpan | None, acts: Sequence[ActSpan]) -> ActSpan | None:
    """What a speech did ("gave a speech, proposing a sea lane"), which says more than that it was given."""
    if verb is None or verb.act is None or verb.act.act != "said":
        return None
    later = [act for act in acts if act.start > verb.end and act.form == "participle" and act.strength >= 2]
    return next((act for act in later if act.act and act.act.kind in {"proposed", "announced"}), None)


def _between(act: ActSpan, date: DateMention, others: Sequence[DateMention]) -> bool:
    low, high = (act.end, date.start) if act.end <= date.start else (date.end, act.start)
    return any(low <= other.start < high for other in others)


def _attribute(date: DateMention, text: str, acts: Sequence[ActSpan], names: Sequence[Name]) -> ActSpan | str | None:
    """The verbal noun or name that a date stands before as an adjective does ("the 1997 financial crisis")."""
    if date.precision not in {"year", "month"} or text[date.end : date.end + 1] != " ":
        return None
    for act in acts:
        gap = text[date.end : act.start]
        if date.end <= act.start <= date.end + 90 and act.form == "noun" and _ATTRIBUTE_GAP.match(gap):
            return act
    starts = [name for name in names if name.start == date.end + 1 and name.what in {"proper", "thing"}]
    return "name" if starts else None


def _bracketed(date: DateMention, text: str) -> bool:
    opened = text.rfind("(", max(0, date.start - 40), date.start)
    return opened != -1 and ")" not in text[opened : date.start] and ")" in text[date.end : date.end + 40]


def _in_or_before_bracket(date: DateMention, text: str, acts: Sequence[ActSpan]) -> ActSpan | None:
    opened = text.rfind("(", 0, date.start)
    inside = [act for act in acts if opened < act.start < date.start]
    return _nearest(inside) or _nearest([act for act in acts if act.end <= opened and act.form != "noun"])


def _nearest(before: Sequence[ActSpan]) -> ActSpan | None:
    """The nearest act before a date: verbs and formal nouns first, then meetings, then infinitives."""
    for forms in (_is_plain, _is_meeting, lambda _: True):
        chosen = [act for act in before if forms(act)]
        if chosen:
            return chosen[-1]
    return None


def _is_meeting(act: ActSpan) -> bool:
    return act.form == "noun" and act.act is not None and act.act.kind in {"held", "announced"}


def _is_plain(act: ActSpan) -> bool:
    if act.form == "noun":
        return act.act is not None and act.act.kind not in {"held", "announced"}
    return act.form != "infinitive"


def _first_verb(after: Sequence[ActSpan]) -> ActSpan | None:
    """The first finite verb; failing that the first participle, noun or infinitive."""
    for forms in ({"finite", "passive", "statistic"}, {"participle", "infinitive"}, {"noun"}):
        chosen = [act for act in after if act.form in forms]
        if chosen:
            return chosen[0]
    return None
