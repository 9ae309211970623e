"""A grammar file is checked when it is loaded, and refused with the name of what is wrong."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from etl import rulebook
from etl.errors import RuleError
from etl.milestones.grammar import grammar
from etl.milestones.lexicon import lexicon
from etl.milestones.lookup import name_table, occurrences, phrase_table, with_plain_marks

ENTRY = rulebook.read("grammar/en.yml")


@pytest.fixture
def entry(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """A grammar that the test may break, loaded instead of the one that ships."""
    changed: dict[str, Any] = deepcopy(ENTRY)
    grammar.cache_clear()
    monkeypatch.setattr(rulebook, "read", lambda _: changed)
    yield changed
    grammar.cache_clear()


def refused() -> str:
    with pytest.raises(RuleError) as error:
        grammar("en")
    return str(error.value)


def test_a_pattern_that_does_not_find_its_example_is_refused(entry: dict[str, Any]) -> None:
    entry["patterns"]["article"]["example"] = "Tin"
    assert refused() == "grammar/en.yml: article: does not find its example"


def test_a_pattern_that_finds_its_counter_example_is_refused(entry: dict[str, Any]) -> None:
    entry["patterns"]["article"]["counter"] = "The tin"
    assert refused() == "grammar/en.yml: article: finds its counter-example"


def test_a_pattern_with_an_unknown_list_is_refused(entry: dict[str, Any]) -> None:
    entry["patterns"]["article"]["match"] = "{colours}"
    assert refused() == "grammar/en.yml: article: unknown part {colours}"


def test_a_pattern_that_does_not_compile_is_refused(entry: dict[str, Any]) -> None:
    entry["patterns"]["article"]["match"] = "(the"
    assert refused().startswith("grammar/en.yml: article: pattern does not compile")


def test_a_missing_and_an_unknown_pattern_are_refused(entry: dict[str, Any]) -> None:
    del entry["patterns"]["copula"]
    assert refused() == "grammar/en.yml: patterns: lacks copula"
    entry["patterns"]["copula"] = entry["patterns"]["colour"] = ENTRY["patterns"]["article"]
    assert refused().startswith("grammar/en.yml: patterns: unknown colour")


def test_a_word_that_yaml_takes_for_a_truth_value_is_refused(entry: dict[str, Any]) -> None:
    entry["words"]["be"] = ["was", True]
    assert refused() == "grammar/en.yml: be: found True, expected words in quotes"


def test_a_pronoun_that_stands_for_nobody_known_is_refused(entry: dict[str, Any]) -> None:
    entry["stands_for"]["we"] = "us"
    assert refused() == "grammar/en.yml: we: found us, expected one of both, last, person, states"


def test_a_wording_with_other_places_to_fill_is_refused(entry: dict[str, Any]) -> None:
    entry["say"]["about"] = "{what} on {whom}"
    assert refused() == "grammar/en.yml: say: about: found what whom, expected what about"


def test_line_breaks_in_a_pattern_mean_nothing() -> None:
    rule = {"match": "tin|\n   salt", "example": "salt", "counter": "\n"}
    assert rulebook.tried_pattern(rule, place="here").pattern == "tin|salt"


def test_an_anchored_pattern_is_tried_from_the_start() -> None:
    rule = {"match": "tin", "example": "tin plate", "counter": "a tin", "anchored": True}
    assert rulebook.tried_pattern(rule, place="here").pattern == "tin"


def test_a_language_without_rules_of_its_own_has_the_english_ones() -> None:
    assert lexicon("qq").language == "en"
    assert grammar("qq").language == "en"


@pytest.mark.parametrize(
    ("parts", "listed"), [(["Laos"], "Laos"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_names_are_listed(parts: list[str], listed: str) -> None:
    assert grammar("en").listed(parts) == listed


def test_phrases_are_found_as_whole_words_the_longest_first_without_overlaps() -> None:
    table = phrase_table([("tin", 1), ("tin road", 2), ("road plan", 3), ("US", 4)])
    assert list(occurrences("a tin road plan, tins, tin and US$5", table)) == [(2, 10, 2), (23, 26, 1)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Salt-Tin Cooperation Centre", ["Salt-Tin Cooperation Centre"]),
        ("the SALT TIN CO-OPERATION CENTER", ["SALT TIN CO-OPERATION CENTER"]),
        ("the salt-tin cooperation (STC) centre", ["salt-tin cooperation (STC) centre"]),
        ("Salt, Tin Cooperation Centre", []),
        ("the Treaty of the Quay, a treaty of Quay", ["Treaty of the Quay", "treaty of Quay"]),
        ("in Đà Nẵng and da Nang", ["Đà Nẵng"]),
        ('a "Salt Road" and "Salt Roads"', ['"Salt Road"']),
        ("the tin act, the Tin act", ["Tin act"]),
    ],
)
def test_names_are_found_in_other_spellings(text: str, found: list[str]) -> None:
    names = ["Salt-Tin Cooperation Centre", "Treaty of the Quay", "Da Nang", '"Salt Road"', "Tin Act"]
    table = name_table((name, name) for name in names)
    assert [text[start:end] for start, end, _ in occurrences(with_plain_marks(text), table)] == found


def test_of_names_that_are_the_same_the_first_given_is_found() -> None:
    table = name_table([("Salt and Tin Road", 1), ("salt & tin road", 2)])
    assert list(occurrences("Salt And The Tin Road", table)) == [(0, 21, 1)]
