"""Page states that hold no sign-in or code form: what stands in the way, or what else the page wants."""

from __future__ import annotations

import re

from connectors.pages.form_controls import (
    caption,
    headings_before,
    identifiers,
    input_type,
    is_heading,
    is_password,
    pressables,
    text_fields,
)
from connectors.pages.login_form_fields import Secret, secret_of
from connectors.pages.login_form_scores import Candidate
from connectors.pages.login_form_submit import Purpose, find_submit, purpose_of
from connectors.pages.outcome_messages import nearby_sentences, rejects_credentials, says_blocked
from connectors.pages.reading import Rejected
from connectors.pages.tree import Flag, Node, Page
from connectors.pages.vocabulary import codes, consent, outcomes, signing_in
from connectors.pages.vocabulary.folding import fold

_SHORT_PAGE = 1500
_WIDE, _HIGH = 120, 40
# The titles of the well-known interstitial, in the languages it comes in.
_CHECKING_TITLES = frozenset(
    (
        "just a moment",
        "un instant",
        "nur einen moment",
        "un momento",
        "solo un momento",
        "een ogenblik geduld",
    )
)
_ANSWER = re.compile(r"(?:captcha|turnstile)-response")
_INVISIBLE = re.compile(r"size=invisible|/anchor.*invisible|badge|aframe", re.I)


def title_and_headings(page: Page) -> str:
    """The page's title and its visible headings of the first two ranks."""
    said = [page.title]
    for node in page.find("h1", "h2"):
        if node.visible and node.closest("footer", "nav") is None:
            said.append(page.text(node)[:200])
    return " | ".join(s for s in said if s)


def main_words(page: Page) -> str:
    """Title, headings, and the whole text when the page is a short one."""
    body = page.text()
    return f"{title_and_headings(page)} | {body if len(body) <= _SHORT_PAGE else ''}"


def find_captcha(page: Page) -> Node | None:
    """A captcha that a person has to solve: visible, of some size, and not yet solved."""
    if _solved(page):
        return None
    for frame in page.find("iframe"):
        if frame.visible and _sizeable(frame) and _shows_captcha(frame):
            return frame
    for field in text_fields(page):
        if is_password(field):
            continue
        if outcomes.CAPTCHA.in_identifier(identifiers(field)) or outcomes.CAPTCHA.in_text(
            caption(page, field)
        ):
            return field
    return None


def _shows_captcha(frame: Node) -> bool:
    source = f"{frame.get('src')} {frame.get('title')} {identifiers(frame)}"
    if _INVISIBLE.search(source) or any("badge" in a.get("class") for a in frame.ancestors()):
        return False
    return outcomes.CAPTCHA_SOURCE.in_identifier(source)


def _solved(page: Page) -> bool:
    """Widgets put their answer into a hidden field when the captcha is done."""
    fields = page.find("textarea", "input")
    return any(n.flags & Flag.FILLED and _ANSWER.search(n.get("name") + n.get("id")) for n in fields)


def _sizeable(node: Node) -> bool:
    return node.box is None or (node.box.w >= _WIDE and node.box.h >= _HIGH)


def _names_captcha(said: str) -> bool:
    return outcomes.CAPTCHA_NAME.in_identifier(said) or outcomes.CAPTCHA.in_text(said)


def is_captcha_page(page: Page) -> bool:
    """An interstitial that checks whether a person is there."""
    if len(page.text()) > _SHORT_PAGE:
        return False
    return fold(page.title) in _CHECKING_TITLES or outcomes.CAPTCHA.in_text(main_words(page))


def is_blocked(page: Page, messages: tuple[str, ...]) -> bool:
    """The account or the visitor is locked out, says a message or a short page."""
    return any(says_blocked(m) for m in messages) or outcomes.BLOCKED.in_text(main_words(page))


