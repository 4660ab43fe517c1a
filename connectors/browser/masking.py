"""Take what is secret out of the source of a page, so that it can be kept as evidence. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from connectors.browser.secret_forms import secret_forms

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MASK = "•••"
_SHOWN_INPUTS = frozenset(("submit", "button", "reset", "image", "checkbox", "radio"))
# Long runs without spaces that hold letters and digits: keys, tokens, signatures. Words and numbers stay.
_TOKEN = re.compile(r"(?<![\w+=.~-])(?=[\w+=.~-]*\d)(?=[\w+=.~-]*[A-Za-z])[\w+=.~-]{24,}", re.ASCII)
_BASE32_KEY = re.compile(r"\b[A-Z2-7]{16,}\b|\b(?:[A-Z2-7]{4} ){3,}[A-Z2-7]{4}\b", re.IGNORECASE)
_OTPAUTH = re.compile(r"otpauth://[^\s\"'<>]+", re.IGNORECASE)
_QUERY_VALUE = re.compile(r"([?&#;][^=&#;\s\"'<>]*=)[^&#;\s\"'<>]+")
_ADDRESSES = frozenset(("href", "src", "action", "formaction", "data-url", "data-href", "srcset", "poster"))
_LOOKS = frozenset(
    ("class", "style", "d", "points", "transform", "viewbox", "integrity", "for", "aria-controls")
)


def mask_source(source: str, secrets: Iterable[str]) -> str:
    """The page without scripts, values of fields, tokens and the given secrets. Its shape stays."""
    if not source.strip():
        return ""
    from lxml.html import document_fromstring, tostring

    root = document_fromstring(source)
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            parent = element.getparent()
            if parent is not None:
                element.drop_tree()
            continue
        _mask_element(element)
    text: str = tostring(root, encoding="unicode")
    return hide_secrets(text, secrets)


def hide_secrets(text: str, secrets: Iterable[str]) -> str:
    """Replace every secret in all the ways a page writes it."""
    for form in secret_forms(secrets):
        text = text.replace(form, MASK)
    return text


def mask_text(text: str) -> str:
    """Free text without keys and tokens."""
    text = _OTPAUTH.sub(MASK, text)
    text = _TOKEN.sub(MASK, text)
    return _BASE32_KEY.sub(lambda match: MASK if _is_key(match[0]) else match[0], text)


def mask_address(address: str) -> str:
    """An address whose parameters have no values; data addresses keep their kind only."""
    if address[:5].lower() == "data:":
        return address.partition(",")[0] + ","
    return mask_text(_QUERY_VALUE.sub(rf"\g<1>{MASK}", address))


def _is_key(text: str) -> bool:
    letters = text.replace(" ", "")
    return letters.isupper() and any(letter.isdigit() for letter in letters)


def _mask_element(element: HtmlElement) -> None:
    tag = str(element.tag).lower()
    if tag in ("script", "noscript"):
        element.text = None
        for child in list(element):
            element.remove(child)
    elif tag == "textarea":
        element.text = MASK if element.text else None
    elif tag != "style" and element.text:
        element.text = mask_text(element.text)
    if element.tail:
        element.tail = mask_text(element.tail)
    for name, value in element.attrib.items():
        element.attrib[name] = _masked_attribute(tag, element, str(name).lower(), str(value))


def _masked_attribute(tag: str, element: HtmlElement, name: str, value: str) -> str:
    if name == "value" and tag == "input":
        kind = (element.get("type") or "text").lower()
        return value if kind in _SHOWN_INPUTS else (MASK if value else "")
    if name == "content" and tag == "meta":
        return mask_text(mask_address(value))
    if name in _ADDRESSES:
        return mask_address(value)
    return value if name in _LOOKS else mask_text(value)
