"""The tables that are served now: taken anew when those on disk change, whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from dashboard import data
from etl import schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dashboard.data import Store

_LOG = logging.getLogger("dashboard.tables")
#: What a build writes beside the tables: it states the hash of each.
_PACKAGE = "datapackage.json"
#: What tells a file from another of the same name, for each table.
Signature = tuple[tuple[int, int, int], ...]


class Shelf:
    """Holds the tables of a folder and puts newer ones in their place while the page runs.

    A set is taken when two looks in a row find the same files, they are still the same after they have been read, and
    they are those that the data package beside them describes, where there is one: so nobody is served half of an old
    set and half of a new one, however slowly the files are replaced. A set that breaks the schema is refused, the one
    before stays, and `state` says why.
    """

    def __init__(
        self,
        folder: Path,
        documents_dir: Path | None = None,
        *,
        seconds: float = 0,
        forget: Callable[[], None] = lambda: None,
    ) -> None:
        """Load the tables.

        Args:
            folder: Their folder.
            documents_dir: Folder of the documents, if passages are to be shown.
            seconds: The shortest time between two looks at the folder; 0 never looks.
            forget: Called after another set was taken: drops what was drawn from the one before.

        Raises:
            TablesError: The tables are missing or break the schema.
        """
        self._folder, self._documents, self._seconds, self._forget = folder, documents_dir, seconds, forget
        self._seen = self._noticed = _signature(folder)
        self._store = data.load(folder, documents_dir)
        self._since = _now()
        self._refused: dict[str, str] | None = None
        self._next = time.monotonic() + seconds
        self._one_at_a_time = threading.Lock()

    @property
    def store(self) -> Store:
        """The tables as they are served now; a look at the folder is due at most every few seconds."""
        if self._seconds and time.monotonic() >= self._next and self._one_at_a_time.acquire(blocking=False):
            # Reading a million rows takes seconds, in which the old tables are served.
            self._next = time.monotonic() + self._seconds
            threading.Thread(target=self._look_and_release, daemon=True).start()
        return self._store

    def state(self) -> dict[str, Any]:
        """What is served, since when, and the last set that was refused; no paths, for anybody may ask."""
        store = self.store
        return {
            "version": store.version,
            "since": self._since,
            "events": len(store.events),
            "trade": len(store.trade),
            "refused": self._refused,
        }

    def look(self) -> None:
        """See whether the files have changed, and take them if they rest and are whole."""
        found = _signature(self._folder)
        if self._seen == found or found != self._noticed:
            self._noticed = found
        else:
            self._take(found)

    def _take(self, found: Signature) -> None:
        try:
            _check_whole(self._folder)
            fresh = data.load(self._folder, self._documents)
        except (data.TablesError, OSError) as error:
            if _signature(self._folder) == found:
                self._refuse(found, str(error))
            return
        if _signature(self._folder) != found:
            return
        self._seen, self._store, self._since, self._refused = found, fresh, _now(), None
        self._forget()
        _LOG.info("tables taken: version %s", fresh.version)

    def _refuse(self, found: Signature, reason: str) -> None:
        self._seen = found
        # Anybody may ask how the page is: the path of the folder stays here.
        self._refused = {
            "at": _now(),
            "reason": reason.replace(f"{self._folder}/", "").replace(f"{self._folder}", "the folder"),
        }
        _LOG.warning("tables refused, those before stay: %s", reason)

    def _look_and_release(self) -> None:
        try:
            self.look()
        finally:
            self._one_at_a_time.release()


def _check_whole(folder: Path) -> None:
    """Refuse a set of which some files are there and others not yet.

    Raises:
        TablesError: A table is not the file that the data package describes.
    """
    package = folder / _PACKAGE
    if not package.exists():
        return
    try:
        stated = {part["path"]: part["hash"] for part in json.loads(package.read_bytes())["resources"]}
    except (ValueError, KeyError, TypeError) as error:
        raise data.TablesError(f"{package}: is no data package") from error
    for table in schema.TABLES:
        path = folder / f"{table.name}.csv"
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
        if stated.get(path.name) != f"sha256:{found}":
            raise data.TablesError(f"{path}: is not the file that {_PACKAGE} describes")


def _signature(folder: Path) -> Signature:
    """Which files are there: each one's number, time of change and size; nothing for one that is not."""
    found = []
    for name in (*(f"{table.name}.csv" for table in schema.TABLES), _PACKAGE):
        with contextlib.suppress(OSError):
            at = (folder / name).stat()
            found.append((at.st_ino, at.st_mtime_ns, at.st_size))
    return tuple(found)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
