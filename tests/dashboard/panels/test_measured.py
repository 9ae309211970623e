from __future__ import annotations

import json
from pathlib import Path

from dashboard.panels.measured import measured

FLOOR = Path(__file__).parents[2] / "etl" / "score_floor.json"


def test_the_page_shows_the_figures_that_tests_hold() -> None:
    assert measured() == json.loads(FLOOR.read_text(encoding="utf-8"))
