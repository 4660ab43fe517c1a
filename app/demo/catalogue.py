"""The catalogue with the demonstration portal at the address where it runs now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.domain.portals import Portal
from connectors.catalogue.catalogue import HOME, YamlCatalogue

DEMO_ID: Final = "demo"


class DemoCatalogue(YamlCatalogue):
    """`url` is asked for when the entry is wanted: it may start the portal."""

    def __init__(
        self,
        user_folder: Path | None,
        url: Callable[[], str],
        *,
        index_folder: Path | None = None,
        home: str = HOME,
    ) -> None:
        super().__init__(user_folder, index_folder=index_folder, home=home)
        self._url = url

    def get(self, portal_id: str) -> Portal | None:
        portal = super().get(portal_id)
        if portal is None or portal_id != DEMO_ID:
            return portal
        return replace(portal, homepage=self._url(), login_url=None, documents_url=None, hosts=())
