"""Frames of other origins: the snapshot of a page cannot look into them, but theirs can be put into it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from app.domain.hosts import allowed, host_of
from connectors.pages.form_controls import identifiers
from connectors.pages.login_form_scores import address_says_sign_in
from connectors.pages.states import find_captcha
from connectors.pages.tree import Node, Page
from connectors.pages.vocabulary import signing_in

_WIDE, _HIGH = 160, 90
_OTHER_PURPOSE = re.compile(r"captcha|recaptcha|turnstile|analytics|consent|cookie|chat", re.I)


def unread_frames(page: Page, hosts: Collection[str]) -> list[Node]:
    """The documents of visible frames that belong to allowed hosts and could not be looked into."""
    return [d for d in _closed_documents(page) if allowed(_address(page, d), hosts)]


def foreign_sign_in(page: Page, hosts: Collection[str]) -> str | None:
    """The host of a frame that seems to hold the sign-in form, when that host is not allowed."""
    if find_captcha(page) is not None:
        return None
    for document in _closed_documents(page):
        frame, address = document.parent, _address(page, document)
        if frame is None or allowed(address, hosts) or not _may_sign_in(page, frame, address):
            continue
        if host := host_of(address):
            return host
    return None


def grafted(raw: dict[str, Any], document: Node, inner: dict[str, Any]) -> dict[str, Any]:
    """The snapshot with that of a frame put below its document node."""
    at = document.index
    first, count = at + 1, len(inner["nodes"])
    attributes = {**raw["nodes"][at][2], "#url": inner["url"], "#base": inner.get("base", "")}
    outer = [*raw["nodes"]]
    outer[at] = [outer[at][0], outer[at][1], attributes, *outer[at][3:]]
    below = [[at if item[0] < 0 else item[0] + first, *item[1:]] for item in inner["nodes"]]
    after = [[item[0] + count if item[0] >= first else item[0], *item[1:]] for item in outer[first:]]
    return {**raw, "nodes": [*outer[:first], *below, *after]}


def _closed_documents(page: Page) -> list[Node]:
    return [
        node
        for node in page.find("#document")
        if not node.get("#same-origin")
        and not node.children
        and node.parent is not None
        and _is_shown(node.parent)
    ]


def _is_shown(frame: Node) -> bool:
    return frame.visible and frame.box is not None and frame.box.w >= _WIDE and frame.box.h >= _HIGH


def _address(page: Page, document: Node) -> str:
    return page.absolute(document.parent.get("src"), document.parent) if document.parent is not None else ""


def _may_sign_in(page: Page, frame: Node, address: str) -> bool:
    said = f"{frame.get('title')} {frame.get('aria-label')}"
    if _OTHER_PURPOSE.search(f"{said} {address} {identifiers(frame)}"):
        return False
    if signing_in.SIGN_IN.in_text(said) or signing_in.SIGN_IN_IDENTIFIER.in_identifier(identifiers(frame)):
        return True
    return (
        address_says_sign_in(address)
        or address_says_sign_in(page.url)
        or signing_in.SIGN_IN.in_text(page.title)
    )
