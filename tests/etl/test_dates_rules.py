"""Every example and counter-example of every date rule, as a test of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from etl import rulebook
from etl.dates import find_dates
from etl.dates.pack import pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LANGUAGES = [name.removeprefix("dates/").removesuffix(".yml") for name in rulebook.names("dates")]


def every_example() -> Iterator[Any]:
    for language in LANGUAGES:
        counts: dict[str, int] = {}
        for rule, example in pack(language).examples:
            counts[rule] = counts.get(rule, -1) + 1
            yield pytest.param(language, example, id=f"{rule}-{counts[rule]}")


@pytest.mark.parametrize(("language", "example"), list(every_example()))
def test_example(language: str, example: Mapping[str, Any]) -> None:
    mentions = find_dates(
        example["text"], reference=example.get("reference"), language=example.get("language", language)
    )
    assert [mention.edtf for mention in mentions] == example["dates"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_is_what_finds_one_of_its_examples(language: str) -> None:
    known = pack(language)
    rules = {rule.id for group in known.rules.values() for rule in group}
    found = set()
    for rule, example in known.examples:
        mentions = find_dates(
            example["text"], reference=example.get("reference"), language=example.get("language", language)
        )
        found |= {rule for mention in mentions if mention.rule == rule}
    assert rules - found == set()
