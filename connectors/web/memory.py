"""What is remembered of a portal between visits, sealed together with the browser's session."""

from __future__ import annotations

import base64
import json
import logging
from dataclasses import dataclass
from datetime import date

from connectors.browser.state import SessionState

_log = logging.getLogger(__name__)
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Memory:
    """`documents_url`: where the list was last found. `walked_since`: the whole list back to this day was
    taken without a failure ("" = from its beginning, None = never), so that known rows may end a walk.
    `challenged`: the next sign-in will ask for something that only a person can answer, as far as the last
    one tells (None: there was none yet).
    """

    session: SessionState | None = None
    documents_url: str | None = None
    walked_since: str | None = None
    challenged: bool | None = None

    @classmethod
    def from_bytes(cls, sealed: bytes | None) -> Memory:
        """An unreadable memory is no memory: the portal is simply found again."""
        if not sealed:
            return cls()
        try:
            raw = json.loads(sealed)
            if raw["version"] != _VERSION:
                return cls()
            return cls(
                session=SessionState.from_bytes(base64.b64decode(raw["session"])) if raw["session"] else None,
                documents_url=raw["documents_url"],
                walked_since=raw["walked_since"],
                challenged=raw["challenged"],
            )
        except (ValueError, KeyError, TypeError):
            _log.warning("the sealed session could not be read; signing in again")
            return cls()

    def to_bytes(self) -> bytes:
        session = base64.b64encode(self.session.to_bytes()).decode() if self.session else None
        return json.dumps(
            {
                "version": _VERSION,
                "session": session,
                "documents_url": self.documents_url,
                "walked_since": self.walked_since,
                "challenged": self.challenged,
            }
        ).encode()

    def covers(self, since: date | None) -> bool:
        """Was everything wanted now already walked once?"""
        if self.walked_since is None:
            return False
        return self.walked_since == "" or (since is not None and since.isoformat() >= self.walked_since)

    def claim(self, since: date | None) -> str | None:
        """What `walked_since` becomes once everything back to `since` was taken."""
        if self.covers(since):
            return self.walked_since
        return since.isoformat() if since else ""
