"""Word documents (docx): headings, paragraphs, list items, table rows and notes; tracked deletions left out.

A docx is an archive; what it would unpack to is added up before anything is unpacked. Footnotes and endnotes are
blocks after the paragraph that refers to them; the marks that refer to them are left out of the text. The day on which
the file was made is not taken for a date of publication.
"""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from etl.errors import ReadError
from etl.limits import check_unpacked
from etl.read.compose import Composer, raised
from etl.read.imprint import Imprint, completed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etl.limits import Limits
    from etl.model import Document, Source

_HEADING = re.compile(r"heading ([1-9])|(title)", re.IGNORECASE)
_PARAGRAPH, _ROW, _CELL, _RUN = qn("w:p"), qn("w:tr"), qn("w:tc"), qn("w:r")
_SAID = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), _FALLBACK}
_RAISED = etree.XPath("boolean(w:rPr/w:vertAlign[@w:val='superscript'])", namespaces={"w": qn("w:p")[1:-2]})
_BROKEN = (
    OpcError,
    BadZipFile,
    etree.LxmlError,
    KeyError,
    ValueError,
    AttributeError,
    NotImplementedError,
    zlib.error,
    EOFError,
    RuntimeError,
)


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """The document in the bytes of a docx file.

    Raises:
        ReadError: The file is damaged, encrypted or no Word document, or would unpack to more than the limit.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            check_unpacked(archive, limits)
        opened = docx.Document(BytesIO(data))
        composer, notes = Composer(), _notes(opened)
        kinds = _kinds(opened)
        for element in opened.element.body.iter(_PARAGRAPH, _ROW):
            _add(composer, element, kinds, notes)
        imprint = _imprint(opened)
    except _BROKEN as error:
        raise ReadError(f"is damaged or no Word document: {error}") from error
    return composer.document(completed(source, imprint))


def _kinds(opened: Any) -> dict[str, tuple[str, int]]:  # noqa: ANN401 (a library without types)
    """The kind of block, and the level of a heading, for the id of each style of paragraphs."""
    kinds = {}
    for style in opened.styles.element.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        heading = _HEADING.fullmatch("" if name is None else name.get(qn("w:val"), ""))
        level = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        kind = ("paragraph", 0)
        if heading or level is not None:
            kind = ("heading", int(heading[1] or 1) if heading else int(level.get(qn("w:val"), "0")) + 1)
        elif style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
            kind = ("list_item", 0)
        kinds[style.get(qn("w:styleId"), "")] = kind
    return kinds


def _notes(opened: Any) -> dict[tuple[str, str], str]:  # noqa: ANN401 (as above)
    """The text of each note, by its sort and id."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    notes = {}
    for relation in opened.part.rels.values():
        sort = relation.reltype.rpartition("/")[2]
        if sort not in _NOTES.values() or relation.is_external:
            continue
        for note in etree.fromstring(relation.target_part.blob, parser):
            paragraphs = [_text(paragraph) for paragraph in note.iter(_PARAGRAPH)]
            notes[sort, note.get(qn("w:id"), "")] = "\n".join(paragraphs)
    return notes


def _add(
    composer: Composer,
    element: Any,  # noqa: ANN401 (as above)
    kinds: dict[str, tuple[str, int]],
    notes: dict[tuple[str, str], str],
) -> None:
    """Add a paragraph or row, and the notes that it refers to; what stands in a row is part of that row."""
    if next(element.iterancestors(_ROW, _FALLBACK), None) is not None:
        return
    if element.tag == _ROW:
        cells = (" ".join(map(_text, cell.iter(_PARAGRAPH))) for cell in element.iterchildren(_CELL))
        composer.add("table_row", "\t".join(" ".join(cell.split()) for cell in cells))
    else:
        kind, level = _kind(element, kinds)
        composer.add(kind, _text(element), level=level)
    for mark in element.iter(*_NOTES):
        composer.add("note", notes.get((_NOTES[mark.tag], mark.get(qn("w:id"), "")), ""))


def _kind(paragraph: Any, kinds: dict[str, tuple[str, int]]) -> tuple[str, int]:  # noqa: ANN401 (as above)
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    kind = kinds.get("" if style is None else style.get(qn("w:val"), ""), ("paragraph", 0))
    numbered = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
    return ("list_item", 0) if numbered and kind[0] == "paragraph" else kind


def _text(paragraph: Any) -> str:  # noqa: ANN401 (as above)
    """The text of a paragraph as it reads with all changes accepted."""
    return "".join(_said(paragraph)).strip()


def _said(paragraph: Any) -> Iterator[str]:  # noqa: ANN401 (as above)
    walk = etree.iterwalk(paragraph, events=("start",))
    is_raised = False
    for _, element in walk:
        if element.tag in _LEFT_OUT:
            walk.skip_subtree()
        elif element.tag == _RUN:
            is_raised = _RAISED(element)
        elif element.tag == qn("w:t") and element.text:
            yield raised(element.text) if is_raised else element.text
        elif element.tag in _SAID:
            yield _SAID[element.tag]


def _imprint(opened: Any) -> Imprint:  # noqa: ANN401 (as above)
    core = opened.core_properties
    return Imprint(
        title=core.title or "", authors=tuple(re.split(r"[;,]", core.author or "")), language=core.language or ""
    )
