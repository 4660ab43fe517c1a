"""Find the documents: the known address, the entry's way, else the words where portals keep them."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass

from app.ports.collector import Visit
from connectors.browser.errors import ElementMissingError
from connectors.pages.dangerous import is_dangerous
from connectors.pages.listing import DocumentList, NavLink
from connectors.pages.lists import find_list, is_empty_list
from connectors.pages.navigation import find_document_links
from connectors.pages.tree import Page
from connectors.web.visit_browser import Target, VisitBrowser, mark_of

_log = logging.getLogger(__name__)
_PAGES_TRIED = 10
_DEPTH = 3
_APPEAR_S = 8.0
_CHANGE_S = 10.0
# Above this score the list is surely one of invoices: no other page is tried.
SURE = 9.0
_EMPTY = 5.0


@dataclass(frozen=True, slots=True)
class Found:
    """A page with documents. `listed` is None when the page says that there are none yet."""

    page: Page
    listed: DocumentList | None

    @property
    def score(self) -> float:
        return self.listed.score if self.listed else _EMPTY


class DocumentsFinder:
    def __init__(self, browser: VisitBrowser, visit: Visit) -> None:
        self._browser = browser
        self._visit = visit
        self._tried: set[str] = set()
        self._pages_left = _PAGES_TRIED

    def find(self, remembered: str | None) -> Found | None:
        """The browser is on the page that was found; None when nothing looks like a list of documents."""
        address = self._visit.portal.documents_url or remembered
        if address:
            there = self._browser.page() if self._browser.session.url == address else None
            if found := self._wait_for_list(there or self._browser.open(address)):
                return found
            if self._visit.portal.documents_url:
                _log.info("no list at the documents address; looking around")
        if self._follow_entry():
            return self._wait_for_list(self._browser.page())
        return self._explore()

    def here(self, page: Page) -> Found | None:
        """The list on this page as it is now, or its own word that there is none."""
        listed = find_list(page)
        if listed is not None and listed.rows:
            return Found(page, listed)
        css = self._visit.portal.steps.documents.empty
        if is_empty_list(page) or (css and self._browser.exists(css)):
            return Found(page, None)
        return None

    def _wait_for_list(self, page: Page, timeout_s: float = _APPEAR_S) -> Found | None:
        """Lists are often filled after the page: wait while there is none, then believe an empty one."""
        deadline = time.monotonic() + timeout_s
        empty: Found | None = None
        while True:
            found = self.here(page)
            if found and found.listed:
                return found
            if found and empty:
                return found
            empty = found
            if time.monotonic() >= deadline:
                return found
            page = self._browser.wait_for_change(mark_of(page), 1.0)

    def _follow_entry(self) -> bool:
        """Presses what the entry names, one after the other: selectors, or words of a link."""
        steps = self._visit.portal.steps.documents.open
        for step in steps:
            page = self._browser.page()
            before = mark_of(page)
            named = [
                n for n in page.find("a", "button") if page.label(n).strip().casefold() == step.casefold()
            ]
            target = Target.of(page, named[0]) if named else Target(step)
            try:
                self._browser.click(target)
            except ElementMissingError:
                _log.info("the entry's way to the documents ends at %r", step)
                return False
            self._browser.wait_for_change(before, _CHANGE_S)
        return bool(steps)

    def _explore(self) -> Found | None:
        """Looks at this page and at those its links promise, best first; takes the best list."""
        start = self._browser.page()
        best = self._wait_for_list(start, 3.0)
        best = self._better(best, self._follow_links(self._browser.page(), best, depth=1))
        if best is not None and self._browser.session.url != best.page.url:
            best = self._wait_for_list(self._browser.open(best.page.url))
        return best

    def _follow_links(self, page: Page, best: Found | None, depth: int) -> Found | None:
        home = page.url
        for link in find_document_links(page):
            if best is not None and best.score >= SURE:
                return best
            identity = link.href or f"{home} {link.label}"
            if identity in self._tried or is_dangerous(link.label, link.href or ""):
                continue
            if self._pages_left <= 0:
                break
            self._tried.add(identity)
            self._pages_left -= 1
            there = self._go(link, home)
            if there is None:
                continue
            found = self._wait_for_list(there, 5.0)
            best = self._better(best, found)
            if (found is None or found.score < SURE) and depth < _DEPTH:
                best = self._better(best, self._follow_links(self._browser.page(), best, depth + 1))
            if best is not None and best.score >= SURE:
                return best
        return best

    def _go(self, link: NavLink, home: str) -> Page | None:
        _log.info("looking for documents behind %r", link.label[:60])
        if link.href and link.href.startswith("http"):
            return self._browser.open(link.href)
        if self._browser.session.url != home:
            self._browser.open(home)
        before = mark_of(self._browser.page())
        try:
            self._browser.click(Target(link.css, link.frame_path))
        except ElementMissingError:
            return None
        return self._browser.wait_for_change(before, _CHANGE_S)

    @staticmethod
    def _better(one: Found | None, other: Found | None) -> Found | None:
        if one is None or other is None:
            return one or other
        return other if other.score > one.score else one
