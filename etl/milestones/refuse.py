"""Dates that are no milestones: names, labels, comparisons, targets, statistics, citations, datelines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl import spans
from etl.milestones.acts import FINITE, is_present
from etl.milestones.days import are_in_a_row

if TYPE_CHECKING:
    from etl.milestones.acts import ActSpan
    from etl.milestones.clauses import Bound
    from etl.milestones.grammar import Grammar
    from etl.milestones.reading import Reading
    from etl.model import DateMention
    from etl.schema import Reason

#: Kinds of passage in which something can be told to have happened.
TELLING = frozenset({"body", "note", "table"})
#: A dateline's date stands this near to the start of its passage.
_DATELINE = 60
#: A stretch of more days than this is a time over which things go on.
_WEEKS = 45
#: Steps of which a time until when says when they happen.
_ENDS = frozenset({"closed", "extended", "postponed"})
#: Kinds of passage of which a reader is told; any other is furniture.
_STANDS: dict[str, Reason] = {
    "reference": "stands in a reference",
    "heading": "stands in a heading",
    "caption": "stands in a caption",
}
#: So long is the name of a month in EDTF.
_MONTH = 7
#: From this strength on an act happens at a time rather than over it.
_HAPPENS = 2


def before_binding(reading: Reading, date: DateMention) -> Reason | None:
    """Why a date is no milestone whatever is said around it, or None where nothing speaks against it."""
    text, find, before = reading.text, reading.grammar.find, reading.text[: date.start]
    if reading.passage.kind not in TELLING:
        return _STANDS.get(reading.passage.kind, "stands in a furniture")
    reasons: dict[Reason, object] = {
        "is part of a name": _in_name(date, reading) or find.article_of.search(before),
        "says when the page was made": find.dateline.match(text) and date.start < _DATELINE,
        "cites a publication": _cites(date, reading),
        "labels a period": find.period_label.search(before) or find.covers_before.search(before),
        "is what a figure is compared with": find.compared.search(before),
        "dates a statistic": find.figure_of.match(text, date.end),
        "was only planned": find.was_planned.search(before),
        "only tells which is meant": _tells_which(date, reading),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _cites(date: DateMention, reading: Reading) -> bool:
    """Whether a date stands in "Bee (2011) argues", or is an outlet's day in brackets: "(Ferry News, 3 May 2011)"."""
    text, find = reading.text, reading.grammar.find
    if any(match.start() <= date.start < match.end() for match in find.author_year.finditer(text)):
        return True
    opened = max(text.rfind("(", 0, date.start), text.rfind("[", 0, date.start))
    closed = min((at for at in (text.find(")", date.end), text.find("]", date.end)) if at != -1), default=-1)
    if date.precision != "day" or opened == -1 or closed == -1 or closed - date.end > 1:
        return False
    return bool(find.outlet.search(text[opened + 1 : date.start]))


def _in_name(date: DateMention, reading: Reading) -> bool:
    return any(name.start < date.start and date.end <= name.end and name.is_of_thing for name in reading.names)


