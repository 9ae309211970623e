"""The rows of the table of benchmarks, and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, what it is held against in the same run, and how far it is meant to reach."""

    what: str
    measured: str
    peer: str
    ratio: str
    reach: str
    limit: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What to measure on.

    ``documents`` and ``statistics`` are folders; ``tables`` the folder of the page's tables; ``corpora`` the sizes, in
    documents, of three corpora that grow; ``scratch`` a folder for what is built; ``people`` are at the page at once
    for ``seconds``.
    """

    documents: Path
    statistics: Path | None
    tables: Path
    scratch: Path
    runs: int = 5
    corpora: tuple[int, int, int] = (10, 100, 1000)
    people: int = 100
    seconds: float = 30


def printed(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table with columns of even width."""
    heads = tuple(field.name for field in fields(Row))
    cells = [heads, *(tuple(getattr(row, name) for name in heads) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(heads))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in cells
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def times(number: float) -> str:
    """A ratio as it stands in the table."""
    return f"{number:.3g}x"
