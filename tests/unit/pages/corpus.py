"""The small pages in `sign_in_pages/`: one folder a state, one file a page, written for these tests.

The attribute `part`, which the reader ignores, names the controls that have to be found.
"""

from __future__ import annotations

from pathlib import Path

from connectors.pages.html_tree import page_from_html
from connectors.pages.tree import Node, Page

FOLDER = Path(__file__).with_name("sign_in_pages")
URL = "https://portal.example/start"
LOGINS = sorted((FOLDER / "logins").glob("*.html"))
CODES = sorted((FOLDER / "codes").glob("*.html"))
STATES = sorted(file for file in FOLDER.glob("*/*.html") if file.parent.name not in ("logins", "codes"))


def name_of(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def load(file: Path) -> Page:
    return page_from_html(file.read_text(encoding="utf-8"), URL)


def parts(page: Page, name: str) -> list[Node]:
    """The nodes marked as this part, in document order."""
    return [node for node in page.nodes if node.get("part") == name]
