"""The controls that turn the pages of a list: what each one says, by word, icon, class and number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from connectors.pages.pressing import href_of, icon_words, is_control, pressables_in
from connectors.pages.tree import Node, Page
from connectors.pages.words import fold, words

NEXT_WORDS = words("""
    suivant|suivante|suivants|page suivante|next|next page|go to next page|weiter|nachste|nachste seite|
    naechste|vorwarts|siguiente|pagina siguiente|proxima|proximo|successivo|successiva|
    pagina successiva|avanti|prossima|volgende|volgende pagina|older|ältere|altere|plus anciens|
    plus anciennes|forward|page down
""")
PREVIOUS_WORDS = words("""
    precedent|precedente|precedents|previous|prev|page precedente|zuruck|vorherige|vorige|
    vorherige seite|anterior|pagina anterior|pagina precedente|indietro|terug|newer|neuere|plus recents|
    plus recentes|back|backward|retour|letzte seite zuruck
""")
LAST_WORDS = words("""
    dernier|derniere|derniere page|fin|last|last page|go to last page|letzte|letzte seite|ende|end|
    ultimo|ultima|ultima pagina|laatste|laatste pagina|zur letzten seite|skip next|step forward|
    fast forward|jump next
""")
FIRST_WORDS = words("""
    premier|premiere|premiere page|debut|first|first page|go to first page|erste|erste seite|anfang|
    start|primero|primera|primera pagina|primo|prima|prima pagina|inizio|eerste|eerste pagina|
    zur ersten seite|skip previous|step backward|fast backward|jump prev
""")
_DOUBLE_RIGHT = re.compile(
    r"(?:angle|chevron|arrow|caret)s? (?:double )?right (?:double|bar|end|stop|line)|(?:angle|chevron"
    r"|arrow) double right|"
    r"(?:angles|chevrons|arrows) right|double (?:angle|arrow|chevron)? ?right|right double|last page|page "
    r"last|chevron bar right|"
    r"skip (?:next|forward|end)|step forward|fast forward|arrow right to line|chevron last|page end"
)
_DOUBLE_LEFT = re.compile(
    r"(?:angle|chevron|arrow|caret)s? (?:double )?left (?:double|bar|end|stop|line)|(?:angle|chevron|arrow) "
    r"double left|"
    r"(?:angles|chevrons|arrows) left|double (?:angle|arrow|chevron)? ?left|left double|first page|page "
    r"first|chevron bar left|"
    r"skip (?:previous|back(?:ward)?|start)|step backward|fast backward|arrow left to line|chevron first"
    r"|page start"
)
_RIGHT = re.compile(
    r"(?<![a-z])(?:angle|chevron|arrow|caret|triangle)(?: \w+){0,2} (?:right|forward|next)(?![a-z])|"
    r"(?<![a-z])(?:right|next) (?:arrow|chevron|caret|angle)|(?<![a-z])navigate next|(?<![a-z])(?:right"
    r"|next)(?![a-z])"
)
_LEFT = re.compile(
    r"(?<![a-z])(?:angle|chevron|arrow|caret|triangle)(?: \w+){0,2} (?:left|back|prev(?:ious)?)(?![a-z])|"
    r"(?<![a-z])(?:left|prev(?:ious)?) (?:arrow|chevron|caret|angle)|(?<![a-z])navigate before"
    r"|(?<![a-z])(?:left|prev|previous)(?![a-z])"
)
_SIGNS = {
    "›": "next",
    ">": "next",
    "→": "next",
    "▶": "next",
    "►": "next",
    "⟩": "next",
    "❯": "next",
    "»": "next?",
    ">>": "next?",
    "»|": "last",
    ">|": "last",
    "⟩⟩": "last",
    "⏭": "last",
    "→|": "last",
    "⇥": "last",
    ">>|": "last",
    "›|": "last",
    "‹": "previous",
    "<": "previous",
    "←": "previous",
    "◀": "previous",
    "◄": "previous",
    "❮": "previous",
    "«": "previous?",
    "<<": "previous?",
    "|«": "first",
    "|<": "first",
    "⏮": "first",
    "|←": "first",
    "|‹": "first",
    "⟨": "previous",
}
_PAGE_NUMBER = re.compile(
    r"(?:(?:go to |aller a la |zu |zur |ir a la |vai a |ga naar )?(?:page|seite|pagina|p\.?) "
    r"?)?(\d{1,4})(?: (?:springen|anzeigen|current|aktuell|courante|actuelle|\(current\)))?"
)
_DISABLED = re.compile(r"(?:^|[-_])(?:disabled|inactive|deaktiviert|unavailable|off)$", re.I)
_CURRENT = re.compile(
    r"(?:^|[-_])(?:active|current|selected|courant|aktiv|is-active|on)$|^(?:active|current|selected)", re.I
)
_PAGER_CLASS = re.compile(
    r"pagination|paginator|pager(?![a-z])|page-?nav|paging|page-numbers|seiten|blaetter|pagelinks", re.I
)
_PAGER_LABEL = words("""
    pagination|paginierung|seitennavigation|seiten|pages|paginacion|paginazione|paginering|pager|
    page navigation
