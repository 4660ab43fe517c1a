"""Choose a contract, a type, a period or a year of the list."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum

from connectors.pages.choices import find_choices
from connectors.pages.listing import Choice, Option
from connectors.pages.lists import find_list
from connectors.pages.words import fold
from connectors.web.visit_browser import Target, VisitBrowser, mark_of

_EVERYTHING = re.compile(r"(?:all|tout|tous|toutes|alle|alles|todos|todas|tutti|tutte)(?!\w)")


class Chosen(Enum):
    GONE = "gone"
    ALREADY = "already"
    CHANGED = "changed"


class Chooser:
    """`since`: years before it are left out."""

    def __init__(self, browser: VisitBrowser, since: date | None) -> None:
        self._browser = browser
        self._since = since

    def choice(self, kind: str) -> Choice | None:
        page = self._browser.page()
        choices = (c for c in find_choices(page, find_list(page)) if c.kind == kind)
        # Tabs that name types of documents are often other parts of the portal.
        return next((c for c in choices if kind != "type" or c.control.tag == "select"), None)

    def ordered(self, choice: Choice) -> list[str]:
        """The option that shows everything alone when there is one, else all, the current one first."""
        if everything := [o.label for o in choice.options if _EVERYTHING.match(fold(o.label))]:
            return everything[:1]
        if choice.kind != "year":
            return [o.label for o in sorted(choice.options, key=lambda o: not o.selected)]
        years = {o.label: _year(o) for o in choice.options}
        if rest := [o.label for o in choice.options if years[o.label] is None]:
            return rest[:1]
        since = self._since.year if self._since else 0
        wanted = [o for o in choice.options if (years[o.label] or 0) >= since]
        return [o.label for o in sorted(wanted, key=lambda o: (not o.selected, -(years[o.label] or 0)))]

    def choose(self, kind: str, label: str) -> Chosen:
        """The caller waits for the rows to change."""
        choice = self.choice(kind)
        option = next((o for o in choice.options if o.label == label), None) if choice else None
        if choice is None or option is None:
            return Chosen.GONE
        if option.selected:
            return Chosen.ALREADY
        page = self._browser.page()
        before = mark_of(page)
        if option.href and option.href.startswith("http"):
            self._browser.open(option.href)
        elif choice.control.tag == "select":
            target = Target.of(page, choice.control)
            self._browser.session.select(target.css, option.value, target.frame_path)
            if choice.submit is not None:
                self._browser.click(Target.of(page, choice.submit))
        else:
            self._browser.click(Target.of(page, option.node))
        self._browser.wait_for_change(before, 5.0)
        return Chosen.CHANGED


def _year(option: Option) -> int | None:
    digits = [word for word in option.label.replace("/", " ").split() if word.isdigit() and len(word) == 4]
    return int(digits[0]) if digits else None
