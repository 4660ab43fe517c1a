"""Finds the sign-in form of a page. Every password field is a candidate; forms are scored, not pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from connectors.pages.form_controls import (
    action_of,
    autocomplete,
    caption,
    common_ancestor,
    form_of,
    headings_before,
    identifiers,
    input_type,
    is_password,
    offered,
    text_fields,
)
from connectors.pages.login_form_fields import Secret, secret_of, username_score
from connectors.pages.login_form_submit import Purpose, find_submit, purpose_of
from connectors.pages.reading import LoginFields
from connectors.pages.tree import Node, Page
from connectors.pages.vocabulary import controls
from connectors.pages.vocabulary import signing_in as words

THRESHOLD = 1.0
STEP_THRESHOLD = 4.0
_REACH = 6
_NEAR_NODES = 80
_LOGIN_ADDRESS = re.compile(
    r"log-?_?in|sign-?_?in|log-?on|auth|connexion|anmeld|einlog|session|sso|identif|acce", re.I
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
    secrets: int = 1

    def add(self, points: float, reason: str) -> None:
        if points:
            self.score += points
            self.reasons.append(f"{reason}{points:+g}")


def login_candidates(page: Page) -> list[Candidate]:
    """All forms with a password, best first; those below `THRESHOLD` are something else."""
    fields = text_fields(page)
    found = [_with_password(page, fields, node) for node in fields if is_password(node) and node.enabled]
    return sorted((c for c in found if c is not None), key=lambda c: (-c.score, c.block.index))


def find_login(page: Page) -> tuple[LoginFields, Candidate] | None:
    """The sign-in form, or its first step; None when the page has none."""
    candidates = login_candidates(page)
    best = next((c for c in candidates if c.score >= THRESHOLD), None)
    if best is None:
        best = next((c for c in username_steps(page) if c.score >= STEP_THRESHOLD), None)
    if best is None:
        return None
    return _fields_of(page, best), best


def _with_password(page: Page, fields: list[Node], password: Node) -> Candidate | None:
    secret = secret_of(page, password)
    if secret in (Secret.OTHER, Secret.CODE):
        return None
    form = form_of(page, password)
    username = _username_for(page, fields, password, form)
    block = common_ancestor(username, password) if username is not None else password.parent
    if block is None:
        return None
    last = max((n for n in (username, password) if n is not None), key=lambda n: n.index)
    submit = find_submit(page, last, block)
    if submit is not None:
        block = common_ancestor(block, submit)
    candidate = Candidate(username, password, submit, form, block)
    _score_password(page, candidate, secret)
    _score_neighbours(page, candidate, fields)
    _score_words(page, candidate)
    return candidate


def _username_for(page: Page, fields: list[Node], password: Node, form: Node | None) -> Node | None:
    """The best text field before the password in its form, near ones preferred; after it only with clear words."""
    mine = [f for f in fields if form_of(page, f) is form and _same_frame(f, password)]
    position = mine.index(password)
    best: tuple[float, Node] | None = None
    for distance, node in enumerate(reversed(mine[max(0, position - _REACH) : position])):
        if is_password(node):
            break
        if form is None and password.index - node.index > _NEAR_NODES * (distance + 1):
            break
        score = username_score(page, node) - 1.5 * distance
        if score > -2 and (best is None or score > best[0]):
            best = (score, node)
    after = mine[position + 1 : position + 2]
    if best is None and after and not is_password(after[0]) and username_score(page, after[0]) >= 3:
        return after[0]
    return best[1] if best else None


def _same_frame(first: Node, second: Node) -> bool:
    return _document(first) is _document(second)


def _document(node: Node) -> Node | None:
    return next((a for a in node.ancestors() if a.tag == "#document"), None)


def _score_password(page: Page, found: Candidate, secret: Secret) -> None:
    password, username = found.password, found.username
    assert password is not None
    token = autocomplete(password)
    found.add(4 if token == "current-password" else 0, "current-password")
    found.add(-2 if token == "new-password" else 0, "new-password-token")
    found.add(-5 if secret is not Secret.CURRENT else 0, f"asks-for-{secret.value}")
    if username is not None:
        found.add(1, "user-name-before-password")
        found.add(2 if autocomplete(username) == "username" else 0, "username-token")


def _score_neighbours(page: Page, found: Candidate, fields: list[Node]) -> None:
    """What else the block asks for: a sign-in form asks for nothing else."""
    others = [f for f in fields if found.block.contains(f) and f not in (found.username, found.password)]
    secrets = [f for f in others if is_password(f) and secret_of(page, f) is not Secret.CODE]
    found.secrets += len(secrets)
    found.add(-6 if secrets else 0, "second-secret")
    texts = [
        f for f in others if not is_password(f) and input_type(f) != "search" and not _is_search(page, f)
    ]
    personal = [
        f
        for f in texts
        if words.PERSONAL.in_identifier(identifiers(f)) or words.PERSONAL.in_text(caption(page, f))
    ]
    found.add(max(-6.0, -2.5 * len(personal)), "asks-for-personal-data")
    found.add(max(-4.0, -1.0 * max(0, len(texts) - len(personal) - 1)), "many-fields")
    for box in found.block.find("input"):
        if input_type(box) != "checkbox" or not box.visible:
            continue
        said = f"{page.label(box)} {identifiers(box)}"
        if words.REMEMBER.in_text(said) or words.REMEMBER.in_identifier(identifiers(box)):
            found.add(2, "remember-me")
        elif words.CONSENT.in_text(said):
            found.add(-2, "asks-for-consent")


def _is_search(page: Page, node: Node) -> bool:
    return controls.SEARCH.in_identifier(identifiers(node)) or controls.SEARCH.in_text(caption(page, node))


def _score_words(page: Page, found: Candidate) -> None:
    purpose = purpose_of(page.label(found.submit)) if found.submit is not None else Purpose.SILENT
    weights = {
        Purpose.SIGN_IN: 4.0,
        Purpose.MIXED: 1.0,
        Purpose.SIGN_UP: -6.0,
        Purpose.OTHER: -4.0,
        Purpose.SEARCH: -4.0,
    }
    found.add(weights.get(purpose, 0.0), f"button-{purpose.name.lower()}")
    if purpose not in (Purpose.SIGN_IN, Purpose.MIXED):
        found.add(-5 if _signs_up(page, found) else 0, "button-beside-signs-up")
    found.add(_heading_score(page, found), "heading")
    marks = " ".join(f"{identifiers(n)} {n.get('class')}" for n in (found.form, found.block) if n is not None)
    found.add(2 if words.SIGN_IN_IDENTIFIER.in_identifier(marks) else 0, "form-named-sign-in")
    found.add(-3 if words.SIGN_UP_IDENTIFIER.in_identifier(marks) else 0, "form-named-sign-up")
    for link in found.block.find("a", "button"):
        if link.visible and words.FORGOT.in_text(page.label(link)):
            found.add(2, "forgot-link")
            break


def _signs_up(page: Page, found: Candidate) -> bool:
    """Whether the form's own submit button creates an account, though another control was chosen."""
    if found.form is None:
        return False
    for node in found.form.find("button", "input"):
        if node.visible and input_type(node) == "submit" and purpose_of(page.label(node)) is Purpose.SIGN_UP:
            return True
    return False


