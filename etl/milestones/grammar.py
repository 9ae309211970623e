"""A language's grammar, as far as milestones need it, read from ``etl/rules/grammar/<language>.yml``."""

from __future__ import annotations

import string
from dataclasses import dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING, Any

from etl import rulebook
from etl.errors import RuleError

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

_KEYS = ("language", "words", "patterns", "lists", "same_step", "stands_for", "say")
#: What a pronoun can stand for.
_STAND_FOR = frozenset({"person", "both", "last", "states"})
#: The sentences and pieces of titles that a grammar words, with what is filled in.
_SAID = {
    "and": "",
    "about": "what about",
    "done_by": "what who",
    "visit_to": "whom",
    "who_what": "who what",
    "definite": "noun",
    "statement": "who",
    "members": "who",
    "of_what": "what whole",
    "member_states": "whose states",
    "two_dates": "date",
    "to_be": "what done",
    "between": "what whom",
    "with_whom": "what whom",
    "to_do": "",
    "on_what": "",
    "it": "",
    "unnamed": "",
    "also_named": "names",
    "start": "",
    "mid": "",
    "end": "",
    "as_of": "",
    "approx": "",
    "planned": "",
    "note_differs": "date",
    "outside_period": "label first last",
    "told_too_early": "published",
}


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of a grammar; the rule file says what each is for, with an example."""

    be_before: re.Pattern[str]
    have_before: re.Pattern[str]
    modal_before: re.Pattern[str]
    cause_before: re.Pattern[str]
    adverbs_before: re.Pattern[str]
    and_before: re.Pattern[str]
    be_near: re.Pattern[str]
    noun_expected: re.Pattern[str]
    after_verb: re.Pattern[str]
    agent_after: re.Pattern[str]
    no_object: re.Pattern[str]
    participle: re.Pattern[str]
    object_after: re.Pattern[str]
    third_person: re.Pattern[str]
    circumstance: re.Pattern[str]
    will_before: re.Pattern[str]
    due_before: re.Pattern[str]
    given: re.Pattern[str]
    session_after: re.Pattern[str]
    currency_after: re.Pattern[str]
    officer: re.Pattern[str]
    head_end: re.Pattern[str]
    cut_before: re.Pattern[str]
    cut_at_last: re.Pattern[str]
    cut_verb: re.Pattern[str]
    subject_anew: re.Pattern[str]
    regular_past: re.Pattern[str]
    actor_joint: re.Pattern[str]
    place_after: re.Pattern[str]
    called_before: re.Pattern[str]
    owner_direct: re.Pattern[str]
    to_be: re.Pattern[str]
    apposition: re.Pattern[str]
    noun_phrase_before: re.Pattern[str]
    verbs_apart: re.Pattern[str]
    aside: re.Pattern[str]
    relative_opening: re.Pattern[str]
    defining: re.Pattern[str]
    serves_before: re.Pattern[str]
    only_foreseen: re.Pattern[str]
    scare_quotes: re.Pattern[str]
    object_kept: re.Pattern[str]
    infinitive_after: re.Pattern[str]
    on_at_end: re.Pattern[str]
    light_gap: re.Pattern[str]
    bare_step: re.Pattern[str]
    by_at_end: re.Pattern[str]
    into_at_end: re.Pattern[str]
    particle_at_end: re.Pattern[str]
    auxiliary: re.Pattern[str]
    clause_mark: re.Pattern[str]
    clause_joint: re.Pattern[str]
    date_leads: re.Pattern[str]
    attribute_gap: re.Pattern[str]
    date_list: re.Pattern[str]
    thing_gap: re.Pattern[str]
    joined_verb: re.Pattern[str]
    proper: re.Pattern[str]
    spoken: re.Pattern[str]
    name_head: re.Pattern[str]
    head_goes_on: re.Pattern[str]
    name_lead: re.Pattern[str]
    article: re.Pattern[str]
    article_end: re.Pattern[str]
    opening: re.Pattern[str]
    phrase_stop: re.Pattern[str]
    preposition: re.Pattern[str]
    promise: re.Pattern[str]
    trailing: re.Pattern[str]
    subordinate: re.Pattern[str]
    plural: re.Pattern[str]
    count: re.Pattern[str]
    gap_before: re.Pattern[str]
    noun_at_end: re.Pattern[str]
    gap_joint: re.Pattern[str]
    gap_date: re.Pattern[str]
    gap_after: re.Pattern[str]
    for_whom: re.Pattern[str]
    sound_whom: re.Pattern[str]
    did_so: re.Pattern[str]
    all_of: re.Pattern[str]
    of_end: re.Pattern[str]
    of_start: re.Pattern[str]
    owns_noun: re.Pattern[str]
    nothing_before: re.Pattern[str]
    copula: re.Pattern[str]
    step: re.Pattern[str]
    step_plural: re.Pattern[str]
    plain_before: re.Pattern[str]
    noun_after: re.Pattern[str]
    talks: re.Pattern[str]
    by_word: re.Pattern[str]
    and_word: re.Pattern[str]
    partner_before: re.Pattern[str]
    list_gap: re.Pattern[str]
    possessive_end: re.Pattern[str]
    possessive_start: re.Pattern[str]
    modifiers: re.Pattern[str]
    nouns_before: re.Pattern[str]
    noun_object: re.Pattern[str]
    owner_later: re.Pattern[str]
    anniversary: re.Pattern[str]
    light_step: re.Pattern[str]
    scope: re.Pattern[str]
    at_meeting: re.Pattern[str]
    one_meeting: re.Pattern[str]
    at_numbered: re.Pattern[str]
    ordinal_before: re.Pattern[str]
    at_before: re.Pattern[str]
    both_sides: re.Pattern[str]
    compared: re.Pattern[str]
    was_planned: re.Pattern[str]
    planned: re.Pattern[str]
    target: re.Pattern[str]
    author_year: re.Pattern[str]
    period_label: re.Pattern[str]
    dateline: re.Pattern[str]
    period_definition: re.Pattern[str]
    measured: re.Pattern[str]
    money: re.Pattern[str]
    report_place: re.Pattern[str]
    onset: re.Pattern[str]
    that_clause: re.Pattern[str]
    outlet: re.Pattern[str]
    relative_start: re.Pattern[str]
    owner_start: re.Pattern[str]
    relative_before: re.Pattern[str]
    adverbs_only: re.Pattern[str]
    chronology_mark: re.Pattern[str]
    plural_noun: re.Pattern[str]
    unsound: re.Pattern[str]
    stretch_before: re.Pattern[str]
    stretch_start: re.Pattern[str]
    pair_joint: re.Pattern[str]
    nobody: re.Pattern[str]
    followed_by: re.Pattern[str]
    listed_with: re.Pattern[str]
    led_by: re.Pattern[str]
    own_date: re.Pattern[str]
    told_after: re.Pattern[str]
    took_place: re.Pattern[str]
    according_to: re.Pattern[str]
    joint_last: re.Pattern[str]
    respectively: re.Pattern[str]
    listed_words: re.Pattern[str]
    word_joint: re.Pattern[str]
    shared_noun: re.Pattern[str]
    fronted: re.Pattern[str]
    article_after: re.Pattern[str]
    of_year: re.Pattern[str]
    against_crisis: re.Pattern[str]
    foretold: re.Pattern[str]
    pronoun_before: re.Pattern[str]
    in_place: re.Pattern[str]
    place_goes_on: re.Pattern[str]
    place_longer: re.Pattern[str]
    own_inside: re.Pattern[str]
    covers_before: re.Pattern[str]
    figure_of: re.Pattern[str]
    article_of: re.Pattern[str]
    habitual: re.Pattern[str]
    object_relative: re.Pattern[str]
    them: re.Pattern[str]
    parties: re.Pattern[str]
    doubled: re.Pattern[str]
    list_goes_on: re.Pattern[str]
    as_role: re.Pattern[str]
    member_states: re.Pattern[str]
    this_before: re.Pattern[str]
    sentence_anew: re.Pattern[str]
    and_others: re.Pattern[str]
    article_before: re.Pattern[str]
    owned_name: re.Pattern[str]
    negated: re.Pattern[str]
    year_of_noun: re.Pattern[str]
    agreed_noun: re.Pattern[str]
    last_leads: re.Pattern[str]
    made_to: re.Pattern[str]
    impersonal: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class WordLists:
    """Words of a grammar that are looked up whole; the rule file says what each list is for."""

    personal_acts: frozenset[str]
    intransitive_acts: frozenset[str]
    fillers: frozenset[str]
    signed_by_many: frozenset[str]
    generic_nouns: frozenset[str]
    agreed_nouns: frozenset[str]
    two_word_verbs: frozenset[str]
    light_acts: frozenset[str]
    needs_object: frozenset[str]
    signing_acts: frozenset[str]
    place_verbs: frozenset[str]
    passive_only: frozenset[str]
    never_passive: frozenset[str]
    acts_at_place: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's patterns and words.

    ``stands_for`` says whom pronouns mean, ``same_step`` the longer name of a step that has two.
    """

    language: str
    find: Patterns
    lists: WordLists
    same_step: Mapping[str, str]
    stands_for: Mapping[str, str]
    _said: Mapping[str, str] = field(repr=False)

    def say(self, name: str, **filled: object) -> str:
        """A sentence or piece of a title in the grammar's words, with what is filled in."""
        return self._said[name].format(**filled)

    def listed(self, parts: list[str]) -> str:
        """Names as a list: "Laos, Myanmar and Thailand"."""
        return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}{self.say('and')}{parts[-1]}"


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language; English where a language has none of its own.

    Raises:
        RuleError: The file lacks a pattern or has an unknown one, or a pattern is wrong about its own examples.
    """
    name = f"grammar/{language}.yml"
    if name not in rulebook.names("grammar"):
        name = "grammar/en.yml"
    entry = rulebook.read(name)
    rulebook.check_keys(entry, place=name, required=_KEYS)
    return Grammar(
        language=entry["language"],
        find=Patterns(**_patterns(name, entry)),
        lists=WordLists(**_lists(name, entry["lists"])),
        same_step=entry["same_step"],
        stands_for=_stands_for(name, entry["stands_for"]),
        _said=_said(name, entry["say"]),
    )


def _patterns(name: str, entry: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    rules = entry["patterns"]
    rulebook.check_keys(rules, place=f"{name}: patterns", required=[one.name for one in fields(Patterns)])
    parts = _parts(name, entry["words"])
    return {key: rulebook.tried_pattern(rule, place=f"{name}: {key}", parts=parts) for key, rule in rules.items()}


def _parts(name: str, words: Mapping[str, list[str]]) -> dict[str, str]:
    """Each list of words as alternatives of a pattern; a list may use those above it."""
    parts: dict[str, str] = {}
    for key, listed in words.items():
        place = f"{name}: {key}"
        parts[key] = rulebook.with_parts("|".join(_texts(place, listed)), parts, place=place)
    return parts


def _texts(place: str, listed: list[str]) -> list[str]:
    """The entries of a list, all of them texts (an unquoted "no" or "on" is none in YAML)."""
    for word in listed:
        if not isinstance(word, str):
            raise RuleError(f"{place}: found {word!r}, expected words in quotes")
    return listed


def _lists(name: str, lists: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    rulebook.check_keys(lists, place=f"{name}: lists", required=[one.name for one in fields(WordLists)])
    return {key: frozenset(_texts(f"{name}: {key}", listed)) for key, listed in lists.items()}


def _stands_for(name: str, pronouns: dict[str, str]) -> dict[str, str]:
    for pronoun, whom in pronouns.items():
        if whom not in _STAND_FOR:
            raise RuleError(f"{name}: {pronoun}: found {whom}, expected one of {', '.join(sorted(_STAND_FOR))}")
    return pronouns


def _said(name: str, said: dict[str, str]) -> dict[str, str]:
    """The wordings, each with just the places to fill that the code fills."""
    rulebook.check_keys(said, place=f"{name}: say", required=_SAID)
    for key, text in said.items():
        found = {slot for _, slot, _, _ in string.Formatter().parse(text) if slot is not None}
        if found != set(_SAID[key].split()):
            expected = _SAID[key] or "nothing to fill in"
            raise RuleError(f"{name}: say: {key}: found {' '.join(sorted(found)) or 'none'}, expected {expected}")
    return said
