"""Figures: every rule's examples, sentences with all that a figure is about, whole reports, and any text."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import rulebook
from etl.dates.passages import passage_dates
from etl.errors import RuleError
from etl.limits import Limits
from etl.model import DateMention, Document, Observation, Passage, Source
from etl.read import read
from etl.segment import passages
from etl.trade import cues
from etl.trade.figures import find

TITLE = "China and ASEAN"


def document(text: str, published: str = "2025-06", title: str = "") -> Document:
    return Document(Source("doc", "doc.txt", title=title, published=published), text, ()).indexed()


def passage(text: str, language: str = "en", start: int = 0, paragraph: int = 0) -> Passage:
    return Passage("doc", paragraph, text, ((0, start, len(text)),), paragraph=paragraph, language=language)


def figures(
    text: str, *, language: str = "en", title: str = "", dates: tuple[DateMention, ...] = ()
) -> list[Observation]:
    return list(find(document(text, title=title), (passage(text, language),), (dates,)))


def report(folder: Path, text: str, published: str) -> list[Observation]:
    """The figures of a text that goes through reading, cutting and dating."""
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    source = Source("report", path.name, published=published)
    whole = read(path, source, Limits())
    parts = passages(whole)
    return list(find(whole, parts, passage_dates(parts, reference=published)))


def told(item: Observation) -> str:
    """What a figure says, as one line."""
    who = f"{item.reporter or '-'} {item.partner or '-'} {item.flow or '-'}"
    hedge = f" {item.qualifier}" if item.qualifier else ""
    return f"{item.value.normalize():f} {item.unit}{hedge} | {item.indicator} {item.kind} | {who} | {item.period}"


def examples(key: str, kind: str) -> list[Any]:
    packs = [(language, rulebook.read(f"figures/{language}.yml")) for language in cues.languages()]
    return [
        pytest.param(language, example["text"], example[kind], id=f"{entry['id']}-{number}")
        for language, pack in packs
        for entry in pack[key]
        for number, example in enumerate(entry["examples"])
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"), [*examples("indicators", "indicators"), *examples("nouns", "indicators")]
)
def test_each_rule_tells_its_examples_from_its_counter_examples(language: str, text: str, expected: list[str]) -> None:
    assert [item.indicator for item in figures(text, language=language)] == expected


@pytest.mark.parametrize(("language", "text", "expected"), examples("pairs", "pairs"))
def test_each_way_to_name_a_pair(language: str, text: str, expected: list[str]) -> None:
    found = figures(text, language=language)
    assert [f"{item.reporter} {item.partner} {item.flow}" for item in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In 2022, trade between the two sides was US$880.5 billion, up 9.4% on the year.",
            [
                "880500000000 USD | goods_trade level | CHN ASEAN total | 2022",
                "9.4 % | goods_trade_growth growth | CHN ASEAN total | 2022",
            ],
        ),
        (
            "Trade grew from USD 60.1 billion in 2003 to nearly USD 2 trillion in 2030.",
            [
                "60100000000 USD | goods_trade level | CHN ASEAN total | 2003",
                "2000000000000 USD about | goods_trade level | CHN ASEAN total | 2030",
            ],
        ),
        (
            "By 2011 trade hit USD 300 billion, 5.1 times the figure in 2003.",
            [
                "300000000000 USD | goods_trade level | CHN ASEAN total | 2011",
                "5.1 ratio | goods_trade_ratio ratio | CHN ASEAN total | 2011",
            ],
        ),
        (
            "In 2019 imports from Vietnam fell 3.5 percent to 60 billion dollars.",
            [
                "-3.5 % | goods_trade_growth growth | CHN VNM import | 2019",
                "60000000000 USD | goods_trade level | CHN VNM import | 2019",
            ],
        ),
        (
            "In June 2017 the World Bank approved a US$90 million loan to Cambodia.",
            ["90000000 USD | project_finance level | WB KHM - | 2017-06"],
        ),
        ("As of May 2018, six ASEAN states had signed.", ["6 count | membership count | CHN ASEAN - | 2018-05"]),
        (
            "In 2018 exports to Laos and Thailand grew by 4.5 percent and 6 percent, respectively.",
            [
                "4.5 % | goods_trade_growth growth | CHN LAO export | 2018",
                "6 % | goods_trade_growth growth | CHN THA export | 2018",
            ],
        ),
        (
            "In 2018 exports to and imports from Japan were 5 billion and 4 billion dollars, respectively.",
            [
                "5000000000 USD | goods_trade level | CHN JPN export | 2018",
                "4000000000 USD | goods_trade level | CHN JPN import | 2018",
            ],
        ),
        (
            "In 2021 Vietnam exported $47.1 billion of goods to China and imported $99.6 billion.",
            [
                "47100000000 USD | goods_trade level | VNM CHN export | 2021",
                "99600000000 USD | goods_trade level | VNM CHN import | 2021",
            ],
        ),
        (
            "The quay opened in 2014 and handled 8 million tonnes of coal in 2019.",
            ["8000000 t | capacity count | - - - | 2019"],
        ),
        (
            "Laos bought a dredger in July 2014 and borrowed 2 billion dollars from a group of banks in 2019.",
            ["2000000000 USD | project_finance level | LAO - - | 2019"],
        ),
        (
            "Laos, Vietnam and Thailand stood out. In 2018 imports from ASEAN rose 4 percent.",
            ["4 % | goods_trade_growth growth | CHN ASEAN import | 2018"],
        ),
        (
            "Malaysia sells to China and Japan. In 2018 China took 9% of exports. Imports from China were $5 billion.",
            [
                "9 % | goods_trade_share share | MYS CHN export | 2018",
                "5000000000 USD | goods_trade level | MYS CHN import | 2018",
            ],
        ),
        (
            "Laos opened a dam in 2018. It was built with a loan of 2 billion dollars from China.",
            ["2000000000 USD | project_finance level | CHN LAO - | 2018"],
        ),
        (
            "Laos opened a dam in 2018. China has a GDP of 2 billion dollars.",
            ["2000000000 USD | gdp level | CHN - - | 2018"],
        ),
        (
            "In 2018 imports from and exports to Laos grew 4.5 percent and 6 percent.",
            [
                "4.5 % | goods_trade_growth growth | CHN LAO import | 2018",
                "6 % | goods_trade_growth growth | CHN LAO export | 2018",
            ],
        ),
        (
            "From January to May 2018 imports from Laos grew 4.5 percent from the same period of 2017.",
            ["4.5 % | goods_trade_growth growth | CHN LAO import | 2018-01/2018-05"],
        ),
        ("In 2018 the road to Lao Cai cost 5 million dollars.", ["5000000 USD | project_cost level | - - - | 2018"]),
        ("Inflation was 2.7 percent in May 2021.", ["2.7 % | other level | - - - | 2021-05"]),
        ("The two countries met for ten years in two phases along five dimensions.", []),
        ("The two sides held the 24th round in 2021 on version 3.0 of the pact.", []),
    ],
)
def test_sentences(tmp_path: Path, text: str, expected: list[str]) -> None:
    heading = "China and ASEAN: China-ASEAN trade\n\n"
    opening = "China and ASEAN are partners. China works with ASEAN.\n\n"
    assert [told(item) for item in report(tmp_path, heading + opening + text, "2025-06")] == expected


CUSTOMS = """Trade with ASEAN up in the first quarter

