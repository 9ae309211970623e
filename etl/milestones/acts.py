"""Acts in a passage: the verbs and verbal nouns that say something happened, and the verbs of statistics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.milestones.lexicon import PLAIN, Act
from etl.milestones.names import occurrences

if TYPE_CHECKING:
    from etl.milestones.lexicon import Lexicon

_BE = re.compile(r"\b(?:was|were|been|be|is|are|being)\s+(?:\w+ly\s+|also\s+|first\s+|jointly\s+|once\s+again\s+)*$")
_HAVE = re.compile(r"\b(?:has|have|had|having|'ve)\s+(?:\w+ly\s+|also\s+|already\s+|since\s+|successively\s+)*$")
_TO = re.compile(r"\b(?:to|will|would|shall|should|can|could|may|might|must|not)\s+(?:\w+ly\s+|also\s+|jointly\s+)*(?:be\s+)?$")
_BEFORE_NOUN = re.compile(r"\b(?:the|a|an|its|their|his|her|this|that|these|those|newly|fully|such|of|any|no)\s+$", re.IGNORECASE)
_AFTER_VERB = re.compile(r"\s+(?:by|in|on|at|to|as|with|between|that|the|a|an|its|their|his|her|from|for|into|under|when)\b|\s*[,.;:(\"]|\s*$")


@dataclass(frozen=True, slots=True)
class ActSpan:
    """An act at a place: ``form`` is finite, passive, participle, infinitive, noun or statistic."""

    start: int
    end: int
    text: str
    act: Act | None
    form: str

    @property
    def strength(self) -> int:
        """How formal a step the act is; 0 for a statistic."""
        return self.act.strength if self.act else 0


def find_acts(text: str, words: Lexicon) -> list[ActSpan]:
    """The acts of a passage in order; adjectives that look like them ("the upgraded area") are left out."""
    plain = text.translate(PLAIN).lower()
    spans = []
    for start, end, form in occurrences(plain, words.acts):
        if start and plain[start - 1] == "-" or plain[end : end + 1] == "-":
            continue
        used = _form(plain, start, end, form.form)
        if used:
            spans.append(ActSpan(start, end, text[start:end], form.act, used))
    return spans


def _form(plain: str, start: int, end: int, form: str) -> str:
    before = plain[max(0, start - 40) : start]
    if form in {"noun", "statistic"}:
        return form
    if form == "base":
        return _base_form(plain, start, end, before)
    if _BE.search(before):
        return "passive"
    if _HAVE.search(before):
        return "finite"
    if _TO.search(before):
        return "infinitive"
    if _BEFORE_NOUN.search(before) and not _AFTER_VERB.match(plain, end):
        return ""
    return "finite"


def _base_form(plain: str, start: int, end: int, before: str) -> str:
    word = plain[start:end].split()[0]
    if word.endswith("ing"):
        return "participle"
    if _TO.search(before):
        return "infinitive"
    if _BEFORE_NOUN.search(before) or not _AFTER_VERB.match(plain, end):
        return ""
    return "finite"
