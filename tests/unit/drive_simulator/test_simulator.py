"""The simulator is as strict as Google's documentation: else a test that passes says little."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.drive_simulator.simulator import DriveSimulator

GRAIN = 256 * 1024


@pytest.fixture
def google() -> Iterator[DriveSimulator]:
    with DriveSimulator() as google:
        yield google


class Client:
    def __init__(self, google: DriveSimulator) -> None:
        form = {
            "grant_type": "refresh_token",
            "refresh_token": google.oauth.grant(),
            "client_id": google.oauth.client_id,
            "client_secret": google.oauth.client_secret,
        }
        self.token = requests.post(f"{google.root}/token", data=form, timeout=5).json()["access_token"]
        self.google = google

    def send(self, method: str, path: str, **about: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token}", **about.pop("headers", {})}
        address = path if path.startswith("http") else self.google.root + path
        return requests.request(method, address, headers=headers, timeout=5, allow_redirects=False, **about)

    def new_id(self) -> str:
        return str(self.send("GET", "/drive/v3/files/generateIds?count=1").json()["ids"][0])

    def start(self, **metadata: object) -> str:
        answer = self.send("POST", "/upload/drive/v3/files?uploadType=resumable", json=metadata)
        assert answer.status_code == 200
        return answer.headers["Location"]


@pytest.fixture
def client(google: DriveSimulator) -> Client:
    return Client(google)


def reason(answer: requests.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["errors"][0]["reason"]


def test_no_token_no_answer(google: DriveSimulator) -> None:
    answer = requests.get(f"{google.root}/drive/v3/files", timeout=5)
    assert reason(answer) == (401, "authError")


def test_ids_are_used_once_and_come_from_google(client: Client) -> None:
    file_id = client.new_id()
    create = ("POST", "/drive/v3/files")
    assert client.send(*create, json={"id": file_id}).status_code == 200
    assert reason(client.send(*create, json={"id": file_id})) == (409, "fileIdInUse")
    assert client.send("DELETE", f"/drive/v3/files/{file_id}").status_code == 204
    assert reason(client.send(*create, json={"id": file_id})) == (409, "fileIdInUse")
    assert client.send(*create, json={"id": "mine"}).status_code == 400


def test_default_fields_hold_no_checksum(client: Client) -> None:
    made = client.send("POST", "/drive/v3/files", json={"name": "x"}).json()
    assert made.keys() == {"kind", "id", "name", "mimeType"}
    path = f"/drive/v3/files/{made['id']}"
    assert client.send("GET", f"{path}?fields=id,md5Checksum,capabilities/canAddChildren").json().keys() == {
        "id",
        "md5Checksum",
        "capabilities",
    }
    assert reason(client.send("GET", f"{path}?fields=id(")) == (400, "invalidParameter")
    assert reason(client.send("GET", "/drive/v3/about")) == (400, "required")


def test_pieces_of_a_session(client: Client) -> None:
    session = client.start(name="x")
    total = GRAIN * 2 + 5

    def put(first: int, last: int, length: int | None = None) -> requests.Response:
        headers = {"Content-Range": f"bytes {first}-{last}/{total}"}
        return client.send("PUT", session, data=b"x" * (length or last - first + 1), headers=headers)

    def asked() -> requests.Response:
        return client.send("PUT", session, headers={"Content-Range": f"bytes */{total}"})

    assert (asked().status_code, asked().headers.get("Range")) == (308, None)
    assert put(0, GRAIN - 1).headers["Range"] == f"bytes=0-{GRAIN - 1}"
    assert put(GRAIN * 2, total - 1).status_code == 400  # a gap
    assert put(GRAIN, GRAIN + 9).status_code == 400  # no grain
    assert asked().headers["Range"] == f"bytes=0-{GRAIN - 1}"
    assert put(GRAIN, total - 1).status_code == 200
    assert asked().status_code == 200  # the answer may have been lost
    assert put(0, GRAIN - 1).status_code == 200
    assert reason(client.send("PUT", session + "x", headers={"Content-Range": "bytes */1"})) == (
        404,
        "notFound",
    )


def test_searches_lag_behind_but_parents_do_not(google: DriveSimulator, client: Client) -> None:
    folder = google.add_folder()
    body = {"name": "f", "parents": [folder.id], "appProperties": {"sha256": "ab"}}
    client.send("POST", "/drive/v3/files", json=body)

    def found(q: str) -> int:
        answer = client.send("GET", "/drive/v3/files", params={"q": q})
        return len(answer.json()["files"])

    google.drive.search_lag_s = 60
    by_property = "appProperties has { key='sha256' and value='ab' } and trashed = false"
    inside = f"'{folder.id}' in parents and not (name = 'z' or mimeType != 'application/octet-stream')"
    assert (found(by_property), found(inside)) == (0, 1)
    google.drive.search_lag_s = 0
    assert (found(by_property), found(by_property + " and name = 'g'")) == (1, 0)
    folder.trashed = True
    assert found(by_property) == 0
    assert client.send("GET", "/drive/v3/files", params={"q": "name ~ 'x'"}).status_code == 400


def test_what_the_application_did_not_make_is_not_there(google: DriveSimulator, client: Client) -> None:
    foreign = google.add_folder(ours=False)
    assert reason(client.send("GET", f"/drive/v3/files/{foreign.id}")) == (404, "notFound")
    body = {"parents": [foreign.id]}
    assert reason(client.send("POST", "/drive/v3/files", json=body)) == (404, "notFound")


def test_shared_drives_are_asked_for(google: DriveSimulator, client: Client) -> None:
    folder = google.add_folder(shared_drive=True)
    path = f"/drive/v3/files/{folder.id}"
    assert client.send("GET", path).status_code == 404
    assert client.send("GET", path + "?supportsAllDrives=true").status_code == 200
    listed = "/drive/v3/files?supportsAllDrives=true"
    assert client.send("GET", listed).json()["files"] == []
    assert client.send("GET", listed + "&includeItemsFromAllDrives=true").json()["files"] != []


def test_pkce_is_checked(google: DriveSimulator) -> None:
    query = {
        "client_id": google.oauth.client_id,
        "redirect_uri": "http://127.0.0.1:9",
        "response_type": "code",
        "scope": "https://www.googleapis.com/auth/drive.file",
        "code_challenge": "x" * 43,
        "code_challenge_method": "S256",
    }
    page = f"{google.root}/o/oauth2/v2/auth"
    answer = requests.get(page, params=query, allow_redirects=False, timeout=5)
    code = requests.utils.unquote(answer.headers["Location"].split("code=")[1].split("&")[0])
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": "http://127.0.0.1:9",
        "client_id": google.oauth.client_id,
        "client_secret": google.oauth.client_secret,
        "code_verifier": "guess",
    }
    answer = requests.post(f"{google.root}/token", data=form, timeout=5)
    assert (answer.status_code, json.loads(answer.text)["error"]) == (400, "invalid_grant")
    without = {**query, "code_challenge": ""}
    assert requests.get(page, params=without, allow_redirects=False, timeout=5).status_code == 400
    elsewhere = {**query, "redirect_uri": "https://evil.example"}
    assert requests.get(page, params=elsewhere, allow_redirects=False, timeout=5).status_code == 400
