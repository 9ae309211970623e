"""Documents below a folder: ids, listings, links, and what is refused by name."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from etl.errors import ReadError
from etl.gather import gather

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _put(folder: Path, name: str, text: str = "text") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _ids(folder: Path, *reserved: str) -> dict[str, str]:
    return {one.source.path: one.source.source_id for one in gather(folder, reserved)[0]}


def _problems(folder: Path) -> list[tuple[str, str]]:
    return [(problem.place, problem.reason) for problem in gather(folder)[1]]


def test_ids_are_slugs_of_paths(tmp_path: Path) -> None:
    for name in ("004_0ba7.txt", "Ferry Report (2019).pdf", "north/a.txt", "south/a.txt"):
        _put(tmp_path, name)
    assert _ids(tmp_path) == {
        "004_0ba7.txt": "004_0ba7",
        "Ferry Report (2019).pdf": "ferry-report-2019",
        "north/a.txt": "north-a",
        "south/a.txt": "south-a",
    }


def test_ids_that_would_be_shared_reserved_or_empty_get_a_mark(tmp_path: Path) -> None:
    for name in ("a.txt", "a.md", "imts.txt", "渡轮.txt"):
        _put(tmp_path, name)
    ids = _ids(tmp_path, "imts")
    assert sorted(ids.values()) == sorted(set(ids.values()))
    assert [ids[name][: ids[name].rindex("-")] for name in sorted(ids)] == ["a", "a", "imts", "source"]
    _put(tmp_path, "b.txt")
    assert {name: slug for name, slug in _ids(tmp_path, "imts").items() if name != "b.txt"} == ids


def test_hidden_files_and_locks_are_passed_over(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/a.txt", "~$b.docx", "Thumbs.db", "sources.csv", "c.txt"):
        _put(tmp_path, name, "file\n")
    assert list(_ids(tmp_path)) == ["c.txt"]


def test_a_listing_tells_of_the_documents_beside_it(tmp_path: Path) -> None:
    _put(tmp_path, "a.txt")
    _put(tmp_path, "sub/b.txt")
    _put(tmp_path, "sources.csv", "file,title,published,language\na.txt,Ferries,2019-05,en\n")
    _put(tmp_path, "sub/sources.csv", "\ufefffile,authors\nb.txt,Bee; Dee\n")
    first, second = (one.source for one in gather(tmp_path)[0])
    assert (first.title, first.published, first.language, second.authors, second.language) == (
        "Ferries",
        "2019-05",
        "en",
        "Bee; Dee",
        "",
    )


@pytest.mark.parametrize(
    ("listing", "place", "reason"),
    [
        (
            "file,colour\na.txt,red\n",
            "sources.csv",
            'column "colour" is unknown, expected one of file, title, authors,',
        ),
        ("title\nx\n", "sources.csv", "lacks the column file, expected file,title"),
        ("", "sources.csv", "lacks the column file"),
        ("file,title\nz.txt,x\n", "sources.csv:2", 'names "z.txt", and there is no such document'),
        ("file,title\n../a.txt,x\n", "sources.csv:2", 'names "../a.txt", and there is no such document'),
        ("file,title\na.txt,x,y\n", "sources.csv:2", "has 3 cells, expected 2"),
        ("file,title\na.txt,x\na.txt,y\n", "sources.csv:3", 'names "a.txt" a second time; the first row holds'),
        ("file,published\na.txt,May 2019\n", "sources.csv:2", 'published is "May 2019", expected a date such as 2023'),
    ],
)
def test_a_faulty_listing_is_a_problem_and_no_stop(tmp_path: Path, listing: str, place: str, reason: str) -> None:
    _put(tmp_path, "a.txt")
    _put(tmp_path, "sources.csv", listing)
    found, (problem,) = gather(tmp_path)
    assert [one.source.path for one in found] == ["a.txt"]
    assert (problem.place, problem.reason[: len(reason)]) == (place, reason)


def test_a_listing_that_is_not_utf8_is_left_aside(tmp_path: Path) -> None:
    _put(tmp_path, "a.txt")
    (tmp_path / "sources.csv").write_bytes(b"file,title\na.txt,caf\xe9\n")
    found, (problem,) = gather(tmp_path)
    assert (found[0].source.title, problem.reason[:33]) == ("", "cannot be read and was left aside")


@pytest.mark.parametrize(
    ("link", "target", "reason"),
    [
        ("out.txt", "../outside.txt", "is a link that leads out of the folder, and is not followed"),
        ("away", "..", "is a link that leads out of the folder, and is not followed"),
        ("back", ".", "is a link to a folder, and is not followed"),
        ("self.txt", "self.txt", "is a link that leads nowhere or in a circle"),
        ("lost.txt", "nothing.txt", "is a link that leads nowhere or in a circle"),
    ],
)
def test_links_that_lead_out_or_in_a_circle_are_refused_by_name(
    tmp_path: Path, link: str, target: str, reason: str
) -> None:
    (tmp_path / "outside.txt").write_text("secret", encoding="utf-8")
    folder = tmp_path / "documents"
    _put(folder, "a.txt")
    (folder / link).symlink_to(target)
    assert list(_ids(folder)) == ["a.txt"]
    assert _problems(folder) == [(link, reason)]


def test_a_link_within_the_folder_is_read_where_its_file_is_not_found_by_itself(tmp_path: Path) -> None:
    _put(tmp_path, "a.txt")
    _put(tmp_path, ".store/b.txt")
    (tmp_path / "again.txt").symlink_to("a.txt")
    (tmp_path / "b.txt").symlink_to(".store/b.txt")
    (tmp_path / "c.txt").symlink_to(".store/b.txt")
    assert list(_ids(tmp_path)) == ["a.txt", "b.txt"]
    assert _problems(tmp_path) == []


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _put(tmp_path, "a.txt")
    _put(tmp_path, "closed/b.txt")
    listed = os.scandir

    def scandir(path: str) -> Iterator[os.DirEntry[str]]:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found, problems = gather(tmp_path)
    assert [one.source.path for one in found] == ["a.txt"]
    assert [(problem.place, problem.reason) for problem in problems] == [
        ("closed", "cannot be listed: Permission denied")
    ]


def test_a_missing_folder_and_a_file_are_no_folders(tmp_path: Path) -> None:
    _put(tmp_path, "a.txt")
    for name, message in (("nothing", "no such folder"), ("a.txt", "is not a folder")):
        with pytest.raises(ReadError, match=message):
            gather(tmp_path / name)
