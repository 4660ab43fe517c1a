"""How much a form looks like the one for signing in: hand-set weights, evidence for and against."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from connectors.pages.form_controls import (
    autocomplete,
    caption,
    headings_before,
    identifiers,
    input_type,
    is_password,
)
from connectors.pages.login_form_fields import Secret, secret_of
from connectors.pages.login_form_submit import Purpose, purpose_of
from connectors.pages.tree import Node, Page
from connectors.pages.vocabulary import codes, controls, outcomes
from connectors.pages.vocabulary import signing_in as words
from connectors.pages.vocabulary.folding import fold

_BARE_NAMES = frozenset(("name", "nom", "nombre", "nome", "naam"))
_LOGIN_ADDRESS = re.compile(
    r"(?:^|[/_.-])(?:log-?_?in|sign-?_?in|log-?on|sso|o?auth2?|connexion|anmeld\w+|einloggen|sessions?"
    r"|identif\w+|accedi|acceso)(?:$|[/_.?-])",
    re.I,
)


@dataclass(slots=True)
class Candidate:
    """One form that may be the sign-in form, with its score and why."""

    username: Node | None
    password: Node | None
    submit: Node | None
    form: Node | None
    block: Node
    score: float = 0.0
    reasons: list[str] = field(default_factory=list)

    @property
    def marks(self) -> str:
        """What the authors of the page call the form."""
        parts = (n for n in (self.form, self.block) if n is not None)
        return " ".join(f"{identifiers(n)} {n.get('class')}" for n in parts)

    def add(self, points: float, reason: str) -> None:
        if points:
            self.score += points
            self.reasons.append(f"{reason}{points:+g}")


def score_password(found: Candidate, password: Node, secret: Secret) -> None:
    """What the two fields themselves say."""
    username = found.username
    token = autocomplete(password)
    found.add(4 if token == "current-password" else 0, "current-password")
    found.add(-2 if token == "new-password" else 0, "new-password-token")
    found.add(-5 if secret is not Secret.CURRENT else 0, f"asks-for-{secret.value}")
    if username is not None:
        found.add(1, "user-name-before-password")
        found.add(2 if autocomplete(username) == "username" else 0, "username-token")


def score_neighbours(page: Page, found: Candidate, fields: list[Node]) -> None:
    """What else the block asks for: a sign-in form asks for nothing else."""
    others = [f for f in fields if found.block.contains(f) and f not in (found.username, found.password)]
    secrets = [f for f in others if is_password(f) and secret_of(page, f) is not Secret.CODE]
    found.add(-6 if secrets else 0, "second-secret")
    texts = [f for f in others if not is_password(f) and input_type(f) != "search" and not is_search(page, f)]
    personal = [f for f in texts if _is_personal(page, f)]
    found.add(max(-6.0, -2.5 * len(personal)), "asks-for-personal-data")
    unknown = [f for f in texts if f not in personal and not _belongs_to_sign_in(page, f)]
    found.add(max(-4.0, -1.0 * len(unknown)), "more-fields")
    for box in found.block.find("input"):
        if input_type(box) != "checkbox" or not box.visible:
            continue
        said = f"{page.label(box)} {identifiers(box)}"
        if words.REMEMBER.in_text(said) or words.REMEMBER.in_identifier(identifiers(box)):
            found.add(2, "remember-me")
        elif words.CONSENT.in_text(said):
            found.add(-2, "asks-for-consent")


def _is_personal(page: Page, node: Node) -> bool:
    said = caption(page, node)
    return (
        fold(said) in _BARE_NAMES
        or words.PERSONAL.in_text(said)
        or words.PERSONAL.in_identifier(identifiers(node))
    )


def _belongs_to_sign_in(page: Page, node: Node) -> bool:
    """A customer number, a code or a captcha beside user name and password."""
    said = f"{caption(page, node)} {identifiers(node)}"
    return (
        words.CUSTOMER_NUMBER.in_text(said)
        or codes.CODE_WORDS.in_text(said)
        or outcomes.CAPTCHA_NAME.in_identifier(said)
        or outcomes.CAPTCHA.in_text(said)
    )


def is_search(page: Page, node: Node) -> bool:
    return controls.SEARCH.in_identifier(identifiers(node)) or controls.SEARCH.in_text(caption(page, node))


def score_words(page: Page, found: Candidate, first: Node) -> None:
    """What button, heading, address, names and links of the form say; `first` is its first field."""
    purpose = purpose_of(page.label(found.submit)) if found.submit is not None else Purpose.SILENT
    weights = {
        Purpose.SIGN_IN: 4.0,
        Purpose.MIXED: 1.0,
        Purpose.SIGN_UP: -6.0,
        Purpose.OTHER: -4.0,
        Purpose.SEARCH: -4.0,
    }
    found.add(weights.get(purpose, 0.0), f"button-{purpose.name.lower()}")
    found.add(-6 if _signs_up(page, found) else 0, "button-before-signs-up")
    found.add(_heading_score(page, first), "heading")
    found.add(1 if address_says_sign_in(page.url) else 0, "address")
    marks = found.marks
    found.add(2 if words.SIGN_IN_IDENTIFIER.in_identifier(marks) else 0, "form-named-sign-in")
    found.add(-3 if words.SIGN_UP_IDENTIFIER.in_identifier(marks) else 0, "form-named-sign-up")
    for link in found.block.find("a", "button"):
        if link.visible and words.FORGOT.in_text(page.label(link)):
            found.add(2, "forgot-link")
            break


def score_inside_account(page: Page, found: Candidate) -> None:
    """Beside a way to sign out, a form with a password changes settings, unless its button says sign in."""
    label = page.label(found.submit) if found.submit is not None else ""
    if purpose_of(label) is not Purpose.SIGN_IN:
        found.add(-6 if found.username is not None else -2, "already-signed-in")


def _signs_up(page: Page, found: Candidate) -> bool:
    """Whether a button that creates an account stands before what was taken for the button."""
    last = found.password
    if last is None:
        return False
    for node in (found.form or found.block).find("button", "input"):
        if not node.visible or input_type(node) != "submit" or node.index < last.index:
            continue
        if found.submit is not None and node.index >= found.submit.index and found.submit.tag != "a":
            return False
        if purpose_of(page.label(node)) is Purpose.SIGN_UP:
            return True
    return False


def address_says_sign_in(url: str) -> bool:
    address = urlsplit(url)
    return address.scheme in ("http", "https") and bool(_LOGIN_ADDRESS.search(address.path))


def _heading_score(page: Page, first: Node) -> float:
    nearest = headings_before(page, first, 1)
    score = 0.0
    for said in nearest:
        into = words.SIGN_IN.in_text(said) or words.RETURNING.in_text(said)
        up = words.SIGN_UP.in_text(said)
        score += 2.0 if into and not up else -3.0 if up and not into else 0.0
    into, up = words.SIGN_IN.in_text(page.title), words.SIGN_UP.in_text(page.title)
    return score + (1.0 if into and not up else -1.5 if up and not into else 0.0)
