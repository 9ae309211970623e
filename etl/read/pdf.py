"""PDF with a text layer: columns, running heads, page numbers and footnotes told apart; blocks carry their page.

The text is made here, page by page. A file without a text layer (a scan), an encrypted or a damaged one is refused with
that reason. The day on which the file was made is not taken for a date of publication.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2

from etl.errors import ReadError
from etl.read.compose import Composer
from etl.read.glyphs import runs
from etl.read.imprint import Imprint, completed
from etl.read.layout import lines
from etl.read.paragraphs import compose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.limits import Limits
    from etl.model import Document, Source
    from etl.read.layout import Line

#: Titles that a program wrote and nobody chose.
_NO_TITLE = re.compile(
    r"untitled|microsoft word|.*\.(?:docx?|indd|pdf|tex|qxd)$|\(?anonymous\)?|unspecified", re.IGNORECASE
)


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """The document in the bytes of a PDF.

    Raises:
        ReadError: The file is encrypted, damaged, holds no text, or has more pages than the limit.
    """
    try:
        opened = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "is encrypted with a password" if "assword" in str(error) else f"is damaged or no PDF: {error}"
        raise ReadError(reason) from error
    with opened:
        if len(opened) > limits.pages:
            raise ReadError(f"has {len(opened)} pages, expected at most {limits.pages} (ATLAS_MAX_PAGES)")
        pages, lost = _pages(opened)
        fields = opened.get_metadata_dict()
    notes = tuple(f"page {page} is damaged and was left out" for page in lost)
    blank = [number for number, page in enumerate(pages, 1) if not page]
    if len(blank) == len(pages):
        raise ReadError(
            f"holds no text on its {len(pages)} pages: it is a scan, which needs text recognition (OCR) first"
        )
    composer = Composer()
    compose(pages, composer)
    return composer.document(completed(source, _imprint(fields, pages[0])), notes)


def _pages(opened: pypdfium2.PdfDocument) -> tuple[list[list[Line]], list[int]]:
    """The lines of each page in reading order, and the numbers of the pages that cannot be read."""
    pages: list[list[Line]] = []
    lost: list[int] = []
    for number in range(len(opened)):
        try:
            page = opened[number]
            text = page.get_textpage()
            pages.append(lines(runs(text), number + 1))
            text.close()
            page.close()
        except pypdfium2.PdfiumError:
            pages.append([])
            lost.append(number + 1)
    return pages, lost


def _imprint(fields: dict[str, str], first: Sequence[Line]) -> Imprint:
    """What the file's fields say; for a title without one, the largest lines of the first page."""
    stated = fields.get("Title", "").strip()
    if not stated or _NO_TITLE.match(stated):
        size = max((line.size for line in first), default=0.0)
        stated = " ".join(line.text for line in first if line.size > 0.97 * size)
    authors = tuple(re.split(r"[;,]", fields.get("Author", "")))
    return Imprint(title=stated, authors=tuple(name for name in authors if not _NO_TITLE.match(name.strip())))
