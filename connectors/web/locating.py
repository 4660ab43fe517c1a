"""Find the documents: the known address, the entry's way, else the words where portals keep them."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.ports.collector import Visit
from connectors.browser.errors import ElementMissingError
from connectors.pages.dangerous import is_dangerous
from connectors.pages.document_words import INVOICE
from connectors.pages.listing import DocumentList, NavLink
from connectors.pages.lists import find_list, is_empty_list
from connectors.pages.navigation import find_document_links, find_places
from connectors.pages.tree import Page
from connectors.pages.words import fold
from connectors.web.items import fetchable
from connectors.web.visit_browser import Target, VisitBrowser, mark_of

_log = logging.getLogger(__name__)
_PAGES_TRIED = 10
_PLACES_TRIED = 8
_DEPTH = 3
_APPEAR_S = 8.0
_CHANGE_S = 10.0
_CALM_TURNS = 3
# From this score on the list is surely one of invoices: no other page is tried.
SURE = 0.8
# A page that says that there are no documents beats a doubtful list, not a good one.
_EMPTY = 0.4
# Below this it may be anything: the places of the navigation are looked at as well.
_WEAK = 0.45
# With a list in hand, only links that speak of invoices or billing are worth a look.
_BETTER = 0.8


@dataclass(frozen=True, slots=True)
class Found:
    """A page with documents. `listed` is None when the page says that there are none yet.

    `way`: the links that led here from the page at `start`, where the search began.
    """

    page: Page
    listed: DocumentList | None
    way: tuple[NavLink, ...] = ()
    start: str = ""

    @property
    def score(self) -> float:
        """A single row may be anything: the invoice of one order, a summary, the last payment."""
        if self.listed is None:
            return _EMPTY
        return self.listed.score * (1.0 if len(self.listed.rows) > 1 else 0.5)

    @property
    def is_sure(self) -> bool:
        """The list says so itself, or the link that led to it does."""
        return self.score >= SURE or bool(self.way and INVOICE.search(fold(self.way[-1].label)))


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
            there = self._browser.page()
            if found := self._wait_for_list(there if there.url == address else self._browser.open(address)):
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
        calm = 0
        while True:
            found = self.here(page)
            if found and found.listed:
                return found
            if found and empty:
                return found
            empty = found
            if time.monotonic() >= deadline or calm >= _CALM_TURNS:
                return found
            before = mark_of(page)
            page = self._browser.wait_for_change(before, 1.0)
            calm = calm + 1 if mark_of(page) == before else 0

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
        """Looks at this page and at those its links promise, best first; goes back to the best list."""
        start = self._browser.page()
        # A list may still appear here; where a link promises the documents, that is not waited for.
        best = self._wait_for_list(start, 0.0 if _promises_documents(start) else 3.0)
        if best is None or not best.is_sure:
            best = _better(best, self._follow(_links_beside(start), start.url, best, ()))
        if best is None or best.score < _WEAK:
            # No word led to documents (icons alone, names of its own): the places of the navigation.
            self._pages_left = _PLACES_TRIED
            best = _better(best, self._follow(find_places(start), start.url, None, ()))
        if best is not None and not self._shows(best):
            _log.info("going back to the best list found")
            best = self.reach(best)
        return best

    def reach(self, found: Found) -> Found | None:
        """Goes to a page that was found before: by its address, or by the links that led there."""
        way_has_addresses = not found.way or found.page.url != found.start
        self._browser.open(found.page.url if way_has_addresses else found.start)
        if not way_has_addresses:
            for link in found.way:
                self._press(link)
        return self._wait_for_list(self._browser.page())

    def _shows(self, found: Found) -> bool:
        """Is the browser on that page still?"""
        now = self.here(self._browser.page())
        if now is None or now.page.url != found.page.url:
            return False
        return _keys(now) == _keys(found)

    def _follow(
        self, links: Sequence[NavLink], start: str, best: Found | None, way: tuple[NavLink, ...]
    ) -> Found | None:
        """Looks behind each link, and behind those of pages that hold no list, three deep."""
        page = self._browser.page()
        for link in links:
            identity = link.href or f"{page.url} {link.label}"
            if self._pages_left <= 0 or identity in self._tried:
                continue
            if best is not None and link.score < _BETTER:
                break
            if is_dangerous(link.label, link.href or ""):
                continue
            self._tried.add(identity)
            self._pages_left -= 1
            if not self._go(link, page, start, way):
                continue
            here = (*way, link)
            found = self._wait_for_list(self._browser.page(), 5.0)
            best = _better(best, replace(found, way=here, start=start) if found else None)
            if best is not None and best.is_sure:
                return best
            if found is None and len(here) < _DEPTH:
                shown = self._browser.page()
                unfolded = find_places(shown) if best is None and not link.href else ()
                deeper = _links_beside(shown) or unfolded
                best = _better(best, self._follow(deeper, start, best, here))
                if best is not None and best.is_sure:
                    return best
        return best

    def _go(self, link: NavLink, origin: Page, start: str, way: tuple[NavLink, ...]) -> bool:
        """Follows a link of `origin`; a page that has no address of its own is reached again step by step."""
        _log.info("looking for documents behind %r", link.label[:60])
        if fetchable(link.href):
            self._browser.open(link.href or "")
            return True
        if mark_of(self._browser.page()) != mark_of(origin):
            self._browser.open(origin.url if origin.url != start else start)
            if origin.url == start and not all(map(self._press, way)):
                return False
        return self._press(link)

    def _press(self, link: NavLink) -> bool:
        before = mark_of(self._browser.page())
        try:
            self._browser.click(Target(link.css, link.frame_path))
        except ElementMissingError:
            return False
        self._browser.wait_for_change(before, _CHANGE_S)
        return True


def _links_beside(page: Page) -> list[NavLink]:
    """The links to documents of a page, those within a list excepted: they lead to single documents."""
    listed = find_list(page)
    links = find_document_links(page)
    return [link for link in links if listed is None or not listed.container.contains(link.node)]


def _promises_documents(page: Page) -> bool:
    return any(link.score >= _BETTER and fetchable(link.href) for link in _links_beside(page))


def _better(one: Found | None, other: Found | None) -> Found | None:
    if one is None or other is None:
        return one or other
    return other if (other.is_sure, other.score) > (one.is_sure, one.score) else one


def _keys(found: Found) -> tuple[str, ...]:
    return tuple(row.key for row in found.listed.rows) if found.listed else ()
