"""Milestones, observations and sources as rows of the tables."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from etl.schema import CITATIONS, EVENTS, REFUSALS, TABLES, TRADE
from etl.spans import span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from etl.milestones import Refusal
    from etl.model import Milestone, Observation, Source

Row = dict[str, Any]
_PLACE = tuple(name for name in CITATIONS.names if name != "record_id")


def rows(
    milestones: Iterable[Milestone],
    observations: Iterable[tuple[str, Observation]],
    sources: Iterable[Source],
    refusals: Iterable[Refusal] = (),
) -> dict[str, list[Row]]:
    """The rows of each table of the schema, in no order.

    Args:
        milestones: Merged and corrected, with unique ids.
        observations: Reconciled, each with its id.
        sources: Every document and file that was read.
        refusals: Dates that are no milestones.
    """
    made: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    made["sources"] = [{**asdict(source), "authors": _authors(source.authors)} for source in sources]
    for milestone in milestones:
        made["events"].append(_event(milestone))
        _evidence(made, milestone.event_id, milestone)
    for name, observation in observations:
        made["trade"].append(_observation(name, observation))
        _evidence(made, name, observation)
    made["refusals"] = [
        dict(zip(REFUSALS.names, refused, strict=True)) for refused in {_refusal(one) for one in refusals}
    ]
    return made


def _refusal(one: Refusal) -> tuple[str, int, str, str, str]:
    return one.source_id, one.line, one.edtf, " ".join(one.date_text.split()), one.reason


def _authors(text: str) -> list[str]:
    return [author.strip() for author in text.split(";") if author.strip()]


def _event(milestone: Milestone) -> Row:
    known = {name: getattr(milestone, name) for name in EVENTS.names if name != "source_count"}
    supporting = {citation.source_id for citation in milestone.citations if citation.verdict == "supports"}
    telling = supporting or {citation.source_id for citation in milestone.citations}
    return {**known, "source_count": len(telling)}


def _observation(name: str, observation: Observation) -> Row:
    first, last = span(observation.period)
    own = {"observation_id": name, "first": first, "last": last}
    return {**own, **{column: getattr(observation, column) for column in TRADE.names if column not in own}}


def _evidence(made: dict[str, list[Row]], name: str, record: Milestone | Observation) -> None:
    """The citations of a record and the steps it came about by, each once."""
    places = {(place.source_id, place.start, place.end, place.date, place.rule): place for place in record.citations}
    made["citations"] += [
        {"record_id": name, **{column: getattr(place, column) for column in _PLACE}} for place in places.values()
    ]
    made["history"] += [
        {"record_id": name, "step": step, "rule": rule, "detail": detail}
        for step, rule, detail in dict.fromkeys(record.history)
    ]
