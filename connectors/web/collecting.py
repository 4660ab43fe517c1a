"""From the rows of a list to documents: what is known is counted, what is new is fetched."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from app.domain.errors import DocumentFailure, Outcome, VisitEndedError
from app.domain.portals import FetchMethod
from app.domain.runs import Phase, SeenRow
from app.ports.collector import Visit
from connectors.pages.listing import ListedRow
from connectors.pages.lists import find_list
from connectors.pages.tree import Page
from connectors.web.fetching import HttpFetcher, RowTally
from connectors.web.http_client import HttpClient
from connectors.web.items import Facts, Item, Plan, Todo, fingerprint, plan_for
from connectors.web.pressing import BrowserFetcher
from connectors.web.visit_browser import Target, VisitBrowser
from connectors.web.walking import ListPage, ListWalker

_log = logging.getLogger(__name__)
_BROWSER_FAILURES = 3


class ListCollector:
    """Takes everything that a list holds.

    `reach` goes to the list again; `renew` signs in again and says whether that worked.
    """

    def __init__(
        self,
        visit: Visit,
        browser: VisitBrowser,
        *,
        covered: bool,
        reach: Callable[[], object],
        renew: Callable[[], bool],
    ) -> None:
        self._visit = visit
        self._browser = browser
        self._covered = covered
        self._renew = renew
        self._since: date | None = visit.options.since or visit.account.since
        self._client = HttpClient(
            browser.hosts, visit.work_dir, browser.session.options.language, visit.contacted
        )
        self._http = HttpFetcher(visit, self._client)
        self._press = BrowserFetcher(visit, browser, self._http)
        self._walker = ListWalker(browser, visit, self._since, reach=reach, renew=renew)
        self._rows = 0
        self._settled = 0
        self._session_lent = False

    def collect(self) -> bool:
        """True when the whole list was walked and everything on it taken.

        Raises VisitEndedError: portal_changed when rows lead nowhere, host_not_allowed.
        """
        try:
            for current in self._walker.pages(self._is_enough):
                self._take_rows(current)
            if not self._visit.options.dry_run:
                self._visit.enter(Phase.FETCHING)
                self._finish()
        finally:
            self._http.close()
        self._judge()
        walk = self._walker.walk
        return walk.ended and walk.certain and self._visit.counts.failed == 0

    def _plan(self, row: ListedRow) -> Plan:
        plan = self._plan_by_reading(row)
        forced = plan.todo is Todo.FETCH and self._visit.portal.steps.fetch.method is FetchMethod.CLICK
        return replace(plan, todo=Todo.PRESS) if forced else plan

    def _plan_by_reading(self, row: ListedRow) -> Plan:
        return plan_for(row, self._visit.known, self._visit.seen_rows, self._since, datetime.now(UTC))

    def _is_enough(self, current: ListPage) -> bool:
        """Nothing on this page of a newest-first list is wanted, and older pages were taken before."""
        todos = {self._plan(row).todo for row in current.listed.rows}
        if todos == {Todo.OUT_OF_RANGE}:
            return True
        return self._covered and not todos & {Todo.FETCH, Todo.PRESS, Todo.NOTHING}

    def _take_rows(self, current: ListPage) -> None:
        moved = False
        for row in current.rows:
            self._rows += 1
            plan = self._plan(row)
            if plan.todo in (Todo.FETCH, Todo.PRESS) and not self._session_lent:
                self._lend_session()
            if plan.todo is Todo.PRESS and not self._visit.options.dry_run:
                moved = self._press_row(current, row, moved)
            else:
                self._take(current, row, plan)
        if moved:
            self._walker.restore(current)
        self._renew_expired(walking=True)

    def _take(self, current: ListPage, row: ListedRow, plan: Plan) -> None:
        if plan.todo in (Todo.KNOWN, Todo.SETTLED):
            self._settled += 1
            self._visit.count(listed=plan.files, known=plan.files)
        elif plan.todo is Todo.OUT_OF_RANGE:
            self._visit.count(listed=1, out_of_range=1)
        elif plan.todo is Todo.NOTHING:
            if row.number and row.total is not None:
                self._visit.count(listed=1)
                self._visit.missed(row.key, _label(row), DocumentFailure.NO_FILE_FOUND)
        elif self._visit.options.dry_run:
            self._visit.count(listed=1)
            self._visit.would_keep(row.key, _label(row))
        elif plan.action is not None:
            item = _item(row, plan.action.href or "", current.page.url)
            if self._visit.portal.steps.fetch.method in (FetchMethod.PAGE, FetchMethod.PRINT):
                self._http.for_browser.append((item, _seen(row)))
            else:
                self._http.submit(item, _seen(row))

    def _press_row(self, current: ListPage, row: ListedRow, moved: bool) -> bool:
        """Presses a row's control. The list is brought back first when the row before led away from it."""
        if moved and not self._walker.restore(current):
            self._visit.count(listed=1)
            self._visit.missed(row.key, _label(row), DocumentFailure.UNREACHABLE)
            return True
        page = self._browser.page()
        target = self._control_on(page, row)
        tally = RowTally()
        item = _item(row, "", current.page.url)
        if target is None:
            self._visit.count(listed=1)
            self._visit.missed(row.key, _label(row), DocumentFailure.NO_FILE_FOUND)
            return moved
        self._press.take_pressed(item, target, page, tally)
        self._http.settle_row(_seen(row), tally)
        return True

    def _control_on(self, page: Page, row: ListedRow) -> Target | None:
        """Where the row's control is on the page as it is now; the row may be older."""
        listed = find_list(page)
        now = next((r for r in listed.rows if r.key == row.key), None) if listed else None
        action = self._plan(now).action if now else None
        return Target(action.css, action.frame_path) if action else None

    def _finish(self) -> None:
        """Waits for the workers; what they set aside is done here. Ends when nothing is left."""
        failures = 0
        while True:
            self._http.drain()
            self._renew_expired(walking=False)
            self._http.drain()
            if not self._http.for_browser:
                return
            item, row = self._http.for_browser.pop(0)
            if failures >= _BROWSER_FAILURES:
                self._http.miss(item, DocumentFailure.NO_FILE_FOUND)
                continue
            tally = RowTally()
            self._press.take_opened(item, tally)
            failures = failures + 1 if tally.failed and not tally.files else 0
            self._http.settle_row(row, tally)

    def _renew_expired(self, *, walking: bool) -> None:
        """Signs in again once for all items whose session had ended, and gives them back to the workers.

        `walking`: the browser is needed at the same place of the list again.
        """
        if not self._http.expired:
            return
        self._http.drain()
        waiting, self._http.expired = self._http.expired, []
        place = self._walker.current
        if not self._renew():
            for item, _ in waiting:
                self._http.miss(item, DocumentFailure.REFUSED)
            return
        self._lend_session()
        if walking and place is not None:
            self._walker.return_to(place)
        for item, row in waiting:
            self._http.submit(item, row)

    def _lend_session(self) -> None:
        session = self._browser.session
        self._client.take_session(session.cookies(), session.user_agent())
        self._session_lent = True

    def _judge(self) -> None:
        """Zero is never green, and a walk that was cut off is no success."""
        counts = self._visit.counts
        if self._http.refused_hosts:
            raise VisitEndedError(Outcome.HOST_NOT_ALLOWED, host=sorted(self._http.refused_hosts)[0])
        if not self._walker.walk.ended:
            raise self._browser.changed(self._walker.walk.why)
        if self._rows and not counts.listed and not self._settled:
            raise self._browser.changed("no_file_in_any_row")


def _label(row: ListedRow) -> str:
    known = (row.number, row.issued.isoformat() if row.issued else None)
    return " · ".join(part for part in known if part) or row.text[:80]


def _item(row: ListedRow, url: str, referer: str) -> Item:
    return Item(row.key, row.key, _label(row), url, referer, Facts.of_row(row))


def _seen(row: ListedRow) -> SeenRow:
    return SeenRow(row.key, fingerprint(row), 0, 0, row.issued, datetime.now(UTC))
