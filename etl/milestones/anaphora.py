"""What is named again without its words: meetings without their date, and "he", "they", "both sides"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from etl.milestones.acts import FINITE
from etl.milestones.lookup import occurrences, with_plain_marks
from etl.milestones.named import Phrase
from etl.milestones.names import Name, actor_named, find_names, known_names, thing_named
from etl.milestones.phrases import subject_phrase
from etl.milestones.reading import last_told

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from etl.milestones.lexicon import Lexicon
    from etl.milestones.lookup import PhraseTable
    from etl.milestones.reading import Reading
    from etl.milestones.registry import Thing
    from etl.model import DateMention, Passage

#: How many sentences back a meeting's date may stand.
_REACH = 6
#: A heading is a date where the date's words are this share of it.
_NEARLY_ALL = 0.7
#: Headline acts of what a "deal" or "pact" can be.
_SIGNED = frozenset({"signed", "entered_into_force"})
_TELLING = frozenset({"body", "note"})


def with_meetings(
    passages: Sequence[Passage], dates: Sequence[Sequence[DateMention]], words: Lexicon
) -> list[tuple[DateMention, ...]]:
    """The dates of each passage, and for passages without one the date of the meeting they name again.

    "At the summit" takes the date of the sentence before that dates a summit, in the same paragraph; a meeting that
    can only be one ("the Special Summit") takes the date it has elsewhere in the document, if it has just one there.
    """
    single = _single_meetings(passages, dates, words)
    named = words.registry.table_of(single)
    result = []
    heads = _heading_dates(passages, dates, words)
    for index, (passage, found) in enumerate(zip(passages, dates, strict=True)):
        if found or passage.kind not in _TELLING:
            result.append(tuple(found))
            continue
        again = _again(index, passages, dates, words)
        made = again or _elsewhere(passage, single, named, words) or heads.get(index)
        result.append((made,) if made else ())
    return result


def _heading_dates(
    passages: Sequence[Passage], dates: Sequence[Sequence[DateMention]], words: Lexicon
) -> dict[int, DateMention]:
    """For the first sentence of each undated paragraph below a heading that is nothing but a date, that date.

    It stands nowhere in the sentence: its offsets are the sentence's start.
    """
    dated = {passage.paragraph for passage, found in zip(passages, dates, strict=True) if found}
    result: dict[int, DateMention] = {}
    head: DateMention | None = None
    last = -1
    for passage, found in zip(passages, dates, strict=True):
        if passage.kind == "heading":
            whole = [date for date in found if len(date.text) >= _NEARLY_ALL * len(passage.text.strip(" .:–-"))]
            head = whole[0] if whole else None
        elif head is not None and passage.kind in _TELLING and passage.paragraph not in dated | {last}:
            result[passage.index] = _mention(head, (0, 0), passage.text, words)
            last = passage.paragraph
    return result


def _again(
    index: int, passages: Sequence[Passage], dates: Sequence[Sequence[DateMention]], words: Lexicon
) -> DateMention | None:
    passage = passages[index]
    match = words.grammar.find.at_meeting.search(passage.text)
    if match is None:
        return None
    for other in range(index - 1, max(-1, index - 1 - _REACH), -1):
        if passages[other].paragraph != passage.paragraph:
            return None
        named = re.search(rf"\b{match[1]}\b", passages[other].text, re.IGNORECASE)
        if named and dates[other]:
            near = min(dates[other], key=lambda date: abs(date.start - named.start()))
            return _mention(near, match.span(), passage.text, words)
    return None


def _elsewhere(
    passage: Passage, single: dict[str, DateMention], named: PhraseTable[Thing], words: Lexicon
) -> DateMention | None:
    if (
        next(occurrences(with_plain_marks(passage.text), named), None) is None
    ):  # most passages name none of them: not worth reading all names
        return None
    for name in known_names(passage.text, words):
        if name.thing is not None and name.thing.id in single:
            lead = words.grammar.find.at_before.search(passage.text[: name.start])
            if lead:
                return _mention(single[name.thing.id], (lead.start(), name.end), passage.text, words)
    return None


def _mention(date: DateMention, span: tuple[int, int], text: str, words: Lexicon) -> DateMention:
    """A date as it stands where only its meeting is named."""
    start, end = span
    rule = f"{words.language}.at_meeting"
    return replace(date, start=start, end=end, text=text[start:end], relative=True, rule=rule)


def _single_meetings(
    passages: Sequence[Passage], dates: Sequence[Sequence[DateMention]], words: Lexicon
) -> dict[str, DateMention]:
    """Meetings that can only be one, by id, with their date where the document gives just one."""
    found: dict[str, list[DateMention]] = {}
    for passage, mentions in zip(passages, dates, strict=True):
        if not mentions or passage.kind not in _TELLING or not words.grammar.find.one_meeting.search(passage.text):
            continue
        for name in known_names(passage.text, words):
            if name.thing is not None and words.grammar.find.one_meeting.search(name.text):
                after = [date for date in mentions if date.start >= name.end]
                found.setdefault(name.thing.id, []).append((after or list(mentions))[0])
    return {key: rows[0] for key, rows in found.items() if len({row.edtf for row in rows}) == 1}


def resolved(phrase: Phrase, reading: Reading) -> Phrase:
    """A phrase that only stands for somebody named before, as that somebody; any other as it is."""
    if generic := _generic(phrase, reading):
        return generic
    stands_for = reading.grammar.stands_for.get(phrase.text.lower(), "")
    if not stands_for or any(name.actor is None for name in phrase.names if name.thing):
        return phrase
    if stands_for == "last" and (plain := _done_to_before(reading)):
        return plain
    return _phrase_of(_meant(stands_for, reading), phrase.step, reading) or phrase


def _done_to_before(reading: Reading) -> Phrase:
    """What the sentence before did something to, where it has no name ("The plan was passed. It took effect ...")."""
    before = reading.previous()
    act = last_told(before.acts) if before else None
    if before is None or act is None or act.form != "passive" or any(name.is_of_thing for name in before.names):
        return Phrase()
    subject = subject_phrase(before, (0, act.start))
    plain = " " in subject.text and not subject.names and not subject.plural
    return subject if plain and subject.text.lower() not in reading.grammar.stands_for else Phrase()


def last_named(reading: Reading) -> Phrase:
    """The thing that was named last, for a sentence that does not say what it is about; "it" where none was."""
    return _phrase_of(_meant("last", reading), "", reading) or Phrase(reading.grammar.say("it"))


def named_before(phrase: Phrase, reading: Reading) -> Phrase:
    """The thing that was named last before a phrase, whose that of the phrase is ("its first meeting"), or none."""
    start = min(name.start for name in phrase.names)
    rows = [*reading.before(), tuple(name for name in reading.names if name.end <= start)]
    things = [name for row in rows for name in reversed(row) if name.is_of_thing]
    return _phrase_of(things[-1:], "", reading)


def body_before(reading: Reading) -> str:
    """The body that the nearest of the sentences before names, or ""."""
    named = (
        name.said for row in reversed(reading.before()) for name in row if name.actor and name.actor.kind == "body"
    )
    return next(named, "")


def _phrase_of(names: list[Name], step: str, reading: Reading) -> Phrase:
    if not names:
        return Phrase()
    return Phrase(reading.grammar.listed([name.said for name in names]), tuple(names), step, plural=len(names) > 1)


def _generic(phrase: Phrase, reading: Reading) -> Phrase | None:
    """What "the community" or "the deal" stands for: the thing named before, else in the title, that can be called so.

    "The free trade area" that nobody named is the one of the two sides that the document is about.
    """
    word, lists = phrase.text.lower(), reading.grammar.lists
    definite = re.search(reading.grammar.say("definite", noun=re.escape(word)), reading.text, re.IGNORECASE)
    if word not in lists.generic_nouns or not definite:
        return None
    meant = reading.grammar.same_step.get(word, word)
    named = [name for name in _earlier(reading) if _is_called(name, meant, lists.agreed_nouns)]
    if not named:
        titled = find_names(reading.document.source.title, reading.words)
        named = [name for name in titled if _is_called(name, meant, lists.agreed_nouns)] or _of_both(meant, reading)
    return Phrase(named[-1].said, (named[-1],), phrase.step) if named else None


def _is_called(name: Name, noun: str, agreed: Collection[str]) -> bool:
    """Whether a thing can be meant by a noun: one in its name, or "deal" where it is something to be signed."""
    signed = name.thing is not None and bool(name.thing.headline & _SIGNED)
    if noun in agreed and any(other in name.said.lower() for other in agreed):
        return name.is_of_thing
    return name.is_of_thing and (noun in name.said.lower() or (signed and noun in agreed))


def _of_both(noun: str, reading: Reading) -> list[Name]:
    """The thing of the two sides that a document is about, by the shortest name that has a noun of several words.

    Where the sentence names another state, it may well be the thing of that one.
    """
    states = {name.actor.of or name.actor.code for name in reading.names if name.actor and name.what == "actor"}
    if " " not in noun or not states <= set(reading.both):
        return []
    things = reading.words.registry.things.values()
    named = [one for one in things if set(one.countries) == set(reading.both) and noun in one.name.lower()]
    return [thing_named(one) for one in sorted(named, key=lambda one: (len(one.name), one.id))[:1]]


def _meant(stands_for: str, reading: Reading) -> list[Name]:
    if stands_for == "person":
        return [name for name in _earlier(reading) if name.actor and name.actor.kind == "person"][-1:]
    if stands_for == "both":
        actors = reading.words.registry.actors
        return [actor_named(actors[code]) for code in reading.both if code in actors]
    if stands_for == "states":
        return _two_states(reading)
    return [name for name in _earlier(reading) if name.is_of_thing and not _comes_later(name, reading)][-1:]


def _comes_later(name: Name, reading: Reading) -> bool:
    """Whether a name stands in this sentence behind its verbs, so that nothing before it can mean it."""
    verbs = [act.start for act in reading.acts if act.form in FINITE]
    return bool(verbs) and name.start > verbs[-1] and any(name is one for one in reading.names)


def _earlier(reading: Reading) -> list[Name]:
    """The names of this sentence and of those before, the first of the nearest one last: what it is about."""
    return [*reversed(reading.names), *(name for row in reading.before() for name in reversed(row))]


def states_before(reading: Reading) -> list[Name]:
    """The states and blocs of the nearest sentence before that names any, each once; a place stands for none here."""
    for row in reversed(reading.before()):
        states = [name for name in row if name.actor and name.actor.kind in {"state", "bloc"}]
        if acting := _once(name for name in states if not name.what.startswith("place")):
            return acting
    return []


def _two_states(reading: Reading) -> list[Name]:
    """The states of the sentence before where it names two; else the nearest two, persons counting for theirs."""
    near = states_before(reading)
    if len(near) > 1:
        return near
    actors = reading.words.registry.actors
    codes = [name.actor.of or name.actor.code for name in _earlier(reading) if name.actor and not name.is_within]
    states = [code for code in dict.fromkeys(codes) if code in actors and actors[code].kind == "state"]
    return [actor_named(actors[code]) for code in states[:2]] if len(states) > 1 else near


def _once(names: Iterable[Name]) -> list[Name]:
    seen: dict[str, Name] = {}
    for name in names:
        if name.actor:
            seen.setdefault(name.actor.code, name)
    return list(seen.values())
