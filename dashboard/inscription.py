"""What a picture says of itself where no eye looks: text in a PNG, title and description in an SVG for who hears it.

A picture that is passed on loses the page that it came from; what stands within the file goes with it.
"""

from __future__ import annotations

import html
import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Where a PNG's first chunk, which must stay the first, ends: 8 bytes of signature and 25 of the header (PNG 3, 5.6).
_HEADER = 33


def inscribed(drawn: bytes, kind: str, said: Mapping[str, str]) -> bytes:
    """A picture with what it says of itself in it; of a kind that takes no text, as it is.

    Args:
        drawn: The file.
        kind: Its format.
        said: Texts by the keywords of PNG: ``Title``, ``Description``, ``Source``, ``Copyright``, ``Software``.
    """
    if kind == "png":
        return drawn[:_HEADER] + chunks(said) + drawn[_HEADER:]
    if kind == "svg":
        start = drawn.index(b">", drawn.index(b"<svg"))
        return drawn[:start] + b' role="img">' + head(said).encode() + drawn[start + 1 :]
    return drawn


def chunks(said: Mapping[str, str]) -> bytes:
    """Texts as chunks of a PNG, in UTF-8 and not compressed (``iTXt``, PNG 3, 11.3.3.4)."""
    return b"".join(_chunk(f"{key}\0\0\0\0\0{text}".encode()) for key, text in said.items() if text)


def head(said: Mapping[str, str]) -> str:
    """Title and description of an SVG, for screen readers and for who holds the pointer over it."""
    rest = " ".join(text for key, text in said.items() if text and key != "Title")
    return f"<title>{html.escape(said['Title'])}</title><desc>{html.escape(rest)}</desc>"


def _chunk(content: bytes) -> bytes:
    named = b"iTXt" + content
    return struct.pack(">I", len(content)) + named + struct.pack(">I", zlib.crc32(named))
