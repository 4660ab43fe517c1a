"""The `fields` parameter: id,name,capabilities/canAddChildren,files(id,md5Checksum),*"""

from __future__ import annotations

from typing import Any

from tests.drive_simulator.wire import refused

Mask = dict[str, Any]


def parse(text: str) -> Mask:
    mask, rest = _list(text, 0)
    if rest != len(text):
        raise _invalid(text)
    return mask


def select(content: Any, mask: Mask) -> Any:
    """Only what the mask names; an empty mask or * means everything."""
    if not mask or "*" in mask:
        return content
    if isinstance(content, list):
        return [select(item, mask) for item in content]
    if not isinstance(content, dict):
        return content
    return {name: select(content[name], inner) for name, inner in mask.items() if name in content}


def _list(text: str, at: int) -> tuple[Mask, int]:
    mask: Mask = {}
    while True:
        at = _one(text, at, mask)
        if at >= len(text) or text[at] != ",":
            return mask, at
        at += 1


def _one(text: str, at: int, mask: Mask) -> int:
    start = at
    while at < len(text) and (text[at].isalnum() or text[at] in "_*"):
        at += 1
    name = text[start:at]
    if not name:
        raise _invalid(text)
    inner: Mask = mask.setdefault(name, {})
    if at < len(text) and text[at] == "/":
        return _one(text, at + 1, inner)
    if at < len(text) and text[at] == "(":
        found, at = _list(text, at + 1)
        inner.update(found)
        if at >= len(text) or text[at] != ")":
            raise _invalid(text)
        return at + 1
    return at


def _invalid(text: str) -> Exception:
    return refused(400, "invalidParameter", f"Invalid field selection {text}")
