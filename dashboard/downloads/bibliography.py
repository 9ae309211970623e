"""Sources as BibTeX and as CSL-JSON, for programs that manage references."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from dashboard import edition
from dashboard.data import records
from dashboard.downloads import plotted

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.view import View

# What LaTeX takes for a command.
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def of_view(view: View) -> pd.DataFrame:
    """The sources of a view's milestones, those that state the most first."""
    return plotted.cited(view, view.events["event_id"])


def bibtex(view: View, link: str = "") -> bytes:
    """The sources of a view's milestones as BibTeX in UTF-8, after the entry of the data themselves."""
    entries = [edition.bibtex(view.store, link), *(_entry(row) for row in records(of_view(view)))]
    return "\n".join(entries).encode()


def csl(view: View, link: str = "") -> bytes:
    """The same as CSL-JSON."""
    itself = {
        "id": "asean_china_atlas",
        "type": "dataset",
        "title": "Milestones and trade of ASEAN and China",
        "author": [{"literal": edition.NAME}],
        "version": f"{edition.program_version()} data {edition.data_version(view.store)}".strip(),
        "note": f"Licence: {edition.TERMS}",
        **({"URL": link} if link else {}),
    }
    items = [itself, *(_item(row) for row in records(of_view(view)))]
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()


def _entry(row: Any) -> str:  # noqa: ANN401 (a row of the table sources)
    article = "journal" in row.kind
    year, month = _issued(row.published)
    fields = {
        "title": f"{{{_latex(row.title or row.source_id)}}}",
        "author": " and ".join(f"{{{_latex(name)}}}" for name in _authors(row)),
        "journal" if article else "publisher": _latex(row.publisher),
        "year": year,
        "doi": _doi(row),
        "url": _url(row),
        "language": row.language,
        "note": _latex(f"Licence: {row.licence}") if row.licence else "",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    lines += [f"  month = {_MONTHS[month - 1]},"] if month else []
    key = re.sub(r"[^A-Za-z0-9-]", "-", row.source_id)
    return "\n".join([f"@{'article' if article else 'misc'}{{{key},", *lines, "}"]) + "\n"


def _item(row: Any) -> dict[str, Any]:  # noqa: ANN401
    year, month = _issued(row.published)
    article = "journal" in row.kind
    fields = {
        "id": row.source_id,
        "type": "article-journal" if article else "document",
        "title": row.title or row.source_id,
        "author": [{"literal": name} for name in _authors(row)],
        "container-title" if article else "publisher": row.publisher,
        "issued": {"date-parts": [[int(year), *([month] if month else [])]]} if year else None,
        "DOI": _doi(row),
        "URL": _url(row),
        "language": row.language,
        "note": f"Licence: {row.licence}" if row.licence else "",
    }
    return {name: value for name, value in fields.items() if value}


def _authors(row: Any) -> list[str]:  # noqa: ANN401
    return [name.strip() for name in row.authors.split(";") if name.strip()]


def _doi(row: Any) -> str:  # noqa: ANN401
    return str(row.locator).removeprefix("doi:") if row.locator.startswith("doi:") else ""


def _url(row: Any) -> str:  # noqa: ANN401
    return str(row.locator) if re.match(r"https?://[^\s{}\\]+$", row.locator) else ""


def _issued(published: str) -> tuple[str, int]:
    """Year and month of an EDTF date; "" and 0 where it does not name one."""
    found = re.match(r"(\d{4})(?:-(\d{2}))?", published)
    if not found:
        return "", 0
    month = int(found[2] or 0)
    return found[1], month if month <= 12 else 0


def _latex(text: str) -> str:
    return "".join(_LATEX.get(letter, letter) for letter in " ".join(text.split()))
