"""Google's OAuth server for installed applications: consent, tokens, refresh, revocation."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.drive_simulator.wire import Answer, Request, refused

DRIVE_FILE = "https://www.googleapis.com/auth/drive.file"


class Decision(StrEnum):
    """What the user does on the consent page."""

    AGREE = "agree"
    DENY = "deny"
    UNTICK = "untick"
    """Agrees, without the permission for files."""
    FORGE = "forge"
    """Not the user: somebody answers with another state."""


@dataclass(slots=True)
class Grant:
    client_id: str
    scopes: str
    alive: bool = True


@dataclass(slots=True)
class _Code:
    grant: Grant
    redirect_uri: str
    challenge: str
    used: bool = False


@dataclass(slots=True)
class OAuth:
    client_id: str = "simulated.apps.googleusercontent.com"
    client_secret: str = "GOCSPX-simulated"
    decision: Decision = Decision.AGREE
    picked: tuple[str, ...] = ()
    token_life_s: int = 3599
    refreshes: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)
    _codes: dict[str, _Code] = field(default_factory=dict)
    _refresh: dict[str, Grant] = field(default_factory=dict)
    _access: dict[str, tuple[Grant, float]] = field(default_factory=dict)

    def authorize(self, request: Request) -> Answer:
        """The consent page, answered at once as `decision` says."""
        asked = request.query
        redirect = asked.get("redirect_uri", "")
        target = urlsplit(redirect)
        if asked.get("client_id") != self.client_id or asked.get("response_type") != "code":
            return Answer(400, b"invalid_client")
        if target.scheme != "http" or target.hostname not in ("127.0.0.1", "::1", "localhost"):
            return Answer(400, b"redirect_uri_mismatch")
        if asked.get("code_challenge_method") != "S256" or not asked.get("code_challenge"):
            return Answer(400, b"PKCE is needed here")
        answer = {"state": asked.get("state", "")}
        if self.decision is Decision.DENY:
            answer["error"] = "access_denied"
        else:
            scopes = "openid" if self.decision is Decision.UNTICK else asked.get("scope", "")
            code = "4/" + secrets.token_urlsafe(24)
            with self.lock:
                self._codes[code] = _Code(Grant(self.client_id, scopes), redirect, asked["code_challenge"])
            answer |= {"code": code, "scope": scopes}
            if asked.get("trigger_onepick") == "true" and self.picked:
                answer["picked_file_ids"] = ",".join(self.picked)
        if self.decision is Decision.FORGE:
            answer["state"] = "forged"
        return Answer(302, b"", {"Location": f"{redirect}?{urlencode(answer)}"})

    def token(self, request: Request) -> Answer:
        form = dict(parse_qsl(request.body.decode()))
        if form.get("client_id") != self.client_id or form.get("client_secret") != self.client_secret:
            return _error(401, "invalid_client", "Unauthorized")
        with self.lock:
            if form.get("grant_type") == "authorization_code":
                return self._exchange(form)
            if form.get("grant_type") == "refresh_token":
                return self._renew(form)
        return _error(400, "unsupported_grant_type", "Invalid grant_type")

    def revoke(self, request: Request) -> Answer:
        """A token of either kind ends the whole consent."""
        token = {**request.query, **dict(parse_qsl(request.body.decode()))}.get("token", "")
        with self.lock:
            grant = self._refresh.get(token) or self._access.get(token, (None, 0))[0]
            if grant is None or not grant.alive:
                return _error(400, "invalid_token", "Token expired or revoked")
            grant.alive = False
        return Answer.of({})

    def client_of(self, request: Request) -> str:
        """The client that sent the request; 401 when its access token is no longer good, 403 without scope."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        with self.lock:
            grant, expires = self._access.get(token, (None, 0.0))
            if kind != "Bearer" or grant is None or not grant.alive or expires <= time.monotonic():
                raise refused(401, "authError", "Invalid Credentials")
            if DRIVE_FILE not in grant.scopes.split():
                raise refused(403, "insufficientPermissions", "Insufficient Permission")
            return grant.client_id

    def end_access_tokens(self) -> None:
        with self.lock:
            self._access.clear()

    def end_consents(self, *, alive: bool = False) -> None:
        """As the user does at myaccount.google.com; `alive` undoes it, which Google cannot."""
        with self.lock:
            for grant in self._refresh.values():
                grant.alive = alive
            self._access.clear()

    @property
    def living(self) -> int:
        """How many consents hold."""
        with self.lock:
            return sum(grant.alive for grant in self._refresh.values())

    @property
    def tokens(self) -> list[str]:
        """Every token that was ever given out and not forgotten."""
        with self.lock:
            return [*self._refresh, *self._access]

    def grant(self) -> str:
        """A refresh token, for tests that are not about consent."""
        with self.lock:
            return self._remember(Grant(self.client_id, DRIVE_FILE))

    def access_token(self) -> str:
        """A good one, without asking for it."""
        with self.lock:
            grant = Grant(self.client_id, DRIVE_FILE)
            return str(json.loads(self._tokens(grant).body)["access_token"])

    def _exchange(self, form: dict[str, str]) -> Answer:
        code = self._codes.get(form.get("code", ""))
        if code is None or code.used or code.redirect_uri != form.get("redirect_uri"):
            return _error(400, "invalid_grant", "Malformed auth code.")
        code.used = True
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        expected = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if not hmac.compare_digest(expected, code.challenge):
            return _error(400, "invalid_grant", "Invalid code verifier.")
        return self._tokens(code.grant, refresh_token=self._remember(code.grant))

    def _renew(self, form: dict[str, str]) -> Answer:
        self.refreshes += 1
        grant = self._refresh.get(form.get("refresh_token", ""))
        if grant is None or not grant.alive:
            return _error(400, "invalid_grant", "Token has been expired or revoked.")
        return self._tokens(grant)

    def _remember(self, grant: Grant) -> str:
        token = "1//" + secrets.token_urlsafe(32)
        self._refresh[token] = grant
        return token

    def _tokens(self, grant: Grant, **more: str) -> Answer:
        token = "ya29." + secrets.token_urlsafe(32)
        self._access[token] = (grant, time.monotonic() + self.token_life_s)
        return Answer.of(
            {
                "access_token": token,
                "expires_in": self.token_life_s,
                "scope": grant.scopes,
                "token_type": "Bearer",
                **more,
            }
        )


def _error(status: int, code: str, description: str) -> Answer:
    return Answer.of({"error": code, "error_description": description}, status)
