"""The small honest set of tables that the tests of the page stand on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard import data
from dashboard.app import Atlas, create_app
from dashboard.around import around
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
def shipped() -> Store:
    """The tables that come with the project, in which every chart has something to draw."""
    return data.load(data.shipped_tables())


@pytest.fixture(scope="session")
def chosen(shipped: Store) -> str:
    """A milestone of the shipped tables around which there is trade, as a part of an address."""
    found = (name for name in shipped.events["event_id"] if (one := around(shipped, name)) and one.year > 2005)
    return f"event={next(found)}"


@pytest.fixture(scope="session")
def app(tables: Path, documents: Path) -> Atlas:
    return create_app(tables, documents, settings=Settings())
