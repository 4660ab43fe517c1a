"""The JSON interface that the portal's own scripts use."""

from __future__ import annotations

import base64
from typing import Any

from tests.portal_simulator.documents import SimDocument
from tests.portal_simulator.files import FileAnswers
from tests.portal_simulator.listing import Listing, Row
from tests.portal_simulator.login import LoginPages
from tests.portal_simulator.portal import DEVICE_COOKIE, DEVICE_DAYS, SESSION_COOKIE, Call, Portal, Route
from tests.portal_simulator.state import Session
from tests.portal_simulator.wire import Response, as_json, not_found
from tests.portal_simulator.words import amount_text, date_text


class SessionApi:
    """Signing in without forms."""

    def __init__(self, portal: Portal, login: LoginPages) -> None:
        self._portal = portal
        self._login = login
        self.t = portal.t
        portal.add(
            Route("/api/session", "login", self._session),
            Route("/api/session/identifier", "login", self._identifier),
            Route("/api/session/code", "code", self._code),
            Route("/api/session/channel", "code", self._channel),
            Route("/api/session/resend", "resend", self._resend),
            Route("/api/session/push", "push_state", self._push),
            Route("/api/session/terms", "terms", self._terms),
        )

    def _state(self, call: Call, session: Session, **more: object) -> Response:
        """What the script shall show next."""
        code = self._portal.config.code
        answer: dict[str, Any] = {"next": session.stage, **more}
        if session.stage in ("code", "push") and code and session.channel in ("sms", "email", "app"):
            answer["hint"] = self.t[f"code_{session.channel}"].format(n=code.digits)
            answer["resend"] = code.resend and session.channel != "app"
        if session.stage == "channel" and code:
            answer["channels"] = [[name, self.t[f"channel_{name}"]] for name in code.channels]
        answer["to"] = self._login.target(call, session)
        if self._portal.config.auth == "bearer":
            answer["token"] = session.id
            call.fresh = False
        return as_json(answer)

    def _error(self, key: str, status: int = 401, **more: object) -> Response:
        return as_json({"error": self.t[key], **more}, status)

    def _session(self, call: Call) -> Response:
        session = self._portal.session(call)
        login = self._portal.config.login
        if call.request.method == "DELETE":
            self._portal.state.end(session)
            call.session = None
            return as_json({}).with_cookie(SESSION_COOKIE, "", 0)
        if call.request.method != "POST":
            if session.stage == "login" and login.captcha == "before" and not session.captcha_passed:
                return as_json({"next": "robot", "to": self.t["path_robot"]})
            return self._state(call, session)
        if login.maintenance:
            return self._error("maintenance", 503)
        fields = call.request.fields
        device = call.request.cookies.get(DEVICE_COOKIE, "")
        username = fields.get("username") or session.username
        verdict = self._portal.signin.give_password(session, username, fields.get("password", ""), device)
        if verdict != "ok":
            return self._error("locked" if verdict == "locked" else "wrong", blocked=verdict == "locked")
        return self._state(call, self._portal.renew_session(call, session))

    def _identifier(self, call: Call) -> Response:
        session = self._portal.session(call)
        session.username = call.request.fields.get("username", "")
        return self._state(call, session, next="password")

    def _code(self, call: Call) -> Response:
        session = self._portal.session(call)
        if session.stage != "code":
            return self._error("code_too_many" if session.stage == "blocked" else "error", 403)
        fields = call.request.fields
        verdict = self._portal.signin.give_code(session, fields.get("code", ""))
        if verdict == "blocked":
            return self._error("code_too_many", 403, blocked=True)
        if verdict != "ok":
            return self._error(f"code_{verdict}")
        response = self._state(call, self._portal.renew_session(call, session))
        if fields.get("trust") == "True":
            response.with_cookie(DEVICE_COOKIE, self._portal.signin.trust(), DEVICE_DAYS * 86400)
        return response

    def _channel(self, call: Call) -> Response:
        session = self._portal.session(call)
        code, chosen = self._portal.config.code, call.request.fields.get("channel", "")
        if session.stage != "channel" or code is None or chosen not in code.channels:
            return self._error("error", 400)
        self._portal.signin.choose_channel(session, chosen)
        return self._state(call, session)

    def _resend(self, call: Call) -> Response:
        session = self._portal.session(call)
        if session.stage != "code" or session.channel == "app":
            return self._error("error", 400)
        self._portal.signin.send_code(session)
        return self._state(call, session, info=self.t["resent"])

    def _push(self, call: Call) -> Response:
        session = self._portal.session(call)
        if session.stage != "push":
            return self._state(call, session)
        answer = self._portal.signin.push_state(session)
        if answer == "refused":
            return self._error("push_refused", 403)
        return self._state(call, session)

    def _terms(self, call: Call) -> Response:
        session = self._portal.session(call)
        if session.stage != "terms" or call.request.method != "POST":
            return self._error("error", 400)
        self._portal.signin.terms_accepted = True
        self._portal.signin.advance(session, "terms")
        return self._state(call, session)


class BillsApi:
    """The list and its documents as JSON."""

    def __init__(self, portal: Portal, files: FileAnswers, listing: Listing) -> None:
        self._portal = portal
        self._files = files
        self._listing = listing
        portal.add(
            Route("/api/bills", "list", self._bills, private=True),
            Route("/api/bills/", "detail", self._bill, private=True),
        )

    def _bills(self, call: Call) -> Response:
        trouble = self._portal.faults.listing(call)
        window = self._listing.window(call.request.query)
        rows = () if trouble else window.rows
        return as_json(
            {
                "items": [self._row(row, whole=self._portal.config.detail is None) for row in rows],
                "page": window.page,
                "pages": window.pages,
                "more": window.has_next and not trouble,
                "notice": trouble,
                "year": window.year,
                "years": window.years,
                "contract": window.contract,
                "contracts": self._portal.config.listing.contracts,
            }
        )

    def _bill(self, call: Call) -> Response:
        key, _, part = call.tail.partition("/")
        if not part:
            row = self._listing.find(key)
            return as_json(self._row(row, whole=True)) if row else not_found()
        document = self._portal.store.get(key)
        if document is None:
            return not_found()
        call.route = call.request.route = "file"
        if part == "content":
            content = base64.b64encode(document.bytes).decode()
            return as_json({"fileName": document.name, "mimeType": "application/pdf", "content": content})
        if part == "link" and call.request.method == "POST":
            call.route = call.request.route = "link"
            return as_json({"url": self._files.one_time_path(document)})
        if part == "file":
            return self._files.answer(document)
        return not_found()

    def _row(self, row: Row, whole: bool) -> dict[str, object]:
        answer: dict[str, object] = {
            "key": row.key,
            "label": row.label,
            "number": row.number,
            "date": row.date,
            "amount": row.amount,
            "paid": row.paid,
            "note": row.note,
        }
        if whole:
            answer["files"] = [self._document(document) for document in row.documents]
        return answer

    def _document(self, document: SimDocument) -> dict[str, object]:
        language = self._portal.config.language
        return {
            "id": document.id,
            "label": self._portal.t[document.type],
            "number": document.number,
            "name": f"{document.number}.pdf",
            "date": date_text(language, document.issued, "numeric"),
            "amount": amount_text(language, document.total, document.currency),
        }
