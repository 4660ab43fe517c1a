"""The rules that single values of an entry obey: each returns the value to keep, or raises with a code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final, NoReturn

from pydantic_core import PydanticCustomError

from app.domain.hosts import InvalidAddressError, checked_address, is_loopback, normalise_host
from app.domain.portals import CATEGORIES, TWO_FACTOR_KINDS
from connectors.catalogue.countries import COUNTRIES

# Names the application itself asks for and stores; an entry cannot give them another meaning.
RESERVED_KEYS: Final = ("username", "password", "totp")
ID_PATTERN: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
KEY_PATTERN: Final = r"[a-z][a-z0-9_]*"
_SCRIPT_SCHEMES: Final = ("javascript", "vbscript", "data", "blob", "file", "about", "view-source")
_CLOSING: Final = {"(": ")", "[": "]"}


def _refuse(code: str, message: str, **facts: object) -> NoReturn:
    raise PydanticCustomError(code, message, facts or None)


def _one_of(value: str, known: Collection[str], code: str, what: str) -> str:
    if value not in known:
        from difflib import get_close_matches

        nearest = get_close_matches(value.lower(), [word.lower() for word in known], n=1)
        by_lower = {word.lower(): word for word in known}
        suggestion = by_lower[nearest[0]] if nearest else None
        _refuse(code, f"{what} is not known: {value}", suggestion=suggestion)
    return value


def check_country(value: str) -> str:
    """ISO 3166 alpha-2, upper case."""
    return _one_of(value, COUNTRIES, "unknown_country", "This ISO 3166 country code")


def check_category(value: str) -> str:
    """One of CATEGORIES."""
    return _one_of(value, CATEGORIES, "unknown_category", "This category")


def check_two_factor(value: str) -> str:
    """One of TWO_FACTOR_KINDS."""
    return _one_of(value, TWO_FACTOR_KINDS, "unknown_two_factor", "This kind of second factor")


def check_address(value: str) -> str:
    """A whole web address: https, or http on loopback. Nothing that runs script, no user name."""
    scheme, colon, _ = value.partition(":")
    # Browsers ignore white space inside the scheme: "java\nscript:" runs as well.
    if colon and re.sub(r"\s", "", scheme).lower() in _SCRIPT_SCHEMES:
        _refuse("script_refused", f"Only web addresses are allowed, not {scheme.strip()}:")
    if "://" not in value:
        _refuse("address_invalid", "A whole address is needed: https://...")
    try:
        return checked_address(value)
    except InvalidAddressError as error:
        if error.code == "address_not_https":
            _refuse(error.code, "Only https is allowed (http on the own computer only).")
        _refuse(error.code, "This is not a web address that can be opened safely.")


def check_host(value: str) -> str:
    """A bare, whole host name: no scheme, port, path or wildcard."""
    host = normalise_host(value)
    if host is None or ("." not in host and ":" not in host and not is_loopback(host)):
        _refuse(
            "host_invalid", "A host is a bare name such as login.example.com: no https://, port, path, *."
        )
    return host


def check_text(value: str) -> str:
    """Text to show to people: no control characters but line ends, nothing that could pass for markup."""
    value = value.strip()
    if not value:
        _refuse("text_invalid", "This text is empty.")
    odd = any(sign != "\n" and unicodedata.category(sign) in ("Cc", "Cf", "Co") for sign in value)
    if odd or "<" in value or ">" in value:
        _refuse("text_invalid", "Control characters and markup (< >) are not allowed in a text.")
    return value


def check_name(value: str) -> str:
    """A text of one line."""
    return check_line(check_text(value))


def check_line(value: str) -> str:
    """One line that is not empty."""
    value = value.strip()
    if not value or not value.isprintable():
        _refuse("text_invalid", "One line of text is needed.")
    return value


def check_language(value: str) -> str:
    """Two lower-case letters."""
    if not re.fullmatch(r"[a-z]{2}", value):
        _refuse("language_invalid", "A language is two lower-case letters: fr, en, de.")
    return value


def check_selector(value: str) -> str:
    """A CSS selector that a browser can parse as far as quotes and brackets go; one line."""
    value = value.strip()
    if not value or not value.isprintable():
        _refuse("selector_invalid", "A CSS selector is one line of text.")
    if value.startswith(("/", "(/", "xpath")):
        _refuse("selector_invalid", "This is XPath; CSS selectors are needed.")
    if not _is_balanced(value):
        _refuse("selector_invalid", "A quote or bracket of this CSS selector is not closed.")
    return value


def check_pattern(value: str) -> str:
    """A regular expression for the whole value of a field."""
    try:
        re.compile(value)
    except re.error as error:
        _refuse("pattern_invalid", f"This regular expression does not parse: {error}")
    return value


def check_key(value: str) -> str:
    """The name of a field to ask for."""
    if value in RESERVED_KEYS:
        _refuse("key_reserved", f"The application asks for {value} itself; leave this field out.")
    return value


def _is_balanced(selector: str) -> bool:
    expected: list[str] = []
    quote = ""
    escaped = False
    for sign in selector:
        if escaped or sign == "\\":
            escaped = not escaped
        elif quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign in _CLOSING:
            expected.append(_CLOSING[sign])
        elif sign in ")]" and (not expected or expected.pop() != sign):
            return False
    return not (quote or expected or escaped)
