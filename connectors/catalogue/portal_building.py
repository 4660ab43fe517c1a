"""From the checked data of an entry to a Portal. No checks here, and no pydantic: listing must start fast."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from app.domain.portals import (
    CodeSteps,
    DocumentSteps,
    FetchMethod,
    FetchSteps,
    LoginSteps,
    Portal,
    PortalField,
    PortalSteps,
    Support,
)

Data = Mapping[str, Any]


def build_portal(data: Data) -> Portal:
    """The Portal of one entry; `data` is what the YAML holds, already valid."""
    verified_on = data.get("verified_on")
    return Portal(
        id=data["id"],
        name=data["name"],
        homepage=data.get("homepage") or _root_of(data.get("login_url") or data["documents_url"]),
        aliases=_words(data, "aliases"),
        login_url=data.get("login_url"),
        documents_url=data.get("documents_url"),
        hosts=_words(data, "hosts"),
        countries=_words(data, "countries"),
        categories=_words(data, "categories"),
        two_factor=_words(data, "two_factor"),
        fields=tuple(_build_field(item) for item in data.get("fields") or ()),
        advice=data.get("advice") or {},
        support=Support(data.get("support") or Support.UNVERIFIED),
        verified_on=date.fromisoformat(verified_on) if verified_on else None,
        verified_with=data.get("verified_with"),
        steps=_build_steps(data.get("steps") or {}),
    )


def _build_field(data: Data) -> PortalField:
    return PortalField(
        key=data["key"],
        label=data.get("label") or {},
        secret=data.get("secret", False),
        required=data.get("required", True),
        pattern=data.get("pattern"),
        help=data.get("help") or {},
    )


def _build_steps(data: Data) -> PortalSteps:
    if not data:
        return PortalSteps()
    documents = dict(data.get("documents") or {})
    method = (data.get("fetch") or {}).get("method")
    return PortalSteps(
        login=LoginSteps(**(data.get("login") or {})),
        code=CodeSteps(**(data.get("code") or {})),
        signed_in=data.get("signed_in"),
        documents=DocumentSteps(**{**documents, "open": _words(documents, "open")}),
        fetch=FetchSteps(FetchMethod(method) if method else None),
    )


def _words(data: Data, key: str) -> tuple[str, ...]:
    return tuple(data.get(key) or ())


def _root_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/"
