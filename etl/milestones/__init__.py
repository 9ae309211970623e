"""Passages with dates, brought to milestones: recognised, named, merged.

`lexicon` loads the rules; `reading` gathers what a passage names (`names`) and tells (`acts`), with what was named before
(`anaphora`); `clauses` says which act a date belongs to, `refuse` which dates are no milestone's; `describe` and `phrases`
say who did what, `title`, `who` and `domain` how it is called and where it belongs, `doubts` what speaks against its date.
`find` puts this together for a document, `merge` for all of them.
"""

from etl.milestones.find import Refusal, find
from etl.milestones.merge import merge

__all__ = ["Refusal", "find", "merge"]
