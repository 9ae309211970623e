"""Milestones, observations and sources as rows of the tables, with stable ids."""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from etl.schema import EVENTS, TRADE
from etl.spans import span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from etl.model import Citation, Milestone, Observation, Source

Row = dict[str, Any]


@dataclass(slots=True)
class Rows:
    """The rows of the tables while they are put together, a list a table."""

    events: list[Row] = field(default_factory=list)
    trade: list[Row] = field(default_factory=list)
    citations: list[Row] = field(default_factory=list)
    sources: list[Row] = field(default_factory=list)
    history: list[Row] = field(default_factory=list)


def rows(milestones: Iterable[Milestone], observations: Sequence[Observation], sources: Iterable[Source]) -> Rows:
    """The rows of all tables.

    Args:
        milestones: Merged and corrected, with unique ids.
        observations: Reconciled.
        sources: Every document and file that was read.
    """
    made = Rows(sources=[{**asdict(source), "authors": _authors(source.authors)} for source in sources])
    for milestone in milestones:
        made.events.append(_event(milestone))
        _evidence(made, milestone.event_id, milestone)
    for name, observation in zip(_observation_ids(observations), observations, strict=True):
        made.trade.append(_observation(name, observation))
        _evidence(made, name, observation)
    return made


def _authors(text: str) -> list[str]:
    return [author.strip() for author in text.split(";") if author.strip()]


def _event(milestone: Milestone) -> Row:
    known = {name: getattr(milestone, name) for name in EVENTS.names if name != "source_count"}
    supporting = {citation.source_id for citation in milestone.citations if citation.verdict == "supports"}
    return {**known, "source_count": len(supporting)}


def _observation(name: str, observation: Observation) -> Row:
    first, last = span(observation.period)
    own = {"observation_id": name, "first": first, "last": last}
    return {**own, **{column: getattr(observation, column) for column in TRADE.names if column not in own}}


def _evidence(made: Rows, name: str, record: Milestone | Observation) -> None:
    """The citations of a record and the steps it came about by, each once."""
    made.citations += [{**asdict(citation), "record_id": name} for citation in _told_apart(record.citations)]
    made.history += [
        {"record_id": name, "step": step, "rule": rule, "detail": detail}
        for step, rule, detail in dict.fromkeys(record.history)
    ]


def _told_apart(citations: Iterable[Citation]) -> Iterable[Citation]:
    """Citations without those that say the same of the same place."""
    return {
        (place.source_id, place.start, place.end, place.date, place.rule): place for place in reversed([*citations])
    }.values()


def _observation_ids(observations: Sequence[Observation]) -> list[str]:
    """What an observation is about and where it is from, as a slug; a mark of its own where that is not enough.

    The mark depends on the observation alone, so that ids stay when others come and go.
    """
    slugs = [_slug(observation) for observation in observations]
    counts: dict[str, int] = {}
    for slug in slugs:
        counts[slug] = counts.get(slug, 0) + 1
    names = [
        slug if counts[slug] == 1 else f"{slug}-{_mark(observation)}"
        for slug, observation in zip(slugs, observations, strict=True)
    ]
    return _numbered(names)


def _slug(observation: Observation) -> str:
    source = observation.citations[0].source_id if observation.citations else observation.method
    period = observation.period.replace("/", "_")
    parts = (observation.indicator, observation.reporter, observation.partner, observation.flow, period, source)
    return re.sub(r"[^a-z0-9_.-]+", "-", "-".join(part for part in parts if part).lower())


def _mark(observation: Observation) -> str:
    """Eight hexadecimal digits of what is said and where."""
    places = [(citation.source_id, citation.start, citation.end) for citation in observation.citations]
    said = (observation.value, observation.unit, observation.kind, observation.method, observation.valuation)
    return hashlib.sha256(repr((said, observation.note, sorted(places))).encode()).hexdigest()[:8]


def _numbered(names: Iterable[str]) -> list[str]:
    """Names in which what is the same in everything is told apart by its number."""
    seen: dict[str, int] = {}
    numbered = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        numbered.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return numbered
