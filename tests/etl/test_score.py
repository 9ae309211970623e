"""What is extracted, held to annotations made by hand: no figure may fall below the last one that was committed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from etl import pipeline

if TYPE_CHECKING:
    from collections.abc import Callable

SHARED = Path(__file__).parents[3] / "shared"
FLOOR = Path(__file__).with_name("score_floor.json")


@pytest.mark.documents
@pytest.mark.skipif(not (SHARED / "score").is_dir(), reason="the annotated documents are not beside the project")
def test_the_score_on_the_practice_annotations_keeps_its_floor(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    out = tmp_path / "data"
    pipeline.build(pipeline.Settings(SHARED / "sources", None, out), lambda _: lambda: None)
    command = [
        sys.executable,
        str(SHARED / "score" / "score.py"),
        str(SHARED / "score" / "practice"),
        str(out),
        "--json",
    ]
    scored = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))
    reached = {part: {name: scored[part][name] for name in names} for part, names in floor.items()}
    for part, figures in reached.items():
        record_property(f"score of {part}", ", ".join(f"{name} {figure:.3f}" for name, figure in figures.items()))
    fallen = {
        f"{part}.{name}": figure
        for part, figures in reached.items()
        for name, figure in figures.items()
        if figure < floor[part][name]
    }
    assert fallen == {}
