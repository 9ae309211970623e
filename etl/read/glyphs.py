"""The characters of a PDF page to runs: stretches of one line without a wide gap, with where they stand.

Sizes are the heights of the font's box on the page, which hold whatever way a producer scales its fonts. Coordinates
are points from the lower left corner.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from etl.read.compose import raised

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A gap of this many sizes ends a run: wider than between words of justified lines, narrower than between columns.
WIDE = 1.0
_NAME_LENGTH = 256
_BOLD = ("bold", "black", "heavy", "semibd", "demi")
_HYPHENS = {0x02, 0xFFFE}  # what the library gives for a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class _Glyph:
    character: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass(slots=True)
class Run:
    """Text between wide gaps on one line; ``last_left`` is where its last glyph begins."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool = False
    last_left: float = 0.0

    def take(self, text: str, glyph: _Glyph) -> None:
        """Add text that stands where a glyph does."""
        self.text += text
        self.right = max(self.right, glyph.right)
        self.last_left = glyph.left


def runs(text_page: Any) -> list[Run]:  # noqa: ANN401 (a library without types)
    """The runs of a page in the order in which the file draws them. Text that stands upright or aslant is left out.

    Args:
        text_page: A page's text as `pypdfium2` opens it.
    """
    found: list[Run] = []
    spaced = True
    for index, glyph in _glyphs(text_page.raw):
        if glyph is None:
            spaced = True
            continue
        last = found[-1] if found else None
        if last is not None and _is_raised(glyph, last):
            last.take(raised(glyph.character), glyph)
        elif last is not None and _continues(glyph, last):
            last.take(" " * spaced + glyph.character, glyph)
        else:
            bold = _is_bold(text_page.raw, index)
            found.append(Run(glyph.character, glyph.left, glyph.right, glyph.baseline, glyph.size, bold, glyph.left))
        spaced = False
    return found


def _glyphs(page: Any) -> Iterator[tuple[int, _Glyph | None]]:  # noqa: ANN401 (as above)
    """Each character that is drawn, with its index; ``None`` for what stands between words and lines."""
    box, left, baseline = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(pdfium.FPDFText_CountChars(page)):
        code = pdfium.FPDFText_GetUnicode(page, index)
        character = "-" if code in _HYPHENS else chr(code)
        if character.isspace() or not code:
            yield index, None
            continue
        pdfium.FPDFText_GetLooseCharBox(page, index, box)
        pdfium.FPDFText_GetCharOrigin(page, index, left, baseline)
        if abs(pdfium.FPDFText_GetCharAngle(page, index)) % 6.2 < 0.1:
            yield index, _Glyph(character, box.left, box.right, baseline.value, max(box.top - box.bottom, 0.1))


def _is_raised(glyph: _Glyph, run: Run) -> bool:
    """Whether a glyph is a raised mark at a run's end."""
    rise = (glyph.baseline - run.baseline) / run.size
    return 0.45 < glyph.size / run.size < 0.85 and 0.1 < rise < 0.7 and -0.3 < (glyph.left - run.right) / run.size < 0.5


def _continues(glyph: _Glyph, run: Run) -> bool:
    """Whether a glyph goes on with a run; the letters of a ligature all have the place of the whole."""
    gap = (glyph.left - run.right) / run.size
    is_beside = -0.5 < gap < WIDE or glyph.left == run.last_left
    return is_beside and abs(glyph.baseline - run.baseline) < 0.2 * run.size and 0.8 < glyph.size / run.size < 1.25


def _is_bold(page: Any, index: int) -> bool:  # noqa: ANN401 (as above)
    name = ctypes.create_string_buffer(_NAME_LENGTH)
    length = pdfium.FPDFText_GetFontInfo(page, index, name, _NAME_LENGTH, ctypes.c_int())
    return bool(length) and any(word in name.value.decode("utf-8", "replace").lower() for word in _BOLD)
