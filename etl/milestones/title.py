"""Titles: who did what, composed from what was recognised, in words of our own."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from etl.milestones.wording import without_trailing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.milestones.acts import ActSpan
    from etl.milestones.grammar import Grammar
    from etl.milestones.named import Phrase
    from etl.milestones.names import Name

#: The schema's limit for a title.
LIMIT = 90
#: Shorter than this what is left of an object says too little: the title is then told without who did it.
_LEAST_OBJECT = 20


def is_sound(heading: str, grammar: Grammar) -> bool:
    """Whether a title can be right: none that begins or ends with a word that something else belongs to."""
    return not grammar.find.unsound.search(heading)


def plain_title(act: ActSpan | None, names: Sequence[Name], main: Phrase, grammar: Grammar) -> str:
    """A title that only says who is named and what was done to what: for sentences that are hard to take apart.

    Args:
        act: What was done, or None.
        names: Of the clause.
        main: The phrase that the milestone is about, used where no thing is named.
        grammar: Of the language.
    """
    outer = [name for name in names if not name.is_within and not name.what.startswith("place")]
    who = list(dict.fromkeys(name.said for name in outer if name.actor is not None))[:3]
    thing = next((name.said for name in outer if name.is_of_thing), "")
    said = main.text if is_sound(main.text, grammar) or (" " not in main.text and main.text.isalpha()) else ""
    personal = act is not None and act.step in grammar.lists.personal_acts
    what = said if personal else thing or said
    what = "" if what.lower() in grammar.stands_for else what
    if not what and act is not None and act.act is not None and not personal:
        return ""
    done = (
        "" if act is None or act.act is None or act.step == "said" else without_trailing(_past(act, grammar), grammar)
    )
    told = f"{what} {done}".strip()
    own = act is not None and act.form == "noun" and act.kind in {"announced", "crisis"}
    told = what if own and act is not None and what.lower().endswith(act.text) else told
    others = [name for name in who if name.lower() not in told.lower()]
    listed = grammar.listed(others) if others else ""
    whole = grammar.say("who_what", who=listed, what=told) if listed and told else told or listed
    return shortened(capitalised(whole), grammar)


def title(act: ActSpan | None, subject: Phrase, target: Phrase, by: str, grammar: Grammar) -> str:
    """A title of at most 90 characters for an act, who did it and what it was done to.

    Active: "China and ASEAN sign Framework Agreement on ..."; with no subject, or a passive, what it was done to comes
    first: "China-Laos Railway opened", with who did it (``by``) at the end. Without an act the phrases stand alone.
    """
    if act is None or act.act is None:
        whole = ": ".join(part.text for part in (subject, target) if part) or grammar.say("unnamed")
    elif act.step == "said":
        whole = _said(subject, target, grammar)
    else:
        whole = _named_itself(act, subject, target, grammar) or _done(act, subject, target, by, grammar)
    return shortened(capitalised(whole), grammar)


def _named_itself(act: ActSpan, subject: Phrase, target: Phrase, grammar: Grammar) -> str:
    """What is its own title: a crisis, what was announced, an anniversary; "" for others."""
    if act.form == "noun" and act.kind in {"crisis", "announced"}:
        return target.text or subject.text or act.text
    if act.form == "noun" and act.step == "visited" and target and not subject:
        return grammar.say("visit_to", whom=target.text)
    if act.form == "noun" and target.text.endswith(act.text) and not target.names:
        return target.text
    is_anniversary = act.step == "anniversary" and grammar.find.anniversary.search(target.text)
    named = [name for name in target.names if not name.what.startswith("place")]
    marked = any(name.actor for name in subject.names) and not any(name.actor for name in named)
    return target.text if is_anniversary and not marked else ""


def _done(act: ActSpan, subject: Phrase, target: Phrase, by: str, grammar: Grammar) -> str:
    if act.form == "passive" and subject and target:
        return f"{subject.text} {act.text} {target.text}"
    if act.form == "passive" or not subject:
        done = _past(act, grammar)
        done = grammar.say("done_by", what=done, who=by) if by else done
        return f"{fitted(target.text or subject.text, LIMIT - len(done) - 1, grammar)} {done}"
    whole = f"{subject.text} {act.plural if subject.plural else act.singular}"
    if len(whole) + len(target.text) < LIMIT:
        return f"{whole} {target.text}"
    states = list(dict.fromkeys(name.said for name in subject.names if name.actor and name.what == "actor"))
    briefly = (
        f"{grammar.listed(states)} {act.plural if len(states) > 1 else act.singular} {target.text}" if states else ""
    )
    if briefly and len(briefly) <= LIMIT:
        return briefly
    fitting = fitted(target.text, LIMIT - len(whole) - 1, grammar)
    if len(fitting) >= _LEAST_OBJECT:
        return f"{whole} {fitting}"
    done = _past(act, grammar)
    return f"{fitted(target.text, LIMIT - len(done) - 1, grammar)} {done}"


def _said(subject: Phrase, target: Phrase, grammar: Grammar) -> str:
    """A statement, by who made it and what it names: its words are the source's own."""
    things = [name.said for name in target.names if name.is_of_thing]
    about = grammar.say("and").join(dict.fromkeys(things[:2])) or target.text
    about = about if things else ""
    if not about and subject.step and any(name.is_of_thing for name in subject.names[:1]):
        return subject.text
    if not about:
        return grammar.say("statement", who=subject.text)
    return grammar.say("about", what=subject.text, about=about)


