"""Amounts: every rule's own examples, a table of sentences, and properties over any text."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import rulebook
from etl.amounts import find_amounts, unit_of_label
from etl.amounts.pack import languages, load
from etl.model import Amount


def shown(amount: Amount) -> str:
    value = f"{amount.value.normalize():f}"
    return " ".join(part for part in (amount.qualifier, value, amount.unit, amount.noun) if part)


def entries() -> list[tuple[str, dict[str, Any]]]:
    packs = [(language, rulebook.read(f"amounts/{language}.yml")) for language in languages()]
    return [(language, entry) for language, pack in packs for entry in (*pack["rules"], *pack["guards"])]


EXAMPLES = [
    pytest.param(language, example["text"], example["amounts"], id=f"{entry['id']}-{number}")
    for language, entry in entries()
    for number, example in enumerate(entry["examples"])
]


@pytest.mark.parametrize(("language", "text", "expected"), EXAMPLES)
def test_each_rule_finds_its_examples_and_leaves_its_counter_examples(
    language: str, text: str, expected: list[str]
) -> None:
    assert [shown(amount) for amount in find_amounts(text, language=language)] == expected


@pytest.mark.parametrize(
    ("language", "rule"),
    [pytest.param(lang, entry, id=entry["id"]) for lang, entry in entries() if "match" in entry],
)
def test_each_rule_is_what_finds_one_example_and_not_another(language: str, rule: dict[str, Any]) -> None:
    by_this = [
        any(amount.rule == rule["id"] for amount in find_amounts(example["text"], language=language))
        for example in rule["examples"]
    ]
    assert set(by_this) == {True, False}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trade reached US$ 1.2 trillion", ["1200000000000 USD"]),
        ("a S$2.4bn fund, HK$300m and €5.5 million", ["2400000000 SGD", "300000000 HKD", "5500000 EUR"]),
        ("Rp 12 trillion and RM3.5 billion", ["12000000000000 IDR", "3500000000 MYR"]),
        ("6.99 trillion RMB, 500 million pesos", ["6990000000000 CNY", "500000000 PHP"]),
        ("USD1,234.5 million", ["1234500000 USD"]),
        ("at least 15 percent, up to 20 per cent", ["more_than 15 %", "up_to 20 %"]),
        ("a two-fold rise", ["2 ratio"]),
        ("two hundred and fifty companies", ["250 count companies"]),
        ("an estimated 1.5 million tourists", ["about 1500000 count tourists"]),
        ("a dozen agreements", ["12 count agreements"]),
        ("twenty-five cities", ["25 count cities"]),
        ("24-hour clearance over 1,500 square kilometres", ["24 hours", "more_than 1500 km2"]),
        ("COVID-19 hit in 2020; 5G; the 3rd forum; FTA 3.0; 10+1", []),
        ("Group of 20 leaders, Phase 2 works, p. 15 notes", []),
        ("the market grew.4 Exports fell.", []),
        ("between 3 and 4", []),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [shown(amount) for amount in find_amounts(text)] == expected


def test_offsets_are_those_of_the_words() -> None:
    text = "It lent more than US\\$1.74 billion to 12 towns."
    found = find_amounts(text)
    assert [text[amount.start : amount.end] for amount in found] == ["US\\$1.74 billion", "12 towns"]
    assert [amount.text for amount in found] == ["US\\$1.74 billion", "12 towns"]


def test_values_are_exact() -> None:
    (amount,) = find_amounts("US$975.34 billion")
    assert amount.value == Decimal(975340000000)


def test_an_unknown_language_is_read_with_the_english_rules() -> None:
    assert [amount.unit for amount in find_amounts("USD 5 million", language="xx")] == ["USD"]


@given(st.text(alphabet=st.sampled_from(list("0123456789.,-–$% \nabmnUSDRtwoillion亿万元第年个")), max_size=300))
def test_amounts_lie_inside_the_text_in_order(text: str) -> None:
    for language in languages():
        found = find_amounts(text, language=language)
        assert all(0 <= amount.start < amount.end <= len(text) for amount in found)
        assert [amount.start for amount in found] == sorted({amount.start for amount in found})
        assert all(amount.value.is_finite() for amount in found)
        assert all(text[amount.start : amount.end] == amount.text for amount in found)


@given(st.decimals(min_value=1, max_value=999, places=2), st.sampled_from(["million", "billion", "trillion"]))
def test_any_sum_is_read_back(number: Decimal, scale: str) -> None:
    power = {"million": 6, "billion": 9, "trillion": 12}[scale]
    (amount,) = find_amounts(f"worth US${number} {scale}, it said")
    assert (amount.value, amount.unit) == (number * 10**power, "USD")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exports (US$ million)", ("USD", Decimal(1_000_000))),
        ("billion USD", ("USD", Decimal(1_000_000_000))),
        ("Billions of yuan", ("CNY", Decimal(1_000_000_000))),
        ("RMB", ("CNY", Decimal(1))),
        ("Share, %", ("%", Decimal(1))),
        ("Member", None),
    ],
)
def test_units_of_labels(text: str, expected: tuple[str, Decimal] | None) -> None:
    assert unit_of_label(text) == expected


@pytest.mark.parametrize("unit", ["1", "1,", "1 and ", "a hundred ", "five hundred and ", "US$1-", "1.1.", "12 x "])
def test_the_search_takes_steps_in_proportion_to_the_length(unit: str) -> None:
    longest = max(len(match[0]) for match in load("en").anchor.finditer(unit * 2_000))
    assert longest < 40
    assert len(find_amounts(unit * 2_000)) <= 2_000
