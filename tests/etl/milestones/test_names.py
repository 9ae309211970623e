"""Names of actors and things that the rules know, and proper names that they do not."""

import pytest

from etl.milestones.names import find_names
from etl.milestones.spelling import spellings
from tests.etl.milestones.telling import WORDS, name_called


def names(text: str) -> list[tuple[str, str]]:
    return [(name.text, name.what) for name in find_names(text, WORDS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Laos and Thailand agreed", [("Laos", "actor"), ("Thailand", "actor")]),
        ("a Chinese port", [("Chinese", "demonym")]),
        ("a fair in Jakarta", [("Jakarta", "place")]),
        ("the Tin Trade Agreement", [("Tin Trade Agreement", "proper")]),
        (
            "Laos and the Association of Southeast Asian Nations",
            [("Laos", "actor"), ("Association of Southeast Asian Nations", "actor")],
        ),
        ("the Treaty of Salt and Tin", [("Treaty of Salt and Tin", "proper")]),
        ("the Pearl Fair and Thailand", [("Pearl Fair", "proper"), ("Thailand", "actor")]),
        ('the book "A Tidy Port Town"', [("A Tidy Port Town", "proper")]),
        ('he said "it rained a lot"', []),
        ("The Harbour was calm", []),
        ("Laosian rice", []),
        ("five US$ notes", []),
        ("In May Bridge games were held", []),
    ],
)
def test_names_of_a_passage(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


def test_a_sentence_begins_with_no_name() -> None:
    assert names("During Salt Week rice was dear") == [("Salt Week", "proper")]


def test_a_name_goes_on_with_its_bracket_or_its_years_but_is_called_without() -> None:
    (name,) = find_names("the Salt Road Plan (2004-2009) holds", WORDS)
    assert (name.text, name.said) == ("Salt Road Plan", "Salt Road Plan")
    assert name.end == len("the Salt Road Plan (2004-2009)")


def test_a_known_thing_holds_the_actors_inside_it() -> None:
    found = find_names("the China-ASEAN Free Trade Area", WORDS)
    assert [(name.text, name.what) for name in found if name.is_within] == [
        ("China", "actor_within"),
        ("ASEAN", "actor_within"),
    ]
    area = name_called(found, "China-ASEAN Free Trade Area")
    assert area.thing is not None
    assert area.thing.id == "cafta"
    assert area.actor is None


def test_a_proper_name_that_says_no_more_than_a_known_one_is_the_known_one() -> None:
    assert [name.what for name in find_names("the Cold War", WORDS)] == ["thing"]


def test_an_actor_joined_by_a_hyphen_is_half_of_a_compound() -> None:
    found = find_names("China-Vietnam ties and Laos", WORDS)
    assert [(name.text, name.compound) for name in found] == [("China", True), ("Vietnam", True), ("Laos", False)]


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ("the Lao PDR signed", "Lao PDR", "Laos"),
        ("the ACFTA grew", "ACFTA", "China-ASEAN Free Trade Area"),
        ("in Jakarta", "Jakarta", "Jakarta"),
        ("of The Salt Road Plan", "Salt Road Plan", "Salt Road Plan"),
    ],
)
def test_how_titles_call_a_name(text: str, word: str, said: str) -> None:
    assert name_called(find_names(text, WORDS), word).said == said


def test_offsets_lead_back_to_the_passage_as_printed() -> None:
    text = "the ‘China–ASEAN Free Trade Area’ of 2010"
    name = name_called(find_names(text, WORDS), "China-ASEAN Free Trade Area")
    assert text[name.start : name.end] == "China–ASEAN Free Trade Area"


def test_a_thing_is_named_with_its_two_states_in_either_order() -> None:
    found = find_names("the Laos–China Railway and the railway of China and Laos", WORDS)
    assert [name.said for name in found if name.thing] == ["China-Laos Railway"]


def test_no_phrase_names_two_things_and_each_thing_is_found_by_its_name() -> None:
    spelt: dict[str, set[str]] = {}
    for thing, phrase in ((thing, phrase) for thing, said in WORDS.registry.what.items() for phrase in said):
        words = " ".join(spellings().usual(spellings().name_words(phrase)))
        spelt.setdefault(words, set()).add(thing)
    assert {words: ids for words, ids in spelt.items() if len(ids) > 1} == {}
    assert {thing for ids in spelt.values() for thing in ids} == set(WORDS.registry.things)


def test_things_and_persons_belong_to_what_is_known() -> None:
    known = WORDS.registry
    assert {thing.part_of for thing in known.things.values()} - {""} <= set(known.things)
    assert {code for thing in known.things.values() for code in thing.countries} <= set(known.actors)
    assert {actor.of for actor in known.actors.values()} - {""} <= set(known.actors)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a framework of salt", []),
        ("a code of conduct", [("code of conduct", "thing")]),
        ("who and us", []),
        ("to Lam Dong", []),
        ("the forest city of tin", []),
        ("a good deng", []),
        ("President Marcos", [("Marcos", "actor")]),
    ],
)
def test_ordinary_words_are_no_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected
