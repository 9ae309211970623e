"""Benchmarks of the pipeline: throughput, a cold build, growth with the corpus, two processes."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from typing import TYPE_CHECKING

from dateparser.search import search_dates

from etl import pipeline, write
from etl.gather import gather
from etl.limits import Limits
from etl.read import read
from tests.benchmarks import corpus
from tests.benchmarks.table import Row, Scope, times
from tests.benchmarks.timing import Cost, command, medians, seconds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from etl.model import Document

#: Characters of the text, evenly taken, that the slower peer is measured on.
_SAMPLE = 20_000
#: Exit codes of a build that wrote the tables; the second names what it could not read.
_BUILT = (0, 1)
_READ_WITH_PANDAS = """
import sys
from pathlib import Path
import pandas

for path in sorted(path for folder in sys.argv[1:] for path in Path(folder).rglob("*") if path.is_file()):
    if path.suffix in {".xlsx", ".xls"}:
        pandas.read_excel(path, sheet_name=None, dtype=str, header=None, engine="calamine")
    elif path.suffix == ".csv":
        pandas.read_csv(path, dtype=str, encoding_errors="replace", on_bad_lines="skip")
    else:
        path.read_bytes().decode("utf-8", "replace")
"""
#: A build that tells at its end its peak of memory, since what the system tells of a finished process counts its
#: parent's, and the seconds that it and its workers took of processors.
_BUILD = """
import os
import sys
from pathlib import Path
from etl.__main__ import main

code = main(sys.argv[2:])
took = os.times()
seconds = f"own {took.user + took.system} workers {took.children_user + took.children_system}"
Path(sys.argv[1]).write_text(Path("/proc/self/status").read_text() + seconds)
sys.exit(code)
"""


def rows(scope: Scope) -> list[Row]:
    """All benchmarks of the pipeline."""
    return [throughput(scope), cold_build(scope), *growth(scope), two_jobs(scope)]


def throughput(scope: Scope) -> Row:
    """Text to tables, warm, on one core, against the search for dates alone."""
    documents = _documents(scope.documents)
    size = sum(len(document.text.encode()) for document in documents)
    paragraphs = _sample(documents)
    sample = sum(len(text.encode()) for text in paragraphs)
    _tables(documents)
    search_dates(paragraphs[0], languages=["en"])
    ours, peers = medians(
        lambda: size / seconds(lambda: _tables(documents)),
        lambda: sample / seconds(lambda: [search_dates(text, languages=["en"]) for text in paragraphs]),
        scope.runs,
    )
    return Row(
        "text to tables, one core, warm",
        f"{ours / 1e6:.2f} MB/s",
        f"search_dates alone {peers / 1e6:.3f} MB/s",
        times(ours / peers),
        ">= 20x and 1 MB/s",
        "regular expressions: a third of the time; the rest Python, no part above a tenth",
    )


def _documents(folder: Path) -> list[Document]:
    found, _ = gather(folder, set())
    return [read(one.path, one.source, Limits()) for one in found]


def _tables(documents: Sequence[Document]) -> dict[str, bytes]:
    yields = [pipeline._document(document) for document in documents]
    made = pipeline._rows(yields, (), [document.source for document in documents])
    return dict(write.files(made))


def _sample(documents: Sequence[Document]) -> list[str]:
    """Paragraphs evenly taken from the documents; one by one they cost the peer less than as a whole."""
    paragraphs = [text for document in documents for text in document.text.split("\n\n") if text.strip()]
    step = max(1, sum(map(len, paragraphs)) // _SAMPLE)
    return paragraphs[::step]


def cold_build(scope: Scope) -> Row:
    """The build command from its start to its end, against importing pandas and reading the same files."""
    folders = {"--sources": scope.documents} | ({"--statistics": scope.statistics} if scope.statistics else {})
    out = scope.scratch / "cold"
    named = [text for option, folder in folders.items() for text in (option, str(folder))]
    ours, peers = medians(
        lambda: command(["-m", "etl", "build", *named, "--out", str(out)], allowed=_BUILT).processor,
        lambda: command(["-c", _READ_WITH_PANDAS, *map(str, folders.values())]).processor,
        scope.runs,
    )
    return Row(
        "cold build, documents and statistics",
        f"{ours:.2f} s",
        f"import pandas, read the files {peers:.2f} s",
        times(ours / peers),
        "<= 5x",
        "a Python object for each figure; reading the rules",
    )


def growth(scope: Scope) -> list[Row]:
    """What one more document costs in a small and in a large corpus, and the memory at the peak."""
    costs = [_built(scope, size) for size in scope.corpora]
    peaks = [_peak_mb(scope, size) for size in scope.corpora]
    (_, small), (_, large) = pairwise(scope.corpora)
    steps = [
        (second.processor - first.processor) / (more - fewer)
        for (first, fewer), (second, more) in pairwise(zip(costs, scope.corpora, strict=True))
    ]
    kept = (peaks[2] - peaks[1]) / (scope.corpora[2] - scope.corpora[1])
    return [
        Row(
            f"one more document, up to {large}",
            f"{1000 * steps[1]:.1f} ms",
            f"up to {small}: {1000 * steps[0]:.1f} ms",
            times(steps[1] / steps[0]),
            "linear: about 1x",
            "as the throughput",
        ),
        Row(
            f"memory at the peak, {large} documents",
            f"{peaks[2]:.0f} MB",
            f"{scope.corpora[0]} documents: {peaks[0]:.0f} MB",
            f"{1024 * kept:.0f} KB a document",
            "only what rows need",
            "the rows that are kept",
        ),
    ]


def _built(scope: Scope, size: int, jobs: int = 1) -> Cost:
    folder, out = scope.scratch / f"corpus{size}", scope.scratch / f"out{size}"
    if not folder.exists():
        corpus.write(folder, size)
    arguments = ["--sources", str(folder), "--out", str(out), "--jobs", str(jobs)]
    cost = command(["-c", _BUILD, str(_status(scope, size)), "build", *arguments], allowed=_BUILT)
    shutil.rmtree(out)
    return cost


def _status(scope: Scope, size: int) -> Path:
    return scope.scratch / f"status{size}"


def _peak_mb(scope: Scope, size: int) -> float:
    """The peak of memory that the last build over a corpus told (Linux)."""
    told = re.search(r"VmHWM:\s*(\d+) kB", _status(scope, size).read_text(encoding="utf-8"))
    return int(told[1]) / 1024 if told else 0.0


def two_jobs(scope: Scope) -> Row:
    """The largest corpus with two processes against one, in seconds of processors that nobody else uses."""
    size = scope.corpora[-1]
    two, one = medians(lambda: _waited(scope, size, 2), lambda: _waited(scope, size, 1), min(scope.runs, 3))
    return Row(
        f"{size} documents with two jobs",
        f"{two:.2f} s",
        f"with one {one:.2f} s",
        times(one / two),
        ">= 1.8x faster",
        "rows are put together, checked and written in one process; each worker reads the rules",
    )


def _waited(scope: Scope, size: int, jobs: int) -> float:
    """Seconds that a build takes by the clock where each process has a processor: its own, and a worker's share."""
    _built(scope, size, jobs=jobs)
    told = re.search(r"own (\S+) workers (\S+)", _status(scope, size).read_text(encoding="utf-8"))
    if told is None:
        raise RuntimeError("the build told no seconds")
    return float(told[1]) + float(told[2]) / jobs
