"""What the cards of the page share: their frame, their choices, and how charts behave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dash_mantine_components as dmc
from dash import html

from dashboard import ids

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dash.development.base_component import Component

    from dashboard.view import View


#: The chart that each card shows, for the button that exports it.
_CHARTS = {
    "timeline-card": ids.TIMELINE,
    "trend-card": ids.TREND,
    "country-card": ids.BY_COUNTRY,
    "investment-card": ids.INVESTMENT,
}


def card(
    title: str | Component,
    subtitle: str | Component,
    body: Sequence[Any],
    *,
    tools: Sequence[Any] = (),
    id_: str,
    **more: Any,  # noqa: ANN401 (attributes of the section)
) -> html.Section:
    """A card with a heading, a line under it, what can be switched at its right, and its body.

    A card of a chart has a button that opens the export dialog for it.
    """
    export = [_export(_CHARTS[id_], f"{id_}-title")] if id_ in _CHARTS else []
    head = html.Div(
        [
            html.Div([html.H2(title, id=f"{id_}-title"), html.P(subtitle, className="subtitle")]),
            html.Div([*tools, *export], className="card-tools"),
        ],
        className="card-head",
    )
    return html.Section([head, *body], id=id_, className="card", **{"aria-labelledby": f"{id_}-title"}, **more)


def _export(chart: str, title_id: str) -> html.Button:
    """A button named by the dialog's own and the card's title, so that it needs no words of its own."""
    id_ = f"export-{chart}"
    named = {"data-export": chart, "aria-labelledby": f"{ids.EXPORT_OPEN} {title_id}"}
    return html.Button("⤓", id=id_, className="zoom", **named)


def choice(id_: str, label: str, choices: Mapping[str, str], value: str) -> html.Div:
    """One of a few settings, side by side."""
    control = dmc.SegmentedControl(
        id=id_, value=value, size="xs", data=[{"value": key, "label": name} for key, name in choices.items()]
    )
    return html.Div(control, className="choice", role="group", **{"aria-label": label, "title": label})


def graph_config(view: View) -> dict[str, Any]:
    """How every chart of the page behaves: nothing is uploaded, no logo, a picture named for what it shows."""
    return {
        "showSendToCloud": False,
        "displaylogo": False,
        "displayModeBar": False,
        "doubleClick": False,
        "scrollZoom": False,
        "locale": "zh-CN" if view.filters.lang == "zh" else "en",
    }


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> html.Table:
    """A plain table of texts whose first column names its rows."""
    return html.Table(
        [
            html.Caption(caption),
            html.Thead(html.Tr([html.Th(name, scope="col") for name in head])),
            html.Tbody([html.Tr([html.Th(row[0], scope="row"), *(html.Td(cell) for cell in row[1:])]) for row in rows]),
        ]
    )
