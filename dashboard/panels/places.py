"""The places behind a row, and how the row came about; the same for milestones and for values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dash import html

from dashboard.data import records
from dashboard.evidence import Excerpt, excerpt

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.text import Words
    from dashboard.view import View

#: How many places of a row are shown at once; the others are counted.
MOST_PLACES = 12


def listed(view: View, rows: pd.DataFrame, date: str) -> list[Any]:
    """The first places of a row as a list, and how many more there are.

    Args:
        view: What the page shows.
        rows: Rows of the table citations.
        date: What the row itself says, in EDTF; places that differ say by how much.
    """
    more = len(rows) - MOST_PLACES
    rest = [html.P(view.words.count("detail.more", more), className="note")] if more > 0 else []
    items = [_place(view, place, date) for place in records(rows.head(MOST_PLACES))]
    return [html.Ul(items, className="places", tabIndex=0), *rest]


def history(view: View, record_id: str) -> html.Details:
    """How a row came about: each step with its rule."""
    text, steps = view.words, view.store.history[view.store.history["record_id"] == record_id]
    items = [
        html.Li(
            [
                html.Strong(text.name("steps", step.step)),
                f" {step.detail}" if step.detail else "",
                html.Code(step.rule) if step.rule else "",
            ]
        )
        for step in records(steps.head(40))
    ]
    return html.Details([html.Summary(text("detail.history")), html.Ol(items or [html.Li(text("detail.no_history"))])])


def link(locator: str) -> str:
    """A locator as a web address: of a DOI or of http(s); "" for anything else, since documents say what they like."""
    doi = re.fullmatch(r"(?:doi:|https?://(?:dx\.)?doi\.org/)(10\.\d{4,9}/[^\s<>\"]+)", locator, re.IGNORECASE)
    if doi:
        return f"https://doi.org/{doi[1]}"
    return locator if re.fullmatch(r"https?://[^\s<>\"']+", locator) else ""


def apart(date: str, other: str, words: Words) -> str:
    """How far two EDTF dates lie apart at their starts, in years or within a year in months; "" where they do not."""
    found = [re.match(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", one) for one in (date, other)]
    if not found[0] or not found[1]:
        return ""
    years = int(found[1][1]) - int(found[0][1])
    if years:
        return words.count("detail.apart_years", abs(years))
    months = int(found[1][2]) - int(found[0][2]) if found[0][2] and found[1][2] else 0
    return words.count("detail.apart_months", abs(months)) if months else ""


def _place(view: View, place: Any, date: str) -> html.Li:  # noqa: ANN401
    """One place: what it says of the date, in which document, where; the passage where the document is on disk."""
    text = view.words
    source = records(view.store.sources[view.store.sources["source_id"] == place.source_id])[0]
    dated = text.date(place.date)
    says = text("detail.says", words=place.date_text, date=dated) if place.date_text else dated
    table = source.kind == "statistics"
    key = "row" if table else "page_line" if place.page else "line"
    where = text(f"detail.{key}", page=place.page, line=place.line)
    file = [text("format.bullet"), source.path] if table else []
    return html.Li(
        [
            *([] if table else _passage(view, place)),
            html.Div([html.Span(says, className="says"), " ", *_differs(text, place, date)]),
            html.Div([_titled(source), *file, text("format.bullet"), where], className="where"),
        ],
        className=f"place {place.verdict}",
    )


def _differs(text: Words, place: Any, date: str) -> list[html.Span]:  # noqa: ANN401
    if place.verdict != "differs":
        return []
    by = apart(date, place.date, text)
    return [html.Span(text("detail.differs_by", by=by) if by else text("detail.differs"), className="doubt")]


def _passage(view: View, place: Any) -> list[Any]:  # noqa: ANN401
    found = excerpt(view.store, place.source_id, place.start, place.end)
    if isinstance(found, Excerpt):
        return [html.Blockquote([found.before, html.Mark(found.passage), found.after])]
    return [] if found == "no_documents" else [html.P(view.words(f"detail.{found}"), className="note")]


def _titled(source: Any) -> Any:  # noqa: ANN401
    """A source's title and year, as a link where its locator is one."""
    title = f"{source.title or source.source_id}{f' ({source.published[:4]})' if source.published else ''}"
    address = link(source.locator)
    return html.A(title, href=address, target="_blank", rel="noopener noreferrer") if address else html.Span(title)
