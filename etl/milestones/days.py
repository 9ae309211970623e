"""Two days in a row that are joined by "and": one stretch, on which one thing happened, not two."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from etl import spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from etl.milestones.grammar import Grammar
    from etl.model import DateMention, Passage


def days_joined(
    passages: Iterable[Passage], dates: Iterable[Sequence[DateMention]], grammar: Grammar
) -> list[tuple[DateMention, ...]]:
    """The dates of each passage, with "5 and 6 July" as one date."""
    return [tuple(_joined(passage.text, own, grammar)) for passage, own in zip(passages, dates, strict=True)]


def _joined(text: str, dates: Sequence[DateMention], grammar: Grammar) -> list[DateMention]:
    kept: list[DateMention] = []
    for date in dates:
        last = kept[-1] if kept else None
        gap = text[last.end : date.start].strip() if last else ""
        if last and gap and grammar.find.date_list.search(gap) and are_in_a_row(last.edtf, date.edtf):
            edtf = f"{last.edtf}/{date.edtf}"
            whole = text[last.start : date.end]
            kept[-1] = replace(last, end=date.end, text=whole, edtf=edtf, precision="range", rule=date.rule)
        else:
            kept.append(date)
    return kept


def are_in_a_row(first: str, second: str) -> bool:
    """Whether two days are one after the other."""
    if not all(spans.precision(edtf) == "day" for edtf in (first, second)):
        return False
    return spans.span(second)[0] - spans.span(first)[0] == timedelta(days=1)
