"""Reads a sheet by its card: every column, label, unit and economy is used, ignored by name, or an error."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from etl.errors import SourceError
from etl.trade import cards, countries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from etl.trade.cards import Card, Measure
    from etl.trade.grid import Sheet

    #: Measure, reporter and partner.
    _Series: TypeAlias = tuple[Measure, str, str]
    #: Whether values of a period, reporter and partner are asked for.
    _Takes: TypeAlias = Callable[[str, str, str], bool]

#: More than anything that a file could count, in whichever unit.
_MOST = Decimal(10) ** 18
#: What the heads of value columns mean where a row is of one measure and one pair.
_OF_ROWS = frozenset({"", "period"})
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell that holds a value, with all that the sheet and its card say about it.

    ``row`` and ``column`` count from 1. ``value`` is in base units of ``unit``. ``period`` is EDTF and ``head``
    the words for it. ``flag`` is "" or a status of the schema; ``attribution`` who stated it, ``page`` where, and
    ``basis`` on what list of members, where the file says; ``rows`` the rows that were added up.
    """

    sheet: str
    row: int
    column: int
    period: str
    head: str
    reporter: str
    partner: str
    measure: Measure
    value: Decimal
    unit: str
    flag: str = ""
    attribution: str = ""
    basis: str = ""
    page: str = ""
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Layout:
    labels: Mapping[int, str | re.Pattern[str]]
    values: Mapping[int, str]
    heads: tuple[str, ...]


class _At(NamedTuple):
    """Where we are, for messages: the file and sheet, the row, and the column's head."""

    file: str
    row: int
    column: str

    def error(self, found: object, expected: str) -> SourceError:
        return SourceError(f'{self.file}: row {self.row}, column "{self.column}": found "{found}", expected {expected}')


def _every(_period: str, _reporter: str, _partner: str) -> bool:
    return True


def read_sheet(sheet: Sheet, card: Card, file: str, takes: _Takes = _every) -> list[Reading]:
    """All values of a sheet, in the order of its rows.

    Args:
        sheet: The cells.
        card: What they mean.
        file: The name of the file for messages.
        takes: Whether values of a period, reporter and partner are asked for; the others are checked and left out.

    Returns:
        A reading for each value whose economies are not groups that the vocabulary leaves out and whose measure
        the card does not ignore. Rows that the card's ``keep`` does not name are left out; those that differ
        only in what ``sum_over`` names are added up.

    Raises:
        SourceError: A column, label, unit, period, number or economy is neither mapped nor ignored; names the
            file, the row and the column, what was found and what was expected.
    """
    name = f"{file} [{sheet.name}]" if sheet.name else file
    if "refuse" in card.more:
        raise SourceError(f"{name}: {card.more['refuse']}")
    allowed = card.more.get("encodings", ["utf-8-sig"])
    if sheet.encoding and sheet.encoding not in allowed:
        raise SourceError(f"{name}: found text in {sheet.encoding}, expected {' or '.join(allowed)}")
    if "check_codes" in card.more:
        _check_codes(sheet, card, name)
        return []
    layout = _layout(sheet, card, name)
    rows = _rows(sheet, card, layout, name)
    readings = [reading for row in rows for reading in _read_row(row, card, layout, takes)]
    readings = [one for one in readings if not _is_omitted(one, card)]
    return _summed(readings) if "sum_over" in card.more else readings


def _is_omitted(reading: Reading, card: Card) -> bool:
    """Whether the card declares the figure wrong in the file."""
    return any(
        reading.reporter == one["reporter"] and reading.period == one["period"] for one in card.more.get("omit", [])
    )


@dataclass(frozen=True, slots=True)
class _Row:
    sheet: str
    number: int
    cells: tuple[str, ...]
    fields: Mapping[str, str]
    file: str

    def fields_below(self, head: str, card: Card) -> Mapping[str, str]:
        """The fields of the cell below a head."""
        return {**self.fields, card.value_mean: head} if card.value_mean else self.fields


def _layout(sheet: Sheet, card: Card, name: str) -> _Layout:
    heads = tuple(cards.header(sheet, card.header_row))
    labels: dict[int, str | re.Pattern[str]] = {}
    values: dict[int, str] = {}
    for index, head in enumerate(heads):
        if head in card.columns:
            labels[index] = card.columns[head]
        elif card.value_heads.fullmatch(head):
            values[index] = head
        elif head not in card.ignore and not (head == f"#{index + 1}" and _is_blank(sheet, card, index)):
            raise _At(name, card.header_row, head).error(head, f"a column that card {card.card_id} maps or ignores")
    return _Layout(labels, values, heads)


