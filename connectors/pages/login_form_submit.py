"""The control that sends a form off: by its words, then by its type and place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from connectors.pages.form_controls import form_of, identifiers, input_type, is_button, pressables
from connectors.pages.tree import Node, Page
from connectors.pages.vocabulary import controls, signing_in
from connectors.pages.vocabulary.folding import fold

_SOCIAL = re.compile(r"facebook|google|social|oauth|openid|twitter|linkedin|appleid|apple-", re.I)
_TOWARDS = re.compile(
    r"(?:^| )(?:with|via|using|by|avec|mit|uber|con|met|com|through) (?!your|my|password|mot de|ihr|e ?mail)"
)
_ENOUGH = 5.0
_LEVELS_BEYOND_FORM = 4
_LONG = 9


class Purpose(Enum):
    """What the words on a control promise; the value is its weight as the button of a sign-in form."""

    SIGN_IN = 6.0
    MIXED = 3.5
    ONWARD = 3.0
    SILENT = 0.0
    OTHER = -4.0
    SEARCH = -6.1
    SIGN_UP = -6.2
    AWAY = -6.3
    PASSWORDLESS = -6.4
    TOGGLE = -8.1
    FORGOT = -8.2
    PROVIDER = -8.3


def purpose_of(label: str) -> Purpose:
    """What a label promises, the things that must not be pressed first."""
    said = fold(label)
    into, up = signing_in.SIGN_IN.in_text(said), signing_in.SIGN_UP.in_text(said)
    if controls.PROVIDER.in_text(said) and (_TOWARDS.search(said) or not into):
        return Purpose.PROVIDER
    checks = (
        (controls.PASSWORDLESS, Purpose.PASSWORDLESS),
        (signing_in.FORGOT, Purpose.FORGOT),
        (controls.TOGGLE, Purpose.TOGGLE),
        (controls.AWAY, Purpose.AWAY),
    )
    for vocabulary, purpose in checks:
        if vocabulary.in_text(said):
            return purpose
    if controls.NEWSLETTER.in_text(said):
        return Purpose.OTHER
    if into:
        return Purpose.MIXED if up or len(said.split()) > _LONG else Purpose.SIGN_IN
    if up:
        return Purpose.SIGN_UP
    for vocabulary, purpose in (
        (controls.SEARCH, Purpose.SEARCH),
        (controls.OTHER_PURPOSE, Purpose.OTHER),
        (controls.ONWARD, Purpose.ONWARD),
    ):
        if vocabulary.in_text(said) and len(said.split()) <= _LONG:
            return purpose
    return Purpose.SILENT


def submit_score(page: Page, node: Node, field: Node) -> float:
    """How likely this control sends off the form whose last field is `field`; not above 0: it does not."""
    purpose = purpose_of(page.label(node))
    score = purpose.value + _type_score(node)
    names = f"{identifiers(node)} {node.get('class')}"
    if purpose.value < _ENOUGH and _SOCIAL.search(names):
        score -= 4
    if signing_in.SIGN_IN_IDENTIFIER.in_identifier(names):
        score += 1
    elif purpose is not Purpose.SIGN_IN and signing_in.SIGN_UP_IDENTIFIER.in_identifier(names):
        score -= 2
    if node.index < field.index:
        score -= 3
    if leads_away(page, node):
        score -= 4
    return score


def _type_score(node: Node) -> float:
    if node.tag in ("input", "button") and input_type(node) in ("submit", "image"):
        return 2.0
    if node.tag in ("input", "button"):
        return 0.5
    return 0.0 if is_button(node) else -1.0


def find_submit(page: Page, field: Node, block: Node) -> Node | None:
    """The best control of the smallest part around `block` that has a good one; None when nothing fits."""
    best: tuple[float, Node] | None = None
    form = form_of(page, field)
    for part in _parts(block, form):
        found = _best(page, part, field, form)
        if found is not None and found[0] >= _ENOUGH:
            return found[1]
        if best is None or (found is not None and found[0] > best[0]):
            best = found
    return best[1] if best else None


def _parts(block: Node, form: Node | None) -> Iterator[Node]:
    """The block and what surrounds it: up to its form, then a little further for buttons outside."""
    yield block
    beyond = 0
    inside = form is not None and block is not form and form.contains(block)
    for outer in block.ancestors():
        if outer.tag in ("html", "#document"):
            return
        if not inside:
            beyond += 1
            if beyond > _LEVELS_BEYOND_FORM + (4 if form is None else 0):
                return
        if outer is form:
            inside = False
        yield outer


def _best(page: Page, part: Node, field: Node, form: Node | None) -> tuple[float, Node] | None:
    best: tuple[float, Node] | None = None
    for node in pressables(part.walk()):
        owner = form_of(page, node)
        if owner is not None and owner is not form:
            continue
        if owner is None and form is not None and (node.index < form.index or leads_away(page, node)):
            continue
        score = submit_score(page, node, field)
        if score > 0 and (best is None or score > best[0]):
            best = (score, node)
    return best or _lost_picture(part, form)


def leads_away(page: Page, node: Node) -> bool:
    """A link with an address of its own sends no form off."""
    address = node.get("href").strip()
    if node.tag != "a" or not address or address.endswith("#") or address.lower().startswith("javascript:"):
        return False
    if address.startswith("#"):
        return False
    return page.absolute(address, node).split("#")[0] != page.url.split("#")[0]


def _lost_picture(part: Node, form: Node | None) -> tuple[float, Node] | None:
    """A picture button without size: its picture did not load, yet it is the form's button."""
    if part is not form:
        return None
    for node in part.find("input"):
        if input_type(node) == "image" and node.box is not None and (node.box.x or node.box.y):
            return 0.1, node
    return None
