"""A folder of statistical files to observations: every file by its card, every row to its cell.

Data that may be read but not redistributed (``redistribute: false`` on its card) becomes observations like any
other, so that people see the files that they downloaded themselves; a build whose tables are handed on passes
``include_restricted=False``. A folder below the one that was asked for is left out as samples where it holds a
``FORMATS.md``: such files show what a format looks like and are cut short, so their sums would be wrong.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from etl import rulebook
from etl.errors import EtlError, ReadError
from etl.model import Citation, Observation, Problem, Source
from etl.schema import ASEAN_ACCESSION
from etl.trade import cards, grid
from etl.trade.sheet import read_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from etl.trade.cards import Card
    from etl.trade.sheet import Reading

SAMPLES = "FORMATS.md"
_NOTHING = "no row is about a pair and year that the tables take (etl/rules/trade.yml)"
_FLAGGED = {"estimated": "estimated by the publisher from the partner's data", "revised": "revised by the publisher"}


@dataclass(frozen=True, slots=True)
class StatisticsResult:
    """What a folder gave: observations in reading order, the files, what was refused, and what was left out and why."""

    observations: tuple[Observation, ...] = ()
    sources: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def read_folder(folder: Path, *, include_restricted: bool = True) -> StatisticsResult:
    """Read every csv, xls and xlsx file below a folder.

    Args:
        folder: Where the downloads are; folders below it are read as well, but for samples.
        include_restricted: Whether data that may not be redistributed becomes observations.

    Returns:
        Observations of the pairs and years of ``etl/rules/trade.yml``. The same figure in two files of a kind is one
        observation with two citations. A file that cannot be read is a problem and costs the others nothing.
    """
    paths, notes = _files(folder)
    ids = _source_ids(folder, paths)
    results = [_read(folder, path, ids, include_restricted=include_restricted) for path in paths]
    problems = [problem for result in results for problem in result.problems]
    return StatisticsResult(
        merged([observation for result in results for observation in result.observations]),
        tuple(source for result in results for source in result.sources),
        tuple(problems),
        (*notes, *(note for result in results for note in result.notes)),
    )


def read_file(path: Path, stem: str = "", name: str = "") -> tuple[list[Observation], Card]:
    """The observations of one file, and the card that it was read by.

    Args:
        path: The file.
        stem: What the id of the source ends with after the card's short form; the slug of the file's stem where "".
        name: What messages call the file; its own name where "".

    Raises:
        ReadError: The file cannot be opened.
        SourceError: No card knows it, or it does not match its card.
    """
    name = name or path.name
    sheets = grid.read_sheets(path)
    form = "csv" if path.suffix.lower() in grid.TEXTS else "workbook"
    card = cards.recognise(sheets, cards.load_cards(), form=form, name=name)
    readings = [reading for sheet in sheets for reading in read_sheet(sheet, card, name, in_scope)]
    many, source_id = len(sheets) > 1, f"{card.short}-{stem or _slug(path.stem)}"
    return [_observation(one, card, source_id, many_sheets=many) for one in readings], card


def in_scope(period: str, reporter: str, partner: str) -> bool:
    """Whether the tables take the pair and year of a value (``etl/rules/trade.yml``)."""
    pairs, first_year = _scope()
    return int(period[:4]) >= first_year and partner in pairs.get(reporter, ())


@cache
def _scope() -> tuple[Mapping[str, frozenset[str]], int]:
    rule: dict[str, Any] = rulebook.read("trade.yml")["scope"]
    pairs: dict[str, frozenset[str]] = {}
    for reporter, partners in rule["partners"].items():
        wanted = {code for partner in partners for code in _expanded(partner)}
        pairs |= dict.fromkeys(_expanded(reporter), frozenset(wanted))
    return pairs, rule["first_year"]


@cache
def _partner_notes() -> Mapping[str, str]:
    notes: Mapping[str, str] = rulebook.read("trade.yml")["partner_notes"]
    return notes


def _expanded(code: str) -> list[str]:
    return sorted(ASEAN_ACCESSION) if code == "MEMBERS" else [code]


def _files(folder: Path) -> tuple[list[Path], list[Problem]]:
    suffixes = grid.TEXTS + grid.WORKBOOKS
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in suffixes)
    samples = sorted(path.parent for path in folder.rglob(SAMPLES) if path.parent != folder)
    notes = [Problem(str(place.relative_to(folder)), f"holds {SAMPLES}: samples, not read") for place in samples]
    return [path for path in found if not any(place in path.parents for place in samples)], notes


def _source_ids(folder: Path, paths: Sequence[Path]) -> dict[Path, str]:
    stems = Counter(_slug(path.stem) for path in paths)
    return {path: _slug(path.stem if stems[_slug(path.stem)] == 1 else str(path.relative_to(folder))) for path in paths}


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_") or "file"


def _read(folder: Path, path: Path, ids: Mapping[Path, str], *, include_restricted: bool) -> StatisticsResult:
    name = path.relative_to(folder).as_posix()
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise ReadError(f"{name}: a link that leads out of the folder, not followed")
        observations, card = read_file(path, ids[path], name)
    except EtlError as error:
        return StatisticsResult(problems=(Problem(name, str(error).removeprefix(f"{name}: ")),))
    if not include_restricted and not card.about["redistribute"]:
        return StatisticsResult(
            notes=(Problem(name, f"{card.about['publisher']}: not ours to redistribute, left out"),)
        )
    empty = not observations and "check_codes" not in card.more
    return StatisticsResult(
        tuple(observations),
        (_source(path, name, f"{card.short}-{ids[path]}", card),),
        notes=(Problem(name, f"read as {card.about['title']}, {card.about['publisher']}: {_NOTHING}"),)
        if empty
        else (),
    )


def _source(path: Path, name: str, source_id: str, card: Card) -> Source:
    about = card.about
    return Source(
        source_id=source_id,
        path=name,
        title=about["title"],
        publisher=about["publisher"],
        kind="statistics",
        locator=about["locator"],
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        licence=about["licence"],
    )


def _observation(reading: Reading, card: Card, source_id: str, *, many_sheets: bool) -> Observation:
    measure, rule = reading.measure, f"{card.card_id}:{reading.sheet}" if many_sheets else card.card_id
    place = f"row {reading.row}, column {reading.column}" + (f", sheet {reading.sheet}" if many_sheets else "")
    place += f"; {reading.page}" if reading.page else ""
    history = [("found", card.card_id, place)]
    if reading.rows:
        place = f"sum over {len(reading.rows)} rows, {reading.rows[0]} to {reading.rows[-1]}"
        history.append(("derived", card.card_id, place))
    attribution = f"published by {reading.attribution}" if reading.attribution else ""
    partner = _partner_notes().get(reading.partner, "")
    notes = [measure.note, attribution, reading.basis, partner, _FLAGGED.get(reading.flag, "")]
    return Observation(
        period=reading.period,
        indicator=measure.indicator,
        reporter=reading.reporter,
        partner=reading.partner,
        flow=measure.flow,
        value=rounded(reading.value, reading.unit),
        unit=reading.unit,
        kind=measure.kind,
        method=measure.method,
        valuation=measure.valuation,
        citations=(
            Citation(
                source_id, 0, reading.row, reading.column, reading.column, reading.period, reading.head, rule=rule
            ),
        ),
        status=reading.flag or "clear",
        note="; ".join(note for note in notes if note),
        history=tuple(history),
    )


def rounded(value: Decimal, unit: str) -> Decimal:
    """Whole dollars, because workbooks keep numbers as floats with noise in the last digits; others as they are."""
    if unit != "USD":
        return value.normalize() if value else Decimal(0)
    return value.quantize(Decimal(1)) + 0


def merged(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Observations with the same figure from two files, or two rows, of a kind made one, with all citations.

    The same means: the same card, period, pair, flow and measure, and values that are equal or, in dollars, within
    ``same_within`` of each other.
    """
    within = Decimal(rulebook.read("trade.yml")["same_within"])
    kept: dict[tuple[str, ...], list[Observation]] = {}
    for one in observations:
        card = one.citations[0].rule.partition(":")[0]
        key = (card, one.period, one.indicator, one.reporter, one.partner, one.flow, one.valuation, one.kind, one.unit)
        group, apart = kept.setdefault(key, []), within if one.unit == "USD" else 0
        twin = next((at for at, other in enumerate(group) if abs(other.value - one.value) <= apart), None)
        if twin is None:
            group.append(one)
        else:
            group[twin] = _joined(group[twin], one)
    return tuple(one for group in kept.values() for one in group)


def _joined(one: Observation, other: Observation) -> Observation:
    citations = tuple(dict.fromkeys((*one.citations, *other.citations)))
    note = "; ".join(dict.fromkeys(part for part in (one.note, other.note) if part))
    return replace(one, citations=citations, note=note)