def _heading_score(page: Page, found: Candidate) -> float:
    first = found.username or found.password
    assert first is not None
    nearest = headings_before(page, first, 1)
    score = 0.0
    for said in nearest:
        into = words.SIGN_IN.in_text(said) or words.RETURNING.in_text(said)
        up = words.SIGN_UP.in_text(said)
        score += 2.0 if into and not up else -3.0 if up and not into else 0.0
    into, up = words.SIGN_IN.in_text(page.title), words.SIGN_UP.in_text(page.title)
    return score + (1.0 if into and not up else -1.5 if up and not into else 0.0)


def username_steps(page: Page) -> list[Candidate]:
    """Fields that may be the first step of signing in, best first."""
    found = []
    fields = [f for f in text_fields(page) if not is_password(f)]
    for node in fields:
        likeness = username_score(page, node)
        if likeness < 2 or node.parent is None:
            continue
        submit = find_submit(page, node, node.parent)
        block = common_ancestor(node.parent, submit) if submit is not None else node.parent
        candidate = Candidate(node, None, submit, form_of(page, node), block)
        _score_step(page, candidate, fields)
        found.append(candidate)
    return sorted(found, key=lambda c: (-c.score, c.block.index))


def _score_step(page: Page, found: Candidate, fields: list[Node]) -> None:
    username = found.username
    assert username is not None
    token = autocomplete(username)
    found.add(3 if token == "username" else 0, "username-token")
    purpose = purpose_of(page.label(found.submit)) if found.submit is not None else Purpose.SILENT
    weights = {
        Purpose.SIGN_IN: 3.0,
        Purpose.MIXED: 2.0,
        Purpose.ONWARD: 1.0,
        Purpose.SIGN_UP: -6.0,
        Purpose.OTHER: -6.0,
    }
    found.add(weights.get(purpose, -1.0), f"button-{purpose.name.lower()}")
    found.add(_step_heading(page, username), "heading")
    marks = " ".join(f"{identifiers(n)} {n.get('class')}" for n in (found.form, found.block) if n is not None)
    found.add(
        1 if words.SIGN_IN_IDENTIFIER.in_identifier(f"{marks} {identifiers(username)}") else 0,
        "named-sign-in",
    )
    found.add(-3 if words.SIGN_UP_IDENTIFIER.in_identifier(marks) else 0, "named-sign-up")
    found.add(1 if _LOGIN_ADDRESS.search(page.url.split("?")[0]) else 0, "address")
    others = [f for f in fields if found.block.contains(f) and f is not username]
    found.add(max(-6.0, -2.5 * len(others)), "other-fields")
    if found.form is not None:
        hidden = [n for n in found.form.find("input") if is_password(n) and not offered(n)]
        found.add(2 if len(hidden) == 1 else 0, "password-waits")
    said = page.text(found.form or found.block)[:2000]
    if controls.NEWSLETTER.in_text(f"{said} {marks}"):
        found.add(-4, "newsletter")


