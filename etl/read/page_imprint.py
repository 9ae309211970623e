"""What a page says about itself: in meta fields, linked data (JSON-LD) and the time element above its text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from etl.read.elements import text_of, words
from etl.read.imprint import Imprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_TIME = "//time[@datetime][@itemprop='datePublished' or @pubdate or not(preceding::p[string-length() > 120])]/@datetime"


def page_imprint(tree: HtmlElement) -> Imprint:
    """What a page states: meta fields first, then linked data, then what readers see."""
    fields, linked = _meta(tree), next(_articles(tree), {})
    stated = {
        part: next((fields[name] for name in names if name in fields), [""])
        for part, names in words()["fields"].items()
    }
    headings = [text_of(heading) for heading in tree.iter("h1")]
    return Imprint(
        title=_first(stated["title"][0], linked.get("headline"), *headings, tree.findtext(".//title")),
        authors=tuple(name for name in stated["authors"] if not name.startswith("http"))
        or _names(linked.get("author")),
        publisher=_first(stated["publisher"][0], *_names(linked.get("publisher"))),
        published=_first(stated["published"][0], linked.get("datePublished"), *tree.xpath(_TIME)),
        language=tree.get("lang") or "",
        locator=_first(stated["locator"][0], *tree.xpath("//link[@rel='canonical']/@href")),
    )


def _first(*values: object) -> str:
    """The first value that is text and not blank."""
    return next((value for value in values if isinstance(value, str) and value.strip()), "")


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    """The values of the meta fields by name, lower case."""
    fields: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop")
        if name and element.get("content"):
            fields.setdefault(name.lower(), []).append(element.get("content"))
    return fields


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The entries of a page's linked data that have a date of publication or a headline."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            stated = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        entries = stated if isinstance(stated, list) else [stated]
        graphs = [
            entry["@graph"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("@graph"), list)
        ]
        for entry in [*entries, *(entry for graph in graphs for entry in graph)]:
            if isinstance(entry, dict) and ("datePublished" in entry or "headline" in entry):
                yield entry


def _names(stated: object) -> tuple[str, ...]:
    """The names in a person, a body, or a list of them."""
    several = stated if isinstance(stated, list) else [stated]
    names = [item.get("name") if isinstance(item, dict) else item for item in several]
    return tuple(name for name in names if isinstance(name, str) and name)
