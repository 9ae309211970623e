from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from dashboard import data
from dashboard.evidence import Excerpt, excerpt

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.data import Store


def place(store: Store, record: str, source: str) -> tuple[str, int, int]:
    rows = store.citations[(store.citations["record_id"] == record) & (store.citations["source_id"] == source)]
    return source, int(rows["start"].iloc[0]), int(rows["end"].iloc[0])


def test_a_passage_stands_in_its_paragraph(store: Store) -> None:
    assert excerpt(store, *place(store, "aiib-2015", "brief-history")) == Excerpt(
        "In the record we read this. ", "The new bank was founded in 2015.", ""
    )


def test_without_documents_it_says_so(tables: Path) -> None:
    store = data.load(tables)
    assert excerpt(store, *place(store, "aiib-2015", "brief-history")) == "no_documents"


def test_a_document_that_is_not_the_one_is_not_shown(tables: Path, documents: Path, tmp_path: Path) -> None:
    shutil.copytree(documents, tmp_path / "documents")
    (tmp_path / "documents" / "brief-history.txt").write_text("another text altogether" * 500, encoding="utf-8")
    store = data.load(tables, tmp_path / "documents")
    assert excerpt(store, *place(store, "aiib-2015", "brief-history")) == "changed"
    assert excerpt(store, "imf-imts", 0, 5) == "no_file"
    assert excerpt(store, "no-such-source", 0, 5) == "no_file"


def test_offsets_outside_of_the_text_show_nothing(store: Store) -> None:
    assert excerpt(store, "brief-history", 0, 10_000_000) == "changed"
    assert excerpt(store, "brief-history", 9, 9) == "changed"


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/hostname", "folder/../../secret.txt", "link.txt", "a\0b.txt"])
def test_no_path_leads_out_of_the_folder(tables: Path, tmp_path: Path, path: str) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    secret = tmp_path / "secret.txt"
    secret.write_text("nobody reads this", encoding="utf-8")
    (folder / "link.txt").symlink_to(secret)
    store = data.load(tables, folder)
    store.sources.loc[store.sources["source_id"] == "brief-history", "path"] = path
    assert excerpt(store, "brief-history", 0, 6) == "no_file"
