"""Fetch documents over HTTP, several at a time, while the browser walks on."""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import replace
from datetime import date

from app.domain.documents import DocumentType, Fetched
from app.domain.errors import DocumentFailure
from app.domain.runs import SeenRow
from app.ports.collector import Visit
from connectors.pages.files import files_to_take, find_files
from connectors.pages.html_tree import page_from_html
from connectors.pages.listing import FileLink
from connectors.pages.read import read_page
from connectors.pages.reading import PageState
from connectors.pages.tree import Page
from connectors.web.examine import examine, is_page
from connectors.web.http_client import CONNECTIONS, Answer, FetchError, HttpClient, SessionExpiredError
from connectors.web.items import Facts, Item, fetchable, file_ids, is_page_of

_log = logging.getLogger(__name__)
_DEPTH = 3
_TRIES = 3
_READERS = 3
_PASSING = frozenset((DocumentFailure.EMPTY, DocumentFailure.TRUNCATED))
SIGNED_OUT = frozenset(
    (
        PageState.LOGIN,
        PageState.USERNAME_STEP,
        PageState.PASSWORD_STEP,
        PageState.CODE,
        PageState.CODE_CHANNEL,
        PageState.WRONG_CREDENTIALS,
    )
)


class NeedsBrowserError(Exception):
    """The address answers with a page that only a browser can show."""

    def __init__(self, reason: DocumentFailure, *, rendered_by_server: bool = False) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.rendered_by_server = rendered_by_server


class RowTally:
    """What became of the files behind one row."""

    def __init__(self) -> None:
        self.files = 0
        self.failed = 0
        self.direct = False


