"""The command line: exit codes, one line a message, tables that processes and order do not change."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from etl import pipeline, write
from etl.__main__ import main
from etl.gather import Found, gather
from etl.limits import Limits
from etl.read import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    Tables = Callable[..., dict[str, list[dict[str, Any]]]]

FERRIES = """\
Ferries between China and ASEAN

China and Viet Nam signed the Agreement on Ferry Lines in Hanoi on 4 May 1999. In November 2004, China and Thailand
launched the Mekong Ferry Forum.
"""


def _documents(folder: Path, count: int = 1) -> Path:
    folder.mkdir()
    for number in range(count):
        text = FERRIES.replace("1999", str(1990 + number % 20))
        (folder / f"ferries-{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


def _tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_build_that_reads_all_is_0_and_tells_what_it_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "data"
    assert main(["build", "--sources", str(_documents(tmp_path / "documents")), "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.startswith(f"{out}: 2 events, 0 trade, ")
    assert said.out.count("\n") == 1
    assert sorted(_tables(out)) == [
        "citations.csv",
        "datapackage.json",
        "events.csv",
        "history.csv",
        "refusals.csv",
        "sources.csv",
        "trade.csv",
    ]


def test_documents_that_cannot_be_read_are_1_and_cost_the_others_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = _documents(tmp_path / "documents")
    whole = tmp_path / "whole"
    main(["build", "--sources", str(documents), "--out", str(whole)])
    capsys.readouterr()
    (documents / "empty.txt").touch()
    (documents / "latin.txt").write_bytes(b"caf\xe9")
    (documents / "sheet.xlsx").write_bytes(b"PK\x03\x04")
    (documents / 'odd\nname"\x1b[31m.txt').write_bytes(b"")
    (documents / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    (documents / "out.txt").symlink_to("/etc/hostname")
    with zipfile.ZipFile(documents / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"word/{number}.xml", b"\0" * 100_000_000)
    os.mkfifo(documents / "pipe.txt")
    assert main(["build", "--sources", str(documents), "--out", str(tmp_path / "data")]) == 1
    said = capsys.readouterr()
    assert sorted(said.err.splitlines()) == [
        "bomb.docx: would unpack to 600000000 bytes, expected at most 524288000 (ATLAS_MAX_UNPACKED)",
        "broken.pdf: is damaged or no PDF: Failed to load document (PDFium: Data format error).",
        "empty.txt: is empty",
        "latin.txt: is not UTF-8: byte 0xe9 at offset 3",
        'odd\\nname"\\x1b[31m.txt: is empty',
        "out.txt: is a link that leads out of the folder, and is not followed",
        "pipe.txt: is no file",
        f'sheet.xlsx: is of unknown type ".xlsx", expected {", ".join(sorted(FORMATS))}',
    ]
    assert said.out.endswith("; 8 refused\n")
    assert _tables(tmp_path / "data") == _tables(whole)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--sources", "nowhere"], "nowhere: no such folder"),
        (["--statistics", "nowhere"], "nowhere: no such folder"),
        (["--sources", "empty"], "nothing could be read"),
        (["--sources", "bad"], "nothing could be read; a.txt: is empty"),
        ([], "nothing to read: name --sources DIR, --statistics DIR or both"),
    ],
)
def test_where_nothing_is_written_it_is_2_and_the_old_tables_stay(
    beside: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    before = _tables(beside / "data")
    assert main(["build", *arguments]) == 2
    assert capsys.readouterr().err == f"{message}\n"
    assert _tables(beside / "data") == before


@pytest.fixture
def beside(tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with tables in data, an empty folder, and one of a document that cannot be read."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "a.txt").touch()
    (tmp_path / "data").mkdir()
    write.replace(write.files(tables()), tmp_path / "data")
    return tmp_path


def test_a_setting_that_is_no_number_is_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ATLAS_MAX_PAGES", "few")
    assert main(["build", "--sources", str(tmp_path), "--out", str(tmp_path / "data")]) == 2
    assert capsys.readouterr().err == 'ATLAS_MAX_PAGES: found "few", expected a whole number above zero\n'


@pytest.mark.parametrize("jobs", ["0", "-1", "two"])
def test_a_number_of_jobs_that_is_none_is_2(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["build", "--jobs", jobs])
    assert stopped.value.code == 2
    assert f'found "{jobs}", expected a whole number above zero' in capsys.readouterr().err


def test_processes_change_nothing_in_the_tables(tmp_path: Path) -> None:
    documents = _documents(tmp_path / "documents", 12)
    (documents / "empty.txt").touch()
    for jobs in ("1", "3"):
        assert main(["build", "--sources", str(documents), "--out", str(tmp_path / jobs), "--jobs", jobs]) == 1
    assert _tables(tmp_path / "1") == _tables(tmp_path / "3")


WORKED = pipeline._worked


def _deadly(found: Found, limits: Limits) -> pipeline.Yield:
    if found.source.path == "ferries-03.txt":
        os._exit(9)
    return WORKED(found, limits)


def test_a_document_that_ends_its_process_costs_the_others_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = _documents(tmp_path / "documents", 6)
    monkeypatch.setattr(pipeline, "_worked", _deadly)
    outcome = pipeline.build(pipeline.Settings(documents, None, tmp_path / "data", jobs=2), lambda _: lambda: None)
    assert [problem.place for problem in outcome.problems] == ["ferries-03.txt"]
    assert outcome.counts["sources"] == 5


def test_a_fault_of_ours_in_one_document_costs_the_others_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(path: Path, *_: object) -> None:
        raise ZeroDivisionError(path.name)

    documents = _documents(tmp_path / "documents")
    monkeypatch.setattr(pipeline, "read", faulty)
    result = pipeline._worked(gather(documents)[0][0], Limits())
    assert result.problem.startswith("brought about a fault in this program, please report it: ZeroDivisionError(")


def test_an_interrupted_build_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "build", interrupted)
    assert main(["build", "--sources", str(tmp_path)]) == 2
    assert capsys.readouterr().err == "interrupted; the old tables stay\n"


def test_explain_tells_places_and_steps(tables: Tables, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write.replace(write.files(tables()), tmp_path)
    assert main(["explain", "ferry-line-opened-1999", "--data", str(tmp_path)]) == 0
    assert (
        capsys.readouterr().out
        == """\
