"""The base series: China's goods trade with each member every year, without holes, as far as the files reach.

What China reports is taken as it stands. Where it reports nothing for a year and flow, the series is filled from
other statistics and says so: ``derived`` where a file gives both directions together and China reports one of
them; ``mirrored`` where only the partner reports the trade, then at the partner's valuation. Sums over flows and
over ASEAN are added as rows of their own, so that what officials state about them has a counterpart.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from etl import rulebook
from etl.model import Observation
from etl.schema import ASEAN_ACCESSION, ASEAN_TEN
from etl.trade import preference

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from etl.model import Citation

FLOWS = ("export", "import")
_OTHER = {"export": "import", "import": "export"}
_AT_PARTNER = {
    "fob": "valued FOB, as the partner reports its exports",
    "cif": "valued CIF, as the partner reports its imports",
}
_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Hole:
    """A year and flow of the base series for which no file has a figure, and why; "" where nobody knows."""

    year: int
    partner: str
    flow: str
    reason: str


class _Values:
    """Annual levels of goods trade from statistical files and the series itself, by pair, flow and year."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        self._all: dict[tuple[str, str, str, str], list[Observation]] = defaultdict(list)
        for one in observations:
            self.add(one)

    def add(self, one: Observation) -> None:
        is_level = one.indicator == "goods_trade" and one.kind == "level" and one.unit == "USD"
        if is_level and len(one.period) == 4 and not preference.is_stated(one):
            self._all[one.reporter, one.partner, one.flow, one.period].append(one)

    def years(self, reporter: str) -> range:
        """From the first year of the series to the last for which a statistical file has the reporter."""
        own = (int(period) for (code, _, _, period) in self._all if code == reporter)
        return range(_rule()["first_year"], max(own, default=0) + 1)

    def best(self, reporter: str, partner: str, flow: str, year: int) -> Observation | None:
        return preference.best(self._all.get((reporter, partner, flow, str(year)), ()))

    def of_card(self, card: str, pair: tuple[str, str], flow: str, year: int) -> Observation | None:
        found = self._all.get((*pair, flow, str(year)), ())
        return preference.best(one for one in found if preference.origin(one) == card)


