"""The browser's way back: one answer on loopback, and nobody else's."""

from __future__ import annotations

import hmac
import socket
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

_PAGE = (
    "<!doctype html><meta charset=utf-8><title>Moisson</title>"
    "<body style='font:18px sans-serif;margin:4em'><p>✓ Moisson</p>"
)
_TURN_S = 0.25


class LoopbackAnswer:
    """`with LoopbackAnswer(state) as answer:` listens on a port of 127.0.0.1 that is free."""

    def __init__(self, state: str) -> None:
        self._state = state
        self._found: dict[str, str] | None = None
        outer = self

        class Handler(BaseHTTPRequestHandler):
            timeout = 1  # browsers open connections that they do not use

            def do_GET(self) -> None:
                outer._take(self)

            def log_message(self, *about: Any) -> None:
                """The address holds the code: it is not logged."""

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self._server.socket.settimeout(_TURN_S)
        self._server.timeout = _TURN_S

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> LoopbackAnswer:
        return self

    def __exit__(self, *about: object) -> None:
        self._server.server_close()

    def wait(self, seconds: float, stopped: Callable[[], bool]) -> dict[str, str] | None:
        """What the browser brought; None when nothing came in time or it was stopped."""
        end = time.monotonic() + seconds
        while self._found is None and time.monotonic() < end and not stopped():
            self._server.handle_request()
        return self._found

    def _take(self, request: BaseHTTPRequestHandler) -> None:
        target = urlsplit(request.path)
        brought = dict(parse_qsl(target.query))
        expected = request.headers.get("Host") == urlsplit(self.address).netloc
        state = brought.get("state", "").encode()
        if target.path != "/" or not expected or not hmac.compare_digest(state, self._state.encode()):
            request.send_error(404)  # a favicon, or somebody else: the wait goes on
            return
        self._found = brought
        page = _PAGE.encode()
        request.send_response(200)
        request.send_header("Content-Type", "text/html; charset=utf-8")
        request.send_header("Content-Length", str(len(page)))
        request.send_header("Referrer-Policy", "no-referrer")
        request.send_header("Connection", "close")
        request.end_headers()
        request.wfile.write(page)
        request.wfile.flush()
        request.close_connection = True
        request.connection.shutdown(socket.SHUT_WR)
