"""ASEAN as a bloc, on a stated basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl.schema import ASEAN_ACCESSION, ASEAN_TEN

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The ten of 1999 to 2025 throughout, or those that belonged to ASEAN on the first day of the year.
BASES = ("ten", "members")


def members(year: int, basis: str) -> tuple[str, ...]:
    """The members of ASEAN in a year on one of `BASES`, sorted.

    Raises:
        ValueError: The basis is neither.
    """
    if basis not in BASES:
        raise ValueError(f'basis "{basis}", expected {" or ".join(BASES)}')
    if basis == "ten":
        return ASEAN_TEN
    return tuple(sorted(code for code, day in ASEAN_ACCESSION.items() if day <= f"{year}-01-01"))


def bloc_sum(values: Mapping[str, float], year: int, basis: str) -> float | None:
    """The sum of a year's values by country over the members on a basis; None where one of them has no value."""
    codes = members(year, basis)
    return sum(values[code] for code in codes) if all(code in values for code in codes) else None
