"""The tables: columns, meaning, unit, allowed values and keys; the one contract that both sides import.

A column is described once, here; the writer checks against it, ``datapackage.json`` and the README's data
dictionary are generated from it, and the dashboard reads by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

#: Why a date that was read is no milestone.
Reason: TypeAlias = Literal[
    "stands in a reference",
    "stands in a furniture",
    "stands in a heading",
    "stands in a caption",
    "is part of a name",
    "says when the page was made",
    "cites a publication",
    "labels a period",
    "is what a figure is compared with",
    "dates a statistic",
    "was only planned",
    "only tells which is meant",
    "names a target",
    "says since when, not what happened",
    "says that it was not done",
    "says when it was told",
    "tells of what was only foreseen",
    "is to come, and the verb before it tells what was done",
    "says until when, not what happened",
    "names a stretch of time",
    "tells of nothing that has a name",
]
REASONS: tuple[Reason, ...] = get_args(Reason)
DOMAINS = (
    "politics_security",
    "trade_economy",
    "connectivity_infrastructure",
    "finance_investment",
    "digital_technology",
    "green_environment",
    "health",
    "people_culture",
    "global_governance",
)
EVENT_KINDS = (
    "signed",
    "adopted",
    "entered_into_force",
    "launched",
    "established",
    "opened",
    "completed",
    "proposed",
    "announced",
    "held",
    "acceded",
    "upgraded",
    "crisis",
    "other",
)
PRECISIONS = ("day", "month", "quarter", "half", "year", "range")
EVENT_STATUSES = ("clear", "disputed", "corrected", "inferred")
TRADE_STATUSES = ("clear", "disputed", "corrected", "inferred", "estimated", "revised")
FLOWS = ("export", "import", "total", "")
FIGURE_KINDS = ("level", "growth", "share", "ratio", "count")
METHODS = ("reported", "derived", "mirrored")
VALUATIONS = ("fob", "cif", "unstated")
QUALIFIERS = ("", "about", "more_than", "less_than", "up_to")
VERDICTS = ("supports", "differs")
STEPS = ("found", "merged", "dated", "inferred", "corrected", "disputed", "derived", "mirrored", "preferred", "checked")

INDICATORS = {
    "goods_trade": "Trade in goods",
    "goods_trade_growth": "Growth of trade in goods over the year before",
    "goods_trade_share": "Share in trade in goods",
    "goods_trade_ratio": "Trade in goods as a multiple of another year's",
    "goods_trade_balance": "Size of a surplus or deficit in trade in goods, as stated",
    "product_trade": "Trade in one sort of goods, a part of the trade of a pair",
    "services_trade": "Trade in services",
    "investment_flow": "Direct investment in a period",
    "investment_stock": "Direct investment accumulated by a date",
    "engineering_contracts": "Completed or signed engineering contracts",
    "project_finance": "Financing approved or committed for a project",
    "project_cost": "Cost of a project",
    "debt": "Debt outstanding at a time; the reporter owes the partner",
    "aid": "Grants and assistance",
    "tariff_coverage": "Share of goods or tariff lines with the tariff stated",
    "tariff_rate": "Tariff rate",
    "gdp": "Gross domestic product",
    "gdp_share": "Share in the world's or a region's output or market",
    "population": "Population",
    "people_exchange": "Visits between the two sides",
    "tourism_spending": "Money spent by visitors",
    "flights": "Scheduled flights",
    "students": "Students and trainees",
    "membership": "States or bodies that take part or have signed",
    "documents_signed": "Documents signed",
    "projects": "Projects, parks or works",
    "connectivity": "Ports, routes, lines, places or goods reached by transport",
    "capacity": "Physical size or capacity",
    "time_saved": "Duration of a journey or process",
    "meetings": "Meetings or sessions held",
    "rank": "Rank among partners",
    "other": "A figure of another kind; its note says what it measures",
}


#: Members of ASEAN and the day, in EDTF, from which each belongs to it (asean.org, member states).
ASEAN_ACCESSION = {
    "BRN": "1984-01-07",
    "IDN": "1967-08-08",
    "KHM": "1999-04-30",
    "LAO": "1997-07-23",
    "MMR": "1997-07-23",
    "MYS": "1967-08-08",
    "PHL": "1967-08-08",
    "SGP": "1967-08-08",
    "THA": "1967-08-08",
    "TLS": "2025-10-26",
    "VNM": "1995-07-28",
}
#: The ten members of 1999 to 2025: the usual basis of a long series.
ASEAN_TEN = ("BRN", "IDN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA", "VNM")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, Frictionless type, meaning, and what a cell may hold.

    ``many`` marks cells that hold a list joined with ";"; ``allowed`` then holds for each part. ``pattern`` is a
    regular expression for the whole cell. ``required`` cells are never empty.
    """

    name: str
    kind: str
    meaning: str
    required: bool = True
    allowed: tuple[str, ...] = ()
    many: bool = False
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """Cells of ``columns`` name a row of one of ``tables`` by that table's key."""

    column: str
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its file's stem, what a row is, its columns, and the columns that tell its rows apart and sort them."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