ferry-line-opened-1999
  date: 1999-05
  first: 1999-05-01
  last: 1999-05-31
  precision: month
  title: Harbour Town and Quay City open a ferry line
  domain: connectivity_infrastructure
  countries: CHN;VNM
  kind: opened
  importance: 2
  status: clear
  source_count: 1
places (2):
  supports 1999-05 "May 1999" - ferries.txt, line 3 [en.month_year]
  supports 1999-05 "May 1999" - ferries.txt, line 3 [en.month_year]
steps (1):
  found [en.open] in two sentences
"""
    )


def test_explain_knows_rows_with_a_name_like_it(
    tables: Tables, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write.replace(write.files(tables()), tmp_path)
    assert main(["explain", "ferry-line-1999", "--data", str(tmp_path)]) == 2
    expected = f'{tmp_path}: no row is called "ferry-line-1999"; did you mean ferry-line-opened-1999?\n'
    assert capsys.readouterr().err == expected


def test_check_names_faults_and_passes_what_is_well(
    tables: Tables, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write.replace(write.files(tables()), tmp_path)
    assert main(["check", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{tmp_path}: 9 rows in 6 tables are well\n"
    events = tmp_path / "events.csv"
    events.write_bytes(events.read_bytes().replace(b",opened,", b",sunk,"))
    assert main(["check", "--data", str(tmp_path)]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith(f'{tmp_path}: events.csv:2: kind is "sunk", expected one of signed, ')
    assert second == f"{tmp_path}: events.csv: is not the file that datapackage.json describes"


def test_check_of_no_tables_is_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{tmp_path}/events.csv: cannot be read: No such file or directory\n"


def test_the_module_runs_and_a_build_of_text_loads_no_library_for_other_formats(tmp_path: Path) -> None:
    documents = _documents(tmp_path / "documents")
    script = (
        "import sys; from etl.__main__ import main;"
        f"code = main(['build', '--sources', {str(documents)!r}, '--out', {str(tmp_path / 'data')!r}]);"
        "loaded = {'docx', 'lxml', 'pypdfium2', 'markdown_it', 'pandas', 'dash'} & set(sys.modules);"
        "sys.exit(f'loaded {sorted(loaded)}' if loaded else code)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
