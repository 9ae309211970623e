"""A view written down: a page of HTML, or a PDF, with pictures, tables, sentences, disagreements and sources."""

from __future__ import annotations

import base64
import html
from dataclasses import replace
from importlib.resources import files as resources
from typing import TYPE_CHECKING, Any

from dashboard import citing, drawing, edition, export, ids, pictures
from dashboard.data import records
from dashboard.downloads import plotted
from dashboard.panels import countries, doubts, trade
from dashboard.theme import look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dashboard.view import View

#: The page of a picture in a report: as wide as the text, and not taller than what a heading leaves of a sheet.
SIZE = export.Size(800, 960)
_TREND = export.Size(800, 448)
# A table of so few rows is not broken over two sheets.
_SHORT = 14


def page(view: View, link: str = "") -> bytes:
    """The report as a page of HTML that needs no other file.

    Where no browser is installed on the server, a line stands in the place of each picture.
    """
    text = view.words
    parts = [
        f"<h1>{_safe(text('report.title'))}</h1>",
        _paragraphs(export.described(view), link, edition.program(view.store)),
        *(_chart(view, chart, link) for chart in drawing.charts(view)),
        _section(text("report.milestones"), milestones(view)),
        _section(text("report.disagreements"), disagreements(view)),
        _section(text("report.sources"), sources(view)),
        _section(text("export.cite"), [f"<p>{_safe(citing.apa(view, link))}</p>", _terms(view, link)]),
    ]
    return written(view, text("report.title"), parts).encode()


def pdf(view: View, link: str = "") -> bytes:
    """The report as a PDF on A4.

    Raises:
        PictureError: It cannot be printed here, or not now.
    """
    studio = pictures.studio()
    content = page(view, link)
    with studio.place():
        printed = studio.printed(content, edition.program(view.store))
    said = {"Title": view.words("report.title"), "Description": export.described(view), "Source": link}
    return pictures.document([printed], said, view.words("language.html"))


def written(view: View, title: str, parts: Iterable[str], *, theme: str = "light") -> str:
    """A whole page of HTML around parts of it, in a theme; the style stands in it."""
    style = _colours(theme) + resources(__package__).joinpath("report.css").read_text(encoding="utf-8")
    return (
        f'<!DOCTYPE html>\n<html lang="{_safe(view.words("language.html"))}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_safe(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(part for part in parts if part)
        + "\n</main>\n</body>\n</html>\n"
    )


def _colours(theme: str) -> str:
    """The colours of a theme by the names that the style has for them."""
    of = look(theme)
    named = {"ink": of.text, "muted": of.muted, "paper": of.surface, "line": of.line, "link": of.accent}
    said = " ".join(f"--{name}: {colour};" for name, colour in named.items())
    return f"html {{ {said} color-scheme: {of.name}; }}\n"


def milestones(view: View) -> list[str]:
    """The milestones of a view as a table, each row with an id to link to."""
    text = view.words
    head = [text(f"tables.column.{name}") for name in ("date", "title", "domain", "countries", "status", "sources")]
    found = list(records(plotted.rows(view, ids.TIMELINE).sort_values(["first", "last", "event_id"])))
    rows = [
        [
            text.date(row.date),
            row.title,
            text.name("domains", row.domain),
            text.names("countries", [code for code in row.countries.split(";") if code]),
            text.name("statuses", row.status),
            text.number(row.source_count),
        ]
        for row in found
    ]
    return [table("", head, rows, [f"{row.first:%Y-%m-%d}" for row in found])] if rows else [_nothing(view)]


def disagreements(view: View) -> list[str]:
    """Where sources state other dates or values than the row of the table, place by place."""
    text, events = view.words, view.events
    titles = dict(zip(events["event_id"], events["title"], strict=True))
    values = _differing(view)
    places = view.store.citations
    differing = places[(places["verdict"] == "differs") & places["record_id"].isin(titles)]
    names = dict(zip(view.store.sources["source_id"], view.store.sources["title"], strict=True))
    rows = [
        [titles[row.record_id], text.date(row.date), row.date_text, names[row.source_id], text.number(row.line)]
        for row in records(differing)
    ]
    head = [
        text("tables.column.title"),
        *(text(f"report.place.{name}") for name in ("date", "words", "source", "line")),
    ]
    notes = [
        f"<p>{_safe(row.title)}: {_safe(row.note)}</p>"
        for row in records(events[(events["status"] == "disputed") & (events["note"] != "")])
    ]
    dates = [table("", head, rows)] if rows else []
    return [*dates, *notes, *values] or [_nothing(view)]


