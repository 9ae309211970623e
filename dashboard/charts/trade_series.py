"""Yearly values of trade between China and the members, as whoever reports them; pure functions frame → frame."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: What the other side calls a flow.
_SEEN_FROM_CHINA = {"export": "import", "import": "export", "total": "total"}
#: Statuses of values that the publisher estimated or that we inferred.
_UNSURE = ("estimated", "inferred")
#: How values were arrived at, the surest first.
_METHODS = ("reported", "estimated", "derived", "mirrored")


@dataclass(frozen=True, slots=True)
class Basis:
    """Which values: with whom, in which direction as China sees it, who reports, of which indicator.

    ``flow`` is total, export, import or balance (exports less imports); ``reporter`` china or members.
    """

    countries: tuple[str, ...]
    flow: str = "total"
    reporter: str = "china"
    indicator: str = "goods_trade"


def yearly(frame: pd.DataFrame, basis: Basis) -> pd.DataFrame:
    """The values that charts draw: one a year and country.

    A total is the sum of both flows where both are known, else the total as reported; a balance needs both. Values
    that are not there stay missing, they are never zero.

    Args:
        frame: Rows of the table trade.
        basis: Which of them.

    Returns:
        ``year``, ``country``, ``value_usd``, ``method`` (reported, derived, mirrored or estimated: the weakest of
        what went in) and ``valuation`` (fob, cif, "fob+cif", unstated), sorted by country in the order of the basis
        and year.
    """
    return _yearly(Held(frame), basis)


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A frame as a key: the same only as itself; tables are never changed, so what was made of one stays true."""

    frame: pd.DataFrame

    def __eq__(self, other: object) -> bool:
        """Whether it holds the very same frame."""
        return isinstance(other, Held) and other.frame is self.frame

    def __hash__(self) -> int:
        """As the frame itself, which lives as long as this holds it."""
        return id(self.frame)


def forget() -> None:
    """Let go of all that was made of tables, and of the tables."""
    for memory in (_yearly, _both_sides, _stated, _of_whole_years, _drawable):
        memory.cache_clear()


def levels(frame: pd.DataFrame) -> pd.DataFrame:
    """The preferred values of trade in goods in whole years."""
    rows = _of_whole_years(Held(frame), "goods_trade")
    return rows[rows["preferred"].astype(bool)]


@lru_cache(maxsize=16)
def _of_whole_years(held: Held, indicator: str) -> pd.DataFrame:
    return held.frame[_whole_years(held.frame, indicator)]


@lru_cache(maxsize=48)
def _yearly(held: Held, basis: Basis) -> pd.DataFrame:
    rows = _drawable(held, basis.indicator, basis.reporter)
    rows = rows[rows["country"].isin(basis.countries)]
    parts: dict[tuple[int, str], dict[str, tuple[float, str, str]]] = {}
    for row in rows.to_dict("records"):
        whole = parts.setdefault((row["year"], row["country"]), {})
        whole[row["flow"]] = (float(row["value"]), row["method"], row["valuation"])
    joined = {key: _combined(whole, basis.flow) for key, whole in parts.items()}
    found = [(*key, *value) for key, value in joined.items() if value]
    table = pd.DataFrame(found, columns=["year", "country", "value_usd", "method", "valuation"])
    rank = {code: place for place, code in enumerate(basis.countries)}
    return table.sort_values(
        ["country", "year"], key=lambda cells: cells.map(rank) if cells.name == "country" else cells
    )


def stated(frame: pd.DataFrame, basis: Basis, *, whole: bool) -> pd.DataFrame:
    """Values of whole years that sources state for what is drawn, besides the values that are drawn.

    Args:
        frame: Rows of the table trade.
        basis: What is drawn; balances are not looked for.
        whole: Whether the countries stand for ASEAN as a whole.

    Returns:
        Rows of ``frame`` with ``year``, one a year and value, those that differ by less than 0.2 % being one. Made
        once for a table and a basis, and not to be changed.
    """
    return _stated(Held(frame), basis, whole)


