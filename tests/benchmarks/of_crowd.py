"""Benchmark of many people at once: gunicorn with two workers over real sockets, each person with own views."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dashboard import ids
from tests.benchmarks.of_page import body
from tests.benchmarks.table import Row, Scope, times
from tests.dashboard.serving import PATIENCE, Served, gunicorn

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Seconds between two actions of a person, who looks at what came: from, to.
_LOOKING = (5.0, 15.0)
_STATES = ("VNM", "THA", "MYS", "SGP", "IDN", "PHL", "KHM", "LAO", "MMR", "BRN")
_DOMAINS = ("trade_economy", "connectivity_infrastructure", "politics_security", "people_culture")
_SETTINGS = ("", "&flow=export", "&measure=share", "&style=lines", "&lanes=country", "&places=map", "&theme=dark")
_FILES = ("/data/events.csv", "/data/trade.csv", "/chart/trade-trend.csv", "/data/timeline.bib")


@dataclass
class Crowd:
    """What a crowd met: milliseconds of each answer and of each action, and what was no answer."""

    answers: list[float] = field(default_factory=list)
    actions: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def rows(scope: Scope) -> list[Row]:
    """How long answers take when many ask, and what the workers keep."""
    settings = {"data": str(scope.tables), "look_seconds": "2"}
    with gunicorn(scope.scratch / "crowd.log", settings=settings) as served:
        _visited(served, 1, scope.seconds / 5, Crowd())
        before, start = _memory_mb(served), _processor()
        met = _visited(served, scope.people, scope.seconds, Crowd())
        ours, whole = (now - then for now, then in zip(_processor(), start, strict=True))
        after = _memory_mb(served)
    return [_answers(scope, met, ours / max(whole, 1e-9)), _kept(before, after)]


def _answers(scope: Scope, met: Crowd, busy: float) -> Row:
    taken = sorted(met.answers)
    ranked = taken[int(0.95 * (len(taken) - 1))] if taken else 0.0
    return Row(
        f"{scope.people} people at once, {scope.seconds:g} s",
        f"p95 {ranked:.0f} ms, median {statistics.median(taken or [0]):.0f} ms",
        f"a whole view, median {statistics.median(met.actions or [0]):.0f} ms",
        f"{len(met.errors)} errors in {len(taken) + len(met.errors)}",
        "no error, p95 <= 500 ms",
        f"drawing what nobody has drawn; the machine {100 * busy:.0f}% busy, load {os.getloadavg()[0]:.0f}",
    )


def _kept(before: float, after: float) -> Row:
    return Row(
        "memory of the workers after the crowd",
        f"{after:.0f} MB",
        f"before {before:.0f} MB",
        times(after / max(before, 1)),
        "steady",
        "charts and views that are kept: a fixed number",
    )


def _visited(served: Served, people: int, seconds: float, met: Crowd) -> Crowd:
    """So many people for so long."""
    status, _, told = served.get("/_dash-dependencies")
    if status != 200:
        raise RuntimeError(f"/_dash-dependencies: status {status}")
    specs = [one for one in json.loads(told) if _follows_the_view(one)]
    over = threading.Event()
    with ThreadPoolExecutor(people) as crowd:
        chances = [random.Random(number) for number in range(people)]  # noqa: S311 (no secret)
        asked = []
        for chance in chances:  # they come one after another in the first quarter
            asked.append(crowd.submit(_person, served.port, specs, over, chance, met))
            time.sleep(min(_LOOKING[1], seconds / 4) / people)
        time.sleep(0.75 * seconds)
        over.set()
        for one in asked:
            one.result()
    return met


def _follows_the_view(spec: dict[str, Any]) -> bool:
    named = {part["id"] for part in spec["inputs"]}
    return not spec["clientside_function"] and not {ids.VIEW, ids.TABLES_VIEW}.isdisjoint(named)


def _person(
    port: int, specs: Sequence[dict[str, Any]], over: threading.Event, chance: random.Random, met: Crowd
) -> None:
    """Open the page, then change the view or take a file, look at it, and again."""
    opened = False
    while not over.is_set():
        address = _address(chance)
        paths: list[tuple[str, str]] = []
        if not opened:
            layout = f"/_dash-layout?_search={quote(address)}&_path=/&_width=1400"
            paths = [(path, "") for path in ("/", layout, "/_dash-dependencies")]
        elif chance.random() < 0.1:
            paths = [(f"{chance.choice(_FILES)}{address}", "")]
        else:
            values = {f"{ids.VIEW}.data": address, f"{ids.TABLES_VIEW}.data": address, f"{ids.VIEWPORT}.data": 1400}
            paths = [("/_dash-update-component", json.dumps(body(spec, values))) for spec in specs]
        opened = True
        _act(port, paths, met)
        over.wait(chance.uniform(*_LOOKING))


def _address(chance: random.Random) -> str:
    """Half of the views are ones that many ask for, half are nobody else's."""
    if chance.random() < 0.5:
        return f"?countries={chance.choice(_STATES)}"
    first = chance.randint(1991, 2010)
    return (
        f"?countries={';'.join(chance.sample(_STATES, 2))}&domains={chance.choice(_DOMAINS)}"
        f"&from={first}&to={chance.randint(first + 5, 2025)}{chance.choice(_SETTINGS)}"
    )


def _act(port: int, paths: Sequence[tuple[str, str]], met: Crowd) -> None:
    start = time.perf_counter()
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        for path, sent in paths:
            asked = time.perf_counter()
            try:
                connection.request(
                    "POST" if sent else "GET",
                    path,
                    sent or None,
                    {"Accept-Encoding": "gzip, br", **({"Content-Type": "application/json"} if sent else {})},
                )
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException) as error:
                met.errors.append(f"{path}: {error}")
                return
            if answer.status not in {200, 204}:
                met.errors.append(f"{path}: status {answer.status}")
            met.answers.append(1000 * (time.perf_counter() - asked))
    met.actions.append(1000 * (time.perf_counter() - start))


def _memory_mb(served: Served) -> float:
    """What the workers hold in memory together (Linux)."""
    pages = [int(Path(f"/proc/{one}/statm").read_text(encoding="utf-8").split()[1]) for one in served.workers()]
    return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _processor() -> tuple[float, float]:
    """Ticks that all processors were busy, and all ticks (Linux)."""
    ticks = [float(part) for part in Path("/proc/stat").read_text(encoding="utf-8").split("\n", 1)[0].split()[1:9]]
    return sum(ticks) - ticks[3] - ticks[4], sum(ticks)
