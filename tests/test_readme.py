"""The README is true: its parts that are made are in step, what it names exists, and CI runs its test line."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from dashboard import ids, query
from dashboard.settings import Settings
from etl import datapackage
from etl.limits import Limits

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FLOOR = json.loads((ROOT / "tests" / "etl" / "score_floor.json").read_text(encoding="utf-8"))


def score_table() -> str:
    rows = [
        f"| {part} | {name.replace('_', ' ')} | {figure:.3f} |"
        for part in FLOOR
        for name, figure in FLOOR[part].items()
    ]
    return "\n".join(["| part | figure | reached |", "|---|---|---|", *rows])


def commands() -> list[str]:
    """Every line in a block of shell."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines()]


def filled(text: str) -> str:
    """The README with the parts that are made, each between ``<!-- name -->`` and ``<!-- /name -->``."""
    for name, made in (("dictionary", datapackage.dictionary().strip()), ("score", score_table())):
        before, start, rest = text.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- /{name} -->")
        text = f"{before}{start}{made}\n{end}{after}"
    return text


def test_the_parts_that_are_made_are_in_step_with_schema_and_score() -> None:
    assert filled(README) == README, "python tests/test_readme.py writes them anew"


def test_ci_runs_the_test_line_of_the_readme_and_nothing_else(tmp_path: Path) -> None:
    line = next(line for line in commands() if "pytest" in line)
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "run").write_bytes((ROOT / ".ci" / "run").read_bytes())
    (tmp_path / "README.md").write_text(README.replace(line, "python3 -c 'print(\"ran\")' && exit 7"), encoding="utf-8")
    ran = subprocess.run(["bash", ".ci/run"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.returncode) == ("ran\n", 7)
    assert [part.split()[0].rpartition("/")[2] for part in line.split(" && ")] == [
        "python3", "pip", "python", "ruff", "ruff", "mypy", "pytest",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:etl|dashboard|tests|data)/[a-z0-9_./-]*[a-z0-9_]/?)`", README)))
)
def test_a_path_that_is_named_exists(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_ids_that_scripts_may_rely_on_are_the_page_s_own() -> None:
    named = re.search(r"^Ids of parts of the page: (.*?)\.$", README, re.DOTALL | re.MULTILINE)
    assert named
    known = {value for name, value in vars(ids).items() if name.isupper()}
    assert set(re.findall(r"`([a-z-]+)`", named[1])) <= known


def test_every_parameter_of_an_address_is_named() -> None:
    named = re.search(r"^Addresses: (.*?)\n\n", README, re.DOTALL | re.MULTILINE)
    assert named
    parameters = {*query._LISTS, *query._FLAGS, *query._YEARS, *query.CHOICES, "q", "event"}
    assert [name for name in sorted(parameters) if not re.search(rf"[`?&]{name}[=`]", named[1])] == []


def test_every_setting_of_the_environment_is_named() -> None:
    settings = {"data_dir": "DATA", "documents_dir": "DOCUMENTS"}
    names = [settings.get(name, name.upper()) for name in Settings.__dataclass_fields__]
    limits = [name.upper() for name in Limits.__dataclass_fields__]
    assert [name for name in names if f"`ATLAS_{name}`" not in README] == []
    assert [name for name in limits if f"_{name}`" not in README] == []


PROMISES = re.findall(r"^\| [^|]+ \| `(tests/[a-z_/]+\.py)::(test_[a-z0-9_]+)` \|$", README, re.MULTILINE)


def test_promises_are_named() -> None:
    assert len(PROMISES) == README.count("::test_") > 15


@pytest.mark.parametrize(("path", "name"), PROMISES)
def test_a_promise_has_its_test(path: str, name: str) -> None:
    assert f"\ndef {name}(" in (ROOT / path).read_text(encoding="utf-8")


def test_the_benchmarks_of_the_readme_are_ones_that_are_printed() -> None:
    table = README.partition("| what | measured | peer | reach |\n|---|---|---|---|\n")[2].partition("\n\n")[0]
    told = [line.split(" | ")[0].removeprefix("| ").partition(",")[0] for line in table.splitlines()]
    printed = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "benchmarks").glob("of_*.py"))
    assert told
    assert [what for what in told if f'"{what}' not in printed] == []


def test_the_picture_is_there_and_small() -> None:
    path = ROOT / re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)[0]
    with Image.open(path) as picture:
        assert picture.width == 1400
    assert path.stat().st_size < 300_000


if __name__ == "__main__":
    (ROOT / "README.md").write_text(filled(README), encoding="utf-8")
