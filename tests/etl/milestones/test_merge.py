"""Mentions of the same milestone become one row, whatever their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.milestones.merge import merge
from etl.milestones.sameness import can_be_same_time, same_milestone
from tests.etl.milestones.telling import mention

AREA = {"objects": ("cafta",), "title": "China-ASEAN Free Trade Area established", "act": "established"}
MENTIONS = [
    mention("2003", "a", 10),
    mention("2003-05", "b", 10),
    mention("2003-05-03", "c", 10),
    mention("2004", "a", 90, act="ratified", title="Laos ratifies Ferry Pact"),
    mention("2002", "a", 150, **AREA),
    mention("2002-11-04", "b", 150, **AREA),
    mention("2003", "c", 150, **AREA),
    mention("2003", "c", 200, objects=("tin", "road", "plan"), title="Tin Road Plan signed"),
]


def rows(*mentions: object) -> list[tuple[str, int]]:
    return [(row.date, len(row.citations)) for row in merge(mentions)]  # type: ignore[arg-type]


def test_the_same_thing_in_three_precisions_is_one_row_with_the_finest_date() -> None:
    (row,) = merge(MENTIONS[:3])
    assert (row.date, row.precision, row.status) == ("2003-05-03", "day", "clear")
    assert [cited.source_id for cited in row.citations] == ["a", "b", "c"]
    assert {cited.verdict for cited in row.citations} == {"supports"}
    assert [step for step, _, _ in row.history] == ["found", "found", "found", "merged", "dated"]


def test_different_acts_on_one_thing_stay_apart() -> None:
    assert rows(mention("2003", "a", 1), mention("2003", "b", 1, act="ratified")) == [("2003", 1), ("2003", 1)]


def test_acts_that_are_one_step_of_a_story_are_joined_for_a_known_thing() -> None:
    issued = mention("2003", "a", 1, act="issued", objects=("cafta",))
    adopted = mention("2003", "b", 1, act="adopted", objects=("cafta",))
    assert rows(issued, adopted) == [("2003", 2)]


def test_a_year_that_could_be_either_of_two_months_is_joined_with_neither() -> None:
    assert rows(mention("2003-05", "a", 1), mention("2003-09", "b", 1), mention("2003", "c", 1)) == [
        ("2003", 1),
        ("2003-05", 1),
        ("2003-09", 1),
    ]


def test_papers_of_other_signers_stay_apart() -> None:
    assert len(merge([mention("2003", "a", 1), mention("2003", "b", 1, subject=("LAO", "VNM"))])) == 2


def test_two_mentions_at_one_place_are_two_things() -> None:
    assert len(merge([mention("2003", "a", 1), mention("2003", "a", 1, title="Brunei signs Ferry Pact")])) == 2


def test_something_that_happens_once_is_disputed_where_its_dates_exclude_each_other() -> None:
    (row,) = merge([mention("2002", "a", 1, **AREA), mention("2003", "b", 1, **AREA), mention("2002", "c", 1, **AREA)])
    assert (row.date, row.status, row.note) == ("2002", "disputed", "Other places date it 2003.")
    assert [(cited.source_id, cited.verdict) for cited in row.citations] == [
        ("a", "supports"),
        ("b", "differs"),
        ("c", "supports"),
    ]
    assert row.history[-1][0] == "disputed"


def test_something_that_happens_once_long_before_is_something_else() -> None:
    assert len(merge([mention("2002", "a", 1, **AREA), mention("2012", "b", 1, **AREA)])) == 2


def test_two_times_of_one_place_span_both() -> None:
    (row,) = merge([mention("2013-09", "a", 1), mention("2013-10", "a", 1)])
    assert row.date == "2013-09/2013-10"


def test_a_corrected_mention_makes_a_corrected_row_and_keeps_the_date_as_printed() -> None:
    printed = mention("2012", "a", 1).citation
    (row,) = merge([mention("2022", "a", 1, citation=printed, status="corrected", note="Printed as 2012.")])
    assert (row.date, row.status, row.note) == ("2022", "corrected", "Printed as 2012.")
    assert [(cited.date, cited.verdict) for cited in row.citations] == [("2012", "differs")]


def test_ids_name_the_year_and_the_thing_and_are_told_apart_by_their_dates() -> None:
    known = merge([mention("2002-11-04", "a", 1, **AREA)])
    assert [row.event_id for row in known] == ["2002-cafta-established"]
    twice = merge([mention("2003-05", "a", 1), mention("2003-09", "b", 1)])
    assert [row.event_id for row in twice] == [
        "2003-laos-and-thailand-sign-ferry-pact-2003-05",
        "2003-laos-and-thailand-sign-ferry-pact-2003-09",
    ]


def test_an_id_does_not_change_with_what_else_is_there() -> None:
    alone = {row.event_id for row in merge(MENTIONS[3:4])}
    assert alone <= {row.event_id for row in merge(MENTIONS)}


@given(st.permutations(MENTIONS))
def test_the_order_of_mentions_changes_nothing_and_no_citation_is_lost(ordered: list[object]) -> None:
    merged = merge(ordered)  # type: ignore[arg-type]
    assert merged == merge(MENTIONS)
    cited = sorted((one.source_id, one.start, one.date) for row in merged for one in row.citations)
    assert cited == sorted((one.citation.source_id, one.citation.start, one.citation.date) for one in MENTIONS)


def test_the_same_mention_given_twice_counts_once() -> None:
    assert rows(MENTIONS[0], MENTIONS[0]) == [("2003", 1)]


def test_times_can_be_the_same_where_one_lies_within_the_other() -> None:
    assert can_be_same_time("2003", "2003-05-03")
    assert can_be_same_time("2003-05/2003-06", "2003-06")
    assert not can_be_same_time("2003-05/2003-07", "2003-06/2003-08")
    assert not can_be_same_time("2003-05", "2003-06")


def test_two_documents_say_the_same_of_one_day_in_other_words() -> None:
    one = mention("2003-05-03", "a", 1, objects=("five", "year", "plan"))
    assert len(merge([one, mention("2003-05-03", "b", 1, objects=("plan", "ferries"))])) == 1
    assert len(merge([one, mention("2003-05-03", "a", 90, objects=("plan", "ferries"))])) == 2
    assert len(merge([one, mention("2003-05-04", "b", 1, objects=("plan", "ferries"))])) == 2
    assert len(merge([one, mention("2003-05-03", "b", 1, objects=("plan", "ferries"), countries=("LAO",))])) == 2


def test_a_thing_is_met_again_by_the_words_of_its_name() -> None:
    named = mention("2010-01-01", "a", 1, **{**AREA, "subject": ()})
    described = {"objects": ("free", "trade", "area"), "act": "entered_into_force", "subject": ()}
    assert rows(named, mention("2010-01", "b", 1, **described)) == [("2010-01-01", 2)]
    assert len(merge([named, mention("2010-01", "b", 1, **{**described, "objects": ("free", "toll")})])) == 2
    assert len(merge([named, mention("2010", "b", 1, **described)])) == 2


def test_what_concerns_other_states_is_something_else() -> None:
    same = {"subject": (), "objects": ("clinic",), "act": "opened"}
    assert len(merge([mention("2003-05", "a", 1, **same), mention("2003-05", "b", 1, **same)])) == 1
    elsewhere = mention("2003-05", "b", 1, **same, countries=("CHN", "VNM"))
    assert len(merge([mention("2003-05", "a", 1, **same), elsewhere])) == 2


def test_a_mention_without_an_act_tells_of_the_month_or_of_the_headline_step() -> None:
    bare = {"objects": ("cafta",), "act": "other"}
    assert rows(mention("2010-01-01", "a", 1, **AREA), mention("2010", "b", 1, **bare)) == [("2010-01-01", 2)]
    raised = mention("2010-01-01", "a", 1, **{**AREA, "act": "upgraded"})
    assert len(merge([raised, mention("2010", "b", 1, **bare)])) == 2
    assert len(merge([raised, mention("2010-01", "b", 1, **bare)])) == 1


def test_two_parts_of_a_thing_at_two_times_are_two_milestones() -> None:
    said = {"act": "proposed", "title": "Xi Jinping proposes it"}
    belt = mention("2013-09", "a", 1, objects=("silk-road-economic-belt",), **said)
    road = mention("2013-10", "b", 1, objects=("maritime-silk-road",), **said)
    assert rows(belt, road) == [("2013-09", 1), ("2013-10", 1)]


@pytest.mark.parametrize("per_month", [1, 6])
def test_words_that_return_over_the_years_are_compared_within_their_month_only_and_once(
    monkeypatch: pytest.MonkeyPatch, per_month: int
) -> None:
    compared: list[object] = []

    def counted(*pair: object, **known: bool) -> bool:
        compared.append(pair)
        return same_milestone(*pair, **known)  # type: ignore[arg-type]

    monkeypatch.setitem(merge.__globals__, "same_milestone", counted)
    months = [f"{1991 + number // 12}-{1 + number % 12:02}" for number in range(120)]
    mentions = [
        mention(
            month, "a", 100 * at + number, objects=("joint", "ferry", "talks", f"round{number}"), title=f"T{number}"
        )
        for at, month in enumerate(months)
        for number in range(per_month)
    ]
    merge(mentions)
    assert len(compared) == len(months) * per_month * (per_month - 1) // 2
