from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.domain.portals import Portal


class Catalogue(Protocol):
    """The portal entries, shipped and the user's own."""

    def get(self, portal_id: str) -> Portal | None: ...

    def find_by_url(self, url: str) -> Portal | None: ...

    def list(
        self,
        *,
        text: str | None = None,
        country: str | None = None,
        category: str | None = None,
        letter: str | None = None,
        limit: int | None = None,
    ) -> Sequence[Portal]: ...
