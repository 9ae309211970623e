"""Acts in a passage: the verbs and verbal nouns that say something happened, and the verbs of statistics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.milestones.lookup import occurrences, with_plain_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.milestones.grammar import Grammar
    from etl.milestones.lexicon import Act, ActForm, Lexicon
    from etl.milestones.names import Name

#: The forms of verbs that tell what was done.
FINITE = frozenset({"finite", "passive"})
#: How many characters before a verb can change its form, and how many of these are its nearest words.
_BEFORE, _NEAR = 40, 24


@dataclass(frozen=True, slots=True)
class ActSpan:
    """An act at a place: ``form`` is finite, passive, participle, infinitive, noun or statistic.

    ``act`` is None for a statistic only; ``plural`` and ``singular`` are how a title says it of many or of one. A
    ``reduced`` passive has no form of "be" ("the pact signed in May"): it may only tell more of the noun before it.
    An act done ``again`` stands for the words of another one ("Laos did so in May").
    """

    start: int
    end: int
    text: str
    act: Act | None
    form: str
    plural: str = ""
    singular: str = ""
    reduced: bool = False
    again: bool = False

    @property
    def strength(self) -> int:
        """How formal a step the act is; 0 for a statistic."""
        return self.act.strength if self.act else 0

    @property
    def kind(self) -> str:
        """The kind of milestone it makes; "" for a statistic."""
        return self.act.kind if self.act else ""

    @property
    def step(self) -> str:
        """The step of a story that it is ("signed"); "" for a statistic."""
        return self.act.act if self.act else ""


def find_acts(text: str, words: Lexicon, names: Sequence[Name] = ()) -> list[ActSpan]:
    """The acts of a passage in order.

    Adjectives that look like them ("the upgraded area") are left out, and so are words inside names, but for the
    noun of a meeting or crisis.
    """
    plain = with_plain_marks(text).lower()
    spans = []
    for start, end, forms in occurrences(plain, words.acts):
        if (start and plain[start - 1] == "-") or plain[end : end + 1] == "-":
            continue
        told = [form for form in forms if form.form != "statistic" or not _at_name(plain, end, names, words.grammar)]
        made = (_span(plain, (start, end), form, words.grammar, names) for form in told or forms)
        span = next((one for one in made if one), None)
        if span and not _in_name(span, names, words):
            spans.append(span)
    return spans


def _at_name(plain: str, end: int, names: Sequence[Name], grammar: Grammar) -> bool:
    """Whether a state or place follows at once: no figure is reached ("reached Quay City")."""
    article = grammar.find.article_after.match(plain, end)
    at = article.end() if article else end
    return any(name.start == at and name.actor and not name.compound for name in names)


def is_present(act: ActSpan, grammar: Grammar) -> bool:
    """Whether a verb stands in the present tense."""
    return act.text in {act.plural, act.singular} or grammar.find.third_person.search(act.text) is not None


def _in_name(span: ActSpan, names: Sequence[Name], words: Lexicon) -> bool:
    """Whether an act's word only stands in a name; the noun that a meeting or crisis is called by does more."""
    holding = [name for name in names if name.is_of_thing and name.start <= span.start and span.end <= name.end]
    if not holding or span.form != "noun" or span.step not in {"held", "crisis"}:
        return bool(holding)
    rest = holding[-1].text[span.end - holding[-1].start :]
    return bool(rest) and words.grammar.find.head_goes_on.search(f"{rest} ") is None


def _span(plain: str, place: tuple[int, int], form: ActForm, grammar: Grammar, names: Sequence[Name]) -> ActSpan | None:
    start, end = place
    if _out_of_place(plain, place, grammar, names):
        return None
    used = _form(plain, start, end, form, grammar)
    if not used and form.form == "base" and _agrees(plain, place, grammar, names):
        used = "finite"
    if not used:
        return None
    kept = "passive" if used == "reduced" else used
    return ActSpan(start, end, plain[start:end], form.act, kept, form.plural, form.singular, used == "reduced")