""")
# What goes on to something else than further rows.
_NO_PAGES = words("""
    record|records|datensatz|enregistrement|fiche|registro|slide|slides|bild|image|month|mois|monat|mes|mese|maand|
    week|semaine|woche|day|jour|tag|year|annee|jahr|step|etape|schritt|article|artikel|tip|message|nachricht
""")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class PageControl:
    """One control of a pager. `says`: next, previous, first, last, number or ""; `sure` from 0 to 1."""

    node: Node
    says: str
    sure: float
    number: int | None
    href: str | None
    enabled: bool
    pager: Node | None


def page_controls(page: Page, rows: set[int]) -> list[PageControl]:
    """All controls of the page outside the rows (indexes of their nodes) that may turn pages."""
    if page.root is None:
        return []
    found = []
    for node in _outside(page.root, rows):
        if not node.visible:
            continue
        pager = pager_of(node)
        says, sure, number = _meaning(page, node, pager)
        if says:
            found.append(PageControl(node, says, sure, number, href_of(page, node), is_enabled(node), pager))
    return [_in_pager(control, found) for control in _settle_doubtful(found)]


def _in_pager(control: PageControl, found: list[PageControl]) -> PageControl:
    """Controls that say different ways side by side are a pager without its name."""
    if control.pager is not None:
        return control
    for _, around in zip(range(3), control.node.ancestors(), strict=False):
        if around.tag in ("body", "main", "form", "#document"):
            break
        if len({o.says for o in found if o.says != "number" and around.contains(o.node)}) > 1:
            return replace(control, sure=control.sure + 0.2, pager=around)
    return control


def _outside(root: Node, rows: set[int]) -> Iterator[Node]:
    for node in pressables_in(root):
        if not is_control(node) and pager_of(node) is None:
            continue
        if not any(a.index in rows for a in (node, *node.ancestors())):
            yield node


def pager_of(node: Node) -> Node | None:
    """The innermost ancestor that is a pager by its class, role or label."""
    for depth, ancestor in enumerate(node.ancestors()):
        if depth > 6 or ancestor.tag in ("body", "main", "#document"):
            return None
        if ancestor.tag == "a":
            continue
        if any(
            _PAGER_CLASS.search(name)
            for name in (*ancestor.classes, ancestor.get("id"), ancestor.get("role"))
        ):
            if ancestor.tag != "li":
                return ancestor
        elif _PAGER_LABEL.search(fold(ancestor.get("aria-label"))):
            return ancestor
    return None


def is_enabled(node: Node) -> bool:
    """Whether a page control can be pressed: itself, and the list item around it, not marked as disabled."""
    parts = [node]
    if node.parent is not None and (node.parent.tag == "li" or len(node.parent.elements) == 1):
        parts.append(node.parent)
    for part in parts:
        if not part.enabled or part.get("aria-disabled") == "true":
            return False
        if any(_DISABLED.search(name) for name in part.classes):
            return False
    return True


def is_current(node: Node) -> bool:
    """Whether a pager marks this element, or the list item around it, as the page that is shown."""
    parts = [node, *([node.parent] if node.parent is not None and node.parent.tag in ("li", "span") else [])]
    return any(
        part.get("aria-current") in ("page", "true", "step")
        or part.get("aria-selected") == "true"
        or any(_CURRENT.search(name) for name in part.classes)
        for part in parts
    )


def number_of(text: str) -> int | None:
    """The page number that a label or title consists of."""
    match = _PAGE_NUMBER.fullmatch(fold(text))
    return int(match[1]) if match else None


def _meaning(page: Page, node: Node, pager: Node | None) -> tuple[str, float, int | None]:
    label = page.label(node)
    texts = [
        fold(t) for t in dict.fromkeys((label, page.text(node), node.get("title"), node.get("aria-label")))
    ]
    texts = [t.replace("_", " ") for t in texts if t and len(t) <= _LONGEST]
    number = next((n for t in texts if (n := number_of(t)) is not None), None)
    if any(_NO_PAGES.search(t) for t in texts):
        return "", 0.0, None
    rel = node.get("rel").lower().split()
    for says in ("next", "prev", "first", "last"):
        if says in rel:
            return ("previous" if says == "prev" else says), 1.0, number
    for text in texts:
        if text in _SIGNS:
            said = _SIGNS[text]
            return said, (0.7 if pager else 0.5), number
    for says, pattern in (
        ("last", LAST_WORDS),
        ("first", FIRST_WORDS),
        ("previous", PREVIOUS_WORDS),
        ("next", NEXT_WORDS),
    ):
        for text in texts:
            if (match := pattern.search(text)) and len(text) - len(match[0]) <= 14:
                return says, (0.9 if pager or match[0] == text else 0.5), number
    if number is not None and number_of(page.text(node)) is not None:
        return "number", 0.5, number  # whatever its class says ("end" on the last number)
    icon = _icon_meaning(node, texts)
    if icon:
        return icon, (0.8 if pager else 0.4), number
    return ("number", 0.5, number) if number is not None else ("", 0.0, None)


def _icon_meaning(node: Node, texts: list[str]) -> str:
    if any(any(c.isalpha() for c in t) and number_of(t) is None and not _is_ligature(t) for t in texts):
        return ""
    own = " ".join((icon_words(node), *texts))
    around = icon_words_of_item(node)
    for words_found in (own, around):
        for says, pattern in (
            ("last", _DOUBLE_RIGHT),
            ("first", _DOUBLE_LEFT),
            ("previous", _LEFT),
            ("next", _RIGHT),
        ):
            if pattern.search(words_found):
                return says
        for says, named in (("last", LAST_WORDS), ("first", FIRST_WORDS)):
            if named.search(words_found):
                return says
    return ""


def _is_ligature(text: str) -> bool:
    return any(p.search(text) for p in (_DOUBLE_RIGHT, _DOUBLE_LEFT, _RIGHT, _LEFT))


def icon_words_of_item(node: Node) -> str:
    """Class names of the list item around a control ("ant-pagination-next")."""
    item = node.parent
    return re.sub(r"[^a-z]+", " ", item.get("class").lower()) if item is not None and item.tag == "li" else ""


def _settle_doubtful(found: list[PageControl]) -> list[PageControl]:
    """ "»" is the last page where the same pager also has a single "next", else it is the next page."""
    settled = []
    for control in found:
        plain, far = ("next", "last") if control.says == "next?" else ("previous", "first")
        if control.says.endswith("?"):
            beside = any(o.says == plain and _together(o.node, control.node) for o in found)
            settled.append(replace(control, says=far if beside else plain))
        else:
            settled.append(control)
    return settled


def _together(first: Node, second: Node) -> bool:
    near = [a for _, a in zip(range(3), first.ancestors(), strict=False)]
    return any(a.contains(second) for a in near)
