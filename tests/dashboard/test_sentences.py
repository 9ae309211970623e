from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sentences import after, before

LONG = "and the ferries of the north shore went on to carry their parcels as before, " * 3
SENTENCE = f"In 2003 the harbour was opened, {LONG}whereupon the orchid fair was founded."


def around(text: str, words: str) -> tuple[str, str]:
    start = text.index(words)
    return before(text, start), after(text, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # a sentence longer than what is shown at least is shown to its end, and no further
        (f"{SENTENCE} Then it rained.", "2003", ("In ", SENTENCE.removeprefix("In 2003") + " …")),
        ("It rained. In 2003 it opened. Few came.", "2003", ("It rained. In ", " it opened. Few came.")),
        # over the end of a page, past the note at its foot, and with a parted word made whole
        ("In 2003 both sides main-\n\ntained the fair.\n\nNext.", "2003", ("In ", " both sides maintained the fair.")),
        ("In 2003 both sides\n\n¹ See the record.\n\nfounded it.", "2003", ("In ", " both sides founded it.")),
        ("The two sides\n\n¹ See the record.\n\nfounded it in 2003.", "2003", ("The two sides founded it in ", ".")),
        # not into another paragraph, nor into a heading
        ("In 2003 it opened.\n\nA new paragraph.", "2003", ("In ", " it opened.")),
        ("Founded in 2003\n\n## What came after", "2003", ("Founded in ", "")),
        ("It rained.\n\nin 2003 it opened.", "2003", ("in ", " it opened.")),
        # a passage that is a sentence itself wants no other
        ("The fair opened in 2003.\n\nThen it rained.", "The fair opened in 2003.", ("", "")),
        # the point of an abbreviation ends nothing
        (f"In 2003 the U.S. Envoy, {LONG}came. It rained.", "2003", ("In ", f" the U.S. Envoy, {LONG}came. …")),
    ],
)  # fmt: skip
def test_a_place_has_its_whole_sentence_around_it(text: str, words: str, expected: tuple[str, str]) -> None:
    assert around(text, words) == expected


def test_a_sentence_that_began_long_before_is_shown_from_its_start() -> None:
    head, tail = around(f"It rained. The harbour, {LONG}was opened in 2003.", "2003")
    assert (head, tail) == (f"… The harbour, {LONG}was opened in ", ".")


@given(st.text("aB .-\n¹#。", max_size=3000), st.data())
def test_of_any_text_no_more_than_a_page_is_shown(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    assert max(len(before(text, place)), len(after(text, place))) <= 910
