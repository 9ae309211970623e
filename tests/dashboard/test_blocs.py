from __future__ import annotations

import pytest

from dashboard import blocs
from etl.trade import series

SIX = ("BRN", "IDN", "MYS", "PHL", "SGP", "THA")


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (1984, tuple(code for code in SIX if code != "BRN")),  # Brunei joined on 7 January 1984
        (1990, SIX),
        (1995, SIX),  # Viet Nam joined in July
        (1996, tuple(sorted((*SIX, "VNM")))),
        (1998, tuple(sorted((*SIX, "LAO", "MMR", "VNM")))),
        (2000, tuple(sorted((*SIX, "KHM", "LAO", "MMR", "VNM")))),
        (2026, tuple(sorted((*SIX, "KHM", "LAO", "MMR", "TLS", "VNM")))),
    ],
)
def test_members_of_the_year(year: int, expected: tuple[str, ...]) -> None:
    assert blocs.members(year, "members") == expected


@pytest.mark.parametrize("basis", blocs.BASES)
@pytest.mark.parametrize("year", range(1980, 2030))
def test_both_sides_count_the_same_members(year: int, basis: str) -> None:
    assert blocs.members(year, basis) == series.members(year, basis)


def test_a_basis_has_to_be_stated() -> None:
    with pytest.raises(ValueError, match="expected ten or members"):
        blocs.members(2000, "")


def test_a_sum_needs_every_member() -> None:
    values = {code: float(at) for at, code in enumerate(SIX, 1)}
    assert blocs.bloc_sum(values, 1990, "members") == 21
    assert blocs.bloc_sum(values, 1990, "ten") is None
