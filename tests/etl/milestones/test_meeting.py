"""What is compared before it is merged: all that can be the same, and little else."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.milestones.meeting import meeting
from etl.milestones.sameness import main_thing, said_words, same_milestone
from etl.model import Candidate
from tests.etl.milestones.telling import mention

WORDS = st.lists(st.sampled_from(("ferry", "pact", "road", "tin", "joint", "talks", "port")), min_size=1, max_size=6)
OBJECTS = st.one_of(WORDS.map(tuple), st.sampled_from((("cafta",), ("cafta/upgraded",), ("maritime-silk-road",))))
MENTIONS = st.builds(
    mention,
    st.sampled_from(("2003", "2003-05", "2003-05-03", "2003-05-04", "2004", "2010-01-01", "2010")),
    st.sampled_from(("a", "b", "c")),
    st.integers(0, 3),
    objects=OBJECTS,
    act=st.sampled_from(("signed", "established", "entered_into_force", "other")),
    countries=st.sampled_from((("CHN",), ("CHN", "LAO"), ("CHN", "VNM"))),
    title=st.sampled_from(("Ferry Pact signed", "Tin Road opens")),
)


def place(one: Candidate) -> tuple[str, int]:
    return one.citation.source_id, one.citation.start


def share(left: Candidate, right: Candidate) -> bool:
    """Whether two mentions name one thing, or have a word in common."""
    words = (said_words(one) | set(one.objects) for one in (left, right))
    return main_thing(left) == main_thing(right) != "" or not set.isdisjoint(*map(set, words))


@given(st.lists(MENTIONS, max_size=12))
def test_all_pairs_that_are_the_same_are_found(mentions: list[Candidate]) -> None:
    found = meeting(mentions, [{place(one)} for one in mentions])
    for left, right in combinations(range(len(mentions)), 2):
        one, other = mentions[left], mentions[right]
        at_one_place = place(one) == place(other)
        in_one_source = one.citation.source_id == other.citation.source_id
        same = same_milestone(one, other, at_one_place=at_one_place, in_one_source=in_one_source)
        assert not (same and share(one, other)) or (left, right) in found


@pytest.mark.parametrize("date", ["2003", "2003-05"])
def test_what_shares_a_usual_word_only_is_compared_no_more_often_in_a_larger_corpus(date: str) -> None:
    def compared(number: int) -> int:
        told = [
            mention(date, f"s{at}", at, objects=("pact", f"port{at // 2}", f"pier{at // 2}")) for at in range(number)
        ]
        return len(meeting(told, [{place(one)} for one in told]))

    assert [compared(number) for number in (20, 200, 2000)] == [10, 100, 1000]
