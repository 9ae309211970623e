"""Titles: who did what, composed from what was recognised, in words of our own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from etl.milestones.phrases import Phrase, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.milestones.acts import ActSpan
    from etl.milestones.names import Name

#: The schema's limit for a title.
LIMIT = 90
_WORD = re.compile(r"[\w’'+.-]+")


def title(act: ActSpan | None, subject: Phrase, target: Phrase, by: str = "") -> str:
    """A title of at most 90 characters for an act, who did it and what it was done to.

    Active: "China and ASEAN sign Framework Agreement on ..."; with no subject, or a passive, what it was done to
    comes first: "China-Laos Railway opened", with who did it (``by``) at the end. Without an act the phrases stand alone.
    """
    if act is None or act.act is None:
        return shortened(capitalised(": ".join(part.text for part in (subject, target) if part) or "Milestone"))
    if act.form == "noun" and act.act.kind in {"crisis", "announced"}:
        return shortened(capitalised(target.text or subject.text or act.text))
    if act.act.act == "anniversary" and "anniversary" in target.text:
        return shortened(capitalised(target.text))
    if act.act.act == "said":
        return _said(subject, target)
    if act.form == "passive" and subject and target:
        return shortened(capitalised(f"{subject.text} {act.text} {target.text}"))
    if act.form in {"passive", "noun"} or not subject:
        core = target.text or subject.text
        done = f"{_done(act)} by {by}" if by else _done(act)
        return shortened(capitalised(f"{core} {done}".strip()))
    verb = act.plural if subject.plural else act.singular
    return shortened(capitalised(f"{subject.text} {verb} {target.text}".strip()))


def _said(subject: Phrase, target: Phrase) -> str:
    """A statement, by who made it and what it names: its words are the source's own."""
    things = [said(name) for name in target.names if name.thing is not None or name.what == "proper"]
    about = " and ".join(dict.fromkeys(things[:2])) or target.text
    return shortened(capitalised(f"{subject.text} on {about}" if about else f"Statement of {subject.text}"))


def _done(act: ActSpan) -> str:
    """How a title says that something was done: "signed", "enters into force"."""
    if act.act is None:
        return ""
    if act.act.kind == "entered_into_force":
        return act.singular
    word = act.text.removesuffix(" by").removesuffix(" in").removesuffix(" into")
    return word if act.form == "passive" and " " not in word else act.act.past


def summary(heading: str, when: str, names: Sequence[Name]) -> str:
    """One sentence with the title, the date's words as stated, and what else the passage names."""
    others = []
    for name in names:
        words = said(name)
        if name.what in {"actor", "demonym", "thing", "proper"} and words.lower() not in heading.lower():
            others.append(words)
    rest = "; ".join(dict.fromkeys(others))
    return f"{heading} ({when})." + (f" Also named: {rest}." if rest else "")


def capitalised(text: str) -> str:
    """The text with its first letter large, blanks single, no stray marks at the ends."""
    plain = " ".join(text.split()).strip(" ,;:.-–")
    plain = plain if plain.count('"') % 2 == 0 else plain.replace('"', "")
    return plain[:1].upper() + plain[1:]


def shortened(text: str) -> str:
    """The text cut at a word to the schema's limit."""
    if len(text) <= LIMIT:
        return text
    cut = text[: LIMIT - 1].rsplit(" ", 1)[0]
    return re.sub(r"\s+(?:and|of|on|in|the|for|with|to|at|by)$", "", cut).rstrip(" ,;:-–") + "…"


def longest_run(heading: str, passage: str) -> int:
    """How many words running a title shares with a passage."""
    ours, theirs = ([word.lower() for word in _WORD.findall(text)] for text in (heading, passage))
    longest = 0
    previous = [0] * (len(theirs) + 1)
    for word in ours:
        current = [0] * (len(theirs) + 1)
        for at, other in enumerate(theirs, start=1):
            if word == other:
                current[at] = previous[at - 1] + 1
                longest = max(longest, current[at])
        previous = current
    return longest
