"""How wide words are, how they are shortened, and how labels at the ends of lines are kept apart."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

_ELLIPSIS = "…"
_MARKS = ("Mn", "Me", "Cf")


def clean(text: str) -> str:
    """Text from a document as it may stand in a figure: without ``<``, which Plotly would read as a tag."""
    return " ".join(text.replace("<", "").split())


@lru_cache(maxsize=32768)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """An upper estimate of the width of a line of text, in pixels.

    Advance widths are those of ``advances.yml`` (the wider of Noto Sans and Liberation Sans for each character), so
    a label keeps its room in each font of our stack that a reader may have.

    Args:
        text: One line.
        size: Font size in pixels.
        bold: Whether it is set bold.
    """
    weight = "bold" if bold else "regular"
    return sum(_advance(character, weight) for character in text) * size / 1000


@lru_cache(maxsize=32768)
def shortened(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text cut to fit ``room`` pixels, with "…" where something is gone; at least the "…"."""
    if text_width(text, size, bold=bold) <= room:
        return text
    weight = "bold" if bold else "regular"
    left, kept = room * 1000 / size - _advance(_ELLIPSIS, weight), 0
    for character in text:
        left -= _advance(character, weight)
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip() + _ELLIPSIS


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text on lines of at most ``room`` pixels, broken between words, in wide scripts between characters.

    A single word that is wider than the room stands on a line of its own.
    """
    lines, line = [], ""
    for piece in _pieces(text):
        if line and text_width((line + piece).rstrip(), size, bold=bold) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return tuple([*lines, line.rstrip()] if line.strip() else lines)


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places moved as little as needed so that neighbours are ``gap`` apart, and all within ``low`` and ``high``.

    The order of places is kept. Where there is no room for all, they stand evenly, closer than ``gap``.

    Args:
        places: Wanted places, ascending.
        gap: Least distance.
        low: The least place.
        high: The greatest place.
    """
    count = len(places)
    if count < 2:
        return [min(max(place, low), high) for place in places]
    gap = min(gap, (high - low) / (count - 1))
    kept = [place - gap * rank for rank, place in enumerate(places)]
    top = high - gap * (count - 1)
    return [min(max(place, low), top) + gap * rank for rank, place in enumerate(_ascending(kept))]


def _ascending(values: Sequence[float]) -> list[float]:
    """The nearest ascending values in the sense of least squares, by pooling neighbours (Ayer et al. 1955)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, size = value, 1
        while pools and pools[-1][0] >= mean:
            before, many = pools.pop()
            mean, size = (before * many + mean * size) / (many + size), many + size
        pools.append((mean, size))
    return [mean for mean, size in pools for _ in range(size)]


def _pieces(text: str) -> list[str]:
    pieces = [""]
    for character in text:
        pieces[-1] += character
        if character in " -/–" or unicodedata.east_asian_width(character) in "WF":
            pieces.append("")
    return pieces


@lru_cache(maxsize=4096)
def _advance(character: str, weight: str) -> float:
    table = _advances()
    plain = unicodedata.normalize("NFD", character)[0]
    if "\u0020" <= plain <= "\u007e":
        return float(table[weight][ord(plain) - 0x20])
    if unicodedata.category(character) in _MARKS:
        return float(table["mark"])
    kind = "wide" if unicodedata.east_asian_width(character) in "WF" else "other"
    return float(table[kind])


@lru_cache(maxsize=1)
def _advances() -> dict[str, Any]:
    text = files(__package__).joinpath("advances.yml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.safe_load(text)
    return table
