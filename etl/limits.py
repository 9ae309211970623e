"""What one document may cost: bytes, pages, characters, seconds and memory, with a guard that holds a reader to it."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from etl.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import FrameType
    from zipfile import ZipFile

try:
    import resource
except ImportError:  # not on Windows, where only time between pages is held to
    resource = None  # type: ignore[assignment]

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost; each can be set as ``ATLAS_MAX_<NAME>`` in the environment.

    Attributes:
        bytes: Size of the file.
        unpacked: Bytes that an archive (docx, xlsx) may hold once unpacked.
        pages: Pages of a PDF.
        characters: Length of the extracted text.
        seconds: Time for reading the file and finding in it what there is to find.
        megabytes: Memory that this may take beyond what the process already had.
    """

    bytes: int = 200 * MEGABYTE
    unpacked: int = 500 * MEGABYTE
    pages: int = 5_000
    characters: int = 100_000_000
    seconds: int = 600
    megabytes: int = 4_096

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Limits:
        """The limits with what the environment sets.

        Raises:
            ReadError: A setting is not a whole number above zero; names it.
        """
        found = {field.name: environment.get(f"ATLAS_MAX_{field.name.upper()}") for field in fields(cls)}
        return replace(cls(), **{name: _positive(name, value) for name, value in found.items() if value is not None})


def check_unpacked(archive: ZipFile, limits: Limits) -> None:
    """Refuse an archive that would fill the memory, before anything in it is unpacked.

    Raises:
        ReadError: It would unpack to more than it may.
    """
    size = sum(item.file_size for item in archive.infolist())
    if size > limits.unpacked:
        raise ReadError(f"would unpack to {size} bytes, expected at most {limits.unpacked} (ATLAS_MAX_UNPACKED)")


def _positive(name: str, value: str) -> int:
    if value.isascii() and value.isdigit() and int(value) > 0:
        return int(value)
    raise ReadError(f'ATLAS_MAX_{name.upper()}: found "{value}", expected a whole number above zero')


@contextmanager
def held_to(limits: Limits) -> Iterator[None]:
    """Stop what runs inside when it takes longer, or more memory, than one document may.

    Time is held to in the main thread of a process on POSIX systems, memory where the system has
    ``RLIMIT_AS`` and ``/proc``; elsewhere what runs inside runs on.

    Raises:
        ReadError: The time or the memory is used up.
    """
    try:
        with _time_limit(limits.seconds), _memory_limit(limits.megabytes):
            yield
    except MemoryError as error:
        raise ReadError(f"needs more than {limits.megabytes} MB of memory (ATLAS_MAX_MEGABYTES)") from error
    except RecursionError as error:
        raise ReadError("is nested too deeply to be read") from error


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise ReadError(f"takes longer than {seconds} seconds (ATLAS_MAX_SECONDS)")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _memory_limit(megabytes: int) -> Iterator[None]:
    statm = Path("/proc/self/statm")
    if resource is None or not statm.exists():
        yield
        return
    taken = int(statm.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    allowed = taken + megabytes * MEGABYTE
    bounds = [bound for bound in (soft, hard) if bound != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([allowed, *bounds]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
