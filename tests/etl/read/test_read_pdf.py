"""PDF, written by reportlab: columns, running heads, page numbers, notes, tables; what cannot be read."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table

from etl.errors import ReadError
from etl.limits import Limits
from etl.model import Document, Source
from etl.read.pdf import read

STYLES = getSampleStyleSheet()
BODY = ParagraphStyle("body", parent=STYLES["BodyText"], fontName="Times-Roman", fontSize=10, leading=12, alignment=4)

NOTES = ["", "1 Bee, Quays of 1901, p. 12.", "2 Dee, The drummer (2004).", "3 As above.", "4 Unseen."]


def _sentence(number: int) -> str:
    return (
        f"Ferry number {number} left the quay while the band was still looking for its drummer, and the mayor, whose "
        f"speech was in another coat, praised the {number}th ferry of the strait without any notes at all."
    )


def _edges(canvas: Canvas, template: BaseDocTemplate) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(60, 815, "Annals of Small Harbours 2019")
    canvas.drawCentredString(297, 30, f"- {template.page} -")
    canvas.setFont("Times-Roman", 7)
    canvas.drawString(60, 70, NOTES[template.page])


def _pdf(story: list[Flowable], columns: int = 2, title: str = "", author: str = "") -> bytes:
    file = BytesIO()
    width = 475 / columns - 12
    frames = [Frame(60 + at * (width + 24), 90, width, 700) for at in range(columns)]
    template = BaseDocTemplate(file, pagesize=A4, title=title, author=author)
    template.addPageTemplates(PageTemplate("page", frames, onPage=_edges))
    template.build(story)
    return file.getvalue()


def _read(data: bytes, limits: Limits | None = None) -> Document:
    return read(data, Source("a", "a.pdf", language=""), limits or Limits()).indexed()


def _blocks(document: Document, kind: str) -> list[str]:
    return [" ".join(document.text[block.start : block.end].split()) for block in document.blocks if block.kind == kind]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_are_read_one_after_the_other(columns: int) -> None:
    document = _read(_pdf([Paragraph(_sentence(number), BODY) for number in range(60)], columns))
    text = " ".join(_blocks(document, "paragraph"))
    assert text == " ".join(_sentence(number) for number in range(60))


def test_running_heads_and_page_numbers_are_furniture_and_small_print_at_the_foot_is_notes() -> None:
    document = _read(_pdf([Paragraph(_sentence(number), BODY) for number in range(60)]))
    pages = max(block.page for block in document.blocks)
    assert pages >= 2
    assert _blocks(document, "furniture").count("Annals of Small Harbours 2019") == pages
    assert [f"- {page} -" in _blocks(document, "furniture") for page in range(1, pages + 1)] == [True] * pages
    assert _blocks(document, "note") == NOTES[1 : pages + 1]


def test_blocks_carry_their_page() -> None:
    document = _read(_pdf([Paragraph(_sentence(number), BODY) for number in range(60)]))
    notes = {block.page: document.text[block.start] for block in document.blocks if block.kind == "note"}
    assert notes == {page: str(page) for page in notes}
    assert list(notes) == sorted(notes)


def test_headings_have_the_level_of_their_size() -> None:
    story = [
        Paragraph("Ferries of the Strait", STYLES["Title"]),
        Paragraph("The first ferry", STYLES["Heading2"]),
        Paragraph(_sentence(1), BODY),
        Paragraph(_sentence(2), BODY),
    ]
    document = _read(_pdf([*story], columns=1))
    assert [(document.text[b.start : b.end], b.level) for b in document.blocks if b.kind == "heading"] == [
        ("Ferries of the Strait", 1),
        ("The first ferry", 2),
    ]


def test_rows_of_a_table_have_a_tab_between_cells() -> None:
    table = Table([["Year", "Ships", "Value"], ["2001", "5", "1.2 bn"], ["2002", "7", "1.9 bn"]], colWidths=70)
    document = _read(_pdf([Paragraph(_sentence(1), BODY), table, Paragraph(_sentence(2), BODY)], columns=1))
    rows = [document.text[block.start : block.end] for block in document.blocks if block.kind == "table_row"]
    assert rows == ["Year\tShips\tValue", "2001\t5\t1.2 bn", "2002\t7\t1.9 bn"]


def test_raised_marks_are_no_digits() -> None:
    document = _read(
        _pdf([Paragraph("They crossed the Sea,<super size=6>8</super> and the ferry came back at once.", BODY)])
    )
    assert "the Sea,⁸ and" in " ".join(document.text.split())


def test_a_large_initial_belongs_to_its_word() -> None:
    file = BytesIO()
    canvas = Canvas(file)
    canvas.setFont("Times-Roman", 36)
    canvas.drawString(72, 676, "D")
    canvas.setFont("Times-Roman", 10)
    for row, text in enumerate(
        ["uring the visit the ferry", "was shown to all guests", "and to the band, which", "had come by train."]
    ):
        canvas.drawString(72 if row == 3 else 100, 700 - 12 * row, text)
    canvas.save()
    document = _read(file.getvalue())
    assert _blocks(document, "paragraph") == [
        "During the visit the ferry was shown to all guests and to the band, which had come by train."
    ]


def test_bullets_are_list_items() -> None:
    story = [Paragraph(text, BODY) for text in (_sentence(1), "• the first ferry", "• the second ferry")]
    assert _blocks(_read(_pdf([*story])), "list_item") == ["the first ferry", "the second ferry"]


@pytest.mark.parametrize(
    ("title", "author", "expected"),
    [
        ("Ferries", "Ann Bee; Cee Dee", ("Ferries", "Ann Bee;Cee Dee", "")),
        ("Microsoft Word - ferries.doc", "anonymous", ("Of Ferries", "", "")),
        ("", "", ("Of Ferries", "", "")),
    ],
)
def test_the_fields_tell_title_and_authors(title: str, author: str, expected: tuple[str, str, str]) -> None:
    story = [Paragraph("Of Ferries", STYLES["Title"]), Paragraph(_sentence(1), BODY)]
    source = _read(_pdf([*story], title=title, author=author)).source
    assert (source.title, source.authors, source.published) == expected


def _scan() -> bytes:
    file = BytesIO()
    canvas = Canvas(file)
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _encrypted() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(_pdf([Paragraph(_sentence(1), BODY)]))))
    writer.encrypt("secret", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (_scan(), "holds no text on its 1 pages: it is a scan, which needs text recognition (OCR) first"),
        (_encrypted(), "is encrypted with a password"),
        (
            b"%PDF-1.7\nnothing of the kind",
            "is damaged or no PDF: Failed to load document (PDFium: Data format error).",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as raised:
        _read(data)
    assert str(raised.value) == message


def test_more_pages_than_allowed_are_refused() -> None:
    data = _pdf([Paragraph(_sentence(number), BODY) for number in range(60)])
    with pytest.raises(ReadError, match=r"has \d pages, expected at most 1 \(ATLAS_MAX_PAGES\)"):
        _read(data, Limits(pages=1))
