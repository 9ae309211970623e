"""Units that stand without a number: in the header of a table, in its title, in the name of a row."""

from __future__ import annotations

from decimal import Decimal

from etl.amounts.find import look_up, scale_of
from etl.amounts.pack import load


def unit_of_label(text: str, *, language: str = "en") -> tuple[str, Decimal] | None:
    """The unit that a label states and what one of it is in base units.

    Args:
        text: A header, a title or the name of a row.
        language: The language whose words for scales and currencies are used.

    Returns:
        ``("USD", 1000000)`` for "Exports (US$ million)", ``("%", 1)`` for "Share, %"; None where none is stated.
    """
    pack = load(language)
    match = pack.label.search(text)
    if match is None:
        return None
    if match["percent"]:
        return "%", Decimal(1)
    name, scale = match["currency"] or match["currency2"], match["scale"] or match["scale2"]
    return look_up(pack.currencies, name.replace("\\", "")), scale_of(pack, scale) or Decimal(1)
