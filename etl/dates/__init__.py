"""Finds the words that name a calendar date, and says what they mean.

Our own rules (``etl/rules/dates/<language>.yml``) find where a date stands and how precise it is; what leans on
another date ("the same year", "on Monday", "in October") is resolved from the dates around it or from the document's
own date, or left out. The engine knows no language: `pack` loads the rules, `scan` finds, `calendar` computes,
`own` says what a date amounts to by its own words, `leaning` what it means by the dates around it (kept in `context`)
and the `tense` of its sentence, `resolve` puts both together, `passages` goes from passage to passage.
"""

from etl.dates.passages import find_dates, passage_dates

__all__ = ["find_dates", "passage_dates"]
