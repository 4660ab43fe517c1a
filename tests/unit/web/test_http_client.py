"""The HTTP client sends what the browser would send, and nothing to hosts that are not allowed."""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from app.domain.errors import DocumentFailure, ErrorCode, MoissonError
from connectors.web.http_client import CONNECTIONS, FetchError, HttpClient, SessionExpiredError, file_name


class _Server:
    def __init__(self) -> None:
        self.seen: list[tuple[str, str]] = []
        self.times: list[float] = []
        self.failures = 0
        self.authorizations: list[str] = []
        self.at_once = self.most_at_once = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.times.append(time.monotonic())
                outer.seen.append((self.path, self.headers.get("Cookie", "")))
                outer.authorizations.append(self.headers.get("Authorization", ""))
                outer.at_once += 1
                outer.most_at_once = max(outer.most_at_once, outer.at_once)
                outer.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body, status, headers = b"%PDF-1.4 hello %%EOF", 200, {"Content-Type": "application/pdf"}
        if handler.path == "/elsewhere":
            status, headers = 302, {"Location": self.origin.replace("127.0.0.1", "127.0.0.2") + "/file"}
        elif handler.path == "/moved":
            status, headers = 302, {"Location": "/file"}
        elif handler.path == "/signed-out":
            status = 401
        elif handler.path == "/forbidden":
            status = 403
        elif handler.path == "/busy" and self.failures < 2:
            self.failures += 1
            status = 503
        elif handler.path == "/limited" and self.failures < 1:
            self.failures += 1
            status, headers = 429, {"Retry-After": "1"}
        elif handler.path == "/cut":
            headers["Content-Length"] = str(len(body) + 50)
        elif handler.path == "/slow":
            time.sleep(0.05)
        self.at_once -= 1
        handler.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            handler.send_header(name, value)
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True


@pytest.fixture
def server() -> Iterator[_Server]:
    server = _Server()
    yield server
    server.server.shutdown()
    server.server.server_close()


@pytest.fixture
def client(tmp_path: Path) -> Iterator[HttpClient]:
    client = HttpClient(frozenset(("127.0.0.1",)), tmp_path, language="fr-FR")
    yield client
    client.close()


def _cookie(name: str, domain: str, path: str = "/", *, secure: bool = False) -> dict[str, object]:
    return {"name": name, "value": "v", "domain": domain, "path": path, "secure": secure}


def test_a_file_is_written_whole(server: _Server, client: HttpClient) -> None:
    answer = client.get(f"{server.origin}/moved", server.origin)
    assert answer.path.read_bytes() == b"%PDF-1.4 hello %%EOF"
    assert answer.url == f"{server.origin}/file"


def test_whom_it_talks_to_is_heard_redirects_included(server: _Server, tmp_path: Path) -> None:
    heard: list[str] = []
    client = HttpClient(frozenset(("127.0.0.1", "127.0.0.2")), tmp_path, "fr-FR", heard.append)
    with pytest.raises(FetchError):
        client.get(f"{server.origin}/elsewhere", server.origin)
    client.close()
    assert set(heard) == {"127.0.0.1", "127.0.0.2"}


def test_whom_it_refuses_to_talk_to_is_not_heard(server: _Server, tmp_path: Path) -> None:
    heard: list[str] = []
    client = HttpClient(frozenset(("127.0.0.1",)), tmp_path, "fr-FR", heard.append)
    with pytest.raises(FetchError):
        client.get(f"{server.origin}/elsewhere", server.origin)
    client.close()
    assert set(heard) == {"127.0.0.1"}


def test_cookies_go_to_exactly_their_host_and_path(server: _Server, client: HttpClient) -> None:
    client.take_session(
        [
            _cookie("session", "127.0.0.1"),
            _cookie("other", "127.0.0.2"),
            _cookie("parent", "0.0.1"),
            _cookie("area", "127.0.0.1", "/private"),
            _cookie("safe", "127.0.0.1", secure=True),
        ],
        "Test/1",
    )
    client.get(f"{server.origin}/file", server.origin)
    assert set(server.seen[-1][1].split("; ")) == {"session=v", "safe=v"}


