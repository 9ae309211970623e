"""Passages with dates, brought to milestones: recognised, named, merged.

`lexicon` loads the rules; `names` and `acts` find what a passage speaks of, `clauses` tells which act a date belongs to,
`refuse` which dates are none of a milestone; `phrases`, `title`, `who` and `domain` describe it; `find` puts this together
for a document and `merge` for all of them.
"""

from etl.milestones.find import Refusal, find
from etl.milestones.merge import merge

__all__ = ["Refusal", "find", "merge"]
