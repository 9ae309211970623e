"""Whatever bytes a file holds, a reader gives a sound document or refuses: any bytes, and good files gone bad."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from etl.errors import ReadError
from etl.limits import Limits
from etl.model import Document, Source
from etl.read import FORMATS, read

if TYPE_CHECKING:
    from pathlib import Path

MARKUP = (
    *("# ", "- ", "> ", "\t", "\n", "\n\n", "\f", "|", "---", "```", "[^1]:", "1. ", "word ", "渡轮", "&#0;", "<!--"),
    *("<p>", "</p>", "<table><tr><td>", "</table>", "<li>", "<ul>", "<sup>1</sup>", "<a>", "</a>", "<pre>", "<br>"),
)
KINDS = {"paragraph", "heading", "list_item", "table_row", "note", "reference", "furniture"}


def _docx() -> bytes:
    opened, file = docx.Document(), BytesIO()
    opened.add_heading("Ferries", 1)
    opened.add_paragraph("They sailed in 1999.")
    opened.add_table(2, 2)
    opened.save(file)
    return file.getvalue()


def _pdf() -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pageCompression=0)
    for line in range(20):
        canvas.drawString(72, 700 - 14 * line, f"Ferry {line} sailed in {1990 + line}.")
    canvas.save()
    return file.getvalue()


GOOD = {
    ".txt": "# Ferries\n\n- one\n\nYear\tShips\n\n1999\r\n渡轮".encode(),
    ".md": "# Ferries\n\n- one\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> 渡轮[^1]\n\n[^1]: note".encode(),
    ".html": b"<html><body><h1>Ferries</h1><table><tr><td>1<td>2</table><ul><li>x<p>y<sup>1</sup></ul></body></html>",
    ".docx": _docx(),
    ".pdf": _pdf(),
}


def _check(path: Path, data: bytes) -> Document | None:
    """The document that a reader makes of bytes, checked for what every document promises; None where it refuses."""
    path.write_bytes(data)
    try:
        document = read(path, Source("a", path.name, language=""), Limits(seconds=20))
    except ReadError:
        return None
    assert all(0 <= block.start < block.end <= len(document.text) for block in document.blocks)
    assert all(left.end <= right.start for left, right in pairwise(document.blocks))
    assert {block.kind for block in document.blocks} <= KINDS
    assert all(block.page >= 0 and (block.level > 0) == (block.kind == "heading") for block in document.blocks)
    assert "\0" not in document.text
    assert "\r" not in document.text
    return document


@pytest.mark.parametrize("suffix", sorted(GOOD))
def test_good_files_are_read(tmp_path: Path, suffix: str) -> None:
    document = _check(tmp_path / f"a{suffix}", GOOD[suffix])
    assert document is not None
    assert "Ferr" in document.text


@pytest.mark.parametrize("suffix", sorted(FORMATS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes(tmp_path: Path, suffix: str, data: bytes) -> None:
    _check(tmp_path / f"a{suffix}", data)


@pytest.mark.parametrize("suffix", sorted(GOOD))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1), cut=st.integers(0, 40), added=st.binary(max_size=8))
def test_good_files_gone_bad(tmp_path: Path, suffix: str, place: float, cut: int, added: bytes) -> None:
    good = GOOD[suffix]
    at = int(place * len(good))
    _check(tmp_path / f"a{suffix}", good[:at] + added + good[at + cut :])


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.sampled_from(MARKUP), max_size=60))
def test_any_markup(tmp_path: Path, suffix: str, parts: list[str]) -> None:
    _check(tmp_path / f"a{suffix}", "".join(parts).encode())
