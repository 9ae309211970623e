"""Where an amount may begin: a digit, a mark of currency before digits, a number word, a rule's own first words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from etl.amounts.numerals import alternatives

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_DIGITS = "0123456789０１２３４５６７８９"


def anchor(
    edges: Mapping[str, str], marks: Sequence[str], words: Sequence[str], articles: Sequence[str], then: Sequence[str]
) -> str:
    """The pattern of all places where an amount may begin.

    It is one alternative for each first character, of which the engine tells most places at a glance.

    Args:
        edges: What must not stand before ``all``; and before ``digits``, ``marks`` and ``words``: patterns that look
            back from behind the first character, whichever it is (".").
        marks: Marks of currency, which stand before digits.
        words: Number words and others that begin an amount, as written but for the case of the first letter.
        articles: Words that begin an amount only before a scale.
        then: The scales.
    """
    starts: dict[str, dict[str, list[str]]] = {digit: {edges["digits"]: [""]} for digit in _DIGITS}
    for form in _longest_first(marks):
        _add(starts, form, edges["marks"], r"(?=\s?[0-9０-９])")
    for form in sorted(set(words), key=len, reverse=True):
        for first in dict.fromkeys((form[0].lower(), form[0].upper()) if form.isascii() else form[0]):
            rest = re.escape(form[1:]).replace(r"\ ", r"[\s-]")
            starts.setdefault(first, {}).setdefault(edges["words"], []).append(rest)
    for form in _longest_first(articles):
        _add(starts, form, edges["words"], rf"\s(?={alternatives(then)})")
    often_first = sorted(starts, key=lambda first: not first.islower())  # so stand most characters of a text
    places = (f"{re.escape(first)}(?:{_rests(starts[first])})" for first in often_first)
    return f"{edges['all']}(?:{'|'.join(places)})"


def _rests(rests: Mapping[str, Sequence[str]]) -> str:
    """What may follow a first character: most that stand inside a word fail on what must not stand before."""
    return "|".join(f"{edge}(?:{'|'.join(forms)})" for edge, forms in rests.items())


def _longest_first(forms: Iterable[str]) -> list[str]:
    return sorted(set(forms), key=lambda form: (-len(form), form))


def _add(starts: dict[str, dict[str, list[str]]], form: str, edge: str, after: str) -> None:
    """Put a form, which `alternatives` writes, where its first character is looked for."""
    if form[0] == "$":
        starts.setdefault("\\", {}).setdefault(edge, []).append(rf"\{form}{after}")
    rest = alternatives([form[1:]]) if form[1:] else ""
    any_case = form.isascii() and form.islower()
    for first in dict.fromkeys((form[0], form[0].upper()) if any_case else form[0]):
        starts.setdefault(first, {}).setdefault(edge, []).append((f"(?i:{rest})" if any_case else rest) + after)