def base_series(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """What is added to the statistics as read: filled years, totals of both directions, and ASEAN as a bloc.

    Args:
        observations: All that statistical files gave, any order; figures that people state are left aside.

    Returns:
        New rows, by partner and year: values in dollars, each with the citations of all values that went into it
        and a step that says by which rule. ``estimated`` where a part of it is.
    """
    rule, values, made = _rule(), _Values(observations), list[Observation]()
    years = values.years(rule["reporter"])
    for partner in sorted(ASEAN_ACCESSION):
        for year in years:
            for flow in FLOWS:
                made += _kept(values, _filled(values, rule, partner, flow, year))
            made += _kept(values, _total(values, rule["reporter"], partner, year))
    for year in years:
        for flow in (*FLOWS, "total"):
            made += [one for one in _blocs(values, rule["reporter"], flow, year) if one]
    return tuple(made)


def holes(observations: Iterable[Observation]) -> tuple[Hole, ...]:
    """Years and flows for which neither the files nor `base_series` have a figure, with the declared reason."""
    values, rule = _Values(observations), _rule()
    return tuple(
        Hole(year, partner, flow, _reason(partner, flow, year))
        for partner in sorted(ASEAN_ACCESSION)
        for year in values.years(rule["reporter"])
        for flow in FLOWS
        if values.best(rule["reporter"], partner, flow, year) is None
    )


def members(year: int, basis: str) -> tuple[str, ...]:
    """The members of ASEAN on a stated basis, sorted.

    Args:
        year: A calendar year.
        basis: "ten": the ten throughout; "members": those that belonged to it on the first day of the year, which
            is what officials of the time counted (the 18.44 billion of 1995 is the six without Viet Nam).
    """
    if basis == "ten":
        return ASEAN_TEN
    if basis == "members":
        return tuple(sorted(code for code, day in ASEAN_ACCESSION.items() if day <= f"{year}-01-01"))
    raise ValueError(f'basis "{basis}", expected ten or members')


def _rule() -> Mapping[str, Any]:
    rule: Mapping[str, Any] = rulebook.read("trade.yml")["series"]
    return rule


def _reason(partner: str, flow: str, year: int) -> str:
    for hole in rulebook.read("trade.yml")["holes"]:
        if hole["partner"] == partner and flow in hole["flows"] and hole["first"] <= year <= hole["last"]:
            return str(hole["reason"])
    return ""


def _kept(values: _Values, one: Observation | None) -> list[Observation]:
    if one is None:
        return []
    values.add(one)
    return [one]


def _filled(values: _Values, rule: Mapping[str, Any], partner: str, flow: str, year: int) -> Observation | None:
    if values.best(rule["reporter"], partner, flow, year):
        return None
    return _from_mean(values, rule, partner, flow, year) or _mirrored(values, rule["reporter"], partner, flow, year)


def _from_mean(values: _Values, rule: Mapping[str, Any], partner: str, flow: str, year: int) -> Observation | None:
    both = values.of_card(rule["means"], (rule["reporter"], partner), "total", year)
    other = values.best(rule["reporter"], partner, _OTHER[flow], year)
    if both is None or other is None or year > rule["means_until"]:
        return None
    detail = f"{_millions(both.value)} in both directions less {_millions(other.value)} of {_OTHER[flow]}s"
    return replace(
        _sum([both, other], "series.derived", detail),
        flow=flow,
        value=both.value - other.value,
        valuation="cif" if flow == "import" else "fob",
        note=f"derived: trade in both directions (GVAR) less the {_OTHER[flow]}s that China reports (IMF)",
    )


def _mirrored(values: _Values, reporter: str, partner: str, flow: str, year: int) -> Observation | None:
    theirs = values.best(partner, reporter, _OTHER[flow], year)
    if theirs is None:
        return None
    detail = f"{_OTHER[flow]}s that {partner} reports: {_millions(theirs.value)}"
    note = f"mirrored: the {_OTHER[flow]}s that the partner reports; {_AT_PARTNER.get(theirs.valuation, '')}"
    return replace(
        _sum([theirs], "series.mirrored", detail),
        reporter=reporter,
        partner=partner,
        flow=flow,
        method="mirrored",
        valuation=theirs.valuation,
        note="; ".join(part for part in (note.rstrip("; "), theirs.note) if part),
        history=(("mirrored", "series.mirrored", detail),),
    )


def _total(values: _Values, reporter: str, partner: str, year: int) -> Observation | None:
    parts = [one for flow in FLOWS if (one := values.best(reporter, partner, flow, year))]
    if len(parts) < 2:
        return None
    detail = f"exports {_millions(parts[0].value)} and imports {_millions(parts[1].value)}"
    return replace(_sum(parts, "series.sum", detail), flow="total", valuation="unstated", note=_total_note(parts))


def _total_note(parts: Sequence[Observation]) -> str:
    words = f"exports {parts[0].valuation.upper()} plus imports {parts[1].valuation.upper()}"
    methods = sorted({one.method for one in parts} - {"reported"})
    return f"{words}; imports {methods[0]}" if methods else words


def _blocs(values: _Values, reporter: str, flow: str, year: int) -> list[Observation | None]:
    """The sum over the ten, and over the members of the year where these are others."""
    bases = ["ten"] if set(members(year, "ten")) == set(members(year, "members")) else ["ten", "members"]
    return [_bloc(values, reporter, flow, year, basis) for basis in bases]


def _bloc(values: _Values, reporter: str, flow: str, year: int, basis: str) -> Observation | None:
    codes = members(year, basis)
    flows = FLOWS if flow == "total" else (flow,)
    parts = [one for code in codes for each in flows if (one := values.best(reporter, code, each, year))]
    if len(parts) < len(codes) * len(flows):
        return None
    words = "the ten throughout" if basis == "ten" else f"the {len(codes)} members on 1 January {year}"
    added = sorted({one.method for one in parts} - {"reported"})
    note = f"{words}; partly {' and '.join(added)}" if added else words
    valuations = {one.valuation for one in parts}
    return replace(
        _sum(parts, f"series.{basis}", f"{len(parts)} values of {', '.join(codes)}"),
        partner="ASEAN",
        flow=flow,
        valuation=valuations.pop() if len(valuations) == 1 else "unstated",
        note=note,
    )


def _sum(parts: Sequence[Observation], rule: str, detail: str) -> Observation:
    """The parts as one value: their sum, all their citations, estimated where one of them is."""
    statuses = {one.status for one in parts}
    return Observation(
        period=parts[0].period,
        indicator=parts[0].indicator,
        reporter=parts[0].reporter,
        partner=parts[0].partner,
        flow=parts[0].flow,
        value=sum((one.value for one in parts), Decimal(0)),
        unit=parts[0].unit,
        kind=parts[0].kind,
        method="derived",
        valuation=parts[0].valuation,
        citations=tuple(dict.fromkeys(place for one in parts for place in _places(one))),
        status=next((status for status in ("estimated", "revised") if status in statuses), "clear"),
        history=(("derived", rule, detail),),
    )


def _places(one: Observation) -> list[Citation]:
    """The citations of a part, whose rule says which part it is: two parts may stand in one column."""
    what = f"{one.reporter}-{one.partner}-{one.flow}"
    return [place if what in place.rule else replace(place, rule=f"{place.rule}/{what}") for place in one.citations]


def _millions(value: Decimal) -> str:
    return f"{value / _MILLION:,.3f} million"
