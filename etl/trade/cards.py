"""Cards: what a kind of statistical file looks like and means (``etl/sources/*.yml``).

A card says where each field of an observation stands (a column, the heads of the value columns, a cell above
the table, the name of the sheet, or the card itself), which labels mean what, and which are ignored by name.
`etl.trade.sheet` reads any file by its card.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from etl import rulebook
from etl.errors import RuleError, SourceError
from etl.schema import FIGURE_KINDS, FLOWS, INDICATORS, METHODS, VALUATIONS
from etl.trade import countries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from etl.trade.grid import Sheet

PACKAGE = "etl.sources"
FORMATS = ("csv", "workbook")
MEANS = ("", "period", "partner", "measure")
_ABOUT = ("id", "short", "title", "publisher", "locator", "licence", "redistribute", "rank", "format")
_SHAPE = ("header_row", "columns", "values")
_MORE = (
    "encodings", "ignore", "keep", "cells", "sheet_name", "constants", "period", "vocabularies", "number", "units",
    "measures", "ignore_measures", "fill_down", "sum_over", "recognise", "refuse", "check_codes", "relabel", "omit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """What a series measures: the columns of ``trade.csv`` that its label stands for.

    ``unit`` and ``scale`` are "" and 0 where the file says them elsewhere.
    """

    indicator: str
    flow: str
    kind: str
    valuation: str
    method: str = "reported"
    unit: str = ""
    scale: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """How numbers are written: the separator of thousands, what stands for nothing, and flags after the number."""

    group: str = ""
    blanks: tuple[str, ...] = ("",)
    flags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Card:
    """A kind of file. ``columns`` maps a head to its role, or to a pattern whose named groups are roles.

    Roles are reporter, partner, period, measure, unit, attribution, and any that ``keep`` or ``sum_over`` names.
    A column without a head is called ``#`` and its number. ``rank`` orders sources where several give the same
    figure: the lowest is preferred. ``values`` says which heads hold values and what such a head means.
    """

    about: Mapping[str, Any]
    header_row: int
    columns: Mapping[str, str | re.Pattern[str]]
    ignore: frozenset[str]
    value_heads: re.Pattern[str]
    value_mean: str
    period: re.Pattern[str]
    vocabularies: Mapping[str, str]
    number: Number
    units: Mapping[str, tuple[str, int]]
    measures: Mapping[str, Measure]
    ignore_measures: frozenset[str]
    more: Mapping[str, Any]

    @property
    def card_id(self) -> str:
        """The name of the card, which citations give as their rule."""
        return str(self.about["id"])

    @property
    def short(self) -> str:
        """The short form that starts the ids of sources and ends those of observations."""
        return str(self.about["short"])

    @property
    def rank(self) -> int:
        """The place in the order of preference, the lowest first."""
        return int(self.about["rank"])

    def recognises(self, sheet: Sheet) -> bool:
        """Whether the sheet's header has every column of the card, and values, where the card says."""
        heads = header(sheet, self.header_row)
        titles = all(re.search(text, sheet.cell(*place(cell))) for cell, text in self.more.get("recognise", {}).items())
        return titles and set(self.columns) <= set(heads) and any(map(self.value_heads.fullmatch, heads))


def header(sheet: Sheet, row: int) -> list[str]:
    """The heads of the columns; one without a head is called ``#`` and its number, from 1."""
    cells = sheet.rows[row - 1] if row <= len(sheet.rows) else ()
    return [cell.strip() or f"#{number}" for number, cell in enumerate(cells, 1)]


def place(cell: str) -> tuple[int, int]:
    """Row and column, from 1, of a cell named as spreadsheets do (B4 is row 4, column 2)."""
    match = re.fullmatch(r"([A-Z])(\d+)", cell)
    if match is None:
        raise RuleError(f'cell "{cell}": expected a letter and a number like B4')
    return int(match[2]), ord(match[1]) - ord("A") + 1


