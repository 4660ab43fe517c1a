"""The first step of signing in where only the user name is asked for."""

from __future__ import annotations

from connectors.pages.form_controls import (
    autocomplete,
    common_ancestor,
    form_of,
    headings_before,
    identifiers,
    is_password,
    offered,
    text_fields,
)
from connectors.pages.login_form_fields import username_score
from connectors.pages.login_form_scores import Candidate, address_says_sign_in
from connectors.pages.login_form_submit import Purpose, find_submit, purpose_of
from connectors.pages.tree import Node, Page
from connectors.pages.vocabulary import controls
from connectors.pages.vocabulary import signing_in as words

STEP_THRESHOLD = 4.0


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
        _score_step(page, candidate, node, fields)
        found.append(candidate)
    return sorted(found, key=lambda c: (-c.score, c.block.index))


def _score_step(page: Page, found: Candidate, username: Node, fields: list[Node]) -> None:
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
    marks = found.marks
    found.add(
        1 if words.SIGN_IN_IDENTIFIER.in_identifier(f"{marks} {identifiers(username)}") else 0,
        "named-sign-in",
    )
    found.add(-3 if words.SIGN_UP_IDENTIFIER.in_identifier(marks) else 0, "named-sign-up")
    found.add(1 if address_says_sign_in(page.url) else 0, "address")
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
