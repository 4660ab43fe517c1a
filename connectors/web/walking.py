"""Walk a list of documents: contracts, years, pages; always able to come back to a page."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from app.ports.collector import Visit
from connectors.browser.errors import BrowserError, ElementMissingError
from connectors.pages.listing import Choice, DocumentList, ListedRow, NextControl
from connectors.pages.lists import find_list, is_empty_list
from connectors.pages.paging import find_first, find_next, page_position
from connectors.pages.read import read_page
from connectors.pages.tree import Flag, Page
from connectors.web.choosing import Chooser, Chosen
from connectors.web.fetching import SIGNED_OUT
from connectors.web.panels import ESCAPE, find_closer, open_panels
from connectors.web.visit_browser import Target, VisitBrowser, mark_of

_log = logging.getLogger(__name__)
_MAX_PAGES = 500
_ROWS_S = 10.0
# Fewer rows than this fill no page that would go on by scrolling.
_FEW_ROWS = 8
_SCROLL_S = 1.5
_INTO_VIEW = "const e = document.querySelector(arguments[0]); if (e) e.scrollIntoView({block: 'end'});"
# Seen so often, other rows than those wanted are what going back leads to.
_OTHER_ROWS = 3


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the list, as the browser shows it now. `rows`: those not seen before."""

    page: Page
    listed: DocumentList
    rows: tuple[ListedRow, ...]
    number: int


@dataclass(slots=True)
class Walk:
    """How a walk went. `ended` is False when it was cut off, so that older documents may be missing.

    `certain` is False when it ended where a portal said that there is nothing, as it also does when something
    behind it is down: documents may be missing though nothing looks wrong.
    """

    seen: set[str] = field(default_factory=set)
    ascents: int = 0
    descents: int = 0
    last_issued: date | None = None
    ended: bool = True
    certain: bool = True
    why: str = ""

    @property
    def newest_first(self) -> bool:
        """Only what was seen counts: a list of equal dates may be sorted in any way."""
        return self.descents > 0 and self.ascents == 0


