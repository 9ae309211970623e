"""The outlines of the region's countries as they are shipped, points within each, and where names and dots stand."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dashboard.charts.region import members


@lru_cache(maxsize=1)
def places() -> dict[str, dict[str, Any]]:
    """Where the names and dots of countries may stand, by code, in the order in which they choose."""
    text = files(__package__).joinpath("places.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def shapes() -> list[tuple[str, list[list[tuple[float, float]]]]]:
    """Code ("" for neighbours) and outer rings of each country, neighbours first."""
    found = [(feature["id"], [polygon[0] for polygon in feature["geometry"]["coordinates"]]) for feature in _features()]
    return sorted(found, key=lambda shape: (shape[0] in members(), shape[0]))


def inside() -> dict[str, list[tuple[float, float]]]:
    """Points within each country, as dense as a pointer needs."""
    return {feature["id"]: feature["properties"].get("inside", []) for feature in _features()}


@lru_cache(maxsize=1)
def _features() -> list[dict[str, Any]]:
    text = files("dashboard").joinpath("assets", "region.geojson").read_text(encoding="utf-8")
    return list(json.loads(text)["features"])
