"""Values to rows: what is counted, and what is told once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from etl.model import Citation, Milestone, Observation, Source
from etl.rows import rows

PLACE = Citation("ferries", 0, 3, 20, 28, "1999-05", "May 1999", "supports", "en.month_year")
OTHER = Citation("quays", 2, 7, 90, 94, "1998", "1998", "differs", "en.year")
MILESTONE = Milestone(
    event_id="ferry-line",
    date="1999-05",
    first=date(1999, 5, 1),
    last=date(1999, 5, 31),
    precision="month",
    title="A ferry line opens",
    summary="",
    domain="connectivity_infrastructure",
    countries=("CHN",),
    actors=(),
    kind="opened",
    importance=1,
    status="disputed",
    note="",
    citations=(PLACE, OTHER, PLACE),
    history=(("found", "en.open", "twice"), ("found", "en.open", "twice")),
)


def test_a_milestone_counts_the_sources_that_support_it_and_keeps_the_others() -> None:
    made = rows([MILESTONE], [], [])
    assert [(row["event_id"], row["source_count"]) for row in made["events"]] == [("ferry-line", 1)]
    assert [(row["record_id"], row["source_id"], row["verdict"]) for row in made["citations"]] == [
        ("ferry-line", "ferries", "supports"),
        ("ferry-line", "quays", "differs"),
    ]
    assert made["history"] == [
        {"record_id": "ferry-line", "step": "found", "rule": "en.open", "detail": "twice"},
    ]


def test_an_observation_has_the_days_of_its_period() -> None:
    observation = Observation(
        "2013/2018", "aid", "CHN", "LAO", "", Decimal(7), "count", "count", "reported", "unstated", (OTHER,)
    )
    made = rows([], [("aid-chn-lao", observation)], [])
    (row,) = made["trade"]
    assert (row["observation_id"], row["first"], row["last"], row["value"]) == (
        "aid-chn-lao",
        date(2013, 1, 1),
        date(2018, 12, 31),
        Decimal(7),
    )
    assert [row["record_id"] for row in made["citations"]] == ["aid-chn-lao"]


def test_authors_are_a_list() -> None:
    assert rows([], [], [Source("a", "a.txt", authors="Ann Bee;  Cee Dee;")])["sources"][0]["authors"] == [
        "Ann Bee",
        "Cee Dee",
    ]
