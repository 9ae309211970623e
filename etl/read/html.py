"""HTML: the main text as headings, paragraphs, list items and table rows; navigation and the like left out.

Which part is the main text and which is not is told by `rules/read/html.yml`. The document's text is made here:
blocks with a blank line between. Entities are resolved, scripts never run, and nothing is fetched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from etl.errors import ReadError
from etl.read.compose import Composer
from etl.read.elements import Walk, paragraph_length, text_of, words
from etl.read.imprint import completed
from etl.read.page_imprint import page_imprint
from etl.read.text import decoded

if TYPE_CHECKING:
    from etl.limits import Limits
    from etl.model import Document, Source

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,80}?encoding=["']([\w-]+)""", re.IGNORECASE
)


def read(data: bytes, source: Source, limits: Limits) -> Document:  # noqa: ARG001 (the signature of every reader)
    """The document in the bytes of a page.

    Raises:
        ReadError: The bytes are in no encoding that they state, or hold no page.
    """
    text, notes = _decoded(data)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, AssertionError) as error:
        raise ReadError(f"holds no page: {error}") from error
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise ReadError("is nested too deeply to be read")
    main, composer = _main(tree), Composer()
    for heading in tree.iter("h1"):
        if main not in (heading, *heading.iterancestors()):
            composer.add("heading", text_of(heading), level=1)
    Walk(main, composer).run()
    return composer.document(completed(source, page_imprint(tree)), notes)


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The page as text: UTF-8, or else the encoding that the page states."""
    try:
        return decoded(data)
    except ReadError:
        stated = _CHARSET.search(data[:4096])
        if not stated:
            raise
    name = (stated[1] or stated[2]).decode("ascii", "replace")
    try:
        return data.decode(name), ()
    except (LookupError, UnicodeDecodeError) as error:
        raise ReadError(f"is neither UTF-8 nor the {name} that it states: {error}") from error


def _main(tree: HtmlElement) -> HtmlElement:
    """The element of the main text: the first kind of candidate that holds half of all paragraphs, or the body."""
    whole = paragraph_length(tree)
    for path in words()["main"]:
        best = max(tree.xpath(path), key=paragraph_length, default=None)
        if best is not None and whole and paragraph_length(best) * 2 >= whole:
            return best
    body = tree.find("body")
    return tree if body is None else body
