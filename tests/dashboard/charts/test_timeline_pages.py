from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from dashboard.charts import timeline
from dashboard.charts.captions import Picture
from dashboard.charts.timeline_pages import pages

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from dashboard.text import Words
    from dashboard.theme import Look


@pytest.fixture
def crowd(events: pd.DataFrame) -> pd.DataFrame:
    """Sixty milestones, three in each year from 2000 to 2019."""
    return pd.concat(
        [
            events.iloc[[2]].assign(
                event_id=f"talks-{year}-{number}",
                title=f"Talks {number} of {year}",
                date=str(year),
                first=pd.Timestamp(year, 1, 1),
                last=pd.Timestamp(year, 12, 31),
            )
            for year in range(2000, 2020)
            for number in range(3)
        ]
    )


def named(figure: go.Figure) -> set[str]:
    (labels,) = [trace for trace in figure.data if trace.name == "labels"]
    return {text.removesuffix(" ⚠\ufe0e") for text in labels.text}


def test_every_milestone_is_named_on_one_of_the_pages(crowd: pd.DataFrame, light: Look, en: Words) -> None:
    found = pages(crowd, light, en, height=420, width=900)
    assert len(found) > 1
    assert {figure.layout.height for figure in found} == {420}
    assert set.union(*map(named, found)) == set(crowd["title"])


def test_pages_follow_each_other_without_a_gap(crowd: pd.DataFrame, light: Look, en: Words) -> None:
    ranges = [figure.layout.xaxis.range for figure in pages(crowd, light, en, height=420, width=900)]
    assert ranges[0][0] == "2000-01-01"
    assert ranges[-1][1] == "2020-01-01"
    assert [end for _, end in ranges[:-1]] == [start for start, _ in ranges[1:]]


def test_a_page_says_which_it_is(crowd: pd.DataFrame, light: Look, en: Words) -> None:
    picture = Picture(filters="only talks")
    found = pages(crowd, light, en, height=420, width=900, picture=picture)
    first, last = found[0], found[-1]
    start = first.layout.xaxis.range[1]
    assert f"Page 1/{len(found)}: 2000–{int(start[:4]) - 1} · only talks" in {
        note.text for note in first.layout.annotations
    }
    assert any(note.text.startswith(f"Page {len(found)}/{len(found)}: ") for note in last.layout.annotations)


def test_one_page_is_enough_where_all_fits(events: pd.DataFrame, light: Look, en: Words) -> None:
    assert len(pages(events, light, en, height=900, width=1100)) == 1


def test_a_year_that_is_too_full_gets_a_taller_page(crowd: pd.DataFrame, light: Look, en: Words) -> None:
    full = pd.concat([crowd.iloc[[0]].assign(event_id=f"more-{number}") for number in range(50)])
    (page,) = pages(full, light, en, height=400, width=900)
    assert page.layout.height > 50 * 18
    assert timeline.height(full, en, timeline.Options(whole=True, width=900)) == 50 * 18 + 8
