"""Word documents, written by python-docx: styles, lists, tables, raised marks, notes, tracked changes, bombs."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from etl.errors import ReadError
from etl.limits import Limits
from etl.model import Document, Source
from etl.read.docx import read

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


def _saved(opened: WordDocument) -> bytes:
    file = BytesIO()
    opened.save(file)
    return file.getvalue()


def _read(opened: WordDocument) -> Document:
    return read(_saved(opened), Source("a", "a.docx", language=""), Limits()).indexed()


def _blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_styles_tell_headings_lists_and_rows() -> None:
    opened = docx.Document()
    opened.add_heading("Ferries", 0)
    opened.add_heading("Harbours", 2)
    opened.add_paragraph("They opened in 1999.")
    opened.add_paragraph("")
    opened.add_paragraph("one", style="List Bullet")
    opened.add_paragraph("two", style="List Number")
    table = opened.add_table(2, 3)
    for at, text in enumerate(["Year", "Ships", "", "2001", "5\nand 6", "x"]):
        table.cell(*divmod(at, 3)).text = text
    opened.add_paragraph("After.")
    document = _read(opened)
    assert _blocks(document) == [
        ("heading", "Ferries"),
        ("heading", "Harbours"),
        ("paragraph", "They opened in 1999."),
        ("list_item", "one"),
        ("list_item", "two"),
        ("table_row", "Year\tShips\t"),
        ("table_row", "2001\t5 and 6\tx"),
        ("paragraph", "After."),
    ]
    assert [block.level for block in document.blocks][:2] == [1, 2]


def test_raised_digits_are_no_digits() -> None:
    opened = docx.Document()
    paragraph = opened.add_paragraph("the Sea")
    paragraph.add_run("18").font.superscript = True
    paragraph.add_run(", thereby")
    assert _read(opened).text == "the Sea¹⁸, thereby"


def test_changes_are_read_as_accepted() -> None:
    opened = docx.Document()
    paragraph = opened.add_paragraph("Opened in ")
    for tag, part, year in (("del", "delText", 1998), ("ins", "t", 1999)):
        run = f"<w:r><w:{part}>{year}</w:{part}></w:r>"
        paragraph._p.append(parse_xml(f'<w:{tag} {nsdecls("w")} w:id="1" w:author="a">{run}</w:{tag}>'))
    assert _read(opened).text == "Opened in 1999"


def test_notes_stand_after_the_paragraph_that_refers_to_them() -> None:
    opened = docx.Document()
    paragraph = opened.add_paragraph("The ferry sailed.")
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    opened.add_paragraph("It came back.")
    text = "<w:p><w:r><w:t>Bee, 2004.</w:t></w:r></w:p>"
    note = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2">{text}</w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, note.encode(), opened.part.package)
    opened.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert _blocks(_read(opened)) == [
        ("paragraph", "The ferry sailed."),
        ("note", "Bee, 2004."),
        ("paragraph", "It came back."),
    ]


def test_the_properties_tell_title_and_authors_and_no_date() -> None:
    opened = docx.Document()
    opened.add_paragraph("text")
    opened.core_properties.title = "Ferries"
    opened.core_properties.author = "Ann Bee; Cee Dee"
    source = _read(opened).source
    assert (source.title, source.authors, source.published) == ("Ferries", "Ann Bee;Cee Dee", "")


def test_what_would_unpack_to_too_much_is_refused_before_it_is_unpacked() -> None:
    file = BytesIO(_saved(docx.Document()))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.bin", b"\0" * 3_000_000)
    with pytest.raises(ReadError, match=r"would unpack to \d{7} bytes, expected at most 1000000"):
        read(file.getvalue(), Source("a", "a"), Limits(unpacked=1_000_000))


def test_entities_are_not_expanded() -> None:
    content = _saved(docx.Document())
    bomb = BytesIO()
    entities = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    body = f"{entities}<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>&b;end</w:t></w:r></w:p></w:body></w:document>"
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(bomb, "w") as new:
        for name in old.namelist():
            new.writestr(name, body if name == "word/document.xml" else old.read(name))
    assert "ha" not in read(bomb.getvalue(), Source("a", "a"), Limits()).text


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_damaged(kept: float) -> None:
    content = _saved(docx.Document())
    with pytest.raises(ReadError, match="is damaged or no Word document"):
        read(content[: int(len(content) * kept)], Source("a", "a"), Limits())
