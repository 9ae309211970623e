"""The field of cooperation a milestone belongs to, by the names in it and the words around it."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from etl.milestones.lexicon import lexicon
from etl.milestones.lookup import occurrences, with_plain_marks
from etl.schema import DOMAINS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from etl.milestones.lexicon import Lexicon
    from etl.milestones.names import Name

#: What the thing that the act is about counts (others listed with it: half) against other names in the clause, and
#: against single words.
_MAIN_THING, _OTHER_THING = 62, 6
_DEFAULT = "politics_security"


def domain(main: Sequence[Name], clause_names: Sequence[Name], texts: Sequence[str], words: Lexicon) -> str:
    """The domain with most weight; ties go to the one that stands first in the schema.

    Args:
        main: Names in the phrase that the act is about.
        clause_names: All names of the clause.
        texts: What the act is about, then wider and wider context (clause, sentence, heading), each counting half.
        words: The language's rules.
    """
    scores: Counter[str] = Counter()
    things = [name.thing for name in main if name.thing is not None]
    for at, thing in enumerate(things):
        scores[thing.domain] += _MAIN_THING // (2 if at else 1)
    for name in clause_names:
        if name.thing is not None and name not in main:
            scores[name.thing.domain] += _OTHER_THING
    weight = 12.0
    named = [said for name in main if name.thing is not None for said in (name.said, name.text)]
    for text in texts:
        for field, found in cue_weights(_without(named, text), words.language).items():
            scores[field] += int(weight * found)
        weight /= 2.5
    if not scores:
        return _DEFAULT
    return max(DOMAINS, key=lambda field: scores[field])


def _without(names: Sequence[str], text: str) -> str:
    """A text without the names of things whose own field counts: their words say no more ("Forest City")."""
    left = with_plain_marks(text)
    for name in names:
        left = left.replace(name, " ")
    return left


@lru_cache(maxsize=1024)
def cue_weights(text: str, language: str) -> Mapping[str, int]:
    """How strongly the words of a text speak for each domain; a cue counts once.

    Kept, since titles, headings and sentences are asked for once for each milestone below or in them.
    """
    cues = lexicon(language).cues
    seen = {value: None for _, _, value in occurrences(with_plain_marks(text).lower(), cues)}
    scores: dict[str, int] = {}
    for field, found in seen:
        scores[field] = min(scores.get(field, 0) + found, 6)
    return scores
