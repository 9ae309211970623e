"""A language's rules about dates: loaded once, checked, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from etl import rulebook
from etl.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

#: A captured word: ``<name>`` or ``<name:part>``; the groups of `re` itself begin with a question mark.
_CAPTURE = re.compile(r"(?<!\(\?)(?<!\(\?P)<([a-z_]+)(?::((?:[^<>]|\(\?<[=!][^<>]*)+))?>")


_RULE_KEYS = ("id", "at", "match", "examples")

#: A blank, which means a gap between words, or a class of characters, in which it means itself.
_BLANK = re.compile(r"(\[[^\]]*\])| ")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a date looks like at an anchor, and the constants of its meaning."""

    id: str
    at: tuple[str, ...]
    match: Callable[[str, int], re.Match[str] | None]
    before: re.Pattern[str] | None
    means: Mapping[str, Any]
    lexicons: Mapping[str, str]
    article: bool
    examples: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Guard:
    """What must not stand around a mention; ``unless`` before the mention lifts it, ``only`` limits its words."""

    id: str
    rules: frozenset[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    only: re.Pattern[str] | None
    examples: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Pack:
    """All that is known about dates in one language.

    ``words`` maps the name of a lexicon and a lower-case word to what the word means. ``anchor`` finds where a
    mention may begin; the name of its group is the class whose ``rules`` are tried there.
    """

    language: str
    order: str
    words: Mapping[str, Mapping[str, Any]]
    anchor: re.Pattern[str]
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    address: re.Pattern[str]
    opening: re.Pattern[str]
    ahead: re.Pattern[str]
    behind: re.Pattern[str]
    said: re.Pattern[str]
    joint: re.Pattern[str]
    done: re.Pattern[str]
    settled: re.Pattern[str]
    direct: re.Pattern[str]
    granted: re.Pattern[str]
    recalled: re.Pattern[str]
    foretold: re.Pattern[str]
    possessive: re.Pattern[str]
    dateline: re.Pattern[str]
    dateline_end: re.Pattern[str]
    rules: Mapping[str, Sequence[Rule]]
    guards: Mapping[str, Sequence[Guard]]
    examples: Sequence[tuple[str, Mapping[str, Any]]]

    def meaning(self, lexicon: str, word: str) -> Any:  # noqa: ANN401 (a number, or a pair of base and step)
        """What a word of a lexicon means, None where the lexicon does not have it."""
        return self.words.get(lexicon, {}).get(" ".join(word.lower().split()))

    def number(self, word: str) -> int | None:
        """A number in the digits of the language, read one by one or around the word for ten, or in two words."""
        if word.isdecimal():
            return int(word)
        if "-" in word:
            counts = [self.meaning("count", part) for part in word.split("-")]  # "thirty-one"
            return sum(counts) if all(counts) else None
        before, ten, after = next(
            (word.partition(ten) for ten in self.words.get("ten", {}) if ten in word), ("", "", word)
        )
        digits = self.words.get("digit", {})
        if not word or not all(char in digits for char in before + after):
            return None
        units = int("0" + "".join(str(digits[char]) for char in after))
        return units + 10 * (digits[before] if before else 1) if ten and len(before) < 2 else units if not ten else None


@cache
def pack(language: str) -> Pack:
    """The rules of a language, compiled once; a language without rules of its own has those of any.

    Args:
        language: ISO 639-1, with a region where that tells the order of dates in digits ("en-US").

    Raises:
        RuleError: The rule file is refused.
    """
    code, _, region = language.partition("-")
    name = f"dates/{code}.yml"
    content = rulebook.read(name if name in rulebook.names("dates") else "dates/any.yml")
    order = content.get("regions", {}).get(region, content.get("order"))
    return replace(packed(name, {**content, "order": order}), language=code)


def packed(name: str, content: dict[str, Any]) -> Pack:
    """The content of a rule file, checked and compiled.

    Raises:
        RuleError: Names the file and the rule.
    """
    return _Builder(name, content).pack()


class _Builder:
    """Checks the content of a rule file and compiles it."""

    _KEYS = (
        "language",
        "order",
        "left",
        "right",
        "gap",
        "lexicon",
        "parts",
        "anchors",
        "lead",
        "tail",
        "address",
        "opening",
        "ahead",
        "behind",
        "said",
        "joint",
        "done",
        "settled",
        "direct",
        "granted",
        "recalled",
        "foretold",
        "possessive",
        "dateline",
        "dateline_end",
    )

    def __init__(self, name: str, content: dict[str, Any]) -> None:
        rulebook.check_keys(content, place=name, required=(*self._KEYS, "rules", "guards"), optional=("regions",))
        ids = [entry.get("id", "") for entry in [*content["rules"], *content["guards"]]]
        rulebook.check_unique(ids, place=name)
        self.name, self.content = name, content
        self.parts = {key: _alternatives(words, content["gap"]) for key, words in content["lexicon"].items()}
        for key, text in content["parts"].items():
            self.parts[key] = self._expanded(text, f"{name}: part {key}")

    def pack(self) -> Pack:
        content = self.content
        rules, guards = [self._rule(entry) for entry in content["rules"]], self._guards()
        anchors = "|".join(f"(?P<{name}>{text})" for name, text in content["anchors"].items())
        return Pack(
            language=content["language"],
            order=content["order"],
            words={name: _meanings(words) for name, words in content["lexicon"].items()},
            anchor=self._compiled(f"{content['left']}(?:{anchors})", "anchors"),
            lead=self._compiled(content["lead"], "lead"),
            tail=self._compiled(content["tail"], "tail"),
            address=self._compiled(content["address"], "address"),
            opening=self._compiled(content["opening"], "opening"),
            ahead=self._compiled(rf"(?<!\w)(?:{content['ahead']})(?!\w)", "ahead"),
            behind=self._compiled(rf"(?<!\w)(?:{content['behind']})(?!\w)", "behind"),
            said=self._compiled(content["said"], "said"),
            joint=self._compiled(rf"(?:{content['joint']})\Z", "joint"),
            done=self._compiled(content["done"], "done"),
            settled=self._compiled(content["settled"], "settled"),
            direct=self._compiled(content["direct"], "direct"),
            granted=self._compiled(rf"(?<!\w)(?:{content['granted']})\Z", "granted"),
            recalled=self._compiled(rf"(?<!\w)(?:{content['recalled']})\Z", "recalled"),
            foretold=self._compiled(rf"(?<!\w)(?:{content['foretold']})\Z", "foretold"),
            possessive=self._compiled(content["possessive"], "possessive"),
            dateline=self._compiled(content["dateline"], "dateline"),
            dateline_end=self._compiled(content["dateline_end"], "dateline_end"),
            rules={name: tuple(rule for rule in rules if name in rule.at) for name in content["anchors"]},
            guards={rule.id: tuple(guard for guard in guards if rule.id in guard.rules) for rule in rules},
            examples=(*_named(rules), *_named(guards)),
        )

    def _rule(self, entry: dict[str, Any]) -> Rule:
        place = f"{self.name}: rule {entry.get('id')}"
        rulebook.check_keys(entry, place=place, required=_RULE_KEYS, optional=("before", "means", "article"))
        at = (entry["at"],) if isinstance(entry["at"], str) else tuple(entry["at"])
        if not set(at) <= set(self.content["anchors"]):
            raise RuleError(f"{place}: anchor {entry['at']}, expected one of {', '.join(self.content['anchors'])}")
        _check_examples(entry["examples"], place)
        return Rule(
            entry["id"],
            at,
            self._compiled(f"(?:{entry['match']}){self.content['right']}", place).match,
            self._compiled(f"(?:{entry['before']})\\Z", place) if "before" in entry else None,
            entry.get("means", {}),
            {
                name: part
                for name, part in _CAPTURE.findall(entry.get("before", "") + entry["match"])
                if part in self.content["lexicon"]
            },
            bool(entry.get("article", False)),
            entry["examples"],
        )

    def _guards(self) -> list[Guard]:
        everywhere = [entry["id"] for entry in self.content["rules"]]
        return [self._guard(entry, everywhere) for entry in self.content["guards"]]

    def _guard(self, entry: dict[str, Any], everywhere: list[str]) -> Guard:
        place = f"{self.name}: guard {entry.get('id')}"
        optional = ("before", "after", "unless", "only", "rules")
        rulebook.check_keys(entry, place=place, required=("id", "examples"), optional=optional)
        unknown = sorted(set(entry.get("rules", ())) - set(everywhere))
        if unknown or not {"before", "after"} & set(entry):
            raise RuleError(f"{place}: needs before or after, and rules that exist; unknown: {unknown}")
        _check_examples(entry["examples"], place)
        frames = {"before": r"(?:%s)\Z", "after": r"(?:%s)", "unless": r"(?<!\w)(?:%s)\Z", "only": r"(?:%s)"}
        found = {
            key: self._compiled(frame % entry[key], place) if key in entry else None for key, frame in frames.items()
        }
        return Guard(entry["id"], frozenset(entry.get("rules", everywhere)), examples=entry["examples"], **found)

    def _expanded(self, text: str, place: str) -> str:
        def captured(match: re.Match[str]) -> str:
            part = match[2] or "{" + match[1].removesuffix("_to") + "}"
            return f"(?P<{match[1]}>{'{' + part + '}' if part in self.parts else part})"

        text = _BLANK.sub(lambda match: match[1] or f"(?:{self.content['gap']})", _CAPTURE.sub(captured, text))
        return rulebook.pattern(text, place=place, parts=self.parts).pattern

    def _compiled(self, text: str, place: str) -> re.Pattern[str]:
        place = place if place.startswith(self.name) else f"{self.name}: {place}"
        return rulebook.pattern(self._expanded(text, place), place=place)


def _named(items: Sequence[Rule] | Sequence[Guard]) -> list[tuple[str, Mapping[str, Any]]]:
    return [(item.id, example) for item in items for example in item.examples]


def _check_examples(examples: Sequence[Mapping[str, Any]], place: str) -> None:
    for example in examples:
        rulebook.check_keys(
            example, place=f"{place}: example", required=("text", "dates"), optional=("reference", "language")
        )
    if len(examples) < 2:
        raise RuleError(f"{place}: needs an example that it must find and one that it must leave alone")


def _alternatives(words: dict[Any, list[str]] | list[str], gap: str) -> str:
    """The words of a lexicon as a pattern, longest first, as written, capitalised and in capitals.

    They are grouped by their first letter, so that a word of the text is compared with few of them.
    """
    plain = words if isinstance(words, list) else [word for group in words.values() for word in group]
    every = {form for word in plain for form in (word, word[:1].upper() + word[1:], word.upper())}
    groups: dict[str, list[str]] = {}
    for word in sorted(every, key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(gap.join(re.escape(piece) for piece in word[1:].split(" ")))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in groups.items())


def _meanings(words: dict[Any, list[str]] | list[str]) -> dict[str, Any]:
    if isinstance(words, list):
        return dict.fromkeys((word.lower() for word in words), True)
    return {word.lower(): meaning for meaning, group in words.items() for word in group}
