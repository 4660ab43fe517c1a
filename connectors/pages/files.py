"""The files of a detail page: links, buttons and embedded viewers that hold an invoice or a credit note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from connectors.pages.dangerous import is_dangerous
from connectors.pages.document_words import BILLING, CREDIT_NOTE, INVOICE, RECEIPT, STATEMENT, type_hint_of
from connectors.pages.files_beside import holds_field, is_at_field, words_around
from connectors.pages.listing import FileKind, FileLink, Leads
from connectors.pages.page_context import PageContext
from connectors.pages.pressing import (
    hints_of,
    href_of,
    icon_words,
    is_control,
    is_harmless_icon,
    is_safe,
    opens_new_tab,
    pressables_in,
)
from connectors.pages.rows_actions import (
    DETAIL_WORDS,
    DOCUMENT_ADDRESS,
    FILE_ADDRESS,
    FILE_WORDS,
    speaks_of_file,
)
from connectors.pages.rows_cells import one_line
from connectors.pages.rows_reading import ReadRow, read_row
from connectors.pages.tree import Node, Page
from connectors.pages.values import find_numbers
from connectors.pages.words import fold, words

_FILE_NAME = re.compile(r"(?<![\w/])[\w][\w .()+-]{0,100}\.(?:pdf|zip|xml|jpe?g|png|tiff?)(?!\w)", re.I)
_ATTACHED = words("""
    attachment*|attached|piece jointe|pieces jointes|anhang|anhange|anlage|anlagen|adjunto*|allegat*|
    bijlage*|paperclip|attach file|clip|justificatif*|file|files|fichier*|datei*|archivo*|bestand*|
    document|dokument
""")
_SAVE_AS = words("save as|enregistrer sous|speichern unter|guardar como|salva come|opslaan als|save file")
_BACK = words("""
    retour|back|zuruck|volver|indietro|terug|return to|toutes les factures|all invoices|alle rechnungen|
    liste|list|ubersicht|overview|historique|history|mes factures|my invoices|meine rechnungen|
    vos factures
""")
_PLURAL = words("""
    factures|invoices|bills|rechnungen|facturas|fatture|facturen|commandes|orders|bestellungen|receipts|
    belege
""")
_DELIVERY = words("preview|apercu|vorschau|vista previa|anteprima|voorbeeld|visionneuse|viewer")
# An icon that opens or shows what stands beside it, and the kind of a file that it may stand beside.
_OPENING = words("""
    open in new|open in new tab|launch|external link|visibility|eye|preview|apercu|vorschau|file open|
    arrow up right from square|box arrow up right|square arrow up right|zoom in|fullscreen
