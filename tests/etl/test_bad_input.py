"""A table of bad inputs, each with the line that the build command says of it; the documents beside it are read."""

from __future__ import annotations

import csv
import ctypes
import os
import sys
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject

from etl.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "China and Viet Nam signed the Agreement on Ferry Lines in Hanoi on 4 May 1999.\n"
#: Low enough that a file of the tests goes beyond them, high enough for any that is well.
LIMITS = {"SECONDS": "2", "UNPACKED": "1000000", "PAGES": "100", "CHARACTERS": "4000000"}
OFFICE = "an encrypted or old (97-2003) Office file"
DAMAGED_PDF = "is damaged or no PDF: Failed to load document (PDFium: Data format error)."
NO_WORD = "is damaged or no Word document: \"There is no item named '[Content_Types].xml' in the archive\""
DATES = "In May 1991 China signed it, and US$3 billion went there. "


#: A statistical file of the IMF: its header, and a row of a country.
HEAD = "DATASET,SERIES_CODE,OBS_MEASURE,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,2001,2002\n"
ROW = "D,CHN.XG_FOB_USD.{partner}.A,{unit},China,Exports,Somewhere,1,{last}\n"


def _row(partner: str = "VNM", last: str = "2", unit: str = "OBS_VALUE") -> str:
    return ROW.format(partner=partner, last=last, unit=unit)


STATISTICS = {
    "shifted.csv": (
        HEAD + "," + _row(),
        'row 2, column "#9": found "2", expected no cell beyond the header\'s last column',
    ),
    "short.csv": (
        HEAD + _row().removeprefix("D,"),
        'row 2, column "2002": found "the row\'s end after 7 cells", expected 8 cells',
    ),
    "text.csv": (HEAD + _row(last="two"), 'row 2, column "2002": found "two", expected a number'),
    "unknown.csv": (
        HEAD + _row("ATLANTIS"),
        'row 2, column "2001": found "ATLANTIS", expected a partner that countries.yml spells for imf_imts',
    ),
    "units.csv": (
        HEAD + _row() + _row("THA", unit="EUR"),
        'row 3, column "2001": found "EUR", expected a unit: OBS_VALUE',
    ),
    "nul.csv": (HEAD + "\0", "found bytes of no text, expected comma-separated text"),
    "empty.csv": ("", "found a header that no card of etl/sources knows (no cells)"),
    "cut.csv": (
        HEAD[:39],
        "found a header that no card of etl/sources knows (DATASET, SERIES_CODE, OBS_MEASURE, COUNTRY)",
    ),
    "page.csv": ("%PDF-1.3\n", "found a header that no card of etl/sources knows (%PDF-1.3)"),
    "page.xlsx": ("%PDF-1.3\n", "cannot be opened as a workbook: invalid Zip archive: Could not find EOCD"),
    "empty.xlsx": ("", "cannot be opened as a workbook: invalid Zip archive: Could not find EOCD"),
    "office.xlsx": ("\xd0", "cannot be opened as a workbook: invalid Zip archive: Could not find EOCD"),
}


def _zip(inner: bytes, *, size: int = 0) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.zip", inner or b"\0" * size)
    return file.getvalue()


def _pdf(pages: int, *, circle: bool = False, password: str = "") -> bytes:
    writer, file = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(72, 72)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    if circle:
        tree = writer.root_object["/Pages"]
        tree[NameObject("/Kids")] = ArrayObject([writer.root_object.raw_get("/Pages")])  # type: ignore[index]
    writer.write(file)
    return file.getvalue()


