"""A real browser against a little server on loopback whose pages each test writes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from connectors.browser.errors import BrowserNotFoundError
from connectors.browser.find import find_browser
from connectors.browser.options import BrowserOptions
from connectors.browser.session import BrowserSession


@dataclass
class Answer:
    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Request:
    method: str
    host: str
    path: str
    body: bytes
    cookie: str


class Site:
    """Pages by path; everything that was asked for is in `requests`."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, Answer | Callable[[Request], Answer]] = {}
        self.requests: list[Request] = []

    def page(self, path: str, body: str, **headers: str) -> str:
        self.pages[path] = Answer(f"<!doctype html><meta charset=utf-8>{body}".encode(), headers=headers)
        return self.url(path)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def posts(self) -> list[Request]:
        return [request for request in self.requests if request.method == "POST"]


def wait_until(condition: Callable[[], bool], limit_s: float = 10) -> bool:
    deadline = time.monotonic() + limit_s
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            host = (self.headers.get("host") or "").rsplit(":", 1)[0]
            cookie = self.headers.get("cookie") or ""
            request = Request(self.command, host, self.path, body, cookie)
            served.requests.append(request)
            found = served.pages.get(self.path.split("?")[0]) or Answer(b"not here", status=404)
            answer = found(request) if callable(found) else found
            self.send_response(answer.status)
            for name, value in {"content-type": answer.kind, **answer.headers}.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("content-length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        do_POST = do_PUT = do_OPTIONS = do_GET  # noqa: N815

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served = Site(server.server_port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield served
    server.shutdown()
    server.server_close()


def _browser_is_missing() -> bool:
    try:
        find_browser()
    except BrowserNotFoundError:
        return True
    return False


needs_browser = pytest.mark.skipif(_browser_is_missing(), reason="no browser is installed")


@pytest.fixture(scope="module")
def shared_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserSession]:
    """One browser for the tests of a module that leave no trace in it."""
    options = BrowserOptions(work_dir=tmp_path_factory.mktemp("run"), page_timeout_s=10)
    with BrowserSession.start(options, ["127.0.0.1"]) as session:
        yield session


@pytest.fixture
def options(tmp_path: Path) -> BrowserOptions:
    return BrowserOptions(work_dir=tmp_path / "run", page_timeout_s=10)
