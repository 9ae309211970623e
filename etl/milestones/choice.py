"""Which of several acts is dated: by their form, and by where they stand to a date and to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl.milestones.acts import FINITE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.milestones.acts import ActSpan
    from etl.milestones.reading import Reading
    from etl.model import DateMention

#: Meetings of a sort that happen by themselves: nothing else is done at them.
_HAPPENS = frozenset({"visited", "voted"})
#: From this strength on an act that is reported is worth more than the report.
FORMAL = 2


def without_asides(acts: Sequence[ActSpan], reading: Reading) -> list[ActSpan]:
    """Acts without participles that only tell more of a noun ("a court set up by the ports ruled")."""
    kept = []
    for act in acts:
        later = next((other for other in acts if other.start > act.end and other.form in FINITE), None)
        gap = reading.text[act.end : later.start] if later else ""
        if later is None or not act.reduced or reading.grammar.find.verbs_apart.search(gap):
            kept.append(act)
    return kept


def told_in_speech(verb: ActSpan | None, acts: Sequence[ActSpan]) -> ActSpan | None:
    """What a speech did ("gave a speech, proposing a sea lane"), which says more than that it was given."""
    if verb is None or verb.step != "said":
        return None
    later = [act for act in acts if act.start > verb.end and act.form == "participle" and act.strength >= 2]
    return next((act for act in later if act.kind in {"proposed", "announced"}), None)


def parted(act: ActSpan, date: DateMention, dates: Sequence[DateMention]) -> bool:
    """Whether another date stands between an act and a date."""
    low, high = (act.end, date.start) if act.end <= date.start else (date.end, act.start)
    return any(other is not date and low <= other.start < high for other in dates)


def nearest(before: Sequence[ActSpan], reading: Reading) -> ActSpan | None:
    """The nearest act before a date: verbs and formal nouns first, then meetings, then infinitives."""
    last = before[-1] if before else None
    if last is not None and _happened(last) and reading.grammar.find.told_after.search(reading.text[: last.start]):
        return last
    for is_of_form in (_is_plain, is_meeting, lambda _: True):
        chosen = [act for act in before if is_of_form(act)]
        if chosen:
            return _verb_of_noun(chosen, reading)
    return None


def _happened(act: ActSpan) -> bool:
    """Whether a noun tells of something that happened by itself, not of a meeting at which something was done."""
    return act.form == "noun" and (act.kind != "held" or act.step in _HAPPENS)


def _verb_of_noun(chosen: Sequence[ActSpan], reading: Reading) -> ActSpan:
    """The last act, or the verb before it that says the same ("who came to power after an election victory").

    So does a verb of what the noun only names: "issued its ruling", while "completed the ratification" is of the noun.
    """
    last, before = chosen[-1], chosen[-2] if len(chosen) > 1 else chosen[-1]
    gap = reading.text[before.end : last.start]
    issued = last.strength <= FORMAL and reading.grammar.find.light_gap.match(gap)
    if last.form == "finite" and reading.grammar.find.took_place.search(last.text) and before.form == "noun":
        return before if before.strength > FORMAL else last
    of_verb = last.form == "noun" and before.form == "finite" and (before.step == last.step or issued)
    return before if of_verb else last


def is_meeting(act: ActSpan) -> bool:
    """Whether an act is only named, by the noun of a meeting or of what was announced."""
    return act.form == "noun" and act.kind in {"held", "announced"}


def _is_plain(act: ActSpan) -> bool:
    return act.form != "infinitive" and not is_meeting(act)


def first_verb(after: Sequence[ActSpan]) -> ActSpan | None:
    """The first finite verb; failing that the first participle or infinitive, then the first noun."""
    for forms in ({"finite", "passive", "statistic"}, {"participle", "infinitive"}, {"noun"}):
        chosen = [act for act in after if act.form in forms]
        if chosen:
            return chosen[0]
    return None