""")
_FILE_KIND = re.compile(r"(?<![\w.])(?:pdf|zip|xml)(?!\w)", re.I)
_LEAST, _FAR_LESS = 0.4, 0.4
_PANEL_CLASS = re.compile(r"(?:^|[-_])(?:modal|dialog|drawer|offcanvas|slideover|lightbox)(?:$|[-_])", re.I)
# The arrows of a field with a number look like those of a download.
_STEPS = re.compile(r"(?<!\w)arrow down(?!\w)")
_FRAME_ROLES = frozenset(("navigation", "contentinfo", "menubar"))


def find_files(page: Page) -> tuple[FileLink, ...]:
    """Files of documents on this page, best first; `leads` is `detail` where one more page lies between."""
    context = PageContext(page)
    found: dict[object, FileLink] = {}
    pressed = _pressed(page, context)
    for link in (*_embedded(page), *pressed, *_alike(page, pressed)):
        key = link.href or link.node.index
        if key not in found or found[key].score < link.score:
            found[key] = link
    ranked = sorted(found.values(), key=lambda link: (-link.score, link.node.index))
    return tuple(_without_nested(_in_front(ranked)))


def files_to_take(links: Sequence[FileLink]) -> list[FileLink]:
    """Of fresh links: the files, without those far less sure than the best; else the best ways to one."""
    files = [link for link in links if link.leads == "file"]
    return [link for link in files if link.score >= files[0].score - _FAR_LESS] or list(links[:3])


def _in_front(links: list[FileLink]) -> list[FileLink]:
    """Where an open panel holds a file, what lies behind it is none of its files."""
    front = [link for link in links if link.node.visible and any(map(_is_panel, link.node.ancestors()))]
    return front or links


def _is_panel(node: Node) -> bool:
    if (
        node.tag == "dialog"
        or node.get("role") in ("dialog", "alertdialog")
        or node.get("aria-modal") == "true"
    ):
        return True
    return any(_PANEL_CLASS.search(name) for name in node.classes)


def _without_nested(links: list[FileLink]) -> list[FileLink]:
    """Of controls inside each other one stands for all: a link or button proper, else the best."""
    kept: list[FileLink] = []
    for link in sorted(links, key=lambda link: not is_control(link.node)):
        if not any(k.node.contains(link.node) or link.node.contains(k.node) for k in kept):
            kept.append(link)
    return [link for link in links if link in kept]


def _embedded(page: Page) -> list[FileLink]:
    """Viewers in the page: their address is the file's."""
    found = []
    for node in page.find("iframe", "object", "embed"):
        source = node.get("src") or node.get("data")
        kind = node.get("type").lower()
        is_pdf = (
            "pdf" in kind
            or FILE_ADDRESS.search(source)
            or (DOCUMENT_ADDRESS.search(source) and "html" not in kind)
        )
        if source and is_pdf and not source.startswith(("javascript:", "about:")):
            label = node.get("title") or node.get("aria-label")
            hint = type_hint_of(label) if label else None
            if hint != "other":
                href = page.absolute(source, node)
                row = read_row((node,), ())
                found.append(
                    _link(page, node, label=label, kind="embed", leads="file", score=0.9, href=href, row=row)
                )
    return found


def _pressed(page: Page, context: PageContext) -> list[FileLink]:
    found = []
    for node in pressables_in(page.root) if page.root is not None else ():
        if not node.enabled or node.get("type") == "reset" or (not is_control(node) and holds_field(node)):
            continue
        beside = words_around(page, node)
        score, leads = _score(page, context, node, beside)
        if score >= _LEAST and _is_allowed(page, node):
            row = read_row((beside or node,), (), page.lang)
            label = page.label(node)
            href = href_of(page, node)
            kind: FileKind = "link" if href else "button"
            found.append(
                _link(page, node, label=label, kind=kind, leads=leads, score=score, href=href, row=row)
            )
    return found


def _alike(page: Page, accepted: list[FileLink]) -> list[FileLink]:
    """Links to numbered documents whose address has the shape of a document's that was recognised."""
    known = {link.node.index for link in accepted}
    shapes = {_shape(link.href): link for link in accepted if link.href and link.kind == "link"}
    found = []
    for node in page.find("a"):
        href = href_of(page, node)
        model = shapes.get(_shape(href)) if href and node.index not in known else None
        label = page.label(node)
        if model is None or not find_numbers(label) or is_dangerous("", href):
            continue
        row = read_row((node,), (), page.lang)
        link = _link(
            page, node, label=label, kind="link", leads=model.leads, score=model.score, href=href, row=row
        )
        found.append(link)
    return found


def _shape(href: str | None) -> str:
    return re.sub(r"\d+", "0", href or "")


def _is_allowed(page: Page, node: Node) -> bool:
    """An icon that opens may also be named after what can be done there ("edit")."""
    if is_safe(page, node) or bool(_SAVE_AS.search(fold(page.label(node)))):
        return True
    return not page.label(node) and is_harmless_icon(node) and bool(_OPENING.search(icon_words(node)))


