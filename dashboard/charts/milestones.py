"""Rows of the table events as values that charts draw."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dashboard.charts.labels import clean, wrapped
from dashboard.charts.region import members
from dashboard.charts.trade_series import Held
from etl.schema import DOMAINS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    import pandas as pd

    from dashboard.text import Words

__all__ = ["DOMAINS", "Milestone", "codes", "concerned", "country_order", "read"]

#: Set in text form, so that no system draws it as a coloured picture.
_WARNING = "\N{WARNING SIGN}\N{VARIATION SELECTOR-15}"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A row of events, its lists as tuples, its words cleaned. ``certainty`` tells how its date is drawn."""

    event_id: str
    date: str
    first: dt.date
    last: dt.date
    title: str
    domain: str
    countries: tuple[str, ...]
    actors: tuple[str, ...]
    importance: int
    status: str
    note: str

    @property
    def certainty(self) -> str:
        """How sure the date is: clear, approximate, planned, or doubtful (disputed, corrected, inferred)."""
        if self.status != "clear":
            return "doubtful"
        words = self.note.casefold()
        if "planned" in words:
            return "planned"
        return "approximate" if set("~?") & set(self.date) or "approximate" in words else "clear"

    @property
    def sign(self) -> str:
        """What follows the title on the chart where something about its date is uncertain."""
        return {"doubtful": f" {_WARNING}", "approximate": " ≈", "planned": " ○"}.get(self.certainty, "")

    def hover(self, words: Words) -> str:
        """What a pointer over the mark tells: title, date, domain, countries, and what is uncertain, in words."""
        known = words("charts.certainty." + (self.status if self.certainty == "doubtful" else self.certainty))
        about = " · ".join(
            part for part in (words.name("domains", self.domain), words.names("countries", self.countries)) if part
        )
        lines = [f"<b>{self.title}</b>", clean(words.date(self.date)), about]
        if self.certainty != "clear":
            lines.append(f"{_WARNING} {known}")
        return "<br>".join([*lines, *wrapped(self.note, 13, 420)])


def forget() -> None:
    """Let go of what was read of tables, and of the tables."""
    _read.cache_clear()


def read(frame: pd.DataFrame) -> tuple[Milestone, ...]:
    """The rows of a frame as milestones, in time and then by id; read once for the chart and for its words."""
    return _read(Held(frame))


@lru_cache(maxsize=8)
def _read(held: Held) -> tuple[Milestone, ...]:
    frame = held.frame
    names = ("event_id", "date", "first", "last", "title", "domain", "countries", "actors", "status", "note")
    cells = (frame[name].to_numpy(dtype=object).tolist() for name in names)
    found = [
        Milestone(
            event_id=event_id,
            date=date,
            first=first.date(),
            last=last.date(),
            title=clean(title),
            domain=domain,
            countries=codes(countries),
            actors=codes(actors),
            importance=int(importance),
            status=status,
            note=clean(note) if isinstance(note, str) else "",
        )
        for importance, event_id, date, first, last, title, domain, countries, actors, status, note in zip(
            frame["importance"].tolist(), *cells, strict=True
        )
    ]
    return tuple(sorted(found, key=lambda row: (row.first, row.last, row.event_id)))


def codes(cell: Any) -> tuple[str, ...]:  # noqa: ANN401
    """The codes of a cell that holds a tuple, a list, or text joined with ";"."""
    if isinstance(cell, (tuple, list)):
        return tuple(str(code) for code in cell)
    return tuple(code for code in cell.split(";") if code) if isinstance(cell, str) else ()


def concerned(row: Milestone, by: str) -> tuple[str, ...]:
    """The countries or actors in whose lanes a milestone stands.

    China takes part in nearly everything here, so it has a lane for what concerns no other country.
    """
    found = tuple(dict.fromkeys(row.countries if by == "country" else row.actors))
    others = tuple(code for code in found if code != "CHN")
    return others or found or ("other",)


def country_order(words: Words) -> Callable[[str], tuple[int, int, str]]:
    """A key that sorts ASEAN first, then its members by name, then China, then other countries, "other" at the end."""
    inside = sorted(members(), key=lambda code: words.name("countries", code))
    ranks = {"ASEAN": 0} | dict.fromkeys(inside, 1) | {"CHN": 2, "other": 4}
    places = {code: place for place, code in enumerate(inside)}
    return lambda code: (ranks.get(code, 3), places.get(code, 0), code)


def actor_name(code: str, words: Words) -> str:
    """The name of a state, body or person; a code that the language has no word for is read as a name itself.

    ``XI_JINPING`` without a word is "Xi Jinping", ``AIIB`` stays as it is.
    """
    for kind in ("countries", "actors"):
        if code in words.table(kind):
            return words.name(kind, code)
    return code.replace("_", " ").title() if "_" in code else code
