"""The elements of a page's main text, walked in order and without recursion, to blocks."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from etl import rulebook
from etl.read.compose import raised

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from etl.read.compose import Composer

_KEYS = (
    "block_tags", "dropped_tags", "dropped_roles", "dropped_classes", "suffixes", "harmless_prefixes", "notes",
    "references", "main", "fields",
)  # fmt: skip
_KINDS = {"li": "list_item", "dd": "list_item", "tr": "table_row", **{f"h{level}": "heading" for level in range(1, 7)}}
_LAYOUT = etree.XPath(
    "boolean(.//table or .//h1 or .//h2 or .//h3 or .//ul or .//td[count(.//p) > 1 or count(.//div) > 2])"
)
_LINKS_ONLY = 0.9


@cache
def words() -> dict[str, Any]:
    """What pages call their parts (`rules/read/html.yml`).

    Raises:
        RuleError: The file lacks a key or has an unknown one.
    """
    known: dict[str, Any] = rulebook.read("read/html.yml")
    rulebook.check_keys(known, place="read/html.yml", required=_KEYS)
    return known


def text_of(element: HtmlElement) -> str:
    """All text in an element, on one line."""
    return " ".join("".join(element.itertext()).split())


def paragraph_length(element: HtmlElement) -> int:
    """How many characters stand in the paragraphs of an element."""
    return sum(len(text_of(paragraph)) for paragraph in element.iter("p"))


class Walk:
    """One walk over a main text, which hands its blocks to a composer.

    A block begins and ends with the elements that begin and end a line; its kind is that of the nearest element that
    has one. The cells of a row are parted by tabs. A paragraph or item that is nothing but links is furniture.
    """

    def __init__(self, main: HtmlElement, composer: Composer) -> None:
        self._main, self._composer = main, composer
        self._small = _small_parts(main)
        self._kinds: list[tuple[str, int]] = []
        self._parts: list[str] = []
        self._row: HtmlElement | None = None
        self._anchors = self._preformatted = self._linked = 0

    def run(self) -> None:
        """Walk, once."""
        walk = etree.iterwalk(self._main, events=("start", "end"))
        skipped: HtmlElement | None = None
        for event, element in walk:
            if event == "start" and self._is_unwanted(element):
                skipped = element
                walk.skip_subtree()
            elif event == "start":
                self._open(element)
            else:
                if element is not skipped:
                    self._close(element)
                if element is not self._main:
                    self._say(element.tail)
        self._flush()

    def _open(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in words()["block_tags"] and self._row is None:
            self._flush()
            self._kinds.append(self._kind(element))
            self._row = element if self._kinds[-1][0] == "table_row" else None
        self._anchors += tag == "a"
        self._preformatted += tag == "pre"
        if tag == "br":
            self._parts.append("\n")
        self._say(raised(element.text) if tag == "sup" and element.text else element.text)

    def _close(self, element: HtmlElement) -> None:
        tag = element.tag
        self._anchors -= tag == "a"
        self._preformatted -= tag == "pre"
        if self._row is not None and element is not self._row:
            self._parts.append({"td": "\t", "th": "\t"}.get(tag, " " if tag in words()["block_tags"] else ""))
        elif tag in words()["block_tags"]:
            self._flush()
            self._kinds.pop()
            self._row = None

    def _say(self, text: str | None) -> None:
        if text:
            self._parts.append(re.sub(r"[^\S\n]+" if self._preformatted else r"\s+", " ", text))
            self._linked += len(text.strip()) if self._anchors else 0

    def _flush(self) -> None:
        """Hand on what was said since the last block."""
        text = "\n".join(_row(line) for line in "".join(self._parts).split("\n"))
        kind, level = self._kinds[-1] if self._kinds else ("paragraph", 0)
        if kind in {"paragraph", "list_item"} and self._linked > len(text.strip()) * _LINKS_ONLY:
            kind = "furniture"
        for paragraph in re.split(r"\n[ \n]*\n", text):
            self._composer.add(kind, paragraph, level=level)
        self._parts, self._linked = [], 0

    def _kind(self, element: HtmlElement) -> tuple[str, int]:
        """The kind of the blocks in an element, its own or that of what it stands in, and a heading's level."""
        names = _names(element)
        outer = self._kinds[-1][0] if self._kinds else "paragraph"
        for kind, key in (("note", "notes"), ("reference", "references")):
            if outer == kind or not names.isdisjoint(words()[key]):
                return kind, 0
        kind = _KINDS.get(element.tag, "paragraph" if outer == "heading" else outer)
        if kind == "table_row" and element.tag == "tr" and _LAYOUT(element):
            return "paragraph", 0
        return kind, int(element.tag[1:]) if kind == "heading" else 0

    def _is_unwanted(self, element: HtmlElement) -> bool:
        """Whether a part is not the text, by its tag, role or class; what holds half of the text always is."""
        if element is self._main:
            return False
        if element.tag == "sup" and (element.find(".//a") is not None or "reference" in _names(element)):
            return True
        return element in self._small or _is_hidden(element)


def _small_parts(main: HtmlElement) -> set[HtmlElement]:
    """The parts that are called something else than text and hold no more than half of it, measured in one walk."""
    parts: dict[HtmlElement, int] = {}
    length = 0
    for event, element in etree.iterwalk(main, events=("start", "end")):
        if element in parts:
            parts[element] = length - parts[element]
        elif event == "start":
            if _is_called_unwanted(element):
                parts[element] = length
            length += len(text_of(element)) if element.tag == "p" else 0
    return {element for element, held in parts.items() if held * 2 <= length}


def _is_called_unwanted(element: HtmlElement) -> bool:
    if element.tag in words()["dropped_tags"]:
        return not element.keys() or not _is_called_note(_names(element))
    names = _names(element)
    return any(map(_is_unwanted_name, names)) and not _is_called_note(names)


def _is_called_note(names: set[str]) -> bool:
    return not names.isdisjoint((*words()["notes"], *words()["references"]))


def _row(line: str) -> str:
    return "\t".join(" ".join(cell.split()) for cell in line.split("\t")).rstrip("\t")


def _names(element: HtmlElement) -> set[str]:
    """The role, id and classes of an element, lower case."""
    if not element.keys():
        return set()
    stated = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    return set(stated.lower().split())


def _is_hidden(element: HtmlElement) -> bool:
    if not element.keys():
        return False
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or element.get("aria-hidden") == "true" or "display:none" in style


@cache
def _is_unwanted_name(name: str) -> bool:
    return name in words()["dropped_roles"] or _unwanted().fullmatch(name) is not None


@cache
def _unwanted() -> re.Pattern[str]:
    prefixes, names, suffixes = (
        "|".join(map(re.escape, words()[key])) for key in ("harmless_prefixes", "dropped_classes", "suffixes")
    )
    return re.compile(rf"(?:(?!(?:{prefixes})[-_])[a-z]+[-_]+)?(?:{names})(?:[-_]+(?:{suffixes}))?")
