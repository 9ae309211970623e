"""HTML: the main text and the imprint; navigation, scripts and hidden parts left out."""

from __future__ import annotations

import pytest

from etl.errors import ReadError
from etl.limits import Limits
from etl.model import Document, Source
from etl.read.html import read

FILLER = "<p>" + "The ferry left the quay and nobody was late for it. " * 5 + "</p>"


def _read(page: str | bytes) -> Document:
    data = page if isinstance(page, bytes) else page.encode()
    return read(data, Source("a", "a.html", language=""), Limits()).indexed()


def _blocks(body: str) -> list[tuple[str, str]]:
    document = _read(f"<html><body>{body}</body></html>")
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One  <b>two</b>\nthree</p>", [("paragraph", "One two three")]),
        (
            "<h2>Part</h2>loose<div>boxed</div>tail",
            [("heading", "Part"), ("paragraph", "loose"), ("paragraph", "boxed"), ("paragraph", "tail")],
        ),
        (
            "<ul><li>one<ul><li>inner</ul><li><p>two</ul>",
            [("list_item", "one"), ("list_item", "inner"), ("list_item", "two")],
        ),
        (
            "<table><tr><th>Year<th>Ships<tr><td>2001<td><p>5</p></table>",
            [("table_row", "Year\tShips"), ("table_row", "2001\t5")],
        ),
        (
            "<table><tr><td><h1>Page</h1><p>a</p><p>b</p></table>",
            [("heading", "Page"), ("paragraph", "a"), ("paragraph", "b")],
        ),
        ("<p>line<br>next</p>", [("paragraph", "line\nnext")]),
        ("<pre>one\ntwo\n\nthree</pre>", [("paragraph", "one\ntwo"), ("paragraph", "three")]),
        ("<p>Sea<sup>8</sup> and m<sup>2</sup></p>", [("paragraph", "Sea⁸ and m²")]),
        ('<p>Sea<sup><a href="#n8">8</a></sup>.</p>', [("paragraph", "Sea.")]),
        ('<p>Sea<sup class="reference">[8]</sup>.</p>', [("paragraph", "Sea.")]),
        ("<p>a &lt;b&gt; &amp; c&nbsp;d</p>", [("paragraph", "a <b> & c d")]),
        ('<p><a href="/">More news of 1999</a></p>', [("furniture", "More news of 1999")]),
        ('<ol class="references"><li>Bee, 2004</ol>', [("reference", "Bee, 2004")]),
        ('<aside role="doc-footnote">Named in 1899.</aside>', [("note", "Named in 1899.")]),
    ],
)
def test_blocks_are_what_the_elements_say(body: str, expected: list[tuple[str, str]]) -> None:
    assert _blocks(body) == expected


@pytest.mark.parametrize(
    "part",
    [
        "<nav>In 1999</nav>",
        "<footer>In 1999</footer>",
        "<script>'In 1999'</script>",
        "<style>In 1999</style>",
        "<!-- In 1999 -->",
        "<aside>In 1999</aside>",
        '<div class="site-nav">In 1999</div>',
        '<div class="share-links big">In 1999</div>',
        '<div id="related">In 1999</div>',
        '<div role="navigation">In 1999</div>',
        '<p style="display: none">In 1999</p>',
        "<p hidden>In 1999</p>",
        '<p aria-hidden="true">In 1999</p>',
    ],
)
def test_what_is_not_the_text_is_left_out(part: str) -> None:
    assert "1999" not in _read(f"<html><body>{FILLER}{part}{FILLER}</body></html>").text


@pytest.mark.parametrize("name", ["has-sidebar", "no-ads", "international", "social-policy"])
def test_names_that_only_look_like_navigation_stay(name: str) -> None:
    assert "1999" in _read(f'<html><body>{FILLER}<div class="{name}">In 1999</div></body></html>').text


def test_what_holds_half_of_the_text_is_never_left_out() -> None:
    assert "quay" in _read(f'<html><body><div class="comments">{FILLER}</div></body></html>').text


def test_an_article_is_the_main_text_and_a_title_above_it_stays() -> None:
    document = _read(f"<html><body><h1>Ferries</h1><div>In 1999</div><article>{FILLER}</article></body></html>")
    assert document.text.startswith("Ferries\n\nThe ferry left")
    assert "1999" not in document.text


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta name="citation_publication_date" content="2019/06/05">', "2019-06-05"),
        ('<meta property="article:published_time" content="2021-06-05T10:00:00+08:00">', "2021-06-05"),
        ('<meta name="DC.date" content="2018-03">', "2018-03"),
        ('<meta name="citation_date" content="2017">', "2017"),
        ('<meta name="pubdate" content="20200115">', "2020-01-15"),
        ('<meta name="date" content="Mon, 05 Jun 2017 08:00:00 GMT">', "2017-06-05"),
        ('<script type="application/ld+json">{"@graph": [{"datePublished": "2016-02-01"}]}</script>', "2016-02-01"),
        ('<script type="application/ld+json">{broken</script>', ""),
        ('<meta name="date" content="2017-02-31">', ""),
        ('<meta name="date" content="soon">', ""),
    ],
)
def test_the_date_of_publication_is_as_exact_as_stated(head: str, expected: str) -> None:
    assert _read(f"<html><head>{head}</head><body>{FILLER}</body></html>").source.published == expected


def test_a_time_above_the_text_dates_it_and_one_below_does_not() -> None:
    time = '<time datetime="2015-04-03">some day</time>'
    assert _read(f"<html><body>{time}{FILLER}</body></html>").source.published == "2015-04-03"
    assert _read(f"<html><body>{FILLER}{time}</body></html>").source.published == ""


def test_the_imprint_tells_title_authors_publisher_language_and_place() -> None:
    head = (
        '<meta property="og:title" content="Ferries"><meta name="citation_author" content="Bee, A">'
        '<meta name="citation_author" content="Dee, C"><meta property="og:site_name" content="Gazette">'
        '<link rel="canonical" href="https://example.org/ferries">'
    )
    source = _read(f'<html lang="en-GB"><head>{head}</head><body>{FILLER}</body></html>').source
    assert (source.title, source.authors, source.publisher, source.language, source.locator) == (
        "Ferries",
        "Bee, A;Dee, C",
        "Gazette",
        "en",
        "https://example.org/ferries",
    )


def test_a_stated_encoding_is_used_where_the_page_is_not_utf8() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>café</p></body></html>'
    assert _read(page.encode("latin-1")).text == "café"


def test_an_encoding_that_is_neither_stated_nor_utf8_is_refused() -> None:
    with pytest.raises(ReadError, match="is not UTF-8: byte 0xe9"):
        _read("<p>café</p>".encode("latin-1"))
    with pytest.raises(ReadError, match="neither UTF-8 nor the nonsense that it states"):
        _read("<meta charset=nonsense><p>café</p>".encode("latin-1"))


def test_nesting_without_end_is_refused_and_some_is_not() -> None:
    assert "deep" in _read("<div>" * 300 + "<p>deep</p>").text
    with pytest.raises(ReadError, match="nested too deeply"):
        _read("<div>" * 100_000 + "<p>deep</p>")
