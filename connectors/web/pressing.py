"""Get files that have no address: press, and see what comes of it (a download, a tab, a panel, a page)."""

from __future__ import annotations

import logging
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from app.domain.documents import Fetched
from app.domain.errors import DocumentFailure
from app.domain.hosts import allowed, host_of
from app.domain.portals import FetchMethod
from app.ports.collector import Visit
from connectors.browser.errors import BrowserError, ElementMissingError
from connectors.browser.session import BrowserSession
from connectors.pages.files import files_to_take, find_files
from connectors.pages.invoice_page import is_invoice_page, only_prints
from connectors.pages.listing import FileLink
from connectors.pages.tree import Page
from connectors.web.examine import examine
from connectors.web.fetching import HttpFetcher, NeedsBrowserError, RowTally, child_of
from connectors.web.http_client import FetchError, SessionExpiredError
from connectors.web.items import Item, fetchable, file_ids, is_page_of
from connectors.web.visit_browser import Target, VisitBrowser, mark_of

_log = logging.getLogger(__name__)
_DEPTH = 3
_PRESS_S = 10.0
_CALM_S = 0.3
_AROUND = 40
_DOWNLOAD_S = 60.0
_FILES_S, _CALM_TURNS = 10.0, 4


@dataclass(frozen=True, slots=True)
class Pressed:
    """What came of pressing: a file, or a page (with `new_tab` when it opened beside), or nothing."""

    file: Path | None = None
    name: str = ""
    url: str = ""
    page: Page | None = None
    new_tab: bool = False


