from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import query
from dashboard.query import CHOICES, Filters, Known, parse, to_query
from etl import schema

if TYPE_CHECKING:
    from dashboard.data import Store

KNOWN = Known(
    lists={
        "countries": frozenset({"VNM", "THA", "CHN", "ASEAN"}),
        "domains": frozenset(schema.DOMAINS),
        "kinds": frozenset(schema.EVENT_KINDS),
        "importance": frozenset({"1", "2", "3"}),
        "documents": frozenset({"a-book", "b.book"}),
    },
    events=frozenset({"some-event"}),
)


def some(name: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(KNOWN.lists[name])), unique=True).map(tuple)


YEARS = st.none() | st.integers(1000, 2999)
VIEWS = st.builds(
    Filters,
    countries=some("countries"),
    domains=some("domains"),
    kinds=some("kinds"),
    importance=some("importance"),
    documents=some("documents"),
    disputed=st.booleans(),
    national=st.booleans(),
    search=st.text(max_size=60).map(lambda text: " ".join(text.encode("utf-8", "ignore").decode().split())),
    event=st.sampled_from(["", "some-event"]),
    year=YEARS,
    against=YEARS,
    **{name: st.sampled_from(values) for name, values in CHOICES.items()},
).flatmap(
    lambda view: st.tuples(YEARS, YEARS).map(
        lambda years: Filters(
            **{
                **{name: getattr(view, name) for name in Filters.__slots__},
                **dict(
                    zip(
                        ("first_year", "last_year"),
                        sorted(year for year in years) if None not in years else years,  # type: ignore[type-var]
                        strict=True,
                    )
                ),
            }
        )
    )
)


@given(VIEWS)
def test_an_address_gives_back_its_view(view: Filters) -> None:
    assert parse(to_query(view), KNOWN) == (view, ())
    assert parse("?" + to_query(view), KNOWN) == (view, ())


@given(st.text(max_size=300))
def test_any_address_gives_a_view(address: str) -> None:
    view, dropped = parse(address, KNOWN)
    assert parse(to_query(view), KNOWN) == (view, ())
    assert all(len(part) <= 90 for part in dropped)


@pytest.mark.parametrize(
    ("address", "dropped"),
    [
        ("countries=VNM;XXX", ("countries=XXX",)),
        ("from=2020&to=2010", ("from=2020", "to=2010")),
        ("from=20x0", ("from=20x0",)),
        ("from=٢٠٢٠", ("from=٢٠٢٠",)),
        ("theme=pink", ("theme=pink",)),
        ("event=none", ("event=none",)),
        ("disputed=yes", ("disputed=yes",)),
        ("utm_source=mail", ("utm_source=mail",)),
        ("countries=VNM;;VNM", ()),
    ],
)
def test_what_means_nothing_is_named(address: str, dropped: tuple[str, ...]) -> None:
    assert parse(address, KNOWN)[1] == dropped


def test_an_address_reads_as_the_contract_says() -> None:
    view, dropped = parse("?countries=VNM;THA&domains=trade_economy&from=2000&to=2025&lang=zh&theme=dark&q=a+b", KNOWN)
    assert dropped == ()
    assert (view.countries, view.first_year, view.search, view.theme) == (("VNM", "THA"), 2000, "a b", "dark")
    assert to_query(view) == "countries=VNM;THA&domains=trade_economy&from=2000&to=2025&q=a%20b&lang=zh&theme=dark"


def test_an_endless_address_is_not_read() -> None:
    assert parse("q=" + "x" * 5000, KNOWN)[0] == Filters()


def ids(store: Store, **choices: object) -> set[str]:
    return set(query.events(store, Filters(**choices))["event_id"])  # type: ignore[arg-type]


def test_a_milestone_of_asean_concerns_every_member(store: Store) -> None:
    assert ids(store, countries=("LAO",), national=True) == {"laos-railway-2021", "lancang-mekong-2016"}
    assert "free-trade-area-2010" in ids(store, countries=("LAO",))
    assert ids(store, countries=("KAZ",)) == {"belt-and-road-2013"}


def test_filters_narrow_together(store: Store) -> None:
    assert ids(store, domains=("connectivity_infrastructure",), importance=("3",)) == {
        "belt-and-road-2013",
        "laos-railway-2021",
    }
    assert ids(store, disputed=True) == {"fta-upgrade-2015"}
    assert ids(store, search="RAILWAY laos") == {"laos-railway-2021"}
    assert "asian-financial-crisis-1997" in ids(store, search="泰国")
    assert ids(store, documents=("trade-notes",), kinds=("opened",)) == {"laos-railway-2021"}


def test_years_keep_what_only_touches_them(store: Store) -> None:
    assert "gas-pipeline-2013" in ids(store, first_year=2014, last_year=2014)
    assert ids(store, last_year=1996) == {"dialogue-relations-1991"}


def test_trade_is_of_the_countries_and_years(store: Store) -> None:
    frame = query.trade(store, Filters(countries=("VNM", "CHN"), first_year=2019, last_year=2020))
    assert {*frame["reporter"], *frame["partner"]} == {"VNM", "CHN"}
    assert sorted(frame["first_year"].unique()) == [2019, 2020]
    assert len(query.trade(store, Filters(countries=("CHN",)))) == len(store.trade)
    assert set(query.trade(store, Filters(documents=("trade-notes",)))["first_year"]) == {2002, 2012, 2022, 2024}


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(countries=("VNM",), first_year=2019, last_year=2020),
        Filters(documents=("trade-notes",)),
        Filters(disputed=True),
    ],
)
def test_counted_observations_are_those_that_are_shown(store: Store, filters: Filters) -> None:
    assert query.trade_count(store, filters) == len(query.trade(store, filters))


def test_milestones_are_counted_in_the_year_in_which_they_begin(store: Store) -> None:
    begun = store.events["first_year"].tolist()
    first, last = store.years
    expected = [begun.count(year) for year in range(first, last + 1)]
    assert query.yearly_counts(store, Filters(first_year=2019)) == expected
    assert sum(expected) == len(begun)


def test_counts_are_what_each_choice_would_leave(store: Store) -> None:
    view = Filters(domains=("health",), importance=("3",))
    domains = query.counts(store, view, "domains")
    for domain, number in domains.items():
        assert number == len(ids(store, domains=(domain,), importance=("3",)))
    countries = query.counts(store, Filters(domains=("health",)), "countries")
    assert (countries["PHL"], countries["LAO"]) == (1, 0)
    assert query.counts(store, Filters(), "disputed")["disputed"] == len(ids(store, disputed=True))
    documents = query.counts(store, view, "documents")
    assert documents.get("trade-notes", 0) == len(
        ids(store, domains=("health",), importance=("3",), documents=("trade-notes",))
    )


@pytest.mark.parametrize("national", [False, True])
def test_the_counts_of_countries_are_those_that_choosing_them_leaves(store: Store, national: bool) -> None:  # noqa: FBT001
    filters = Filters(countries=("VNM",), national=national)
    counted = query.counts(store, filters, "countries")
    left = {code: len(query.events(store, replace(filters, countries=(code,)))) for code in store.countries}
    assert counted == left
    assert len(set(counted.values())) > 3