def _is_blank(sheet: Sheet, card: Card, index: int) -> bool:
    return all(index >= len(row) or not row[index].strip() for row in sheet.rows[card.header_row :])


def _rows(sheet: Sheet, card: Card, layout: _Layout, name: str) -> Iterator[_Row]:
    common = dict(card.more.get("constants", {}))
    common |= {role: sheet.cell(*cards.place(cell)) for cell, role in card.more.get("cells", {}).items()}
    if "sheet_name" in card.more:
        common[card.more["sheet_name"]] = sheet.name
    above: dict[str, str] = {}
    seen: dict[tuple[tuple[str, str], ...], int] = {}
    for number, cells in enumerate(sheet.rows[card.header_row :], card.header_row + 1):
        if not any(cell.strip() for cell in cells):
            continue
        extra = next((cell for cell in cells[len(layout.heads) :] if cell.strip()), "")
        if extra:
            raise _At(name, number, f"#{len(layout.heads) + 1}").error(extra, "no cell beyond the header's last column")
        if sheet.encoding and len(cells) < len(layout.heads):
            head = layout.heads[len(cells)]
            raise _At(name, number, head).error(f"the row's end after {len(cells)} cells", f"{len(layout.heads)} cells")
        named = {layout.heads[index]: cells[index].strip() for index in layout.labels if index < len(cells)}
        for head in card.more.get("fill_down", []):
            named[head] = above[head] = named.get(head) or above.get(head, "")
        fields = _relabelled(common | _fields(named, card, name, number), card)
        if _is_kept(fields, card):
            _check_once(seen, fields, card, _At(name, number, next(iter(named), "")))
            yield _Row(sheet.name, number, cells, fields, name)


def _check_once(seen: dict[tuple[tuple[str, str], ...], int], fields: Mapping[str, str], card: Card, at: _At) -> None:
    """Refuse a row that is there twice where rows are added up: it would count twice."""
    if "sum_over" not in card.more:
        return
    first = seen.setdefault(tuple(sorted(fields.items())), at.row)
    if first != at.row:
        raise at.error(f"the labels of row {first} again", "each row once, for rows are added up")


def _fields(named: Mapping[str, str], card: Card, name: str, number: int) -> dict[str, str]:
    fields: dict[str, str] = {}
    for head, text in named.items():
        role = card.columns[head]
        if isinstance(role, str):
            fields[role] = text
            continue
        match = role.fullmatch(text)
        if match is None:
            raise _At(name, number, head).error(text, f"text of the form {role.pattern}")
        fields |= {key: value for key, value in match.groupdict().items() if value is not None}
    return fields


def _relabelled(fields: dict[str, str], card: Card) -> dict[str, str]:
    """The fields of a row whose remarks say that a label means something else than usual."""
    for rule in card.more.get("relabel", []):
        if all(re.search(text, fields.get(role, "")) for role, text in rule["when"].items()):
            fields |= rule["set"]
    return fields


def _is_kept(fields: Mapping[str, str], card: Card) -> bool:
    return all(fields.get(role, "") in wanted for role, wanted in card.more.get("keep", {}).items())


def _read_row(row: _Row, card: Card, layout: _Layout, takes: _Takes) -> Iterator[Reading]:
    for index, head, series in _columns(row, card, layout):
        at = _At(row.file, row.number, head)
        value, flag = _number(row.cells[index] if index < len(row.cells) else "", card, at)
        if value is None or series is None:
            continue
        measure, reporter, partner = series
        if value < 0 and measure.indicator == "goods_trade":
            raise at.error(row.cells[index], "no trade below nought")
        fields = row.fields_below(head, card)
        unit, scale = _unit(measure, fields, card, at)
        period = _period(fields, card, at)
        if not takes(period, reporter, partner):
            continue
        yield Reading(
            sheet=row.sheet,
            row=row.number,
            column=index + 1,
            period=period,
            head=fields["period"],
            reporter=reporter,
            partner=partner,
            measure=measure,
            value=value * scale,
            unit=unit,
            flag=flag,
            attribution=fields.get("attribution", ""),
            basis=fields.get("basis", ""),
            page=fields.get("page", ""),
        )


