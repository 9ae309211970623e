"""The words that say what a figure of trade is: unit, basis, valuation, who reports, and how it was arrived at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.charts.region import the_ten

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.charts.trade_series import Basis
    from dashboard.text import Words


def unit_size(words: Words) -> float:
    """How many dollars the unit of axes has: a billion, or 100 million where a language counts so."""
    return float(words.table("charts.trade.unit")["size"])


def unit(measure: str, words: Words, base: int | None = None) -> str:
    """The unit of a measure in words; of an index with its base year, where all countries have one."""
    if measure == "index" and base:
        return words("charts.trade.based", year=base)
    return words("charts.trade.unit.text") if measure == "value" else words(f"charts.trade.units.{measure}")


def shown(value: float, measure: str, words: Words) -> str:
    """A value of a measure with its unit: money, %, or an index."""
    if measure == "value":
        return words.money(value)
    return words.number(value, 0) if measure == "index" else words.percent(value)


def whom(basis: Basis, words: Words) -> str:
    """The countries in words: ASEAN for the ten or all, else their names, or how many."""
    if stands_for_asean(basis):
        return words.name("countries", "ASEAN")
    if len(basis.countries) > 4:
        return words("charts.trade.several", number=words.number(len(basis.countries)))
    return words.names("countries", basis.countries)


def stands_for_asean(basis: Basis) -> bool:
    """Whether the countries are the ten members, with or without Timor-Leste."""
    return set(the_ten()) <= set(basis.countries)


def title(basis: Basis, words: Words) -> str:
    """What a chart of trade is about."""
    return words(f"charts.trade.titles.{basis.flow}", whom=whom(basis, words))


def subtitle(basis: Basis, measure: str, words: Words, base: int | None = None) -> str:
    """Unit, basis of ASEAN, valuation and who reports, in a line."""
    parts = [
        unit(measure, words, base),
        words("charts.trade.ten") if set(basis.countries) == set(the_ten()) else "",
        words(f"charts.trade.valued.{basis.reporter}.{basis.flow}"),
    ]
    return words("charts.trade.stop").join(part for part in parts if part)


def note(table: pd.DataFrame, gaps: dict[int, tuple[str, ...]], words: Words, *, rings: bool = False) -> str:
    """What of the values is not plainly reported, which are missing, and what rings are where some are drawn."""
    weak = table[table["method"] != "reported"]
    parts = [words("charts.trade.ringed")] if rings else []
    if len(weak):
        years = sorted(weak["year"])
        kinds = words("format.list").join(words(f"charts.trade.methods.{name}") for name in sorted(set(weak["method"])))
        parts.append(words("charts.trade.weak", when=_when(years, words), kinds=kinds))
    if gaps:
        codes = sorted({code for missing in gaps.values() for code in missing})
        named = words.names("countries", codes)
        parts.append(words("charts.trade.gaps", when=_when(sorted(gaps), words), countries=named))
    return words("charts.sentence_join").join(parts)


def _when(years: list[int], words: Words) -> str:
    """The first and last of some years, in words; one year alone as itself."""
    return words.date(f"{years[0]}/{years[-1]}" if years[0] != years[-1] else str(years[0]))
