"""The few words of a phrase that titles take over, and what they tell of a step."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from etl.milestones.lookup import with_plain_marks

if TYPE_CHECKING:
    from etl.milestones.grammar import Grammar

#: Words of a phrase that are kept where no name is known; the run of words taken over stays short.
_MOST_WORDS = 7
#: So many words go on after a name at most.
_MOST_AFTER = 4
#: What a phrase neither begins nor ends with.
_EDGES = " ,:;\"'«»–—"
#: A phrase of fewer blanks than this is not cut before what is to be done ("first country to sign").
_LEAST_WORDS = 2
#: A long phrase is not cut at a preposition before this character.
_LEAST_CUT = 12


def shortened_phrase(region: str, grammar: Grammar) -> str:
    """At most a handful of words, cut at a preposition where one comes late enough; "" where only marks are left."""
    words = grammar.find.opening.sub("", with_plain_marks(region).strip(_EDGES) + " ").strip(" ,\"'")
    words = grammar.find.own_inside.sub("", words)
    if words.count(" ") >= _MOST_WORDS:
        words, rest = " ".join(words.split()[:_MOST_WORDS]), words.split()[_MOST_WORDS:]
        leads = rest[0] != "to" and grammar.find.preposition.match(f" {rest[0]} ")
        if leads or grammar.find.last_leads.search(words.removesuffix(" to")):
            return without_trailing(words.strip(" ,\"'"), grammar)
        late = [match.start() for match in grammar.find.preposition.finditer(words) if match.start() > _LEAST_CUT]
        kept = grammar.find.cut_verb.sub("", words[: late[-1]]) if late else words
        purpose = late and kept.count(" ") < _LEAST_WORDS and grammar.find.infinitive_after.match(words, late[-1])
        goes_on = grammar.find.of_end.search(f"{words} {rest[0]} " if rest else words)
        words = words if purpose and kept == words[: late[-1]] and not goes_on else kept
    kept = without_trailing(words.strip(" ,\"'"), grammar).strip(" ,\"'")
    return kept if any(character.isalnum() for character in kept) else ""


def without_trailing(words: str, grammar: Grammar) -> str:
    """A phrase without the small words it ends with."""
    while (shorter := grammar.find.trailing.sub("", words)) != words and (
        shorter or words.lower() not in grammar.stands_for
    ):
        words = shorter
    return words


def lead_kept(lead: str, grammar: Grammar) -> str:
    """What a title keeps of the words before a name, before adverbs and participles are taken out."""
    before = grammar.find.opening.sub("", with_plain_marks(lead).strip(_EDGES) + " ").strip(_EDGES)
    find = grammar.find
    return "" if find.nothing_before.search(before) or find.called_before.search(before) else before


def unmodified(before: str, grammar: Grammar) -> str:
    """The words before a name without the adverbs and participles in front, nor what these leave there."""
    return grammar.find.opening.sub("", grammar.find.modifiers.sub("", f"{before} ")).strip()


def tail(following: str, grammar: Grammar) -> str:
    """The few words that go on after a name ("state leaders", "government"); "" where more or none do."""
    stop = grammar.find.preposition.search(f"{following} ")
    words = following[: stop.start()] if stop else following
    words = grammar.find.possessive_start.sub("", with_plain_marks(words).strip()).strip()
    words = without_trailing(words.strip(" ,.'"), grammar).strip()
    return words if 0 < len(words.split()) <= _MOST_AFTER and words[:1].islower() and "," not in words else ""


def step_of(text: str, grammar: Grammar) -> str:
    """The step of a story that a phrase names by a noun ("negotiation"), or ""."""
    match = grammar.find.step.search(text)
    if match is None:
        return ""
    word = grammar.find.step_plural.sub("", match[1].lower())
    return grammar.same_step.get(word, word)


def qualifier(before: str, grammar: Grammar) -> str:
    """The word that makes of a named thing another one ("high-quality Belt and Road"), or ""."""
    words = re.findall(r"[a-z0-9]{3,}", before.lower())
    return "" if grammar.find.plain_before.match(before) or not words else words[-1]