class ListWalker:
    """Yields every page of the list once. The caller may click around on a page, then calls `restore`."""

    def __init__(
        self,
        browser: VisitBrowser,
        visit: Visit,
        since: date | None,
        *,
        reach: Callable[[], object],
        renew: Callable[[], bool],
    ) -> None:
        self._browser = browser
        self._visit = visit
        self._since = since
        self._reach = reach
        self._renew = renew
        self.walk = Walk()
        self._chooser = Chooser(browser, since)
        self._chosen: list[tuple[str, str]] = []
        # Was every page of the option just walked known or too old? None: it had no page.
        self._enough: bool | None = None
        self.current: ListPage | None = None
        self._current_of: list[tuple[str, str]] = []  # the choices that it is a page of
        self._asked_again: ListPage | None = None

    def pages(self, is_enough: Callable[[ListPage], bool]) -> Iterator[ListPage]:
        """`is_enough` says after each page of a newest-first list that the rest is known or too old."""
        yield from self._walk_choices(("contract", "type", "period", "year"), is_enough)

    def _walk_choices(
        self, kinds: tuple[str, ...], is_enough: Callable[[ListPage], bool]
    ) -> Iterator[ListPage]:
        if not kinds:
            yield from self._walk_pages(is_enough)
            return
        choice = self._chooser.choice(kinds[0])
        if choice is None or len(choice.options) < 2 or self._shows_all(choice):
            yield from self._walk_choices(kinds[1:], is_enough)
            return
        if not any(option.selected for option in choice.options):
            # Nothing is chosen yet: what is shown now may be everything, or be shown nowhere else.
            yield from self._walk_choices(kinds[1:], is_enough)
        for label in self._chooser.ordered(choice):
            if not self._choose(kinds[0], label) and not self._choose_anew(kinds[0], label):
                self._cut_off("choice_is_gone")
                continue
            self._chosen.append((kinds[0], label))
            self._enough = None
            yield from self._walk_choices(kinds[1:], is_enough)
            self._chosen.pop()
            if self._enough and kinds[0] in ("year", "period"):
                return

    def _shows_all(self, choice: Choice) -> bool:
        """No year is chosen and rows of several years are shown: choosing would only take some away."""
        if choice.kind != "year" or any(option.selected for option in choice.options):
            return False
        listed = find_list(self._browser.page())
        years = {row.issued.year for row in listed.rows if row.issued} if listed else set()
        return len(years) > 1

    def _choose_anew(self, kind: str, label: str) -> bool:
        """Where a choice leads to a page without the other ones: from the list as it was at first."""
        self._reach()
        return all(self._choose(*chosen) for chosen in self._chosen) and self._choose(kind, label)

    def _choose(self, kind: str, label: str) -> bool:
        keys = self._keys(self._browser.page())
        chosen = self._chooser.choose(kind, label)
        if chosen is Chosen.CHANGED:
            self._await_rows(keys, 3.0)
        return chosen is not Chosen.GONE

    def _walk_pages(self, is_enough: Callable[[ListPage], bool]) -> Iterator[ListPage]:
        self._to_first_page()
        page = self._browser.page()
        for number in range(1, _MAX_PAGES + 1):
            self._visit.check_cancelled()
            listed = self._list(page)
            if listed is None and is_empty_list(page):
                self.walk.certain = False
                if number == 1 or (again := self._once_more()) is None:
                    return
                page = again
                continue
            if listed is None:
                if (recovered := self._recover(page)) is None:
                    self._cut_off("list_is_gone")
                    return
                page = recovered
                continue
            current = self._shown(page, listed, number)
            if not current.rows and number > 1:
                _log.info("the list repeats a page; it ends here")
                self._check_end(page, listed)
                return
            self.current, self._current_of = current, list(self._chosen)
            yield current
            enough = is_enough(current)
            self._enough = enough and self._enough is not False
            if self.walk.newest_first and enough:
                return
            following = self._advance()
            if following is None:
                if self.walk.ended:
                    self._check_end(self._browser.page(), None)
                return
            page = following
        self._cut_off("list_does_not_end")

    def _list(self, page: Page) -> DocumentList | None:
        listed = find_list(page)
        return listed if listed is not None and listed.rows else None

    def _shown(self, page: Page, listed: DocumentList, number: int) -> ListPage:
        fresh = tuple(row for row in listed.rows if row.key not in self.walk.seen)
        for row in fresh:
            self.walk.seen.add(row.key)
            if row.issued and self.walk.last_issued:
                self.walk.ascents += row.issued > self.walk.last_issued
                self.walk.descents += row.issued < self.walk.last_issued
            self.walk.last_issued = row.issued or self.walk.last_issued
        return ListPage(page, listed, fresh, number)

    def _recover(self, page: Page) -> Page | None:
        """The session expired between two pages, or a page did not come: come back and go on."""
        if read_page(page).state not in SIGNED_OUT:
            return self._once_more()
        if not self._renew():
            return None
        if self.current is None:
            self._reach()
            return self._browser.page()
        return self._advance() if self.return_to(self.current) else None

    def _once_more(self) -> Page | None:
        """The page after the current one, asked for a second time; None when that was done before."""
        current = self.current
        if current is None or self._current_of != self._chosen or current is self._asked_again:
            return None
        self._asked_again = current
        _log.info("asking for the next page once more")
        return self._advance() if self.return_to(current) else None

    def return_to(self, wanted: ListPage) -> bool:
        """Brings the browser back to a page of the list from anywhere else."""
        if wanted.page.url.startswith("http"):
            self._reopen(wanted)
        return self.restore(wanted)

    def _check_end(self, page: Page, listed: DocumentList | None) -> None:
        """The portal's own count ("page 2 of 5") must agree that this was the last page."""
        listed = listed or find_list(page)
        place = page_position(page, listed) if listed else None
        if place and place.total and place.current < place.total:
            self._cut_off("pages_are_missing")

    def _advance(self) -> Page | None:
        """The next page of rows, or None at the end."""
        page = self._browser.page()
        listed = find_list(page)
        if listed is None:
            self._cut_off("list_is_gone")
            return None
        css = self._visit.portal.steps.documents.next
        control = find_next(page, listed)
        if css and not self._browser.exists(css):
            return None
        keys = self._keys(page)
        if control is None and not css:
            return self._scrolled(page, listed, keys)
        try:
            self._press_next(page, control, css)
        except ElementMissingError:
            self._cut_off("next_page_is_gone")
            return None
        return self._await_rows(keys, _ROWS_S)

    def _scrolled(self, page: Page, listed: DocumentList, keys: tuple[str, ...]) -> Page | None:
        """Lists that grow while one scrolls often show no sign of it: scrolling tells."""
        if len(listed.rows) < _FEW_ROWS:
            return None
        self._scroll(page, listed)
        later = self._await_rows(keys, _SCROLL_S)
        return later if self._keys(later) != keys else None

    def _scroll(self, page: Page, listed: DocumentList | None) -> None:
        """Brings the last row into view, within whatever area scrolls, then the end of the page."""
        if listed is not None:
            last = Target.of(page, listed.rows[-1].node)
            with suppress(BrowserError):
                self._browser.session.run_in_frame(last.frame_path, _INTO_VIEW, last.css)
        self._browser.session.scroll_to_end()

    def _press_next(self, page: Page, control: NextControl | None, css: str | None) -> None:
        if css:
            self._browser.click(Target(css))
        elif control is not None and control.kind == "scroll":
            self._scroll(page, find_list(page))
        elif control is not None and control.kind == "link" and control.href:
            self._browser.open(control.href)
        elif control is not None:
            self._browser.click(Target(control.css, control.frame_path))

    def _await_rows(self, before: tuple[str, ...], timeout_s: float) -> Page:
        """The page once its rows are others than before and stay the same; as it is after `timeout_s`."""
        deadline = time.monotonic() + timeout_s
        last: tuple[str, ...] | None = None
        while True:
            self._browser.session.settle(2.0)
            page = self._browser.page()
            keys = self._keys(page)
            if keys and keys != before and keys == last:
                return page
            if time.monotonic() >= deadline or (not keys and is_empty_list(page)):
                return page
            last = keys
            time.sleep(0.1)

    def _keys(self, page: Page) -> tuple[str, ...]:
        listed = find_list(page)
        return tuple(row.key for row in listed.rows) if listed else ()

    def _cut_off(self, why: str) -> None:
        _log.warning("the walk through the list was cut off: %s", why)
        self.walk.ended = False
        self.walk.why = self.walk.why or why

    def _to_first_page(self) -> None:
        """Some portals open where the user left off."""
        for _ in range(_MAX_PAGES):
            page = self._browser.page()
            listed = find_list(page)
            first = find_first(page, listed) if listed else None
            if first is None:
                return
            keys = self._keys(page)
            self._press_next(page, first, None)
            if self._keys(self._await_rows(keys, _ROWS_S)) == keys:
                return

    def restore(self, wanted: ListPage) -> bool:
        """Brings the browser back to a page of the list after something was opened from it."""
        keys = tuple(row.key for row in wanted.listed.rows)
        ways = [self._close_panel, self._go_back, self._reopen, self._reach_again]
        if self._browser.session.url != wanted.page.url:
            # Another address: going back also closes what lies on top there.
            self._go_back(wanted)
            ways.remove(self._go_back)
        for bring_back in ways:
            if self._is_at(wanted, keys):
                return True
            bring_back(wanted)
        return self._is_at(wanted, keys) or self._step_to(wanted, keys)

    def _is_at(self, wanted: ListPage, keys: tuple[str, ...]) -> bool:
        page = self._browser.page()
        listed = find_list(page)
        if listed is None or tuple(row.key for row in listed.rows) != keys:
            return False
        if len(open_panels(page)) > len(open_panels(wanted.page)):
            return False
        return not any(action.node.flags & Flag.COVERED for action in listed.rows[0].actions[:1])

    def _close_panel(self, wanted: ListPage) -> None:
        page = self._browser.page()
        before = mark_of(page)
        closer = find_closer(page)
        if closer is not None:
            self._browser.click(Target.of(page, closer))
        else:
            self._browser.session.run(ESCAPE)
        self._browser.wait_for_change(before, 1.5)

    def _go_back(self, wanted: ListPage) -> None:
        if self._browser.session.url == wanted.page.url:
            return
        keys = tuple(row.key for row in wanted.listed.rows)
        self._browser.session.back()
        deadline, others = time.monotonic() + 3.0, 0
        while time.monotonic() < deadline and others < _OTHER_ROWS:
            self._browser.session.settle(2.0)
            if self._is_at(wanted, keys):
                return
            others += bool(self._keys(self._browser.page()))
            time.sleep(0.1)

    def _reopen(self, wanted: ListPage) -> None:
        self._browser.open(wanted.page.url)
        self._await_rows((), 5.0)

    def _reach_again(self, wanted: ListPage) -> None:
        """Applications without addresses open somewhere else: the links that led to the list lead there."""
        self._reach()

    def _step_to(self, wanted: ListPage, keys: tuple[str, ...]) -> bool:
        """The address alone does not lead to the page: choose and turn pages again as before."""
        for kind, label in self._chosen:
            if not self._choose(kind, label):
                return False
        self._to_first_page()
        for _ in range(wanted.number):
            if self._is_at(wanted, keys):
                return True
            if self._advance() is None:
                return False
        return self._is_at(wanted, keys)
