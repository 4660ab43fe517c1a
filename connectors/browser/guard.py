"""While credentials are typed and sent: no request that could carry them leaves for other hosts."""

from __future__ import annotations

import base64
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from app.domain.hosts import allowed
from connectors.browser.devtools import DevTools, Handler
from connectors.browser.errors import BrowserGoneError, ScriptFailedError
from connectors.browser.secret_forms import carries_secret

_ANSWER_S = 10.0
_WITHOUT_BODY = frozenset(("GET", "HEAD", "OPTIONS"))
_ALL = [{"urlPattern": "*"}]


@dataclass(frozen=True, slots=True)
class BlockedRequest:
    """`carried_secret`: a typed secret was seen in it. `kind`: Document, XHR, Fetch, Ping, ..."""

    host: str
    method: str
    kind: str
    carried_secret: bool
    of_page: bool = False  # the page itself was to go there, not something in it


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
        self._page: str | None = None
        self._answered = threading.Condition()
        self._unanswered: set[str] = set()
        self.blocked: list[BlockedRequest] = []

    @property
    def blocked_hosts(self) -> set[str]:
        """Hosts that would have got a secret or the page; those that only lost statistics: see `blocked`."""
        return {request.host for request in self.blocked if request.carried_secret or request.of_page}

    def form_target_allowed(self, action_url: str) -> bool:
        """May a form that holds a secret be sent to this absolute address?"""
        return allowed(action_url, self._hosts)

    @contextmanager
    def active(self) -> Iterator[CredentialsGuard]:
        for event, handler in self._handlers():
            self._devtools.listen(event, handler)
        try:
            # At the browser: navigations of all tabs, and everything in documents opened from now on.
            self._devtools.call("Fetch.enable", patterns=_ALL)
            # At the page and what belongs to it: requests of the documents that are open already.
            attached = self._devtools.call("Target.attachToTarget", targetId=self._tab, flatten=True)
            self._page = attached["sessionId"]
            self._watch(attached["sessionId"])
            self._devtools.call("Network.enable", session=self._page)
            self._devtools.call("Fetch.enable", session=self._page, patterns=_ALL)
            yield self
            self._wait_for_answers()
        finally:
            self._stop()

    @contextmanager
    def holding_still(self) -> Iterator[None]:
        """While keys are being typed no document of another host may take the place of the page."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False

    def _handlers(self) -> list[tuple[str, Handler]]:
        return [
            ("Fetch.requestPaused", self._on_request),
            ("Target.attachedToTarget", self._on_attached),
            ("Network.responseReceived", self._on_answer),
            ("Network.loadingFinished", self._on_answer),
            ("Network.loadingFailed", self._on_answer),
        ]

    def _wait_for_answers(self) -> None:
        """What was sent may still be redirected: a redirect must meet the guard, too."""
        with self._answered:
            self._answered.wait_for(lambda: not self._unanswered, _ANSWER_S)

    def _stop(self) -> None:
        try:
            self._devtools.call("Fetch.disable")
            if self._page is not None:
                self._devtools.call("Target.detachFromTarget", sessionId=self._page)
        except (BrowserGoneError, ScriptFailedError):
            pass  # the tab or the browser is gone, and its interception with it
        finally:
            for event, handler in self._handlers():
                self._devtools.forget(event, handler)

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

    def _on_answer(self, event: dict[str, Any], _session: str | None) -> None:
        with self._answered:
            self._unanswered.discard(event["requestId"])
            self._answered.notify_all()

    def _on_request(self, event: dict[str, Any], session: str | None) -> None:
        kind = event.get("resourceType", "")
        refused = judge(event["request"], kind, self._hosts, self._secrets, holding=self._holding)
        number = event["requestId"]
        if refused is None:
            if session == self._page and event["request"].get("hasPostData") and "networkId" in event:
                with self._answered:
                    self._unanswered.add(event["networkId"])
            self._devtools.send("Fetch.continueRequest", session=session, requestId=number)
            return
        # The main frame of a tab has the tab's own id.
        refused = replace(refused, of_page=kind == "Document" and event.get("frameId") == self._tab)
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
