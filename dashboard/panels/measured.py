"""The measured quality of the extraction, in words and figures."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml
from dash import html

from dashboard.panels.cards import card

if TYPE_CHECKING:
    from dashboard.text import Words
    from dashboard.view import View


def layout(view: View) -> html.Section:
    """A table for milestones and one for figures: what was measured, what it means, and the share."""
    text = view.words
    tables = [_table(text, part, figures) for part, figures in measured().items()]
    body = [html.Div(tables, className="measured"), html.P(text("quality.measured.note"), className="note")]
    return card(text("quality.measured.title"), text("quality.measured.subtitle"), body, id_="quality-measured")


@lru_cache(maxsize=1)
def measured() -> dict[str, dict[str, float]]:
    """Shares from 0 to 1 by part (events, figures) and name; from ``quality.yml``."""
    text = files("dashboard").joinpath("quality.yml").read_text(encoding="utf-8")
    return {part: dict(figures) for part, figures in yaml.safe_load(text).items()}


def _table(text: Words, part: str, figures: dict[str, float]) -> html.Table:
    rows = [_row(text, f"quality.measured.{part}.{name}", share) for name, share in figures.items()]
    return html.Table([html.Caption(text(f"quality.measured.{part}.title")), html.Tbody(rows)])


def _row(text: Words, key: str, share: float) -> html.Tr:
    said: list[Any] = [text(f"{key}.name"), html.Div(text(f"{key}.meaning"), className="note")]
    return html.Tr([html.Th(said, scope="row"), html.Td(text.percent(share * 100), className="figure")])
