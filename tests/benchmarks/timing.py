"""What a piece of work costs: in this process, or a command in a process of its own."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds by the clock, and of processors (its children's too)."""

    clock: float
    processor: float


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds that a piece of work takes here; other processes of a busy machine hardly change them."""
    start = time.process_time()
    work()
    return time.process_time() - start


def medians(ours: Callable[[], float], peers: Callable[[], float], runs: int) -> tuple[float, float]:
    """The medians of two measures taken by turns, so that what else the machine does falls on both."""
    taken = [(ours(), peers()) for _ in range(runs)]
    return statistics.median(one for one, _ in taken), statistics.median(other for _, other in taken)


def command(arguments: Sequence[str], *, allowed: tuple[int, ...] = (0,)) -> Cost:
    """The cost of a Python command, from its start to its end.

    Raises:
        RuntimeError: It ended with another exit code than those allowed.
    """
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    clock = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        raise RuntimeError(f"{' '.join(arguments)}: exit code {process.returncode}")
    return Cost(clock, used.ru_utime + used.ru_stime)
