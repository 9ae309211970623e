"""Acts in a passage: the verbs and verbal nouns that say something happened, and the verbs of statistics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.milestones.lexicon import PLAIN, Act, ActForm
from etl.milestones.names import occurrences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.milestones.lexicon import Lexicon
    from etl.milestones.names import Name

_ADVERBS = r"(?:\w+ly\s+|also\s+|first\s+|since\s+|already\s+|once\s+again\s+|again\s+|not\s+)*$"
_BE = re.compile(r"\b(?:was|were|been|be|is|are|being)\s+" + _ADVERBS)
_HAVE = re.compile(r"\b(?:has|have|had|having|'ve)\s+" + _ADVERBS)
_TO = re.compile(r"\b(?:to|will|would|shall|should|can|could|may|might|must)\s+(?:be\s+|have\s+)?" + _ADVERBS)
_BEFORE_NOUN = re.compile(
    r"\b(?:the|a|an|its|their|his|her|this|that|these|those|newly|such|of|any|no|'s|[-\w]+-)\s*$", re.IGNORECASE
)
_AFTER_VERB = re.compile(
    r"\s+(?:by|in|on|at|to|as|with|between|that|the|a|an|its|their|his|her|from|for|into|under|when|operations?|after)\b"
    r"|\s*[,.;:(\"]|\s*$|\s+\d"
)
_AGENT = re.compile(r"\s+by\s+(?!(?:the end|\d|\w+ \d{4}))")
_WITHOUT_OBJECT = re.compile(r"\s+(?:in|on|at|by|under|during|as|between|with|after|for)\b|\s*[).;]|\s*$")
#: Acts that stand without an object and are still done by their subject.
_INTRANSITIVE = frozenset(
    {"said", "announced", "visited", "took_office", "agreed", "became", "anniversary", "started", "called"}
)


@dataclass(frozen=True, slots=True)
class ActSpan:
    """An act at a place: ``form`` is finite, passive, participle, infinitive, noun or statistic.

    ``plural`` and ``singular`` are how a title says it of many or of one.
    """

    start: int
    end: int
    text: str
    act: Act | None
    form: str
    plural: str = ""
    singular: str = ""

    @property
    def strength(self) -> int:
        """How formal a step the act is; 0 for a statistic."""
        return self.act.strength if self.act else 0


def find_acts(text: str, words: Lexicon, names: Sequence[Name] = ()) -> list[ActSpan]:
    """The acts of a passage in order.

    Adjectives that look like them ("the upgraded area") are left out, and so are words inside names, but for the
    noun of a meeting or crisis.
    """
    plain = text.translate(PLAIN).lower()
    spans = []
    for start, end, forms in occurrences(plain, words.acts):
        if (start and plain[start - 1] == "-") or plain[end : end + 1] == "-":
            continue
        span = next((made for form in forms if (made := _span(plain, start, end, form))), None)
        if span and not _in_name(span, names):
            spans.append(span)
    return spans


def _in_name(span: ActSpan, names: Sequence[Name]) -> bool:
    inside = any(
        name.start <= span.start and span.end <= name.end for name in names if name.what in {"thing", "proper"}
    )
    names_it = span.form == "noun" and span.act is not None and span.act.act in {"held", "crisis"}
    return inside and not names_it


def _span(plain: str, start: int, end: int, form: ActForm) -> ActSpan | None:
    used = _form(plain, start, end, form)
    if not used:
        return None
    return ActSpan(start, end, plain[start:end], form.act, used, form.plural, form.singular)


def _form(plain: str, start: int, end: int, form: ActForm) -> str:
    before = plain[max(0, start - 40) : start]
    if form.form in {"noun", "statistic"}:
        return form.form
    if form.form == "base":
        return _base_form(plain, start, end, before)
    if _HAVE.search(before) or _TO.search(before):
        return "passive" if " be" in before[-24:] else "finite"
    if _BE.search(before) or plain[start:end].endswith(" by") or _AGENT.match(plain, end):
        return "passive"
    if _BEFORE_NOUN.search(before) and not _AFTER_VERB.match(plain, end):
        return ""
    active = form.act is None or form.act.act in _INTRANSITIVE or " " in plain[start:end]
    return "finite" if active or not _WITHOUT_OBJECT.match(plain, end) else "passive"


def _base_form(plain: str, start: int, end: int, before: str) -> str:
    word = plain[start:end].split(maxsplit=1)[0]
    if word.endswith("ing"):
        return "participle"
    if _TO.search(before):
        return "infinitive"
    if _BEFORE_NOUN.search(before) or not _AFTER_VERB.match(plain, end):
        return ""
    return "finite"