def test_a_redirect_to_another_host_is_not_followed(server: _Server, client: HttpClient) -> None:
    with pytest.raises(FetchError) as refused:
        client.get(f"{server.origin}/elsewhere", server.origin)
    assert refused.value.reason is DocumentFailure.HOST_NOT_ALLOWED
    assert refused.value.host == "127.0.0.2"


def test_an_answer_that_says_busy_is_asked_for_again(server: _Server, client: HttpClient) -> None:
    assert client.get(f"{server.origin}/busy", server.origin).path.exists()
    assert len(server.seen) == 3


def test_all_workers_wait_as_long_as_the_portal_says(server: _Server, client: HttpClient) -> None:
    with ThreadPoolExecutor(2) as pool:
        limited = pool.submit(client.get, f"{server.origin}/limited", server.origin)
        while not server.failures:
            time.sleep(0.01)
        time.sleep(0.1)
        assert client.get(f"{server.origin}/file", server.origin).path.exists()
        assert limited.result().path.exists()
    first, *others = server.times
    assert len(others) == 2
    assert min(others) - first > 0.9


def test_a_wait_ends_with_the_visit(server: _Server, client: HttpClient) -> None:
    with ThreadPoolExecutor(1) as pool:
        limited = pool.submit(client.get, f"{server.origin}/limited", server.origin)
        while not server.failures:
            time.sleep(0.01)
        client.close()
        with pytest.raises(FetchError):
            limited.result()
    assert len(server.seen) == 1


def test_a_full_disk_is_no_fault_of_the_portal(
    server: _Server, client: HttpClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("connectors.web.http_client.NamedTemporaryFile", fail)
    with pytest.raises(MoissonError) as caught:
        client.get(f"{server.origin}/file", server.origin)
    assert caught.value.code is ErrorCode.DISK_FULL
    assert len(server.seen) == 1


def test_a_cut_answer_is_no_file(server: _Server, client: HttpClient, tmp_path: Path) -> None:
    with pytest.raises(FetchError):
        client.get(f"{server.origin}/cut", server.origin)
    assert len(server.seen) == 3
    assert not list(tmp_path.iterdir())


def test_refusals_are_told_apart(server: _Server, client: HttpClient) -> None:
    with pytest.raises(SessionExpiredError):
        client.get(f"{server.origin}/signed-out", server.origin)
    with pytest.raises(FetchError) as refused:
        client.get(f"{server.origin}/forbidden", server.origin)
    assert refused.value.reason is DocumentFailure.REFUSED


def test_never_more_requests_at_once_than_is_polite(server: _Server, client: HttpClient) -> None:
    with ThreadPoolExecutor(3 * CONNECTIONS) as pool:
        list(pool.map(lambda _: client.get(f"{server.origin}/slow", server.origin), range(4 * CONNECTIONS)))
    assert 1 < server.most_at_once <= CONNECTIONS


def test_passwords_of_other_programs_are_not_sent(
    server: _Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password secret")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    client = HttpClient(frozenset(("127.0.0.1",)), tmp_path, language="fr-FR")
    client.get(f"{server.origin}/file", server.origin)
    client.close()
    assert server.authorizations == [""]


def test_the_proxy_of_the_environment_is_used(
    server: _Server, client: HttpClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Our server stands for the proxy: what asks a proxy names the whole address.
    monkeypatch.setenv("http_proxy", server.origin)
    monkeypatch.setenv("no_proxy", "")
    client.get("http://127.0.0.1:9/file", "http://127.0.0.1:9/")
    assert [path for path, _ in server.seen] == ["http://127.0.0.1:9/file"]


@pytest.mark.parametrize(
    ("disposition", "url", "name"),
    [
        ('attachment; filename="F 1.pdf"', "https://x.fr/a", "F 1.pdf"),
        (
            "attachment; filename*=UTF-8''F%C3%A9vrier.pdf; filename=\"x.pdf\"",
            "https://x.fr/a",
            "Février.pdf",
        ),
        ("", "https://x.fr/files/F%202.pdf?sig=1", "F 2.pdf"),
        ("inline", "https://x.fr/files/F3", "F3"),
    ],
)
def test_names_of_files(disposition: str, url: str, name: str) -> None:
    assert file_name(disposition, url) == name
