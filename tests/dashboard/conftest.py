"""The small honest set of tables that the tests of the page stand on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard import data
from dashboard.app import Atlas, create_app
from dashboard.settings import Settings

if TYPE_CHECKING:
    from dashboard.data import Store

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def tables() -> Path:
    return HERE / "tables"


@pytest.fixture(scope="session")
def documents() -> Path:
    return HERE / "documents"


@pytest.fixture(scope="session")
def store(tables: Path, documents: Path) -> Store:
    return data.load(tables, documents)


@pytest.fixture(scope="session")
def app(tables: Path, documents: Path) -> Atlas:
    return create_app(tables, documents, settings=Settings())
