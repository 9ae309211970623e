"""Documents to passages, with the way back for every character."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from etl.model import Block, Document, Passage, Source
from etl.segment import passages


def document(*blocks: tuple[str, str], pages: tuple[int, ...] = ()) -> Document:
    """A document of these blocks (kind, text), with a blank line between each two."""
    text, made = "", []
    for at, (kind, part) in enumerate(blocks):
        page = pages[at] if pages else 0
        made.append(Block(kind, len(text), len(text) + len(part), page=page))
        text += part + "\n\n"
    return Document(Source("ferries", "ferries.txt"), text, tuple(made)).indexed()


def told(*blocks: tuple[str, str] | str) -> list[tuple[str, str]]:
    """The kind and text of each passage; a block that is only text is a paragraph."""
    whole = document(*(("paragraph", block) if isinstance(block, str) else block for block in blocks))
    return [(passage.kind, passage.text) for passage in passages(whole)]


def check_pieces(whole: Document, passage: Passage) -> None:
    """Every piece maps to equal characters; what no piece maps is a single blank or a hyphen."""
    covered = [False] * len(passage.text)
    place = 0
    for at, start, length in passage.pieces:
        assert at >= place
        mapped = whole.text[start : start + length]
        own = passage.text[at : at + length]
        assert own == mapped or (own in {" ", "-"} and length == 1)
        covered[at : at + length] = [True] * length
        place = at + length
    assert all(known or character == " " for known, character in zip(covered, passage.text, strict=True))


BODY = "The ports of the south and of the islands that lie before them were glad of the long awaited new ferry line"


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Rice was dear\nin all ports.", "Rice was dear in all ports."),
        ("Rice was un-\nsold in all ports.", "Rice was unsold in all ports."),
        ("The Laos-\nBrunei line opened.", "The Laos-Brunei line opened."),
        ("The fer\u00adry left.", "The ferry left."),
        ("Rice  was\u00a0\u00a0dear.", "Rice was dear."),
        ("Rice was *very* **dear**.", "Rice was very dear."),
        ("It cost US\\$5.", "It cost US$5."),
    ],
)
def test_lines_and_cut_words_are_joined_and_marks_of_layout_are_gone(text: str, joined: str) -> None:
    assert told(text) == [("body", joined)]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Rice was dear.¹² The port was glad.", ["Rice was dear.", "The port was glad."]),
        ("Rice was dear[4] there.", ["Rice was dear there."]),
        ("Down to the Sea,8 thereby.", ["Down to the Sea, thereby."]),
        ('They called it "flows."13 The port was glad.', ['They called it "flows."', "The port was glad."]),
        ("Rice was dear^{7} there.", ["Rice was dear there."]),
        ("The port was stable. 40 At last it grew.", ["The port was stable.", "At last it grew."]),
        ("The port grew by 40 ships.", ["The port grew by 40 ships."]),
    ],
)
def test_marks_of_notes_are_removed_and_numbers_are_kept(text: str, clean: list[str]) -> None:
    assert [passage for _, passage in told(text)] == clean


def test_offsets_lead_back_over_what_was_removed() -> None:
    text = "Rice¹ was un-\nsold in May 2003.² The port was glad."
    whole = document(("paragraph", text))
    first = passages(whole)[0]
    at = first.text.index("May 2003")
    start, end = first.locate(at, at + len("May 2003"))
    assert whole.text[start:end] == "May 2003"
    low = first.text.index("unsold")
    start, end = first.locate(low, low + len("unsold"))
    assert whole.text[start:end] == "un-\nsold"


@pytest.mark.parametrize(
    "between",
    [
        ("note", "¹ A note on rice and tin and on what they cost."),
        ("table_row", "Rice | 5 | 7"),
        ("furniture", "Harbour Review"),
    ],
)
def test_a_paragraph_is_joined_over_what_stands_between_its_halves(between: tuple[str, str]) -> None:
    rows = told(BODY, between, "that opened in 2003.")
    assert rows[0] == ("body", f"{BODY} that opened in 2003.")
    assert len(rows) == 2


def test_a_paragraph_is_joined_over_pages_and_keeps_its_first() -> None:
    whole = document(("paragraph", BODY), ("paragraph", "that opened in 2003."), pages=(3, 4))
    (passage,) = passages(whole)
    assert (passage.text, passage.page) == (f"{BODY} that opened in 2003.", 3)


def test_a_word_cut_between_pages_is_rejoined() -> None:
    assert told(f"{BODY} and of the har-", "bour.") == [("body", f"{BODY} and of the harbour.")]


def test_a_finished_paragraph_is_joined_with_nothing() -> None:
    assert [text for _, text in told(f"{BODY}.", "in all ports rice was dear.")] == [
        f"{BODY}.",
        "in all ports rice was dear.",
    ]


def test_sentences_of_one_paragraph_share_its_number() -> None:
    rows = passages(document(("paragraph", "Rice was dear. Tin was not."), ("paragraph", "Ports were glad of it.")))
    assert [(row.index, row.paragraph) for row in rows] == [(0, 0), (1, 0), (2, 1)]


def test_headings_lead_from_the_outermost_to_the_nearest() -> None:
    text = "Part One\n\nThe Ferries\n\nThey were glad.\n\nPart Two\n\nThey were sad.\n"
    spans = [("heading", "Part One", 1), ("heading", "The Ferries", 2), ("paragraph", "They were glad.", 0)]
    spans += [("heading", "Part Two", 1), ("paragraph", "They were sad.", 0)]
    blocks = tuple(
        Block(kind, text.index(part), text.index(part) + len(part), level=level) for kind, part, level in spans
    )
    rows = passages(Document(Source("ferries", "ferries.txt"), text, blocks).indexed())
    assert [row.headings for row in rows if row.kind == "body"] == [("Part One", "The Ferries"), ("Part Two",)]


def test_a_short_line_is_a_heading_and_the_first_line_of_a_cut_sentence_is_none() -> None:
    assert told("Ferries of the South", "Rice was dear.")[0] == ("heading", "Ferries of the South")
    cut = told("The first ferry of the port was slow and", "was sold in the year after.")
    assert [kind for kind, _ in cut] == ["body"]


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        (("table_row", "Rice | 5 | 7"), "table"),
        (("note", "¹ A note."), "note"),
        ("Figure 3 Ports by ships", "caption"),
        ("- 62 -", "furniture"),
        ('Harbour Office, "A Tidy Port," May 2, 2014.', "reference"),
        ("A. Bee, On Ports, World Press, 2015, pp. 4-31.", "reference"),
        (("list_item", "- Rice was dear in May."), "body"),
    ],
)
def test_the_kind_of_a_block(block: tuple[str, str] | str, kind: str) -> None:
    assert {row for row, _ in told(block)} == {kind}


def test_the_cells_of_a_row_are_parted_and_its_bars_are_gone() -> None:
    assert told(("table_row", "| Rice | 5 | 7 |")) == [("table", "Rice\t5\t7")]


def test_a_dateline_is_set_apart_from_its_report() -> None:
    rows = told("QUAY CITY, May 3, 2014 (Pearl News) - The port was glad.")
    assert [kind for kind, _ in rows] == ["furniture", "body"]
    assert rows[1][1].endswith("The port was glad.")


def test_what_stands_below_a_heading_of_references_is_a_reference_until_the_next_heading() -> None:
    rows = told("References", "Bee, Ann. On ports and ferries.", "Ferries of the South", "Rice was dear.")
    assert [kind for kind, _ in rows] == ["heading", "reference", "reference", "heading", "body"]


def test_a_line_on_every_page_is_a_running_head() -> None:
    rows = told(*(["Harbour Review", "Rice was dear that year."] * 3))
    assert [kind for kind, text in rows if text == "Harbour Review"] == ["furniture"] * 3


LINES = st.lists(st.text(alphabet="abc AZ.,;-\n¹²[4]()\"'“”*#>ÿ\u00ad\u00a0 012é。中", max_size=60), max_size=6)


@given(LINES)
@example(["un-\nsold", "a\u00ad\nb", "- x", "¹"])
def test_every_character_of_a_passage_comes_from_the_document_or_is_a_blank(parts: list[str]) -> None:
    whole = document(*(("paragraph", part) for part in parts))
    for passage in passages(whole):
        check_pieces(whole, passage)


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    whole = document(("paragraph", text))
    rows = passages(whole)
    assert [row.index for row in rows] == list(range(len(rows)))
    assert all(row.text == row.text.strip() for row in rows)


@pytest.mark.parametrize("unit", ["a", "A ", ".", "- ", "\n", "(", "1", "¹", "“", "a.\n", "*", "ÿ", "<", "[1]", "中。"])
def test_a_long_run_of_one_thing_is_survived(unit: str) -> None:
    whole = document(("paragraph", unit * (200_000 // len(unit))))
    for passage in passages(whole):
        assert len(passage.text) <= len(whole.text)


def test_the_day_with_which_a_sentence_opens_is_no_mark_of_a_note() -> None:
    assert told("The line opened. 4 May 2001 saw it close. 40 At sea it was calm.") == [
        ("body", "The line opened."),
        ("body", "4 May 2001 saw it close."),
        ("body", "At sea it was calm."),
    ]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("1991 - Ferries begin\n4 May 2001: The line opens", ["1991 - Ferries begin", "4 May 2001: The line opens"]),
        ("2020\nA line opens,\nlong.\n2021\nIt closes", ["2020", "A line opens, long.", "2021", "It closes"]),
        (
            "What follows:\nMay 2001 – one\nand more\n2002: two",
            ["What follows:", "May 2001 – one and more", "2002: two"],
        ),
        ("The line of\n2001 - a long one - closed.", ["The line of 2001 - a long one - closed."]),
        ("2020\nThe line opens.", ["2020 The line opens."]),
    ],
)
def test_lines_of_a_chronology_are_entries(text: str, entries: list[str]) -> None:
    assert [passage for _, passage in told(text)] == entries


def test_a_day_stands_below_its_year() -> None:
    whole = document(*(("paragraph", part) for part in ("2020", "4 May", f"{BODY} closed.", "2021", f"{BODY} opened.")))
    assert [passage.headings for passage in passages(whole) if passage.kind == "body"] == [("2020", "4 May"), ("2021",)]