BOMB = _zip(b"", size=2_000_000)
DOCUMENTS = {
    "empty.html": (b"", "is empty"),
    "cut.docx": (_zip(b"x")[:60], "is damaged or no Word document: File is not a zip file"),
    "cut.pdf": (_pdf(3)[:40], DAMAGED_PDF),
    "cut.txt": ("渡轮".encode()[:-1], "is not UTF-8: byte 0xe8 at offset 3"),
    "cut.html": (b"<html><body><p", "holds no text"),
    "nested.docx": (_zip(_zip(BOMB)), NO_WORD),
    "picture.md": (b"\x89PNG\r\n\x1a\n", "is a PNG picture, though its name says markdown"),
    "office.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"is {OFFICE}, though its name says docx"),
    "secret.pdf": (_pdf(1, password="x"), "is encrypted with a password"),  # noqa: S106 (of no account)
    "latin.md": ("café".encode("latin-1"), "is not UTF-8: byte 0xe9 at offset 3"),
    "wide.txt": (GOOD.encode("utf-16-be"), "is not UTF-8 text: 79 of 158 characters are NUL"),
    "bomb.docx": (BOMB, "would unpack to 2000000 bytes, expected at most 1000000 (ATLAS_MAX_UNPACKED)"),
    "deep.html": (b"<div>" * 100_000 + b"deep", "is nested too deeply to be read"),
    "pages.pdf": (_pdf(101), "has 101 pages, expected at most 100 (ATLAS_MAX_PAGES)"),
    "scan.pdf": (_pdf(2), "holds no text on its 2 pages: it is a scan, which needs text recognition (OCR) first"),
    "line.txt": (b"x" * 5_000_000, "holds 5000000 characters, expected at most 4000000 (ATLAS_MAX_CHARACTERS)"),
    "dates.txt": (DATES.encode() * 60_000, "takes longer than 2 seconds (ATLAS_MAX_SECONDS)"),
    "notes.md": (
        b"Word[^1]\n\n" + b"".join(b"[^%d]: In May 1991 they met.\n" % number for number in range(90_000)),
        "takes longer than 2 seconds (ATLAS_MAX_SECONDS)",
    ),
    **{f"empty.{suffix}": (b"", "is empty") for suffix in ("txt", "md", "docx", "pdf")},
    "blank.txt": (b" \n\n\t", "holds no text"),
    "cut.md": ("渡轮".encode()[:-1], "is not UTF-8: byte 0xe8 at offset 3"),
    "half.html": (GOOD.encode("utf-16")[:-1], "is UTF-16, expected UTF-8"),
    "wide.md": (GOOD.encode("utf-16"), "is UTF-16, expected UTF-8"),
    "latin.txt": ("café".encode("latin-1"), "is not UTF-8: byte 0xe9 at offset 3"),
    "latin.html": ("<p>café".encode("latin-1"), "is not UTF-8: byte 0xe9 at offset 6"),
    "page.txt": (_pdf(1), "is a PDF, though its name says text"),
    "page.md": (_pdf(1), "is a PDF, though its name says markdown"),
    "page.html": (_pdf(1), "is a PDF, though its name says html"),
    "page.docx": (_pdf(1), "is a PDF, though its name says docx"),
    "archive.txt": (_zip(b"x"), "is a ZIP archive, though its name says text"),
    "archive.html": (_zip(b"x"), "is a ZIP archive, though its name says html"),
    "archive.pdf": (_zip(b"x"), "is a ZIP archive, though its name says pdf"),
    "packed.txt": (b"\x1f\x8b\x08\0", "is a gzip archive, though its name says text"),
    "office.txt": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"is {OFFICE}, though its name says text"),
    "office.pdf": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"is {OFFICE}, though its name says pdf"),
    "text.docx": (GOOD.encode(), "is damaged or no Word document: File is not a zip file"),
    "text.pdf": (GOOD.encode(), DAMAGED_PDF),
    "nul.docx": (b"\0" * 100, "is damaged or no Word document: File is not a zip file"),
    "nul.pdf": (b"\0" * 100, DAMAGED_PDF),
    'a\n"b" \u6e21\u202e.txt': (b"", "is empty"),
}


