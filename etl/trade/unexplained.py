"""What can truly be said of a difference that no release, valuation or basis in the files accounts for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from etl.trade import countries, preference

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from etl.model import Observation

    Look = Callable[[preference.Key], Observation | None]
    Words = Mapping[str, str]

_YEAR = 4


def outside(
    stated: Observation, bases: Mapping[str, Observation], words: Words, amount: Callable[[Observation], str]
) -> str:
    """That a figure of a bloc is below, or above, every sum of members in the files; "" where it is between them.

    Args:
        stated: The figure.
        bases: The sums of its year and flow, by the words for their list of members.
        words: Of ``etl/rules/reasons.yml``.
        amount: Says a value in words.
    """
    if len(bases) < 2:
        return ""
    values = [one.value for one in bases.values()]
    side = "below" if stated.value < min(values) else ("above" if stated.value > max(values) else "")
    sums = ", ".join(f"{who} {amount(one)}" for who, one in sorted(bases.items()))
    return words[f"outside_{side}"].format(who=sums) if side else ""


def left_open(
    stated: Observation, half: Decimal, look: Look, words: Words, amount: Callable[[Observation], str]
) -> str:
    """What was looked for in vain: rounding, the other side's report, another release.

    Args:
        stated: The figure, of a year.
        half: How much rounding may make of it.
        look: Gives the preferred value of a key.
        words: Of ``etl/rules/reasons.yml``.
        amount: Says a value in words.
    """
    if len(stated.period) != _YEAR or not stated.partner:
        return words["none"]
    other = look((stated.period, stated.partner, stated.reporter, "export", stated.indicator))
    ours = look((stated.period, stated.reporter, stated.partner, "import", stated.indicator))
    names = [_name(stated.partner), _name(stated.reporter)]
    if other is None:
        report = words["partner_silent"].format(who=names[0])
    elif other.status == "estimated" or ours is None or other.unit != ours.unit:
        report = words["partner_estimated"].format(who=names[0], of=names[1])
    else:
        report = words["partner_reports"].format(who=names[0], of=names[1], other=amount(other), ours=amount(ours))
    allowed = amount(replace(stated, value=half))
    return "; ".join((words["more_than_rounding"].format(other=allowed), report, words["one_release"]))


def parts(
    stated: Observation,
    about: Callable[[preference.Key], list[Observation]],
    words: Words,
    amount: Callable[[Observation], str],
) -> str:
    """How far a total is from its two parts, and how many releases give each of them alike; "" for all else.

    Args:
        stated: The figure.
        about: Gives all values of a key.
        words: Of ``etl/rules/reasons.yml``.
        amount: Says a value in words.
    """
    period, reporter, partner, flow, indicator = preference.key(stated)
    if flow != "total":
        return ""
    both = [about((period, reporter, partner, part, indicator)) for part in ("export", "import")]
    chosen = [next((one for one in values if one.preferred and one.unit == stated.unit), None) for values in both]
    exports, imports = chosen
    if exports is None or imports is None or any(map(preference.is_stated, (exports, imports))):
        return ""
    gap = stated.value - exports.value - imports.value
    return words["parts_above" if gap > 0 else "parts_below"].format(
        gap=amount(replace(stated, value=abs(gap))),
        exports=amount(exports),
        imports=amount(imports),
        of_exports=_releases(exports, both[0]),
        of_imports=_releases(imports, both[1]),
    )


def _releases(one: Observation, values: list[Observation]) -> int:
    """How many statistical releases give a value just so."""
    alike = (other for other in values if other.value == one.value and other.unit == one.unit)
    return len({preference.origin(other) for other in alike if not preference.is_stated(other)})


def _name(code: str) -> str:
    return str(countries.economies().get(code, {"name": code})["name"])
