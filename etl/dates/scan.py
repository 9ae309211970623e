"""Finds where a date stands: anchors, the rules that match there, the guards that refuse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from etl.dates.words import stamp_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from etl.dates.pack import Guard, Pack, Rule

#: How far, in characters, a rule or a guard looks around a mention; what bounds the work at each anchor.
_REACH = 80
#: Most words that lead a mention stand so near to it; those that begin in the first characters of that may go on.
_NEAR, _STEP = 44, 26
#: How far the word goes that an address (of a page, of mail) is recognised by.
_WORD = 120


@dataclass(frozen=True, slots=True)
class Found:
    """Words that look like a date: where they stand, and what was read in them."""

    start: int
    end: int
    rule: Rule
    fields: Mapping[str, Any]
    modifier: str = ""
    approximate: bool = False
    dateline: bool = False
    owns: bool = False


def scan(text: str, pack: Pack) -> list[Found]:
    """Every place of a text at which words name a date or a part of one, in order and without overlap."""
    return list(_scan(text, pack))


def _scan(text: str, pack: Pack) -> Iterator[Found]:
    done = 0
    for anchor in pack.anchor.finditer(text):
        start = anchor.start()
        if start < done:
            continue
        hit = _longest(text, start, pack, str(anchor.lastgroup))
        if hit is None:
            continue
        rule, match, fields = hit
        if not _refused(text, match, pack, rule):
            yield _framed(match, (rule, fields), text[max(done, start - _REACH) : start], pack)
        done = match.end()


def _longest(text: str, start: int, pack: Pack, anchor: str) -> tuple[Rule, re.Match[str], dict[str, Any]] | None:
    matches = [(rule, match) for rule in pack.rules[anchor] if (match := rule.match(text, start))]
    if len(matches) > 1:
        matches.sort(key=lambda pair: -pair[1].end())
    for rule, match in matches:
        before = rule.before.search(text[max(0, start - _REACH) : start]) if rule.before else None
        if rule.before and not before:
            continue
        fields = _fields({**match.groupdict(), **(before.groupdict() if before else {})}, pack, rule)
        if fields is not None:
            return rule, match, fields
    return None


def _fields(groups: Mapping[str, str | None], pack: Pack, rule: Rule) -> dict[str, Any] | None:
    """What the captured words mean; None where a word means nothing or the rule's own condition fails."""
    fields: dict[str, Any] = {}
    for group, word in groups.items():
        if word is None or group == "mark":
            continue
        name = group.removesuffix("_two")
        if name == "words":
            fields[name] = word
            continue
        value = pack.meaning(rule.lexicons.get(group, name.removesuffix("_to")), word)
        value = pack.number(word) if value is None else value
        value = pack.meaning("count", word) if value is None and name == "month_to" else value
        if value is None and name != "beside":
            return None
        fields[name] = word.lower() if value is None else value
    fields.update(rule.means)
    if "words" in fields and not _read(fields, pack):
        return None
    return _shared(fields) if _adjacent(fields) else None


def _read(fields: dict[str, Any], pack: Pack) -> bool:
    """Replaces words by the date that they mean; False where they mean none."""
    found = stamp_of(fields.pop("words"), pack.language, fields.pop("exact"))
    if found is not None:
        last = {"day_to": found.day} if "day" in fields else {"day": found.day}  # "5-6 Oktober 2003"
        fields.update(year=found.year, month=found.month, **last)
    return found is not None


def _shared(fields: dict[str, Any]) -> dict[str, Any]:
    """What the two dates of a range lend each other ("30 April to 2 May 2015", "1937-8")."""
    if "months" in fields:
        fields["month"] = (fields["month_to"] - fields.pop("months")) % 12 + 1
    if "last_digit" in fields:
        fields["year_to"] = fields["year"] - fields["year"] % 10 + fields.pop("last_digit")
    if "year_to" in fields and "year" not in fields:
        turns = fields.get("month_to", 12) < fields.get("month", 0)
        fields["year"] = fields["year_to"] - turns
    return fields


def _adjacent(fields: dict[str, Any]) -> bool:
    if not fields.pop("adjacent", False):
        return True
    if "month_to" in fields:
        return bool(fields["month_to"] == fields["month"] + 1)
    return bool(fields["year_to"] % 100 == (fields["year"] + 1) % 100)


def _refused(text: str, match: re.Match[str], pack: Pack, rule: Rule) -> bool:
    start, end = match.span()
    if _in_address(text, start, end, pack):
        return True
    before, words, after = text[max(0, start - _REACH) : start], match[0], text[end : end + _REACH]
    return any(_applies(guard, before, words, after) for guard in pack.guards[rule.id])


def _applies(guard: Guard, before: str, words: str, after: str) -> bool:
    return (
        (guard.after is None or guard.after.match(after) is not None)
        and (guard.only is None or guard.only.match(words) is not None)
        and (guard.before is None or guard.before.search(before) is not None)
        and (guard.unless is None or guard.unless.search(before) is None)
    )


def _in_address(text: str, start: int, end: int, pack: Pack) -> bool:
    left = text[max(0, start - _WORD) : start].rsplit(None, 1)
    right = text[end : end + _WORD].split(None, 1)
    head = left[-1] if left and not text[start - 1 : start].isspace() else ""
    tail = right[0] if right and not text[end : end + 1].isspace() else ""
    return bool(pack.address.search(f"{head}\0{tail}")) if head or tail else False


def _framed(match: re.Match[str], read: tuple[Rule, dict[str, Any]], before: str, pack: Pack) -> Found:
    """The mention with the words that belong to it ("the end of"), and what the words before and after tell."""
    text, (start, stop), (rule, fields) = match.string, match.span(), read
    possessive = pack.possessive.match(text, stop)
    end = possessive.end() if possessive else stop
    dateline = _dateline(text, start, stop, pack)
    lead, tail = _lead(before, pack), pack.tail.match(text, end)
    words = lead.groupdict() if lead else {}
    own = words.get("own") or ""
    if own and own == words.get("article") and not rule.article:  # "by the 1997 accord": what stands before
        return Found(start, end, rule, fields, dateline=dateline, owns=possessive is not None)  # belongs to the noun
    named = [("relation", words.get("relation")), ("onward", tail["onward"] if tail else None)]
    named += [("about", words.get("about")), ("stage", words.get("stage"))]
    meant = [pack.meaning(name, word) for name, word in named if word] + [fields.get("stage", "")]
    told = [modifier for modifier in meant if modifier]
    modifier = next((one for one in told if one != "before"), told[0] if told else "")
    return Found(
        start - len(own), end, rule, fields, modifier, "approx" in meant, dateline=dateline, owns=possessive is not None
    )


def _lead(before: str, pack: Pack) -> re.Match[str] | None:
    """The words that lead a mention, looked for near it first: where they reach farther, it shows there."""
    near = pack.lead.search(before[-_NEAR:])
    return near if near and near.start() >= _STEP else pack.lead.search(before)


def _dateline(text: str, start: int, end: int, pack: Pack) -> bool:
    """Whether a mention is the day at the head of a report, between its place and its agency."""
    if not pack.dateline_end.match(text, end):
        return False
    line = text.rfind("\n", max(0, start - _REACH), start) + 1
    return (line > 0 or start <= _REACH) and pack.dateline.fullmatch(text, line, start) is not None
