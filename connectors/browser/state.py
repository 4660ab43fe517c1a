"""What makes a browser known to a portal, as plain data that can be sealed and moved to another browser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

_VERSION = 1


@dataclass(frozen=True, slots=True)
class OriginStorage:
    """localStorage and sessionStorage of one origin."""

    local: Mapping[str, str] = field(default_factory=dict)
    session: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class SessionState:
    """Cookies as the browser's protocol writes them, storage by origin. Secret: has no readable repr."""

    cookies: tuple[Mapping[str, Any], ...] = ()
    storage: Mapping[str, OriginStorage] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"SessionState(<{len(self.cookies)} cookies, {len(self.storage)} origins>)"

    def to_bytes(self) -> bytes:
        storage = {origin: asdict(kept) for origin, kept in self.storage.items()}
        content = {"version": _VERSION, "cookies": list(self.cookies), "storage": storage}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> SessionState:
        """Raises ValueError when it is not a state."""
        try:
            read = json.loads(content)
            storage = {origin: OriginStorage(**kept) for origin, kept in read["storage"].items()}
            return cls(tuple(dict(cookie) for cookie in read["cookies"]), storage)
        except (KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
            raise ValueError("not a session state") from error
