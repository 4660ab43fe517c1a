"""What else a portal wants of a person: to be no robot, to accept terms, to choose a new password."""

from __future__ import annotations

from html import escape

from tests.portal_simulator.login import STAGE_PATHS, LoginPages
from tests.portal_simulator.portal import DEVICE_COOKIE, Call, Portal, Route
from tests.portal_simulator.stages import StagePages
from tests.portal_simulator.state import Session
from tests.portal_simulator.wire import Response, as_json, page, redirect


class FormalityPages(StagePages):
    """Pages that no code can answer."""

    def __init__(self, portal: Portal, login: LoginPages) -> None:
        super().__init__(portal, login)
        t = self.t
        portal.add(
            Route(t["path_robot"], "robot", self._robot),
            Route(f"{t['path_robot']}/anchor", "robot_frame", self._robot_frame),
            Route(t["path_terms"], "terms", self._terms),
            Route(t["path_new_password"], "new_password", self._new_password),
        )

    def _robot(self, call: Call) -> Response:
        session = self._portal.session(call)
        if call.request.method == "POST":
            session.captcha_passed = True
            if session.stage == "robot":
                self._portal.signin.advance(session, "robot", call.request.cookies.get(DEVICE_COOKIE, ""))
            return as_json({"to": self._after_robot(session)})
        if session.captcha_passed:
            return redirect(self._after_robot(session))
        return self._panel(
            call,
            self.t["robot_title"],
            f"<p>{escape(self.t['robot_text'])}</p>{self._login.form.captcha_box()}",
        )

    def _after_robot(self, session: Session) -> str:
        return self.t[STAGE_PATHS.get(session.stage, "path_login")]

    def _robot_frame(self, call: Call) -> Response:
        """The box itself; ticking it leaves the page, unless a form is around it."""
        path = self.t["path_robot"]
        stay = "true" if self._portal.config.login.captcha == "in_form" else "false"
        return page(
            "<!doctype html><body style='margin:8px;font:16px Arial'><span role=checkbox aria-checked=false "
            "tabindex=0 style='display:inline-block;width:24px;height:24px;border:2px solid #888;"
            f"vertical-align:middle;cursor:pointer'></span> {escape(self.t['robot_box'])}<script>"
            "var b=document.querySelector('span');b.onclick=function(){fetch('" + path + "',{method:'POST'})"
            ".then(function(r){return r.json()}).then(function(s){b.textContent='✓';"
            f"b.setAttribute('aria-checked','true');if(!{stay})top.location.href=s.to}})}}</script>"
        )

    def _terms(self, call: Call) -> Response:
        if away := self._elsewhere(call, "terms"):
            return away
        if call.request.method == "POST":
            session = self._portal.session(call)
            self._portal.signin.terms_accepted = True
            self._portal.signin.advance(session, "terms")
            return self._login.moved_on(call, session)
        t = self.t
        return self._panel(
            call,
            t["terms_title"],
            f"<p>{escape(t['terms_text'])}</p><p><a href=/legal/terms.pdf>{escape(t['terms_pdf'])}</a></p>"
            f"<form method=post>{self._token(call)}<button class=wide type=submit>{escape(t['terms_accept'])}"
            f'</button></form><p><a href="{t["path_logout"]}">{escape(t["terms_later"])}</a></p>',
        )

    def _new_password(self, call: Call) -> Response:
        if away := self._elsewhere(call, "new_password"):
            return away
        if call.request.method == "POST":
            session = self._portal.session(call)
            self._portal.signin.password_renewed = True
            self._portal.signin.advance(session, "new_password")
            return self._login.moved_on(call, session)
        t = self.t
        return self._panel(
            call,
            t["new_password_title"],
            f"<form method=post>{self._token(call)}<label>{escape(t['new_password'])} "
            "<input type=password name=new1 autocomplete=new-password></label>"
            f"<label>{escape(t['confirm_password'])} "
            "<input type=password name=new2 autocomplete=new-password></label>"
            f"<button class=wide type=submit>{escape(t['save'])}</button></form>",
        )
