"""All the ways in which a page or a request writes a secret. Pure."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

_SHORTEST = 4  # one box of a segmented code is not a secret by itself, and would be found everywhere
_SHORTEST_ENCODED = 6


def secret_forms(secrets: Iterable[str]) -> list[str]:
    """Longest first, so that replacing one never leaves a piece of another."""
    found: set[str] = set()
    for secret in secrets:
        if len(secret) >= _SHORTEST:
            found |= _written(secret)
    return sorted(found, key=len, reverse=True)


def carries_secret(text: str, secrets: Iterable[str]) -> bool:
    return any(form in text for form in secret_forms(secrets))


def _written(secret: str) -> set[str]:
    forms = {
        secret,
        html.escape(secret),
        html.escape(secret, quote=False),
        html.escape(secret, quote=False).replace('"', "&quot;"),
        quote(secret),
        quote(secret, safe=""),
        quote(secret, safe="!*'()"),  # as encodeURIComponent does
        quote_plus(secret),
        quote_plus(secret, safe="*"),  # as browsers write forms
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
    }
    if len(secret) >= _SHORTEST_ENCODED:
        forms |= _inside_base64(secret.encode())
    return forms


def _inside_base64(content: bytes) -> set[str]:
    """What stays the same in base64 whatever stands before and after; three ways to fall on its groups."""
    forms = set()
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + content).decode()
        inner = encoded[(0, 2, 3)[before] : (before + len(content)) // 3 * 4]
        forms |= {inner, inner.replace("+", "-").replace("/", "_")}
    return forms
