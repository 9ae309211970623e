"""Dates that their own document contradicts."""

from tests.etl.milestones.telling import told


def doubts(*paragraphs: str, published: str = "2024", kinds: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(one.status, one.note) for one in told(*paragraphs, published=published, kinds=kinds)[0]]


def test_a_date_that_its_own_note_contradicts_is_disputed() -> None:
    body = "Laos opened the Salt Bridge on 3 May 2012.¹"
    assert doubts(body, "¹ The Salt Bridge opened on 3 May 2014.", kinds=("paragraph", "note"))[0] == (
        "disputed",
        "The source's own note for this sentence is dated 2014-05-03.",
    )


def test_a_note_of_another_mark_contradicts_nothing() -> None:
    body = "Laos opened the Salt Bridge on 3 May 2012.¹"
    assert doubts(body, "² The Salt Bridge opened on 3 May 2014.", kinds=("paragraph", "note"))[0][0] == "clear"


def test_a_date_outside_the_period_that_its_paragraph_speaks_of_is_disputed() -> None:
    first = "There was a second stage (2001-2004)."
    assert doubts(first + " In the second stage, Laos opened a port in 1985.") == [
        ("disputed", "Lies outside the second stage (2001–2004) that its paragraph speaks of.")
    ]
    assert doubts(first + " In the second stage, Laos opened a port in 2005.") == [("clear", "")]


def test_what_is_told_as_done_after_the_source_was_written_is_disputed() -> None:
    assert doubts("Laos opened a port in 2019.", published="2015") == [
        ("disputed", "Told as done, yet later than the source (2015).")
    ]


def test_what_is_planned_after_the_source_was_written_is_not() -> None:
    assert doubts("Laos is set to open the Salt Bridge in 2019.", published="2015") == [
        ("clear", "Planned when the source was written.")
    ]


def test_a_note_tells_how_exact_a_date_is() -> None:
    assert doubts("In early 2012, Laos opened a port.") == [("clear", "Early in the period named.")]
    assert doubts("Around 2012, Laos opened a port.") == [("clear", "Approximate date.")]