def told_rejection(page: Page) -> Rejected | None:
    """What a short page without a sign-in form refuses, when it is there to say so."""
    if page.root is None or len(page.text()) > _SHORT_PAGE or any(map(is_password, text_fields(page))):
        return None
    for said in nearby_sentences(page, page.root):
        if rejects_credentials(said) and outcomes.CLEARLY_WRONG.in_text(said):
            return "code" if codes.AMBIGUOUS_CODE.in_text(said) else "credentials"
    return None


def is_maintenance(page: Page, way_in: bool) -> bool:
    """The portal says that it is closed for now; beside a way in, a notice of coming works does not count."""
    if any(field.closest("footer", "header", "nav", "aside") is None for field in text_fields(page)):
        return False
    headings = title_and_headings(page)
    if outcomes.MAINTENANCE.in_text(headings):
        return True
    if way_in:
        return False
    short = [said for said in headings.split(" | ") if len(said.split()) <= 6]
    told = any(outcomes.MAINTENANCE_HEADING.in_text(said) for said in short)
    return told or outcomes.MAINTENANCE.in_text(main_words(page))


def find_terms(page: Page) -> Node | None:
    """The control that accepts new terms, on a page or in a dialog that is about them."""
    for node in pressables(page.nodes):
        label = page.label(node)
        if (
            (node.tag == "a" and node.get("role") != "button")
            or len(label) > 60
            or not consent.ACCEPT.in_text(label)
        ):
            continue
        part = _about(page, node)
        if part is not None and consent.TERMS.in_text(part):
            return node
    return _terms_box(page)


def _about(page: Page, node: Node) -> str | None:
    """The heading that the control's dialog or page stands under."""
    dialog = next(
        (a for a in node.ancestors() if a.tag == "dialog" or a.get("role") in ("dialog", "alertdialog")), None
    )
    if dialog is not None:
        named = [page.text(n) for n in dialog.walk() if n.tag[0] != "#" and is_heading(n)]
        return " ".join(named) or page.text(dialog)[:200]
    near = headings_before(page, node, 1)
    return " ".join([*near, page.title])


def _terms_box(page: Page) -> Node | None:
    """A box to tick beside the words of the terms, when it is all the page asks for."""
    boxes = [
        n
        for n in page.find("input")
        if input_type(n) == "checkbox" and n.visible and not n.flags & Flag.CHECKED
    ]
    if not 1 <= len(boxes) <= 3 or text_fields(page):
        return None
    for box in boxes:
        said = page.label(box)
        if consent.TERMS.in_text(said) and (consent.ACCEPT.in_text(said) or signing_in.CONSENT.in_text(said)):
            return find_submit(page, box, box.parent or box)
    return None


def other_password_form(page: Page, candidates: list[Candidate]) -> str:
    """What the page's password form is when it is no sign-in form: "signup", "new_password" or ""."""
    if not candidates:
        return ""
    heard = f"{title_and_headings(page)} {' '.join(headings_before(page, candidates[0].block, 1))}"
    up = signing_in.SIGN_UP.in_text(heard) or _creates(page, candidates)
    secrets = [secret_of(page, c.password) for c in candidates if c.password is not None]
    renews = outcomes.NEW_PASSWORD.in_text(heard) or Secret.CONFIRM in secrets or Secret.NEW in secrets
    personal = any("personal" in r for c in candidates for r in c.reasons)
    if up and not outcomes.NEW_PASSWORD.in_text(heard):
        return "signup"
    if renews and not personal:
        return "new_password"
    return "signup" if personal or any(c.username is not None for c in candidates) else ""


def _creates(page: Page, candidates: list[Candidate]) -> bool:
    return any(
        c.submit is not None and purpose_of(page.label(c.submit)) is Purpose.SIGN_UP for c in candidates
    )


def waits_for(page: Page) -> str:
    """What a page without fields waits for elsewhere: "push", "email", "key" or ""."""
    said = main_words(page)[:4000]
    if codes.KEY_WAIT.in_text(said):
        return "key"
    if codes.APPROVAL_WAIT.in_text(said):
        return "push"
    return "email" if codes.MAIL_WAIT.in_text(said) else ""
