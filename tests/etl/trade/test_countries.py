from __future__ import annotations

import pytest

from etl.errors import RuleError
from etl.schema import ASEAN_ACCESSION
from etl.trade import countries


@pytest.mark.parametrize(
    ("name", "label", "code"),
    [
        ("imf_imts", "VNM", "VNM"),
        ("imf_imts", "G001", "WLD"),
        ("imf_imts", "TX598", ""),
        ("imf_imts", "GX405", ""),
        ("imf_imts", "XYZ", None),
        ("imf_dots", "China, P.R.: Mainland", "CHN"),
        ("imf_dots", "China, P.R.: Hong Kong", "HKG"),
        ("imf_dots", "China, P.R.: Macao", "MAC"),
        ("imf_dots", "Lao People's Dem. Rep.", "LAO"),
        ("imf_dots", "Advanced Economies", ""),
        ("imf_dots", "China", None),
        ("gvar", "160", "CHN"),
        ("gvar", "110", "USA"),
        ("gvar", "924", None),
        ("m49", "704", "VNM"),
        ("m49", "0", "WLD"),
        ("m49", "842", "USA"),
        ("m49", "490", ""),
        ("aseanstats_sources", "CN", "CHN"),
        ("aseanstats_sources", "EU27", ""),
        ("aseanstats_hosts", "VIET NAM", "VNM"),
        ("wits", "Korea, Rep.", "KOR"),
        ("wits", "East Asia & Pacific", ""),
        ("wits", "Other Asia, nes", ""),
        ("wits", "East Timor", "TLS"),
        ("wits_codes", "ROM", "ROU"),
    ],
)
def test_labels_of_publishers(name: str, label: str, code: str | None) -> None:
    assert countries.vocabulary(name).code(label) == code


def test_every_member_has_its_numbers() -> None:
    for code in ASEAN_ACCESSION:
        assert set(countries.economies()[code]) == {"name", "iso2", "m49", "imf"}


def test_no_label_of_hong_kong_macao_or_taiwan_means_china() -> None:
    for name in ("imf_imts", "imf_dots", "m49", "aseanstats_sources", "wits", "wits_codes"):
        codes = countries.vocabulary(name).codes
        china = {label for label, code in codes.items() if code == "CHN"}
        assert not [label for label in china if any(word in label for word in ("Hong", "Macao", "Taiwan", "HK", "TW"))]


def test_an_unknown_vocabulary_is_refused() -> None:
    with pytest.raises(RuleError, match="no vocabulary klingon"):
        countries.vocabulary("klingon")
