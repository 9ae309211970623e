"""Paragraphs that lines, columns, pages, notes and tables cut in two, put together again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from etl.model import Block
    from etl.segment.clean import Flow
    from etl.segment.lexicon import SegmentLexicon

#: How many blocks may stand between the two halves of a paragraph (notes, a table, a running head).
_REACH = 40
#: A paragraph of fewer words than this is not held to be cut off.
_LEAST_WORDS = 6
#: An unfinished paragraph of more words than this is cut, one of fewer may be a line that stands alone.
_LONG_WORDS = 15
_CLOSED = re.compile(r"[.!?。！？:：][\"”’'»)\]]*$")
_JOINED = frozenset({"body", "item", "note"})
_PASSED_OVER = frozenset({"note", "reference", "furniture", "table", "caption"})


def joined(flows: Sequence[tuple[Block, Flow]], words: SegmentLexicon) -> Iterator[tuple[Block, Flow]]:
    """Blocks in order with cut paragraphs whole; what stood between the halves follows them."""
    taken: set[int] = set()
    for number, (block, flow) in enumerate(flows):
        if number in taken:
            continue
        whole, last = flow, number
        while (follower := _continuation(flows, last, whole, block.kind, words)) is not None:
            whole = _together(whole, flows[follower][1])
            taken.add(follower)
            last = follower
        yield block, whole


def _continuation(
    flows: Sequence[tuple[Block, Flow]], number: int, whole: Flow, kind: str, words: SegmentLexicon
) -> int | None:
    """The block that goes on with an unfinished paragraph, if one does."""
    if kind not in _JOINED or _CLOSED.search(whole.text) or whole.text.count(" ") < _LEAST_WORDS - 1:
        return None
    if words.affiliation.search(whole.text[whole.text.rfind(". ") + 1 :].lstrip()):
        return None
    passed = False
    for follower in range(number + 1, min(number + 1 + _REACH, len(flows))):
        other, flow = flows[follower]
        if kind == "item":
            return follower if other.kind in {"body", "item"} and _starts_inside(flow.text) else None
        if other.kind == kind:
            surely = whole.text.count(" ") >= _LONG_WORDS or bool(words.unfinished.search(whole.text))
            return _goes_on(flows, follower, passed=passed, surely=surely)
        if kind == "note" or other.kind not in _PASSED_OVER:
            return None
        passed = passed or other.kind in {"note", "furniture", "table", "caption"}
    return None


def _goes_on(flows: Sequence[tuple[Block, Flow]], follower: int, *, passed: bool, surely: bool) -> int | None:
    """Whether the next paragraph goes on, or the one after it; one with a capital only where the first is cut."""
    flow = flows[follower][1]
    if _starts_inside(flow.text):
        return follower
    after = follower + 1
    if after < len(flows) and flows[after][0].kind == "body" and _CLOSED.search(flow.text):
        beyond = flows[after][1].text
        if _starts_inside(beyond) and not passed:
            return after
    return follower if surely else None


def _starts_inside(text: str) -> bool:
    return text[:1].islower() or text[:1] in ",;)("


def _together(first: Flow, second: Flow) -> Flow:
    if first.text.endswith("-") and first.text[-2:-1].isalpha():
        if second.text[:1].islower():
            return first.without_end(1).followed_by(second, "")
        return first.followed_by(second, "")
    return first.followed_by(second, " ")
