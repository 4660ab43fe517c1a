"""Finds the sign-in form of a page. Every password field is a candidate; forms are scored, not pages."""

from __future__ import annotations

from connectors.pages.form_controls import (
    action_of,
    caption,
    common_ancestor,
    form_of,
    identifiers,
    input_type,
    is_password,
    offered,
    text_fields,
)
from connectors.pages.login_form_fields import Secret, secret_of, username_score
from connectors.pages.login_form_scores import (
    Candidate,
    is_search,
    score_inside_account,
    score_neighbours,
    score_password,
    score_words,
)
from connectors.pages.login_form_steps import STEP_THRESHOLD, username_steps
from connectors.pages.login_form_submit import find_submit
from connectors.pages.reading import LoginFields
from connectors.pages.signed_in import find_sign_out
from connectors.pages.tree import Node, Page
from connectors.pages.vocabulary import signing_in as words

THRESHOLD = 1.0
_REACH = 6
_NEAR_NODES = 80


def login_candidates(page: Page) -> list[Candidate]:
    """All forms with a password, best first; those below `THRESHOLD` are something else."""
    fields = text_fields(page)
    found = [_with_password(page, fields, node) for node in fields if is_password(node) and node.enabled]
    if found and (way_out := find_sign_out(page)) is not None and way_out.visible:
        for candidate in found:
            if candidate is not None:
                score_inside_account(page, candidate)
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
    score_password(candidate, password, secret)
    score_neighbours(page, candidate, fields)
    score_words(page, candidate, username or password)
    return candidate


def _username_for(page: Page, fields: list[Node], password: Node, form: Node | None) -> Node | None:
    """The best text field before the password in its form, near first; after it only with clear words."""
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
            input_type(node) in ("text", "tel", "number", "email") and not is_search(page, node)
        ):
            wanted.append((caption(page, node).strip() or identifiers(node), node))
    return tuple(wanted)
