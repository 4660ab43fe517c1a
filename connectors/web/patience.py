"""Pages that a portal fails to send: it is asked again, a few times in a visit and never in haste."""

from __future__ import annotations

import logging

from app.domain.errors import Outcome, VisitEndedError
from connectors.pages.tree import Page

_log = logging.getLogger(__name__)
PAUSES_S = (1.0, 3.0)
WHOLE_S = 15.0
_MOST_RELOADS = 6
# Errors that servers give in passing.
_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504))


def passing_error(page: Page) -> str:
    """The server's error as a code for the run's record; "" when the page is none."""
    return f"http_{page.status}" if page.status in _PASSING else ""


class Patience:
    """What a visit may still ask for again. Before `signed_in`, that could send a password twice."""

    def __init__(self) -> None:
        self.signed_in = False
        self.trouble = ""
        self._left = _MOST_RELOADS

    def asks_again(self, page: Page) -> bool:
        """Shall this page be loaded once more?"""
        failed = "cut off" if page.loading else passing_error(page)
        if not (self.signed_in and failed and self._left):
            return False
        _log.info("loading the page again: %s", failed)
        self._left -= 1
        return True

    def accept(self, page: Page) -> None:
        """Raises VisitEndedError portal_unavailable: a list cut off must not pass for a short one."""
        if not self.signed_in:
            return
        if page.loading:
            raise VisitEndedError(Outcome.PORTAL_UNAVAILABLE, reason="page_cut_off")
        self.trouble = passing_error(page) or self.trouble
