"""Controls of signing in as an entry's own selectors name them (marked by snapshot.js as `#match`)."""

from __future__ import annotations

from dataclasses import asdict, replace

from app.domain.portals import PortalSteps
from connectors.pages.code_form import CodeFields, read_code
from connectors.pages.outcome_messages import rejected_by
from connectors.pages.read import read_page
from connectors.pages.reading import LoginFields, PageState, Reading
from connectors.pages.tree import Flag, Node, Page

# What the page says is more than that a field is there.
_SAYS_MORE = frozenset((PageState.WRONG_CREDENTIALS, PageState.BLOCKED, PageState.CAPTCHA))


def sign_in_selectors(steps: PortalSteps) -> dict[str, str]:
    """The entry's selectors by the names that mark what they match: "login.password", "code.input", ..."""
    parts = {"login": asdict(steps.login), "code": asdict(steps.code)}
    return {f"{part}.{name}": css for part, named in parts.items() for name, css in named.items() if css}


def read_sign_in(page: Page) -> Reading:
    """`read_page`, corrected by what the entry names."""
    return as_named(page, read_page(page))


def as_named(page: Page, reading: Reading) -> Reading:
    """The reading, with the controls that the entry names in place of those that were found."""
    marked = _marked(page)
    if not marked:
        return reading
    inputs = tuple(n for n in marked.get("code.input", ()) if n.visible and not n.flags & Flag.READONLY)
    username, password = _first(marked, "login.username"), _first(marked, "login.password")
    if username or password:
        return _with_login(reading, marked, username, password)
    if inputs:
        return _with_code(page, reading, marked, inputs)
    way_in = _first(marked, "login.open")
    if way_in and reading.login is None and reading.code is None:
        return replace(reading, login_link=way_in)
    return reading


def _marked(page: Page) -> dict[str, list[Node]]:
    marked: dict[str, list[Node]] = {}
    for node in page.nodes:
        for name in node.get("#match").split():
            if name.startswith(("login.", "code.")):
                marked.setdefault(name, []).append(node)
    return marked


def _first(marked: dict[str, list[Node]], name: str) -> Node | None:
    return next((node for node in marked.get(name, ()) if node.visible), None)


def _with_login(
    reading: Reading, marked: dict[str, list[Node]], username: Node | None, password: Node | None
) -> Reading:
    read = reading.login or LoginFields(None, None, None)
    login = replace(
        read,
        username=username or (read.username if password is read.password else None),
        password=password or (read.password if username is read.username else None),
        submit=_first(marked, "login.submit") or read.submit,
        remember=_first(marked, "login.remember") or read.remember,
    )
    if reading.state in _SAYS_MORE:
        return replace(reading, login=login)
    state = PageState.LOGIN if login.username and login.password else PageState.USERNAME_STEP
    state = PageState.PASSWORD_STEP if login.username is None else state
    return replace(reading, state=state, login=login, reasons=("named by the entry",))


def _with_code(
    page: Page, reading: Reading, marked: dict[str, list[Node]], inputs: tuple[Node, ...]
) -> Reading:
    read = read_code(page, CodeFields(inputs, 0.0))
    trust = next(iter(marked.get("code.trust", ())), None)
    code = replace(
        read,
        submit=_first(marked, "code.submit") or read.submit,
        trust_device=trust or read.trust_device,
        resend=_first(marked, "code.resend") or read.resend,
    )
    state = reading.state if reading.state in _SAYS_MORE else PageState.CODE
    rejected = reading.rejected or rejected_by(reading.messages, (), True)
    return replace(reading, state=state, code=code, rejected=rejected, words=code.words)
