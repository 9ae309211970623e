"""Who reads the documents: this process, several of this machine, or the workers of a Dask cluster.

Whoever reads them, results come in the order of the documents and are the same, so the tables are, too. A document that
ends the process that reads it (out of memory, a fault in a library) costs the others nothing. Where the build itself is
killed, its processes end with it.
"""

from __future__ import annotations

import os
import threading
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import parent_process
from typing import TYPE_CHECKING, Generic, TypeVar

from etl.errors import ClusterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.process import BaseProcess

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Seconds in which a cluster has to answer.
_ANSWER = 30


def _bound() -> None:
    """Have this process end when the one that started it does.

    The pool's own processes wait for work for ever, and what they share with a killed build (its lock on the folder of
    the tables) would stay taken.
    """
    threading.Thread(target=_end_with, args=(parent_process(),), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


class Executor(Generic[Item, Result]):
    """Work that is done on each of many items, here or elsewhere.

    Args:
        work: What to do with an item; can be pickled where it is done elsewhere.
        lost: The result for an item that ends the process that works on it.
    """

    def __init__(self, work: Callable[[Item], Result], lost: Result) -> None:
        self.work, self.lost = work, lost

    def results(self, items: Sequence[Item], *, jobs: int = 1, cluster: str = "") -> Iterator[Result]:
        """The result of each item, in order.

        Args:
            items: What to work on.
            jobs: Processes of this machine.
            cluster: Address of a Dask scheduler, which takes the place of these processes.

        Raises:
            ClusterError: The cluster cannot be reached or does not know this program.
        """
        if cluster:
            return self._on_cluster(items, cluster)
        if jobs == 1 or len(items) < 2:
            return map(self.work, items)
        return self._in_processes(items, jobs)

    def _in_processes(self, items: Sequence[Item], jobs: int) -> Iterator[Result]:
        """Where an item ends its process, the pool is lost with it, and nobody knows which item it was.

        The next few are worked on alone, and the others in a new pool.
        """
        at = 0
        while at < len(items):
            try:
                with ProcessPoolExecutor(jobs, initializer=_bound) as pool:
                    for result in pool.map(self.work, items[at:]):
                        yield result
                        at += 1
            except BrokenProcessPool:
                suspects = items[at : at + 2 * jobs]
                yield from map(self._alone, suspects)
                at += len(suspects)

    def _alone(self, item: Item) -> Result:
        """The result in a process of its own, which may be killed for what it takes."""
        try:
            with ProcessPoolExecutor(1, initializer=_bound) as pool:
                return pool.submit(self.work, item).result()
        except BrokenProcessPool:
            return self.lost

    def _on_cluster(self, items: Sequence[Item], address: str) -> Iterator[Result]:
        """The scheduler gives what a lost worker had to another; an item that several were lost over is given up."""
        try:
            from distributed import Client, KilledWorker  # noqa: PLC0415 (an extra, seldom needed)
        except ModuleNotFoundError as error:
            raise ClusterError(f"needs the library {error.name}: pip install 'asean-china-atlas[cluster]'") from error
        try:
            with Client(address, timeout=_ANSWER, set_as_default=False) as client:
                futures = client.map(self.work, items, pure=False)[::-1]
                while futures:
                    try:
                        yield futures.pop().result()
                    except KilledWorker:
                        yield self.lost
        except (OSError, ValueError, ImportError, CancelledError) as error:
            raise ClusterError(f"{address}: no cluster that can do this work: {error}") from error
