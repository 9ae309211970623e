"""What one document may cost, and how files of any sort are refused: a table of bad inputs."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import pytest

from etl.errors import ReadError
from etl.limits import Limits, held_to
from etl.model import Source
from etl.read import read

if TYPE_CHECKING:
    from pathlib import Path

KINDS = "expected .docx, .htm, .html, .markdown, .md, .pdf, .text, .txt, .xhtml"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "holds no text"),
        ("a.md", b"\n", "holds no text"),
        ("a.html", b"<html><body></body></html>", "holds no text"),
        ("a.html", b"   ", "holds no page: Document is empty"),
        ("a.xyz", b"x", f'is of unknown type ".xyz", {KINDS}'),
        ("a", b"x", f'is of unknown type "", {KINDS}'),
        ("a.txt", b"%PDF-1.4 ...", "is a PDF, though its name says text"),
        ("a.docx", b"%PDF-1.4 ...", "is a PDF, though its name says docx"),
        ("a.pdf", b"PK\x03\x04....", "is a ZIP archive, though its name says pdf"),
        ("a.docx", b"\xd0\xcf\x11\xe0....", "is an encrypted or old (97-2003) Office file, though its name says docx"),
        ("a.html", b"\x89PNG....", "is a PNG picture, though its name says html"),
        ("a.docx", b"plain text", "is damaged or no Word document: File is not a zip file"),
        ("a.pdf", b"plain text", "is damaged or no PDF: Failed to load document (PDFium: Data format error)."),
        ("a.txt", b"x" * 2001, "is 2001 bytes long, expected at most 2000 (ATLAS_MAX_BYTES)"),
        ("a.txt", b"x" * 1001, "holds 1001 characters, expected at most 1000 (ATLAS_MAX_CHARACTERS)"),
    ],
)
def test_bad_files_are_refused_with_the_reason(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError) as raised:
        read(tmp_path / name, Source("a", name), Limits(bytes=2000, characters=1000))
    assert str(raised.value) == message


def test_a_file_that_is_gone_is_named_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be opened: No such file or directory"):
        read(tmp_path / "a.txt", Source("a", "a.txt"), Limits())


def test_a_file_that_may_not_be_read_is_named_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_bytes(b"text")
    monkeypatch.setattr("pathlib.Path.read_bytes", denied)
    with pytest.raises(ReadError, match="cannot be opened: Permission denied"):
        read(tmp_path / "a.txt", Source("a", "a.txt"), Limits())


def test_a_missing_library_names_the_extra_that_brings_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name, name="pypdfium2")

    monkeypatch.setattr("etl.read.import_module", missing)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    with pytest.raises(ReadError, match=r"needs the library pypdfium2: pip install 'asean-china-atlas\[documents\]'"):
        read(tmp_path / "a.pdf", Source("a", "a.pdf"), Limits())


def test_the_language_is_english_where_nothing_tells_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    document = read(tmp_path / "a.txt", Source("a", "a.txt", language=""), Limits())
    assert document.source.language == "en"
    assert document.source.sha256 == "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1"


def test_limits_are_set_in_the_environment() -> None:
    limits = Limits.from_environment({"ATLAS_MAX_PAGES": "7", "ATLAS_MAX_SECONDS": "1", "OTHER": "x"})
    assert (limits.pages, limits.seconds, limits.bytes) == (7, 1, Limits().bytes)


@pytest.mark.parametrize("value", ["0", "-1", "many", "", "1.5", "٣"])
def test_a_limit_that_is_no_number_above_zero_is_refused(value: str) -> None:
    with pytest.raises(ReadError, match=r"ATLAS_MAX_PAGES: found .*, expected a whole number above zero"):
        Limits.from_environment({"ATLAS_MAX_PAGES": value})


def _forever() -> None:
    while True:
        time.monotonic()


def test_what_takes_too_long_is_stopped_and_the_clock_is_taken_away_again() -> None:
    message = r"takes longer than 1 seconds \(ATLAS_MAX_SECONDS\)"
    with pytest.raises(ReadError, match=message), held_to(Limits(seconds=1)):
        _forever()
    with held_to(Limits(seconds=1)):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_what_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(ReadError, match=r"needs more than 50 MB of memory"), held_to(Limits(megabytes=50)):
        bytearray(200_000_000)
    assert len(bytearray(200_000_000)) == 200_000_000


def test_what_is_nested_without_end_is_stopped() -> None:
    def down() -> None:
        down()

    with pytest.raises(ReadError, match="nested too deeply"), held_to(Limits()):
        down()
