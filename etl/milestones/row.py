"""A milestone from the mentions of it: all its places, the most precise supported date, and why they were joined."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from etl import spans
from etl.milestones.registry import registry
from etl.milestones.sameness import can_be_same_time, main_thing
from etl.model import Candidate, Citation, Milestone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def milestone(group: list[Candidate]) -> Milestone:
    """One row from the mentions of one milestone."""
    best = _best(group)
    date = _date(group)
    first, last = spans.span(date)
    supports = {one.date: can_be_same_time(one.date, date) for one in group}
    agreeing = [one for one in group if supports[one.date]]
    differing = [one for one in group if not supports[one.date]]
    citations = tuple(_cited(one, supports=supports[one.date]) for one in group)
    return Milestone(
        event_id=_slug(best, date),
        date=date,
        first=first,
        last=last,
        precision=spans.precision(date),
        title=_whole(best, group),
        summary=best.summary,
        domain=_most([one.domain for one in group], best.domain),
        countries=_countries(group),
        actors=tuple(dict.fromkeys(code for one in group for code in one.actors)),
        kind=best.kind,
        importance=max(one.importance for one in group),
        status=_status(agreeing, differing),
        note=_note(group, agreeing, differing),
        citations=tuple(sorted(set(citations), key=lambda cited: (cited.source_id, cited.start, cited.date))),
        history=tuple(_history(group, date, differing)),
    )


def _whole(best: Candidate, group: Sequence[Candidate]) -> str:
    """The title, with the whole thing named where the mentions name several parts of it."""
    things = registry().things
    part = things.get(best.objects[0].partition("/")[0]) if best.objects else None
    alone = len({one.objects for one in group}) == 1 and len(best.objects) == 1
    if part is None or not part.part_of or best.act not in part.headline or alone:
        return best.title
    title = best.title.replace(part.name, things[part.part_of].name)
    others = [thing.name for thing in things.values() if thing.part_of == part.part_of and thing is not part]
    return re.sub(r" [a-z]+ (?:" + "|".join(map(re.escape, others)) + ")$", "", title) if others else title


def _best(group: Sequence[Candidate]) -> Candidate:
    """The mention that names the milestone best: the usual act, who did it, a title that is whole."""
    acts = Counter(one.act for one in group)
    return max(
        group,
        key=lambda one: (
            one.importance,
            acts[one.act],
            min(len(one.subject), 2),
            -len(one.title),
        ),
    )


def _date(group: Sequence[Candidate]) -> str:
    """The date of a row.

    Two dates of one place ("in September and October") span both. Else the finest date that most mentions can mean;
    equals are settled by the number of documents, then by the earlier time.
    """
    by_place: dict[tuple[str, int], list[Candidate]] = defaultdict(list)
    for one in group:
        by_place[one.citation.source_id, one.citation.start].append(one)
    paired = [place for place in by_place.values() if len({one.date for one in place}) == 2]
    if paired:
        parts = sorted({one.date for one in paired[0]}, key=spans.span)
        return f"{parts[0]}/{parts[1]}"

    def weight(edtf: str) -> tuple[int, int, int, int]:
        agreeing = [one for one in group if can_be_same_time(one.date, edtf)]
        first, last = spans.span(edtf)
        sources = len({one.citation.source_id for one in agreeing})
        return (sources, len(agreeing), -(last - first).days, -first.toordinal())

    return max(sorted({one.date for one in group}), key=weight)


def _cited(one: Candidate, *, supports: bool) -> Citation:
    cited = one.citation
    printed = can_be_same_time(cited.date, one.date)
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


def _most(values: Sequence[str], best: str) -> str:
    """The value that most have; of equals the best mention's."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value != best, value))


def _countries(group: Sequence[Candidate]) -> tuple[str, ...]:
    """Codes that at least half of the places name."""
    places: dict[tuple[str, int], set[str]] = defaultdict(set)
    for one in group:
        places[one.citation.source_id, one.citation.start] |= set(one.countries)
    counts = Counter(code for codes in places.values() for code in codes)
    return tuple(sorted(code for code, count in counts.items() if 2 * count >= len(places)))


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
        about = main_thing(group[0]).rstrip("/") or " ".join(group[0].objects)
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
    main = main_thing(best).replace("/", "-").rstrip("-")
    words = main or "-".join(plain_id(best.title).split("-")[:7])
    act = best.act if main else ""
    words = plain_id(words)
    return re.sub(
        r"-{2,}", "-", "-".join(part for part in (re.sub(r"\D", "", date[:4]) or "xxxx", words, act) if part)
    ).replace("_", "-")


def plain_id(text: str) -> str:
    """Text as a piece of an id: small ASCII letters and digits with single hyphens between."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-") or "milestone"
