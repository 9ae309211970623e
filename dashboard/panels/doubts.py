"""What is in doubt: where sources disagree and by how much, what was corrected, which dates were refused and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dash import html

from dashboard.data import records
from dashboard.panels.cards import card, table
from dashboard.query import to_query

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.view import View

#: What two values must share to be of the same thing.
SAME = ["indicator", "reporter", "partner", "flow", "period"]


def disputes(view: View) -> html.Section:
    """Every milestone whose sources disagree, and every value that differs from the one that is drawn."""
    text, store = view.words, view.store
    steps = store.history[store.history["step"] == "disputed"]
    milestones = [_step(view, step) for step in records(steps[steps["record_id"].isin(store.events["event_id"])])]
    values = _values(view, differing(store.trade))
    nothing = [] if milestones or values else [html.P(text("quality.nothing"))]
    body = [html.Ul(milestones, className="sources"), *values, *nothing]
    return card(text("quality.disputes"), text("quality.disputes_note"), body, id_="quality-disputes")


def corrections(view: View) -> html.Section:
    """Every declared change to what a source prints."""
    text, store = view.words, view.store
    items = [_step(view, step) for step in records(store.history[store.history["step"] == "corrected"])]
    body = [html.Ul(items or [html.Li(text("quality.nothing"))], className="sources")]
    return card(text("quality.corrections"), text("quality.corrections_note"), body, id_="quality-corrections")


def refusals(view: View) -> html.Section:
    """The dates that were read and make no milestone, by reason, the most frequent first."""
    text, rows = view.words, view.store.refusals
    groups = [
        _refused(view, str(reason), rows[rows["reason"] == reason]) for reason in rows["reason"].value_counts().index
    ]
    body = groups or [html.P(text("quality.nothing"))]
    return card(text("quality.refusals"), text("quality.refusals_note"), body, id_="quality-refusals")


def differing(trade: pd.DataFrame) -> pd.DataFrame:
    """Disputed values beside the preferred value of the same thing, the greatest difference first.

    Returns:
        The columns of the table trade, ``drawn`` (the preferred value, in the same unit) and ``percent``, how far the
        value lies from it.
    """
    preferred = trade[trade["preferred"]].drop_duplicates(SAME)[[*SAME, "value"]]
    others = trade[~trade["preferred"] & (trade["status"] == "disputed")]
    joined = others.merge(preferred.rename(columns={"value": "drawn"}), on=SAME)
    joined = joined[joined["drawn"] != 0]
    joined["percent"] = (joined["value"] / joined["drawn"] - 1) * 100
    return joined.sort_values(
        ["percent", "observation_id"], key=lambda cells: -cells.abs() if cells.name == "percent" else cells
    )


def _values(view: View, rows: pd.DataFrame) -> list[Any]:
    if rows.empty:
        return []
    text = view.words
    head = [text(f"quality.differing.{name}") for name in ("what", "year", "drawn", "stated", "percent", "note")]
    body = [
        [
            measured(view, row), text.date(row.period), text.money(row.drawn), text.money(row.value),
            f"{'+' if row.percent > 0 else ''}{text.percent(row.percent)}", row.note,
        ]
        for row in records(rows)
    ]  # fmt: skip
    caption = text("quality.differing.caption", number=text.number(len(rows)))
    return [
        html.Div(
            table(caption, head, body),
            className="scroll differing",
            tabIndex=0,
            role="group",
            **{"aria-label": caption},
        )
    ]


def _refused(view: View, reason: str, rows: pd.DataFrame) -> html.Details:
    text = view.words
    said = text.table("quality.reasons").get(reason, reason)
    items = [_place(view, row) for row in records(rows)]
    return html.Details([html.Summary(f"{said} ({text.number(len(rows))})"), html.Ul(items, className="refused")])


def _place(view: View, row: Any) -> html.Li:  # noqa: ANN401
    text = view.words
    words = text("detail.says", words=row.date_text, date=text.date(row.date)) if row.date_text else text.date(row.date)
    where = text("format.bullet").join(
        (_titles(view).get(row.source_id, row.source_id), text("detail.line", line=row.line))
    )
    return html.Li([html.Span(words), " ", html.Span(where, className="note")])


def _step(view: View, step: Any) -> html.Li:  # noqa: ANN401
    return html.Li([_named(view, step.record_id), html.Div(_readable(view, step.detail), className="note")])


def _named(view: View, record_id: str) -> html.A | html.Strong:
    """A milestone as a link that opens it; a value by what it measures."""
    text, store = view.words, view.store
    events = store.events[store.events["event_id"] == record_id]
    if len(events):
        row = records(events)[0]
        address = to_query(type(view.filters)(event=record_id, lang=view.filters.lang, theme=view.filters.theme))
        return html.A(f"{row.title} ({text.date(row.date)})", href=f"{view.base}?{address}")
    row = records(store.trade[store.trade["observation_id"] == record_id])[0]
    return html.Strong(text("format.bullet").join((measured(view, row), text.date(row.period))))


def measured(view: View, row: Any) -> str:  # noqa: ANN401
    """What a value measures: indicator, sides, flow, in words."""
    text = view.words
    sides = text.names("countries", [code for code in (row.reporter, row.partner) if code])
    return text("format.bullet").join(
        (text.name("indicators", row.indicator), sides, text.name("flows", row.flow or "none"))
    )


def _readable(view: View, detail: str) -> str:
    """A detail with the titles of documents in place of their ids."""
    titles = _titles(view)
    return re.sub(r"[\w-]{8,}", lambda found: titles.get(found[0], found[0]), detail)


def _titles(view: View) -> dict[str, str]:
    sources = view.store.sources
    return {id_: title or id_ for id_, title in zip(sources["source_id"], sources["title"], strict=True)}
