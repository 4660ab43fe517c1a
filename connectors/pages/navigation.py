"""Ways from a signed-in page to the documents."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urldefrag, urlsplit

from connectors.pages.document_words import (
    ACCOUNT,
    BILLING,
    CREDIT_NOTE,
    DOCUMENTS,
    INVOICE,
    ORDER,
    OTHER,
    RECEIPT,
    STATEMENT,
)
from connectors.pages.listing import NavLink
from connectors.pages.page_context import address_words
from connectors.pages.paging_controls import pager_of
from connectors.pages.pressing import href_of, icon_words, is_control, is_safe, opens_new_tab, pressables_in
from connectors.pages.tree import Node, Page
from connectors.pages.values import find_numbers
from connectors.pages.words import fold, words

_ASIDE = words("""
    adresse|adresses|address|addresses|anschrift|adressen|rechnungsadresse*|rechnungsanschrift*|
    direccion*|indirizz*|method|methods|methode|methodes|moyen|moyens|mode|modes|zahlungsart*|
    zahlungsmethode*|zahlungsmittel|metodo*|settings|parametres|reglages|einstellungen|ajustes|
    impostazioni|instellingen|preferences|template|templates|modele|modeles|vorlage*|plantilla*|plan|
    plans|abonnement|abonnements|subscription*|abo|tarif|tarife|pricing|help|aide|hilfe|faq|ayuda|
    support|api|documentation|docs|developer*|dispute|litige|simulation|estimate*|payer|software|
    logiciel|blog|solution*|product|produits|produkte|features|demo|test|gratuit|free|track|suivi|
    statistics|statistiques|statistiken|reports|rapports|berichte|import*|export|coupon*|gutschein*|
    address book|profile|profil
""")
_OWN = words("""
    mes factures|vos factures|factures|facture|my invoices|your invoices|invoices|invoices & receipts|
    meine rechnungen|ihre rechnungen|rechnungen|rechnungsubersicht|mis facturas|tus facturas|facturas|
    le mie fatture|le tue fatture|fatture|mijn facturen|facturen|factures et paiements|bills|my bills|
    invoice history|historique des factures|rechnungsarchiv|meine rechnung|factures et documents|
    billing history|rechnungen und dokumente
""")
_ONWARD = re.compile(
    r"(?:continue|continuer|weiter|fortfahren|continuar|continua|doorgaan|verder)"
    r"(?: (?:as|en tant que|als|como|come) .{1,40})?"
    r"|acceder a mon (?:espace|compte)|go to (?:my )?(?:account|dashboard|portal)|zum (?:portal|kundenkonto)"
)
_MENU_ICON = re.compile(
    r"(?<![a-z])(?:menu|hamburger|burger|bars|navicon|(?:nav|sidebar|drawer) ?(?:toggler?|open))(?![a-z])"
)
_MENU_WORDS = words("""
    menu|open menu|main menu|navigation|open navigation|toggle navigation|toggle menu|toggle sidebar|
    menu principal|ouvrir le menu|ouvrir la navigation|menu offnen|hauptmenu|navigation offnen|abrir menu|
    apri menu|menu openen
""")
_CLOSED_PARTS = 4
_CORNER, _PRESSABLE = 80, 16
_PEOPLE = words("""
    users|user|utilisateur*|benutzer*|usuario*|utent*|gebruiker*|people*|team|teams|roles|contact|contacts|
    login|sign in|connexion|anmelden|register|inscription|cart|panier|warenkorb|language|langue|sprache
""")
_MENU_CLASS = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|modules?|side-?bar|drawer|topbar|subnav|tabs?|breadcrumb|dashboard|tile|card)",
    re.I,
)
_LANGUAGE = words("""
    locale|lang|langue|language|sprache|idioma|lingua|taal|francais|english|deutsch|espanol|italiano|nederlands|
    auf deutsch|in english|en francais
""")
_IDENTITY = re.compile(r"[^/]*\d[^/]*|[A-Z0-9]{4,}|[^/]{25,}")
_LONGEST = 70
_LEAST = 0.25


def find_document_links(page: Page) -> tuple[NavLink, ...]:
    """Links and menu entries that lead to invoices, orders, billing or documents, best first."""
    found: dict[object, NavLink] = {}
    for node in pressables_in(page.root) if page.root is not None else ():
        score = _score(page, node)
        if score < _LEAST or not node.enabled or not is_safe(page, node):
            continue
        href = href_of(page, node)
        if href is not None and _is_here(page, href):
            continue
        link = NavLink(node, page.css(node), page.frame_path(node), href, page.label(node), round(score, 3))
        key = href or fold(link.label) or node.index
        if key not in found or found[key].score < link.score:
            found[key] = link
    return tuple(sorted(found.values(), key=lambda link: -link.score))


def find_places(page: Page) -> tuple[NavLink, ...]:
    """The other places of the site's own navigation, as it lists them: where to look when no word helps."""
    found: dict[str, NavLink] = {}
    closed: list[NavLink] = []
    for node in pressables_in(page.root) if page.root is not None else ():
        href = href_of(page, node)
        if _leads_on(page, node):
            return (_nav_link(page, node, href),)
        if href is None and len(closed) < _CLOSED_PARTS and _unfolds(page, node):
            closed.append(_nav_link(page, node, None))
        if href is None or not node.visible or not node.enabled or _is_here(page, href):
            continue
        words_said = f"{fold(page.label(node))} {address_words(href)} {icon_words(node)}"
        if (
            _place(page, node, href) <= 0.0
            or urlsplit(href).hostname != urlsplit(page.url).hostname
            or opens_new_tab(node)
            or not is_safe(page, node)
            or _ASIDE.search(words_said)
            or _PEOPLE.search(words_said)
        ):
            continue
        found.setdefault(urldefrag(href)[0], _nav_link(page, node, href))
    return (*found.values(), *closed)


