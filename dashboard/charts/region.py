"""The states of the region: who belongs to ASEAN, and since when."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from importlib.resources import files

import yaml


@lru_cache(maxsize=1)
def members() -> dict[str, dt.date]:
    """Members of ASEAN as ISO 3166-1 alpha-3 codes with the day they joined; from ``members.yml``."""
    table = yaml.safe_load(files(__package__).joinpath("members.yml").read_text(encoding="utf-8"))
    return dict(table["members"])


def the_ten() -> tuple[str, ...]:
    """The members before Timor-Leste joined: the usual basis of a long series."""
    return tuple(code for code, joined in members().items() if joined < dt.date(2025, 1, 1))
