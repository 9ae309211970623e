"""All charts of a view as one zip: pictures, the rows behind each, captions with alternative text, sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard import drawing, export, ids
from dashboard.downloads import archive, packages, plotted, tabular

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.export import Order
    from dashboard.view import View

_KINDS = ("png", "svg", "pdf")


def charts(view: View, order: Order, done: Callable[[str], None] = lambda _: None) -> bytes:
    """The zip of a view.

    Args:
        view: What it shows.
        order: Size, caption and link of its pictures; its chart is not looked at.
        done: Told the name of each file when it is made.

    Raises:
        PictureError: The pictures cannot be drawn here, or not now.
    """
    found: dict[str, bytes] = {}
    for chart in drawing.charts(view):
        for kind in _KINDS:
            whole = chart == ids.TIMELINE and kind != "png"
            found[f"{chart}.{kind}"] = export.drawn(view, replace(order, chart=chart, whole=whole), kind)
            done(f"{chart}.{kind}")
        found[f"{chart}.csv"] = tabular.csv(plotted.rows(view, chart), view.store, order.link)
        done(f"{chart}.csv")
    found["captions.md"] = captions(view, order.link)
    done("captions.md")
    more = "Each chart is here as PNG, SVG and PDF, and the rows that it plots as CSV; captions.md has their words."
    found["README.md"] = packages.readme(view, order.link, more)
    done("README.md")
    return archive.zipped(found)


def captions(view: View, link: str = "") -> bytes:
    """Title, subtitle, alternative text, note and sources of each chart as Markdown."""
    text, parts = view.words, [f"# {view.words('page.title')}"]
    for chart in drawing.charts(view):
        said = drawing.said(view, chart)
        alternative = f"**{text('export.alternative')}** {said['sentence']}"
        origin = [export.described(view, chart), export.credited(view, chart), link]
        parts += [f"## {said['title']}", f"*{chart}*", said["subtitle"], alternative, said["note"], *origin]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()
