"""Where Google is: its own addresses, or those of a test on loopback."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from app.domain.errors import ErrorCode, MoissonError

API_ROOT = "https://www.googleapis.com"
_VARIABLE = "MOISSON_GOOGLE_API_ROOT"
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def api_root() -> str:
    """Without a slash at the end. Raises MoissonError setting_invalid."""
    root = os.environ.get(_VARIABLE, "").strip().rstrip("/") or API_ROOT
    if not is_safe(root):
        raise MoissonError(ErrorCode.SETTING_INVALID, key=_VARIABLE, name=_VARIABLE, value=root)
    return root


def is_safe(address: str) -> bool:
    """https, or plain http that does not leave the machine."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    )


def same_origin(one: str, other: str) -> bool:
    first, second = urlsplit(one), urlsplit(other)
    return (first.scheme, first.netloc) == (second.scheme, second.netloc)
