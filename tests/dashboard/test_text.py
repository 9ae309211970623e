from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from dashboard.text import languages, words
from etl import schema

RULES = Path(schema.__file__).parent / "rules"


def keys(entries: Any, at: str = "") -> dict[str, Any]:  # noqa: ANN401 (YAML)
    if not isinstance(entries, dict):
        return {at: entries}
    return {key: value for name, below in entries.items() for key, value in keys(below, f"{at}.{name}").items()}


def without_forms(found: dict[str, Any]) -> set[str]:
    """Keys with the forms of a number taken as one: a language needs no singular."""
    return {re.sub(r"\.one$", ".other", key) for key in found}


@pytest.mark.parametrize("language", [code for code in languages() if code != "en"])
def test_every_language_has_the_same_keys(language: str) -> None:
    assert without_forms(keys(words(language).entries)) == without_forms(keys(words("en").entries))


@pytest.mark.parametrize("language", [code for code in languages() if code != "en"])
def test_every_text_has_the_same_places_to_fill(language: str) -> None:
    english, other = keys(words("en").entries), keys(words(language).entries)
    free = (".dates.", ".format.")
    for key in set(english) & set(other):
        if isinstance(english[key], str) and not key.startswith(free):
            places = [set(re.findall(r"\{(\w+)", text)) for text in (english[key], other[key])]
            assert places[0] == places[1], key


@pytest.mark.parametrize("language", languages())
def test_every_reason_for_a_refusal_is_worded(language: str) -> None:
    assert set(schema.REASONS) == set(words(language).table("quality.reasons"))


def test_no_text_is_empty() -> None:
    for language in languages():
        assert [key for key, text in keys(words(language).entries).items() if not str(text) and "join" not in key] == []


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("domains", schema.DOMAINS),
        ("kinds", schema.EVENT_KINDS),
        ("indicators", tuple(schema.INDICATORS)),
        ("statuses", schema.TRADE_STATUSES),
        ("methods", schema.METHODS),
        ("valuations", schema.VALUATIONS),
        ("steps", schema.STEPS),
        ("precisions", schema.PRECISIONS),
    ],
)
def test_every_value_of_the_schema_has_a_word(language: str, kind: str, codes: tuple[str, ...]) -> None:
    assert set(codes) <= set(words(language).table(kind))


@pytest.mark.parametrize(
    ("edtf", "english", "chinese"),
    [
        ("1991", "1991", "1991年"),
        ("2010-01", "January 2010", "2010年1月"),
        ("2022-01-01", "1 January 2022", "2022年1月1日"),
        ("2013-09/2013-10", "September–October 2013", "2013年9月至10月"),
        ("2003/2008", "2003–2008", "2003年至2008年"),
        ("2017-41", "second half of 2017", "2017年下半年"),
        ("2024-33", "first quarter of 2024", "2024年第一季度"),
        ("2018~", "around 2018", "2018年前后"),
        ("2013-05?", "possibly May 2013", "2013年5月（存疑）"),
        ("2018/..", "since 2018", "自2018年起"),
        ("199X", "the 1990s", "1990年代"),
        ("2010-05-03/2010-05-05", "3–5 May 2010", "2010年5月3日至5日"),
        ("2014-05-30/2014-06-02", "30 May – 2 June 2014", "2014年5月30日至6月2日"),
        ("2012-11/2013-02", "November 2012 – February 2013", "2012年11月至2013年2月"),
        ("1991-13", "1991-13", "1991-13"),
        ("soon", "soon", "soon"),
    ],
)
def test_a_date_in_words_says_what_it_says_and_not_more(edtf: str, english: str, chinese: str) -> None:
    assert words("en").date(edtf) == english
    assert words("zh").date(edtf) == chinese


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (982_300_000_000, "US$ 982.3 billion", "9,823亿美元"),
        (5_850_000_000, "US$ 5.85 billion", "58.5亿美元"),
        (300_000, "US$ 300,000", "30万美元"),
        (2_000_000, "US$ 2 million", "200万美元"),
        (-1_500_000_000_000, "US$ −1.5 trillion", "−1.5万亿美元"),
    ],
)
def test_money_counts_as_the_language_does(value: float, english: str, chinese: str) -> None:
    assert words("en").money(value) == english
    assert words("zh").money(value) == chinese


def test_numbers() -> None:
    text = words("en")
    assert text.number(1234567.891, 1) == "1,234,567.9"
    assert text.number(-0.04, 1) == "0.0"
    assert text.count("filters.milestones", 1) == "1 milestone"
    assert text.count("filters.milestones", 2000) == "2,000 milestones"


def test_an_unknown_language_is_the_default_and_an_unknown_key_an_error() -> None:
    assert words("xx").language == "en"
    with pytest.raises(KeyError, match=r"text/en\.yml: no page\.nothing"):
        words("en")("page.nothing")


@pytest.mark.parametrize("language", languages())
def test_every_state_that_milestones_may_concern_has_a_word(language: str) -> None:
    known = yaml.safe_load(RULES.joinpath("actors.yml").read_text("utf-8"))["actors"]
    states = {actor["code"] for actor in known if actor["kind"] == "state"}
    assert len(states) > 50
    assert states - set(words(language).table("countries")) == set()
