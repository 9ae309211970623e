"""``python -m tests.benchmarks``: a table of what was measured, against what, and how far it should reach.

Ratios are within one run and figures are medians, so that a slow or busy machine changes them little. Nothing here is
asserted: what a person concludes from the table depends on the machine.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks import corpus, of_browser, of_crowd, of_etl, of_page
from tests.benchmarks.table import Scope, printed

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
_PARTS = {"etl": of_etl.rows, "page": of_page.rows, "browser": of_browser.rows, "crowd": of_crowd.rows}
#: Takes minutes, and is measured where it is asked for.
_LONG = {"large": of_browser.large_rows}
_BESIDE = ROOT.parent / "shared"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print the table."""
    chosen = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        scope = Scope(
            documents=chosen.sources or _real("sources") or corpus.write(folder / "documents", 100),
            statistics=chosen.statistics or _real("statistics"),
            tables=chosen.data,
            scratch=folder,
            runs=chosen.runs,
            corpora=tuple(chosen.corpora),
            people=chosen.people,
            seconds=chosen.seconds,
        )
        rows = [row for name in chosen.parts for row in {**_PARTS, **_LONG}[name](scope)]
    sys.stdout.write(printed(rows) + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--sources", type=Path, metavar="DIR", help="folder of documents")
    parser.add_argument("--statistics", type=Path, metavar="DIR", help="folder of statistical files")
    parser.add_argument("--data", type=Path, metavar="DIR", default=ROOT / "data", help="tables of the page")
    parser.add_argument("--runs", type=int, metavar="N", default=5, help="runs of which the median is taken")
    parser.add_argument(
        "--corpora", type=int, nargs=3, metavar="N", default=(10, 100, 1000), help="sizes of three growing corpora"
    )
    parser.add_argument("--people", type=int, metavar="N", default=100, help="people at the page at once (%(default)s)")
    parser.add_argument("--seconds", type=float, metavar="N", default=30, help="how long; 300 in full (%(default)s)")
    parser.add_argument("--parts", nargs="+", choices=(*_PARTS, *_LONG), default=tuple(_PARTS), help="what to measure")
    return parser


def _real(name: str) -> Path | None:
    return _BESIDE / name if (_BESIDE / name).is_dir() else None


if __name__ == "__main__":
    sys.exit(main())
