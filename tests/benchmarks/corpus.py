"""Documents written for the benchmarks: each its own years, names and figures, all of about one length."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_STATES = ("Viet Nam", "Thailand", "Malaysia", "Singapore", "Indonesia", "the Philippines", "Cambodia", "Brunei")
_FIELDS = ("Rice", "Harbour", "Orchid", "Railway", "Satellite", "Fisheries", "Clinic", "Teak")
_PARAGRAPHS = (
    (
        "On {day} May {year}, China and {state} signed the {field} Cooperation Agreement in the port of the north. "
        "Trade between China and {state} reached US${amount} billion in {year}, up {share} percent from a year earlier."
    ),
    (
        "Ferries run more often than they did, and the crews of both shores know each other well. Nobody has counted "
        "the parcels that they carry, yet the sheds along the quay are full most mornings and empty by the afternoon."
    ),
    (
        "In {later} the two sides launched the {field} Training Programme for young officials. It was extended twice, "
        "and the second extension came with a grant of US${amount} million."
    ),
    (
        "Growers say that prices follow the weather more closely than any treaty. A wet spring costs more than tolls, "
        "they argue, and a good road does more for a harvest than a good speech."
    ),
    (
        "A joint committee held its first meeting in September {later}. By the end of {last}, {count} companies from "
        "{state} had opened offices there, and the {field} Forum had become a yearly event."
    ),
)


def write(folder: Path, documents: int) -> Path:
    """A folder with so many documents of ten paragraphs."""
    folder.mkdir(parents=True)
    for number in range(documents):
        (folder / f"d{number:05}.txt").write_text(document(number), encoding="utf-8")
    return folder


def document(number: int) -> str:
    """The document of a number: its title and ten paragraphs."""
    paragraphs = [_paragraph(number, place) for place in range(10)]
    return "\n\n".join([f"Notes on the shores, part {number + 1}", *paragraphs]) + "\n"


def _paragraph(number: int, place: int) -> str:
    at = 10 * number + place
    year = 1991 + at % 30
    return _PARAGRAPHS[place % len(_PARAGRAPHS)].format(
        day=1 + at % 28,
        year=year,
        later=year + 1,
        last=year + 3,
        state=_STATES[at % len(_STATES)],
        field=f"{_FIELDS[at // 7 % len(_FIELDS)]} {_FIELDS[at // 3 % len(_FIELDS)]}",
        amount=f"{2 + at % 90}.{at % 10}",
        share=1 + at % 40,
        count=20 + at % 700,
    )
