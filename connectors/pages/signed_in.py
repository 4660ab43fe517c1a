"""Evidence about being signed in: ways out, ways in, and the signs of somebody's own account."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from connectors.pages.form_controls import identifiers, is_pressable, pressables
from connectors.pages.login_form_submit import Purpose, purpose_of
from connectors.pages.tree import Node, Page
from connectors.pages.vocabulary import controls, outcomes, signing_in

_SHORT = 45
_ACCOUNT_MENU = re.compile(
    r"(?:user|account|profile)-?_?(?:menu|dropdown|nav)|avatar|logged-?_?in",
    re.I,
)
_SIGN_IN_ADDRESS = re.compile(
    r"/(?:log-?_?in|sign-?_?in|connexion|anmelden|einloggen|accedi|inloggen|auth|sso|se-connecter"
    r"|identification)(?:[/?#.]|$)",
    re.I,
)


def find_sign_out(page: Page) -> Node | None:
    """The control that signs out: a visible one first, else one that waits in a closed menu."""
    hidden: Node | None = None
    for node in page.nodes:
        if not is_pressable(node) or not _signs_out(page, node):
            continue
        if node.visible:
            return node
        hidden = hidden or node
    return hidden


def _signs_out(page: Page, node: Node) -> bool:
    label = page.label(node) or (_hidden_text(node) if not node.visible else "")
    if label and len(label) <= _SHORT:
        return controls.LOG_OUT.in_text(label) and not signing_in.SIGN_IN.in_text(label.replace("-", " "))
    address = urlsplit(node.get("href"))
    return (
        not label
        and node.visible
        and controls.LOG_OUT_ADDRESS.in_identifier(f"{address.path} {address.fragment} {identifiers(node)}")
    )


def _hidden_text(node: Node) -> str:
    return " ".join(n.text for n in node.walk() if n.tag == "#text").strip()


def find_login_link(page: Page) -> Node | None:
    """The control that leads to the sign-in page: by its words, its address, else the way to the account."""
    best: tuple[float, int, Node] | None = None
    for node in pressables(page.nodes):
        score = _login_link_score(page, node)
        if score > 0 and (best is None or score > best[0]):
            best = (score, node.index, node)
    return best[2] if best else None


def _login_link_score(page: Page, node: Node) -> float:
    label = page.label(node)
    if len(label) > _SHORT or node.get("type") == "image":
        return 0.0
    purpose, score = purpose_of(label), 0.0
    if purpose is Purpose.SIGN_IN:
        score = 6.0
    elif purpose is Purpose.MIXED:
        score = 5.0
    elif purpose is Purpose.SILENT and controls.ACCOUNT.in_text(label):
        score = 3.0
    elif purpose is not Purpose.SILENT:
        return 0.0
    address = node.get("href")
    if address.startswith(("mailto:", "tel:")) or controls.LOG_OUT.in_text(label):
        return 0.0
    if _SIGN_IN_ADDRESS.search(urlsplit(address).path):
        score += 2.0
    if node.closest("footer") is not None:
        score -= 1.0
    return score


def leads_in(page: Page, node: Node) -> bool:
    """Whether the words of a way in say "sign in", and not just "account"."""
    return purpose_of(page.label(node)) in (Purpose.SIGN_IN, Purpose.MIXED)


def account_signs(page: Page) -> tuple[str, ...]:
    """Signs that the page is somebody's own: a greeting with a name, a menu, the places of an account."""
    signs = []
    if greeting_of(page):
        signs.append("greeting")
    if any(_is_account_menu(n) for n in pressables(page.nodes)):
        signs.append("account-menu")
    places = {label.lower() for n in pressables(page.nodes) if (label := page.label(n)) and _is_place(label)}
    if len(places) >= 2:
        signs.append("account-places")
    return tuple(signs)


def _is_account_menu(node: Node) -> bool:
    """A control that opens a menu named after the user; a link of that name may lead to signing in."""
    if node.tag == "a" and node.get("aria-haspopup") in ("", "false"):
        return False
    return bool(_ACCOUNT_MENU.search(f"{node.get('class')} {node.get('id')} {node.get('aria-label')}"))


def _is_place(label: str) -> bool:
    return len(label) <= 30 and controls.ACCOUNT_PLACES.in_text(label)


_NAME = re.compile(
    r"^(?:hello|hi|welcome(?: back)?|bonjour|bienvenue|bonsoir|hallo|guten tag|willkommen(?: zur[uü]ck)?|hola"
    r"|bienvenid[oa]|ciao|benvenut[oa]|welkom(?: terug)?|(?:signed|logged) in as|connect[eé]e? en tant que"
    r"|angemeldet als|eingeloggt als|conectado como|connesso come|ingelogd als)[ ,:!]+"
    r"(?:mr?s?\.? |mme |m\. |herr |frau |dr\.? )?"
    r"(?!(?:to|in|on|at|back|chez|sur|dans|bei|auf|im|a|al|en|nel|bij|op|there|visitor|guest|please)\b)"
    r"[^\W\d_][\w.@'-]+",
    re.I,
)


def greeting_of(page: Page) -> str:
    """A short text that greets a person by name, "" when there is none."""
    for node in page.nodes:
        if node.tag == "#text" or not node.visible or not node.children or len(node.children) > 6:
            continue
        said = page.text(node)
        if 5 < len(said) <= 60 and outcomes.GREETING.in_text(said) and _NAME.match(said):
            return said
    return ""
