"""The order of the stages; the only module that knows it.

Documents go through their stages one by one, each alone, in as many processes as asked for; what they yield is put
together in the order of the documents' paths, so that the number of processes changes nothing in the tables.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from etl import write
from etl.errors import ReadError
from etl.gather import gather
from etl.model import Problem
from etl.read import read
from etl.read.limits import Limits, held_to
from etl.rows import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from etl.gather import Found
    from etl.model import Candidate, Document, Milestone, Observation, Source


@dataclass(frozen=True, slots=True)
class Settings:
    """What to build from what: folders (None: not asked for), processes, and what one document may cost."""

    sources: Path | None
    statistics: Path | None
    out: Path
    jobs: int = 1
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Yield:
    """What one document yields: its completed source, or the reason why it could not be read."""

    source: Source | None
    candidates: tuple[Candidate, ...] = ()
    observations: tuple[Observation, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did: rows a table, what was refused, and what a user may want to know besides."""

    counts: dict[str, int]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def build(settings: Settings, started: Callable[[int], Callable[[], None]]) -> Outcome:
    """Build the tables and put them in the place of the old ones.

    Args:
        settings: What to build from what.
        started: Called with the number of documents; what it returns is called as each of them is done.

    Raises:
        EtlError: Nothing was written, and why.
    """
    with write.claimed(settings.out):
        figures, files, refused = _statistics(settings.statistics)
        found, problems = _gathered(settings.sources, {source.source_id for source in files})
        done = started(len(found))
        yields = [_told(result, done) for result in _each(found, settings)]
        read_sources = [result.source for result in yields if result.source]
        if not read_sources and not files:
            refusals = [f"{item.place}: {item.reason}" for item in (*refused, *problems, *_problems(found, yields))]
            raise ReadError("; ".join(["nothing could be read", *refusals[:5]]))
        milestones = _milestones([one for result in yields for one in result.candidates], read_sources)
        observations = _observations([one for result in yields for one in result.observations], figures)
        made = rows(milestones, observations, [*read_sources, *files])
        tables = {name: getattr(made, name) for name in made.__slots__}
        write.replace(write.files(tables), settings.out)
    return Outcome(
        counts={name: len(table) for name, table in tables.items()},
        problems=(*problems, *_problems(found, yields), *refused),
        notes=tuple(
            Problem(one.source.path, note) for one, result in zip(found, yields, strict=True) for note in result.notes
        ),
    )


def _told(result: Yield, done: Callable[[], None]) -> Yield:
    done()
    return result


def _problems(found: Iterable[Found], yields: Iterable[Yield]) -> list[Problem]:
    return [
        Problem(one.source.path, result.problem) for one, result in zip(found, yields, strict=True) if result.problem
    ]


def _gathered(folder: Path | None, reserved: set[str]) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    if folder is None:
        return (), ()
    try:
        return gather(folder, reserved)
    except ReadError as error:
        raise ReadError(f"{folder}: {error}") from error


def _each(found: Sequence[Found], settings: Settings) -> Iterator[Yield]:
    """What each document yields, in order."""
    work = partial(_worked, limits=settings.limits)
    if settings.jobs == 1 or len(found) < 2:
        yield from map(work, found)
        return
    at = 0
    try:
        with ProcessPoolExecutor(settings.jobs) as pool:
            for result in pool.map(work, found, chunksize=1):
                yield result
                at += 1
    except BrokenProcessPool:
        yield from (_alone(one, settings.limits) for one in found[at:])


def _alone(found: Found, limits: Limits) -> Yield:
    """What a document yields in a process of its own, which may be killed for what it takes."""
    try:
        with ProcessPoolExecutor(1) as pool:
            return pool.submit(_worked, found, limits).result()
    except BrokenProcessPool:
        return Yield(None, problem="ended the process that read it (out of memory, or a fault in a library)")


def _worked(found: Found, limits: Limits) -> Yield:
    """One document through its stages."""
    try:
        with held_to(limits):
            return _document(read(found.path, found.source, limits))
    except ReadError as error:
        return Yield(None, problem=str(error))


def _document(document: Document) -> Yield:
    return Yield(document.source, notes=document.notes)


def _milestones(candidates: Sequence[Candidate], sources: Sequence[Source]) -> tuple[Milestone, ...]:
    return ()


def _statistics(folder: Path | None) -> tuple[tuple[Observation, ...], tuple[Source, ...], tuple[Problem, ...]]:
    return (), (), ()


def _observations(stated: Sequence[Observation], figures: Sequence[Observation]) -> tuple[Observation, ...]:
    return (*stated, *figures)