def _link(
    page: Page,
    node: Node,
    *,
    label: str,
    kind: FileKind,
    leads: Leads,
    score: float,
    href: str | None,
    row: ReadRow,
) -> FileLink:
    return FileLink(
        node=node,
        css=page.css(node),
        frame_path=page.frame_path(node),
        href=href,
        label=label,
        kind=kind,
        leads=leads,
        score=round(min(score, 1.5), 3),
        new_tab=opens_new_tab(node),
        number=_number(label, row),
        issued=row.issued if row.precise else None,
        total=row.total,
        currency=row.currency,
        type_hint=type_hint_of(label) or row.hint,
    )


def _number(label: str, row: ReadRow) -> str | None:
    """The number that the label states, else the one beside it; a file's ending is no part of it."""
    own = next((n for n in row.numbers if n in label), None)
    number = own or (row.numbers[0] if row.numbers else None)
    return re.sub(r"\.(?:pdf|zip|xml)$", "", number, flags=re.I) if number else None


def _score(page: Page, context: PageContext, node: Node, around: Node | None) -> tuple[float, Leads]:
    label, hints = page.label(node), hints_of(page, node)
    if is_at_field(node):
        hints = _STEPS.sub(" ", hints)
    plain, href = fold(label), href_of(page, node) or ""
    if (
        len(plain) > 160
        or type_hint_of(label) == "other"
        or (_BACK.search(plain) and not FILE_WORDS.search(plain))
    ):
        return 0.0, "unknown"
    beside = one_line(around) if around is not None else ""
    named = bool(_FILE_NAME.search(label) or _FILE_NAME.search(node.get("download")))
    is_file = named or bool(speaks_of_file(hints) or _SAVE_AS.search(plain)) or node.get("download") != ""
    is_file = is_file or "download" in node.attrs or bool(href and FILE_ADDRESS.search(href))
    score = _said(plain, href) + (0.5 if named else 0.0) + (0.3 if is_file else 0.0)
    if not named and _FILE_NAME.search(beside):
        score += 0.3
    if type_hint_of(beside) in ("incoming_invoice", "credit_note", "receipt", "statement") and not _said(
        plain, ""
    ):
        score += 0.2
    if _speaks(context.heading_of(node)):
        score += 0.15
    if _ATTACHED.search(hints) and not is_file:
        score += 0.25
    if (DETAIL_WORDS.search(plain) or _DELIVERY.search(hints)) and not is_file:
        score += 0.1
    if is_file and (not plain or FILE_WORDS.fullmatch(plain)):
        score += 0.15
    elif not plain and _OPENING.search(hints) and _FILE_KIND.search(beside):
        score += 0.5
    if _PLURAL.search(plain) and not is_file and not any(c.isdigit() for c in plain):
        score -= 0.4
    leads: Leads = "file" if is_file else "detail" if DETAIL_WORDS.search(plain) or not href else "unknown"
    return score + _place(node, is_file), leads


def _said(plain: str, href: str) -> float:
    """What label and address say of an invoice."""
    score = 0.0
    if INVOICE.search(plain) or CREDIT_NOTE.search(plain):
        score = 0.5
    elif RECEIPT.search(plain) or STATEMENT.search(plain):
        score = 0.4
    return score + (0.2 if href and DOCUMENT_ADDRESS.search(href) else 0.0)


def _speaks(heading: str) -> bool:
    plain = fold(heading)
    return bool(
        INVOICE.search(plain) or CREDIT_NOTE.search(plain) or BILLING.search(plain) or RECEIPT.search(plain)
    )


def _place(node: Node, is_file: bool) -> float:
    """Less for hidden controls and the site's frame; the head of a page or panel may hold its file."""
    score = 0.0 if node.visible else -0.1
    if not is_control(node):
        score -= 0.1
    for ancestor in node.ancestors():
        if ancestor.tag in ("nav", "footer") or ancestor.get("role") in _FRAME_ROLES:
            return score - 0.6
        if ancestor.tag == "header" and not is_file:
            return score - 0.6
    return score