@lru_cache(maxsize=48)
def _stated(held: Held, basis: Basis, whole: bool) -> pd.DataFrame:  # noqa: FBT001 (a key of what is kept)
    sides = ("ASEAN",) if whole else basis.countries[:1] * (len(basis.countries) == 1)
    rows = _of_whole_years(held, basis.indicator)
    if basis.reporter == "china":
        rows = rows[(rows["reporter"] == "CHN") & rows["partner"].isin(sides) & (rows["flow"] == basis.flow)]
    else:
        flow = _SEEN_FROM_CHINA.get(basis.flow, "")
        rows = rows[rows["reporter"].isin(sides) & (rows["partner"] == "CHN") & (rows["flow"] == flow)]
    rows = rows[(rows["method"] == "reported") & (~rows["preferred"].astype(bool) | whole)]
    rows = rows.assign(year=rows["period"].astype(int)).sort_values(["year", "value", "observation_id"])
    near = (rows["value"] / rows.groupby("year")["value"].shift()) - 1
    return rows[~(near < 0.002)]


def summed(table: pd.DataFrame) -> pd.Series[float]:
    """The sum of all countries by year."""
    return table.groupby("year")["value_usd"].sum()


def runs(years: Iterable[int]) -> list[list[int]]:
    """The years in order, in stretches without a missing year."""
    found: list[list[int]] = []
    for year in sorted({int(year) for year in years}):
        if not found or year - found[-1][-1] > 1:
            found.append([])
        found[-1].append(year)
    return found


