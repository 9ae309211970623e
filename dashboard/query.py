"""What a view shows: filters that are a web address, and pure functions from frame to frame.

The functions ask frames of pandas and relations of DuckDB alike, in the expressions of narwhals that both understand.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import parse_qsl, quote

import narwhals as nw

from dashboard.text import DEFAULT, languages
from etl import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    import pandas as pd
    from narwhals.typing import IntoFrameT

    from dashboard.data import Store

#: Settings of which a view has one; the first is what an address that names none means.
CHOICES: dict[str, tuple[str, ...]] = {
    "lang": (DEFAULT, *(code for code in languages() if code != DEFAULT)),
    "theme": ("light", "dark"),
    "lanes": ("domain", "country", "actor"),
    "flow": ("total", "export", "import", "balance"),
    "measure": ("value", "share", "index", "change"),
    "scale": ("linear", "log"),
    "style": ("area", "lines", "bars", "panels"),
    "axes": ("shared", "own"),
    "places": ("bars", "slope", "map"),
    "reporter": ("china", "members", "both"),
}
_LISTS = ("countries", "domains", "kinds", "importance", "documents")
_FLAGS = ("disputed", "national")
_YEARS = {"from": "first_year", "to": "last_year", "year": "year", "against": "against"}
#: What an address may say that is no part of a view.
_ASIDE = ("embed",)
_LONGEST = 200
_LONGEST_QUERY = 4000


@dataclass(frozen=True, slots=True)
class Filters:
    """A view. ``()``, "" and ``None`` mean "no restriction"; years are inclusive.

    ``national`` leaves out what concerns ASEAN as a whole: without it, a milestone that names ASEAN concerns every
    member and stands whichever member is chosen. ``year`` is the year of the chart by country, ``None`` the latest, and
    ``against`` the year that it is compared with.
    """

    countries: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    importance: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    disputed: bool = False
    national: bool = False
    first_year: int | None = None
    last_year: int | None = None
    search: str = ""
    event: str = ""
    value: str = ""
    year: int | None = None
    against: int | None = None
    lang: str = CHOICES["lang"][0]
    theme: str = CHOICES["theme"][0]
    lanes: str = CHOICES["lanes"][0]
    flow: str = CHOICES["flow"][0]
    measure: str = CHOICES["measure"][0]
    scale: str = CHOICES["scale"][0]
    style: str = CHOICES["style"][0]
    axes: str = CHOICES["axes"][0]
    places: str = CHOICES["places"][0]
    reporter: str = CHOICES["reporter"][0]


#: The columns of observations that filters ask for.
_LOOKED_AT = ("observation_id", "reporter", "partner", "status", "first_year", "last_year")


class Tables(Protocol):
    """What the questions are asked of: `dashboard.data.Store` in memory, or `dashboard.lake.Lake` on disk."""

    @property
    def events(self) -> Any: ...  # noqa: ANN401, D102 (frames of pandas, or relations of DuckDB)
    @property
    def trade(self) -> Any: ...  # noqa: ANN401, D102
    @property
    def citations(self) -> Any: ...  # noqa: ANN401, D102
    @property
    def regions(self) -> Mapping[str, tuple[str, ...]]: ...  # noqa: D102
    @property
    def countries(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def years(self) -> tuple[int, int]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Known:
    """What an address may name: values of the list parameters, ids of milestones and of observations."""

    lists: Mapping[str, frozenset[str]]
    events: frozenset[str]
    observations: frozenset[str] = frozenset()


@lru_cache(maxsize=8)
def known(store: Store) -> Known:
    """What addresses may name over these tables."""
    return Known(
        lists={
            "countries": frozenset(store.countries),
            "domains": frozenset(schema.DOMAINS),
            "kinds": frozenset(schema.EVENT_KINDS),
            "importance": frozenset({"1", "2", "3"}),
            "documents": frozenset(store.sources["source_id"]),
        },
        events=frozenset(store.events["event_id"]),
        observations=frozenset(store.trade["observation_id"]),
    )


def parse(query: str, allowed: Known) -> tuple[Filters, tuple[str, ...]]:
    """The view that an address asks for, and the parts of it that mean nothing here.

    Args:
        query: The part of the address after "?" (with or without it); anything at all.
        allowed: What it may name.

    Returns:
        The filters from what could be understood, and each part that could not, as ``name=value``, shortened; a
        value that says nothing ("") is no part.
    """
    found: dict[str, object] = {}
    dropped: list[str] = []
    if len(query) > _LONGEST_QUERY:
        return Filters(), (f"{query[:40]}…",)
    for name, value in parse_qsl(query.lstrip("?"), keep_blank_values=False, max_num_fields=None):
        if name not in _ASIDE:
            _take(name, value, allowed, found, dropped)
    first, last = found.get("first_year"), found.get("last_year")
    if isinstance(first, int) and isinstance(last, int) and first > last:
        dropped.append(f"from={found.pop('first_year')}")
        dropped.append(f"to={found.pop('last_year')}")
    return Filters(**found), tuple(dropped)  # type: ignore[arg-type]


def _take(name: str, value: str, allowed: Known, found: dict[str, object], dropped: list[str]) -> None:
    """Put one parameter where it belongs, or name it as dropped."""
    if name in _LISTS:
        parts = list(dict.fromkeys(part for part in value.split(";") if part))
        kept = tuple(part for part in parts if part in allowed.lists[name])
        dropped += [f"{name}={part[:40]}" for part in parts if part not in kept][:5]
        found[name] = kept
    elif name in CHOICES and value in CHOICES[name]:
        found[name] = value
    elif name in _FLAGS and value == "1":
        found[name] = True
    elif name in _YEARS and re.fullmatch(r"[12][0-9]{3}", value):
        found[_YEARS[name]] = int(value)
    elif name == "q":
        found["search"] = " ".join(value.split())[:_LONGEST]
    elif name == "event" and value in allowed.events:
        found["event"] = value
    elif name == "value" and value in allowed.observations:
        found["value"] = value
    else:
        dropped.append(f"{name[:40]}={value[:40]}")


def to_query(filters: Filters) -> str:
    """The address of a view, without "?"; what is as by default is left out. The inverse of `parse`."""
    names = {field: name for name, field in _YEARS.items()} | {"search": "q"}
    plain = Filters()
    parts = []
    for field in fields(filters):
        value = getattr(filters, field.name)
        if value == getattr(plain, field.name):
            continue
        text = ";".join(value) if isinstance(value, tuple) else "1" if value is True else str(value)
        parts.append(f"{names.get(field.name, field.name)}={quote(text, safe=';')}")
    return "&".join(parts)


def events(store: Tables, filters: Filters) -> pd.DataFrame:
    """The milestones that a view shows, in the order of time."""
    return _collected(_told(store, filters), "event_id").sort_values(["first", "last", "event_id"])


def yearly_counts(store: Tables, filters: Filters) -> list[int]:
    """How many milestones of a view begin in each year of the tables, whatever years it shows."""
    first, last = store.years
    begun = _numbers(_told(store, replace(filters, first_year=None, last_year=None)), "first_year")
    return [begun.get(str(year), 0) for year in range(first, last + 1)]


def _told(store: Tables, filters: Filters) -> Any:  # noqa: ANN401 (of either sort)
    frame = store.events
    for step in _event_steps(store, filters).values():
        frame = step(frame)
    return frame


def trade(store: Tables, filters: Filters) -> pd.DataFrame:
    """The observations that a view shows: of the chosen countries, documents and years."""
    return _collected(_observed(store.trade, store, filters), "observation_id")


def trade_count(store: Tables, filters: Filters) -> int:
    """How many observations a view shows; to count a million rows, only what the filters look at is copied."""
    looked_at = _either(store.trade).select(*_LOOKED_AT).to_native()
    return sum(_numbers(_observed(looked_at, store, filters), "status").values())


def _observed(frame: Any, store: Tables, filters: Filters) -> Any:  # noqa: ANN401 (of either sort)
    found = in_documents(between(frame, filters), filters.documents, store.citations)
    return of_partners(_in_doubt(found, filters), filters.countries)


def trade_of_all_years(store: Tables, filters: Filters) -> pd.DataFrame:
    """The observations of the chosen countries in every year: what an index or a change needs to look back."""
    return _collected(of_partners(store.trade, filters.countries), "observation_id")


def chosen_members(store: Store, filters: Filters) -> tuple[str, ...]:
    """The members of ASEAN that a view is about: those chosen, or all where none is."""
    members = store.regions["asean"]
    return tuple(code for code in members if code in filters.countries) or members


def of_countries(frame: IntoFrameT, countries: Collection[str], members: Collection[str]) -> IntoFrameT:
    """Milestones that concern one of the countries.

    A milestone that names ASEAN concerns each of ``members``; hand over none to count only what is named.
    """
    if not countries:
        return frame
    return _kept(frame, _holds(frame, "countries", _concerned(countries, members)))


def _concerned(countries: Collection[str], members: Collection[str]) -> set[str]:
    """The countries, and ASEAN where one of them is a member."""
    return {*countries, *(["ASEAN"] if set(countries) & set(members) else [])}


def of_values(frame: IntoFrameT, column: str, values: Collection[str]) -> IntoFrameT:
    """Rows whose cell is one of the values; all where there are none."""
    return _kept(frame, nw.col(column).cast(nw.String).is_in(list(values))) if values else frame


def between(frame: IntoFrameT, filters: Filters) -> IntoFrameT:
    """Rows whose time touches the chosen years: a range that only begins in them stands."""
    first, last = filters.first_year, filters.last_year
    since = [] if first is None else [nw.col("last_year") >= first]
    until = [] if last is None else [nw.col("first_year") <= last]
    return _kept(frame, *since, *until)


def matching(frame: IntoFrameT, search: str) -> IntoFrameT:
    """Milestones whose title, actors or documents hold every word of a search, in any order and case."""
    for word in search.casefold().split():
        frame = _kept(frame, nw.col("search").str.contains(word, literal=True))
    return frame


def of_partners(frame: IntoFrameT, countries: Collection[str]) -> IntoFrameT:
    """Observations in which one of the countries reports or is reported on; China alone restricts nothing."""
    wanted = [code for code in countries if code != "CHN"]
    return _kept(frame, nw.col("reporter").is_in(wanted) | nw.col("partner").is_in(wanted)) if wanted else frame


def in_documents(frame: IntoFrameT, documents: Collection[str], citations: IntoFrameT) -> IntoFrameT:
    """Observations that one of the documents states; all where none is chosen."""
    if not documents:
        return frame
    stated = _either(_kept(citations, nw.col("source_id").is_in(list(documents))))
    both = _either(frame).join(stated, left_on="observation_id", right_on="record_id", how="semi")
    return both.to_native()  # type: ignore[no-any-return]


def counts(store: Tables, filters: Filters, name: str) -> dict[str, int]:
    """How many milestones each choice of a list parameter would leave, the other filters staying as they are."""
    frame = store.events
    for step, narrowed in _event_steps(store, filters).items():
        frame = frame if step == name else narrowed(frame)
    column = {"domains": "domain", "kinds": "kind", "disputed": "status"}.get(name, name)
    numbers = [(set(cell.split(";")), number) for cell, number in _numbers(frame, column).items()]
    if name == "countries":
        members = () if filters.national else store.regions["asean"]
        wanted = {code: _concerned([code], members) for code in store.countries}
        return {
            code: sum(number for parts, number in numbers if not parts.isdisjoint(meant))
            for code, meant in wanted.items()
        }
    found: Counter[str] = Counter()
    for parts, number in numbers:
        found.update(dict.fromkeys(parts, number))
    return dict(found)


def _event_steps(store: Tables, filters: Filters) -> dict[str, Callable[[Any], Any]]:
    """Each filter on milestones, by the parameter that sets it."""
    members = () if filters.national else store.regions["asean"]
    return {
        "countries": lambda frame: of_countries(frame, filters.countries, members),
        "domains": lambda frame: of_values(frame, "domain", filters.domains),
        "kinds": lambda frame: of_values(frame, "kind", filters.kinds),
        "importance": lambda frame: of_values(frame, "importance", filters.importance),
        "documents": lambda frame: (
            _kept(frame, _holds(frame, "documents", filters.documents)) if filters.documents else frame
        ),
        "disputed": lambda frame: _in_doubt(frame, filters),
        "years": lambda frame: between(frame, filters),
        "search": lambda frame: matching(frame, filters.search),
    }


def _in_doubt(frame: IntoFrameT, filters: Filters) -> IntoFrameT:
    return _kept(frame, nw.col("status") == "disputed") if filters.disputed else frame


def _kept(frame: IntoFrameT, *conditions: nw.Expr) -> IntoFrameT:
    """Rows that meet every condition."""
    return _either(frame).filter(*conditions).to_native() if conditions else frame


def _holds(frame: IntoFrameT, column: str, wanted: Iterable[str]) -> nw.Expr:
    """Whether a list in a cell has one of the wanted parts; each distinct cell is looked at once."""
    parts = set(wanted)
    return nw.col(column).is_in([cell for cell in _distinct(frame, column) if not parts.isdisjoint(cell.split(";"))])


def _distinct(frame: IntoFrameT, column: str) -> list[str]:
    """The distinct cells of a column."""
    cells = _either(frame).lazy().select(nw.col(column).cast(nw.String).alias("cell")).unique().collect()
    return list(cells["cell"].to_list())


def _numbers(frame: IntoFrameT, column: str) -> dict[str, int]:
    """How many rows have each distinct cell of a column."""
    cells = _either(frame).lazy().select(nw.col(column).cast(nw.String).alias("cell"))
    found = cells.group_by("cell").agg(nw.len().alias("rows")).collect()
    return dict(zip(found["cell"].to_list(), found["rows"].to_list(), strict=True))


def _collected(frame: Any, key: str) -> pd.DataFrame:  # noqa: ANN401 (of either sort)
    """The rows as a frame in memory, in the order of the table."""
    found = _either(frame)
    if not isinstance(found, nw.LazyFrame):
        return frame  # type: ignore[no-any-return]
    rows: pd.DataFrame = found.sort(key).collect("pandas").to_native()
    # Of no rows, DuckDB leaves open what sort of text they hold.
    return rows.astype({name: "str" for name, kind in rows.dtypes.items() if str(kind) == "object"})


def _either(frame: Any) -> Any:  # noqa: ANN401 (narwhals has no type for "of either sort")
    """What narwhals makes of a frame in memory or of one on disk."""
    return nw.from_native(frame)
