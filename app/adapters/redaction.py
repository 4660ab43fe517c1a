"""Keeps secrets out of texts that are written down, in whatever shape they come."""

from __future__ import annotations

import base64
import html
import json
import re
import threading
from collections.abc import Iterable, Iterator
from urllib.parse import quote

MASK = "***"
# Shorter ones occur in every line by chance: they are masked as whole words only.
_SHORT = 4
_SHORTEST_IN_BASE64 = 6

_SENSITIVE = (
    r"[\w.-]*(?:pass(?:word|wd|phrase)?|pwd|secret|token|otp|api_?key|signature|session_?id|credential)\w*"
)
_HEADERS = re.compile(
    r"(?i)\b((?:set-)?cookie|(?:proxy-)?authorization|x-[\w-]*(?:token|key|auth)[\w-]*)"
    r"(\\?['\"]?\s*[:=]\s*)[^\r\n]+"
)
_ASSIGNMENTS = re.compile(rf"(?i)\b({_SENSITIVE})(\\?['\"]?\s*[:=]\s*\\?['\"]?)[^\s'\"&,;}}\\]+")
_QUERY = re.compile(r"([?&#;])([^=&#\s'\"<>?]{1,100})=([^&#\s'\"<>]+)")
_SENSITIVE_PARAMETER = re.compile(
    rf"(?i)(?:{_SENSITIVE}|code|state|nonce|sig|key|auth|ticket|sid|jwt|saml\w*)"
)
_TOKEN_LIKE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w.~%+/=-]{20,}")
_USER_INFO = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://)[^/\s@'\"]+@")
_JWT = re.compile(r"\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?")


class Redactor:
    """Masks the texts it was told, and what looks like a credential. Thread-safe."""

    def __init__(self) -> None:
        self._values: set[str] = set()
        self._pattern: re.Pattern[str] | None = None
        self._lock = threading.Lock()

    def add(self, values: Iterable[str]) -> None:
        with self._lock:
            fresh = {value for value in values if value.strip()} - self._values
            if fresh:
                self._values |= fresh
                self._pattern = _pattern_of(self._values)

    def clean(self, text: str) -> str:
        if self._pattern is not None:
            text = self._pattern.sub(MASK, text)
        text = _HEADERS.sub(rf"\1\2{MASK}", text)
        text = _USER_INFO.sub(rf"\1{MASK}@", text)
        text = _QUERY.sub(_mask_parameter, text)
        text = _ASSIGNMENTS.sub(rf"\1\2{MASK}", text)
        return _JWT.sub(MASK, text)


_redactor = Redactor()


def redact(values: Iterable[str]) -> None:
    """From now on none of these texts reaches a log of this process."""
    _redactor.add(values)


def clean(text: str) -> str:
    """The text without the secrets that were told to `redact`, and without what looks like one."""
    return _redactor.clean(text)


def _mask_parameter(match: re.Match[str]) -> str:
    mark, name, value = match.groups()
    if _SENSITIVE_PARAMETER.fullmatch(name) or _TOKEN_LIKE.fullmatch(value):
        return f"{mark}{name}={MASK}"
    return match.group()


def _pattern_of(values: Iterable[str]) -> re.Pattern[str]:
    """Longest first: a secret that contains another is masked whole."""
    ordered = sorted(values, key=lambda value: (-len(value), value))
    return re.compile("|".join(alternative for value in ordered for alternative in _alternatives(value)))


def _alternatives(value: str) -> Iterator[str]:
    written = "".join(_written(character) for character in value)
    if len(value) < _SHORT:
        yield rf"(?<!\w){written}(?!\w)"
        return
    yield written
    # Drivers log what they type as a list of characters.
    yield r"['\"],\s*['\"]".join(_written(character) for character in value)
    content = value.encode()
    if len(content) >= _SHORTEST_IN_BASE64:
        yield from map(re.escape, sorted(_in_base64(content)))


def _written(character: str) -> str:
    """One character as it is, or escaped for an address, JSON, Python or HTML."""
    content = character.encode("utf-8", "surrogatepass")
    forms = {
        character,
        quote(content, safe=""),
        "".join(f"%{byte:02x}" for byte in content),
        "".join(f"%{byte:02X}" for byte in content),
        "".join(f"\\x{byte:02x}" for byte in content),
        json.dumps(character)[1:-1],
        repr(character)[1:-1],
        html.escape(character),
        f"&#{ord(character)};",
        f"&#x{ord(character):x};",
        f"\\u{ord(character):04x}",
    }
    if character == " ":
        forms.add("+")
    if character in "\"'\\/":
        forms.add("\\" + character)
    return "(?:" + "|".join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f))) + ")"


def _in_base64(content: bytes) -> set[str]:
    """The characters that encode the content, at each position it can have, as in "user:password"."""
    found = set()
    for before in range(3):
        padded = b"\0" * before + content
        # A character holds six bits: those shared with what stands before and behind are left out.
        first, last = -(-before * 8 // 6), len(padded) * 8 // 6
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            found.add(encode(padded).decode()[first:last])
    return found
