"""Mentions of the same milestone to one row: all its places, the most precise supported date, and why they were joined.

Two mentions are the same milestone where they are about the same thing (or share most of their words), name the same
step of its story, and their times can be the same: one lies within the other. A thing that can happen only once is
joined also where the times differ; the row then says so. Nothing depends on the order of the documents.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from etl import spans
from etl.milestones.lexicon import lexicon
from etl.model import Candidate, Citation, Milestone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Acts that are the same step whatever they are about.
_STEPS = (
    frozenset({"adopted", "issued", "agreed"}),
    frozenset({"established", "launched"}),
    frozenset({"proposed", "called"}),
    frozenset({"launched", "construction_started"}),
)
#: Acts that only tell of a meeting or thing: with the same thing at the same day or month they tell of the same.
_LOOSE = frozenset({"said", "sent", "held", "visited", "other", "started", "changed", "anniversary", "announced"})
#: Share of words that two phrases without a known name must have in common (Jaccard index).
_ALIKE = 0.6
#: How far apart the stated times of something that happens once may be and still be taken for a disagreement.
_DISAGREEMENT = timedelta(days=550)
_FINENESS = {"day": 0, "month": 1, "quarter": 2, "half": 3, "range": 4, "year": 5, "decade": 6}


def merge(candidates: Iterable[Candidate]) -> tuple[Milestone, ...]:
    """Milestones sorted by id.

    Args:
        candidates: Of all documents, any order; the result does not depend on it.
    """
    ordered = sorted(set(candidates), key=_place)
    groups = _groups(ordered)
    made = [_milestone([ordered[index] for index in group]) for group in groups]
    return _told_apart(made)


def _place(candidate: Candidate) -> tuple[str, int, int, str, str, str]:
    cited = candidate.citation
    return (cited.source_id, cited.start, cited.end, candidate.date, candidate.title, candidate.act)


def _groups(ordered: Sequence[Candidate]) -> list[list[int]]:
    """Indices of candidates that are one milestone, by union of the pairs that are the same."""
    parent = list(range(len(ordered)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for block in _blocks(ordered).values():
        for left, right in _pairs(ordered, block):
            parent[max(root(left), root(right))] = min(root(left), root(right))
    grouped: dict[int, list[int]] = defaultdict(list)
    for index in range(len(ordered)):
        grouped[root(index)].append(index)
    return [grouped[key] for key in sorted(grouped)]


def _pairs(ordered: Sequence[Candidate], block: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Pairs of a block that are the same, the finest dates first.

    A coarse date that could be either of two finer ones that are not the same is joined with neither.
    """
    same = [
        (left, right)
        for at, left in enumerate(block)
        for right in block[at + 1 :]
        if same_milestone(ordered[left], ordered[right])
    ]
    neighbours: dict[int, set[int]] = defaultdict(set)
    for left, right in same:
        neighbours[left].add(right)
        neighbours[right].add(left)
    related = {frozenset(pair) for pair in same}
    for left, right in same:
        coarse = max((left, right), key=lambda index: (_FINENESS.get(ordered[index].precision, 9), index))
        finer = [
            other
            for other in neighbours[coarse]
            if _FINENESS.get(ordered[other].precision, 9) < _FINENESS.get(ordered[coarse].precision, 9)
        ]
        if all(frozenset((one, other)) in related for at, one in enumerate(finer) for other in finer[at + 1 :]):
            yield left, right


