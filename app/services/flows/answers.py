"""What people type into fields, put into shape and judged."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from app.domain.hosts import InvalidAddressError, checked_address
from app.services.flows.steps import Fault, Field, FieldFault, FieldKind, Value, Values

_SHORTEST = timedelta(minutes=15)


def text_of(values: Values, key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def texts_of(values: Values, key: str) -> tuple[str, ...]:
    value = values.get(key)
    return value if isinstance(value, tuple) else ()


def date_of(values: Values, key: str) -> date | None:
    value = values.get(key)
    return value if isinstance(value, date) else None


def interval_of(values: Values, key: str) -> timedelta | None:
    value = values.get(key)
    return value if isinstance(value, timedelta) else None


def path_of(values: Values, key: str) -> Path:
    value = values.get(key)
    return value if isinstance(value, Path) else Path()


def is_on(values: Values, key: str) -> bool:
    return values.get(key) is True


def shaped(field: Field, value: Value) -> Value:
    """Without what slips in when a person types or pastes; a password is taken as it is."""
    if not isinstance(value, str) or field.kind is FieldKind.SECRET:
        return value
    if field.kind is FieldKind.TOTP:
        return _totp_secret(value)
    return value.strip()


def faults_of(fields: Iterable[Field], values: Values, today: date) -> dict[str, Fault]:
    """What the kinds of the fields alone tell."""
    judged = ((field.key, _fault(field, values.get(field.key), today)) for field in fields)
    return {key: fault for key, fault in judged if fault}


def _fault(field: Field, value: Value, today: date) -> Fault | None:
    if value in (None, "", (), Path()):
        return Fault(FieldFault.REQUIRED) if field.required else None
    if isinstance(value, timedelta) and value < _SHORTEST:
        return Fault(FieldFault.TOO_SHORT)
    if isinstance(value, date) and value > today:
        return Fault(FieldFault.IN_FUTURE)
    if isinstance(value, str):
        return _fault_of_text(field, value)
    return None


def _fault_of_text(field: Field, text: str) -> Fault | None:
    if field.pattern is not None and not re.fullmatch(field.pattern, text):
        return Fault(FieldFault.PATTERN)
    if field.kind is FieldKind.TOTP and not _is_base32(text):
        return Fault(FieldFault.TOTP_INVALID)
    if field.kind is FieldKind.ADDRESS:
        try:
            checked_address(text)
        except InvalidAddressError as error:
            return Fault(error.code, {"address": text})
    return None


def _totp_secret(typed: str) -> str:
    """The secret itself, also from the address that a QR picture holds."""
    text = typed.strip()
    if text.lower().startswith("otpauth://"):
        text = next(iter(parse_qs(urlsplit(text).query).get("secret", ())), "?")
    return re.sub(r"[\s-]", "", text).upper()


def _is_base32(text: str) -> bool:
    bare = text.rstrip("=")
    try:
        return len(base64.b32decode(bare + "=" * (-len(bare) % 8))) >= 5
    except (binascii.Error, ValueError):
        return False