def _step_heading(page: Page, username: Node) -> float:
    score = 0.0
    for said in [*headings_before(page, username, 1), page.title]:
        if words.FORGOT.in_text(said):
            score -= 4
        elif words.SIGN_UP.in_text(said):
            score += 0 if words.SIGN_IN.in_text(said) else -3
        elif words.SIGN_IN.in_text(said) or words.RETURNING.in_text(said):
            score += 2
    return score


def _fields_of(page: Page, found: Candidate) -> LoginFields:
    return LoginFields(
        username=found.username,
        password=found.password,
        submit=found.submit,
        remember=_remember(page, found),
        form=found.form,
        action=action_of(page, found.form, found.submit),
        extra=_extra(page, found),
    )


def _remember(page: Page, found: Candidate) -> Node | None:
    for box in found.block.find("input"):
        if input_type(box) == "checkbox" and words.REMEMBER.in_text(f"{page.label(box)} {identifiers(box)}"):
            return box
    return None


def _extra(page: Page, found: Candidate) -> tuple[tuple[str, Node], ...]:
    """Other things the form wants to know: customer number, region, company."""
    wanted = []
    for node in found.block.find("input", "select"):
        if node in (found.username, found.password) or not offered(node):
            continue
        if node.tag == "select" or (
            input_type(node) in ("text", "tel", "number", "email") and not _is_search(page, node)
        ):
            wanted.append((caption(page, node).strip() or identifiers(node), node))
    return tuple(wanted)
