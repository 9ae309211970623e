"""Declared corrections of what a document prints: what, why, on which evidence.

A correction never rewrites a citation: the place keeps the date as printed, the row takes the corrected one and says
so. One that matches nothing although its document is there is an error: the document or the reading has changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from etl import rulebook, spans
from etl.errors import ContractError, RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from etl.model import Candidate, Source

_KEYS = ("id", "source", "printed", "about", "date", "reason", "evidence")


@dataclass(frozen=True, slots=True)
class Correction:
    """A printed date that is wrong.

    ``source`` is the sha256 of the document; ``printed`` the EDTF of what it prints; ``about`` a word of the title;
    ``date`` the EDTF of what is right; ``reason`` and ``evidence`` are for readers.
    """

    id: str
    source: str
    printed: str
    about: str
    date: str
    reason: str
    evidence: str


def corrections() -> tuple[Correction, ...]:
    """The corrections of ``etl/rules/corrections.yml``.

    Raises:
        RuleError: An entry is incomplete, unknown, or its date is no EDTF.
    """
    name = "corrections.yml"
    entries = rulebook.read(name)["corrections"]
    for entry in entries:
        rulebook.check_keys(entry, place=f"{name}: {entry.get('id')}", required=_KEYS)
        try:
            spans.span(entry["date"])
        except ValueError as error:
            raise RuleError(f"{name}: {entry['id']}: {error}") from error
    rulebook.check_unique((entry["id"] for entry in entries), place=name)
    return tuple(Correction(**entry) for entry in entries)


def corrected(
    candidates: Sequence[Candidate], sources: Iterable[Source], declared: Sequence[Correction]
) -> tuple[Candidate, ...]:
    """The candidates with declared corrections applied; those of documents that are not there are passed over.

    Raises:
        ContractError: A correction's document is there and nothing in it matches.
    """
    ids = {source.sha256: source.source_id for source in sources}
    result = list(candidates)
    for correction in declared:
        if correction.source not in ids:
            continue
        matches = [at for at, one in enumerate(result) if _matches(one, correction, ids[correction.source])]
        if not matches:
            raise ContractError(
                f"corrections.yml: {correction.id}: found nothing dated {correction.printed} about "
                f'"{correction.about}" in {ids[correction.source]}, expected what is to be corrected'
            )
        for at in matches:
            result[at] = _applied(result[at], correction)
    return tuple(result)


def _matches(one: Candidate, correction: Correction, source_id: str) -> bool:
    right_place = one.citation.source_id == source_id and one.citation.date == correction.printed
    return right_place and correction.about.lower() in one.title.lower()


def _applied(one: Candidate, correction: Correction) -> Candidate:
    note = f"Printed as {correction.printed}. {correction.reason} {correction.evidence}"
    return replace(one, date=correction.date, precision=spans.precision(correction.date), status="corrected", note=note)
