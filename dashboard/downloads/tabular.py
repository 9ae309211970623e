"""Rows as CSV, JSON and XLSX that say what they are, on which terms, and from which sources."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files as resources
from typing import TYPE_CHECKING, Any

import yaml

from dashboard import edition, files
from dashboard.downloads import sheets
from etl import schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from dashboard.data import Store

#: What a reader needs of a source.
OF_SOURCES = ("source_id", "title", "authors", "publisher", "published", "language", "kind", "locator", "licence")
#: What rows behind a chart carry along when they leave as CSV, which has no other place for it.
CARRIED = ("data_version", "licence", "cite_as")


def csv(frame: pd.DataFrame, store: Store, link: str = "") -> bytes:
    """Rows as CSV that spreadsheets open rightly; version, licence and citation stand in the last columns."""
    about = edition.about(store, link)
    return files.csv(frame.assign(**{name: about[name] for name in CARRIED}), bom=True)


def as_json(frame: pd.DataFrame, sources: pd.DataFrame, store: Store, link: str = "") -> bytes:
    """Rows as JSON: ``about``, ``columns`` with their meaning, ``rows``, ``sources``."""
    whole = {
        "about": edition.about(store, link),
        "columns": [{"name": name, "type": kind, "meaning": said} for name, kind, said in meanings(frame)],
        "rows": json.loads(files.json(frame)),
        "sources": json.loads(files.json(sources[list(OF_SOURCES)])),
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def xlsx(frame: pd.DataFrame, sources: pd.DataFrame, store: Store, link: str = "") -> bytes:
    """Rows as a workbook with the sheets rows, columns, sources and about.

    Raises:
        MissingError: openpyxl is not installed.
    """
    about = edition.about(store, link)
    parts = {
        "rows": [list(frame.columns), *_cells(frame)],
        "columns": [["column", "type", "meaning"], *map(list, meanings(frame))],
        "sources": [list(OF_SOURCES), *_cells(sources[list(OF_SOURCES)])],
        "about": [["what", "said"], *([name, said] for name, said in about.items())],
    }
    return sheets.workbook(parts, about["title"])


def meanings(frame: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Name, type and meaning of each column of a frame."""
    table = schema.EVENTS if "event_id" in frame else schema.TRADE
    known: dict[str, Mapping[str, str]] = {
        column.name: {"kind": column.kind, "meaning": column.meaning} for column in table.columns
    }
    if "shown" in frame:
        known = _own_columns()
    return [(name, known[name]["kind"], known[name]["meaning"]) for name in frame.columns]


def _cells(frame: pd.DataFrame) -> list[list[Any]]:
    """The cells as Python's own values: days as dates, numbers as numbers, what is missing as nothing."""
    return [
        [_cell(value) for value in row] for row in frame.astype(object).where(frame.notna(), None).to_numpy().tolist()
    ]


def _cell(value: Any) -> Any:  # noqa: ANN401 (a value of any kind)
    return value.date() if hasattr(value, "date") else value


@lru_cache(maxsize=1)
def _own_columns() -> dict[str, Mapping[str, str]]:
    text = resources(__package__).joinpath("columns.yml").read_text(encoding="utf-8")
    table: dict[str, Mapping[str, str]] = yaml.safe_load(text)
    return table
