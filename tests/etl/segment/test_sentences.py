"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.segment.lexicon import lexicon
from etl.segment.sentences import sentence_spans

WORDS = lexicon("en")


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, WORDS)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Rice was dear. Tin was not.", ["Rice was dear.", "Tin was not."]),
        ("Was it? It was! So be it.", ["Was it?", "It was!", "So be it."]),
        ("Mr. Bee met Dr. Cee in St. Dee.", ["Mr. Bee met Dr. Cee in St. Dee."]),
        ("J. K. Bee agreed.", ["J. K. Bee agreed."]),
        ("The U.S. Navy left.", ["The U.S. Navy left."]),
        ("It rose by 5.5 per cent.", ["It rose by 5.5 per cent."]),
        ('He said "rice." Then he left.', ['He said "rice."', "Then he left."]),
        ("He left (at last.) Tin rose.", ["He left (at last.)", "Tin rose."]),
        ("See the list. and the annex.", ["See the list. and the annex."]),
        ("米贵。锡不贵。", ["米贵。", "锡不贵。"]),
        ("It opened on 3 Sept. 2003 there.", ["It opened on 3 Sept. 2003 there."]),
        ("No stop", ["No stop"]),
        ("", []),
        ("   ", []),
    ],
)
def test_sentences_of_a_paragraph(text: str, cut: list[str]) -> None:
    assert sentences(text) == cut


@given(st.text(alphabet="aB .!?\"')。」", max_size=80))
def test_sentences_are_in_order_and_leave_out_only_blanks(text: str) -> None:
    spans = list(sentence_spans(text, WORDS))
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    gaps = [text[edges[at] : edges[at + 1]] for at in range(0, len(edges), 2)]
    assert "".join(gaps).strip() == ""