BEIJING, April 9, 2024 -- China's foreign trade totaled 9.2 trillion yuan (some 1.3 trillion U.S. dollars) in the
first quarter of 2024, up 2.4 percent year on year, the customs office said on Tuesday.

Exports grew 3.1 percent to 5.2 trillion yuan, while imports dropped 0.8 percent to 4 trillion yuan.

ASEAN was the largest partner. Bilateral trade rose 6.2 percent to 1.4 trillion yuan, accounting for 15.2 percent of
China's total foreign trade.
"""


def test_a_customs_report_runs_on_with_its_quarter_and_its_partner(tmp_path: Path) -> None:
    assert [told(item) for item in report(tmp_path, CUSTOMS, "2024-04-09")] == [
        "9200000000000 CNY | goods_trade level | CHN - total | 2024-33",
        "1300000000000 USD about | goods_trade level | CHN - total | 2024-33",
        "2.4 % | goods_trade_growth growth | CHN - total | 2024-33",
        "3.1 % | goods_trade_growth growth | CHN - export | 2024-33",
        "5200000000000 CNY | goods_trade level | CHN - export | 2024-33",
        "-0.8 % | goods_trade_growth growth | CHN - import | 2024-33",
        "4000000000000 CNY | goods_trade level | CHN - import | 2024-33",
        "6.2 % | goods_trade_growth growth | CHN ASEAN total | 2024-33",
        "1400000000000 CNY | goods_trade level | CHN ASEAN total | 2024-33",
        "15.2 % | goods_trade_share share | CHN ASEAN total | 2024-33",
    ]


OVERVIEW = """ASEAN and China: an overview

In 2021, two-way trade between ASEAN and China was valued at US$650 billion. FDI flows from China into ASEAN amounted
to US$14.1 billion in 2021, making up 7.9% of total FDI, from US$9.2 billion in 2020.

Cumulative two-way investment exceeded 310 billion US dollars by July 2022. Malaysia's GDP grew by 3.3 per cent in 2021
to RM1.6 trillion. In 2019, 30.5 million Chinese tourists visited ASEAN on nearly 4,100 direct flights every week.
"""


def test_an_overview_of_relations(tmp_path: Path) -> None:
    assert [told(item) for item in report(tmp_path, OVERVIEW, "2023")] == [
        "650000000000 USD | goods_trade level | CHN ASEAN total | 2021",
        "14100000000 USD | investment_flow level | CHN ASEAN - | 2021",
        "7.9 % | investment_flow share | CHN ASEAN - | 2021",
        "9200000000 USD | investment_flow level | CHN ASEAN - | 2020",
        "310000000000 USD more_than | investment_stock level | CHN ASEAN - | 2022-07",
        "3.3 % | gdp growth | MYS - - | 2021",
        "1600000000000 MYR | gdp level | MYS - - | 2021",
        "30500000 count | people_exchange count | CHN ASEAN - | 2019",
        "4100 count about | flights count | CHN ASEAN - | 2019",
    ]


RAILWAY = """A railway and its cargo

