"""Observations as SDMX-CSV 1.0, with concepts and codes of the cross-domain lists where these have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard import edition, files
from dashboard.data import records

if TYPE_CHECKING:
    from dashboard.view import View

#: The columns, in order: the dataflow, dimensions, the value, attributes.
COLUMNS = (
    "DATAFLOW", "FREQ", "REF_AREA", "COUNTERPART_AREA", "INDICATOR", "FLOW", "OBS_ID", "TIME_PERIOD", "OBS_VALUE",
    "UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "VALUATION", "METHOD", "TIME_EDTF", "COMMENT_OBS", "LICENCE",
    "DATA_VERSION", "CITATION",
)  # fmt: skip
_NONE = "_Z"
#: CL_OBS_STATUS: normal, low reliability, imputed, estimated.
_STATUS = {"clear": "A", "corrected": "A", "revised": "A", "disputed": "U", "inferred": "I", "estimated": "E"}
_UNITS = {"%": "PT", "ratio": "RATIO", "count": "NUMBER"}
_FLOWS = {"export": "X", "import": "M", "total": "T", "": _NONE}
_SHAPES = (
    (re.compile(r"(\d{4})"), "A", r"\1"),
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])"), "M", r"\1-\2"),
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(\d{2})"), "D", r"\1-\2-\3"),
)
_PARTS = {"33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4", "40": "S1", "41": "S2"}


def csv(view: View, link: str = "") -> bytes:
    """The observations of a view, a row each; values in base units, so UNIT_MULT is 0."""
    about = edition.about(view.store, link)
    same = {
        "DATAFLOW": "ATLAS:ASEAN_CHINA_TRADE(1.0)",
        "UNIT_MULT": 0,
        "LICENCE": about["licence"],
        "DATA_VERSION": about["data_version"],
        "CITATION": about["cite_as"],
    }
    rows = [same | _observation(row) for row in records(files.columns(view.trade))]
    return files.csv(pd.DataFrame(rows, columns=list(COLUMNS)))


def time(row: Any) -> tuple[str, str]:  # noqa: ANN401 (a row of the table trade)
    """FREQ and TIME_PERIOD of an observation; a range is its first day and its length in days, without frequency."""
    for shape, frequency, written in _SHAPES:
        if found := shape.fullmatch(row.period):
            return frequency, found.expand(written)
    part = re.fullmatch(r"(\d{4})-(\d{2})", row.period)
    if part and part[2] in _PARTS:
        named = _PARTS[part[2]]
        return named[0], f"{part[1]}-{named}"
    return "_U", f"{row.first:%Y-%m-%d}/P{(row.last - row.first).days + 1}D"


def _observation(row: Any) -> dict[str, Any]:  # noqa: ANN401
    frequency, period = time(row)
    return {
        "FREQ": frequency,
        "REF_AREA": row.reporter or _NONE,
        "COUNTERPART_AREA": row.partner or _NONE,
        "INDICATOR": row.indicator.upper(),
        "FLOW": _FLOWS[row.flow],
        "OBS_ID": row.observation_id,
        "TIME_PERIOD": period,
        "OBS_VALUE": float(row.value),
        "UNIT_MEASURE": _UNITS.get(row.unit, row.unit),
        "OBS_STATUS": _STATUS[row.status],
        "VALUATION": row.valuation.upper() if row.valuation != "unstated" else "_U",
        "METHOD": row.method,
        "TIME_EDTF": row.period,
        "COMMENT_OBS": row.note,
    }
