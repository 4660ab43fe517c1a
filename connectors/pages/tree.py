"""A page as data: a tree of nodes with text, attributes and (in a browser) geometry.

Built from the browser's snapshot (`page_from_snapshot`) or from HTML alone (`html_tree.page_from_html`),
so that the same scorers read both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any
from urllib.parse import urljoin


class Flag(IntEnum):
    """State bits of a node, as numbered in snapshot.js; a node's flags are a plain int (pages are large)."""

    NONE = 0
    VISIBLE = 1
    DISABLED = 2
    CHECKED = 4
    FILLED = 8
    POINTER = 16
    COVERED = 32
    HANDLER = 64
    READONLY = 128
    INVALID = 256


@dataclass(frozen=True, slots=True)
class Box:
    """Position in the document and size, CSS pixels."""

    x: int
    y: int
    w: int
    h: int


@dataclass(slots=True, eq=False)
class Node:
    """An element (`tag` lower case), a text (`#text`), a shadow root (`#shadow`) or a frame's document."""

    index: int
    tag: str
    parent: Node | None
    attrs: dict[str, str]
    text: str = ""
    box: Box | None = None
    flags: int = 0
    children: list[Node] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<{self.tag} #{self.index}>"

    @property
    def visible(self) -> bool:
        # Plain integers: this is asked for every node of large pages, and combining enum members is slow.
        return int.__and__(self.flags, Flag.VISIBLE.value) != 0

    @property
    def enabled(self) -> bool:
        return int.__and__(self.flags, Flag.DISABLED.value) == 0

    def get(self, name: str) -> str:
        return self.attrs.get(name, "")

    @property
    def classes(self) -> tuple[str, ...]:
        return tuple(self.get("class").split())

    @property
    def elements(self) -> list[Node]:
        return [child for child in self.children if child.tag[0] != "#"]

    def ancestors(self) -> Iterator[Node]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def closest(self, *tags: str) -> Node | None:
        """The node itself or its nearest ancestor with one of these tags."""
        return self if self.tag in tags else next((n for n in self.ancestors() if n.tag in tags), None)

    def walk(self) -> Iterator[Node]:
        """The node and everything below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def find(self, *tags: str) -> Iterator[Node]:
        """Elements below this node with one of these tags."""
        return (node for node in self.walk() if node is not self and node.tag in tags)

    def contains(self, other: Node) -> bool:
        return other is self or any(node is self for node in other.ancestors())

    def __hash__(self) -> int:
        return self.index


@dataclass(slots=True)
class Page:
    """One page at one moment. `from_browser` says whether geometry and visibility were measured.

    `status` is HTTP's, 0 when it is not known; `loading`: only a part of the document has arrived.
    """

    url: str
    title: str
    lang: str
    nodes: list[Node]
    from_browser: bool = True
    content_type: str = "text/html"
    width: int = 0
    height: int = 0
    scroll_height: int = 0
    base: str = ""
    status: int = 0
    loading: bool = False
    remembered: dict[str, object] = field(default_factory=dict, repr=False, compare=False)
    _texts: dict[int, str] = field(default_factory=dict, repr=False)
    _labels: dict[int, str] = field(default_factory=dict, repr=False)
    _ids: dict[tuple[int, str], int] = field(default_factory=dict, repr=False)
    _addresses: dict[tuple[int, str], str | None] = field(default_factory=dict, repr=False)
    _paths: dict[int, str] = field(default_factory=dict, repr=False)
    _places: dict[int, int] = field(default_factory=dict, repr=False)
    _tags: dict[str, list[Node]] = field(default_factory=dict, repr=False)

    @property
    def root(self) -> Node | None:
        return self.nodes[0] if self.nodes else None

    def find(self, *tags: str) -> list[Node]:
        """All elements with one of these tags, in document order."""
        if not self._tags:
            for node in self.nodes:
                self._tags.setdefault(node.tag, []).append(node)
        if len(tags) == 1:
            return list(self._tags.get(tags[0], ()))
        return sorted((n for tag in tags for n in self._tags.get(tag, ())), key=lambda n: n.index)

    def text(self, node: Node | None = None) -> str:
        """Visible text below a node (the whole page by default), white space folded."""
        node = node or self.root
        if node is None:
            return ""
        if node.index not in self._texts:
            pieces: list[str] = []
            _gather(node, pieces)
            self._texts[node.index] = re.sub(r"[ \t\r\n\f]+", " ", "".join(pieces)).strip()
        return self._texts[node.index]

    def absolute(self, address: str, node: Node | None = None) -> str:
        """`address` made absolute; with `node`, against the base of the frame that the node is in."""
        base = self.base or self.url
        if node is not None:
            frames = (a for a in node.ancestors() if a.tag == "#document")
            base = next((url for a in frames if (url := a.get("#base") or a.get("#url"))), base)
        return _joined(base, address.strip())

    def label(self, node: Node) -> str:
        """What a person would call this control: its accessible name, best source first."""
        from connectors.pages.labels import label_of

        if node.index not in self._labels:
            self._labels[node.index] = label_of(self, node)
        return self._labels[node.index]

    def frame_path(self, node: Node) -> tuple[int, ...]:
        """Numbers of the frames to enter, from the top, to reach this node."""
        path = [int(a.get("#frame")) for a in node.ancestors() if a.tag == "#document"]
        return tuple(reversed(path))

    def css(self, node: Node) -> str:
        """A selector unique in the node's document; ` >>> ` enters a shadow root."""
        from connectors.pages.selectors import css_of

        return css_of(self, node)


