"""Plain text: blocks as the file marks them, offsets and lines those of the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.errors import ReadError
from etl.limits import Limits
from etl.model import Document, Source
from etl.read.text import read


def _read(data: bytes) -> Document:
    return read(data, Source("a", "a.txt", language=""), Limits()).indexed()


def _blocks(text: str) -> list[tuple[str, str]]:
    document = _read(text.encode())
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One line.", [("paragraph", "One line.")]),
        (
            "One line\nand its next.\n\nAnother.\n",
            [("paragraph", "One line\nand its next."), ("paragraph", "Another.")],
        ),
        ("  set in\n\t\n  again", [("paragraph", "set in"), ("paragraph", "again")]),
        ("## Harbours\nThey opened.", [("heading", "Harbours"), ("paragraph", "They opened.")]),
        ("#hashtag stays", [("paragraph", "#hashtag stays")]),
        (
            "- one\n  and more\n- two\n\nAfter.",
            [("list_item", "one\n  and more"), ("list_item", "two"), ("paragraph", "After.")],
        ),
        ("• one", [("list_item", "one")]),
        ("2019 - a year", [("paragraph", "2019 - a year")]),
        (
            "Year\tShips\n2001\t5\nIn all, 5.",
            [("table_row", "Year\tShips"), ("table_row", "2001\t5"), ("paragraph", "In all, 5.")],
        ),
        ("one\r\n\r\ntwo\rthree", [("paragraph", "one"), ("paragraph", "two\nthree")]),
    ],
)
def test_blocks_are_what_the_file_sets_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert _blocks(text) == expected


def test_levels_of_headings_are_their_marks() -> None:
    assert [block.level for block in _read(b"# A\n\n### B\n\ntext").blocks] == [1, 3, 0]


def test_form_feeds_count_pages() -> None:
    document = _read(b"one\ntwo\fthree\n\nfour\f\ffive")
    assert [(document.text[block.start : block.end], block.page) for block in document.blocks] == [
        ("one\ntwo", 1),
        ("three", 2),
        ("four", 2),
        ("five", 4),
    ]


def test_without_form_feeds_there_are_no_pages() -> None:
    assert [block.page for block in _read(b"one\n\ntwo").blocks] == [0, 0]


def test_a_byte_order_mark_goes_and_is_told() -> None:
    document = _read(b"\xef\xbb\xbfOne.")
    assert (document.text, document.notes) == ("One.", ("began with a byte-order mark, which was removed",))


def test_nul_bytes_become_blanks_at_the_same_offsets() -> None:
    document = _read(b"a line with a\0nul in it")
    assert (document.text, document.notes) == (
        "a line with a nul in it",
        ("holds NUL bytes (1), which were read as blanks",),
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"caf\xe9 opened", "is not UTF-8: byte 0xe9 at offset 3"),
        (b"\xef\xbb\xbfcaf\xe9", "is not UTF-8: byte 0xe9 at offset 6"),
        ("wide".encode("utf-16"), "is UTF-16, expected UTF-8"),
        ("wide".encode("utf-16-le"), "is not UTF-8 text: 4 of 8 characters are NUL"),
    ],
)
def test_other_encodings_are_refused_with_the_place(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as raised:
        _read(data)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Intro\n\n# The Ferry Question\n\ntext", "The Ferry Question"),
        ("May 2019\n\n**Ferries and their friends**\n\ntext", "Ferries and their friends"),
        ("Ferries", "Ferries"),
        ("x " * 400, ""),
    ],
)
def test_the_title_is_the_first_heading_or_line_of_words(text: str, title: str) -> None:
    assert _read(text.encode()).source.title == title


def test_a_known_title_stays() -> None:
    assert read(b"# Other", Source("a", "a.txt", title="Known"), Limits()).source.title == "Known"


@given(st.text(alphabet=st.sampled_from("ab \n\r\t\f#-é中"), max_size=60))
def test_blocks_are_in_order_inside_the_text_and_hold_all_its_letters(text: str) -> None:
    document = _read(text.encode())
    ends = [0]
    for block in document.blocks:
        assert ends[-1] <= block.start < block.end <= len(document.text)
        ends.append(block.end)
    kept = "".join(document.text[block.start : block.end] for block in document.blocks)
    assert [c for c in kept if c in "abé中"] == [c for c in text if c in "abé中"]
    assert len(document.text) == len(text)
    assert document.text.count("\n") == len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1
