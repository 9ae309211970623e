"""What a file says about itself: title, authors, publisher, date and language, where ``sources.csv`` says nothing."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from etl.errors import one_line
from etl.spans import span

if TYPE_CHECKING:
    from etl.model import Source

_ISO = re.compile(r"((?:19|20)\d\d)(?:[-/.](\d\d?)(?:[-/.](\d\d?))?)?(?![\d])")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a file states about itself, as it states it; "" where it does not."""

    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    language: str = ""
    locator: str = ""


def completed(source: Source, imprint: Imprint) -> Source:
    """The source with what its file states in the places that were empty."""
    return replace(
        source,
        title=source.title or _plain(imprint.title),
        authors=source.authors or ";".join(dict.fromkeys(filter(None, map(_plain, imprint.authors)))),
        publisher=source.publisher or _plain(imprint.publisher),
        published=source.published or edtf(imprint.published),
        language=source.language or _language(imprint.language),
        locator=source.locator or _plain(imprint.locator),
    )


def edtf(stated: str) -> str:
    """A date of a machine-readable field in EDTF, no more precise than stated; "" where it is none.

    Reads ISO 8601 and its kin (``2023``, ``2023/06``, ``2023-06-15T08:00Z``, ``20230615``) and RFC 2822.
    """
    text = stated.strip()
    match = _COMPACT.match(text) or _ISO.match(text)
    if match:
        found = "-".join([match[1], *(part.zfill(2) for part in match.groups()[1:] if part)])
        with suppress(ValueError):
            span(found)
            return found
        return ""
    with suppress(ValueError, TypeError):
        return parsedate_to_datetime(text).date().isoformat()
    return ""


def _plain(text: str) -> str:
    line = one_line(" ".join(text.replace(";", ",").split()))
    return line if len(line) <= _LONGEST else ""


def _language(stated: str) -> str:
    match = re.match(r"[A-Za-z]{2}(?![A-Za-z])", stated.strip())
    return match[0].lower() if match else ""
