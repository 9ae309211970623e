"""The data package: what frictionless makes of it, and the README's data dictionary."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import frictionless
import pytest

from etl import write
from etl.datapackage import dictionary
from etl.schema import INDICATORS, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    Tables = Callable[..., dict[str, list[dict[str, Any]]]]

README = Path(__file__).parents[2] / "README.md"


def _report(folder: Path) -> list[tuple[str, str]]:
    report = frictionless.validate(str(folder / "datapackage.json"))
    return [(task.name, error.type) for task in report.tasks for error in task.errors]


@pytest.mark.filterwarnings("default")
def test_frictionless_finds_the_tables_valid(tables: Tables, tmp_path: Path) -> None:
    write.replace(write.files(tables()), tmp_path)
    assert _report(tmp_path) == []


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize(
    ("table", "change", "error"),
    [
        ("events", (b"connectivity_infrastructure", b"ferries"), "constraint-error"),
        ("events", (b"1999-05-31", b"1999-05-32"), "type-error"),
        ("events", (b",1999-05,", b",May 1999,"), "constraint-error"),
        ("trade", (b"1500000000", b"much"), "type-error"),
        ("sources", (b"ferries,", b"others,"), "foreign-key"),
    ],
)
def test_frictionless_finds_seeded_faults(
    tables: Tables, tmp_path: Path, table: str, change: tuple[bytes, bytes], error: str
) -> None:
    content = write.files(tables())
    content[f"{table}.csv"] = content[f"{table}.csv"].replace(*change, 1)
    package = json.loads(content["datapackage.json"])
    for resource in package["resources"]:
        del resource["bytes"], resource["hash"]
    content["datapackage.json"] = json.dumps(package).encode()
    write.replace(content, tmp_path)
    assert error in {kind for _, kind in _report(tmp_path)}


def test_a_resource_carries_size_and_hash_of_its_file(tables: Tables) -> None:
    content = write.files(tables())
    package = json.loads(content["datapackage.json"])
    assert [resource["name"] for resource in package["resources"]] == [table.name for table in TABLES]
    assert [resource["bytes"] for resource in package["resources"]] == [
        len(content[f"{table.name}.csv"]) for table in TABLES
    ]
    assert package["resources"][0]["hash"].startswith("sha256:")


def test_dates_in_edtf_are_text_with_a_pattern(tables: Tables) -> None:
    package = json.loads(write.files(tables())["datapackage.json"])
    fields = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
    assert fields["date"]["type"] == "string"
    assert fields["date"]["constraints"]["pattern"].startswith("[0-9X]{4}")
    assert fields["importance"]["constraints"]["enum"] == [1, 2, 3]


def test_the_dictionary_names_every_table_column_and_indicator() -> None:
    text = dictionary()
    for table in TABLES:
        section = text.split(f"### {table.name}.csv")[1].split("### ")[0]
        assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")][
            : len(table.columns)
        ] == [*table.names]
    assert all(f"| `{code}` |" in text for code in INDICATORS)


def test_the_readme_is_in_step_with_the_schema() -> None:
    if "### events.csv" not in README.read_text(encoding="utf-8"):
        pytest.skip("the README holds no data dictionary yet")
    assert dictionary() in README.read_text(encoding="utf-8")