def recognise(sheets: Sequence[Sheet], cards: Iterable[Card], *, form: str, name: str) -> Card:
    """The card of a file, by the header of its first sheet.

    Raises:
        SourceError: No card or more than one knows such a header.
    """
    found = [card for card in cards if card.about["format"] == form and sheets and card.recognises(sheets[0])]
    if len(found) == 1:
        return found[0]
    if found:
        raise SourceError(f"{name}: the header fits several cards: {', '.join(card.card_id for card in found)}")
    first = next((row for sheet in sheets for row in sheet.rows if any(cell.strip() for cell in row)), ())
    heads = ", ".join(cell.strip()[:40] for cell in first[:6] if cell.strip()) or "no cells"
    raise SourceError(f"{name}: found a header that no card of etl/sources knows ({heads})")


@cache
def load_cards() -> tuple[Card, ...]:
    """All cards, by id.

    Raises:
        RuleError: A card lacks a key, has an unknown one, or contradicts itself.
    """
    cards = [_card(name, rulebook.read(name, PACKAGE)) for name in _names()]
    rulebook.check_unique((card.card_id for card in cards), place=PACKAGE)
    return tuple(sorted(cards, key=lambda card: card.card_id))


def _names() -> list[str]:
    return [name.removeprefix("./") for name in rulebook.names(".", PACKAGE)]


def _card(name: str, entry: Mapping[str, Any]) -> Card:
    rulebook.check_keys(entry, place=name, required=[*_ABOUT, *_SHAPE], optional=_MORE)
    if entry["format"] not in FORMATS:
        raise RuleError(f"{name}: format {entry['format']}, expected {' or '.join(FORMATS)}")
    if entry["values"].get("mean", "") not in MEANS:
        raise RuleError(f"{name}: value heads cannot mean {entry['values']['mean']}")
    for vocabulary in entry.get("vocabularies", {}).values():
        countries.vocabulary(vocabulary)
    return Card(
        about={key: entry[key] for key in _ABOUT},
        header_row=int(entry["header_row"]),
        columns={head: _role(name, head, role) for head, role in entry["columns"].items()},
        ignore=frozenset(entry.get("ignore", [])),
        value_heads=rulebook.pattern(entry["values"]["heads"], place=name),
        value_mean=entry["values"].get("mean", ""),
        period=rulebook.pattern(entry.get("period", r"(?P<year>\d{4})"), place=name),
        vocabularies=entry.get("vocabularies", {}),
        number=_number(name, entry.get("number", {})),
        units={label: _unit(name, unit) for label, unit in entry.get("units", {}).items()},
        measures={label: _measure(f"{name}: {label}", measure) for label, measure in entry.get("measures", {}).items()},
        ignore_measures=frozenset(entry.get("ignore_measures", [])),
        more={key: entry[key] for key in _MORE if key in entry},
    )


def _role(name: str, head: str, role: object) -> str | re.Pattern[str]:
    if isinstance(role, str):
        return role
    rulebook.check_keys(role, place=f"{name}: {head}", required=["pattern"])  # type: ignore[arg-type]
    return rulebook.pattern(role["pattern"], place=f"{name}: {head}")  # type: ignore[index]


def _number(name: str, entry: Mapping[str, Any]) -> Number:
    rulebook.check_keys(entry, place=f"{name}: number", required=[], optional=["group", "blanks", "flags"])
    return Number(entry.get("group", ""), tuple(entry.get("blanks", ("",))), entry.get("flags", {}))


def _unit(name: str, entry: Mapping[str, Any]) -> tuple[str, int]:
    rulebook.check_keys(entry, place=f"{name}: units", required=["unit", "scale"])
    return str(entry["unit"]), int(entry["scale"])


def _measure(place_: str, entry: Mapping[str, Any]) -> Measure:
    required = ["indicator", "flow", "kind", "valuation"]
    rulebook.check_keys(entry, place=place_, required=required, optional=["method", "unit", "scale", "note"])
    measure = Measure(**entry)
    allowed = (
        (measure.indicator, tuple(INDICATORS)),
        (measure.flow, FLOWS),
        (measure.kind, FIGURE_KINDS),
        (measure.valuation, VALUATIONS),
        (measure.method, METHODS),
    )
    for value, values in allowed:
        if value not in values:
            raise RuleError(f"{place_}: found {value}, expected one of {', '.join(values)}")
    return measure
