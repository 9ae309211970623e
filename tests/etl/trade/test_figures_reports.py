"""Figures of news written for the tests: a time and a pair that a sentence shares, compares with, or takes up again."""

from pathlib import Path

import pytest

from etl.dates.passages import passage_dates
from etl.limits import Limits
from etl.model import Observation, Source
from etl.read import read
from etl.segment import passages
from etl.trade.figures import find


def report(folder: Path, text: str, published: str, language: str = "en") -> list[Observation]:
    """The figures of a text that goes through reading, cutting and dating."""
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    whole = read(path, Source("report", path.name, published=published, language=language), Limits())
    parts = passages(whole)
    return list(find(whole, parts, passage_dates(parts, reference=published)))


def told(item: Observation) -> str:
    """What a figure says, as one line, with what it is compared with."""
    base = next((part for part in item.note.split("; ") if part.startswith("compared")), "")
    who = f"{item.reporter or '-'} {item.partner or '-'} {item.flow or '-'}"
    line = f"{item.value.normalize():f} {item.unit} | {item.indicator} | {who} | {item.period}"
    return f"{line} | {base}" if base else line


MONTHS = """Trade with ASEAN in nine months

China's trade with ASEAN rose 7 percent in the first nine months of 2024. ASEAN trades with China.

Trade with Vietnam, China's largest trading partner within the bloc, rose 15 percent to 1.3 trillion yuan in the period,
while trade with Malaysia grew 11 percent to 1.1 trillion yuan.

In August alone, trade came to 580 billion yuan.
"""


def test_growth_shares_the_time_of_the_level_it_led_to_and_many_pairs_leave_none(tmp_path: Path) -> None:
    assert [told(item) for item in report(tmp_path, MONTHS, "2024-10-15")] == [
        "7 % | goods_trade_growth | CHN ASEAN total | 2024-01/2024-09",
        "15 % | goods_trade_growth | CHN VNM total | 2024-01/2024-09",
        "1300000000000 CNY | goods_trade | CHN VNM total | 2024-01/2024-09",
        "11 % | goods_trade_growth | CHN MYS total | 2024-01/2024-09",
        "1100000000000 CNY | goods_trade | CHN MYS total | 2024-01/2024-09",
        "580000000000 CNY | goods_trade | CHN ASEAN total | 2024-08",
    ]


YEARS = """Vietnam and China

Vietnam's trade with China reached US$170 billion in 2023, down 2.2 per cent against the previous year. Exports were
US$60 billion. The trade deficit narrowed to US$50 billion from US$61 billion in 2022. Imports fell to US$110 billion.

In the first quarter of 2024, Vietnam exported 310 million dollars of fish to China, compared with 280 million dollars
a year earlier.
"""


def test_a_year_before_is_that_of_the_figure_and_exports_are_those_of_whom_the_words_spoke(tmp_path: Path) -> None:
    assert [told(item) for item in report(tmp_path, YEARS, "2024-05")] == [
        "170000000000 USD | goods_trade | CHN VNM total | 2023",
        "-2.2 % | goods_trade_growth | CHN VNM total | 2023 | compared with 2022",
        "60000000000 USD | goods_trade | VNM CHN export | 2023",
        "50000000000 USD | goods_trade_balance | CHN VNM - | 2023",
        "61000000000 USD | goods_trade_balance | CHN VNM - | 2022",
        "110000000000 USD | goods_trade | VNM CHN import | 2023",
        "310000000 USD | product_trade | VNM CHN export | 2024-33",
        "280000000 USD | product_trade | VNM CHN export | 2023-33",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Compared with 1993, when trade was 9 billion dollars, it had grown 85-fold in 2019.",
            ["1993", "2019"],
        ),
        ("Compared with 1993 trade had grown 85-fold in 2019.", ["2019 | compared with 1993"]),
        ("In 2023 arrivals from China were 30 percent of the 2019 level.", ["2023 | compared with 2019"]),
        ("Between 2011 and 2019 trade rose from 300 billion to 500 billion dollars.", ["2011", "2019"]),
        ("Trade hit $5 billion in 2018. China will train 900 students in the next five years.", ["2018", "2019/2023"]),
        ("Laos approved 20 projects worth more than 3 billion dollars by the end of 2022.", ["2022", "2022"]),
        ("Laos approved 20 projects, up from 3 billion dollars in 2020.", ["2024-05", "2020"]),
    ],
)  # fmt: skip
def test_times(tmp_path: Path, text: str, expected: list[str]) -> None:
    items = report(tmp_path, f"China and Laos\n\n{text}\n", "2024-05")
    assert [told(item).split(" | ", 3)[3] for item in items] == expected


def test_a_total_foreign_trade_is_with_all_the_world(tmp_path: Path) -> None:
    text = "Laos and China\n\nIn 2023 China made up 28 percent of Laos's total foreign trade of 54 billion dollars.\n"
    assert [told(item) for item in report(tmp_path, text, "2024-05")] == [
        "28 % | goods_trade_share | CHN LAO total | 2023",
        "54000000000 USD | goods_trade | LAO - total | 2023",
    ]


CUSTOMS_ZH = """2024年前三季度中国与东盟贸易

海关总署10月14日发布的数据显示，今年前三季度，我国对东盟进出口总值为5.1万亿元，同比增长9%。其中，对东盟出口3万亿元；自东盟进口2.1万亿元。

2013年至2022年，中国与东盟贸易额从4400亿美元增长到9700亿美元。2023年贸易额达9100亿美元，是2002年的16倍。

2024年，中越双边贸易额达2600亿美元。去年，泰国对华出口340亿美元，贸易逆差360亿美元。

2019年，每周往来航班近4500架次，在东盟设立企业超过6500家。
"""


def test_a_report_in_chinese(tmp_path: Path) -> None:
    assert [told(item) for item in report(tmp_path, CUSTOMS_ZH, "2024-10-14", "zh")] == [
        "5100000000000 CNY | goods_trade | CHN ASEAN total | 2024-01/2024-09",
        "9 % | goods_trade_growth | CHN ASEAN total | 2024-01/2024-09",
        "3000000000000 CNY | goods_trade | CHN ASEAN export | 2024-01/2024-09",
        "2100000000000 CNY | goods_trade | CHN ASEAN import | 2024-01/2024-09",
        "440000000000 USD | goods_trade | CHN ASEAN total | 2013",
        "970000000000 USD | goods_trade | CHN ASEAN total | 2022",
        "910000000000 USD | goods_trade | CHN ASEAN total | 2023",
        "16 ratio | goods_trade_ratio | CHN ASEAN total | 2023 | compared with 2002",
        "260000000000 USD | goods_trade | CHN VNM total | 2024",
        "34000000000 USD | goods_trade | THA CHN export | 2023",
        "36000000000 USD | goods_trade_balance | THA CHN - | 2023",
        "4500 count | flights | CHN ASEAN - | 2019",
        "6500 count | projects | ASEAN - - | 2019",
    ]
