"""What can be pressed in a row to get its document, best first, and never what has an effect."""

from __future__ import annotations

import re

from connectors.pages.document_words import CREDIT_NOTE, INVOICE, OTHER, RECEIPT, STATEMENT
from connectors.pages.listing import Action, ActionKind, Leads
from connectors.pages.pressing import (
    has_own_pointer,
    hints_of,
    href_of,
    is_control,
    is_safe,
    opens_new_tab,
    pressables_in,
)
from connectors.pages.rows_reading import ReadRow
from connectors.pages.tree import Flag, Node, Page
from connectors.pages.words import fold, words

FILE_WORDS = words("""
    pdf|download*|telecharg*|herunterladen|runterladen|descargar|descarga|scarica|scaricare|baixar|
    file download|get app|save alt|cloud download|arrow down|filetype pdf|picture as pdf|
    document download|imprimer|print|drucken|imprimir|stampa|afdrukken
""")
DETAIL_WORDS = words("""
    voir|view|show|details|detail|anzeigen|ansehen|ver|vedi|bekijk|bekijken|open|ouvrir|offnen|abrir|
    apri|openen|consulter|afficher|mehr|more|plus d infos|en savoir plus|visualiser|visualizza|dettagli|
    detalles|detalle|eye|visibility|chevron right|angle right|arrow right|caret right|
    keyboard arrow right|launch|open in new|open in new tab|bekijk details|zur rechnung|zur bestellung|
    einsehen
""")
MENU_WORDS = words("""
    more vert|more horiz|ellipsis*|kebab|dots|dots vertical|dots horizontal|dots three|three dots|
    actions|aktionen|acciones|azioni|acties|options|optionen|opciones|menu|more actions|plus d actions|
    weitere aktionen
""")
FILE_ADDRESS = re.compile(
    r"\.pdf(?:$|[?#])|(?:^|[/?&=._-])(?:pdf|download|downloads|telecharger|telechargement|herunterladen"
    r"|descargar|scarica)(?:$|[/?&=._-])"
    r"|format=pdf|type=pdf|report_type=pdf|output=pdf|/attachments?/|/pdf(?:$|[/?])|^blob:"
    r"|^data:application/pdf",
    re.I,
)
DOCUMENT_ADDRESS = re.compile(
    r"invoic|factur|rechnung|fattur|receipt|quittung|beleg|credit[-_]?note|gutschrift|avoir|billing|/bills?/"
    r"|statement|releve",
    re.I,
)
# A label that begins with one document's name ("Rechnung NW-00001"), not with a place ("Invoices").
_IS_DOCUMENT = re.compile(
    r"(?:(?:votre|your|ihre|the|la|le|die|view) )?(?:\w*(?<!be)rechnung|facture|invoice|bill|avoir"
    r"|gutschrift|credit note|"
    r"rechnungskorrektur|factura|fattura|factuur|recu|receipt|quittung|beleg|releve|statement"
    r"|kontoauszug)(?!\w)"
)
_KINDS: dict[str, float] = {"link": 0.5, "button": 0.45, "menu": 0.3, "row": 0.3}


# Arrows that unfold or step, which are no way to get a file.
_UNFOLDS = words("""
    keyboard arrow down|keyboard double arrow down|arrow drop down|caret down|step down|sort down|
    chevron arrow down|expand arrow down
""")


def speaks_of_file(hints: str) -> bool:
    """Whether the words of a control and its icons promise a file."""
    return bool(FILE_WORDS.search(_UNFOLDS.sub(" ", hints)))


def row_actions(page: Page, row: ReadRow) -> list[Action]:
    """Safe actions of a row, best first; the row itself when a press on it opens it."""
    found: dict[object, Action] = {}
    for part in row.nodes:
        for node in pressables_in(part, with_self=True):
            if not is_control(node) and (node is part or _holds_controls(node) or node.tag in ("td", "tr")):
                continue  # the row or a cell of it, see below
            if node.enabled and is_safe(page, node):
                action = _action(page, node, row)
                key = action.href or node.index
                if key not in found or found[key].score < action.score:
                    found[key] = action
    if (pressed := _row_press(page, row)) is not None:
        found[-1] = pressed
    return sorted(found.values(), key=lambda a: -a.score)


def _holds_controls(node: Node) -> bool:
    return any(is_control(n) for n in node.walk() if n is not node)


def _action(page: Page, node: Node, row: ReadRow) -> Action:
    href, label, hints = href_of(page, node), page.label(node), hints_of(page, node)
    kind: ActionKind = "link" if href else "button"
    plain = fold(label)
    leads: Leads = "unknown"
    score = 0.0
    if _is_menu(node, hints):
        kind = "menu"
    elif node.get("download") or speaks_of_file(hints) or (href and FILE_ADDRESS.search(href)):
        leads, score = "file", 0.3
    elif _IS_DOCUMENT.match(plain) and not DETAIL_WORDS.search(plain) and "aria-expanded" not in node.attrs:
        leads, score = "file", 0.15
    elif DETAIL_WORDS.search(hints) or any(number in label for number in row.numbers[:1]):
        leads, score = "detail", 0.15
    score += _KINDS[kind] + _word_score(plain, href or "")
    if row.numbers and row.numbers[0] in label:
        score += 0.1
    if not is_control(node):
        score -= 0.1 if plain or leads != "unknown" else 0.2
    if not node.visible:
        score -= 0.15
    return Action(
        kind,
        node,
        page.css(node),
        page.frame_path(node),
        href,
        label,
        leads,
        round(max(score, 0.01), 3),
        opens_new_tab(node),
    )


def _is_menu(node: Node, hints: str) -> bool:
    if node.get("aria-haspopup") in ("true", "menu", "listbox"):
        return True
    return node.tag != "a" and bool(MENU_WORDS.search(hints)) and len(hints) < 80


def _word_score(label: str, href: str) -> float:
    score = 0.0
    if INVOICE.search(label) or CREDIT_NOTE.search(label):
        score += 0.2
    elif RECEIPT.search(label) or STATEMENT.search(label):
        score += 0.1
    elif OTHER.search(label):
        score -= 0.4
    if DOCUMENT_ADDRESS.search(href):
        score += 0.1
    return score


def _row_press(page: Page, row: ReadRow) -> Action | None:
    """A press on the row: on the cell with the number (or the first text) where no control lies."""
    node = row.nodes[0]
    pointing = (
        bool(node.flags & (Flag.POINTER | Flag.HANDLER)) or bool(node.get("onclick")) or _cells_point(node)
    )
    if is_control(node) or not pointing:
        return None
    return press_on_row(page, row, 0.35)


def _cells_point(node: Node) -> bool:
    cells = node.elements
    return len(cells) > 1 and sum(has_own_pointer(c) or bool(c.get("onclick")) for c in cells) * 2 > len(
        cells
    )


def press_on_row(page: Page, row: ReadRow, score: float) -> Action:
    """The action that presses a row itself."""
    node = _quiet_cell(row)
    return Action("row", node, page.css(node), page.frame_path(node), None, row.text[:80], "detail", score)


def _quiet_cell(row: ReadRow) -> Node:
    """A cell of the row whose middle is not a control; the row itself when there is none."""
    first = row.nodes[0]
    cells = ([row.number_cell] if row.number_cell else []) + first.elements
    for cell in cells:
        quiet = cell is not first and first.contains(cell) and cell.visible and not _has_input(cell)
        if quiet and any(n.tag == "#text" and n.text.strip() for n in cell.walk()):
            return cell
    return first


def _has_input(cell: Node) -> bool:
    return any(is_control(n) or n.tag in ("select", "textarea", "label") for n in cell.walk())
