"""The same text as txt, md, html, docx and pdf, each written by a real program, gives the same milestones."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from etl import check, pipeline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TITLE = "Ferries between China and ASEAN"
PARTS = [
    ("Beginnings", ("China and Viet Nam signed the Agreement on Ferry Lines in Hanoi on 4 May 1999. In the same year, "
     "China and Laos opened a ferry office in Vientiane.")),
    ("Growth", ("In November 2004, China and Thailand launched the Mekong Ferry Forum, which brought together all "
     "captains of the river. The agreement entered into force on 1 January 2005.")),
    ("Later", ("Trade between China and Viet Nam reached US$ 12.5 billion in 2006. In June 2007, the ministers of "
     "China and Malaysia adopted the Declaration on Quiet Harbours.")),
]  # fmt: skip


def _text() -> bytes:
    return "\n\n".join([TITLE, *(f"{heading}\n\n{text}" for heading, text in PARTS)]).encode()


def _markdown() -> bytes:
    return "\n\n".join([f"# {TITLE}", *(f"## {heading}\n\n{text}" for heading, text in PARTS)]).encode()


def _html() -> bytes:
    parts = "".join(f"<h2>{escape(heading)}</h2><p>{escape(text)}</p>" for heading, text in PARTS)
    nav = "<nav><a href='/'>News of 3 March 2001</a></nav>"
    return f"<html><body>{nav}<article><h1>{TITLE}</h1>{parts}</article></body></html>".encode()


def _docx() -> bytes:
    opened, file = docx.Document(), BytesIO()
    opened.add_heading(TITLE, 0)
    for heading, text in PARTS:
        opened.add_heading(heading, 1)
        opened.add_paragraph(text)
    opened.save(file)
    return file.getvalue()


def _pdf() -> bytes:
    styles, file = getSampleStyleSheet(), BytesIO()
    story = [Paragraph(TITLE, styles["Title"])]
    for heading, text in PARTS:
        story += [Paragraph(heading, styles["Heading2"]), Paragraph(text, styles["BodyText"])]
    SimpleDocTemplate(file, pagesize=A5).build([*story])
    return file.getvalue()


def _milestones(folder: Path, name: str, data: bytes) -> list[tuple[str, ...]]:
    """Date, title, domain and countries of each milestone in a document, and the values of its figures."""
    (folder / "documents").mkdir()
    (folder / "documents" / name).write_bytes(data)
    settings = pipeline.Settings(folder / "documents", None, folder / "data")
    assert pipeline.build(settings, lambda _: lambda: None).problems == ()
    tables = check.read_tables(folder / "data")
    figures = [(row[1], row[4], row[8]) for row in tables["trade"]]
    return sorted([*((row[1], row[5], row[7], row[8]) for row in tables["events"]), *figures])


@pytest.mark.parametrize(
    ("name", "write"), [("a.md", _markdown), ("a.html", _html), ("a.docx", _docx), ("a.pdf", _pdf)]
)
def test_every_format_gives_the_milestones_of_the_plain_text(
    tmp_path: Path, name: str, write: Callable[[], bytes]
) -> None:
    (tmp_path / "plain").mkdir()
    plain = _milestones(tmp_path / "plain", "a.txt", _text())
    (tmp_path / "other").mkdir()
    assert {row[0] for row in plain} >= {"1999-05-04", "1999", "2004-11", "2005-01-01", "2007-06"}
    assert _milestones(tmp_path / "other", name, write()) == plain
