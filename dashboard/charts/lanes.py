"""Where each milestone stands on the timeline: its lane, its row in the lane, its mark and the place of its label.

Pure arithmetic of pixels: the same milestones, range and width give the same layout, nothing that is drawn covers
anything else, and headlines are always named. Each step sorts or looks up in a sorted list, so that the work
grows with n log n.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from dashboard.charts.labels import shortened, text_width
from dashboard.charts.rows import Ends, Row

#: Importance of a headline, which is set bold.
HEADLINE = 3


@dataclass(frozen=True, slots=True)
class Item:
    """A milestone in a lane.

    ``first``/``last`` are proleptic ordinals of days, inclusive. ``sign`` follows the label and is never cut off.
    """

    event_id: str
    lane: str
    first: int
    last: int
    label: str
    importance: int = 1
    sign: str = ""

    @property
    def bold(self) -> bool:
        """Whether its label is set bold."""
        return self.importance >= HEADLINE

    def within(self, room: float, size: float) -> str:
        """The label cut to fit ``room`` pixels at a font size, with its sign whole."""
        rest = room - text_width(self.sign, size, bold=self.bold)
        return shortened(self.label, size, rest, bold=self.bold) + self.sign

    @property
    def point(self) -> bool:
        """Whether it stands for a single day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible days, the pixels that they take, and the sizes of what is drawn.

    ``first``/``last`` are ordinals of days, inclusive. ``overhang`` are pixels to the right of the plot into which
    labels may reach, ``longest`` is the most that a label takes. Milestones of at least the importance ``always`` are
    named at any cost, on as many rows as that needs; ``rows`` is how many rows of a lane the others may take.
    ``chosen`` is the milestone that is never counted with others: where it finds no room, it is named at any cost.
    """

    first: int
    last: int
    width: float
    overhang: float = 0.0
    size: float = 12.0
    longest: float = 300.0
    always: int = HEADLINE
    rows: int = 6
    dot: float = 11.0
    least: float = 6.0
    gap: float = 5.0
    badge: float = 48.0
    chosen: str = ""

    def at(self, day: float) -> float:
        """The pixel of the start of a day."""
        return (day - self.first) * self.width / (self.last + 1 - self.first)

    def day(self, pixel: float) -> float:
        """The day, with its fraction, that stands at a pixel."""
        return self.first + pixel * (self.last + 1 - self.first) / self.width


@dataclass(frozen=True, slots=True)
class Placed:
    """A milestone that is drawn: its row in the lane, its mark from ``left`` to ``right`` pixels, and its label.

    ``side`` is "right", "left", "inside" or "" for no label; ``text`` is the label as it fits, from ``text_left`` to
    ``text_right``.
    """

    item: Item
    row: int
    left: float
    right: float
    side: str = ""
    text: str = ""
    text_left: float = 0.0
    text_right: float = 0.0

    @property
    def extent(self) -> tuple[float, float]:
        """The pixels from the leftmost to the rightmost that mark and label take."""
        if not self.side:
            return self.left, self.right
        return min(self.left, self.text_left), max(self.right, self.text_right)


@dataclass(frozen=True, slots=True)
class Count:
    """Milestones of a lane that found no room: how many, which, and the pixels that the number takes."""

    lane: str
    row: int
    left: float
    right: float
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: how many rows it takes, and what stands in them."""

    name: str
    rows: int
    placed: tuple[Placed, ...]
    counts: tuple[Count, ...] = ()


def arrange(items: list[Item], frame: Frame) -> list[Lane]:
    """Lay out milestones in their lanes.

    Milestones outside the frame's days are left out. A mark is as wide as its period; a day is a dot, and a
    period that would be narrower than ``frame.least`` is drawn that wide about its middle. Headlines come first,
    each named, on the fewest rows; then the others in order of importance and time, named where a row has the room,
    as a bare mark where not, and counted in one more row where no mark fits.

    Args:
        items: Milestones with their lanes; one may come several times with different lanes.
        frame: What is visible, and how large.

    Returns:
        Lanes in the order in which ``items`` first name them; only lanes with a visible milestone.
    """
    seen = [item for item in items if item.last >= frame.first and item.first <= frame.last]
    order = {name: rank for rank, name in enumerate(dict.fromkeys(item.lane for item in seen))}
    seen.sort(key=lambda item: (order[item.lane], -item.importance, item.first, item.last, item.event_id))
    lanes = ((name, list(group)) for name, group in groupby(seen, key=lambda item: item.lane))
    return [_shown(_lane(name, group, frame), group, frame) for name, group in lanes]


