"""Loads and checks the rules; refuses a bad one with file and rule name.

Rules are YAML below ``etl/rules/``. Each stage reads its own shape of rule through the functions here, so that
an unknown key, a repeated id, a pattern that does not compile or a rule without an example and a
counter-example is refused the same way everywhere: with `RuleError`, file and rule.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from etl.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


class _UniqueLoader(yaml.CSafeLoader):
    """YAML without repeated keys, which the plain loader would silently drop."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        keys = [str(key.value) for key, _ in node.value]
        if len(set(keys)) < len(keys):
            repeated = {key for key in keys if keys.count(key) > 1}
            raise yaml.MarkedYAMLError(None, None, f"repeated key {sorted(repeated)}", node.start_mark)
        return super().construct_mapping(node, deep=deep)


def read(name: str, package: str = "etl.rules") -> Any:  # noqa: ANN401
    """The content of a YAML file below ``etl/rules/`` (or another package of data), by its path there.

    Raises:
        RuleError: The file is missing, is not YAML or repeats a key.
    """
    place = files(package.split(".", maxsplit=1)[0]).joinpath(*package.split(".")[1:], *name.split("/"))
    try:
        return yaml.load(place.read_text(encoding="utf-8"), Loader=_UniqueLoader)  # noqa: S506 (a safe loader)
    except FileNotFoundError as error:
        raise RuleError(f"{name}: no such rule file") from error
    except yaml.YAMLError as error:
        raise RuleError(f"{name}: {' '.join(str(error).split())}") from error


def parts(text: str) -> list[str]:
    """The parts of a list that stands in one string, joined with "; " like the lists of the tables.

    Long lists of words are kept so: as YAML lists they would take longer to read than all else.
    """
    return text.split("; ") if text else []


def names(folder: str, package: str = "etl.rules") -> list[str]:
    """The YAML files of a folder of rules, sorted: ``names("dates") == ["dates/en.yml", "dates/zh.yml"]``."""
    place = files(package.split(".", maxsplit=1)[0]).joinpath(*package.split(".")[1:], folder)
    return sorted(f"{folder}/{item.name}" for item in place.iterdir() if item.name.endswith(".yml"))


def check_keys(
    entry: Mapping[str, Any], *, place: str, required: Collection[str], optional: Collection[str] = ()
) -> None:
    """Refuse an entry that lacks a required key or has an unknown one.

    Raises:
        RuleError: Names the place and the key.
    """
    if not isinstance(entry, dict):
        raise RuleError(f"{place}: found {type(entry).__name__}, expected keys and values")
    missing, unknown = sorted(set(required) - set(entry)), sorted(set(entry) - set(required) - set(optional))
    if missing:
        raise RuleError(f"{place}: lacks {', '.join(missing)}")
    if unknown:
        raise RuleError(f"{place}: unknown {', '.join(unknown)}, expected {', '.join(sorted({*required, *optional}))}")


def check_unique(ids: Iterable[str], *, place: str) -> None:
    """Refuse a repeated rule id.

    Raises:
        RuleError: Names the place and the id.
    """
    seen: set[str] = set()
    for rule in ids:
        if rule in seen:
            raise RuleError(f"{place}: rule {rule} stands twice")
        seen.add(rule)


def pattern(text: str, *, place: str, parts: Mapping[str, str] | None = None, flags: int = 0) -> re.Pattern[str]:
    """A compiled pattern in which ``{name}`` stands for one of the named parts (not captured).

    Raises:
        RuleError: A part is unknown or the pattern does not compile.
    """
    try:
        return re.compile(with_parts(text, parts or {}, place=place), flags)
    except re.error as error:
        raise RuleError(f"{place}: pattern does not compile: {error}") from error


def with_parts(text: str, parts: Mapping[str, str], *, place: str) -> str:
    """The text of a pattern with each ``{name}`` replaced by the part of that name, as a group that is not captured.

    Raises:
        RuleError: A part is unknown.
    """

    def part(match: re.Match[str]) -> str:
        if match[1] not in parts:
            raise RuleError(f"{place}: unknown part {{{match[1]}}}")
        return f"(?:{parts[match[1]]})"

    return re.sub(r"\{([a-z_]\w*)\}", part, text)


def tried_pattern(
    rule: Mapping[str, Any], *, place: str, parts: Mapping[str, str] | None = None, whole: bool = False
) -> re.Pattern[str]:
    """The compiled ``match`` of a rule, tried on its ``example`` and ``counter``; line breaks in it mean nothing.

    Args:
        rule: With these three keys, and perhaps an ``id`` and ``anchored``: whether it must match from the start.
        place: File and rule, for errors.
        parts: What ``{name}`` stands for.
        whole: Whether the pattern is to match whole stretches rather than be found in them.

    Raises:
        RuleError: A key is missing or unknown, the pattern does not compile, or it is wrong about its own examples.
    """
    check_keys(rule, place=place, required=("match", "example", "counter"), optional=("id", "anchored"))
    text = "".join(line.strip() for line in rule["match"].splitlines())
    found = pattern(text, place=place, parts=parts)
    by_start = found.match if rule.get("anchored") else found.search
    matches = found.fullmatch if whole else by_start
    if not matches(rule["example"]):
        raise RuleError(f"{place}: does not find its example")
    if matches(rule["counter"]):
        raise RuleError(f"{place}: finds its counter-example")
    return found
