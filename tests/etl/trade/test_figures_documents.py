"""Figures of the real documents, where they are beside the project: what is annotated is found, and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from etl.dates.passages import passage_dates
from etl.limits import Limits
from etl.model import Observation, Source
from etl.read import read
from etl.segment import passages
from etl.trade.figures import find

SHARED = Path(__file__).parents[4] / "shared"
pytestmark = [
    pytest.mark.documents,
    pytest.mark.skipif(not (SHARED / "sources").is_dir(), reason="the real documents are not beside the project"),
]


def annotated() -> list[dict[str, Any]]:
    text = (SHARED / "score/practice/figures.jsonl").read_text(encoding="utf-8")
    return [row for row in map(json.loads, text.splitlines()) if row["doc"] == "003"]


def found() -> list[Observation]:
    (path,) = (SHARED / "sources").glob("003_*.txt")
    whole = read(path, Source("d003", path.name, published="2023"), Limits())
    parts = passages(whole)
    return list(find(whole, parts, passage_dates(parts, reference="2023")))


def matches(row: dict[str, Any], item: Observation) -> bool:
    near = abs(row["line"] - item.citations[0].line) <= 2
    return near and bool(abs(float(item.value) - row["value"]) <= 0.005 * abs(row["value"]))


def test_what_is_annotated_as_core_is_found_with_its_pair() -> None:
    core = [row for row in annotated() if row["tier"] == "core"]
    items = found()
    hits = [(row, item) for row in core for item in items if matches(row, item)]
    assert len({id(row) for row, _ in hits}) / len(core) >= 0.92
    pairs = [(row, item) for row, item in hits if row["reporter"] and row["partner"]]
    right = [{row["reporter"], row["partner"]} == {item.reporter, item.partner} for row, item in pairs]
    assert sum(right) / len(right) >= 0.95


def test_what_is_found_is_annotated() -> None:
    rows, items = annotated(), found()
    assert sum(any(matches(row, item) for row in rows) for item in items) / len(items) >= 0.92
