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
    """

    data_dir: str = ""
    documents_dir: str = ""
    prefix: str = "/"
    https: bool = False
    proxies: int = 0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings that ATLAS_DATA, ATLAS_DOCUMENTS, ATLAS_PREFIX, ATLAS_HTTPS and ATLAS_PROXIES name.

        Raises:
            ValueError: A variable holds what it cannot mean; names it.
        """
        found = os.environ if environment is None else environment
        proxies = found.get("ATLAS_PROXIES", "0")
        if not proxies.isdigit():
            raise ValueError(f'ATLAS_PROXIES: found "{proxies}", expected a number of proxies')
        https = found.get("ATLAS_HTTPS", "0")
        if https not in {"0", "1"}:
            raise ValueError(f'ATLAS_HTTPS: found "{https}", expected 0 or 1')
        prefix = found.get("ATLAS_PREFIX", "/").strip("/")
        return cls(
            data_dir=found.get("ATLAS_DATA", ""),
            documents_dir=found.get("ATLAS_DOCUMENTS", ""),
            prefix=f"/{prefix}/" if prefix else "/",
            https=https == "1",
            proxies=int(proxies),
        )
