"""Which tables and which program made a file: the version of the data, licence and citation that go with it."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.data import Store

NAME = "ASEAN–China Atlas"
LICENCE = "MIT"
LICENCE_URL = "https://opensource.org/license/mit"
#: What the licence is of: the figures of a source keep the terms of that source.
TERMS = f"{LICENCE} for the choice, wording and form of the tables; each source keeps its own terms"


def data_version(store: Store) -> str:
    """The version of the data: the first 12 digits of the SHA-256 of all tables' files, in the schema's order."""
    return store.version


def program(store: Store) -> str:
    """The program and the version of its data as a name: ``ASEAN–China Atlas 0.1.0, data 0a1b2c3d4e5f``."""
    return f"{NAME} {program_version()}, data {data_version(store)}".replace(" ,", ",")


@lru_cache(maxsize=1)
def program_version() -> str:
    """The version of the installed program; "" where it runs without being installed."""
    try:
        return version("asean-china-atlas")
    except PackageNotFoundError:
        return ""


def citation(store: Store, link: str = "") -> str:
    """How to cite the data, in the form of APA; without a year, for the version says more."""
    version_ = " ".join(part for part in (program_version(), f"data {data_version(store)}") if part)
    return (
        f"{NAME} (n.d.). Milestones and trade of ASEAN and China ({version_}) [Data set].{f' {link}' if link else ''}"
    )


def bibtex(store: Store, link: str = "") -> str:
    """The same as a BibTeX entry."""
    lines = [
        "@misc{asean_china_atlas,",
        "  title = {{Milestones and trade of ASEAN and China}},",
        f"  author = {{{{{NAME}}}}},",
        f"  version = {{{program_version()}}},",
        f"  note = {{Data set, data version {data_version(store)}, licence: {TERMS}}},",
        *([f"  url = {{{link}}},"] if link else []),
        "}",
    ]
    return "\n".join(line for line in lines if "{}" not in line) + "\n"


def about(store: Store, link: str = "") -> dict[str, str]:
    """What every file says of itself: title, version of the data, licence, citation, address of the view."""
    return {
        "title": f"{NAME}: milestones and trade of ASEAN and China",
        "data_version": data_version(store),
        "licence": f"{TERMS}; {LICENCE_URL}",
        "cite_as": citation(store, link),
        "link": link,
    }
