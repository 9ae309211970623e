"""A rule file about dates that breaks a promise is refused, with file and rule."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from etl import rulebook
from etl.dates.pack import Pack, pack, packed
from etl.errors import RuleError

CONTENT: dict[str, Any] = rulebook.read("dates/any.yml")


def changed(rule: int | None = None, **changes: Any) -> Pack:  # noqa: ANN401
    content = copy.deepcopy(CONTENT)
    (content if rule is None else content["rules"][rule]).update(changes)
    return packed("dates/new.yml", content)


def test_a_complete_file_is_taken() -> None:
    assert changed().language == "any"


@pytest.mark.parametrize(
    ("rule", "changes", "message"),
    [
        (None, {"colour": "red"}, "dates/new.yml: unknown colour"),
        (0, {"colour": "red"}, "dates/new.yml: rule any.iso: unknown colour"),
        (0, {"id": "any.year"}, "dates/new.yml: rule any.year stands twice"),
        (0, {"at": "moon"}, "dates/new.yml: rule any.iso: anchor moon, expected one of"),
        (0, {"match": "<year>{moon}"}, "dates/new.yml: rule any.iso: unknown part {moon}"),
        (0, {"match": "(<year>"}, "dates/new.yml: rule any.iso: pattern does not compile"),
        (0, {"examples": [{"text": "x", "dates": []}]}, "dates/new.yml: rule any.iso: needs an example"),
        (0, {"examples": [{"text": "x"}]}, "dates/new.yml: rule any.iso: example: lacks dates"),
    ],
)
def test_a_broken_rule_is_refused_by_name(rule: int | None, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(RuleError) as caught:
        changed(rule, **changes)
    assert str(caught.value).startswith(message)


def test_a_guard_of_an_unknown_rule_is_refused() -> None:
    content = copy.deepcopy(CONTENT)
    content["guards"][0]["rules"] = ["any.moon"]
    with pytest.raises(RuleError, match=r"guard any\.number: needs before or after, .* unknown: \['any\.moon'\]"):
        packed("dates/new.yml", content)


@pytest.mark.parametrize(
    ("word", "number"),
    [("2013", 2013), ("２０１３", 2013), ("二〇一三", 2013), ("十", 10), ("十一", 11), ("二十三", 23), ("x", None)],
)
def test_numbers_of_a_language(word: str, number: int | None) -> None:
    assert pack("zh").number(word) == number