def _blocks(ordered: Sequence[Candidate]) -> dict[str, list[int]]:
    """Candidates that can be the same at all: those that share a key object or a word of their phrase."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, candidate in enumerate(ordered):
        for key in {_main(candidate)} if _main(candidate) else set(candidate.objects):
            blocks[key].append(index)
    return blocks


def _main(candidate: Candidate) -> str:
    """The id of the thing that a candidate is about, its part taken for the whole; "" where it has only words."""
    things = lexicon("en").things
    for given in candidate.objects[:1]:
        name, _, step = given.partition("/")
        if name in things:
            whole = things[name].part_of if candidate.act in things[name].headline else ""
            return f"{whole or name}/{step}"
    return ""


def same_milestone(left: Candidate, right: Candidate) -> bool:
    """Whether two candidates are the same milestone."""
    main = _main(left)
    if main != _main(right):
        return False
    if left.citation.start == right.citation.start and left.citation.source_id == right.citation.source_id:
        return left.title == right.title and left.act == right.act
    if main:
        if not _same_step(left, right, main.partition("/")[0]):
            return False
        return _can_be_same_time(left.date, right.date) or (_happens_once(main, left.act) and _near(left, right))
    if len(left.subject) > 1 and len(right.subject) > 1 and set(left.subject) != set(right.subject):
        return False
    return left.act == right.act and _alike(left.objects, right.objects) and _can_be_same_time(left.date, right.date)


def _same_step(left: Candidate, right: Candidate, thing: str) -> bool:
    if left.act == right.act:
        return True
    pair = {left.act, right.act}
    if any(pair <= group for group in (*lexicon("en").things[thing].same, *_STEPS)):
        return True
    fine = all(_FINENESS.get(one.precision, 9) <= 1 for one in (left, right))
    return fine and pair <= _LOOSE


def _happens_once(main: str, act: str) -> bool:
    name, _, step = main.partition("/")
    return not step and any(act in group for group in lexicon("en").things[name].same)


def _can_be_same_time(left: str, right: str) -> bool:
    """Whether one span of time lies within the other."""
    (first, last), (other_first, other_last) = spans.span(left), spans.span(right)
    return (first <= other_first and other_last <= last) or (other_first <= first and last <= other_last)


def _near(left: Candidate, right: Candidate) -> bool:
    (first, last), (other_first, other_last) = spans.span(left.date), spans.span(right.date)
    return max(first, other_first) - min(last, other_last) <= _DISAGREEMENT


def _alike(left: Sequence[str], right: Sequence[str]) -> bool:
    ours, theirs = set(left), set(right)
    return len(ours & theirs) >= _ALIKE * len(ours | theirs)


def _milestone(group: list[Candidate]) -> Milestone:
    """One row from the mentions of one milestone."""
    best = _best(group)
    date, agreeing = _date(group)
    first, last = spans.span(date)
    differing = [one for one in group if one not in agreeing]
    citations = tuple(_cited(one, supports=one in agreeing) for one in group)
    return Milestone(
        event_id=_slug(best, date),
        date=date,
        first=first,
        last=last,
        precision=spans.precision(date),
        title=_whole(best),
        summary=best.summary,
        domain=_most(one.domain for one in group),
        countries=_countries(group),
        actors=tuple(dict.fromkeys(code for one in group for code in one.actors)),
        kind=best.kind,
        importance=max(one.importance for one in group),
        status=_status(agreeing, differing),
        note=_note(group, agreeing, differing),
        citations=tuple(sorted(set(citations), key=lambda cited: (cited.source_id, cited.start, cited.date))),
        history=tuple(_history(group, date, differing)),
    )


def _whole(best: Candidate) -> str:
    """The title, with the whole thing named where the mention names a part of it."""
    things = lexicon("en").things
    part = things.get(best.objects[0].partition("/")[0]) if best.objects else None
    if part is None or not part.part_of or best.act not in part.headline:
        return best.title
    return best.title.replace(part.name, things[part.part_of].name)


def _best(group: Sequence[Candidate]) -> Candidate:
    """The mention that names the milestone best: the usual act, who did it, a title that is whole."""
    acts = Counter(one.act for one in group)
    return max(
        group,
        key=lambda one: (
            one.importance,
            acts[one.act],
            min(len(one.subject), 2),
            "…" not in one.title,
            -len(one.title),
        ),
    )


def _date(group: Sequence[Candidate]) -> tuple[str, list[Candidate]]:
    """The date of a row and the mentions that agree with it.

    Two dates of one place ("in September and October") span both. Else the finest date that most mentions can mean;
    equals are settled by the number of documents, then by the earlier time.
    """
    by_place: dict[tuple[str, int], list[Candidate]] = defaultdict(list)
    for one in group:
        by_place[one.citation.source_id, one.citation.start].append(one)
    paired = [place for place in by_place.values() if len({one.date for one in place}) == 2]
    if paired:
        parts = sorted({one.date for one in paired[0]}, key=spans.span)
        date = f"{parts[0]}/{parts[1]}"
        return date, [one for one in group if _can_be_same_time(one.date, date)]

    def weight(edtf: str) -> tuple[int, int, int, int]:
        agreeing = [one for one in group if _can_be_same_time(one.date, edtf)]
        first, last = spans.span(edtf)
        sources = len({one.citation.source_id for one in agreeing})
        return (sources, len(agreeing), -(last - first).days, -first.toordinal())

    date = max(sorted({one.date for one in group}), key=weight)
    return date, [one for one in group if _can_be_same_time(one.date, date)]


def _cited(one: Candidate, *, supports: bool) -> Citation:
    cited = one.citation
    printed = _can_be_same_time(cited.date, one.date)
    verdict = "supports" if supports and printed else "differs"
    return Citation(
        cited.source_id,
        cited.page,
        cited.line,
        cited.start,
        cited.end,
        cited.date,
        cited.date_text,
        verdict,
        cited.rule,
    )


def _most(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def _countries(group: Sequence[Candidate]) -> tuple[str, ...]:
    """Codes that at least half of the mentions name."""
    counts = Counter(code for one in group for code in set(one.countries))
    return tuple(sorted(code for code, count in counts.items() if 2 * count >= len(group)))


def _status(agreeing: Sequence[Candidate], differing: Sequence[Candidate]) -> str:
    if any(one.status == "corrected" for one in agreeing):
        return "corrected"
    if differing or any(one.status == "disputed" for one in agreeing):
        return "disputed"
    return "clear" if any(one.status == "clear" for one in agreeing) else "inferred"


def _note(group: Sequence[Candidate], agreeing: Sequence[Candidate], differing: Sequence[Candidate]) -> str:
    exact = [one for one in agreeing if not one.note]
    notes = [] if exact and len(exact) < len(agreeing) else [one.note for one in agreeing if one.note]
    notes += [one.note for one in group if one.status in {"disputed", "corrected"} and one.note]
    if differing:
        others = ", ".join(sorted({one.date for one in differing}))
        notes.append(f"Other places date it {others}.")
    return " ".join(dict.fromkeys(notes))


def _history(group: Sequence[Candidate], date: str, differing: Sequence[Candidate]) -> Iterable[tuple[str, str, str]]:
    for one in group:
        yield (
            "found",
            one.citation.rule,
            f"{one.citation.source_id}, line {one.citation.line}: {one.title} ({one.date})",
        )
    if len(group) > 1:
        about = _main(group[0]).rstrip("/") or " ".join(group[0].objects)
        acts = ", ".join(sorted({one.act for one in group}))
        dates = ", ".join(sorted({one.date for one in group}))
        yield "merged", "same thing, step and time", f"{len(group)} mentions of {about} ({acts}) dated {dates}"
        yield "dated", "finest date that most mentions can mean", date
    for one in group:
        if one.status == "corrected":
            yield "corrected", "corrections.yml", f"{one.citation.date} to {one.date}: {one.note}"
        elif one.status == "disputed":
            yield "disputed", "the document contradicts itself", one.note
    if differing:
        others = ", ".join(f"{one.citation.source_id} line {one.citation.line} has {one.date}" for one in differing)
        yield "disputed", "stated dates exclude each other", others


def _slug(best: Candidate, date: str) -> str:
    """A name that stays from build to build: the year, the thing and the step, or the words of the title."""
    main = _main(best).replace("/", "-").rstrip("-")
    words = main or "-".join(_plain(best.title).split("-")[:7])
    act = best.act if main else ""
    words = _plain(words)
    return re.sub(
        r"-{2,}", "-", "-".join(part for part in (re.sub(r"\D", "", date[:4]) or "xxxx", words, act) if part)
    ).replace("_", "-")


def _plain(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-") or "milestone"


def _told_apart(made: list[Milestone]) -> tuple[Milestone, ...]:
    """Unique ids: rows of one name are told apart by their date, then by their number in time."""
    counts = Counter(one.event_id for one in made)
    dated = [
        replace(one, event_id=f"{one.event_id}-{_plain(one.date)}") if counts[one.event_id] > 1 else one for one in made
    ]
    seen: Counter[str] = Counter()
    result = []
    for one in sorted(
        dated, key=lambda row: (row.event_id, row.first, row.citations[0].source_id, row.citations[0].start)
    ):
        seen[one.event_id] += 1
        number = seen[one.event_id]
        result.append(one if number == 1 else replace(one, event_id=f"{one.event_id}-{number}"))
    return tuple(sorted(result, key=lambda row: row.event_id))
