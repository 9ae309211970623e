"""What leaves the page as data: tables as CSV and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl import schema

if TYPE_CHECKING:
    import pandas as pd

#: What a spreadsheet takes for the start of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv(frame: pd.DataFrame, *, bom: bool = False) -> bytes:
    """A frame as CSV in UTF-8 with line feeds; cells that a spreadsheet would run start with an apostrophe.

    ``bom`` puts a byte order mark before it.
    """
    text = _plain(frame).to_csv(index=False, lineterminator="\n")
    return text.encode("utf-8-sig" if bom else "utf-8")


def columns(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns of the schema's table that a frame holds rows of, in the order of its key."""
    table = schema.EVENTS if "event_id" in frame else schema.TRADE
    return frame.sort_values(list(table.key))[list(table.names)]


def json(frame: pd.DataFrame) -> bytes:
    """A frame as a JSON array of rows."""
    plain = _plain(frame, harmless=False).to_json(orient="records", force_ascii=False)
    return str(plain).encode("utf-8")


def _plain(frame: pd.DataFrame, *, harmless: bool = True) -> pd.DataFrame:
    """Days as ISO text, whole values without a decimal mark, booleans in lower case, texts harmless."""
    plain = frame.copy()
    for name in plain.columns:
        cells = plain[name]
        if cells.dtype.kind == "M":
            plain[name] = cells.dt.strftime("%Y-%m-%d")
        elif cells.dtype.kind == "b" and harmless:
            plain[name] = cells.map({True: "true", False: "false"})
        elif cells.dtype.kind == "f" and harmless:
            plain[name] = ["" if value != value else f"{value:.15g}" for value in cells]  # noqa: PLR0124 (not a number)
        elif harmless and cells.dtype.kind not in "biuf":
            plain[name] = ["'" + cell if cell.startswith(_FORMULA) else cell for cell in cells]
    return plain
