"""From a text to its amounts: where a number may begin, the first rule that fits there, and the guards."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from etl.amounts.pack import Guard, Pack, Rule, load
from etl.model import Amount

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIGITS = re.compile(r"[1-9][\d,]*(?:\.\d+)?|0\.\d*[1-9]\d*")
#: How far to the left a qualifier or a label of a number may stand.
_LEFT = 44


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A number without a unit before "and": it takes the unit of the amount that begins at ``then``."""

    start: int
    end: int
    then: int
    value: Decimal
    scaled: bool


def find_amounts(text: str, *, language: str = "en") -> list[Amount]:
    """The amounts that a text states, in order, with exact values in base units.

    Years, dates, ordinals, versions, labels and marks of notes are not amounts. A span "3-5 billion" gives two
    amounts, the lower qualified more_than and the upper up_to; a change "from 3 to 5 percent" gives two plain ones.

    Args:
        text: Any string; the time taken grows with its length only.
        language: The language whose rules are used; English where it has none.

    Returns:
        Amounts with half-open offsets into the text. ``kind`` is money, percent, points, ratio, measure or count;
        ``unit`` an ISO 4217 code, "%", "pp" (percentage points), "ratio", a physical unit or "count".
    """
    pack = load(language)
    found: list[Amount] = []
    waiting: list[_Waiting] = []
    at = 0
    while anchor := pack.anchor.search(text, at):
        if skipped := _no_number(pack, text, anchor.start()):
            at = skipped
            continue
        here = _at(pack, text, anchor.start())
        if here:
            found = _rescaled(pack, text, found, here[0]) + _listed(pack, text, waiting, here[0])
            found += here
            waiting = []
            at = max(amount.end for amount in here)
            continue
        at = anchor.end()
        if entry := _bare(pack, text, anchor.start()):
            waiting = [*waiting[-3:], entry] if waiting and waiting[-1].then == entry.start else [entry]
            at = entry.then
    return found


def _no_number(pack: Pack, text: str, start: int) -> int:
    """Where a run of number words ends that make no number together ("one two three"); 0 where there is none."""
    if text[start].isdigit():
        return 0
    match = pack.worded.match(text, start)
    return match.end() if match and pack.number(match[0]) is None else 0


def _at(pack: Pack, text: str, start: int) -> list[Amount]:
    """The amount, or the two ends of a span, that the first fitting rule finds at a place."""
    for rule in pack.rules:
        match = rule.regex.match(text, start)
        if match and _stands(rule, text, start) and (amounts := _read(pack, rule, match)):
            return amounts
    return []


def _stands(rule: Rule, text: str, start: int) -> bool:
    return rule.before is None or rule.before.search(text[max(0, start - _LEFT) : start]) is not None


def _read(pack: Pack, rule: Rule, match: re.Match[str]) -> list[Amount]:
    groups = match.groupdict()
    unit = _unit(pack, rule, groups)
    noun, end = _noun(pack, match, groups)
    if not unit or ("phrase" in groups and not noun):
        return []
    ends = _ends(pack, rule, match, groups)
    amounts = [
        Amount(start, stop or end, match.string[start : stop or end], value, unit, rule.kind, noun=noun, rule=rule.id)
        for start, stop, value in ends
    ]
    if not amounts or _not_counted(match, groups, rule):
        return []
    qualified = _qualified(pack, match.string, amounts)
    return [] if any(_guarded(guard, match, qualified[0]) for guard in pack.guards) else qualified


def _not_counted(match: re.Match[str], groups: dict[str, str | None], rule: Rule) -> bool:
    """Whether a number before a noun is no count: a version or score ("3.0"), or the pronoun one."""
    if rule.kind != "count" or groups.get("scale"):
        return False
    return "." in match["number"] or match["number"].lower() == "one"


def _unit(pack: Pack, rule: Rule, groups: dict[str, str | None]) -> str:
    if rule.unit:
        return rule.unit
    if name := groups.get("currency"):
        return look_up(pack.currencies, name.replace("\\", ""))
    return look_up(pack.units, groups.get("unit") or "")


def look_up(known: Mapping[str, str], name: str) -> str:
    """The code that a table gives a name, whichever its hyphens and capitals; "" where it has none."""
    plain = " ".join(name.replace("-", " ").split())
    return known.get(name) or known.get(plain) or known.get(plain.lower()) or known.get(name.lower()) or ""


def _noun(pack: Pack, match: re.Match[str], groups: dict[str, str | None]) -> tuple[str, int]:
    """What is counted, and where the amount ends: the words up to the last plural before a stop word."""
    if not groups.get("phrase"):
        of = [word for word in (groups.get("of") or "").split() if word not in pack.stops]
        noun = groups.get("noun") or " ".join(of)
        return noun, match.end("unit") if groups.get("of") else match.end()
    begin, last, kept = match.start("phrase"), 0, 0
    phrase = match["phrase"]
    for word in phrase.split():
        last = phrase.index(word, last) + len(word)
        if word in pack.stops or word.lower() in pack.stops:
            break
        kept = last if pack.head.fullmatch(word) else kept
    return phrase[:kept].strip(), begin + kept