EDTF = r"[0-9X]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?]?(/[0-9X]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?]?|/\.\.)?"
CODE = r"[A-Z][A-Z0-9_]*"

_id = r"[a-z0-9][a-z0-9_.-]*"

EVENTS = Table(
    name="events",
    row="a milestone",
    key=("event_id",),
    columns=(
        Column("event_id", "string", "Stable name of the row, used in links", pattern=_id),
        Column("date", "string", "When, in EDTF, never more precise than a source", pattern=EDTF),
        Column("first", "date", "First day that the date may mean"),
        Column("last", "date", "Last day that the date may mean, inclusive"),
        Column("precision", "string", "How exact the date is", allowed=PRECISIONS),
        Column("title", "string", "Who did what, in at most 90 characters", pattern=r".{1,90}"),
        Column("summary", "string", "The same in a sentence, composed from what was recognised", required=False),
        Column("domain", "string", "Field of cooperation", allowed=DOMAINS),
        Column(
            "countries", "string", "States and ASEAN concerned, ISO 3166-1 alpha-3 or ASEAN", many=True, required=False
        ),
        Column("actors", "string", "States, bodies and persons that acted", many=True, required=False),
        Column("kind", "string", "What happened", allowed=EVENT_KINDS),
        Column("importance", "integer", "3 headline, 2 notable, 1 detail", allowed=("1", "2", "3")),
        Column(
            "status",
            "string",
            "clear; disputed: sources or a source's own parts disagree; corrected: by a declared correction; "
            "inferred: the date was resolved from the text around it and stands nowhere in words of its own",
            allowed=EVENT_STATUSES,
        ),
        Column("note", "string", "What a reader should know: approximate, planned, in doubt and why", required=False),
        Column("source_count", "integer", "Documents that support the row; of a corrected row, those that tell of it"),
    ),
)

TRADE = Table(
    name="trade",
    row="an observation",
    key=("observation_id",),
    columns=(
        Column("observation_id", "string", "Stable name of the row", pattern=_id),
        Column("period", "string", "The time that the value is about, in EDTF", pattern=EDTF),
        Column("first", "date", "First day of the period"),
        Column("last", "date", "Last day of the period, inclusive"),
        Column("indicator", "string", "What is measured", allowed=tuple(INDICATORS)),
        Column("reporter", "string", "Who reports, ISO 3166-1 alpha-3 or a body's code", required=False, pattern=CODE),
        Column("partner", "string", "With whom", required=False, pattern=CODE),
        Column("flow", "string", "Direction as the reporter sees it", required=False, allowed=FLOWS),
        Column("value", "number", "The value in base units of its unit (dollars, not millions)"),
        Column("unit", "string", "ISO 4217 currency, %, ratio, count or a physical unit"),
        Column("kind", "string", "What sort of figure", allowed=FIGURE_KINDS),
        Column(
            "method",
            "string",
            "reported by the reporter; derived by arithmetic from reported values; mirrored from the partner's reports",
            allowed=METHODS,
        ),
        Column(
            "valuation", "string", "fob at the exporter's border; cif with freight and insurance", allowed=VALUATIONS
        ),
        Column("preferred", "boolean", "The one value of its year, pair, flow and indicator that charts draw"),
        Column("status", "string", "As for milestones; estimated or revised by the publisher", allowed=TRADE_STATUSES),
        Column("note", "string", "What it measures in words, the basis, what disagrees", required=False),
        Column("qualifier", "string", "How the source hedges the value", required=False, allowed=QUALIFIERS),
    ),
)

