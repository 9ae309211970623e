"""Which words of a passage are acts, and in what form."""

from typing import Any

import pytest

from etl import rulebook
from etl.milestones.acts import find_acts
from etl.milestones.names import find_names
from tests.etl.milestones.telling import WORDS

RULES: list[dict[str, Any]] = rulebook.read("milestones/en.yml")["acts"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_a_rule_finds_its_example_and_leaves_its_counter_example(rule: dict[str, Any]) -> None:
    found = {span.act.rule for span in find_acts(rule["find"], WORDS) if span.act}
    left = {span.act.rule for span in find_acts(rule["leave"], WORDS) if span.act}
    assert rule["id"] in found
    assert rule["id"] not in left


@pytest.mark.parametrize(
    ("text", "word", "form"),
    [
        ("Two ports signed a pact", "signed", "finite"),
        ("The pact was formally signed there", "signed", "passive"),
        ("The pact has been signed there", "signed", "passive"),
        ("The ports have already signed a pact", "signed", "finite"),
        ("A pact signed in Manila", "signed", "passive"),
        ("A toll imposed by the port", "imposed", "passive"),
        ("The mayor agreed in Manila", "agreed", "finite"),
        ("The ports plan to sign a pact", "sign", "infinitive"),
        ("The ports will sign a pact", "sign", "finite"),
        ("The ports, signing a pact, rejoiced", "signing", "participle"),
        ("The signature of the pact", "signature", "noun"),
        ("Trade grew in both ports", "grew", "statistic"),
        ("The port opens to ships", "opens", "finite"),
        ("China and Laos jointly open ferry lines", "open", "finite"),
        ("Xi Jinping visits Jakarta", "visits", "finite"),
        ("Laos hosts regional games", "hosts", "finite"),
        ("The council was set up there", "set up", "passive"),
        ("The line was put into operation", "put into operation", "passive"),
    ],
)
def test_the_form_of_an_act(text: str, word: str, form: str) -> None:
    (span,) = [one for one in find_acts(text, WORDS, find_names(text, WORDS)) if one.text == word]
    assert span.form == form
    assert text[span.start : span.end].lower() == word


@pytest.mark.parametrize(
    "text",
    ["the upgraded area", "their established customs", "a newly opened road", "co-sign a pact", "an issue of trust"],
)
def test_adjectives_nouns_and_halves_of_compounds_are_no_acts(text: str) -> None:
    assert find_acts(text, WORDS) == []


def test_words_inside_a_name_are_no_acts_but_for_the_noun_of_a_meeting() -> None:
    text = "The Launch Week Committee and the Third Coconut Summit"
    acts = find_acts(text, WORDS, find_names(text, WORDS))
    assert [(act.text, act.step) for act in acts] == [("summit", "held")]


def test_a_statistic_has_no_rule_no_strength_no_kind() -> None:
    (span,) = find_acts("Trade surged in both ports", WORDS)
    assert (span.act, span.strength, span.kind, span.step) == (None, 0, "", "")


def test_dashes_and_quotes_of_print_change_no_offsets() -> None:
    text = "“Both – ports’ fleets” signed a pact"
    (span,) = find_acts(text, WORDS)
    assert text[span.start : span.end] == "signed"


@pytest.mark.parametrize(
    ("text", "acts"),
    [("China and Laos open trade", ["open"]), ("Laos open trade", []), ("China and Laos opens trade", [])],
)
def test_a_verb_in_the_present_agrees_with_those_who_act_before_it(text: str, acts: list[str]) -> None:
    assert [span.text for span in find_acts(text, WORDS, find_names(text, WORDS))] == acts
