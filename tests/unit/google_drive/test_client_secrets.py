from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.errors import ErrorCode, MoissonError
from connectors.destinations.google_drive.addresses import API_ROOT, api_root, is_safe
from connectors.destinations.google_drive.client_secrets import read_client_secrets

GOOD = {
    "client_id": "1.apps.googleusercontent.com",
    "client_secret": "GOCSPX-x",
    "auth_uri": "https://accounts.google.com/o/oauth2/auth",
    "token_uri": "https://oauth2.googleapis.com/token",
}


def test_googles_file(tmp_path: Path) -> None:
    path = tmp_path / "client.json"
    path.write_text(json.dumps({"installed": GOOD}))
    client = read_client_secrets(path)
    assert client.client_id == GOOD["client_id"]
    assert client.revoke_uri == "https://oauth2.googleapis.com/revoke"
    assert "GOCSPX" not in repr(client)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "not_json"),
        ("[1]", "not_desktop"),
        (json.dumps({"web": GOOD}), "not_desktop"),
        (json.dumps({"type": "service_account"}), "not_desktop"),
        (json.dumps({"installed": {**GOOD, "client_secret": ""}}), "incomplete"),
        (json.dumps({"installed": {**GOOD, "client_id": 7}}), "incomplete"),
        (json.dumps({"installed": {**GOOD, "token_uri": "http://evil.example/token"}}), "unsafe_address"),
        (json.dumps({"installed": {**GOOD, "auth_uri": "file:///etc/passwd"}}), "unsafe_address"),
    ],
)
def test_other_files(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "client.json"
    path.write_text(content)
    with pytest.raises(MoissonError) as refused:
        read_client_secrets(path)
    assert refused.value.code is ErrorCode.CLIENT_SECRETS_INVALID
    assert refused.value.facts["reason"] == reason


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(MoissonError) as refused:
        read_client_secrets(tmp_path / "none.json")
    assert refused.value.facts["reason"] == "unreadable"


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://www.googleapis.com", True),
        ("http://127.0.0.1:8080", True),
        ("http://localhost:8080", True),
        ("http://[::1]:8080", True),
        ("http://www.googleapis.com", False),
        ("http://127.0.0.1.evil.example", False),
        ("http://[::1", False),
        ("ftp://127.0.0.1", False),
        ("https://", False),
    ],
)
def test_plain_http_does_not_leave_the_machine(address: str, safe: bool) -> None:
    assert is_safe(address) is safe


def test_the_root_of_the_interface(monkeypatch: pytest.MonkeyPatch) -> None:
    assert api_root() == API_ROOT
    monkeypatch.setenv("MOISSON_GOOGLE_API_ROOT", "http://127.0.0.1:1/")
    assert api_root() == "http://127.0.0.1:1"
    monkeypatch.setenv("MOISSON_GOOGLE_API_ROOT", "http://example.org")
    with pytest.raises(MoissonError):
        api_root()
