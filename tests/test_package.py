"""What is installed is whole: every package, every file of rules and words, and the tables."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[1]
SETUP = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
PARTS = ("dashboard", "etl")


def test_every_package_is_named() -> None:
    found = {
        str(path.parent.relative_to(ROOT)).replace("/", ".")
        for part in PARTS
        for path in (ROOT / part).rglob("__init__.py")
    }
    assert sorted({*found, "dashboard.tables"}) == SETUP["packages"]


def test_every_file_beside_the_code_is_packed() -> None:
    files = {
        part: [path.relative_to(ROOT / part).as_posix() for path in (ROOT / part).rglob("*") if path.is_file()]
        for part in PARTS
    }
    patterns = {part: [pattern.replace("**/", "*") for pattern in SETUP["package-data"][part]] for part in PARTS}
    assert [
        f"{part}/{name}"
        for part in PARTS
        for name in files[part]
        if not name.endswith((".py", ".pyc")) and not any(fnmatch(name, pattern) for pattern in patterns[part])
    ] == []


def test_the_program_finds_its_tables_from_any_folder(tmp_path: Path) -> None:
    code = "import sys; sys.path.insert(0, sys.argv[1]); from dashboard import data; print(data.shipped_tables())"
    ran = subprocess.run(
        [sys.executable, "-c", code, str(ROOT)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert sorted(path.name for path in Path(ran.stdout.strip()).iterdir()) == sorted(
        path.name for path in (ROOT / "data").iterdir()
    )