class BrowserFetcher:
    """Works in the visit's own thread, on the page that the browser shows."""

    def __init__(self, visit: Visit, browser: VisitBrowser, http: HttpFetcher) -> None:
        self._visit = visit
        self._browser = browser
        self._http = http

    @property
    def _session(self) -> BrowserSession:
        return self._browser.session

    def take_pressed(self, item: Item, target: Target, before: Page, tally: RowTally) -> None:
        """Presses a row's control and takes what is behind it. `before`: the page as it is now."""
        pressed = self._press(target, before)
        _log.debug("pressed %s: %s", target.css, pressed)
        self._take_result(item, pressed, before, tally)

    def take_opened(self, item: Item, tally: RowTally) -> None:
        """Opens an address that an HTTP client could not read."""
        if not allowed(item.url, self._browser.hosts):
            self._http.miss(item, DocumentFailure.HOST_NOT_ALLOWED)
            tally.failed += 1
            return
        method = self._visit.portal.steps.fetch.method
        if method is FetchMethod.PAGE and (got_inside := self._in_page(item)):
            self._http.keep(got_inside, item, tally)
            return
        with self._session.expect_download() as download:
            page = self._open(item.url)
            got = download.result(_DOWNLOAD_S, begin_s=0.3 if page else 5.0)
        if got is not None:
            self._take_result(item, Pressed(got.path, got.suggested_name, got.url), None, tally)
            return
        if method is FetchMethod.PRINT:
            self._print(item, tally)
            return
        self._take_result(item, Pressed(page=page or self._browser.page()), None, tally)

    def _open(self, url: str) -> Page | None:
        """None when the address turned out to be a download, which leaves no page."""
        try:
            self._session.open(url)
        except BrowserError:
            if not self._session.is_alive():
                raise
            return None
        return self._browser.page()

    def _take_result(self, item: Item, pressed: Pressed, before: Page | None, tally: RowTally) -> None:
        try:
            if pressed.file is not None:
                self._keep(item, pressed, tally)
            elif pressed.page is not None:
                self._take_page(item, pressed.page, before, tally)
            else:
                self._fail(item, DocumentFailure.NO_FILE_FOUND, tally)
        finally:
            if pressed.new_tab:
                self._session.close_tab()

    def _keep(self, item: Item, pressed: Pressed, tally: RowTally) -> None:
        if pressed.file is None:
            return
        if pressed.url.startswith("http") and not allowed(pressed.url, self._browser.hosts):
            pressed.file.unlink(missing_ok=True)
            self._http.refused_hosts.add(host_of(pressed.url) or "")
            self._fail(item, DocumentFailure.HOST_NOT_ALLOWED, tally)
            return
        try:
            fetched = examine(pressed.file, pressed.name, item.document_id, item.row, item.link)
        except FetchError as error:
            self._fail(item, error.reason, tally)
            return
        self._http.keep(fetched, item, tally)

    def _fail(self, item: Item, reason: DocumentFailure, tally: RowTally) -> None:
        tally.failed += 1
        self._http.miss(item, reason)

    def _take_page(self, item: Item, page: Page, before: Page | None, tally: RowTally) -> None:
        page, links = self._wait_for_files(page, before)
        if not links and before is not None and before.url != page.url and fetchable(page.url):
            # A page with an address of its own may have failed to fill: once more, from the start.
            page, links = self._wait_for_files(self._browser.open(page.url), None)
        files = files_to_take(links)
        if all(only_prints(link.label) for link in files) and is_invoice_page(page, item.row.number):
            files = []
        if not files or item.depth >= _DEPTH:
            self._take_print(item, page, tally, beside_list=before is not None and before.url == page.url)
            return
        moved = False
        for document_id, link in zip(file_ids(item.row_key, files), files, strict=True):
            if self._http.is_known(document_id):
                tally.files += 1
                continue
            now = self._browser.page() if moved else page
            self._take_link(child_of(item, document_id, link, page.url), link, now, tally)
            moved = True

    def _take_link(self, item: Item, link: FileLink, page: Page, tally: RowTally) -> None:
        if fetchable(link.href):
            try:
                answer = self._http.fetch_file(item)
            except (SessionExpiredError, NeedsBrowserError):
                answer = self._in_page(item) or self._browser.page()
            if not isinstance(answer, Page):
                self._http.keep(answer, item, tally)
                return
        self._take_result(item, self._press(Target(link.css, link.frame_path), page), page, tally)

    def _in_page(self, item: Item) -> tuple[Fetched, ...]:
        """Second rung: ask from inside the page. Nothing when that gives no document either."""
        path = self._visit.work_dir / f"in-page-{time.monotonic_ns()}"
        try:
            got = self._session.fetch_in_page(item.url)
            path.write_bytes(got.body)
            return examine(path, "", item.document_id, item.row, item.link)
        except (FetchError, BrowserError):
            path.unlink(missing_ok=True)
            return ()

    def _take_print(self, item: Item, page: Page, tally: RowTally, *, beside_list: bool) -> None:
        """Last rung: the page is the invoice itself, or the row has no file (a free order, one not billed).

        Scripts fill pages late, so that only a server's page, or a total of zero, proves that there is none.
        """
        if not is_invoice_page(page, item.row.number):
            proven = item.rendered_by_server or item.row.total == 0
            if proven and not beside_list and is_page_of(page, item):
                return
            self._fail(item, DocumentFailure.NO_FILE_FOUND, tally)
            return
        self._print(item, tally)

    def _print(self, item: Item, tally: RowTally) -> None:
        path = self._visit.work_dir / f"printed-{time.monotonic_ns()}.pdf"
        path.write_bytes(self._session.print_pdf())
        self._keep(item, Pressed(path, f"{item.row.number or item.label}.pdf"), tally)

    def _press(self, target: Target, before: Page) -> Pressed:
        """Presses and races: a download, a new tab, a changed page that has calmed down, or nothing."""
        with self._session.expect_download() as download:
            try:
                self._browser.click(target)
            except ElementMissingError:
                return Pressed()
            deadline, changed_at, last, new_tab = time.monotonic() + _PRESS_S, 0.0, mark_of(before), False
            while time.monotonic() < deadline:
                self._visit.check_cancelled()
                if got := download.result(_DOWNLOAD_S, begin_s=0.15):
                    return Pressed(got.path, got.suggested_name, got.url, new_tab=new_tab)
                if not new_tab and self._session.opened_tab():
                    new_tab, last, changed_at = True, "", time.monotonic()
                    continue
                self._session.settle(1.0)
                page = self._browser.page()
                now = mark_of(page)
                if now != last:
                    last, changed_at = now, time.monotonic()
                elif changed_at and time.monotonic() - changed_at > _CALM_S:
                    return Pressed(page=page, new_tab=new_tab)
        return Pressed(new_tab=new_tab)

    def _wait_for_files(self, page: Page, before: Page | None) -> tuple[Page, list[FileLink]]:
        """Single-page applications fill their pages late; a page that stays as it is holds no file."""
        deadline, calm = time.monotonic() + _FILES_S, 0
        while True:
            links = _fresh(page, before)
            if links or calm >= _CALM_TURNS or time.monotonic() >= deadline:
                return page, links
            seen = mark_of(page)
            page = self._browser.wait_for_change(seen, 1.0)
            calm = calm + 1 if mark_of(page) == seen else 0


def _fresh(page: Page, before: Page | None) -> list[FileLink]:
    """The links that pressing brought: those of the page behind a panel were there already."""
    links = list(find_files(page))
    if before is None or not links:
        return links
    there = Counter(_identity(before, link) for link in find_files(before))
    fresh = []
    for link in links:
        identity = _identity(page, link)
        if there[identity] > 0:
            there[identity] -= 1
        else:
            fresh.append(link)
    return fresh


def _identity(page: Page, link: FileLink) -> tuple[str, str | None, str]:
    """What a person would call the same link: a panel that shows another document now holds another one."""
    around = (page.text(a) for a in link.node.ancestors() if a.tag[0] != "#")
    return link.label, link.href, next((text for text in around if len(text) > _AROUND), "")
