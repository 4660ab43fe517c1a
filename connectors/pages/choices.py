"""Controls that change which documents are listed: years, periods, contracts, types, rows per page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from connectors.pages.document_words import CREDIT_NOTE, INVOICE, RECEIPT, STATEMENT
from connectors.pages.listing import Choice, ChoiceKind, DocumentList, Option
from connectors.pages.paging_controls import is_current, pager_of
from connectors.pages.pressing import href_of, is_pressable
from connectors.pages.rows_cells import one_line
from connectors.pages.tree import Flag, Node, Page
from connectors.pages.words import fold, words

_YEAR = re.compile(r"(?:(?:annee|year|jahr|ano|anno|jaar) )?((?:19|20)\d\d)(?: \(\d+\))?")
_ALL = words("all|alle|tous|toutes|tout|todos|todas|tutti|tutte|alles|toutes les annees|alle jahre|all years")
_PERIOD = words("""
    mois|month|months|monat|monate|meses|mesi|maanden|jours|days|tage|dias|giorni|dagen|semaine|week|
    woche|trimestre|quarter|quartal|semestre|last|derniers|letzte|letzten|ultimos|ultimi|past|periode|
    period|zeitraum|periodo|annee en cours|this year|dieses jahr
""")
_CONTRACT = words("""
    contrat*|contract*|vertrag*|vertrage|contrato*|contratt*|compte|comptes|account*|konto|konten|
    cuenta*|conto|conti|site|sites|ligne|lignes|line|lines|anschluss*|logement*|lieu|lieux|
    lieferstelle*|zahler*|abonnement*|subscription*|kundennummer*|client|clients|customer*|kunde*|
    organisation*|organization*|workspace*|societe*|company|companies|entreprise*|firma|firmen|empresa*|
    azienda|titulaire*|vehicule*|fahrzeug*|mobile|numero de ligne|rufnummer*
""")
_PER_PAGE = words("""
    par page|per page|pro seite|por pagina|per pagina|items per page|rows per page|zeilen pro seite|
    eintrage pro seite|eintrage anzeigen|lignes par page|entries|show entries|page size|
    resultats par page|elements par page|afficher
""")
_SUBMIT = words("""
    ok|go|valider|filtrer|filter|filtern|appliquer|apply|anwenden|afficher|anzeigen|show|view|
    rechercher|search|suchen|buscar|filtrar|aplicar|cerca|filtra|applica|zoeken|toepassen|mostrar|
    mostra|voir|los|actualiser|aktualisieren|refresh|update
""")
_SIZES = frozenset(
    (
        "5",
        "10",
        "12",
        "15",
        "20",
        "24",
        "25",
        "30",
        "40",
        "48",
        "50",
        "75",
        "80",
        "100",
        "150",
        "200",
        "250",
        "500",
        "1000",
        "-1",
    )
)
# Views that hold no other documents: states, orders, forms of display.
_NO_VIEW = words("""
    all|alle|tous|toutes|todas|todos|tutte|tutti|paid|unpaid|open|closed|overdue|pending|draft|drafts|
    payees|impayees|en attente|bezahlt|offen|uberfallig|entwurf|date|datum|amount|montant|betrag|asc|
    desc|list|grid|liste|grille|kacheln|status|archive|archives|archiv|help|aide|hilfe|details|profil|
    profile|profiel|konto|settings|securite|security|sicherheit|overview|ubersicht|apercu|contact|
    kontakt|dashboard|next|previous|suivant|precedent|weiter|zuruck
""")
_TABS_CLASS = re.compile(r"(?:^|[-_])(?:tabs?|pills|segmented|switcher|nav-tabs)(?:$|[-_])", re.I)
_MOST_VIEWS = 30
_NO_CHOICE = words("""
    langue|language|sprache|idioma|lingua|taal|devise|currency|wahrung|country|pays|land|sort|trier|
    sortieren|tri