def _out_of_place(plain: str, place: tuple[int, int], grammar: Grammar, names: Sequence[Name]) -> bool:
    """Whether a word is no act here: one that is only before a place ("left Quay City"), or only after "was"."""
    (start, end), lists = place, grammar.lists
    if plain[start:end] in lists.place_verbs:
        return not _at_name(plain, end, names, grammar)
    before = plain[max(0, start - _BEFORE) : start]
    return plain[start:end] in lists.passive_only and not grammar.find.be_before.search(before)


def _agrees(plain: str, place: tuple[int, int], grammar: Grammar, names: Sequence[Name]) -> bool:
    """Whether one or several who can act stand right before a word that says what one, or several, do."""
    start, end = place
    low = max(0, start - _BEFORE)
    gap = grammar.find.adverbs_before.search(plain[low:start])
    stop = low + gap.start() if gap else start
    last = next((name for name in names if name.end == stop and name.actor and name.what == "actor"), None)
    if last is None:
        return False
    low = max(0, last.start - _NEAR)
    link = grammar.find.and_before.search(plain[low : last.start])
    many = link is not None and any(name.actor and name.end == low + link.start() for name in names)
    return many != bool(grammar.find.third_person.search(plain[start:end]))


def _form(plain: str, start: int, end: int, form: ActForm, grammar: Grammar) -> str:
    """The form in which a word of an act stands here, a passive without "be" as "reduced"; "" where it is none."""
    if form.form in {"noun", "statistic"}:
        crisis = form.act is not None and form.act.act == "crisis"
        none = grammar.find.session_after.match(plain, start) or (crisis and _no_crisis(plain, start, end, grammar))
        return "" if none else form.form
    find, before = grammar.find, plain[max(0, start - _BEFORE) : start]
    if form.form in {"base", "bare"}:
        told = form.form == "base" or find.modal_before.search(before)
        return _base_form(plain, start, end, grammar) if told else ""
    return _past_form(plain, start, end, form, grammar)


def _past_form(plain: str, start: int, end: int, form: ActForm, grammar: Grammar) -> str:
    find, before = grammar.find, plain[max(0, start - _BEFORE) : start]
    if find.have_before.search(before) or find.modal_before.search(before):
        return "passive" if find.be_near.search(before[-_NEAR:]) else "finite"
    whole = find.be_before.search(before) or find.by_at_end.search(plain[start:end])
    if whole or find.agent_after.match(plain, end):
        return "passive" if whole else "reduced"
    if find.noun_expected.search(before) and not find.after_verb.match(plain, end):
        return ""
    alone = form.act is None or form.act.act in grammar.lists.intransitive_acts or " " in plain[start:end]
    alone = alone and plain[start:end] not in grammar.lists.two_word_verbs
    alone = alone or plain[start:end] in grammar.lists.never_passive or bool(find.agents_before.search(before))
    return "finite" if alone or not find.no_object.match(plain, end) else "reduced"


def _no_crisis(plain: str, start: int, end: int, grammar: Grammar) -> bool:
    """Whether the noun of a crisis only says why something else happened, or of what kind it is ("flood control")."""
    cause = grammar.find.cause_before.search(plain[max(0, start - _BEFORE) : start])
    dated = grammar.find.of_year.match(plain, end)
    return bool((cause and not dated) or grammar.find.against_crisis.match(plain, end))


def _base_form(plain: str, start: int, end: int, grammar: Grammar) -> str:
    find, before = grammar.find, plain[max(0, start - _BEFORE) : start]
    expected = find.noun_expected.search(before)
    if find.participle.search(plain[start:end].split(maxsplit=1)[0]):
        if find.be_before.search(before):
            return "finite"
        if find.qualifies_step.match(plain, end):
            return ""
        return "" if expected and not find.object_after.match(plain, end) else "participle"
    if find.modal_before.search(before):
        return "finite" if find.foretold.search(before) else "infinitive"
    if expected or find.noun_phrase_before.search(before) or not find.after_verb.match(plain, end):
        return ""
    return "finite"
