"""Ask the user's consent in the user's own browser, and give it back."""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
from dataclasses import dataclass, field
from urllib.parse import urlencode

import requests

from app.domain.errors import CancelledError, ErrorCode, MoissonError
from app.domain.hosts import host_of
from app.ports.destination import ConsentRequest
from connectors.destinations.google_drive.client_secrets import ClientSecrets
from connectors.destinations.google_drive.loopback_answer import LoopbackAnswer

SCOPE = "https://www.googleapis.com/auth/drive.file"
_TIMEOUT_S = 30
_GONE = frozenset({"invalid_token", "invalid_grant"})


@dataclass(frozen=True, slots=True)
class Grant:
    """`picked`: ids of folders that the user chose on Google's page."""

    refresh_token: str = field(repr=False)
    picked: tuple[str, ...] = ()


def ask_consent(client: ClientSecrets, request: ConsentRequest, login_hint: str = "") -> Grant:
    """Raises MoissonError consent_refused (`reason`: denied, expired), consent_incomplete (the permission for
    files was not given), consent_failed (`reason`); CancelledError."""
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)
    request.contacted(host_of(client.auth_uri) or "")
    with LoopbackAnswer(state) as answer:
        address = consent_address(
            client, answer.address, state, verifier, pick_folder=request.pick_folder, login_hint=login_hint
        )
        # A browser may keep its caller until the answer has been taken.
        threading.Thread(target=request.open_browser, args=(address,), daemon=True).start()
        brought = answer.wait(request.wait_s, request.stopped)
        redirect = answer.address
    if brought is None and request.stopped():
        raise CancelledError
    if brought is None:
        raise MoissonError(ErrorCode.CONSENT_REFUSED, reason="expired")
    if "code" not in brought:
        reason = brought.get("error", "no_code")
        code = ErrorCode.CONSENT_REFUSED if reason == "access_denied" else ErrorCode.CONSENT_FAILED
        raise MoissonError(code, reason="denied" if reason == "access_denied" else reason)
    request.contacted(host_of(client.token_uri) or "")
    tokens = _exchange(client, brought["code"], verifier, redirect)
    refresh_token = tokens.get("refresh_token", "")
    if SCOPE not in tokens.get("scope", "").split():
        revoke(client, refresh_token or tokens.get("access_token", ""))
        raise MoissonError(ErrorCode.CONSENT_INCOMPLETE)
    if not refresh_token:
        raise MoissonError(ErrorCode.CONSENT_FAILED, reason="no_refresh_token")
    picked = tuple(part for part in brought.get("picked_file_ids", "").split(",") if part)
    return Grant(refresh_token, picked)


def consent_address(
    client: ClientSecrets, redirect: str, state: str, verifier: str, *, pick_folder: bool, login_hint: str
) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    query = {
        "client_id": client.client_id,
        "redirect_uri": redirect,
        "response_type": "code",
        "scope": SCOPE,
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
        "access_type": "offline",
        "prompt": "consent",  # without it a second consent brings no refresh token
    }
    if login_hint:
        query["login_hint"] = login_hint
    if pick_folder:
        query["trigger_onepick"] = "true"
        query["allow_folder_selection"] = "true"
        query["mimetypes"] = "application/vnd.google-apps.folder"
    return f"{client.auth_uri}?{urlencode(query)}"


def revoke(client: ClientSecrets, token: str) -> bool:
    """False when Google could not be told."""
    try:
        answer = requests.post(client.revoke_uri, data={"token": token}, timeout=_TIMEOUT_S)
        return answer.ok or answer.json().get("error") in _GONE
    except (requests.RequestException, ValueError, AttributeError):
        return False


def _exchange(client: ClientSecrets, code: str, verifier: str, redirect: str) -> dict[str, str]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "code_verifier": verifier,
        "redirect_uri": redirect,
        "client_id": client.client_id,
        "client_secret": client.client_secret,
    }
    try:
        answer = requests.post(client.token_uri, data=form, timeout=_TIMEOUT_S, allow_redirects=False)
        content = answer.json()
    except (requests.RequestException, ValueError) as error:
        # Not the error's own words: they may hold the form.
        raise MoissonError(ErrorCode.CONSENT_FAILED, reason=type(error).__name__) from None
    if not isinstance(content, dict) or not answer.ok:
        reason = content.get("error") if isinstance(content, dict) else answer.status_code
        raise MoissonError(ErrorCode.CONSENT_FAILED, reason=str(reason))
    return {key: str(value) for key, value in content.items()}
