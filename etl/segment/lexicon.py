"""What a language's documents look like, read from ``etl/rules/segments/<language>.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from etl import rulebook

#: Where a word begins, which rules write as "{word}", and how that looks in their compiled patterns.
_WORD = r"\b(?=\w)"
_OPENS_WITH_WORD = f"(?:{_WORD})"
_KEYS = (
    "language",
    "reference_headings",
    "back_matter_headings",
    "caption",
    "bibliographic",
    "furniture",
    "note_mark",
    "abbreviations",
    "affiliation",
    "dateline",
    "date_heading",
    "dated_line",
    "day",
    "unfinished",
)


@dataclass(frozen=True, slots=True)
class SegmentLexicon:
    """The patterns and words of one language's segment rules.

    ``signs`` find what ``bibliographic`` do, in fewer patterns.
    """

    reference_headings: frozenset[str]
    back_matter_headings: frozenset[str]
    caption: re.Pattern[str]
    bibliographic: tuple[re.Pattern[str], ...]
    signs: tuple[re.Pattern[str], ...]
    furniture: tuple[re.Pattern[str], ...]
    note_mark: re.Pattern[str]
    abbreviations: frozenset[str]
    affiliation: re.Pattern[str]
    dateline: re.Pattern[str]
    date_heading: re.Pattern[str]
    dated_line: re.Pattern[str]
    day: re.Pattern[str]
    unfinished: re.Pattern[str]

    def is_bibliographic(self, sentence: str) -> bool:
        """Whether a sentence names a publication rather than a happening."""
        return any(pattern.search(sentence) for pattern in self.signs)


@cache
def lexicon(language: str) -> SegmentLexicon:
    """The segment rules of a language; English where a language has none of its own.

    Raises:
        RuleError: The rule file is incomplete or a rule does not find its example or finds its counter-example.
    """
    name = f"segments/{language}.yml"
    if name not in rulebook.names("segments"):
        name = "segments/en.yml"
    entry = rulebook.read(name)
    rulebook.check_keys(entry, place=name, required=_KEYS)
    bibliographic = _tried(name, entry["bibliographic"], whole=False)
    return SegmentLexicon(
        reference_headings=frozenset(entry["reference_headings"]),
        back_matter_headings=frozenset(entry["back_matter_headings"]),
        caption=rulebook.pattern(entry["caption"], place=f"{name}: caption"),
        bibliographic=bibliographic,
        signs=_together(bibliographic),
        furniture=_tried(name, entry["furniture"], whole=True),
        note_mark=rulebook.pattern(entry["note_mark"], place=f"{name}: note_mark"),
        abbreviations=frozenset(entry["abbreviations"]),
        affiliation=rulebook.pattern(entry["affiliation"], place=f"{name}: affiliation"),
        dateline=rulebook.tried_pattern(entry["dateline"], place=f"{name}: dateline", whole=False),
        date_heading=rulebook.tried_pattern(entry["date_heading"], place=f"{name}: date_heading", whole=True),
        dated_line=rulebook.tried_pattern(entry["dated_line"], place=f"{name}: dated_line", whole=False),
        day=rulebook.tried_pattern(entry["day"], place=f"{name}: day", whole=False),
        unfinished=rulebook.pattern(entry["unfinished"], place=f"{name}: unfinished"),
    )


def _tried(name: str, rules: list[dict[str, str]], *, whole: bool) -> tuple[re.Pattern[str], ...]:
    rulebook.check_unique((str(rule.get("id")) for rule in rules), place=name)
    parts = {"word": _WORD}
    return tuple(
        rulebook.tried_pattern(rule, place=f"{name}: {rule.get('id')}", parts=parts, whole=whole) for rule in rules
    )


def _together(patterns: tuple[re.Pattern[str], ...]) -> tuple[re.Pattern[str], ...]:
    """Patterns that find something wherever one of the given does: those that open with a word's begin are one."""
    at_word = [one.pattern.removeprefix(_OPENS_WITH_WORD) for one in patterns if _opens_with_word(one)]
    others = tuple(one for one in patterns if not _opens_with_word(one))
    if not at_word:
        return others
    return (re.compile(f"{_WORD}(?:{'|'.join(f'(?:{text})' for text in at_word)})"), *others)


def _opens_with_word(pattern: re.Pattern[str]) -> bool:
    return pattern.pattern.startswith(_OPENS_WITH_WORD)
