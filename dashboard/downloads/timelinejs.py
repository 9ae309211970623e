"""Milestones as the sheet that TimelineJS reads: a row a slide, no date more precise than its source."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard import edition, files
from dashboard.data import records

if TYPE_CHECKING:
    from dashboard.view import View

#: The columns of its template, in order.
COLUMNS = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text",
    "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type", "Group", "Background", "Link",
)  # fmt: skip
_PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?")


def sheet(view: View, link: str = "") -> bytes:
    """The milestones of a view as CSV, after a title slide with version, licence and citation.

    A year fills the column Year and no other; quarters, halves and decades are spans of months or years. Texts become
    HTML in TimelineJS, so what HTML would read is escaped.
    """
    about = edition.about(view.store, link)
    title = {
        "Headline": html.escape(about["title"]),
        "Text": html.escape(f"{about['cite_as']} Licence: {about['licence']}"),
        "Type": "title",
        "Link": link,
    }
    rows = [title, *(_slide(view, row) for row in records(view.events))]
    frame = pd.DataFrame([{name: row.get(name, "") for name in COLUMNS} for row in rows])
    return files.csv(frame)


def _slide(view: View, row: Any) -> dict[str, str]:  # noqa: ANN401 (a row of the table events)
    words = view.words
    said = [row.summary, "" if row.status == "clear" else words.name("statuses", row.status), row.note]
    start, end = _ends(row)
    return {
        **dict(zip(("Year", "Month", "Day"), start, strict=True)),
        **dict(zip(("End Year", "End Month", "End Day"), end, strict=True)),
        "Display Date": html.escape(words.date(row.date)),
        "Headline": html.escape(row.title),
        "Text": html.escape(" ".join(part for part in said if part)),
        "Group": html.escape(words.name("domains", row.domain)),
    }


def _ends(row: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:  # noqa: ANN401
    """Year, month and day of both ends; "" for what the source does not say."""
    parts = [_PLAIN.fullmatch(part.rstrip("~?")) for part in row.date.split("/")]
    none = ("", "", "")
    if all(parts):
        named = [tuple(str(int(cell)) if cell else "" for cell in part.groups()) for part in parts if part]
        return named[0], named[1] if len(named) > 1 else none
    if row.precision in {"quarter", "half"}:
        return (str(row.first.year), str(row.first.month), ""), (str(row.last.year), str(row.last.month), "")
    return (str(row.first.year), "", ""), (str(row.last.year), "", "")
