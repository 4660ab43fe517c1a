"""A small supplier's portal on loopback, for the demonstration."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import parse_qsl

from app.demo.bills import demo_bills
from app.demo.supplier_site import Answer, SupplierSite

_MAX_FORM = 10_000


@dataclass(frozen=True, slots=True)
class DemoRequest:
    """One request that the portal answered; `at` is seconds since the epoch."""

    at: float
    method: str
    target: str
    status: int


class DemoPortal:
    """`with DemoPortal() as portal:`; `on_code` gets every code, on the thread that answers the browser."""

    host = "127.0.0.1"
    username = "camille.martin@exemple.fr"

    def __init__(
        self,
        port: int = 0,
        on_code: Callable[[str], None] | None = None,
        today: date | None = None,
        password: str | None = None,
    ) -> None:
        self.password = password or secrets.token_urlsafe(12)
        self.last_code = ""
        self.requests: list[DemoRequest] = []
        self.bills = demo_bills(today or date.today())
        self._on_code = on_code
        self._site = SupplierSite(self.username, self.password, self.bills, self._code_sent)
        self._server = ThreadingHTTPServer((self.host, port), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        """The address of the login page."""
        return f"http://{self.host}:{self.port}/connexion"

    @property
    def port(self) -> int:
        return self._server.server_port

    def __enter__(self) -> DemoPortal:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _code_sent(self, code: str) -> None:
        self.last_code = code
        if self._on_code:
            self._on_code(code)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        portal = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 30
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                self._send(portal._site.get(self.path, self._cookies()))

            def do_POST(self) -> None:
                length = min(int(self.headers.get("Content-Length") or 0), _MAX_FORM)
                form = dict(parse_qsl(self.rfile.read(length).decode("utf-8", "replace")))
                self._send(portal._site.post(self.path, self._cookies(), form))

            def _cookies(self) -> dict[str, str]:
                jar = SimpleCookie(self.headers.get("Cookie", ""))
                return {name: morsel.value for name, morsel in jar.items()}

            def _send(self, answer: Answer) -> None:
                portal.requests.append(DemoRequest(time.time(), self.command, self.path, answer.status))
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.content_type)
                self.send_header("Content-Length", str(len(answer.body)))
                self.send_header("Cache-Control", "no-store")
                for name, value in answer.headers:
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, format: str, *args: object) -> None:
                """Nothing on the terminal: the demonstration prints what matters."""

        return Handler
