"""What goes wrong, when and how often."""

from __future__ import annotations

import random
import re
import threading
from typing import TYPE_CHECKING

from tests.portal_simulator.config import Fault
from tests.portal_simulator.documents import zipped
from tests.portal_simulator.wire import Response, redirect

if TYPE_CHECKING:
    from tests.portal_simulator.portal import Call, Portal

# The smallest picture that image readers take for a JPEG.
JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300030202020202030202020303030304060404040404080606050609"
    "080a0a090809090a0c0f0c0a0b0e0b09090d110d0e0f101011100a0c12131210130f101010ffc9000b080001000101011100ffcc"
    "000600101005ffda0008010100003f00d2cf20ffd9"
)
ROUTE_NAMES = frozenset("home login code account list detail file api any".split())


class _Rule:
    """One fault with its counters."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.seen = 0
        self.hits = 0
        self._random = random.Random(fault.seed)
        self._pattern = None if fault.on in ROUTE_NAMES else re.compile(fault.on)
        self._lock = threading.Lock()

    def strikes(self, call: Call) -> bool:
        """Whether this request is hit; counts it."""
        if not self._matches(call):
            return False
        with self._lock:
            self.seen += 1
            if self.seen < self.fault.at_request_n:
                return False
            if self.fault.times is not None and self.hits >= self.fault.times:
                return False
            if self._random.random() >= self.fault.probability:
                return False
            self.hits += 1
            return True

    def _matches(self, call: Call) -> bool:
        if self.fault.kind == "redirect_elsewhere" and call.request.host == self.fault.host:
            return False
        if self._pattern:
            return bool(self._pattern.search(call.request.target))
        if self.fault.on == "any":
            return call.route not in ("asset", "unknown")
        if self.fault.on == "api":
            return call.request.path.startswith("/api/")
        return call.route == self.fault.on


class FaultPlan:
    """All faults of a portal; more can be added while it runs."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._rules = [_Rule(fault) for fault in portal.config.faults]

    def add(self, fault: Fault) -> None:
        """One more fault from now on."""
        self._rules.append(_Rule(fault))

    def clear(self) -> None:
        """Everything works again."""
        self._rules.clear()

    def hits(self) -> int:
        """How many requests were hit so far."""
        return sum(rule.hits for rule in self._rules)

    def instead(self, call: Call) -> Response | None:
        """The answer that a fault gives in place of the real one."""
        if not self._rules:
            return None
        for rule in self._rules:
            if rule.fault.kind in _INSTEAD and rule.strikes(call):
                call.request.fault = rule.fault.kind
                return self._replacement(rule.fault, call)
        return None

    def spoil(self, call: Call, response: Response) -> Response:
        """The real answer, slowed down or damaged; only good answers are damaged."""
        for rule in self._rules:
            if rule.fault.kind in _SPOILS and response.status == 200 and rule.strikes(call):
                call.request.fault = rule.fault.kind
                response = self._damaged(rule.fault, call, response)
        return response

    def listing(self, call: Call) -> str:
        """The fault that empties or changes the list on this request; "" when none does."""
        for rule in self._rules:
            if rule.fault.kind in _LISTS and rule.strikes(call):
                call.request.fault = rule.fault.kind
                return rule.fault.kind
        return ""

    def _replacement(self, fault: Fault, call: Call) -> Response | None:
        portal = self._portal
        if fault.kind in _STATUSES:
            status = _STATUSES[fault.kind]
            again = [("Retry-After", "1")] if status in (429, 503) else []
            text = f"<!doctype html><title>{status}</title><h1>{status}</h1><p>{portal.t['error']}</p>"
            return Response(status, text.encode(), headers=again)
        if fault.kind == "drop":
            return Response(cut_after=0)
        if fault.kind == "expire_session":
            if call.session:
                portal.state.end(call.session)
                call.session = None
            return None
        if fault.kind == "maintenance":
            return portal.page(call, portal.t["maintenance_title"], maintenance(portal), 503)
        if fault.kind == "captcha":
            portal.session(call).captcha_passed = False
            return redirect(portal.t["path_robot"])
        return redirect(f"{portal.origin(fault.host)}{self._elsewhere(fault, call)}")

    def _elsewhere(self, fault: Fault, call: Call) -> str:
        if fault.kind == "ask_password_elsewhere":
            return f"{self._portal.t['path_login']}/confirmer"
        return call.request.target

    def _damaged(self, fault: Fault, call: Call, response: Response) -> Response:
        body = response.body
        if fault.kind == "slow":
            response.delay_s += fault.seconds
        elif fault.kind == "drop_mid_body":
            response.cut_after = max(1, len(body) // 2)
        elif fault.kind == "truncated":
            response.body = body[: len(body) * 2 // 3]
        elif fault.kind == "zero_bytes":
            response.body = b""
        elif fault.kind == "html_as_pdf":
            response.body = self._portal.layout.page(
                self._portal.t["sign_in_title"],
                f"<h1>{self._portal.t['sign_in_title']}</h1>",
                signed_in=False,
            ).encode()
        elif fault.kind == "jpeg":
            response.body = JPEG
        elif fault.kind == "zip":
            document = self._portal.store.get(call.tail.split("/")[0].removesuffix(".pdf"))
            response.body = zipped(document) if document else response.body
        return response


def maintenance(portal: Portal) -> str:
    """The words of a portal that is down for work."""
    return f"<div class=panel><h1>{portal.t['maintenance_title']}</h1><p>{portal.t['maintenance']}</p></div>"


_STATUSES = {"error_500": 500, "error_503": 503, "not_found": 404, "rate_limited": 429}
_INSTEAD = frozenset(
    [
        *_STATUSES,
        "drop",
        "expire_session",
        "maintenance",
        "captcha",
        "ask_password_elsewhere",
        "redirect_elsewhere",
    ]
)
_SPOILS = frozenset(["slow", "drop_mid_body", "truncated", "zero_bytes", "html_as_pdf", "jpeg", "zip"])
_LISTS = frozenset(["empty_list", "empty_list_silent", "changed_layout"])