CITATIONS = Table(
    name="citations",
    row="a place that supports a row of events or trade",
    key=("record_id", "source_id", "line", "start", "end", "date", "rule"),
    references=(Reference("record_id", ("events", "trade")), Reference("source_id", ("sources",))),
    columns=(
        Column("record_id", "string", "The event_id or observation_id supported"),
        Column("source_id", "string", "The document or file"),
        Column("page", "integer", "Page, from 1; 0 where the format has none"),
        Column("line", "integer", "Line of the extracted text from 1; row of a statistical file"),
        Column("start", "integer", "Offset in characters of the extracted text"),
        Column("end", "integer", "Offset after the last character"),
        Column("date", "string", "The date as this place states it, in EDTF", required=False, pattern=EDTF),
        Column("date_text", "string", "The words that name the date", required=False),
        Column(
            "verdict", "string", "Whether this place supports the row's date or value, or differs", allowed=VERDICTS
        ),
        Column("rule", "string", "The rule that found it", required=False),
    ),
)

SOURCES = Table(
    name="sources",
    row="a document or statistical file",
    key=("source_id",),
    columns=(
        Column("source_id", "string", "Stable name of the source", pattern=_id),
        Column("path", "string", "Path below the sources or statistics folder"),
        Column("title", "string", "Title", required=False),
        Column("authors", "string", "Authors", required=False, many=True),
        Column("publisher", "string", "Publisher or journal", required=False),
        Column("published", "string", "Date of publication in EDTF", required=False, pattern=EDTF),
        Column("language", "string", "ISO 639-1", required=False),
        Column("kind", "string", "Sort of document or file", required=False),
        Column("locator", "string", "DOI or URL", required=False),
        Column("sha256", "string", "Hash of the file as read", pattern=r"[0-9a-f]{64}"),
        Column("licence", "string", "Licence or terms", required=False),
        Column("retrieved", "string", "Day the file was fetched, in EDTF", required=False, pattern=EDTF),
    ),
)

HISTORY = Table(
    name="history",
    row="a step in how a row came about",
    key=("record_id", "step", "rule", "detail"),
    references=(Reference("record_id", ("events", "trade")),),
    columns=(
        Column("record_id", "string", "The event_id or observation_id"),
        Column("step", "string", "What was done", allowed=STEPS),
        Column("rule", "string", "By which rule, correction or card", required=False),
        Column("detail", "string", "With what result, in our own words", required=False),
    ),
)

REFUSALS = Table(
    name="refusals",
    row="a date that was read and is no milestone",
    key=("source_id", "line", "date", "date_text", "reason"),
    references=(Reference("source_id", ("sources",)),),
    columns=(
        Column("source_id", "string", "The document"),
        Column("line", "integer", "Line of the extracted text, from 1"),
        Column("date", "string", "What the words mean, in EDTF", pattern=EDTF),
        Column("date_text", "string", "The words that name the date; empty where a heading does", required=False),
        Column("reason", "string", "Why it is no milestone", allowed=REASONS),
    ),
)

TABLES = (EVENTS, TRADE, CITATIONS, SOURCES, HISTORY, REFUSALS)
