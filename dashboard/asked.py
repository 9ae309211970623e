"""What an address asks to take away: the view and the picture, or a refusal in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from dashboard import drawing, export, ids
from dashboard.view import view as view_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from dashboard.data import Store
    from dashboard.export import Order
    from dashboard.view import View

#: What the address of a file may say beside the view.
OF_PICTURES = ("size", "width", "height", "scale", "caption", "whole")
OF_TABLES = ("bom", "about")
_NEEDS = {
    ids.AROUND: "name a milestone whose year has trade values, as event=ID",
    ids.INVESTMENT: "the tables have no values of investment",
}


class RefusedError(ValueError):
    """What is asked for cannot be given; the message is one line for who asked, the status one of HTTP's 4xx."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(" ".join(message.split()))
        self.status = status


class EmptyError(RefusedError):
    """A chart that has nothing to draw in a view."""


class LimitError(RefusedError):
    """A size beyond the limits."""


def view(store: Store, address: str, extras: Collection[str] = ()) -> View:
    """The view of an address, in which nothing is misspelt: a file of another choice of rows would mislead.

    Args:
        store: The tables.
        address: The query, without "?".
        extras: Parameters that are not the view's.

    Raises:
        RefusedError: Parts of the query mean nothing here; names them.
    """
    shown = view_of(store, address)
    wrong = [part for part in shown.dropped if part.partition("=")[0] not in extras]
    if wrong:
        raise RefusedError(f"the address names what is not here: {', '.join(wrong)[:300]}")
    return shown


def drawable(view: View, chart: str) -> None:
    """Refuse a chart that has nothing to draw in a view, with what it needs.

    Raises:
        EmptyError: The view has no such chart.
    """
    if chart in export.CHARTS and chart not in drawing.charts(view):
        raise EmptyError(f'the chart "{chart}" has nothing to draw here: {_NEEDS[chart]}', 404)


def order(chart: str, kind: str, address: str, link: str = "") -> Order:
    """The picture that an address asks for.

    Args:
        chart: One of `export.CHARTS`.
        kind: The format; in PDF the timeline is always whole.
        address: The query: ``size`` or ``width`` and ``height`` with ``scale``, ``caption=0``, ``whole=1``.
        link: The address of the view.

    Raises:
        RefusedError: There is no such chart or size; says what there is.
    """
    if chart not in export.CHARTS:
        raise RefusedError(f'there is no chart "{chart[:40]}"; there are {", ".join(export.CHARTS)}', 404)
    asked = dict(parse_qsl(address.lstrip("?")[:4000]))
    flags = {name: _flag(asked, name) for name in ("caption", "whole")}
    whole = flags["whole"] is True or (kind == "pdf" and chart == ids.TIMELINE)
    return export.Order(chart, size(asked), flags["caption"] is not False, whole, link)


def size(asked: Mapping[str, str]) -> export.Size:
    """The size that parameters name: one by purpose, or one's own, what is left out being as in the one by purpose.

    Raises:
        RefusedError: It is none; a `LimitError` where it is beyond the limits.
    """
    name = asked.get("size", "slide")
    if name not in export.SIZES:
        raise RefusedError(f'there is no size "{name[:40]}"; there are {", ".join(export.SIZES)}')
    base = export.SIZES[name]
    if not {"width", "height", "scale"} & set(asked):
        return base
    try:
        return export.sized(
            _number(asked, "width", base.width), _number(asked, "height", base.height), _number(asked, "scale", 1)
        )
    except export.SizeError as error:
        raise LimitError(str(error)) from error


def _number(asked: Mapping[str, str], name: str, otherwise: float) -> float:
    text = asked.get(name)
    if text is None:
        return otherwise
    if not text.isascii() or not text.replace(".", "", 1).isdigit() or len(text) > 9:
        raise RefusedError(f'{name}: found "{text[:40]}", expected a number')
    return float(text)


def _flag(asked: Mapping[str, str], name: str) -> bool | None:
    text = asked.get(name)
    if text not in {None, "0", "1"}:
        raise RefusedError(f'{name}: found "{text[:40]}", expected 0 or 1')
    return None if text is None else text == "1"
