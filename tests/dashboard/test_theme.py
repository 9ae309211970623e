"""The colours of both themes: read by everyone, told apart by everyone, the same for a code on every chart."""

from __future__ import annotations

import itertools
import math

import pytest

from dashboard.theme import THEMES, contrast, faded, look
from etl.schema import DOMAINS

MEMBERS = ("BRN", "IDN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA", "TLS", "VNM")

# Linear RGB as a person sees it who lacks one sort of cone; Machado, Oliveira, Fernandes 2009, severity 1.
SIGHT = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red cones": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green cones": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
}


def linear(colour: str) -> list[float]:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]


def oklab(rgb: list[float]) -> tuple[float, float, float]:
    """Björn Ottosson's OKLab, in which equal distances look equally different."""
    red, green, blue = rgb
    cones = (
        0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue,
        0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue,
        0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue,
    )
    long, medium, short = (math.cbrt(max(cone, 0.0)) for cone in cones)
    return (
        0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
    )


def distance(first: str, second: str, sight: str) -> float:
    seen = [
        oklab([sum(weight * part for weight, part in zip(row, linear(colour), strict=True)) for row in SIGHT[sight]])
        for colour in (first, second)
    ]
    return math.dist(*seen)


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.005)
    assert contrast(second, first) == contrast(first, second)


def test_faded_mixes_into_the_ground() -> None:
    assert faded("#ff0000", "#ffffff", 1) == "#ff0000"
    assert faded("#ff0000", "#ffffff", 0) == "#ffffff"
    assert faded("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize("name", THEMES)
def test_words_read_on_every_ground(name: str) -> None:
    theme = look(name)
    inks = {"text": theme.text, "muted": theme.muted, "accent": theme.accent, "warning": theme.warning} | dict(
        theme.domains
    )
    poor = {
        (ink, ground): round(contrast(colour, getattr(theme, ground)), 2)
        for ink, colour in inks.items()
        for ground in ("surface", "band", "page")
        if contrast(colour, getattr(theme, ground)) < 4.5
    }
    assert poor == {}


@pytest.mark.parametrize("name", THEMES)
def test_fills_stand_out_and_words_read_on_them(name: str) -> None:
    theme = look(name)
    fills = {**theme.domains, **theme.countries}
    assert {code for code, fill in fills.items() if contrast(fill, theme.surface) < 3} == set()
    assert {code for code, fill in fills.items() if contrast(theme.ink_on(fill), fill) < 4.5} == set()


@pytest.mark.parametrize("name", THEMES)
def test_every_domain_and_member_has_a_colour_of_its_own(name: str) -> None:
    theme = look(name)
    assert set(theme.domains) == set(DOMAINS)
    assert set(theme.countries) == {"ASEAN", "CHN", *MEMBERS}
    assert len(set(theme.domains.values())) == len(DOMAINS)
    assert len(set(theme.countries.values())) == 13
    assert theme.country("XXX") == theme.other


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("name", THEMES)
def test_countries_are_told_apart_without_all_cones(name: str, sight: str) -> None:
    near = {
        (one, two): round(distance(look(name).country(one), look(name).country(two), sight), 3)
        for one, two in itertools.combinations(("CHN", *MEMBERS), 2)
        if distance(look(name).country(one), look(name).country(two), sight) < 0.045
    }
    assert near == {}


def test_fonts_name_one_for_each_script_of_the_region() -> None:
    stack = look("light").fonts
    for font in (
        "Noto Sans",
        "Noto Sans CJK SC",
        "Noto Sans Thai",
        "Noto Sans Khmer",
        "Noto Sans Myanmar",
        "Noto Sans Lao",
    ):
        assert f'"{font}"' in stack
    assert stack.endswith("sans-serif")


def test_template_draws_on_the_surface_and_unknown_themes_are_light() -> None:
    layout = look("dark").template["layout"]
    assert (layout["paper_bgcolor"], layout["font"]["color"]) == (look("dark").surface, look("dark").text)
    assert look("sepia") is look("sepia")
    assert look("sepia").surface == look("light").surface
