"""A folder of static pages: the charts, tables and evidence of chosen views, with no Python behind them."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from importlib.resources import files as resources
from typing import TYPE_CHECKING, Any

import plotly
from plotly.utils import PlotlyJSONEncoder

from dashboard import citing, drawing, edition, evidence, export, report
from dashboard.data import records

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from dashboard.view import View

#: Width in pixels that charts are drawn for; a narrower window scrolls them.
_WIDTH = 1000


def write(views: Sequence[View], folder: Path, done: Callable[[str], None] = lambda _: None) -> list[Path]:
    """Write a page a view, ``index.html`` that leads to them, and the scripts, all of which open from disk.

    Args:
        views: What the pages show.
        folder: Made where it is not there; files of the same name are replaced.
        done: Told the name of each file when it is written.

    Returns:
        The files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"view-{number}.html" for number in range(1, len(views) + 1)]
    script = resources(__package__).joinpath("site.js").read_bytes()
    library = resources(plotly).joinpath("package_data", "plotly.min.js").read_bytes()
    parts: dict[str, Callable[[], bytes]] = {
        "plotly.min.js": lambda: library,
        "site.js": lambda: script,
        "index.html": lambda: index(views, names).encode(),
    }
    for name, view in zip(names, views, strict=True):
        parts[name] = lambda shown=view: page(shown).encode()  # type: ignore[misc]
    written = []
    for name, make in parts.items():
        (folder / name).write_bytes(make())
        written.append(folder / name)
        done(name)
    return written


def index(views: Sequence[View], names: Sequence[str]) -> str:
    """The page that leads to the others."""
    view = views[0]
    links = "\n".join(
        f'<li><a href="{name}">{_safe(_named(one))}</a></li>' for name, one in zip(names, views, strict=True)
    )
    title = view.words("page.title")
    parts = [f"<h1>{_safe(title)}</h1>", f"<ul>{links}</ul>", _foot(view)]
    return report.written(view, title, parts, theme=view.filters.theme)


def page(view: View) -> str:
    """The page of a view: its charts to zoom and hover, the tables, the places that support each milestone."""
    text = view.words
    parts = [
        f'<p><a href="index.html">{_safe(text("page.title"))}</a></p>',
        f"<h1>{_safe(_named(view))}</h1>",
        *(_chart(view, chart) for chart in drawing.charts(view)),
        f"<h2>{_safe(text('report.milestones'))}</h2>",
        *report.milestones(view),
        f"<h2>{_safe(text('report.disagreements'))}</h2>",
        *report.disagreements(view),
        f"<h2>{_safe(text('help.evidence.title'))}</h2>",
        *_places(view),
        f"<h2>{_safe(text('report.sources'))}</h2>",
        *report.sources(view),
        _foot(view),
        _units(view),
        '<script src="plotly.min.js"></script>',
        '<script src="site.js"></script>',
    ]
    return report.written(view, _named(view), parts, theme=view.filters.theme)


def _named(view: View) -> str:
    return export.described(view) or view.words("page.title")


def _chart(view: View, chart: str) -> str:
    """A chart as data that the script draws, with its words and numbers for who has no script."""
    said = drawing.said(view, chart)
    figure = drawing.draw(replace(view, canvas=_WIDTH), chart).to_plotly_json()
    figure["layout"]["dragmode"] = "zoom"
    encoded = json.dumps(figure, cls=PlotlyJSONEncoder).replace("<", "\\u003c")
    return "\n".join(
        [
            f"<section><h2>{_safe(said['title'])}</h2><p>{_safe(said['subtitle'])}</p>",
            f'<div class="chart" id="{chart}" role="img" aria-label="{_safe(said["sentence"])}"></div>',
            f'<script type="application/json" data-chart="{chart}">{encoded}</script>',
            f'<p>{_safe(said["sentence"])}</p><p class="note">{_safe(said["note"])}</p>',
            report.numbers(view, chart),
            "</section>",
        ]
    )


def _places(view: View) -> list[str]:
    """The places that support each milestone, with the passage where the document is on disk."""
    text, store = view.words, view.store
    titles = dict(zip(store.sources["source_id"], store.sources["title"], strict=True))
    by_record: dict[str, list[Any]] = {}
    for place in records(store.citations[store.citations["record_id"].isin(view.events["event_id"])]):
        by_record.setdefault(place.record_id, []).append(place)
    found = []
    for row in records(view.events):
        lines = [_place(view, place, titles[place.source_id]) for place in by_record.get(row.event_id, [])]
        head = f"{text.date(row.date)}: {row.title}"
        found.append(
            f'<details id="{_safe(row.event_id)}"><summary>{_safe(head)}</summary><ul>{"".join(lines)}</ul></details>'
        )
    return found


def _place(view: View, place: Any, title: str) -> str:  # noqa: ANN401 (a row of the table citations)
    text = view.words
    where = {"page": place.page, "line": place.line}
    at = text("detail.page_line", **where) if place.page else text("detail.line", line=place.line)
    said = text("detail.says", words=place.date_text, date=text.date(place.date)) if place.date_text else ""
    differs = text("detail.differs") if place.verdict == "differs" else ""
    shown = evidence.excerpt(view.store, place.source_id, place.start, place.end)
    passage = "" if isinstance(shown, str) else f"{shown.before}{shown.passage}{shown.after}"
    line = text("format.bullet").join(part for part in (title, at, said, differs) if part)
    quoted = f"<blockquote>{_safe(passage)}</blockquote>" if passage else ""
    return f"<li>{_safe(line)}{quoted}</li>"


def _units(view: View) -> str:
    """How amounts are written, so that the script can sort them."""
    parts = [(unit["size"], *str(unit["text"]).split("{number}")) for unit in view.words.units]
    listed = [{"size": size, "before": before, "after": after} for size, before, after in parts]
    encoded = json.dumps(listed, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" id="units">{encoded}</script>'


def _foot(view: View) -> str:
    about = edition.about(view.store)
    return f'<p class="note">{_safe(citing.apa(view, ""))} {_safe(about["licence"])}</p>'


def _safe(text: str) -> str:
    return html.escape(" ".join(str(text).split()), quote=True)
