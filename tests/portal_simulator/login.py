"""Signing in with HTML forms."""

from __future__ import annotations

import secrets
from html import escape

from tests.portal_simulator.app_pages import AppPages
from tests.portal_simulator.faults import maintenance
from tests.portal_simulator.login_form import LoginForm
from tests.portal_simulator.portal import DEVICE_COOKIE, Call, Portal, Route
from tests.portal_simulator.state import Session
from tests.portal_simulator.wire import Response, page, redirect

STAGE_PATHS = {
    "channel": "path_channel",
    "code": "path_code",
    "push": "path_push",
    "robot": "path_robot",
    "terms": "path_terms",
    "new_password": "path_new_password",
    "done": "path_account",
}


class LoginPages:
    """The pages for user name and password."""

    def __init__(self, portal: Portal, app: AppPages) -> None:
        self._portal = portal
        self._app = app
        self.form = LoginForm(portal)
        self._config = portal.config.login
        self.t = portal.t
        portal.add(
            Route(self.t["path_login"], "login", self._login),
            Route(self.t["path_password"], "login", self._password),
            Route(f"{self.t['path_login']}/confirmer", "reauth", self._confirm),
            Route("/sso", "sso", self._ticket),
        )

    def _login(self, call: Call) -> Response:
        if self._config.maintenance:
            return self._portal.page(call, self.t["maintenance_title"], maintenance(self._portal), 503)
        if self._config.host and call.request.host != self._config.host:
            return redirect(self._portal.origin(self._config.host) + call.request.target)
        if call.request.method == "POST":
            return self._posted(call)
        session = self._portal.session(call)
        if session.signed_in:
            return redirect(self.t["path_account"])
        session.stage = "login"
        if "retour" in call.request.query:
            session.back_to = call.request.query["retour"]
        if self._config.captcha == "before" and not session.captcha_passed:
            return redirect(self.t["path_robot"])
        return self._form_page(call, "username" if self._config.flow == "two_pages" else "both")

    def _password(self, call: Call) -> Response:
        session = self._portal.session(call)
        if call.request.method == "POST":
            return self._check(call, session)
        if not session.username:
            return redirect(self.t["path_login"])
        return self._form_page(call, "password")

    def _posted(self, call: Call) -> Response:
        session = self._portal.session(call)
        fields = call.request.fields
        if self._config.flow == "two_pages":
            session.username = fields.get("login", "").strip()
            if not session.username:
                return self._form_page(call, "username", self.t["wrong"])
            if self._framed(call):
                return self._form_page(call, "password")
            return redirect(self.t["path_password"])
        return self._check(call, session)

    def _check(self, call: Call, session: Session) -> Response:
        fields = call.request.fields
        if not self._framed(call) and not self._config.post_host and fields.get("_token") != session.csrf:
            return self._portal.page(call, "403", f"<div class=panel>{self.t['error']}</div>", 403)
        if self._config.captcha == "in_form" and not session.captcha_passed:
            return self._form_page(call, "both", self.t["robot_text"])
        username = fields.get("login", session.username)
        device = call.request.cookies.get(DEVICE_COOKIE, "")
        verdict = self._portal.signin.give_password(session, username, fields.get("secret", ""), device)
        if verdict == "locked":
            return self._blocked(call)
        if verdict == "wrong":
            return self._wrong(call, session, username)
        session.remembered = "remember" in fields
        return self.moved_on(call, self._portal.renew_session(call, session))

    def moved_on(self, call: Call, session: Session) -> Response:
        """To the page of the session's next stage, out of frames too."""
        target = self.target(call, session)
        if self._framed(call):
            return page(f'<!doctype html><title>…</title><script>top.location.href="{target}"</script>')
        return redirect(target)

    def target(self, call: Call, session: Session) -> str:
        """The address of the next stage; from another host, with a ticket that takes the session along."""
        if call.request.host != self._portal.config.host:
            ticket = secrets.token_urlsafe(16)
            self._portal.state.tickets[ticket] = session.id
            return f"{self._portal.origin()}/sso?ticket={ticket}"
        if session.stage == "done" and session.back_to.startswith("/"):
            return session.back_to
        return self.t[STAGE_PATHS.get(session.stage, "path_login")]

    def _ticket(self, call: Call) -> Response:
        session_id = self._portal.state.tickets.pop(call.request.query.get("ticket", ""), "")
        session = self._portal.state.find(session_id)
        if session is None:
            return redirect(self.t["path_login"])
        call.session, call.fresh = session, True
        return redirect(self.t[STAGE_PATHS[session.stage]])

    def _confirm(self, call: Call) -> Response:
        """Asks for the password a second time; whatever is typed here is in the record."""
        if call.request.method == "POST":
            return redirect(f"{self._portal.origin()}{self.t['path_account']}")
        content = (
            f'<div class="panel narrow"><h1>{escape(self.t["reauth_title"])}</h1><form method=post action="">'
            f"{self.form.password_field()}"
            f"<button class=wide type=submit>{escape(self.t['continue'])}</button></form></div>"
        )
        return self._portal.page(call, self.t["sign_in"], content)

    def _wrong(self, call: Call, session: Session, username: str) -> Response:
        if self._config.error == "page":
            content = (
                f'<div class="panel narrow"><h1>{escape(self.t["error"])}</h1>'
                f"<p>{escape(self.t['wrong'])}</p>"
                f'<p><a href="{self.t["path_login"]}">{escape(self.t["sign_in"])}</a></p></div>'
            )
            return self._portal.page(call, self.t["sign_in"], content)
        step = "both" if self._config.flow == "one_page" else "password"
        session.username = username
        return self._form_page(call, step, self.t["wrong"])

    def _blocked(self, call: Call) -> Response:
        content = (
            f'<div class="panel narrow"><h1>{escape(self.t["blocked_title"])}</h1>'
            f"<p>{escape(self.t['locked'])}</p></div>"
        )
        return self._portal.page(call, self.t["blocked_title"], content)

    def _framed(self, call: Call) -> bool:
        return "cadre" in call.request.query

    def _form_page(self, call: Call, step: str, message: str = "") -> Response:
        if self._config.frame in ("iframe", "foreign_iframe") and not self._framed(call):
            foreign = self._portal.config.other_addresses[0]
            origin = self._portal.origin(foreign) if self._config.frame == "foreign_iframe" else ""
            content = (
                f'<div class="panel narrow"><iframe class=login title="{escape(self.t["sign_in"])}" '
                f'src="{origin}{self.t["path_login"]}?cadre=1"></iframe></div>'
            )
            return self._portal.page(call, self.t["sign_in"], content)
        scripted = self._config.render == "script"
        form = (
            self._app.root("login")
            if scripted
            else self.form.html(self._portal.session(call), step, message, self._framed(call))
        )
        if self._framed(call):
            return page(self._portal.layout.bare(self.t["sign_in"], form))
        return self._portal.page(call, self.t["sign_in"], form if scripted else self.form.around(form))
