"""What goes wrong goes wrong when, where and as often as it should."""

from __future__ import annotations

import time
from html import escape

import pytest
import requests

from tests.portal_simulator.config import Fault, FaultKind, ListConfig, PortalConfig
from tests.portal_simulator.simulator import PortalSimulator
from tests.unit.portal_simulator.client import Client, token


def signed_in(sim: PortalSimulator) -> tuple[Client, str]:
    """A client and the address of the first file."""
    client = Client(sim)
    client.sign_in()
    return client, sim.origin + f"{sim.portal.t['path_file']}/{sim.documents[0].id}.pdf"


def with_fault(on: str, kind: FaultKind, **options: object) -> PortalSimulator:
    return PortalSimulator(PortalConfig(faults=(Fault(on, kind, **options),)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "status"), [("error_500", 500), ("error_503", 503), ("not_found", 404), ("rate_limited", 429)]
)
def test_statuses(kind: FaultKind, status: int) -> None:
    with with_fault("file", kind, times=2) as sim:
        client, url = signed_in(sim)
        answers = [client.get(url) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [status, status, 200]
        assert ("Retry-After" in answers[0].headers) == (status in (429, 503))
        assert [item.fault for item in sim.sent("file")] == [kind, kind, ""]


@pytest.mark.parametrize(
    ("kind", "start"),
    [("zero_bytes", b""), ("html_as_pdf", b"<!doctype html>"), ("zip", b"PK"), ("jpeg", b"\xff\xd8")],
)
def test_wrong_files_come_with_a_good_status(kind: FaultKind, start: bytes) -> None:
    with with_fault("file", kind) as sim:
        client, url = signed_in(sim)
        answer = client.get(url)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
        assert answer.content[:15].startswith(start)
        assert answer.content != sim.documents[0].bytes
        assert client.get(url).content == sim.documents[0].bytes


def test_truncated_files_look_complete_and_dropped_ones_do_not() -> None:
    with with_fault("file", "truncated") as sim:
        client, url = signed_in(sim)
        whole = sim.documents[0].bytes
        assert client.get(url).content == whole[: len(whole) * 2 // 3]
    with with_fault("file", "drop_mid_body") as sim:
        client, url = signed_in(sim)
        with pytest.raises(requests.exceptions.RequestException):
            client.get(url)
        assert sim.sent("file")[0].bytes_sent == len(sim.documents[0].bytes) // 2
        assert client.get(url).content == sim.documents[0].bytes


def test_a_dropped_connection_gives_no_answer() -> None:
    with with_fault("file", "drop") as sim:
        client, url = signed_in(sim)
        with pytest.raises(requests.exceptions.ConnectionError):
            client.get(url)
        assert (sim.sent("file")[0].status, sim.sent("file")[0].bytes_sent) == (0, 0)


def test_slow_answers_take_their_time() -> None:
    with with_fault("file", "slow", seconds=0.4) as sim:
        client, url = signed_in(sim)
        start = time.monotonic()
        assert client.get(url).ok
        assert time.monotonic() - start >= 0.4


def test_the_nth_request_is_hit() -> None:
    with with_fault("file", "error_500", at_request_n=3) as sim:
        client, url = signed_in(sim)
        assert [client.get(url).status_code for _ in range(5)] == [200, 200, 500, 200, 200]


def test_probability_is_drawn_from_the_seed() -> None:
    def statuses(seed: int) -> list[int]:
        with with_fault("file", "error_500", times=None, probability=0.4, seed=seed) as sim:
            client, url = signed_in(sim)
            return [client.get(url).status_code for _ in range(40)]

    first = statuses(1)
    assert first == statuses(1)
    assert first != statuses(2)
    assert 6 <= first.count(500) <= 26


def test_a_pattern_names_one_address() -> None:
    with with_fault(r"/1104729\.pdf", "error_500", times=None) as sim:
        client, url = signed_in(sim)
        assert client.get(url).status_code == 500
        assert client.get(url.replace("1104729", sim.documents[1].id)).status_code == 200


def test_the_session_expires_at_the_nth_request() -> None:
    with with_fault("list", "expire_session", at_request_n=2) as sim:
        client, url = signed_in(sim)
        assert client.get(sim.list_url).url == sim.list_url
        page = client.get(sim.list_url + "?page=2")
        assert sim.portal.t["path_login"] in page.url
        assert client.get(url, allow_redirects=False).status_code == 303
        client.sign_in()
        assert client.get(url).content == sim.documents[0].bytes


def test_after_an_expiry_the_login_leads_back_to_the_page() -> None:
    with PortalSimulator() as sim:
        client, _ = signed_in(sim)
        sim.expire_sessions()
        page = client.get(sim.list_url + "?page=2")
        form = {"_token": token(page.text), "login": sim.username, "secret": sim.password}
        assert client.post(sim.url, form).url == sim.list_url + "?page=2"


@pytest.mark.parametrize("filled", ["server", "script"])
@pytest.mark.parametrize("kind", ["empty_list", "empty_list_silent", "changed_layout"])
def test_lists_lose_their_rows(filled: str, kind: FaultKind) -> None:
    listing = ListConfig(filled=filled)  # type: ignore[arg-type]
    with PortalSimulator(PortalConfig(listing=listing, faults=(Fault("list", kind),))) as sim:
        client, _ = signed_in(sim)
        if filled == "script":
            client.list_page()
            first, second = (client.path("/api/bills").json() for _ in range(2))
            assert (first["items"], first["notice"], first["more"]) == ([], kind, False)
            assert (len(second["items"]), second["notice"]) == (10, "")
            return
        words = escape(sim.portal.t["no_invoices"])
        page = client.list_page()
        assert client.file_links(page) == []
        assert (words in page) == (kind == "empty_list")
        assert (escape(sim.portal.t["changed"]) in page) == (kind == "changed_layout")
        assert len(client.file_links(client.list_page())) == 10


def test_the_password_is_asked_for_again_elsewhere() -> None:
    with with_fault("list", "ask_password_elsewhere") as sim:
        client, _ = signed_in(sim)
        page = client.get(sim.list_url)
        assert page.url.startswith(f"http://127.0.0.2:{sim.server.port}/")
        assert "type=password" in page.text
        client.post(page.url, {"secret": sim.password})
        assert sim.hosts_that_got(sim.password) == {"127.0.0.1", "127.0.0.2"}


def test_redirects_lead_to_another_host() -> None:
    with with_fault("list", "redirect_elsewhere", host="127.0.0.1.localhost") as sim:
        client, _ = signed_in(sim)
        answer = client.get(sim.list_url, allow_redirects=False)
        assert answer.headers["Location"].startswith("http://127.0.0.1.localhost:")


def test_robots_and_maintenance_come_in_the_middle() -> None:
    with with_fault("list", "captcha") as sim:
        client, _ = signed_in(sim)
        page = client.get(sim.list_url)
        assert "reCAPTCHA" in page.text
    with with_fault("list", "maintenance") as sim:
        client, _ = signed_in(sim)
        assert client.get(sim.list_url).status_code == 503


def test_faults_come_and_go_while_the_portal_runs() -> None:
    with PortalSimulator() as sim:
        client, url = signed_in(sim)
        sim.add_fault(Fault("file", "error_500", times=None))
        assert client.get(url).status_code == 500
        sim.clear_faults()
        assert client.get(url).status_code == 200
