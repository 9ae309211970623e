"""Passages with dates, brought to milestones: recognised, named, merged.

What is known: `registry` has the actors and things of all languages, `grammar` (`patterns`) and `lexicon` what a
language adds; `lookup` finds their phrases in a text.
What a passage says: `reading` gathers what it names (`names`) and tells (`acts`), with what was named before
(`anaphora`); `clauses` says which act a date belongs to (`choice`), `refuse` which dates are no milestone's.
What it makes: `describe` says who did what (`subjects`, `objects`, `nouns`), in `phrases` (`named`) of few words
(`wording`); `title`, `who` and `domain` how it is called and where it belongs; `doubts` what speaks against its date.
`candidate` puts this together for one date, `find` for a document; `merge` makes rows (`row`) of the mentions of the
same milestone (`sameness`).
"""

from etl.milestones.find import Refusal, find
from etl.milestones.merge import merge

__all__ = ["Refusal", "find", "merge"]