def sources(view: View) -> list[str]:
    """The sources of the charts of a view, as a list."""
    seen: dict[str, Any] = {}
    for chart in drawing.charts(view):
        seen |= {row.source_id: row for row in records(plotted.sources(view, chart))}
    lines = dict.fromkeys(
        ". ".join(
            part
            for part in (row.authors.replace(";", ", "), row.title, row.publisher, row.published, row.licence)
            if part
        )
        for row in seen.values()
    )
    return ["<ul>", *(f"<li>{_safe(line)}</li>" for line in lines), "</ul>"] if seen else [_nothing(view)]


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], order: Sequence[str] = ()) -> str:
    """A table of texts; whatever they hold is shown as text. ``order`` has what the first cells are sorted by."""
    listed = list(rows)
    keys = [f' data-sort="{_safe(key)}"' for key in order] or [""] * len(listed)
    kind = ' class="short"' if len(listed) <= _SHORT else ""
    top = "".join(f'<th scope="col">{_safe(cell)}</th>' for cell in head)
    lines = zip(keys, listed, strict=True)
    body = "\n".join(f"<tr><td{key}>" + "</td><td>".join(map(_safe, row)) + "</td></tr>" for key, row in lines)
    said = f"<caption>{_safe(caption)}</caption>" if caption else ""
    return (
        f'<div class="scroll"><table{kind}>{said}<thead><tr>{top}</tr></thead><tbody>\n{body}\n</tbody></table></div>'
    )


def numbers(view: View, chart: str) -> str:
    """The values behind a chart of trade as a table; "" for milestones and for which values there are."""
    if chart in {ids.TIMELINE, ids.COVERAGE}:
        return ""
    if chart in {ids.INVESTMENT, ids.AROUND}:
        return _by_year(view, chart)
    shown = trade.rows(view) if chart == ids.TREND else countries.rows(view)
    return table(shown["caption"], shown["head"], shown["rows"])


def _by_year(view: View, chart: str) -> str:
    """The values of a chart, a row a year and a column a line."""
    text = view.words
    wide = plotted.rows(view, chart).pivot_table(index="year", columns="country", values="value_usd", sort=False)
    wide = wide.sort_index()
    names = [text.names("countries", code.split(";")) for code in wide.columns]
    body = [[str(year), *trade.amounts(text, wide.loc[year].tolist())] for year in wide.index]
    return table(text("trade.table"), [text("trade.year"), *names], body)


def _differing(view: View) -> list[str]:
    """The values that differ from the one that is drawn, and by how much."""
    text = view.words
    rows = [
        [
            doubts.measured(view, row), text.date(row.period), text.money(row.drawn), text.money(row.value),
            f"{'+' if row.percent > 0 else ''}{text.percent(row.percent)}", row.note,
        ]
        for row in records(doubts.differing(view.trade))
    ]  # fmt: skip
    head = [text(f"quality.differing.{name}") for name in ("what", "year", "drawn", "stated", "percent", "note")]
    caption = text("quality.differing.caption", number=text.number(len(rows)))
    return [table(caption, head, rows)] if rows else []


def _chart(view: View, chart: str, link: str) -> str:
    said = drawing.said(view, chart)
    under = [part for part in (said["subtitle"], export.described(view, chart)) if part]
    head = f'<p class="under">{_safe(view.words("format.bullet").join(under))}</p>'
    drawn = _images(view, chart, said["sentence"], link)
    words = _paragraphs(said["sentence"], said["note"])
    credit = f'<p class="note">{_safe(export.credited(view, chart))}</p>'
    return _section(said["title"], [head, *drawn, words, credit, numbers(view, chart)])


def _images(view: View, chart: str, alternative: str, link: str) -> list[str]:
    """The pictures of a chart; what the report says around them is left out of those that are alone."""
    order = export.Order(chart, SIZE if chart == ids.TIMELINE else _TREND, caption=chart == ids.TIMELINE, link=link)
    light = replace(view, filters=replace(view.filters, theme="light"))
    try:
        studio = pictures.studio()
        with studio.place():
            drawn = [studio.draw(figure, "svg") for figure in export.pages(light, order, filled=False)]
    except pictures.PictureError as error:
        return [f'<p class="note">{_safe(view.words(f"export.{error}"))}</p>']
    shown = (base64.b64encode(one).decode() for one in drawn)
    return [f'<img alt="{_safe(alternative)}" src="data:image/svg+xml;base64,{one}">' for one in shown]


def _section(title: str, parts: Iterable[str]) -> str:
    return "\n".join([f"<section>\n<h2>{_safe(title)}</h2>", *(part for part in parts if part), "</section>"])


def _paragraphs(*texts: str) -> str:
    return "\n".join(f"<p>{_safe(text)}</p>" for text in texts if text)


def _terms(view: View, link: str) -> str:
    return _paragraphs(edition.about(view.store, link)["licence"])


def _nothing(view: View) -> str:
    return _paragraphs(view.words("quality.nothing"))


def _safe(text: str) -> str:
    return html.escape(" ".join(str(text).split()), quote=True)
