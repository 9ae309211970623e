"""What leaves the page: tables as CSV and JSON, charts as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

#: What a spreadsheet takes for the start of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv(frame: pd.DataFrame, *, bom: bool = False) -> bytes:
    """A frame as CSV in UTF-8 with ``\\n``; cells that a spreadsheet would run as a formula start with an apostrophe.

    ``bom`` puts a byte order mark before it.
    """
    text = _plain(frame).to_csv(index=False, lineterminator="\n")
    return text.encode("utf-8-sig" if bom else "utf-8")


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
            plain[name] = [f"{value:.15g}" for value in cells]
        elif harmless and cells.dtype.kind not in "biuf":
            plain[name] = ["'" + cell if cell.startswith(_FORMULA) else cell for cell in cells]
    return plain