def _nav_link(page: Page, node: Node, href: str | None) -> NavLink:
    return NavLink(node, page.css(node), page.frame_path(node), href, page.label(node), _LEAST)


def _unfolds(page: Page, node: Node) -> bool:
    """A closed part of the navigation: the menu behind three bars, a group that hides its entries."""
    if not node.visible or not node.enabled or node.closest("tr", "form", "main", "article") is not None:
        return False
    label = fold(page.label(node))
    said = f"{label} {icon_words(node)}"
    if len(label) > _LONGEST or not is_safe(page, node) or _ASIDE.search(said) or _PEOPLE.search(said):
        return False
    if _MENU_WORDS.fullmatch(label) or (not label and (_MENU_ICON.search(said) or _in_the_corner(node))):
        return True
    if not any(c.isalpha() for c in label):
        return False
    if node.get("aria-expanded") == "false" and node.get("aria-haspopup") in ("", "false", "true", "menu"):
        return _place(page, node, "") > 0.0
    return node.tag == "a" and node.closest("li") is not None


def _in_the_corner(node: Node) -> bool:
    """Three bars without any name stand at the top left."""
    box = node.box
    return box is not None and max(box.x, box.y, box.w, box.h) <= _CORNER and min(box.w, box.h) >= _PRESSABLE


def _leads_on(page: Page, node: Node) -> bool:
    """ "Continue" on a page that asks nothing, as for a session that is still open."""
    if not is_control(node) or not node.visible or not node.enabled:
        return False
    if not _ONWARD.fullmatch(fold(page.label(node))) or not is_safe(page, node):
        return False
    return not any(n.visible and n.get("type") != "hidden" for n in page.find("input", "select", "textarea"))


def _is_here(page: Page, href: str) -> bool:
    """Whether an address is the page itself (a route in the fragment makes another page)."""
    if "#/" in href or "#!" in href:
        return href == page.url
    return urldefrag(href)[0] == urldefrag(page.url)[0]


def _score(page: Page, node: Node) -> float:
    label = page.label(node)
    plain, href = fold(label), href_of(page, node) or ""
    if len(plain) > _LONGEST or not (is_control(node) or plain) or pager_of(node) is not None:
        return 0.0
    where = _place_words(href)
    if _LANGUAGE.search(f"{plain} {where}"):
        return 0.0
    said = _subject(plain)
    address = (0.2 if _is_one_thing(href) else 0.7) * _subject(where) if href else 0.0
    icon = 0.5 * _subject(icon_words(node))
    score = max(said, address, icon) + (0.1 if said and address else 0.0)
    if score == 0.0:
        return 0.0
    if _OWN.fullmatch(plain):
        score += 0.15
    if _ASIDE.search(plain) or OTHER.search(plain):
        score -= 0.6
    elif _ASIDE.search(where):
        score -= 0.15
    if find_numbers(label):
        score -= 0.6  # one document, not their place
    return (
        score
        + _place(page, node, href)
        - (0.1 if any(c.isdigit() for c in re.sub(r"\(\d+\)|\d+$", "", plain)) else 0.0)
    )


def _place_words(href: str) -> str:
    """The words of an address, but for those of the address that it leads back to."""
    parts = urlsplit(href)
    query = "&".join(f"{k}={v}" for k, v in parse_qsl(parts.query) if "/" not in v)
    return address_words(parts._replace(query=query).geturl()) if href else ""


def _is_one_thing(href: str) -> bool:
    """An address that ends in a name such as 1042, HAFLR or 9f3c...: one order, not the place of all."""
    tail = urlsplit(href).path.rstrip("/").rsplit("/", 1)[-1]
    return bool(_IDENTITY.fullmatch(tail))


def _subject(plain: str) -> float:
    """How surely words speak of the place where the documents are."""
    if INVOICE.search(plain):
        return 1.0
    for pattern, value in (
        (BILLING, 0.85),
        (CREDIT_NOTE, 0.8),
        (STATEMENT, 0.8),
        (RECEIPT, 0.8),
        (ORDER, 0.75),
        (DOCUMENTS, 0.75),
    ):
        if pattern.search(plain):
            return value
    return 0.4 if ACCOUNT.search(plain) else 0.0


def _place(page: Page, node: Node, href: str) -> float:
    score = 0.0 if node.visible else -0.15
    if not is_control(node):
        score -= 0.1
    if href and urlsplit(href).hostname != urlsplit(page.url).hostname:
        score -= 0.2 if _same_site(href, page.url) else 0.5
    for ancestor in node.ancestors():
        if ancestor.tag == "footer" or ancestor.get("role") == "contentinfo":
            return score - 0.3
        if ancestor.tag == "nav" or ancestor.get("role") in ("navigation", "menu", "menubar", "tablist"):
            return score + 0.1
        if any(_MENU_CLASS.search(name) for name in ancestor.classes):
            return score + 0.05
    return score


def _same_site(first: str, second: str) -> bool:
    ends = [".".join((urlsplit(u).hostname or "").split(".")[-2:]) for u in (first, second)]
    return ends[0] == ends[1]
