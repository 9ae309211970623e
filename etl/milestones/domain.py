"""The field of cooperation a milestone belongs to, by the names in it and the words around it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from etl.milestones.lookup import PLAIN, occurrences
from etl.schema import DOMAINS

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        for field, found in cue_weights(_without(named, text), words).items():
            scores[field] += int(weight * found)
        weight /= 2.5
    if not scores:
        return _DEFAULT
    return max(DOMAINS, key=lambda field: scores[field])


def _without(names: Sequence[str], text: str) -> str:
    """A text without the names of things whose own field counts: their words say no more ("Forest City")."""
    plain = text.translate(PLAIN)
    for name in names:
        plain = plain.replace(name, " ")
    return plain


def cue_weights(text: str, words: Lexicon) -> Counter[str]:
    """How strongly the words of a text speak for each domain; a cue counts once."""
    seen = {value: None for _, _, value in occurrences(text.translate(PLAIN).lower(), words.cues)}
    scores: Counter[str] = Counter()
    for field, found in seen:
        scores[field] = min(scores[field] + found, 6)
    return scores
