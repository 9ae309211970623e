"""Describes the tables from the schema: ``datapackage.json`` (Data Package 2.0) and the README's data dictionary."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from etl.schema import INDICATORS, TABLES, TRADE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from etl.schema import Column, Table

NAME = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/{}.json"


def described(files: Mapping[str, bytes]) -> bytes:
    """The data package of a set of tables as JSON; the same tables give the same bytes.

    Each resource carries the size and SHA-256 of its file, so that a reader can tell a whole set from a mixed one.

    Args:
        files: The content of each table's file, by the table's name.
    """
    package = {
        "$schema": _PROFILE.format("datapackage"),
        "name": "asean-china-atlas",
        "title": "Milestones and trade of ASEAN and China",
        "description": "Dated milestones and trade figures, each with the places in documents and files that say so.",
        "licenses": [{"name": "MIT", "path": "https://opensource.org/license/mit", "title": "MIT License"}],
        "resources": [_resource(table, files[table.name]) for table in TABLES],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def digest(content: bytes) -> str:
    """The hash of a file's content as a data package states it."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    return {
        "$schema": _PROFILE.format("dataresource"),
        "name": table.name,
        "type": "table",
        "description": f"A row is {table.row}.",
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": digest(content),
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    """A table's schema. A reference to either of two tables cannot be said in Frictionless; the meaning says it."""
    keys = {"primaryKey": list(table.key)}
    foreign = [
        {"fields": [reference.column], "reference": {"resource": target.name, "fields": [target.key[0]]}}
        for reference in table.references
        if len(reference.tables) == 1
        for target in TABLES
        if target.name == reference.tables[0]
    ]
    return {
        "$schema": _PROFILE.format("tableschema"),
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        **keys,
        **({"foreignKeys": foreign} if foreign else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    allowed = [_typed(column, value) for value in column.allowed if value]
    if allowed and not column.many:
        constraints["enum"] = allowed
    if column.pattern:
        constraints["pattern"] = column.pattern
    return {
        "name": column.name,
        "type": column.kind,
        "description": column.meaning + ('; several joined with ";"' if column.many else ""),
        **({"constraints": constraints} if constraints else {}),
    }


def _typed(column: Column, value: str) -> str | int:
    return int(value) if column.kind == "integer" else value


def dictionary() -> str:
    """The data dictionary in Markdown, as it stands in the README: a table a table, and the indicators."""
    parts = [_section(table) for table in TABLES]
    rows = "\n".join(f"| `{code}` | {_cell(meaning)} |" for code, meaning in INDICATORS.items())
    parts.append(f"Indicators of `{TRADE.name}.csv`:\n\n| indicator | meaning |\n|---|---|\n{rows}\n")
    return "\n".join(parts)


def _section(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in table.key)
    rows = "\n".join(
        f"| `{column.name}` | {column.kind} | {_cell(column.meaning)} | {_values(column)} |" for column in table.columns
    )
    return (
        f"### {table.name}.csv\n\nA row is {table.row}; the key is {key}.\n\n"
        f"| column | type | meaning | values |\n|---|---|---|---|\n{rows}\n"
    )


def _values(column: Column) -> str:
    words = {tuple(INDICATORS): ["see indicators below"]}.get(
        column.allowed, [f"`{value}`" for value in column.allowed if value]
    )
    return ", ".join([*words, *(["list"] if column.many else []), *([] if column.required else ["may be empty"])])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