""")


def find_choices(page: Page, lst: DocumentList | None) -> tuple[Choice, ...]:
    """Choices outside the rows of `lst` (None: the list may be empty for what is chosen now)."""
    rows = {row.node.index for row in lst.rows} if lst is not None else set()
    found = [c for node in page.find("select") if not _is_within(node, rows) and (c := _select(page, node))]
    found += list(_groups(page, rows))
    return tuple(found)


def _is_within(node: Node, rows: set[int]) -> bool:
    return any(a.index in rows for a in node.ancestors())


def _select(page: Page, select: Node) -> Choice | None:
    if not select.enabled or select.closest("header", "footer") is not None:
        return None
    shown = list(select.find("option"))
    chosen = select.get("#selected")
    options = tuple(
        Option(
            _text(n),
            n.get("value") or _text(n),
            n,
            None,
            str(place) == chosen or bool(n.flags & Flag.CHECKED),
        )
        for place, n in enumerate(shown)
        if n.enabled and _text(n)
    )
    label = f"{page.label(select)} {_label_beside(select)} {select.get('name')} {select.get('id')}"
    named = "year" in select.get("#match").split()
    kind = "year" if named else _kind(fold(re.sub(r"[_-]", " ", label)), [o.label for o in options])
    return Choice(kind, select, options, _submit(page, select)) if kind and len(options) > 1 else None


def _text(node: Node) -> str:
    return " ".join(n.text.strip() for n in node.walk() if n.tag == "#text").strip() or node.get("label")


def _label_beside(select: Node) -> str:
    parent = select.parent
    text = one_line(parent) if parent is not None else ""
    return text if len(text) <= 60 else ""


def _kind(label: str, options: list[str]) -> ChoiceKind | None:
    plain = [fold(o) for o in options]
    years = sum(bool(_YEAR.fullmatch(o)) for o in plain)
    if years >= len(plain) - 1 > 0 or (years >= 2 and years >= len(plain) - 2):
        return "year"
    if _NO_CHOICE.search(label):
        return None
    sizes = sum(o.split(" ")[0] in _SIZES for o in plain)
    if (
        sizes
        and sizes >= len(plain) - 1
        and (_PER_PAGE.search(label) or _PER_PAGE.search(" ".join(plain)) or sizes >= 3)
    ):
        return "per_page"
    if sum(bool(_PERIOD.search(o) or _YEAR.fullmatch(o)) for o in plain) * 2 >= len(plain) and len(plain) > 1:
        return "period"
    types = sum(any(p.search(o) for p in (INVOICE, CREDIT_NOTE, RECEIPT, STATEMENT)) for o in plain)
    if types * 2 >= len(plain) and types:
        return "type"
    return "contract" if _CONTRACT.search(label) or _CONTRACT.search(" ".join(plain[:3])) else None


def _submit(page: Page, select: Node) -> Node | None:
    """The button that applies the choice, when its form has one."""
    form = select.closest("form")
    for node in form.walk() if form is not None else ():
        if node.tag in ("button", "input") and is_pressable(node) and node.visible:
            label = fold(page.label(node))
            if _SUBMIT.search(label) or (node.get("type") == "submit" and not label):
                return node
    return None


def _groups(page: Page, rows: set[int]) -> Iterator[Choice]:
    """Tabs, and links or buttons beside each other that are labelled with years or types."""
    for parent in page.nodes:
        if (
            len(parent.children) < 2
            or parent.tag in ("select", "tr", "tbody", "table")
            or parent.index in rows
        ):
            continue
        presses = [p for child in parent.elements if (p := _single_press(child)) is not None]
        if len(presses) < 2 or _is_within(presses[0], rows):
            continue
        labels = [one_line(n) or n.get("aria-label") for n in presses]
        kind = _group_kind(labels, _are_tabs(parent, presses)) or _view_kind(page, parent, presses, labels)
        if kind:
            made = zip(labels, presses, strict=True)
            options = tuple(Option(label, label, n, href_of(page, n), is_current(n)) for label, n in made)
            yield Choice(kind, parent, options, None)


def _are_tabs(parent: Node, presses: list[Node]) -> bool:
    return parent.get("role") == "tablist" or all(n.get("role") == "tab" for n in presses)


def _view_kind(page: Page, parent: Node, presses: list[Node], labels: list[str]) -> ChoiceKind | None:
    """Names beside each other that show the same page for each of them: contracts, sites, lines."""
    if len(presses) > _MOST_VIEWS or pager_of(presses[0]) is not None or sum(map(is_current, presses)) != 1:
        return None
    if parent.closest("nav", "header", "footer", "aside", "table") or any(
        _NO_VIEW.search(fold(x)) for x in labels
    ):
        return None
    if not all(2 < len(label) <= 40 for label in labels):
        return None
    changed = [_changed_parameter(page.url, href_of(page, n)) for n in presses if not is_current(n)]
    if all(changed) and len(set(changed)) == 1:
        return "contract"
    tabbed = any(_TABS_CLASS.search(name) for name in parent.classes)
    return "contract" if tabbed and all(href_of(page, n) is None for n in presses) else None


def _changed_parameter(here: str, there: str | None) -> str:
    """The one parameter of the query by which two addresses of the same page differ; "" otherwise."""
    if there is None or urlsplit(here)._replace(query="", fragment="") != urlsplit(there)._replace(
        query="", fragment=""
    ):
        return ""
    first, second = (dict(parse_qsl(urlsplit(u).query)) for u in (here, there))
    differing = {k for k in {*first, *second} if first.get(k) != second.get(k)} - {"page", "p"}
    return differing.pop() if len(differing) == 1 else ""


def _single_press(child: Node) -> Node | None:
    """The one pressable element of a child (an item of a list of links), or the child itself."""
    if is_pressable(child):
        return child if child.visible else None
    if child.tag not in ("li", "span", "div", "td") or len(child.elements) != 1:
        return None
    return _single_press(child.elements[0])


def _group_kind(labels: list[str], tabs: bool) -> ChoiceKind | None:
    plain = [fold(label) for label in labels]
    years = sum(bool(_YEAR.fullmatch(p)) for p in plain)
    if (
        years >= 1
        and years >= len(plain) - 2
        and all(_YEAR.fullmatch(p) or _ALL.search(p) or len(p) <= 25 for p in plain)
    ):
        return "year" if years > 1 or tabs else None
    if not tabs:
        return None
    types = sum(any(p.search(label) for p in (INVOICE, CREDIT_NOTE, RECEIPT, STATEMENT)) for label in plain)
    if types >= 2:
        return "type"
    return "contract" if sum(bool(_CONTRACT.search(p)) for p in plain) * 2 >= len(plain) else None
