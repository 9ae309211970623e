"""What leaves the page as data: one module a format."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dashboard import files
from dashboard.downloads import bibliography, calendar, packages, plotted, sdmx, tabular, timelinejs
from dashboard.downloads.sheets import MissingError

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.view import View

__all__ = ["LINKS", "OF_CHARTS", "PLAIN", "TABLES", "Download", "MissingError", "of_chart", "of_table"]

#: Formats of the rows behind a chart.
OF_CHARTS = ("csv", "xlsx", "json")
#: The two tables of a view as they are, by their name below ``/data/``.
PLAIN = ("events.csv", "events.json", "trade.csv", "trade.json")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Types of files by their ending.
TYPES = {"csv": "text/csv", "json": "application/json", "xlsx": _XLSX}


class Download(NamedTuple):
    """A file of a view: its type, and what makes it of the view and the address of the view."""

    mimetype: str
    make: Callable[[View, str], bytes]


def _events_xlsx(view: View, link: str) -> bytes:
    sources = plotted.cited(view, view.events["event_id"])
    return tabular.xlsx(files.columns(view.events), sources, view.store, link)


def _trade_xlsx(view: View, link: str) -> bytes:
    sources = plotted.cited(view, view.trade["observation_id"])
    return tabular.xlsx(files.columns(view.trade), sources, view.store, link)


#: What describes the two tables of a view that are read by their address.
DESCRIPTION = "datapackage.json"
#: Files of a view by their name below ``/data/``, beside its two tables as CSV and JSON.
TABLES = {
    "events.xlsx": Download(_XLSX, _events_xlsx),
    "trade.xlsx": Download(_XLSX, _trade_xlsx),
    "events.ics": Download("text/calendar", calendar.ics),
    "timelinejs.csv": Download("text/csv", timelinejs.sheet),
    "sdmx.csv": Download("text/csv", sdmx.csv),
    "sources.bib": Download("application/x-bibtex", bibliography.bibtex),
    "sources.json": Download("application/vnd.citationstyles.csl+json", bibliography.csl),
    "package.zip": Download("application/zip", packages.package),
    DESCRIPTION: Download("application/json", packages.description),
}

#: What the dialog offers beside one chart, by the key of its words; paths below the base.
LINKS = {
    "charts": "chart/all.zip",
    "report": "report.html",
    "report_pdf": "report.pdf",
    "package": "data/package.zip",
    "events_xlsx": "data/events.xlsx",
    "trade_xlsx": "data/trade.xlsx",
    "ics": "data/events.ics",
    "timelinejs": "data/timelinejs.csv",
    "bib": "data/sources.bib",
    "csl": "data/sources.json",
    "sdmx": "data/sdmx.csv",
}


def of_table(view: View, name: str, link: str = "", *, about: bool = False, bom: bool = False) -> bytes:
    """One of `PLAIN`, a table of a view as CSV or JSON.

    Args:
        view: What it shows.
        name: The name of the file.
        link: The address of the view, for its citation.
        about: Whether version, licence and citation stand in it: in the last columns of a CSV, beside the rows in JSON.
        bom: Whether a CSV starts with a byte order mark; with ``about`` it does.
    """
    table, _, kind = name.partition(".")
    rows = files.columns(view.events if table == "events" else view.trade)
    if not about:
        return files.csv(rows, bom=bom) if kind == "csv" else files.json(rows)
    if kind == "csv":
        return tabular.csv(rows, view.store, link)
    return tabular.as_json(rows, plotted.cited(view, rows.iloc[:, 0]), view.store, link)


def of_chart(view: View, chart: str, kind: str, link: str = "") -> bytes:
    """The rows that a chart plots as a file.

    Raises:
        MissingError: What writes the format is not installed.
    """
    rows = plotted.rows(view, chart)
    if kind == "csv":
        return tabular.csv(rows, view.store, link)
    make = tabular.xlsx if kind == "xlsx" else tabular.as_json
    return make(rows, plotted.sources(view, chart), view.store, link)