def _shown(lane: Lane, items: list[Item], frame: Frame) -> Lane:
    """The lane, or where the chosen milestone is only counted in it, the lane laid out anew with it named."""
    counted = {item.event_id for count in lane.counts for item in count.items}
    if frame.chosen not in counted:
        return lane
    first = sorted(items, key=lambda item: item.importance < frame.always and item.event_id != frame.chosen)
    return _lane(lane.name, first, frame, frame.chosen)


def _lane(name: str, items: list[Item], frame: Frame, chosen: str = "") -> Lane:
    """A lane of milestones, those that are named at any cost first."""
    always = [item for item in items if item.importance >= frame.always or (chosen and item.event_id == chosen)]
    placed = _on_fewest(always, frame)
    rows = _rows(placed, frame)
    rest: list[Item] = []
    for item in items[len(always) :]:
        found = _fit(item, rows[: frame.rows], frame)
        if found:
            rows[found.row].take(*_padded(found, frame))
            placed.append(found)
        else:
            rest.append(item)
    used = 1 + max((mark.row for mark in placed), default=-1)
    singles, counts = _gathered(name, rest, used, frame)
    return Lane(name, used + bool(rest), (*_lengthened(placed, frame), *singles), counts)


def _rows(placed: list[Placed], frame: Frame) -> list[Row]:
    """The rows with what always named ones take of them; empty ones up to the number that others may use."""
    rows = [Row() for _ in range(max(frame.rows, 1 + max((mark.row for mark in placed), default=-1)))]
    for mark in placed:
        rows[mark.row].take(*_padded(mark, frame))
    return rows


def _padded(mark: Placed, frame: Frame) -> tuple[float, float]:
    left, right = mark.extent
    return left, right + frame.gap


def _mark(item: Item, frame: Frame) -> tuple[float, float]:
    """The pixels of a mark, cut off where the frame ends but never to less than its least width."""
    left, right = max(0.0, frame.at(item.first)), min(frame.width, frame.at(item.last + 1))
    least = frame.dot if item.point else frame.least
    middle = (left + right) / 2
    half = max(right - left if not item.point else 0.0, least) / 2
    middle = min(max(middle, least / 2), frame.width - least / 2)
    return middle - half, middle + half


def _named(item: Item, frame: Frame, side: str, room: float) -> Placed:
    """The milestone with its label, at most ``room`` wide, at a side of its mark; still in row 0."""
    return _labelled(Placed(item, 0, *_mark(item, frame)), frame, side, room)


def _labelled(bare: Placed, frame: Frame, side: str, room: float) -> Placed:
    """A bare mark with its label at a side."""
    item, left, right = bare.item, bare.left, bare.right
    text = item.within(room, frame.size)
    width = text_width(text, frame.size, bold=item.bold)
    start = {"right": right + frame.gap, "left": left - frame.gap - width, "inside": left + frame.gap}[side]
    return Placed(item, 0, left, right, side, text, start, start + width)


def _fits(mark: Placed, frame: Frame) -> bool:
    inside = mark.side != "inside" or mark.text_right + frame.gap <= mark.right
    return inside and mark.text_left >= 0 and mark.text_right <= frame.width + frame.overhang


def _always(item: Item, frame: Frame) -> Placed:
    """A milestone with its label where it fits whole, or else shortened on the side with the most room."""
    for side in ("right", "left", "inside"):
        mark = _named(item, frame, side, frame.longest)
        if _fits(mark, frame):
            return mark
    left, right = _mark(item, frame)
    rooms = {
        "right": frame.width + frame.overhang - right - frame.gap,
        "left": left - frame.gap,
        "inside": right - left - 2 * frame.gap,
    }
    side = max(rooms, key=lambda name: rooms[name])
    return _named(item, frame, side, min(frame.longest, rooms[side]))


def _on_fewest(items: list[Item], frame: Frame) -> list[Placed]:
    """Milestones that must be named, on the fewest rows: from left to right, each on the first row with room."""
    marks = sorted((_always(item, frame) for item in items), key=lambda mark: (mark.extent, mark.item.event_id))
    ends = Ends(len(marks))
    placed = []
    for mark in marks:
        left, right = _padded(mark, frame)
        row = ends.first_before(left)
        ends.set(row, right)
        placed.append(_in_row(mark, row))
    return placed


def _in_row(mark: Placed, row: int) -> Placed:
    return Placed(mark.item, row, mark.left, mark.right, mark.side, mark.text, mark.text_left, mark.text_right)


