"""How the page is served, from environment variables."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Settings:
    """How the page is served.

    ``data_dir`` and ``documents_dir`` are folders, "" for the shipped tables and for no documents. ``prefix`` is the
    path below which a proxy serves the page, with both slashes. ``https`` makes browsers stay on encrypted
    connections; ``proxies`` is how many proxies in front may be believed about the address of a visitor.
    ``look_seconds`` is how often it is seen whether the tables have changed, 0 for never; ``log`` is how a line of the
    log is written: plain, or json with a line for each request.
    """

    data_dir: str = ""
    documents_dir: str = ""
    prefix: str = "/"
    https: bool = False
    proxies: int = 0
    look_seconds: float = 2
    log: str = "plain"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings that the variables name: ATLAS_DATA, ATLAS_DOCUMENTS, ATLAS_PREFIX and so on.

        Raises:
            ValueError: A variable holds what it cannot mean; names it.
        """
        found = os.environ if environment is None else environment
        prefix = found.get("ATLAS_PREFIX", "/").strip("/")
        return cls(
            data_dir=found.get("ATLAS_DATA", ""),
            documents_dir=found.get("ATLAS_DOCUMENTS", ""),
            prefix=f"/{prefix}/" if prefix else "/",
            https=_choice(found, "ATLAS_HTTPS", ("0", "1")) == "1",
            proxies=_number(found, "ATLAS_PROXIES", 0, "a number of proxies"),
            look_seconds=_number(found, "ATLAS_LOOK_SECONDS", 2, "whole seconds, 0 for never"),
            log=_choice(found, "ATLAS_LOG", ("plain", "json")),
        )


def _number(found: Mapping[str, str], name: str, otherwise: int, expected: str) -> int:
    text = found.get(name, str(otherwise))
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f'{name}: found "{text}", expected {expected}')
    return int(text)


def _choice(found: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    """The choice that a variable names; the first where there is none."""
    text = found.get(name, choices[0])
    if text not in choices:
        raise ValueError(f'{name}: found "{text}", expected {" or ".join(choices)}')
    return text