@pytest.fixture(scope="module")
def rules_at_hand(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The rules are read with the first document; a good one must not run out of its time over them."""
    folder = tmp_path_factory.mktemp("warm")
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    assert main(["build", "--sources", str(folder), "--out", str(folder / "out" / "data")]) == 0


@pytest.fixture(autouse=True)
def limits(rules_at_hand: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    for name, value in LIMITS.items():
        monkeypatch.setenv(f"ATLAS_MAX_{name}", value)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_bad_document_is_named_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    data, reason = DOCUMENTS[name]
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "good.txt").write_text(GOOD, encoding="utf-8")
    (documents / name).write_bytes(data)
    assert main(["build", "--sources", str(documents), "--out", str(tmp_path / "data")]) == 1
    said = capsys.readouterr()
    shown = name.replace("\n", "\\n").replace("\u202e", "\\u202e")
    assert said.err == f"{shown}: {reason}\n"
    assert " 1 sources, " in said.out


def test_a_pdf_whose_pages_go_in_a_circle_ends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "circle.pdf").write_bytes(_pdf(1, circle=True))
    assert main(["build", "--sources", str(tmp_path), "--out", str(tmp_path / "out" / "data")]) == 2
    assert capsys.readouterr().err.startswith("nothing could be read; circle.pdf: ")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("mark.txt", b"\xef\xbb\xbf" + GOOD.encode()),
        ("mark.md", b"\xef\xbb\xbf" + GOOD.encode()),
        ("mark.html", b"\xef\xbb\xbf<p>" + GOOD.encode()),
        ("nul.txt", GOOD.replace("in Hanoi ", "in Hanoi\0").encode()),
        ("nul.md", GOOD.replace("in Hanoi ", "in Hanoi\0").encode()),
        ("wide.html", b'<meta charset="gb18030"><p>\xb6\xc9\xc2\xd6 ' + GOOD.encode()),
        ("up../up.txt", GOOD.encode()),
    ],
)
def test_what_only_looks_bad_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes
) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    place = documents / name.replace("/", "\u2215")
    place.write_bytes(data)
    assert main(["build", "--sources", str(documents), "--out", str(tmp_path / "data")]) == 0
    assert f"{tmp_path / 'data'}: 1 events" in capsys.readouterr().out
    assert "1999-05-04" in (tmp_path / "data" / "events.csv").read_text(encoding="utf-8")


def test_two_documents_of_one_name_are_two_sources(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documents = tmp_path / "documents"
    for folder in ("north", "south"):
        (documents / folder).mkdir(parents=True)
        (documents / folder / "a.txt").write_text(GOOD, encoding="utf-8")
    assert main(["build", "--sources", str(documents), "--out", str(tmp_path / "data")]) == 0
    assert "1 events, 0 trade, 2 citations, 2 sources" in capsys.readouterr().out


def test_dates_that_do_not_exist_are_no_milestones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = [GOOD.replace("4 May 1999", date) for date in ("31 February 1999", "3 May 0", "3 May 99999")]
    (tmp_path / "a.txt").write_text("\n".join(told), encoding="utf-8")
    assert main(["build", "--sources", str(tmp_path), "--out", str(tmp_path / "data")]) == 0
    assert capsys.readouterr().err == ""
    table = (tmp_path / "data" / "events.csv").read_text(encoding="utf-8")
    assert not any(made in table for made in ("1999-02", "1999-03-03", "0000-", "99999"))


def test_a_workbook_that_would_fill_the_memory_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bomb.xlsx").write_bytes(BOMB)
    (tmp_path / "nested.xlsx").write_bytes(_zip(_zip(BOMB)))
    assert main(["build", "--statistics", str(tmp_path), "--out", str(tmp_path / "data")]) == 2
    said = capsys.readouterr().err
    assert "bomb.xlsx: would unpack to 2000000 bytes, expected at most 1000000 (ATLAS_MAX_UNPACKED)" in said
    assert "nested.xlsx: cannot be opened as a workbook" in said


def test_the_encrypted_pdf_of_the_table_is_one() -> None:
    assert PdfReader(BytesIO(DOCUMENTS["secret.pdf"][0])).is_encrypted


@pytest.mark.parametrize("name", STATISTICS)
def test_a_bad_statistical_file_is_named_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    text, reason = STATISTICS[name]
    files = tmp_path / "files"
    files.mkdir()
    (files / "good.csv").write_text(HEAD + _row("THA"), encoding="utf-8")
    (files / name).write_text(text, encoding="utf-8")
    assert main(["build", "--statistics", str(files), "--out", str(tmp_path / "data")]) == 1
    said = capsys.readouterr()
    assert said.err == f"{name}: {reason}\n"
    assert " 2 trade, 2 citations, 1 sources, " in said.out


@pytest.mark.parametrize(("last", "rows", "statuses"), [("2", 2, {"clear"}), ("3", 3, {"clear", "disputed"})])
def test_a_row_that_stands_twice_is_one_and_where_it_differs_it_is_disputed(
    tmp_path: Path, last: str, rows: int, statuses: set[str]
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "twice.csv").write_text(HEAD + _row() + _row(last=last), encoding="utf-8")
    assert main(["build", "--statistics", str(files), "--out", str(tmp_path / "data")]) == 0
    with (tmp_path / "data" / "trade.csv").open(encoding="utf-8", newline="") as table:
        found = list(csv.DictReader(table))
    assert (len(found), {row["status"] for row in found}) == (rows, statuses)


def test_links_and_closed_files_are_named_and_cost_the_others_nothing(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    (documents / "folder").mkdir(parents=True)
    (tmp_path / "outside.txt").write_text(GOOD, encoding="utf-8")
    for name in ("good.txt", "closed.txt", "folder/inside.txt"):
        (documents / name).write_text(GOOD, encoding="utf-8")
    (documents / "out.txt").symlink_to("../outside.txt")
    (documents / "circle.txt").symlink_to("circle.txt")
    (documents / "closed.txt").chmod(0)
    (documents / "folder").chmod(0)
    told = tmp_path / "told"
    try:
        code = _without_privileges(["build", "--sources", str(documents), "--out", str(tmp_path / "data")], told)
    finally:
        (documents / "folder").chmod(0o700)
    assert code == 1
    assert sorted(told.read_text(encoding="utf-8").splitlines()) == [
        "circle.txt: is a link that leads nowhere or in a circle",
        "closed.txt: cannot be opened: Permission denied",
        "folder: cannot be listed: Permission denied",
        "out.txt: is a link that leads out of the folder, and is not followed",
    ]


def _without_privileges(arguments: list[str], told: Path) -> int:
    """A command in a process that may open no more than others may, even where the tests run as root."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    version, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()  # as in linux/capability.h
    ctypes.CDLL(None).capset(version, none)
    with told.open("w", encoding="utf-8") as sys.stderr:
        code = main(arguments)
    os._exit(code)