def _fit(item: Item, rows: list[Row], frame: Frame) -> Placed | None:
    """The milestone on the first row with room for mark and label, else for the bare mark, else none.

    A row that has no room for the bare mark has none for more, and labels are measured for the others only.
    """
    bare = Placed(item, 0, *_mark(item, frame))
    open_rows = [row for row, taken in enumerate(rows) if taken.free(*_padded(bare, frame))]
    if not open_rows:
        return None
    sides = (_labelled(bare, frame, side, frame.longest) for side in ("right", "left"))
    named = [mark for mark in sides if _fits(mark, frame)]
    for row in open_rows:
        for mark in named:
            if rows[row].free(*_padded(mark, frame)):
                return _in_row(mark, row)
    return _in_row(bare, open_rows[0])


def _lengthened(placed: list[Placed], frame: Frame) -> list[Placed]:
    """Labels that had been cut to the usual length, let out into what is free beside them in their row."""
    found: list[Placed] = []
    ordered = sorted(placed, key=lambda mark: (mark.row, mark.extent))
    for at, mark in enumerate(ordered):
        after = ordered[at + 1] if at + 1 < len(ordered) and ordered[at + 1].row == mark.row else None
        before = found[-1] if found and found[-1].row == mark.row else None
        room = 0.0
        if mark.side == "right":
            end = after.extent[0] - frame.gap if after else frame.width + frame.overhang
            room = end - mark.text_left
        elif mark.side == "left":
            room = mark.text_right - (before.extent[1] + frame.gap if before else 0.0)
        longer = room > mark.text_right - mark.text_left and mark.side
        found.append(_in_row(_named(mark.item, frame, mark.side, room), mark.row) if longer else mark)
    return found


def _gathered(lane: str, items: list[Item], row: int, frame: Frame) -> tuple[list[Placed], tuple[Count, ...]]:
    """Milestones without room, gathered in equal stretches of one more row: several as a count, one alone as a mark."""
    slots = max(1, int(frame.width // frame.badge))
    step = frame.width / slots

    stretches: dict[int, list[Item]] = {}
    for item in items:
        left, right = _mark(item, frame)
        stretches.setdefault(min(slots - 1, max(0, int((left + right) / 2 // step))), []).append(item)
    groups = [
        Count(lane, row, *_badge(len(found), (at + 0.5) * step, frame), tuple(sorted(found, key=_in_time)))
        for at, found in sorted(stretches.items())
    ]
    singles = _alone(groups, frame)
    alone = {mark.item.event_id for mark in singles}
    counts = tuple(count for count in groups if len(count.items) > 1 or count.items[0].event_id not in alone)
    return _with_names(singles, counts, frame), counts


def _in_time(item: Item) -> tuple[int, int, str]:
    return item.first, item.last, item.event_id


def _with_names(marks: list[Placed], counts: tuple[Count, ...], frame: Frame) -> list[Placed]:
    """Bare marks of one row with their labels, where the row has room for them whole."""
    row = Row(
        sorted([(mark.left, mark.right + frame.gap) for mark in marks] + [(one.left, one.right) for one in counts])
    )
    found = []
    for mark in marks:
        named = (_named(mark.item, frame, side, frame.longest) for side in ("right", "left"))
        fits = [one for one in named if _fits(one, frame) and row.free(*_beside(one, frame))]
        if fits:
            row.take(*_beside(fits[0], frame))
        found.append(_in_row(fits[0], mark.row) if fits else mark)
    return found


def _beside(mark: Placed, frame: Frame) -> tuple[float, float]:
    """What a label takes besides the mark and the gap that the mark has taken."""
    if mark.side == "left":
        return mark.text_left, mark.left
    return mark.right + frame.gap, mark.text_right + frame.gap


def _badge(number: int, middle: float, frame: Frame) -> tuple[float, float]:
    """The pixels of a number, about the middle of its stretch and never beyond it."""
    half = min(text_width(f"+{number:,}", frame.size - 1) / 2 + 3, frame.badge / 2 - 1)
    return middle - half, middle + half


def _alone(groups: list[Count], frame: Frame) -> list[Placed]:
    """Marks of those that are alone in their stretch, where they cover neither a number nor each other."""
    found: list[Placed] = []
    for at, count in enumerate(groups):
        left, right = _mark(count.items[0], frame)
        before = max([mark.right for mark in found[-1:]] + [other.right for other in groups[:at][-1:]], default=0.0)
        after = groups[at + 1].left if at + 1 < len(groups) else frame.width
        if len(count.items) == 1 and before <= left and right <= after:
            found.append(Placed(count.items[0], count.row, left, right))
    return found
