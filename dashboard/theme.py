"""How things look: the colours of both themes, the fonts, and the Plotly template made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The themes there are; the first is the one of pictures unless another is asked for.
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Look:
    """A theme: CSS colours as ``#rrggbb``, the stack of fonts, and the Plotly template.

    ``surface`` is a card, ``band`` every second lane on it, ``page`` what lies between the cards. ``domains`` and
    ``countries`` give each code its one colour; `domain` and `country` also answer for codes without one.
    """

    name: str
    fonts: str
    page: str
    surface: str
    band: str
    text: str
    muted: str
    line: str
    axis: str
    accent: str
    warning: str
    other: str
    domains: Mapping[str, str] = field(repr=False)
    countries: Mapping[str, str] = field(repr=False)

    def domain(self, code: str) -> str:
        """The colour of a domain."""
        return self.domains.get(code, self.other)

    def country(self, code: str) -> str:
        """The colour of a country or body, by its ISO 3166-1 alpha-3 or own code."""
        return self.countries.get(code, self.other)

    def ink_on(self, fill: str) -> str:
        """Black or white, whichever reads better on a fill."""
        return max(("#ffffff", "#11151a"), key=lambda ink: contrast(ink, fill))

    @cached_property
    def template(self) -> dict[str, Any]:
        """The Plotly template as JSON: quiet axes, no background of its own, our fonts."""
        axis = {
            "gridcolor": self.line,
            "linecolor": self.axis,
            "zerolinecolor": self.axis,
            "tickfont": {"color": self.muted, "size": 12},
            "title": {"font": {"color": self.muted, "size": 12}},
        }
        return {
            "layout": {
                "font": {"family": self.fonts, "size": 13, "color": self.text},
                "paper_bgcolor": self.surface,
                "plot_bgcolor": self.surface,
                "xaxis": axis,
                "yaxis": axis,
                "hoverlabel": {
                    "bgcolor": self.surface,
                    "bordercolor": self.axis,
                    "font": {"family": self.fonts, "size": 13, "color": self.text},
                    "align": "left",
                },
                "legend": {"font": {"size": 12, "color": self.text}},
                "colorway": list(self.domains.values()),
            }
        }


@lru_cache(maxsize=len(THEMES))
def look(name: str) -> Look:
    """The theme of a name; the light one for a name that is none.

    The colours stand in ``colours.yml`` beside this module.
    """
    table = _colours()
    theme = name if name in THEMES else THEMES[0]
    return Look(name=theme, fonts=str(table["fonts"]).strip(), **table[theme])


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it (relative luminance, section 1.4.3)."""
    bright, dim = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def faded(colour: str, ground: str, share: float) -> str:
    """A colour mixed into a ground: ``share`` 1 is the colour, 0 the ground; opaque, so that it prints the same."""
    mixed = (
        round(share * above + (1 - share) * below)
        for above, below in zip(_channels(colour), _channels(ground), strict=True)
    )
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


@lru_cache(maxsize=1)
def _colours() -> dict[str, Any]:
    text = files(__package__).joinpath("colours.yml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.safe_load(text)
    return table


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
