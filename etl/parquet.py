"""The tables as Parquet beside CSV, for tables that outgrow memory: the same rows and columns, typed by the schema."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import csv, parquet

from etl.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from etl.schema import Table

#: Lists stay the joined text that they are in CSV, so that both are read by the same questions.
_TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "boolean": pa.bool_(),
}


def beside(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a set of tables with a Parquet file beside each CSV file.

    Args:
        files: The files of `etl.write.files`, by name.
    """
    made = {f"{table.name}.parquet": _converted(table, files[f"{table.name}.csv"]) for table in TABLES}
    return {**made, **files}


def _converted(table: Table, data: bytes) -> bytes:
    types = {column.name: _TYPES[column.kind] for column in table.columns}
    convert = csv.ConvertOptions(column_types=types, strings_can_be_null=False)
    rows = csv.read_csv(BytesIO(data), convert_options=convert)
    out = BytesIO()
    parquet.write_table(rows, out, compression="zstd")
    return out.getvalue()