def _columns(row: _Row, card: Card, layout: _Layout) -> Iterator[tuple[int, str, _Series | None]]:
    """The columns of values with their heads and series; one series where each row is one, which most files are."""
    of_row = card.value_mean in _OF_ROWS
    series, known = None, False
    for index, head in layout.values.items():
        if not (of_row and known):
            series, known = _series(row.fields_below(head, card), card, _At(row.file, row.number, head)), True
        yield index, head, series


def _series(fields: Mapping[str, str], card: Card, at: _At) -> _Series | None:
    """Measure, reporter and partner; None where the card or the vocabulary leaves them out."""
    measure = _measure(fields, card, at)
    reporter, partner = _economy("reporter", fields, card, at), _economy("partner", fields, card, at)
    return (measure, reporter, partner) if measure and reporter and partner else None


def _measure(fields: Mapping[str, str], card: Card, at: _At) -> Measure | None:
    label = fields.get("measure", "")
    if label in card.ignore_measures:
        return None
    if label not in card.measures:
        raise at.error(label, f"one of {', '.join(sorted(card.measures))}, or one that card {card.card_id} ignores")
    return card.measures[label]


def _economy(role: str, fields: Mapping[str, str], card: Card, at: _At) -> str:
    vocabulary = countries.vocabulary(card.vocabularies[role])
    code = vocabulary.code(fields.get(role, ""))
    if code is None:
        raise at.error(fields.get(role, ""), f"a {role} that {countries.FILE} spells for {vocabulary.name}")
    return code


def _number(text: str, card: Card, at: _At) -> tuple[Decimal | None, str]:
    text, rules = text.strip(), card.number
    if text in rules.blanks:
        return None, ""
    number, _, mark = text.partition(" ") if rules.flags else (text, "", "")
    if mark and mark not in rules.flags:
        raise at.error(text, f"a number, with no flag or one of {', '.join(sorted(rules.flags))}")
    plain = number.replace(rules.group, "") if rules.group else number
    if not _PLAIN.fullmatch(plain):
        raise at.error(text, "a number")
    value = Decimal(plain)
    if abs(value) >= _MOST:
        raise at.error(text, f"a number below {_MOST:.0e}")
    return value, rules.flags.get(mark, "")


def _unit(measure: Measure, fields: Mapping[str, str], card: Card, at: _At) -> tuple[str, int]:
    if measure.unit:
        return measure.unit, measure.scale or 1
    label = fields.get("unit", "")
    if label not in card.units:
        raise at.error(label, f"a unit: {', '.join(sorted(card.units))}")
    return card.units[label]


def _period(fields: Mapping[str, str], card: Card, at: _At) -> str:
    text = fields.get("period", "")
    year, month = _dated(card.period, text)
    if not year:
        raise at.error(text, f"a period of the form {card.period.pattern}")
    if month and not 1 <= int(month) <= 12:
        raise at.error(text, "a month from 01 to 12")
    return f"{year}-{month}" if month else year


@lru_cache(maxsize=4096)
def _dated(form: re.Pattern[str], text: str) -> tuple[str, str]:
    """The year and month of a period's words, "" where they have none; a file says the same few again and again."""
    match = form.fullmatch(text)
    return (match["year"], match.groupdict().get("month") or "") if match else ("", "")


def _summed(readings: Iterable[Reading]) -> list[Reading]:
    """Readings that differ only in what the card adds up over, as one each, with the rows that went into it."""
    groups: dict[tuple[str, str, str, Measure], list[Reading]] = defaultdict(list)
    for reading in readings:
        groups[reading.period, reading.reporter, reading.partner, reading.measure].append(reading)
    return [
        replace(group[0], value=sum((one.value for one in group), Decimal(0)), rows=tuple(one.row for one in group))
        for group in groups.values()
    ]


def _check_codes(sheet: Sheet, card: Card, name: str) -> None:
    """Compare a publisher's own table of codes with ours, so that a wrong join is found before it is made."""
    rule = card.more["check_codes"]
    heads = cards.header(sheet, card.header_row)
    number, iso3 = heads.index(rule["number"]), heads.index(rule["iso3"])
    vocabulary = countries.vocabulary(rule["vocabulary"])
    for row, cells in enumerate(sheet.rows[card.header_row :], card.header_row + 1):
        if not any(cells):
            continue
        given = [cells[index].strip() if index < len(cells) else "" for index in (number, iso3)]
        code = vocabulary.code(given[0])
        if code is None or code not in {"", given[1]}:
            found, expected = " = ".join(given), f"{code or 'a number'} as {countries.FILE} has it"
            raise _At(name, row, rule["number"]).error(found, expected)
