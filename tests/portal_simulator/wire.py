"""Requests and answers as the portal's code sees them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

HTML = "text/html; charset=utf-8"
JSON = "application/json"
PDF = "application/pdf"


@dataclass(slots=True)
class Request:
    """One request; header names in lower case, `host` without port, `listener` the address it came in on."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    host: str
    port: int
    listener: str
    at: float
    path: str = ""
    query: dict[str, str] = field(default_factory=dict)
    route: str = ""
    fault: str = ""

    def __post_init__(self) -> None:
        if "?" in self.target:
            parts = urlsplit(self.target)
            self.path = unquote(parts.path)
            self.query = dict(parse_qsl(parts.query, keep_blank_values=True))
        else:
            self.path = unquote(self.target)

    @property
    def cookies(self) -> dict[str, str]:
        """Cookies by name."""
        pairs = (part.strip().partition("=") for part in self.headers.get("cookie", "").split(";"))
        return {name: value for name, _, value in pairs if name}

    @property
    def fields(self) -> dict[str, str]:
        """The fields of a form or of a flat JSON body."""
        if self.headers.get("content-type", "").startswith(JSON):
            try:
                data = json.loads(self.body or b"{}")
            except ValueError:
                return {}
            return {key: str(value) for key, value in data.items()} if isinstance(data, dict) else {}
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))


@dataclass(slots=True)
class Response:
    """One answer; `cut_after` bytes of the body the connection is dropped (0: before any answer)."""

    status: int = 200
    body: bytes = b""
    content_type: str = HTML
    headers: list[tuple[str, str]] = field(default_factory=list)
    delay_s: float = 0.0
    cut_after: int | None = None

    def head(self) -> bytes:
        """Status line and headers as bytes."""
        lines = [f"HTTP/1.1 {self.status} {_phrase(self.status)}"]
        if self.content_type:
            lines.append(f"Content-Type: {self.content_type}")
        lines.append(f"Content-Length: {len(self.body)}")
        lines.extend(f"{name}: {value}" for name, value in self.headers)
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")

    def with_cookie(self, name: str, value: str, max_age: int | None = None, path: str = "/") -> Response:
        """The answer with one more cookie; without `max_age` (seconds) it ends with the browser."""
        age = "" if max_age is None else f"; Max-Age={max_age}"
        self.headers.append(("Set-Cookie", f"{name}={value}; Path={path}; HttpOnly; SameSite=Lax{age}"))
        return self


def page(html: str, status: int = 200) -> Response:
    """A page that the browser must ask for again each time."""
    return Response(status, html.encode(), headers=[("Cache-Control", "no-store")])


def redirect(location: str) -> Response:
    """See Other, as after a form."""
    return Response(303, headers=[("Location", location)])


def as_json(data: Any, status: int = 200) -> Response:
    """A JSON answer of the portal's API."""
    return Response(status, json.dumps(data).encode(), JSON, [("Cache-Control", "no-store")])


def not_found() -> Response:
    """A plain 404."""
    return Response(404, b"<!doctype html><title>404</title><h1>404</h1>")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Status"
