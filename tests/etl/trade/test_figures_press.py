"""Figures as the press tells them: earlier values, parts of trade, periods taken up again, and trade with all."""

from pathlib import Path

import pytest

from tests.etl.trade.test_figures_reports import report, told

CASES = [
    pytest.param(
        "Vietnam's trade with China hit US$9 billion in 2023, up from US$7 billion.",
        [
            "9000000000 USD | goods_trade | CHN VNM total | 2023",
            "7000000000 USD | goods_trade | CHN VNM total | 2022",
        ],
        id="an earlier value without a date is of the year before",
    ),
    pytest.param(
        "Trade of China and Laos rose from US$3 billion to US$4 billion in 2023.",
        [
            "3000000000 USD | goods_trade | CHN LAO total | 2023",
            "4000000000 USD | goods_trade | CHN LAO total | 2023",
        ],
        id="the start of a rise is no year before",
    ),
    pytest.param(
        "From January to May this year, China's exports to Laos were 2 billion yuan.",
        ["2000000000 CNY | goods_trade | CHN LAO export | 2024-01/2024-05"],
        id="the year of a stretch is no time of its own",
    ),
    pytest.param(
        "From 2019 to March 2024, China's investment in Laos reached US$3 billion.",
        ["3000000000 USD | investment_flow | CHN LAO - | 2019/2024-03"],
        id="two ends are one stretch",
    ),
    pytest.param(
        "In the first four months of 2024 Laos sold to China; trade was US$3 billion. In April, it was US$1 billion. "
        "During the four-month period, Laos exported US$2 billion to China.",
        [
            "3000000000 USD | goods_trade | CHN LAO total | 2024-01/2024-04",
            "1000000000 USD | goods_trade | CHN LAO total | 2024-04",
            "2000000000 USD | goods_trade | LAO CHN export | 2024-01/2024-04",
        ],
        id="a stretch is taken up by its length",
    ),
    pytest.param(
        "Since 2013, China's trade with Laos has grown by 8 percent on annual average.",
        ["8 % | goods_trade_growth | CHN LAO total | 2013/2024"],
        id="an average since a year is over the years since",
    ),
    pytest.param(
        "Laos's share of China's exports rose from 2 percent in 2018 to 3 percent in 2023.",
        [
            "2 % | goods_trade_share | CHN LAO export | 2018",
            "3 % | goods_trade_share | CHN LAO export | 2023",
        ],
        id="a share that rose is a share",
    ),
    pytest.param(
        "In 2023 Thailand spent US$6 billion on imports from China and took US$2 billion from exports to it.",
        [
            "6000000000 USD | goods_trade | THA CHN import | 2023",
            "2000000000 USD | goods_trade | THA CHN export | 2023",
        ],
        id="the flow stands right after the figure",
    ),
    pytest.param(
        "In 2023 China imported 5 billion yuan worth of Lao farm products, up 9 percent; trade was 40 billion yuan.",
        [
            "5000000000 CNY | product_trade | CHN LAO import | 2023",
            "9 % | product_trade | CHN LAO import | 2023",
            "40000000000 CNY | goods_trade | CHN LAO total | 2023",
        ],
        id="goods of one sort are a part of trade",
    ),
    pytest.param(
        "In 2023 Vietnam reported US$700 billion in trade with all partners, with exports of US$350 billion.",
        [
            "700000000000 USD | goods_trade | VNM - total | 2023",
            "350000000000 USD | goods_trade | VNM - export | 2023",
        ],
        id="trade with all the world has no partner",
    ),
    pytest.param(
        "In 2023 Thailand welcomed 28 million foreign tourists, who spent 1.2 trillion baht.",
        [
            "28000000 count | people_exchange | THA - - | 2023",
            "1200000000000 THB | tourism_spending | THA - - | 2023",
        ],
        id="visitors from everywhere, and what they spend",
    ),
    pytest.param(
        "Last year, the China-Laos freight - by rail alone - reached 4 million tonnes, a rise of 9 percent.",
        ["4000000 t | capacity | CHN LAO - | 2023", "9 % | capacity | CHN LAO - | 2023"],
        id="a dash in a sentence makes no date line of its beginning",
    ),
    pytest.param(
        "Trade of Laos and China passed the 2019 high of US$4 billion to reach US$5 billion in 2023.",
        [
            "4000000000 USD | goods_trade | CHN LAO total | 2019",
            "5000000000 USD | goods_trade | CHN LAO total | 2023",
        ],
        id="a high of a year is that year's",
    ),
    pytest.param(
        "In January-March, Lao exports to China were US$3 million, down 2 percent from US$4 million, and imports "
        "came to US$5 million.",
        [
            "3000000 USD | goods_trade | LAO CHN export | 2024-01/2024-03",
            "-2 % | goods_trade_growth | LAO CHN export | 2024-01/2024-03",
            "4000000 USD | goods_trade | LAO CHN export | 2023-01/2023-03",
            "5000000 USD | goods_trade | LAO CHN import | 2024-01/2024-03",
        ],
        id="two months with a dash are a stretch, and what came before is of the stretch a year before",
    ),
    pytest.param(
        "In 2023 Lao exports to China reached US$3 billion while Chinese exports to Laos came to US$2 billion, "
        "rising by 5 percent and 4 percent, respectively.",
        [
            "3000000000 USD | goods_trade | LAO CHN export | 2023",
            "2000000000 USD | goods_trade | CHN LAO export | 2023",
            "5 % | goods_trade_growth | LAO CHN export | 2023",
            "4 % | goods_trade_growth | CHN LAO export | 2023",
        ],
        id="two growths go with two levels in the same order",
    ),
    pytest.param(
        "To date, Chinese firms have invested US$9 billion in Laos.",
        ["9000000000 USD | investment_stock | CHN LAO - | 2024-06-10"],
        id="investment to date is a stock on the day of the report",
    ),
    pytest.param(
        "In 2023 trade between China and Laos rose by US$2 billion.",
        ["2000000000 USD | goods_trade_growth | CHN LAO total | 2023"],
        id="a sum by which trade rose is no level",
    ),
    pytest.param(
        "In 2023 Laos shipped goods worth US$9 million to China, US$5 million to Vietnam and US$3 million to Japan.",
        [
            "9000000 USD | goods_trade | LAO CHN export | 2023",
            "5000000 USD | goods_trade | LAO VNM export | 2023",
            "3000000 USD | goods_trade | LAO JPN export | 2023",
        ],
        id="each figure of a list has the partner right after it",
    ),
    pytest.param(
        "Chinese direct investment in Laos reached US$6 billion by the end of last year.",
        ["6000000000 USD | investment_stock | CHN LAO - | 2023"],
        id="investment by the end of a year is a stock",
    ),
    pytest.param(
        "In 2023 China Development Bank lent US$2 billion to Laos.",
        ["2000000000 USD | project_finance | CHN LAO - | 2023"],
        id="a body stands for its state",
    ),
    pytest.param(
        "In May 2024 China had a trade surplus with Laos of US$9 million, an increase of US$2 million from April.",
        [
            "9000000 USD | goods_trade_balance | CHN LAO - | 2024-05",
            "2000000 USD | goods_trade_balance | CHN LAO - | 2024-05 | compared with 2024-04",
        ],
        id="the month that a change in money is over is no time of it",
    ),
    pytest.param(
        "China's trade with Laos was US$5 billion in the first five months, a rise of 9 percent on the same period "
        "last year.",
        [
            "5000000000 USD | goods_trade | CHN LAO total | 2024-01/2024-05",
            "9 % | goods_trade_growth | CHN LAO total | 2024-01/2024-05 | compared with 2023-01/2023-05",
        ],
        id="a rise on the same period of last year is of this one",
    ),
    pytest.param(
        "In 2023 China spoke of a 44 billion ringgit (US$10 billion) rail link project in Malaysia.",
        [
            "44000000000 MYR | project_cost | CHN MYS - | 2023",
            "10000000000 USD | project_cost | CHN MYS - | 2023",
        ],
        id="what a sum is stands after the sum in another currency",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_report_of_the_press(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert [told(item) for item in report(tmp_path, text, "2024-06-10")] == expected
