"""Turning the pages of a list: the next page, the first one, and where the shown one stands."""

from __future__ import annotations

from connectors.pages.dangerous import is_dangerous
from connectors.pages.listing import DocumentList, NextControl, NextKind, PagePosition
from connectors.pages.paging_controls import PageControl, is_current, number_of, page_controls, pager_of
from connectors.pages.paging_position import pair_position, position_in, rows_in_all
from connectors.pages.pressing import href_of, is_control, is_pressable, pressables_in
from connectors.pages.tree import Node, Page
from connectors.pages.words import fold, words

_MORE_WORDS = words("""
    voir plus|afficher plus|charger plus|plus de resultats|plus de factures|plus de commandes|
    plus de documents|voir toutes|voir tous|voir tout|afficher tout|afficher toutes|toutes les factures|
    tous les documents|factures precedentes|factures plus anciennes|load more|show more|view more|
    see more|more results|more invoices|more orders|view all|see all|show all|all invoices|load older|
    older invoices|mehr anzeigen|mehr laden|weitere anzeigen|weitere laden|weitere rechnungen|
    weitere bestellungen|weitere eintrage|alle anzeigen|alle rechnungen|altere rechnungen|ver mas|
    mostrar mas|cargar mas|ver todas|ver todos|mostra altro|mostra altri|carica altri|carica altro|
    vedi tutte|vedi tutti|meer laden|meer tonen|meer weergeven|toon meer|alles tonen|alle facturen|
    mehr ergebnisse|more|mehr|plus
""")
_WAITING = words("infinite*|sentinel|load-more*|loadmore|lazy*|spinner|skeleton|loader|loading|chargement")
_NEAR = 5
_MIN_SCORE = 0.9


def find_next(page: Page, lst: DocumentList) -> NextControl | None:
    """What brings further rows of `lst`; None on its last page."""
    controls = page_controls(page, _row_indexes(lst))
    near = [(c, _nearness(c, lst)) for c in controls]
    written = _written_position(page, lst)
    if written is not None and written.total is not None and written.current >= written.total:
        return _find_more(page, lst)
    position = written or _from_numbers(controls, lst)
    stated = [(c.sure + n, c) for c, n in near if c.says == "next" and n >= 0 and _is_harmless(page, c)]
    stated = [(score, c) for score, c in stated if score >= _MIN_SCORE]
    if stated:
        best = max(stated, key=lambda s: (s[0], s[1].node.index))[1]
        pager_next = [c for score, c in stated if c.enabled and c.pager is best.pager]
        if best.enabled or pager_next:
            return _control(page, best if best.enabled else pager_next[0])
        return None
    numbered = _numbered(page, lst, near, position)
    if numbered is not None:
        return _control(page, numbered)
    if (silent := _unlabelled_next(page, lst, position)) is not None:
        return _next(page, silent, "button" if href_of(page, silent) is None else "link")
    return _find_more(page, lst) or _find_scroll(page, lst)


def find_first(page: Page, lst: DocumentList) -> NextControl | None:
    """A control that leads towards the first page; None when it is shown. Press until None."""
    controls = page_controls(page, _row_indexes(lst))
    position = _position(page, lst, controls)
    if position is not None and position.current <= 1:
        return None
    usable = [
        c
        for c in controls
        if c.enabled and _nearness(c, lst) >= 0 and c.pager is not None and _is_harmless(page, c)
    ]
    for wanted in ("first", "number", "previous"):
        for control in usable:
            if control.says == wanted and (
                wanted != "number" or (control.number == 1 and not is_current(control.node))
            ):
                if wanted == "number" and position is None:
                    continue
                return _control(page, control)
    return None


def page_position(page: Page, lst: DocumentList) -> PagePosition | None:
    """Which page of how many is shown, where the page says so."""
    return _position(page, lst, page_controls(page, _row_indexes(lst)))


def _row_indexes(lst: DocumentList) -> set[int]:
    return {row.node.index for row in lst.rows}


def _nearness(control: PageControl, lst: DocumentList) -> float:
    """0.5 in a pager that belongs to the list, less further away, -1 when it belongs to something else."""
    node = control.node
    shared = next((a for a in node.ancestors() if a.contains(lst.container)), None)
    steps = sum(1 for _ in _between(lst.container, shared))
    score = 0.5 if control.pager is not None else 0.0
    if lst.container.contains(node):
        return score + 0.3
    if node.closest("header", "footer", "aside") is not None and control.pager is None:
        return -1.0
    if control.pager is None and steps > _NEAR:
        return -1.0 if control.sure < 0.9 else 0.0
    after = 0.1 if node.index > lst.container.index else 0.0
    return score + after + max(0.0, 0.3 - 0.04 * steps)


def _between(node: Node, ancestor: Node | None) -> list[Node]:
    chain = [node, *node.ancestors()]
    return chain[: chain.index(ancestor)] if ancestor in chain else chain


def _is_harmless(page: Page, control: PageControl) -> bool:
    return not is_dangerous(page.label(control.node), control.href)


def _control(page: Page, control: PageControl) -> NextControl:
    return _next(page, control.node, "link" if control.href else "button")


def _next(page: Page, node: Node, kind: NextKind) -> NextControl:
    return NextControl(
        kind, node, page.css(node), page.frame_path(node), href_of(page, node), page.label(node)
    )


def _position(page: Page, lst: DocumentList, controls: list[PageControl]) -> PagePosition | None:
    return _written_position(page, lst) or _from_numbers(controls, lst)


def _written_position(page: Page, lst: DocumentList) -> PagePosition | None:
    rows = _row_indexes(lst)
    for node, text in _texts_near(page, lst, rows):
        if (stated := position_in(text, len(lst.rows))) is not None:
            return stated
        if pager_of(node) is not None and (stated := pair_position(text, len(lst.rows))) is not None:
            return stated
    return None