The China-Laos Railway has carried 30 million passengers. The 1,020-km line cut the trip from 14 hours to four hours.
On 4 February 2024 Thailand approved a 310 billion baht line. The 140-kilometre Jakarta-Bandung line cost 7.1 billion
dollars. Police at No. 27 Main Street counted 737 birds in 2023.
"""


def test_a_railway_report(tmp_path: Path) -> None:
    assert [told(item) for item in report(tmp_path, RAILWAY, "2024-03")] == [
        "30000000 count | people_exchange count | CHN LAO - | 2024-03",
        "1020 km | capacity count | CHN LAO - | 2024-03",
        "14 hours | time_saved count | CHN LAO - | 2024-03",
        "4 hours | time_saved count | CHN LAO - | 2024-03",
        "310000000000 THB | project_finance level | THA - - | 2024-02-04",
        "140 km | capacity count | IDN - - | 2024-03",
        "7100000000 USD | project_cost level | IDN - - | 2024-02-04",
        "737 count | other count | - - - | 2023",
    ]


def test_a_citation_leads_to_the_line_and_the_words() -> None:
    text = "First line.\nTrade came to US$7 million in 2004."
    date = DateMention(27, 31, "2004", "2004", "year")
    (item,) = find(document(text), (passage(text[12:], start=12),), ((date,),))
    (place,) = item.citations
    assert (place.line, text[place.start : place.end], place.source_id) == (2, "US$7 million", "doc")
    assert (place.date, place.verdict, item.status) == ("2004", "supports", "clear")


def test_what_only_the_publication_dates_says_so() -> None:
    (item,) = figures("Trade came to US$7 million.")
    assert (item.period, item.status) == ("2025-06", "inferred")
    assert item.note == "the sentence names no time; as of publication"


def test_a_figure_that_nothing_dates_is_left_out() -> None:
    text = "Trade came to US$7 million."
    assert find(document(text, published=""), (passage(text),), ((),)) == ()


@pytest.mark.parametrize("kind", ["reference", "heading", "caption", "furniture"])
def test_only_running_text_notes_and_tables_state_figures(kind: str) -> None:
    text = "Trade came to US$7 million."
    part = Passage("doc", 0, text, ((0, 0, len(text)),), kind=kind)
    assert find(document(text), (part,), ((),)) == ()


def test_the_sides_of_the_document_stand_for_the_two_sides() -> None:
    (item,) = figures("Trade of the two sides was US$7 million.", title="China and Vietnam, sixty years")
    assert (item.reporter, item.partner) == ("CHN", "VNM")


def test_a_rule_without_a_counter_example_is_refused() -> None:
    entry = {"id": "x", "indicator": "gdp", "cue": "GDP", "examples": [{"text": "GDP", "indicators": []}]}
    with pytest.raises(RuleError, match=r"figures/en\.yml: x: lacks an example or a counter-example"):
        cues._measured(entry, "figures/en.yml", "cue")


def test_an_indicator_that_the_schema_lacks_is_refused() -> None:
    examples_of_x = [{"text": "GDP", "indicators": []}] * 2
    entry = {"id": "x", "indicator": "gnp", "cue": "GNP", "examples": examples_of_x}
    with pytest.raises(RuleError, match=r"figures/en\.yml: x: indicator gnp is not in the schema"):
        cues._measured(entry, "figures/en.yml", "cue")


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "China",
                "ASEAN",
                "exports",
                "to",
                "imports",
                "from",
                "5%",
                "US$3 billion",
                "in",
                "respectively",
                ",",
                "and",
                "up",
                "fell",
                "12 ports",
            ]
        ),
        max_size=25,
    )
)
def test_any_order_of_words_gives_figures_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for item in figures(text):
        (place,) = item.citations
        assert 0 <= place.start < place.end <= len(text)
        assert not item.reporter or item.reporter != item.partner


TABLE = """# Trade of members

Table 1. Exports of members to China (US$ million)

| Member | 2021 | 2022 | Share, % |
|---|---|---|---|
| Vietnam | 55,100.5 | 57,000 | 31 |
| Laos | 2,200 | n.a. | 1.2 |

A sentence ends the page.
"""


def test_cells_take_unit_member_and_year_from_title_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "table.md"
    path.write_text(TABLE, encoding="utf-8")
    whole = read(path, Source("table", path.name, published="2023"), Limits())
    parts = passages(whole)
    found = find(whole, parts, passage_dates(parts, reference="2023"))
    assert [told(item) for item in found] == [
        "55100500000 USD | goods_trade level | VNM CHN export | 2021",
        "57000000000 USD | goods_trade level | VNM CHN export | 2022",
        "31 % | goods_trade_share share | VNM CHN export | 2023",
        "2200000000 USD | goods_trade level | LAO CHN export | 2021",
        "1.2 % | goods_trade_share share | LAO CHN export | 2023",
    ]
    first = found[0].citations[0]
    assert (first.line, whole.text[first.start : first.end]) == (7, "55,100.5")
