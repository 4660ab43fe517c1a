"""Signing in with HTML forms."""

from __future__ import annotations

import secrets
from html import escape

from tests.portal_simulator.app_pages import AppPages
from tests.portal_simulator.faults import maintenance
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
            f"{self._password_field()}<button class=wide type=submit>{escape(self.t['continue'])}</button>"
            "</form></div>"
        )
        return self._portal.page(call, self.t["sign_in"], content)

    def _wrong(self, call: Call, session: Session, username: str) -> Response:
        if self._config.error == "page":
            content = (
                f'<div class="panel narrow"><h1>{escape(self.t["error"])}</h1><p>{escape(self.t["wrong"])}</p>'
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
        form = self._app.root("login") if scripted else self._form(call, step, message)
        if self._framed(call):
            return page(self._portal.layout.bare(self.t["sign_in"], form))
        return self._portal.page(call, self.t["sign_in"], form if scripted else self._around(form))

    def _around(self, form: str) -> str:
        """The form with what stands beside it: a sign-up form, a shadow root, a delay."""
        if self._config.frame == "shadow":
            form = (
                '<sign-in-box><template shadowrootmode="open"><link rel=stylesheet href="/assets/site.css">'
                f"{form}</template></sign-in-box>"
            )
        if self._config.late_s:
            form = (
                f"<div class=wait><p>{escape(self.t['loading'])}</p><template>{form}</template></div><script>"
                "setTimeout(function(){var w=document.querySelector('.wait'),t=w.querySelector('template');"
                f"w.replaceChildren(t.content.cloneNode(true))}},{int(self._config.late_s * 1000)})</script>"
            )
        return (self._signup() if self._config.other_forms else "") + form

    def _signup(self) -> str:
        t = self.t
        return (
            f'<div class="panel narrow"><h2>{escape(t["no_account"])}</h2><form method=post '
            f'action="{t["path_signup"]}"><label>{escape(t["first_name"])} <input name=firstname></label>'
            f"<label>{escape(t['email'])} <input type=email name=email></label>"
            f"<label>{escape(t['choose_password'])} <input type=password name=password></label>"
            f"<button class=wide type=submit>{escape(t['sign_up'])}</button></form></div>"
        )

    def _form(self, call: Call, step: str, message: str) -> str:
        session = self._portal.session(call)
        t = self.t
        path = t["path_password"] if step == "password" and not self._framed(call) else t["path_login"]
        if self._framed(call):
            path = (t["path_password"] if step == "password" else t["path_login"]) + "?cadre=1"
        origin = self._portal.origin(self._config.post_host) if self._config.post_host else ""
        fields = f'<input type=hidden name=_token value="{session.csrf}">'
        if step == "password":
            fields += (
                f'<p><b>{escape(session.username)}</b> <a href="{t["path_login"]}">{escape(t["change_user"])}</a></p>'
                f'<input type=hidden name=login value="{escape(session.username)}">'
            )
        else:
            fields += (
                f"<label for=f1>{escape(t['username'])}</label><input id=f1 type=text name=login "
                f'value="{escape(session.username)}" autocomplete=username required>'
            )
        if step != "username":
            fields += self._password_field(bool(message) and self._config.error == "inline", message)
        alert = f"<div class=error role=alert>{escape(message)}</div>" if message else ""
        if self._config.error == "inline" and step != "username":
            alert = ""
        return (
            f'<div class="panel narrow"><h1>{escape(t["sign_in_title"])}</h1>{alert}{self._providers()}'
            f'<form method=post action="{origin}{path}">{fields}{self._below(step)}</form>'
            f'<p>{escape(t["no_account"])} <a href="{t["path_signup"]}">{escape(t["sign_up"])}</a></p></div>'
        )

    def _password_field(self, invalid: bool = False, message: str = "") -> str:
        mark = " aria-invalid=true" if invalid else ""
        after = f'<p class="error field-error">{escape(message)}</p>' if invalid else ""
        return (
            f"<label for=f2>{escape(self.t['password'])}</label>"
            f"<input id=f2 type=password name=secret autocomplete=current-password required{mark}>{after}"
        )

    def _providers(self) -> str:
        if not self._config.providers:
            return ""
        return "".join(
            f'<button type=button class="provider ghost" onclick="location.href=\'/oauth/{name}\'">'
            f"{escape(self.t[f'with_{name}'])}</button>"
            for name in ("google", "apple")
        )

    def _below(self, step: str) -> str:
        t = self.t
        remember = captcha = ""
        if step != "username":
            remember = f'<p><a href="{t["path_forgot"]}">{escape(t["forgot"])}</a></p>'
            if self._config.remember_box:
                remember += (
                    f"<label><input type=checkbox name=remember value=1> {escape(t['remember'])}</label>"
                )
        if self._config.captcha == "in_form" and step != "username":
            captcha = self.captcha_box()
        text = escape(t["continue"] if step == "username" else t["sign_in"])
        if self._config.button == "script":
            return f"{remember}{captcha}<button type=button class=wide onclick=\"this.closest('form').submit()\">{text}</button>"
        return f"{remember}{captcha}<button type=submit class=wide>{text}</button>"

    def captcha_box(self) -> str:
        """A box of another provider's making, as such boxes come."""
        return (
            '<div class="captcha g-recaptcha"><iframe title="reCAPTCHA" '
            f'src="{self.t["path_robot"]}/anchor"></iframe></div>'
        )
