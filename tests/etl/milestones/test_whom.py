"""Whom a milestone concerns, and the field it belongs to."""

import pytest

from etl.milestones.domain import cue_weights, domain
from etl.milestones.names import find_names
from etl.milestones.who import actors, countries, sides
from tests.etl.milestones.telling import WORDS, the_one

BOTH = ("CHN", "ASEAN")


def concerned(text: str, both: tuple[str, str] = BOTH) -> tuple[str, ...]:
    return countries((text, 0, len(text)), find_names(text, WORDS), WORDS, both)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Laos and Thailand agreed", ("LAO", "THA")),
        ("a Chinese port", ("CHN",)),
        ("a fair in Jakarta", ("IDN",)),
        ("Laos opened a fair in Jakarta", ("LAO",)),
        ("Xi Jinping spoke", ("CHN",)),
        ("Both sides agreed", ("ASEAN", "CHN")),
        ("The RCEP was signed", ("ASEAN", "CHN")),
        ("Unlike Laos, Brunei agreed", ("BRN",)),
        ("Rice was dear", ()),
    ],
)
def test_countries_of_a_sentence(text: str, codes: tuple[str, ...]) -> None:
    assert concerned(text) == codes


def test_both_sides_are_the_two_that_the_document_names_most() -> None:
    names = find_names("Laos met Brunei; Laos and Brunei, with Japan, agreed", WORDS)
    assert set(sides(names)) == {"LAO", "BRN"}
    assert concerned("Both sides agreed", ("LAO", "BRN")) == ("BRN", "LAO")


def test_both_sides_are_china_and_asean_where_nothing_says_otherwise() -> None:
    assert sides([]) == BOTH
    assert sides(find_names("Laos and China", WORDS)) == BOTH


def test_actors_stand_once_in_the_order_of_naming_without_places() -> None:
    names = find_names("Laos told Brunei in Jakarta that Laos agreed", WORDS)
    assert actors(names) == ("LAO", "BRN")


def test_a_sentence_that_names_nobody_concerns_those_of_the_sentence_before() -> None:
    candidate = the_one("Laos and Brunei were glad. In 2015, a Pearl Pact was signed.")
    assert candidate.countries == ("BRN", "LAO")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("a railway bridge", "connectivity_infrastructure"),
        ("a vaccine for the epidemic", "health"),
        ("a tariff on exports", "trade_economy"),
        ("a scholarship for students", "people_culture"),
        ("a currency swap", "finance_investment"),
        ("an afternoon nap", "politics_security"),
    ],
)
def test_the_domain_by_cues(text: str, field: str) -> None:
    assert domain([], [], [text], WORDS) == field


def test_the_thing_that_an_act_is_about_outweighs_all_cues_around() -> None:
    text = "vaccines, hospitals and doctors for the China-Laos Railway"
    assert domain(find_names(text, WORDS), [], [text], WORDS) == "connectivity_infrastructure"


def test_the_words_of_a_thing_s_own_name_are_no_cues() -> None:
    names = find_names("the bank for Forest City", WORDS)
    assert domain(names, names, ["Forest City project in Johor", "forest city"], WORDS) == "finance_investment"


def test_a_cue_counts_once() -> None:
    assert cue_weights("railway, railway and railway", "en") == cue_weights("railway", "en")


@pytest.mark.parametrize(
    ("text", "codes", "thing"),
    [
        ("China and ASEAN announced a comprehensive strategic partnership in 2021.", ("ASEAN", "CHN"), "csp"),
        ("China and Laos announced a comprehensive strategic partnership in 2009.", ("CHN", "LAO"), "csp/chn+lao"),
        ("A comprehensive strategic partnership was announced in 2021.", ("ASEAN", "CHN"), "csp"),
    ],
)
def test_what_any_pair_has_is_of_the_pair_that_a_sentence_names(text: str, codes: tuple[str, ...], thing: str) -> None:
    candidate = the_one(text)
    assert (candidate.countries, candidate.objects[0]) == (codes, thing)


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Ministers praised the RCEP. The deal was signed in 2020.", "rcep"),
        ("Ministers praised the ferries. The free trade area entered into force in 2010.", "cafta"),
        ("Ministers praised the ferries. The deal was signed in 2020.", "deal"),
    ],
)
def test_the_deal_is_what_was_named_before(text: str, thing: str) -> None:
    assert the_one(text).objects[0] == thing
