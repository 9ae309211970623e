"""The benchmarks run and print their table; what it says is for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.benchmarks import corpus
from tests.benchmarks.__main__ import main
from tests.benchmarks.table import Row, printed
from tests.browser.install import browser as chromium

if TYPE_CHECKING:
    from pathlib import Path


def test_the_table_is_even_markdown() -> None:
    rows = [Row("a", "1 s", "2 s", "0.5x", "<= 1x", "reading"), Row("longer", "1 s", "", "", "", "")]
    assert printed(rows).splitlines() == [
        "| what   | measured | peer | ratio | reach | limit   |",
        "|--------|----------|------|-------|-------|---------|",
        "| a      | 1 s      | 2 s  | 0.5x  | <= 1x | reading |",
        "| longer | 1 s      |      |       |       |         |",
    ]


def test_documents_of_a_corpus_differ() -> None:
    texts = [corpus.document(number) for number in range(50)]
    assert len(set(texts)) == 50
    assert all(1500 < len(text) < 3000 for text in texts)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # flask-compress leaves files to close
def test_every_benchmark_runs_on_little(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    few = corpus.write(tmp_path / "few", 2)
    statistics = tmp_path / "statistics"
    statistics.mkdir()
    small = ["--runs", "1", "--corpora", "1", "2", "3", "--people", "2", "--seconds", "4"]
    assert main(["--sources", str(few), "--statistics", str(statistics), *small]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.count("|") for line in lines] == [7] * (15 if chromium() else 13)
    for line in lines[2:]:
        assert any(unit in line for unit in (" s ", " ms ", "MB", "KB"))
