"""Markdown: blocks where the syntax puts them, text and lines those of the file."""

from __future__ import annotations

import pytest

from etl.limits import Limits
from etl.model import Document, Source
from etl.read.markdown import read

PAGE = """\
---
title: "Ferries of the Strait"
author: Ann Bee, Cee Dee
date: 2021-05
lang: en
---
# One *large* harbour #

First line
second line.

- item one
  goes on
- item two

  its second paragraph

1. counted

> quoted

Under
=====

| Year | Ships |
|------|-------|
| 2001 | 5     |

Text[^1] here.

[^1]: A note of its own.

<div>markup</div>
"""


def _read(text: str) -> Document:
    return read(text.encode(), Source("a", "a.md", language=""), Limits()).indexed()


def test_blocks_are_where_the_syntax_puts_them() -> None:
    document = _read(PAGE)
    assert [(block.kind, document.text[block.start : block.end]) for block in document.blocks[1:]] == [
        ("heading", "One *large* harbour"),
        ("paragraph", "First line\nsecond line."),
        ("list_item", "item one\n  goes on"),
        ("list_item", "item two"),
        ("list_item", "its second paragraph"),
        ("list_item", "counted"),
        ("paragraph", "quoted"),
        ("heading", "Under"),
        ("table_row", "| Year | Ships |"),
        ("table_row", "| 2001 | 5     |"),
        ("paragraph", "Text[^1] here."),
        ("note", "[^1]: A note of its own."),
        ("furniture", "<div>markup</div>"),
    ]


def test_the_text_is_the_file_so_that_lines_are_its_lines() -> None:
    document = _read(PAGE)
    assert document.text == PAGE
    assert document.line_of(document.text.index("| 2001")) == PAGE[: PAGE.index("| 2001")].count("\n") + 1


def test_the_head_tells_title_authors_date_and_language() -> None:
    source = _read(PAGE).source
    assert (source.title, source.authors, source.published, source.language) == (
        "Ferries of the Strait",
        "Ann Bee;Cee Dee",
        "2021-05",
        "en",
    )


def test_without_a_head_the_first_heading_is_the_title() -> None:
    assert _read("text\n\n## **Ferries**\n").source.title == "Ferries"


@pytest.mark.parametrize("text", ["", "\n\n", "---\n---\n", "#", "* * *", "[^1]:", "|\n|-\n", "> " * 500, "- " * 500])
def test_odd_files_give_blocks_inside_the_text(text: str) -> None:
    document = _read(text)
    assert all(0 <= block.start < block.end <= len(document.text) for block in document.blocks)