def absent(table: pd.DataFrame, countries: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """The countries that a year has no value of, for years that have any."""
    known: dict[int, set[str]] = {}
    for year, code in zip(table["year"].tolist(), table["country"].tolist(), strict=True):
        known.setdefault(year, set()).add(code)
    gaps = {year: tuple(code for code in countries if code not in have) for year, have in sorted(known.items())}
    return {year: codes for year, codes in gaps.items() if codes}


def both_sides(frame: pd.DataFrame, basis: Basis) -> pd.DataFrame:
    """What China and what the members report, summed over the same pairs in every year.

    Only what each side reports itself counts. Of the sets of countries for which both do, the one is taken that gives
    the most values (years times countries), so that no line moves because a country comes or goes; years that lack
    one of them are left out.

    Returns:
        ``china``, ``members`` in US dollars and ``pairs``, the countries joined with ";", by year.
    """
    return _both_sides(Held(frame), basis)


@lru_cache(maxsize=16)
def _both_sides(held: Held, basis: Basis) -> pd.DataFrame:
    frame = held.frame
    sides = {
        who: yearly(frame, Basis(basis.countries, basis.flow, who, basis.indicator))
        .query("method == 'reported' or method == 'estimated'")
        .set_index(["year", "country"])["value_usd"]
        for who in ("china", "members")
    }
    joined = pd.concat(sides, axis=1).dropna().reset_index()
    pairs = {year: frozenset(joined["country"][joined["year"] == year]) for year in sorted(set(joined["year"]))}
    kept = _steadiest(pairs)
    rows = joined[joined["country"].isin(kept) & joined["year"].isin([year for year in pairs if pairs[year] >= kept])]
    return rows.groupby("year")[["china", "members"]].sum().assign(pairs=";".join(sorted(kept)))


def _steadiest(pairs: dict[int, frozenset[str]]) -> frozenset[str]:
    """The set of countries that, over the years that have them all, has the most values."""

    def size(some: frozenset[str]) -> tuple[int, int, list[str]]:
        return len(some) * sum(found >= some for found in pairs.values()), len(some), sorted(some)

    return max(pairs.values(), key=size, default=frozenset())


def measured(table: pd.DataFrame, measure: str, base_year: int | None = None) -> pd.DataFrame:
    """The table with a column ``shown``: the values as they are, or as share, index or change.

    Args:
        table: What `yearly` returns.
        measure: "value" in dollars; "share" of the year's sum of all countries, in %; "index", 100 in the base year;
            "change" over the year before, in %, missing where that year is.
        base_year: Of an index; each country's first year where None, or where it has no value in that year.
    """
    values = table["value_usd"].astype(float)
    if measure == "share":
        return table.assign(shown=values / values.groupby(table["year"]).transform("sum") * 100)
    if measure == "index":
        return table.assign(shown=values / _bases(table, base_year) * 100)
    if measure == "change":
        before = table.set_index(["country", "year"])["value_usd"].astype(float)
        keys = pd.MultiIndex.from_arrays([table["country"], table["year"] - 1])
        earlier = before.reindex(keys).to_numpy()
        return table.assign(shown=(values / earlier - 1) * 100)
    return table.assign(shown=values)


def base_year(table: pd.DataFrame, measure: str) -> int | None:
    """The base of an index: the first year in which every country of the table has a reported value.

    None where there is no such year, and for other measures. A first year of tiny, estimated trade would make every
    line but one flat.
    """
    if measure != "index":
        return None
    known = table[table["method"] == "reported"].groupby("year")["country"].nunique()
    whole = known[known == table["country"].nunique()]
    return int(whole.index.min()) if len(whole) else None


def _bases(table: pd.DataFrame, base_year: int | None) -> pd.Series[float]:
    """Each row's base: its country's value in the base year, or in its first."""
    firsts = table.sort_values("year").groupby("country")["value_usd"].first()
    chosen = table[table["year"] == base_year].set_index("country")["value_usd"] if base_year else firsts
    return table["country"].map(chosen.reindex(firsts.index).fillna(firsts)).astype(float)


def edged(table: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    """The rows of the years that are visible, and where lines to the years beside them leave the visible time.

    A value stands in the middle of its year, so a line leaves a year half-way to the next value: such places have the
    years ``first - 0.5`` and ``last + 0.5``. Needs the columns ``year``, ``country`` and ``shown``.
    """
    seen = table[table["year"].between(first, last)]
    wide = table.pivot_table(index="country", columns="year", values="shown", aggfunc="first")
    found = [seen]
    for one in (first - 1, last):
        if {one, one + 1} <= set(wide.columns):
            middles = ((wide[one] + wide[one + 1]) / 2).dropna().rename("shown").reset_index()
            found.append(middles.assign(year=one + 0.5))
    return pd.concat(found, ignore_index=True) if len(found) > 1 else seen


def _whole_years(frame: pd.DataFrame, indicator: str) -> pd.Series[bool]:
    years = frame["period"].astype(str).str.fullmatch(r"\d{4}")
    return (frame["indicator"] == indicator) & (frame["kind"] == "level") & (frame["unit"] == "USD") & years


@lru_cache(maxsize=16)
def _drawable(held: Held, indicator: str, reporter: str) -> pd.DataFrame:
    """The preferred rows with China of what a side reports, flows as China sees them.

    Returns:
        ``year``, ``country``, ``flow``, ``value``, ``method`` and ``valuation``.
    """
    rows = _of_whole_years(held, indicator)
    rows = rows[rows["preferred"].astype(bool)]
    mine, theirs = ("reporter", "partner") if reporter == "china" else ("partner", "reporter")
    rows = rows[(rows[mine] == "CHN") & rows["flow"].isin(_SEEN_FROM_CHINA)]
    flows = rows["flow"] if reporter == "china" else rows["flow"].map(_SEEN_FROM_CHINA)
    method = rows["method"].mask(rows["status"].isin(_UNSURE), "estimated")
    kept = rows.assign(year=rows["period"].astype(int), country=rows[theirs], flow=flows, method=method)
    kept = kept.drop_duplicates(["year", "country", "flow"])
    return kept[["year", "country", "flow", "value", "method", "valuation"]]


def _combined(parts: dict[str, tuple[float, str, str]], flow: str) -> tuple[float, str, str] | None:
    """Value, method and valuation of a flow, made of the flows that are there."""
    export, imported = parts.get("export"), parts.get("import")
    if flow in {"export", "import"}:
        return parts.get(flow)
    if export and imported:
        value = export[0] + imported[0] if flow == "total" else export[0] - imported[0]
        weakest = max(export[1], imported[1], key=_METHODS.index)
        return value, weakest, f"{export[2]}+{imported[2]}"
    return parts.get("total") if flow == "total" else None
