"""While credentials are typed and sent: no request that could carry them leaves for other hosts."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from app.domain.hosts import allowed
from connectors.browser.devtools import DevTools
from connectors.browser.errors import BrowserGoneError, ScriptFailedError
from connectors.browser.secret_forms import carries_secret

_WITHOUT_BODY = frozenset(("GET", "HEAD", "OPTIONS"))
_ALL = [{"urlPattern": "*"}]


@dataclass(frozen=True, slots=True)
class BlockedRequest:
    """`carried_secret`: a typed secret was seen in it. `kind`: Document, XHR, Fetch, Ping, ..."""

    host: str
    method: str
    kind: str
    carried_secret: bool


class CredentialsGuard:
    """Looks at every request of every tab, frame and worker of the browser; redirects count as requests."""

    def __init__(
        self, devtools: DevTools, tab: str, hosts: Collection[str], secrets: Collection[str]
    ) -> None:
        self._devtools = devtools
        self._tab = tab
        self._hosts = hosts
        self._secrets = secrets
        self._holding = False
        self.blocked: list[BlockedRequest] = []

    @property
    def blocked_hosts(self) -> set[str]:
        return {request.host for request in self.blocked}

    @property
    def refused_hosts(self) -> set[str]:
        """Hosts that would have got a secret, or the page itself; not those of mere statistics."""
        return {each.host for each in self.blocked if each.carried_secret or each.kind == "Document"}

    def form_target_allowed(self, action_url: str) -> bool:
        """May a form that holds a secret be sent to this absolute address?"""
        return allowed(action_url, self._hosts)

    @contextmanager
    def active(self) -> Iterator[CredentialsGuard]:
        self._devtools.listen("Fetch.requestPaused", self._on_request)
        self._devtools.listen("Target.attachedToTarget", self._on_attached)
        page: str | None = None
        try:
            # At the browser: navigations of all tabs, and everything in documents opened from now on.
            self._devtools.call("Fetch.enable", patterns=_ALL)
            # At the page and what belongs to it: requests of the documents that are open already.
            page = self._devtools.call("Target.attachToTarget", targetId=self._tab, flatten=True)["sessionId"]
            self._watch(page)
            self._devtools.call("Fetch.enable", session=page, patterns=_ALL)
            yield self
        finally:
            self._stop(page)

    @contextmanager
    def holding_still(self) -> Iterator[None]:
        """While keys are being typed no document of another host may take the place of the page."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False

    def _stop(self, page: str | None) -> None:
        self._devtools.forget("Target.attachedToTarget", self._on_attached)
        try:
            self._devtools.call("Fetch.disable")
            if page is not None:
                self._devtools.call("Target.detachFromTarget", sessionId=page)
        except (BrowserGoneError, ScriptFailedError):
            pass  # the tab or the browser is gone, and its interception with it
        finally:
            self._devtools.forget("Fetch.requestPaused", self._on_request)

    def _watch(self, session: str) -> None:
        self._devtools.send(
            "Target.setAutoAttach",
            session=session,
            autoAttach=True,
            waitForDebuggerOnStart=False,
            flatten=True,
        )

    def _on_attached(self, event: dict[str, Any], _session: str | None) -> None:
        child = event["sessionId"]
        self._devtools.send("Fetch.enable", session=child, patterns=_ALL)
        self._watch(child)

    def _on_request(self, event: dict[str, Any], session: str | None) -> None:
        kind = event.get("resourceType", "")
        refused = judge(event["request"], kind, self._hosts, self._secrets, holding=self._holding)
        number = event["requestId"]
        if refused is None:
            self._devtools.send("Fetch.continueRequest", session=session, requestId=number)
            return
        if refused not in self.blocked:
            self.blocked.append(refused)
        self._devtools.send(
            "Fetch.failRequest", session=session, requestId=number, errorReason="BlockedByClient"
        )


def judge(
    request: Mapping[str, Any], kind: str, hosts: Collection[str], secrets: Collection[str], *, holding: bool
) -> BlockedRequest | None:
    """Why a request must not go out; None when it may. `holding`: secrets are being typed right now."""
    url = str(request["url"]) + str(request.get("urlFragment", ""))
    if not url.startswith(("http:", "https:", "ws:", "wss:")) or allowed(url, hosts):
        return None
    method = str(request["method"])
    carried = carries_secret(
        "\n".join((url, _body(request), *map(str, request["headers"].values()))), secrets
    )
    with_body = method not in _WITHOUT_BODY or bool(request.get("hasPostData"))
    if carried or with_body or (holding and kind == "Document"):
        return BlockedRequest(urlsplit(url).hostname or "", method, kind, carried)
    return None


def _body(request: Mapping[str, Any]) -> str:
    parts = [base64.b64decode(entry.get("bytes", "")) for entry in request.get("postDataEntries", ())]
    return b"".join(parts).decode("utf-8", "replace") or str(request.get("postData", ""))