def _past(act: ActSpan, grammar: Grammar) -> str:
    """How a title says that something was done: "signed", "enters into force"."""
    if (act.kind == "entered_into_force" and act.form != "passive") or (
        act.step == "took_office" and act.form == "noun"
    ):
        return act.singular
    word = grammar.find.particle_at_end.sub("", act.text)
    usual = act.act.past if act.act else ""
    is_participle = act.form == "passive" or (act.form == "finite" and grammar.find.regular_past.search(word))
    return word if is_participle and " " not in word else usual


def summary(heading: str, when: str, names: Sequence[Name], grammar: Grammar) -> str:
    """One sentence with the title, the date's words as stated, and what else the passage names."""
    others = [
        name.said
        for name in names
        if name.what in {"actor", "demonym", "thing", "proper"} and name.said.lower() not in heading.lower()
    ]
    rest = "; ".join(dict.fromkeys(others))
    return f"{heading} ({when})." + (grammar.say("also_named", names=rest) if rest else "")


def capitalised(text: str) -> str:
    """The text with its first letter large, blanks single, no stray marks at the ends."""
    plain = " ".join(text.split()).strip(" ,;:.-–")
    plain = plain if plain.count('"') % 2 == 0 else plain.replace('"', "")
    return plain[:1].upper() + plain[1:]


def shortened(text: str, grammar: Grammar) -> str:
    """The text cut to the schema's limit, before a preposition where there is one."""
    return fitted(text, LIMIT, grammar)


def fitted(text: str, room: int, grammar: Grammar) -> str:
    """The text cut to so many characters, so that a phrase is left and not the beginning of another one.

    No other phrase is begun after "and the". Where only "of" is left to cut at, the first goes with all that belongs to
    it, since "... of the Council of Heads" would not say of whom.
    """
    if len(text) <= room:
        return text
    text = grammar.find.parties.sub("", text, count=1)
    if len(text) <= room:
        return text
    cut = text[: max(room, 0) + 1].rsplit(" ", 1)[0]
    find = grammar.find
    marks = [match for match in find.cut_before.finditer(text) if match.start() <= len(cut)]
    begun = {late.start() for early, late in pairwise(marks) if find.and_word.search(early[0])}
    inside = list(find.cut_at_last.finditer(cut))
    joined = {match.start() for match in inside if find.and_word.search(match[0])}
    places = (
        (3, sorted({match.start() for match in marks} - begun, reverse=True)),
        (4, [match.start() for match in inside if match.start() not in joined]),
        (3, sorted(joined, reverse=True)),
    )
    end = next((end for least, ends in places for end in ends if least * end > room), len(cut))
    kept = without_trailing(cut[:end], grammar)
    return (kept if kept.count('"') % 2 == 0 else kept.replace('"', "")).rstrip(" ,;:-–")
