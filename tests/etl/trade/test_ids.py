from __future__ import annotations

import re
from itertools import permutations

import pytest

from etl.schema import TRADE
from etl.trade.ids import observation_id, with_ids
from tests.etl.trade.trade_files import observe


@pytest.mark.parametrize(
    ("name", "source", "about"),
    [
        ("goods_trade-chn-vnm-export-2010-imts", "imf_imts", {}),
        ("goods_trade-chn-vnm-export-2011-03-dots", "imf_dots", {"period": "2011-03"}),
        ("goods_trade-chn-idn-total-1995-gvar", "gvar", {"partner": "IDN", "flow": "total", "period": "1995"}),
        ("goods_trade-chn-lao-import-1990-mirrored", "imf_dots",
         {"partner": "LAO", "flow": "import", "period": "1990", "history": (("mirrored", "series.mirrored", ""),)}),
        ("goods_trade-chn-asean-total-1995-ten", "imf_dots",
         {"partner": "ASEAN", "flow": "total", "period": "1995", "history": (("derived", "series.ten", ""),)}),
        ("investment_flow-asean-chn-2010-aseanstats", "aseanstats_fdi_csv",
         {"indicator": "investment_flow", "reporter": "ASEAN", "partner": "CHN", "flow": ""}),
    ],
)  # fmt: skip
def test_names_of_rows_of_statistical_files(name: str, source: str, about: dict[str, object]) -> None:
    assert observation_id(observe(5, source, **about)) == name


def test_the_name_of_a_stated_figure_has_a_mark_of_what_is_stated() -> None:
    one, other = observe(400_100_000_000, "A Speech/2013"), observe("4.001E+11", "A Speech/2013", note="another line")
    assert re.fullmatch(r"goods_trade-chn-vnm-export-2010-a-speech_2013-[0-9a-f]{6}", observation_id(one))
    assert observation_id(one) == observation_id(other)
    assert observation_id(one) != observation_id(observe(400_000_000_000, "A Speech/2013"))
    assert observation_id(one) != observation_id(observe(400_100_000_000, "A Speech/2013", qualifier="about"))


def test_every_name_fits_the_schema() -> None:
    pattern = re.compile(TRADE.columns[0].pattern)
    for period in ("2010", "2010-01-02", "2013-09/2013-10", "2013~", "2018/..", "201X"):
        assert pattern.fullmatch(observation_id(observe(5, "Ünï code", period=period, reporter="", partner="")))


def test_names_are_unique_and_do_not_depend_on_the_order() -> None:
    given = [observe(5, valuation="fob"), observe(5, valuation="cif"), observe(7), observe(5, partner="LAO")]
    named = {
        frozenset((name, one.value, one.valuation) for name, one in with_ids(order)) for order in permutations(given)
    }
    assert len(named) == 1
    assert sorted(name for name, _ in with_ids(given)) == [
        "goods_trade-chn-lao-export-2010-imts",
        "goods_trade-chn-vnm-export-2010-imts",
        "goods_trade-chn-vnm-export-2010-imts-2",
        "goods_trade-chn-vnm-export-2010-imts-3",
    ]
