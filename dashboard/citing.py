"""What others need to point at a view or to load its rows: citation, frame, code."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from dashboard import edition

if TYPE_CHECKING:
    from dashboard.view import View


def apa(view: View, link: str) -> str:
    """How to cite a view, in the form of APA, with the version of the data."""
    return edition.citation(view.store, link)


def bibtex(view: View, link: str) -> str:
    """The same as a BibTeX entry."""
    return edition.bibtex(view.store, link)


def frame(view: View, home: str) -> str:
    """The HTML that shows a view within another page, without header and filters."""
    address = "&".join(part for part in (view.address, "embed=1") if part)
    title = html.escape(view.words("page.title"), quote=True)
    source = html.escape(f"{home}?{address}", quote=True)
    return f'<iframe src="{source}" title="{title}" width="100%" height="900" loading="lazy"></iframe>'


def code(view: View, home: str) -> dict[str, str]:
    """Code that loads the rows of a view, by the name of its language: pandas, R, a spreadsheet's formula a table."""
    query = f"?{view.address}" if view.address else ""
    urls = {name: f"{home}data/{name}.csv{query}" for name in ("events", "trade")}
    pandas = [f'{name} = pd.read_csv("{url}", parse_dates=["first", "last"])' for name, url in urls.items()]
    return {
        "pandas": "\n".join(["import pandas as pd", "", *pandas]),
        "R": "\n".join(f'{name} <- read.csv("{url}", encoding = "UTF-8")' for name, url in urls.items()),
        "spreadsheet_events": f'=IMPORTDATA("{urls["events"]}")',
        "spreadsheet_trade": f'=IMPORTDATA("{urls["trade"]}")',
    }