def _texts_near(page: Page, lst: DocumentList, rows: set[int]) -> list[tuple[Node, str]]:
    """Short texts with a digit outside the rows, those after the list first."""
    found: list[tuple[Node, str]] = []
    parents: set[int] = set()
    for node in page.nodes:
        if node.tag != "#text" or not node.visible or not any(c.isdigit() for c in node.text):
            continue
        holders = [a for _, a in zip(range(3), node.ancestors(), strict=False)]
        if any(a.index in rows for a in node.ancestors()):
            continue
        for holder in holders:
            if (
                holder.index not in parents
                and len(holder.children) <= 40
                and not holder.contains(lst.container)
            ):
                parents.add(holder.index)
                text = page.text(holder)
                if 3 <= len(text) <= 160:
                    found.append((holder, text))
    return sorted(found, key=lambda f: f[0].index < lst.container.index)


def _from_numbers(controls: list[PageControl], lst: DocumentList) -> PagePosition | None:
    """From the numbers of a pager: the marked one, or the one that is no link."""
    pagers = {c.pager.index: c.pager for c in controls if c.pager is not None and _nearness(c, lst) >= 0}
    for pager in pagers.values():
        numbers = [
            (n, value) for n in pager.walk() if n.tag[0] != "#" and (value := _own_number(n)) is not None
        ]
        if len({value for _, value in numbers}) < 2 and not any(is_current(n) for n, _ in numbers):
            continue
        marked = [value for n, value in numbers if is_current(n)]
        plain = [value for n, value in numbers if not _is_in_control(n, pager)]
        current = marked[0] if marked else plain[0] if len(set(plain)) == 1 else None
        if current is not None:
            return PagePosition(current, max(value for _, value in numbers))
    return None


def _own_number(node: Node) -> int | None:
    """The page number of an element that holds nothing else and no element with the same number."""
    texts = [n.text for n in node.children if n.tag == "#text" and n.text.strip()]
    return (
        number_of(texts[0])
        if len(texts) == 1 and node.visible and node.tag not in ("option", "select")
        else None
    )


def _is_in_control(node: Node, pager: Node) -> bool:
    inside = [n for n in (node, *node.ancestors()) if pager.contains(n) and n is not pager]
    return any(is_pressable(n) for n in inside)


def _numbered(
    page: Page, lst: DocumentList, near: list[tuple[PageControl, float]], position: PagePosition | None
) -> PageControl | None:
    """The control with the number after the current page's."""
    if position is None:
        return None
    wanted = [
        c
        for c, n in near
        if c.number == position.current + 1 and n > 0.3 and c.enabled and not is_current(c.node)
    ]
    return next((c for c in wanted if _is_harmless(page, c) and c.says in ("number", "next")), None)


def _unlabelled_next(page: Page, lst: DocumentList, position: PagePosition | None) -> Node | None:
    """Among two or four silent icon buttons beside a stated position: the one that stands where "next"
    stands."""
    if position is None:
        return None
    rows = _row_indexes(lst)
    for holder, text in _texts_near(page, lst, rows):
        if position_in(text, len(lst.rows)) is None and pair_position(text, len(lst.rows)) is None:
            continue
        for around in [holder, *[a for _, a in zip(range(2), holder.ancestors(), strict=False)]]:
            if around.contains(lst.container):
                break
            silent = [n for n in pressables_in(around) if is_control(n) and n.visible and not page.label(n)]
            if len(silent) in (2, 4):
                chosen = silent[1 if len(silent) == 2 else 2]
                return chosen if chosen.enabled else None
    return None


def _find_more(page: Page, lst: DocumentList) -> NextControl | None:
    """A control after the rows that lists more of them."""
    last = lst.rows[-1].node.index if lst.rows else lst.container.index
    rows = _row_indexes(lst)
    best: tuple[int, Node] | None = None
    for node in pressables_in(page.root) if page.root else ():
        if node.index < last or not _says_more(page, node) or any(a.index in rows for a in node.ancestors()):
            continue
        shared = next((a for a in node.ancestors() if a.contains(lst.container)), None)
        steps = len(_between(lst.container, shared))
        if steps <= _NEAR and (best is None or steps < best[0]):
            best = (steps, node)
    return _next(page, best[1], "load_more") if best else None


def _says_more(page: Page, node: Node) -> bool:
    label = fold(page.label(node))
    match = _MORE_WORDS.search(label) if 2 <= len(label) <= 60 else None
    if match is None or not node.visible or not node.enabled or is_dangerous(label, href_of(page, node)):
        return False
    if node.closest("footer", "header", "nav", "aside") is not None:
        return False
    # "More" alone, or the words in a longer label.
    return len(match[0]) > 4 or match[0] == label


def _find_scroll(page: Page, lst: DocumentList) -> NextControl | None:
    """Whether scrolling is what brings more rows: more are stated, or something waits below them."""
    if not page.from_browser:
        return None
    rows = _row_indexes(lst)
    stated = max((n for _, text in _texts_near(page, lst, rows) if (n := rows_in_all(text))), default=0)
    waiting = _waiting_after(page, lst)
    return _next(page, waiting or lst.container, "scroll") if waiting or stated > len(lst.rows) else None


def _waiting_after(page: Page, lst: DocumentList) -> Node | None:
    last = lst.rows[-1].node if lst.rows else lst.container
    for node in page.nodes[last.index :]:
        if node.tag[0] == "#" or last.contains(node):
            continue
        if _WAITING.search(fold(f"{node.get('class')} {node.get('id')}".replace("_", " "))):
            shared = next((a for a in node.ancestors() if a.contains(lst.container)), None)
            if len(_between(lst.container, shared)) <= _NEAR:
                return node
    return None
