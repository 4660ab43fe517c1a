"""What all pages between the password and the account share."""

from __future__ import annotations

from html import escape

from tests.portal_simulator.login import STAGE_PATHS, LoginPages
from tests.portal_simulator.portal import Call, Portal
from tests.portal_simulator.wire import Response, redirect


class StagePages:
    """Pages that a visitor sees only while the session is at their stage."""

    def __init__(self, portal: Portal, login: LoginPages) -> None:
        self._portal = portal
        self._login = login
        self.t = portal.t

    def _elsewhere(self, call: Call, stage: str) -> Response | None:
        """Where the visitor belongs when it is not here."""
        session = self._portal.session(call)
        if session.stage == stage:
            return None
        return redirect(self.t[STAGE_PATHS.get(session.stage, "path_login")])

    def _panel(self, call: Call, title: str, content: str) -> Response:
        html = f'<div class="panel narrow"><h1>{escape(title)}</h1>{content}</div>'
        return self._portal.page(call, title, html)

    def _token(self, call: Call) -> str:
        return f'<input type=hidden name=_token value="{self._portal.session(call).csrf}">'
