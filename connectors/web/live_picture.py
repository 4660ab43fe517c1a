"""What a hidden browser shows, for a person who watches a sign-in."""

from __future__ import annotations

import logging
import time
from typing import Final

from app.ports.collector import Visit
from connectors.browser.errors import BrowserError
from connectors.browser.session import BrowserSession

_log = logging.getLogger(__name__)
_EVERY_S: Final = 0.7


class LivePicture:
    """A picture now and then, only while somebody watches. It goes to the person's eyes, never to a file."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._next_s = 0.0

    def take(self, session: BrowserSession) -> None:
        now = time.monotonic()
        if not self._visit.watched or session.options.visible or now < self._next_s:
            return
        try:
            self._visit.picture(session.screenshot("jpeg"))
        except BrowserError as error:  # between two pages; the visit does not depend on it
            _log.debug("no picture: %s", error)
        self._next_s = time.monotonic() + _EVERY_S