class HttpFetcher:
    """Takes items in worker threads; what needs a sign-in or a browser is set aside for the visit."""

    def __init__(self, visit: Visit, client: HttpClient) -> None:
        self._visit = visit
        self._client = client
        # More than connections: while some read and store what came, the others keep every connection busy.
        self._pool = ThreadPoolExecutor(CONNECTIONS + _READERS, thread_name_prefix="fetch")
        self._futures: list[Future[None]] = []
        self._lock = threading.Lock()
        self.expired: list[tuple[Item, SeenRow]] = []
        self.for_browser: list[tuple[Item, SeenRow]] = []
        self.refused_hosts: set[str] = set()
        self._taken: set[str] = set()

    def submit(self, item: Item, row: SeenRow) -> None:
        """`row` is recorded as seen once everything behind it is dealt with."""
        self._futures.append(self._pool.submit(copy_context().run, self._one, item, row))

    def drain(self) -> None:
        """Waits until nothing is under way. Raises what stopped a worker (a full disk, a bug, a stop)."""
        while self._futures:
            done, _ = wait(self._futures, timeout=0.5)
            for future in done:
                if error := future.exception():
                    self.close()
                    raise error
            self._futures = [f for f in self._futures if f not in done]
            self._visit.check_cancelled()

    def close(self) -> None:
        self._client.close()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _one(self, item: Item, row: SeenRow) -> None:
        try:
            self._visit.check_cancelled()
            tally = RowTally()
            self._take(item, tally)
        except SessionExpiredError:
            with self._lock:
                self.expired.append((item, row))
        except NeedsBrowserError as needs:
            _log.info("left to the browser: %s", needs.reason.value)
            with self._lock:
                self.for_browser.append((replace(item, rendered_by_server=needs.rendered_by_server), row))
        else:
            self.settle_row(row, tally)

    def settle_row(self, row: SeenRow, tally: RowTally) -> None:
        """A row that is itself the document needs no record: its id is known by the document."""
        if not tally.direct:
            self._visit.saw_row(replace(row, files=tally.files, failed=tally.failed))

    def _take(self, item: Item, tally: RowTally) -> None:
        """Fetches an item; a page in its place is read for the files that it holds."""
        answer = self.fetch_file(item)
        if isinstance(answer, Page):
            self._take_page(item, answer, tally)
        else:
            self.keep(answer, item, tally)

    def _take_page(self, item: Item, page: Page, tally: RowTally) -> None:
        links = [link for link in find_files(page) if fetchable(link.href)]
        files = files_to_take(links)
        if not files or item.depth >= _DEPTH:
            rendered = is_page_of(page, item)
            raise NeedsBrowserError(DocumentFailure.NO_FILE_FOUND, rendered_by_server=rendered)
        for document_id, link in zip(file_ids(item.row_key, files), files, strict=True):
            if self.is_known(document_id):
                tally.files += 1
                continue
            self._take(child_of(item, document_id, link, page.url), tally)

    def fetch_file(self, item: Item) -> tuple[Fetched, ...] | Page:
        """The examined files, none when it failed and was recorded; or the page that came in their place."""
        reason = DocumentFailure.UNREACHABLE
        for attempt in range(_TRIES):
            if attempt:
                time.sleep(0.3 * attempt)
            try:
                answer = self._client.get(item.url, item.referer)
                page = self._page_of(answer)
                if page is not None:
                    return page
                return examine(answer.path, answer.name, item.document_id, item.row, item.link)
            except FetchError as error:
                reason = error.reason
                if error.host:
                    with self._lock:
                        self.refused_hosts.add(error.host)
                if reason not in _PASSING:
                    break
        if reason in (DocumentFailure.REFUSED, DocumentFailure.NOT_A_DOCUMENT):
            raise NeedsBrowserError(reason)
        self.miss(item, reason)
        return ()

    def _page_of(self, answer: Answer) -> Page | None:
        """The page, when the answer is one. Raises SessionExpiredError for a sign-in page."""
        if not is_page(answer.path, answer.content_type):
            return None
        html = answer.path.read_text("utf-8", errors="replace")
        answer.path.unlink()
        page = page_from_html(html, answer.url)
        if read_page(page).state in SIGNED_OUT:
            raise SessionExpiredError
        return page

    def is_known(self, document_id: str) -> bool:
        """Was it stored before, or earlier in this visit? Counted only the first time."""
        with self._lock:
            if document_id in self._taken:
                return True
            if document_id not in self._visit.known:
                return False
            self._taken.add(document_id)
        self._visit.count(listed=1, known=1)
        return True

    def keep(self, files: tuple[Fetched, ...], item: Item, tally: RowTally) -> None:
        """Stores what an item brought; nothing means that it failed."""
        with self._lock:
            self._taken.add(item.document_id)
        tally.failed += not files
        for fetched in files:
            if is_beside_the_point(fetched, item):
                _log.info("left out, it is no document of this row: %r", item.label)
            else:
                tally.files += 1
                # An archive of several gives each an id of its own: its row is known by its record.
                tally.direct = tally.direct or (item.depth == 0 and len(files) == 1)
                self._visit.count(listed=1)
                self._visit.keep(fetched)
            fetched.path.unlink(missing_ok=True)

    def miss(self, item: Item, reason: DocumentFailure) -> None:
        self._visit.count(listed=1)
        self._visit.missed(item.document_id, item.label, reason)


def is_beside_the_point(fetched: Fetched, item: Item) -> bool:
    """A ticket or a leaflet from a row's page: neither its link nor its own words call it a document.

    What stands in the list itself, and what has no words (a scan), is always kept.
    """
    hint = item.link.type_hint if item.link else None
    if item.depth == 0 or hint not in (None, "other"):
        return False
    return fetched.document.facts.type is DocumentType.OTHER and len(fetched.document.text.split()) > 5


def child_of(item: Item, document_id: str, link: FileLink, referer: str) -> Item:
    """The item for a file found on the page behind `item`."""
    return replace(
        item,
        document_id=document_id,
        label=link.label[:200] or item.label,
        url=link.href or "",
        referer=referer,
        link=Facts.of_link(link),
        depth=item.depth + 1,
    )


def dry_run_label(number: str | None, issued: date | None, text: str) -> str:
    """How a dry run names a document."""
    return " · ".join(part for part in (number, issued.isoformat() if issued else None) if part) or text[:80]
