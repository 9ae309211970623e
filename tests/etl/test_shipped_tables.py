"""The tables that ship: well by themselves, and the ones that a build over the real documents gives, byte for byte."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from etl import check, pipeline
from etl.milestones.grammar import grammar
from etl.milestones.title import is_sound

ROOT = Path(__file__).parents[2]
DATA, SHARED = ROOT / "data", ROOT.parent / "shared"


def test_the_shipped_tables_are_well() -> None:
    assert (check.problems(check.read_tables(DATA)), check.mixed(DATA)) == ([], [])


@pytest.mark.documents
@pytest.mark.skipif(not (SHARED / "sources").is_dir(), reason="the real documents are not beside the project")
def test_a_build_over_the_real_documents_gives_the_shipped_tables(tmp_path: Path) -> None:
    settings = pipeline.Settings(SHARED / "sources", SHARED / "statistics", tmp_path / "data")
    assert pipeline.build(settings, lambda _: lambda: None).problems == ()
    built = {path.name: path.read_bytes() for path in (tmp_path / "data").iterdir()}
    shipped = {path.name: path.read_bytes() for path in DATA.iterdir() if path.name in built}
    assert sorted(shipped) == sorted(built)
    assert [name for name in built if built[name] != shipped[name]] == []


def test_every_shipped_title_is_whole() -> None:
    with (DATA / "events.csv").open(encoding="utf-8", newline="") as file:
        titles = [row["title"] for row in csv.DictReader(file)]
    assert [title for title in titles if not is_sound(title, grammar("en"))] == []
