"""The server and its record."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pytest
import requests

from tests.portal_simulator.config import DocumentPlan, PortalConfig
from tests.portal_simulator.simulator import PortalSimulator
from tests.unit.portal_simulator.client import Client, token

ROOT = Path(__file__).parents[3]


def test_one_connection_carries_many_requests_and_they_are_all_recorded() -> None:
    with PortalSimulator() as sim:
        address = ("127.0.0.1", sim.server.port)
        with socket.create_connection(address) as raw, raw.makefile("rb") as stream:
            for number in range(3):
                raw.sendall(f"GET /aide?q={number} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
                assert stream.readline() == b"HTTP/1.1 200 OK\r\n"
                length = 0
                while (line := stream.readline()) != b"\r\n":
                    if line.lower().startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                assert len(stream.read(length)) == length
        items = sim.requests.all()
        assert [item.target for item in items] == ["/aide?q=0", "/aide?q=1", "/aide?q=2"]
        assert {(item.method, item.host, item.status, item.route) for item in items} == {
            ("GET", "127.0.0.1", 200, "help")
        }
        assert all(item.bytes_sent > 500 for item in items)


def test_many_connections_are_answered_at_once() -> None:
    with PortalSimulator(PortalConfig(latency_s=0.3)) as sim:
        threads = [threading.Thread(target=requests.get, args=(sim.url,)) for _ in range(8)]
        start = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert 0.3 <= time.monotonic() - start < 1.5
        assert sim.server.most_at_once == 8


def test_hosts_are_told_apart() -> None:
    with PortalSimulator() as sim:
        for host in ("127.0.0.1", "127.0.0.2", "localhost"):
            requests.get(f"http://{host}:{sim.server.port}/")
        requests.get(sim.origin, headers={"Host": "evil.localhost"})
        seen = [(item.host, item.listener) for item in sim.requests]
        assert seen == [
            ("127.0.0.1", "127.0.0.1"),
            ("127.0.0.2", "127.0.0.2"),
            ("localhost", "127.0.0.1"),
            ("evil.localhost", "127.0.0.1"),
        ]


@pytest.mark.parametrize("where", ["query", "header", "form", "json"])
def test_a_secret_is_found_wherever_it_went(where: str) -> None:
    with PortalSimulator() as sim:
        secret, url = sim.password, f"http://127.0.0.2:{sim.server.port}/aide"
        if where == "query":
            requests.get(url, params={"p": secret})
        elif where == "header":
            requests.get(url, headers={"X-P": "Bearer " + quote(secret)})
        elif where == "form":
            requests.post(url, {"p": secret})
        else:
            requests.post(url, json={"p": secret})
        assert sim.hosts_that_got(secret) == {"127.0.0.2"}
        assert sim.hosts_that_got("something else") == set()


def test_the_record_is_written_to_a_file_too(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    with PortalSimulator(record=path) as sim:
        requests.post(sim.origin + "/newsletter", {"email": "a@b.c"})
        line = json.loads(path.read_text().splitlines()[0])
    assert (line["method"], line["target"], line["body"]) == ("POST", "/newsletter", "email=a%40b.c")


def test_dangerous_controls_are_counted() -> None:
    with PortalSimulator() as sim:
        requests.post(sim.origin + "/action/pay")
        requests.get(sim.origin + "/oauth/google")
        requests.get(sim.origin + "/inscription")
        assert sim.dangerous == ["/action/pay", "/oauth/google"]


def test_ten_thousand_documents_start_at_once() -> None:
    start = time.monotonic()
    with PortalSimulator(PortalConfig(documents=DocumentPlan(count=10_000))) as sim:
        assert Client(sim).sign_in().ok
        assert len(sim.documents) == len({document.id for document in sim.documents}) == 10_000
    assert time.monotonic() - start < 2.0


def test_an_error_of_the_simulator_itself_fails_the_test() -> None:
    sim = PortalSimulator()
    sim.portal.handle = None  # type: ignore[method-assign, assignment]
    with pytest.raises(RuntimeError, match="GET /"), sim:
        assert requests.get(sim.origin).status_code == 500


def test_the_command_line_prints_what_is_needed_and_codes(tmp_path: Path) -> None:
    truth = tmp_path / "truth.json"
    command = [sys.executable, "-m", "tests.portal_simulator", "--preset", "sms", "--truth", str(truth)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout
            about = json.loads(process.stdout.readline())
            assert about["totp_secret"] is None
            page = requests.Session()
            form = page.get(about["url"])
            page.post(
                form.url,
                {"_token": token(form.text), "login": about["username"], "secret": about["password"]},
            )
            sent = json.loads(process.stdout.readline())
            assert (len(sent["code"]), sent["channel"]) == (6, "sms")
            assert len(json.loads(truth.read_text())) == about["documents"] == 24
        finally:
            process.terminate()
    assert process.returncode == 0
