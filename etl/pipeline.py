"""The order of the stages; the only module that knows it.

Documents go through their stages one by one, each alone, in processes here or on a cluster; what they yield is put
together in the order of the documents' paths, so that who reads them changes nothing in the tables.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from etl import published, write
from etl.correct import corrected, corrections
from etl.dates import find_dates, passage_dates
from etl.errors import ReadError, WriteError
from etl.executor import Executor
from etl.gather import gather
from etl.limits import Limits, held_to
from etl.milestones import find as find_milestones
from etl.milestones import merge
from etl.model import Problem
from etl.read import read
from etl.rows import rows
from etl.segment import passages
from etl.trade.figures import find as find_figures
from etl.trade.ids import with_ids
from etl.trade.reconcile import reconcile
from etl.trade.series import base_series
from etl.trade.statistics import StatisticsResult, read_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from etl.gather import Found
    from etl.milestones import Refusal
    from etl.model import Candidate, Document, Observation, Passage, Source

_REASONS = 5


@dataclass(frozen=True, slots=True)
class Settings:
    """What to build from what: folders (None: not asked for), who reads, and what one document may cost.

    ``cluster`` is the address of a Dask scheduler, or "" to read in ``jobs`` processes here; ``parquet`` asks for the
    tables as Parquet beside CSV.
    """

    sources: Path | None
    statistics: Path | None
    out: Path
    jobs: int = 1
    limits: Limits = field(default_factory=Limits)
    cluster: str = ""
    parquet: bool = False


@dataclass(frozen=True, slots=True)
class Yield:
    """What one document yields: its completed source, or the reason why it could not be read."""

    source: Source | None
    candidates: tuple[Candidate, ...] = ()
    observations: tuple[Observation, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""
    refusals: tuple[Refusal, ...] = ()


_LOST = Yield(None, problem="ended the process that read it (out of memory, or a fault in a library)")


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
    files = _as_parquet() if settings.parquet else write.files
    with write.claimed(settings.out):
        statistics = _statistics(settings.statistics)
        found, refused = _gathered(settings.sources, {source.source_id for source in statistics.sources})
        done = started(len(found))
        yields = [_told(result, done) for result in _each(found, settings)]
        problems = (*refused, *_problems(found, yields), *statistics.problems)
        sources = [*(result.source for result in yields if result.source), *statistics.sources]
        if not sources:
            reasons = [f"{problem.place}: {problem.reason}" for problem in problems[:_REASONS]]
            raise ReadError("; ".join(["nothing could be read", *reasons]))
        made = _rows(yields, statistics.observations, sources)
        write.replace(files(made), settings.out)
    notes = [Problem(one.source.path, note) for one, result in _pairs(found, yields) for note in result.notes]
    counts = {name: len(table) for name, table in made.items()}
    return Outcome(counts, problems, (*notes, *statistics.notes))


def _as_parquet() -> Callable[[Mapping[str, list[dict[str, Any]]]], dict[str, bytes]]:
    """What makes the files of the tables, as Parquet beside CSV; a missing library is told before the work begins."""
    try:
        from etl import parquet  # noqa: PLC0415 (an extra)
    except ModuleNotFoundError as error:
        raise WriteError(f"needs the library {error.name}: pip install 'asean-china-atlas[parquet]'") from error
    return lambda made: parquet.beside(write.files(made))


def _rows(
    yields: Sequence[Yield], figures: Sequence[Observation], sources: Sequence[Source]
) -> dict[str, list[dict[str, Any]]]:
    """What documents and files yielded, put together and brought to rows."""
    candidates = [candidate for result in yields for candidate in result.candidates]
    milestones = merge(corrected(candidates, sources, corrections()))
    stated = [observation for result in yields for observation in result.observations]
    observations = reconcile([*figures, *base_series(figures), *stated])
    refusals = [refusal for result in yields for refusal in result.refusals]
    return rows(milestones, with_ids(observations), sources, refusals)


def _told(result: Yield, done: Callable[[], None]) -> Yield:
    done()
    return result


def _pairs(found: Iterable[Found], yields: Iterable[Yield]) -> Iterator[tuple[Found, Yield]]:
    return zip(found, yields, strict=True)


def _problems(found: Iterable[Found], yields: Iterable[Yield]) -> list[Problem]:
    return [Problem(one.source.path, result.problem) for one, result in _pairs(found, yields) if result.problem]


def _gathered(folder: Path | None, reserved: set[str]) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    if folder is None:
        return (), ()
    try:
        return gather(folder, reserved)
    except ReadError as error:
        raise ReadError(f"{folder}: {error}") from error


def _each(found: Sequence[Found], settings: Settings) -> Iterator[Yield]:
    """What each document yields, in order."""
    executor = Executor(partial(_worked, limits=settings.limits), _LOST)
    return executor.results(found, jobs=settings.jobs, cluster=settings.cluster)


def _worked(found: Found, limits: Limits) -> Yield:
    """One document through its stages."""
    try:
        with held_to(limits):
            return _document(read(found.path, found.source, limits))
    except ReadError as error:
        return Yield(None, problem=str(error))
    except Exception as error:  # noqa: BLE001 (whatever one document brings about, it costs the others nothing)
        return Yield(None, problem=f"brought about a fault in this program, please report it: {error!r}")


def _document(document: Document) -> Yield:
    """What a document says, passage by passage."""
    parts = passages(document)
    document = _dated(document, parts)
    dates = passage_dates(parts, reference=document.source.published or None)
    candidates, refusals = find_milestones(document, parts, dates)
    return Yield(document.source, candidates, find_figures(document, parts, dates), document.notes, refusals=refusals)


def _dated(document: Document, parts: Sequence[Passage]) -> Document:
    """The document with the date of publication that it prints, where nothing else tells one."""
    source = document.source
    if source.published:
        return document
    printed = published.printed(document.text, partial(find_dates, language=source.language), source.language)
    dates = (date.edtf for found in passage_dates(parts, reference=None) for date in found) if printed else ()
    return replace(document, source=replace(source, published=published.plausible(printed, dates)))


def _statistics(folder: Path | None) -> StatisticsResult:
    if folder is None:
        return StatisticsResult()
    if not folder.is_dir():
        raise ReadError(f"{folder}: no such folder")
    return read_folder(folder)
