"""Every visible word of the page, one YAML file a language, and the forms of its numbers and dates.

A third language is one more file beside ``en.yml`` with the same keys; a test compares the keys.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from dashboard.text import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: The language of a page whose address names none.
DEFAULT = "en"


@dataclass(frozen=True)
class Words:
    """The words of one language, looked up by dotted key: ``words("page.title")``.

    Calling with a key of a text fills its ``{places}`` from the keyword arguments. A key that is missing is an
    error, never an empty place on the page.
    """

    language: str
    entries: Mapping[str, Any] = field(repr=False, hash=False, compare=False)

    def __call__(self, key: str, **places: object) -> str:
        """The text of a key, with its places filled.

        Raises:
            KeyError: The language has no such text.
        """
        found = self._find(key)
        if not isinstance(found, str):
            raise KeyError(f"text/{self.language}.yml: {key} is not a text")
        return found.format_map(places) if places else found

    def table(self, key: str) -> Mapping[str, str]:
        """All texts below a key: ``words.table("domains")["health"]``."""
        found = self._find(key)
        return found if isinstance(found, dict) else {}

    def name(self, kind: str, code: str) -> str:
        """The word for a code of a kind ("countries", "domains", …); a code without one is written as a name."""
        return self.table(kind).get(code, code.replace("_", " ").title() if "_" in code else code)

    def names(self, kind: str, codes: Iterable[str]) -> str:
        """The words for several codes, joined as the language joins a list."""
        return self("format.list").join(self.name(kind, code) for code in codes)

    def count(self, key: str, number: int, **places: object) -> str:
        """The text of a key for a number of things: ``one`` for 1 where the language has it, else ``other``."""
        form = "one" if number == 1 and "one" in self.table(key) else "other"
        return self(f"{key}.{form}", number=self.number(number), **places)

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with the language's marks for thousands and decimals: ``1,234.5``; a true minus before it."""
        text = f"{abs(value):,.{decimals}f}"
        marks = str.maketrans({",": self("format.thousands"), ".": self("format.decimal")})
        negative = value < 0 and any(digit in text for digit in "123456789")
        return ("\N{MINUS SIGN}" if negative else "") + text.translate(marks)

    def percent(self, value: float, decimals: int = 1) -> str:
        """A share or a change in hundredths: ``17.5 %`` → as the language writes it."""
        return self("format.percent", number=self.number(value, decimals))

    def money(self, value_usd: float) -> str:
        """An amount in US dollars in the largest unit that leaves at least 1 before the mark.

        Units come from ``format.money``: a list of ``size`` and ``text``, largest first, so that Chinese counts in
        ten thousands and hundred millions.
        """
        for unit in self.units:
            if abs(value_usd) >= unit["size"] or unit["size"] == 1:
                return str(unit["text"].format(number=self._rounded(value_usd / unit["size"])))
        return self.number(value_usd)

    @property
    def units(self) -> Sequence[Mapping[str, Any]]:
        """The units of amounts of money, the largest first: ``size`` and ``text`` with a place for the number."""
        found: Sequence[Mapping[str, Any]] = self._find("format.money")
        return found

    def date(self, edtf: str) -> str:
        """An EDTF date in words, never more precise than it is; text that is not EDTF stands for itself."""
        return dates.in_words(edtf, self.table("dates"))

    def _rounded(self, value: float) -> str:
        """As many decimals as are worth reading, and none that say nothing: 5.85, 468.8, 1,200."""
        decimals = 2 if abs(value) < 10 else 1 if abs(value) < 1000 else 0
        while decimals and round(value, decimals) == round(value, decimals - 1):
            decimals -= 1
        return self.number(value, decimals)

    def _find(self, key: str) -> Any:  # noqa: ANN401
        found: Any = self.entries
        for part in key.split("."):
            if not isinstance(found, dict) or part not in found:
                raise KeyError(f"text/{self.language}.yml: no {key}")
            found = found[part]
        return found


def languages() -> tuple[str, ...]:
    """The languages that have a file, sorted with the default first."""
    found = (item.name.removesuffix(".yml") for item in files(__package__).iterdir() if item.name.endswith(".yml"))
    return tuple(sorted(found, key=lambda code: (code != DEFAULT, code)))


@lru_cache(maxsize=16)
def words(language: str) -> Words:
    """The words of a language; of the default for a language without a file."""
    code = language if language in languages() else DEFAULT
    text = files(__package__).joinpath(f"{code}.yml").read_text(encoding="utf-8")
    return Words(code, yaml.load(text, Loader=yaml.CSafeLoader))