def _ends(
    pack: Pack, rule: Rule, match: re.Match[str], groups: dict[str, str | None]
) -> list[tuple[int, int, Decimal]]:
    """The start, end (0: the whole match's) and value of each end of the span that the words state."""
    phrase = groups.get("phrase_value")
    fixed = rule.values.get(phrase.lower().replace("-", " ").removesuffix("s"), None) if phrase else rule.value
    if phrase and fixed is None:
        fixed = rule.values.get(phrase.lower().replace("-", " "))
    if fixed is not None:
        return [(match.start(), 0, fixed)]
    if not groups.get("number"):
        return []
    low, high = pack.number(match["number"]), pack.number(groups.get("number2") or "")
    scale, scale2 = (scale_of(pack, groups.get(key)) for key in ("scale", "scale2"))
    if low is None:
        return []
    if high is None:
        return [(match.start(), 0, _signed(match, low * (scale or 1)))]
    stop = match.end("scale") if groups.get("scale") else match.end("number")
    lower, upper = low * (scale or scale2 or 1), high * (scale2 or 1)
    if lower > upper:  # no span: "from 2 percent in 2018 to 15 percent"
        return []
    return [(match.start(), stop, lower), (match.start("number2"), 0, upper)]


def scale_of(pack: Pack, name: str | None) -> Decimal | None:
    """The power of ten that a scale means; None for no scale."""
    if not name:
        return None
    plain = " ".join(name.replace("-", " ").split())
    return pack.scales.get(plain) or pack.scales.get(plain.lower())


def _signed(match: re.Match[str], value: Decimal) -> Decimal:
    """The value with the minus sign that stands before the number, where that is no dash between words."""
    start = match.start()
    before = match.string[max(0, start - 2) : start]
    lone = len(before) == 1 or before[:1] in {" ", "(", "\t", "|"}
    return -value if before[-1:] in {"-", "−"} and lone else value


def _qualified(pack: Pack, text: str, amounts: list[Amount]) -> list[Amount]:
    first, last = amounts[0], amounts[-1]
    left = text[max(0, first.start - _LEFT) : first.start]
    if len(amounts) == 2:
        if pack.change.search(left):
            return amounts
        return [replace(first, qualifier="more_than"), replace(last, qualifier="up_to")]
    hedge = pack.qualifier.search(left) or pack.qualifier_after.match(text, last.end) or _inside(pack, first)
    return [replace(first, qualifier=hedge.lastgroup or "")] if hedge else amounts


def _inside(pack: Pack, amount: Amount) -> re.Match[str] | None:
    """A qualifier between the number and its unit or noun ("500+ companies")."""
    digits = len(amount.text) - len(amount.text.lstrip("0123456789０１２３４５６７８９,.万亿千百"))
    return pack.qualifier_after.match(amount.text, digits) if 0 < digits < len(amount.text) else None


def _guarded(guard: Guard, match: re.Match[str], amount: Amount) -> bool:
    if amount.kind not in guard.kinds or (guard.unqualified and amount.qualifier in {"about", "more_than"}):
        return False
    groups = match.groupdict()
    if groups.get("scale"):
        return False
    left = match.string[max(0, match.start() - _LEFT) : match.start()]
    return all(
        regex is None or regex.fullmatch(text)
        for regex, text in (
            (guard.number, groups.get("number") or ""),
            (guard.noun, amount.noun),
            (guard.unit, amount.unit),
        )
    ) and (guard.before is None or guard.before.search(left) is not None)


def _bare(pack: Pack, text: str, start: int) -> _Waiting | None:
    match = pack.listed.match(text, start)
    if match is None or match["number2"]:
        return None
    value = pack.number(match["number"])
    scale = scale_of(pack, match["scale"])
    if value is None:
        return None
    end = match.start("joint")
    return _Waiting(match.start(), end, match.end(), value * (scale or 1), bool(scale))


def _rescaled(pack: Pack, text: str, found: list[Amount], amount: Amount) -> list[Amount]:
    """The amounts before one, the last with its scale where both are ends of a span ("between $3 and $5 billion")."""
    lower, scale = found[-1] if found else amount, _scale_of_all(amount)
    ends = lower.unit == amount.unit and _scale_of_all(lower) == 1
    joint = text[lower.end : amount.start]
    if not ends or scale == 1 or not pack.listing.fullmatch(joint):
        return found
    is_span = _is_span(pack, text, lower.start) and lower.value < amount.value / scale
    is_pair = "." in lower.text and _names_a_flow(joint)
    return [*found[:-1], replace(lower, value=lower.value * scale)] if is_span or is_pair else found


def _names_a_flow(joint: str) -> bool:
    """Whether words stand between two numbers that say what the second is ("11.0, imports 28.2 billion")."""
    return len(joint.split()) > 1


def _is_span(pack: Pack, text: str, start: int) -> bool:
    """Whether a number is the lower end of a span by the word before it."""
    return pack.span.search(text[max(0, start - _LEFT) : start]) is not None


def _listed(pack: Pack, text: str, waiting: list[_Waiting], amount: Amount) -> list[Amount]:
    """The numbers before "and" with the unit of the amount that follows them."""
    if not waiting or waiting[-1].then != amount.start:
        return []
    percent, scale, listed = amount.kind in {"percent", "points"}, _scale_of_all(amount), []
    for entry in waiting:
        broken = "." in text[entry.start : entry.end] or bool(entry.value % 1)
        shares = not entry.scaled and (broken or (scale > 1 and _is_span(pack, text, entry.start)))
        if entry.scaled or shares or entry.value % 1 or (percent and entry.value < 1000):
            words, value = text[entry.start : entry.end], entry.value * (scale if shares else 1)
            listed.append(replace(amount, start=entry.start, end=entry.end, text=words, value=value))
    return listed


def _scale_of_all(amount: Amount) -> Decimal:
    """The scale that a sum of money gives to the broken numbers listed before it ("4.7 and 8.2 billion")."""
    digits = _DIGITS.search(amount.text)
    if amount.kind != "money" or digits is None:
        return Decimal(1)
    return amount.value / Decimal(digits[0].replace(",", ""))
