"""The HTML of the login form and of what stands around it."""

from __future__ import annotations

from html import escape

from tests.portal_simulator.portal import Portal
from tests.portal_simulator.state import Session


class LoginForm:
    """One portal's form."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._config = portal.config.login
        self.t = portal.t

    def around(self, form: str) -> str:
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

    def html(self, session: Session, step: str, message: str, framed: bool) -> str:
        """The form for the step "username", "password" or "both"."""
        t = self.t
        path = t["path_password"] if step == "password" else t["path_login"]
        path += "?cadre=1" if framed else ""
        origin = self._portal.origin(self._config.post_host) if self._config.post_host else ""
        fields = f'<input type=hidden name=_token value="{session.csrf}">'
        if step == "password":
            fields += (
                f"<p><b>{escape(session.username)}</b> "
                f'<a href="{t["path_login"]}">{escape(t["change_user"])}</a></p>'
                f'<input type=hidden name=login value="{escape(session.username)}">'
            )
        else:
            fields += self._labelled(
                t["username"], f'type=text name=login value="{escape(session.username)}"', "username"
            )
        if step != "username":
            fields += self.password_field(bool(message) and self._config.error == "inline", message)
        alert = f"<div class=error role=alert>{escape(message)}</div>" if message else ""
        if self._config.error == "inline" and step != "username":
            alert = ""
        return (
            f'<div class="panel narrow"><h1>{escape(t["sign_in_title"])}</h1>{alert}{self._providers()}'
            f'<form method=post action="{origin}{path}">{fields}{self._below(step)}</form>'
            f'<p>{escape(t["no_account"])} <a href="{t["path_signup"]}">{escape(t["sign_up"])}</a></p></div>'
        )

    def password_field(self, invalid: bool = False, message: str = "") -> str:
        """The field, with what was wrong beneath it."""
        mark = " aria-invalid=true" if invalid else ""
        after = f'<p class="error field-error">{escape(message)}</p>' if invalid else ""
        field = self._labelled(self.t["password"], f"type=password name=secret{mark}", "current-password")
        return field + after

    def _labelled(self, text: str, attributes: str, meaning: str) -> str:
        """A field that says what it is for, or whose place and words alone say it."""
        if not self._config.hints:
            return f'<p><input {attributes} placeholder="{escape(text)}"></p>'
        identity = f"f{len(meaning)}"
        return (
            f"<label for={identity}>{escape(text)}</label>"
            f"<input id={identity} {attributes} autocomplete={meaning} required>"
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
            send = "this.closest('form').submit()"
            return f'{remember}{captcha}<button type=button class=wide onclick="{send}">{text}</button>'
        return f"{remember}{captcha}<button type=submit class=wide>{text}</button>"

    def captcha_box(self) -> str:
        """A box of another provider's making, as such boxes come."""
        return (
            '<div class="captcha g-recaptcha"><iframe title="reCAPTCHA" '
            f'src="{self.t["path_robot"]}/anchor"></iframe></div>'
        )
