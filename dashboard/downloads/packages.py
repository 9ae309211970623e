"""The tables of a view as a Data Package: a zip with its description, which Frictionless finds valid."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from dashboard import edition, files
from dashboard.data import records
from dashboard.downloads import archive
from etl import schema

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.view import View
    from etl.schema import Column, Table

# Where the terms of each source stand in a package, under which heading, and what is said where a source states none.
_TERMS, _TITLE = "TERMS.md", "Terms of the tables and of each source"
_UNSTATED = "no terms stated; single facts in our own words, each with the place that says so"
# The tables that have an address of their own.
_ADDRESSED = ("events", "trade")
_PROFILE = "https://datapackage.org/profiles/2.0/{}.json"


def package(view: View, link: str = "") -> bytes:
    """All tables, of which only what belongs to the rows of the view, with ``datapackage.json`` and a README."""
    frames = _frames(view)
    tables = {f"{table.name}.csv": files.csv(frames[table.name][list(table.names)]) for table in schema.TABLES}
    described = json.dumps(_described(view, tables, frames, link), ensure_ascii=False, indent=2) + "\n"
    texts = {"README.md": readme(view, link), _TERMS: terms(frames["sources"])}
    return archive.zipped({"datapackage.json": described.encode(), **tables, **texts})


def description(view: View, link: str = "") -> bytes:
    """The two tables of a view at their addresses as a Data Package: licences, citation, version, sources, columns."""
    frames = _frames(view)
    named = {table.name: table for table in schema.TABLES if table.name in _ADDRESSED}
    tables = {f"{name}.csv": files.csv(frames[name][list(table.names)]) for name, table in named.items()}
    whole = _described(view, tables, frames, link)
    home, _, query = link.partition("?")
    for resource in whole["resources"]:
        if home:
            resource["path"] = f"{home}data/{resource['path']}{f'?{query}' if query else ''}"
    # The terms of each source stand beside its name; the file that a package tells them in has no address.
    for part in (whole, *whole["resources"]):
        part["licenses"] = [licence for licence in part["licenses"] if licence["path"] != _TERMS]
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def terms(sources: pd.DataFrame) -> bytes:
    """On which terms the parts of a package stand, source by source, as Markdown."""
    listed = [
        f"- {row.title or row.source_id} (`{row.source_id}`): {row.licence or _UNSTATED}" for row in records(sources)
    ]
    parts = [f"# {_TITLE}", f"The tables: {edition.TERMS} ({edition.LICENCE_URL}).", "\n".join(listed) or "none"]
    return ("\n\n".join(parts) + "\n").encode()


def readme(view: View, link: str = "", more: str = "") -> bytes:
    """What the files are, on which terms, how to cite them, and their sources, as Markdown."""
    about = edition.about(view.store, link)
    cited = _frames(view)["sources"]
    parts = [
        f"# {about['title']}",
        *([f"The view: {link}"] if link else []),
        f"Version of the data: {about['data_version']}",
        f"Licence: {about['licence']}",
        f"Cite as: {about['cite_as']}",
        *([more] if more else []),
        "## Sources",
        "\n".join(f"- {_source(row)}" for row in records(cited)) or "none",
    ]
    return ("\n\n".join(parts) + "\n").encode()


def _frames(view: View) -> dict[str, pd.DataFrame]:
    """The rows of each table that belong to a view; the whole tables where it restricts nothing."""
    store = view.store
    events, trade = files.columns(view.events), files.columns(view.trade)
    if len(events) == len(store.events) and len(trade) == len(store.trade):
        return {table.name: getattr(store, table.name) for table in schema.TABLES}
    records_ = [*events["event_id"], *trade["observation_id"]]
    citations = store.citations[store.citations["record_id"].isin(records_)]
    used = set(citations["source_id"])
    return {
        "events": events,
        "trade": trade,
        "citations": citations,
        "sources": store.sources[store.sources["source_id"].isin(used)],
        "history": store.history[store.history["record_id"].isin(records_)],
        "refusals": store.refusals[store.refusals["source_id"].isin(used)],
    }


def _described(view: View, tables: dict[str, bytes], frames: dict[str, pd.DataFrame], link: str) -> dict[str, Any]:
    about = edition.about(view.store, link)
    return {
        "$schema": _PROFILE.format("datapackage"),
        "name": "asean-china-atlas",
        "title": about["title"],
        "description": f"Cite as: {about['cite_as']}",
        "version": f"{edition.program_version() or '0'}+{about['data_version']}",
        **({"homepage": link} if link.startswith("http") else {}),
        "licenses": _licences(frames["sources"]),
        "sources": [_credit(row) for row in records(frames["sources"])],
        "resources": [
            _resource(table, tables[f"{table.name}.csv"]) | {"licenses": _licences(_behind(table.name, frames))}
            for table in schema.TABLES
            if f"{table.name}.csv" in tables
        ],
    }


def _behind(name: str, frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The sources whose figures or facts stand in a table; none for those about our own work."""
    sources, citations = frames["sources"], frames["citations"]
    keys = {"events": "event_id", "trade": "observation_id"}
    if name not in keys:
        return sources[:0]
    used = citations["source_id"][citations["record_id"].isin(frames[name][keys[name]])]
    return sources[sources["source_id"].isin(used)]


def _licences(sources: pd.DataFrame) -> list[dict[str, str]]:
    """Our own licence and the different terms of sources; these have no name of their own, so a file tells them."""
    own = {"name": edition.LICENCE, "path": edition.LICENCE_URL, "title": edition.TERMS}
    told = dict.fromkeys(str(said) for said in sources["licence"] if said)
    return [own, *({"path": _TERMS, "title": said} for said in told)]


def _credit(row: Any) -> dict[str, str]:  # noqa: ANN401 (a row of the table sources)
    web = str(row.locator).replace("doi:", "https://doi.org/", 1) if row.locator.startswith(("doi:", "http")) else ""
    return {"title": row.title or row.source_id, **({"path": web} if web else {}), "licence": row.licence or _UNSTATED}


def _source(row: Any) -> str:  # noqa: ANN401
    said = [row.authors.replace(";", ", "), row.title, row.publisher, row.published, row.locator, row.licence]
    return " ".join(". ".join(part for part in said if part).split())


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "description": f"A row is {table.row}.",
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            **_foreign(table),
        },
    }


def _foreign(table: Table) -> dict[str, Any]:
    keys = {other.name: other.key[0] for other in schema.TABLES}
    found = [
        {"fields": [one.column], "reference": {"resource": one.tables[0], "fields": [keys[one.tables[0]]]}}
        for one in table.references
        if len(one.tables) == 1
    ]
    return {"foreignKeys": found} if found else {}


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    allowed = [int(value) if column.kind == "integer" else value for value in column.allowed if value]
    if allowed and not column.many:
        constraints["enum"] = allowed
    if column.pattern:
        constraints["pattern"] = column.pattern
    return {"name": column.name, "type": column.kind, "description": column.meaning, "constraints": constraints}
