"""Milestones as iCalendar (RFC 5545): events of whole days, as long as the time that the source names."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dashboard import edition
from dashboard.data import records

if TYPE_CHECKING:
    from typing import Any

    from dashboard.view import View

# Every event must say when it was written; a fixed time says nothing, which is right: the rows have a version instead.
_STAMP = "19800101T000000Z"
_LONGEST_LINE = 75


def ics(view: View, link: str = "") -> bytes:
    """The milestones of a view as a calendar.

    A year is an event of all its days, never one of 1 January; its date in EDTF stands in the description. The end of
    an event is the day after its last.
    """
    about = edition.about(view.store, link)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{edition.NAME}//{edition.program_version() or 'dev'}//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(edition.NAME)}",
        f"X-WR-CALDESC:{_text(about['cite_as'] + ' Licence: ' + about['licence'])}",
    ]
    for row in records(view.events):
        lines += _event(view, row, link)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(view: View, row: Any, link: str) -> list[str]:  # noqa: ANN401 (a row of the table events)
    words, first, last = view.words, row.first.date(), row.last.date()
    end = last + dt.timedelta(days=1) if last < dt.date.max else last
    described = [
        f"{words.date(row.date)} (EDTF {row.date}, {row.precision})",
        row.summary,
        "" if row.status == "clear" else words.name("statuses", row.status),
        row.note,
        edition.data_version(view.store),
    ]
    return [
        "BEGIN:VEVENT",
        f"UID:{row.event_id}@asean-china-atlas",
        f"DTSTAMP:{_STAMP}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{end:%Y%m%d}",
        f"SUMMARY:{_text(row.title)}",
        f"DESCRIPTION:{_text(chr(10).join(part for part in described if part))}",
        f"CATEGORIES:{_text(words.name('domains', row.domain))}",
        "TRANSP:TRANSPARENT",
        *([f"URL:{link}"] if link else []),
        "END:VEVENT",
    ]


def _text(text: str) -> str:
    """A text as a value: what separates values is escaped, and control characters are left out."""
    plain = "".join(letter for letter in text if letter == "\n" or letter.isprintable())
    for letter in ("\\", ";", ","):
        plain = plain.replace(letter, f"\\{letter}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line cut into lines of at most 75 bytes, never within a letter."""
    parts, room, current = [], _LONGEST_LINE, ""
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append(current)
            current, room = "", _LONGEST_LINE - 1
        current += letter
        room -= size
    return "\r\n ".join([*parts, current])
