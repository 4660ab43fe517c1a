"""Types a code into its field or boxes and sends it, only to hosts that may have it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence

from app.domain.errors import Outcome, VisitEndedError
from app.domain.hosts import allowed, host_of
from connectors.browser.errors import ElementMissingError
from connectors.pages.form_controls import form_of
from connectors.pages.reading import CodeReading
from connectors.pages.tree import Flag, Node, Page
from connectors.web.visit_browser import Target, VisitBrowser, mark_of

_log = logging.getLogger(__name__)
_CHANGE_S = 20.0
_BY_ITSELF_S = 3.0
_SAME_AGAIN_S = 4.0
_APP = re.compile(r"(?<!\w)(?:app|totp|authenticator|application)(?!\w)", re.I)


class CodeEntry:
    """`is_trusted`: the box that makes this browser a trusted device was ticked."""

    def __init__(self, browser: VisitBrowser) -> None:
        self._browser = browser
        self.is_trusted = False

    def enter(
        self, page: Page, code: CodeReading, text: str, repeat: Callable[[], None], *, after_refusal: bool
    ) -> None:
        """`after_refusal`: the page says already that a code was wrong, and may just say it again.

        Raises VisitEndedError host_not_allowed, before anything is typed when the form says where to.
        """
        if code.action.startswith("http") and not allowed(code.action, self._browser.hosts):
            self._browser.evidence("host_not_allowed")
            raise VisitEndedError(Outcome.HOST_NOT_ALLOWED, host=host_of(code.action) or "")
        before, session = mark_of(page), self._browser.session
        with session.credentials_guarded() as guard:
            repeat()
            self.choose_device(page, code.inputs[0])
            self._tick(page, code.trust_device)
            self.type(page, code.inputs, text)
            typed = self._typed(page, code.inputs)
            if typed is not None and self._submit(page, code):
                before = mark_of(typed)
            self._browser.wait_for_change(before, _SAME_AGAIN_S if after_refusal else _CHANGE_S)
        if guard.blocked_hosts:
            self._browser.evidence("host_not_allowed")
            raise VisitEndedError(Outcome.HOST_NOT_ALLOWED, host=sorted(guard.blocked_hosts)[0])

    def _typed(self, page: Page, inputs: Sequence[Node]) -> Page | None:
        """The page with the code in its fields; None when it was sent by itself at the last digit."""
        session = self._browser.session
        session.settle(_BY_ITSELF_S)
        now = self._browser.page()
        targets = {Target.of(page, node) for node in inputs}
        left = [node for node in now.find("input") if node.visible and Target.of(now, node) in targets]
        return now if left and all(node.flags & Flag.FILLED for node in left) else None

    def choose_device(self, page: Page, field: Node) -> None:
        """A list of devices beside the code that nobody chose from yet: the app, or the only one."""
        form = form_of(page, field)
        for control in page.find("select"):
            if form is not None and form_of(page, control) is form and (value := _unchosen(control)):
                target = Target.of(page, control)
                self._browser.session.select(target.css, value, target.frame_path)

    def type(self, page: Page, inputs: Sequence[Node], text: str) -> None:
        """Into one field, or box by box."""
        parts = list(text) if len(inputs) > 1 else [text]
        for node, part in zip(inputs, parts, strict=False):
            target = Target.of(page, node)
            self._browser.session.type(target.css, part, target.frame_path, secret=True)

    def _tick(self, page: Page, box: Node | None) -> None:
        if box is None:
            return
        target = Target.of(page, box)
        try:
            if not box.flags & Flag.CHECKED:
                self._browser.session.check(target.css, target.frame_path)
            self.is_trusted = True
        except ElementMissingError:
            _log.info("the box that trusts this device could not be ticked")

    def _submit(self, page: Page, code: CodeReading) -> bool:
        """False when the button is gone already."""
        try:
            if code.submit is not None:
                self._browser.click(Target.of(page, code.submit))
            else:
                target = Target.of(page, code.inputs[-1])
                self._browser.session.press_enter(target.css, target.frame_path)
        except ElementMissingError:
            _log.info("the code was sent by the page itself")
            return False
        return True


def _unchosen(control: Node) -> str | None:
    """The value to choose where an empty one is chosen; None where a choice was made or there are several."""
    options = list(control.find("option"))
    chosen = control.get("#selected")
    place = int(chosen) if chosen.lstrip("-").isdigit() else 0
    if not control.visible or (0 <= place < len(options) and options[place].get("value")):
        return None
    named = [option for option in options if option.get("value")]
    fitting = [option for option in named if _APP.search(" ".join(t.text for t in option.walk()))]
    found = named if len(named) == 1 else fitting
    return found[0].get("value") if found else None