def after_binding(reading: Reading, date: DateMention, bound: Bound) -> Reason | None:
    """Why a date is no milestone in its clause: a statistic, a target, a stretch of time in which nothing happens."""
    happens = bound.act is not None and bound.act.strength >= _HAPPENS
    stretch = _is_stretch(date, reading)
    vague = stretch and date.relative and _is_long(date)
    reasons: dict[Reason, object] = {
        "dates a statistic": _is_statistic(reading, bound),
        "names a target": _is_target(reading, date, bound),
        "says since when, not what happened": date.modifier == "since"
        and not (happens and not _goes_on(reading, bound))
        and not _is_onset(reading, date, bound),
        "says that it was not done": bound.act is not None and _is_undone(bound.act, date, reading),
        "says when it was told": _only_reports(reading, date, bound),
        "tells of what was only foreseen": _only_foreseen(reading, bound),
        "is to come, and the verb before it tells what was done": _too_late(reading, date, bound),
        "says until when, not what happened": date.modifier == "until" and not _ends(reading, bound),
        "names a stretch of time": stretch and (vague or not happens),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _goes_on(reading: Reading, bound: Bound) -> bool:
    """Whether what is done since a time is done every year, or in sums ("has lent US$2 billion since 2015")."""
    find, clause, act = reading.grammar.find, reading.text[bound.start : bound.end], bound.act
    sums = act is not None and find.have_before.search(reading.text[: act.start]) and find.money.search(clause)
    return bool(sums or find.habitual.search(clause))


def _tells_which(date: DateMention, reading: Reading) -> bool:
    """Whether a year is only an adjective of a common noun ("struck down a 2005 survey deal")."""
    find, text = reading.grammar.find, reading.text
    alone = date.precision == "year" and find.article_before.search(text[: date.start])
    if not alone or not find.year_of_noun.match(text, date.end):
        return False
    act = next((act for act in reading.acts if act.form == "noun" and act.start >= date.end), None)
    return act is None or find.attribute_gap.match(text[date.end : act.start]) is None


def _is_undone(act: ActSpan, date: DateMention, reading: Reading) -> bool:
    """Whether a verb says that something was not done; what was not done until a time was done then."""
    if act.form == "noun":
        return False
    find = reading.grammar.find
    start = max((one.end for one in reading.acts if one.end <= act.start), default=0)
    if find.nobody.search(reading.text[start : act.start]):
        return True
    until = date.modifier in {"until", "before"} and date.start >= act.end and not _is_ahead(act, reading)
    return find.negated.search(reading.text[: act.start]) is not None and not until


def _is_ahead(act: ActSpan, reading: Reading) -> bool:
    """Whether a verb tells of what is to come."""
    return bool(reading.grammar.find.modal_before.search(reading.text[: act.start]))


def _only_reports(reading: Reading, date: DateMention, bound: Bound) -> bool:
    """Whether a date at a sentence's end says when was told what has another date ("..., the port said on Friday")."""
    act, text = bound.act, reading.text
    if act is None or act.step not in {"said", "announced"} or act.form != "finite" or act.end > date.start:
        return False
    after = text[date.end :].strip(" .\"'")
    told = [other for other in reading.dates if other.end < act.start]
    return (
        bool(told)
        and not after
        and "," in text[told[-1].end : act.start]
        and not text[act.end : date.start].strip(" on")
    )


def _only_foreseen(reading: Reading, bound: Bound) -> bool:
    """Whether a noun names what was only to be done ("adoption of a code was stipulated")."""
    if bound.act is None or bound.act.form != "noun":
        return False
    return reading.grammar.find.only_foreseen.match(reading.text, bound.act.end) is not None


def _ends(reading: Reading, bound: Bound) -> bool:
    """Whether something ends then, or begins, since it was "not opened until" then."""
    act = bound.act
    if act is None:
        return False
    return act.step in _ENDS or reading.grammar.find.negated.search(reading.text[: act.start]) is not None


def _too_late(reading: Reading, date: DateMention, bound: Bound) -> bool:
    """Whether what was done cannot be of a date that only the document's own date makes later than the document."""
    act, published = bound.act, reading.document.source.published
    if act is None or not date.relative or not published or act.form not in FINITE:
        return False
    later = spans.span(date.edtf)[0] > spans.span(published)[1]
    told = reading.text[bound.start : bound.end]
    grammar = reading.grammar
    return later and not is_present(act, grammar) and not grammar.find.planned.search(told)


def _is_stretch(date: DateMention, reading: Reading) -> bool:
    """Whether a date spans more than weeks, so that what is told went on rather than happened."""
    if date.precision != "range" or is_pair(date, reading.text, reading.grammar):
        return False
    return _is_long(date) or bool(reading.grammar.find.stretch_before.search(reading.text[: date.start]))


def _is_long(date: DateMention) -> bool:
    first, last = spans.span(date.edtf)
    return (last - first).days > _WEEKS


def _is_statistic(reading: Reading, bound: Bound) -> bool:
    find, clause = reading.grammar.find, reading.text[bound.start : bound.end]
    if bound.act is None:
        return bound.place != "attribute" and bool(find.money.search(clause))
    measures = find.money.search(clause) or find.measured.search(clause)
    return bound.act.form == "statistic" and bool(measures)


def _is_target(reading: Reading, date: DateMention, bound: Bound) -> bool:
    """Whether a year after the source's own is only aimed at."""
    published = reading.document.source.published
    future = date.edtf[:4].isdigit() and bool(published) and date.edtf[:4] > published[:4]
    told = reading.text[bound.start : min(max(bound.start, date.end), bound.end)]
    return future and bool(reading.grammar.find.target.search(told)) and not _is_formal(bound)


def _is_onset(reading: Reading, date: DateMention, bound: Bound) -> bool:
    """Whether a date from which something goes on is told as its start ("Starting in May, ...")."""
    lead = reading.text[bound.start : date.end].lstrip()
    return bound.place == "leading" and bool(reading.grammar.find.onset.match(lead))


def is_pair(date: DateMention, text: str, grammar: Grammar) -> bool:
    """Whether a date names two times of two happenings ("in September and October"), not a stretch between them."""
    first, _, last = date.edtf.partition("/")
    find = grammar.find
    stretch = find.stretch_before.search(text[: date.start]) or find.stretch_start.match(date.text)
    if stretch or min(len(first), len(last)) < _MONTH or are_in_a_row(first, last):
        return False
    return bool(find.pair_joint.search(date.text))


def _is_formal(bound: Bound) -> bool:
    return bound.act is not None and bound.act.form in FINITE and bound.act.strength == 3
