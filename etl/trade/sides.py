"""The two sides that a figure is between, and what the text before it tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from etl import rulebook

#: The relation that the documents are about.
HOME, BLOC = "CHN", "ASEAN"


@dataclass(frozen=True, slots=True)
class Pair:
    """Reporter, partner ("" where there is none) and flow as the reporter sees it.

    ``subject`` is whose trade the words speak of, where another is put first because both report the same.
    ``directed`` is a pair of which the words say who gives to whom.
    """

    reporter: str = ""
    partner: str = ""
    flow: str = ""
    subject: str = ""
    directed: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What the text before a figure tells.

    ``earlier`` is the pair of the figure before it or the last two states named in its paragraph, ``state`` the last
    state named there that is not China, ``main`` the two sides that the document is about, ``series`` whom
    the last figure of the same family was about, in this paragraph or one just before it.
    """

    earlier: Pair
    state: str
    main: Pair
    series: Pair | None = None

    @property
    def sides(self) -> Pair:
        """The two sides meant where a sentence names none."""
        return self.earlier if self.earlier.partner else self.main

    @property
    def place(self) -> str:
        """The state that a document about China and one other is about, else the state named last before."""
        return self.main.partner if self.main.partner not in {"", BLOC} else self.state


@cache
def issuers() -> dict[str, str]:
    """The state that issues a currency, by its code: of the members of ASEAN and of China."""
    raw = rulebook.read("issuers.yml")
    rulebook.check_keys(raw, place="issuers.yml", required=["issuers"])
    return dict(raw["issuers"])


def other_side(context: Pair, partner: str, named: str) -> str:
    """The side that is named, else the one of two sides that is not the partner."""
    if named:
        return named
    return next((code for code in (context.reporter, context.partner) if code not in {"", partner}), "")