def _joined(base: str, address: str) -> str:
    """`urljoin`, quicker for an address that begins at the root, as most links of long lists do."""
    if address[:1] == "/" and address[:2] != "//" and "/." not in address:
        start = base.find("/", base.find("//") + 2)
        if base[:4] == "http":
            return (base if start < 0 else base[:start]) + address
    return urljoin(base, address)


INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)
_SILENT = frozenset("script style noscript template head select svg option textarea".split())


def _gather(node: Node, pieces: list[str]) -> None:
    """Texts below a node; a field that nobody can type into shows what the portal says (`#given`)."""
    if node.tag == "#text":
        if pieces and pieces[-1][-1:].isalnum() and node.text[:1].isalnum():
            pieces.append(" ")
        pieces.append(node.text)
        return
    if node.tag in ("input", "textarea"):
        if node.visible and (given := node.get("#given")):
            pieces.append(f" {given} ")
        return
    if node.tag in _SILENT or (node.tag[0] != "#" and not node.visible and _really_hidden(node)):
        return
    block = node.tag not in INLINE
    if block:
        pieces.append(" ")
    for child in node.children:
        _gather(child, pieces)
    if block:
        pieces.append(" ")


def _really_hidden(node: Node) -> bool:
    """A box without area may still hold visible children (floats, overflow)."""
    return not any(child.visible for child in node.elements)


def page_from_snapshot(raw: dict[str, Any]) -> Page:
    """The page described by snapshot.js's answer."""
    nodes: list[Node] = []
    for index, item in enumerate(raw["nodes"]):
        parent = nodes[item[0]] if item[0] >= 0 else None
        if item[1] == "#text":
            node = Node(index, "#text", parent, {}, text=item[2], flags=parent.flags if parent else 0)
        else:
            box = Box(*item[3]) if item[3] else None
            node = Node(index, item[1], parent, item[2], box=box, flags=item[4])
        if parent is not None:
            parent.children.append(node)
        nodes.append(node)
    return Page(
        url=raw["url"],
        title=raw["title"],
        lang=raw["lang"] or "",
        nodes=nodes,
        content_type=raw.get("contentType", "text/html"),
        width=raw.get("width", 0),
        height=raw.get("height", 0),
        scroll_height=raw.get("scrollHeight", 0),
        base=raw.get("base", ""),
        status=raw.get("status", 0),
        loading=raw.get("ready") == "loading",
    )
