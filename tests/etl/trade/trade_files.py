"""Small statistical files, composed here in the layout of the real ones."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import openpyxl
import pytest

from etl.errors import SourceError
from etl.model import Citation, Observation
from etl.trade.statistics import read_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Row: TypeAlias = "Sequence[object]"
STATISTICS = Path(__file__).parents[4] / "shared" / "statistics"


@dataclass(frozen=True)
class Folder:
    """A folder that files are written to."""

    path: Path

    def text(self, name: str, text: str, encoding: str = "utf-8") -> Path:
        place = self.path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode(encoding))
        return place

    def csv(self, name: str, rows: Sequence[Sequence[object]], encoding: str = "utf-8", end: str = "\n") -> Path:
        lines = io.StringIO()
        csv.writer(lines, lineterminator=end).writerows(rows)
        return self.text(name, lines.getvalue(), encoding)

    def book(self, name: str, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        (self.path / name).parent.mkdir(parents=True, exist_ok=True)
        book.save(self.path / name)
        return self.path / name


def real_statistics() -> Path:
    """The real files; the test is skipped where they are not beside the project."""
    if not (STATISTICS / "imf_imts").is_dir():
        pytest.skip("the real statistical files are not beside the project")
    return STATISTICS


def observe(value: float | str, source: str = "imf_imts", **given: object) -> Observation:
    """Make an observation: goods trade of China in dollars, from the card or document named, unless said otherwise."""
    about: dict[str, object] = {
        "period": "2010",
        "indicator": "goods_trade",
        "reporter": "CHN",
        "partner": "VNM",
        "flow": "export",
        "unit": "USD",
        "kind": "level",
        "method": "reported",
        "valuation": "unstated",
    }
    period = str((about | given)["period"])
    place = Citation(source, 0, 1, 1, 1, period, period, rule=source)
    return Observation(value=Decimal(str(value)), citations=(place,), **(about | given))  # type: ignore[arg-type]


def figures(path: Path) -> dict[tuple[str, str, str, str], Decimal]:
    """The values by reporter, partner, flow and period."""
    observations, _ = read_file(path)
    return {(one.reporter, one.partner, one.flow, one.period): one.value for one in observations}


def told(observations: Sequence[Observation], *names: str) -> list[tuple[object, ...]]:
    """The named columns of observations."""
    return [tuple(getattr(one, name) for name in names) for one in observations]


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        read_file(path)
    return str(caught.value)
