"""The second factor, as pages with forms."""

from __future__ import annotations

from html import escape

from tests.portal_simulator.login import STAGE_PATHS, LoginPages
from tests.portal_simulator.portal import DEVICE_COOKIE, DEVICE_DAYS, Call, Portal, Route
from tests.portal_simulator.stages import StagePages
from tests.portal_simulator.wire import Response, as_json, redirect

SEGMENT_SCRIPT = (
    "<script>document.querySelectorAll('.boxes input').forEach(function(e,i,all){"
    "e.addEventListener('input',function(){e.value=e.value.slice(-1);if(e.value&&all[i+1])all[i+1].focus();"
    "document.querySelector('.boxes+input').value=Array.from(all,function(x){return x.value}).join('')});"
    "e.addEventListener('keydown',function(k){if(k.key==='Backspace'&&!e.value&&i)all[i-1].focus()})})</script>"
)


class CodePages(StagePages):
    """Pages between the password and the account."""

    def __init__(self, portal: Portal, login: LoginPages) -> None:
        super().__init__(portal, login)
        self._config = portal.config.code
        t = self.t
        portal.add(
            Route(t["path_channel"], "code", self._channel),
            Route(t["path_code"], "code", self._code),
            Route(f"{t['path_code']}/renvoyer", "resend", self._resend),
            Route(t["path_push"], "code", self._push),
            Route(f"{t['path_push']}/etat", "push_state", self._push_state),
        )

    def _channel(self, call: Call) -> Response:
        if away := self._elsewhere(call, "channel"):
            return away
        assert self._config is not None
        if call.request.method == "POST":
            session = self._portal.session(call)
            chosen = call.request.fields.get("mode", "")
            if chosen in self._config.channels:
                self._portal.signin.choose_channel(session, chosen)
                return redirect(self.t[STAGE_PATHS[session.stage]])
        choices = "".join(
            f"<label><input type=radio name=mode value={name}{' checked' if index == 0 else ''}> "
            f"{escape(self.t[f'channel_{name}'])}</label>"
            for index, name in enumerate(self._config.channels)
        )
        return self._panel(
            call,
            self.t["channel_title"],
            f"<form method=post>{self._token(call)}{choices}"
            f"<button class=wide type=submit>{escape(self.t['send_code'])}</button></form>",
        )

    def _code(self, call: Call) -> Response:
        if away := self._elsewhere(call, "code"):
            return away
        if call.request.method == "POST":
            return self._given(call)
        return self._code_page(call)

    def _given(self, call: Call) -> Response:
        session = self._portal.session(call)
        fields = call.request.fields
        text = fields.get("otp") or "".join(fields.get(f"c{n}", "") for n in range(10))
        verdict = self._portal.signin.give_code(session, text)
        if verdict == "blocked":
            return self._panel(
                call,
                self.t["blocked_title"],
                f"<p class=error role=alert>{escape(self.t['code_too_many'])}</p>",
            )
        if verdict != "ok":
            return self._code_page(call, error=self.t[f"code_{verdict}"])
        response = self._login.moved_on(call, self._portal.renew_session(call, session))
        if "trust" in fields:
            response.with_cookie(DEVICE_COOKIE, self._portal.signin.trust(), DEVICE_DAYS * 86400)
        return response

    def _code_page(self, call: Call, error: str = "", info: str = "") -> Response:
        assert self._config is not None
        t, session = self.t, self._portal.session(call)
        hint = t[f"code_{session.channel}"].format(n=self._config.digits)
        message = f"<div class=error role=alert>{escape(error)}</div>" if error else ""
        message += f"<p class=info role=status>{escape(info)}</p>" if info else ""
        trust = resend = ""
        if self._config.trust_box:
            trust = f"<label><input type=checkbox name=trust value=1> {escape(t['trust'])}</label>"
        if self._config.resend and session.channel != "app":
            resend = (
                f'<form method=post action="{t["path_code"]}/renvoyer">{self._token(call)}'
                f"<button class=linky type=submit>{escape(t['resend'])}</button></form>"
            )
        return self._panel(
            call,
            t["code_title"],
            f"<p>{escape(hint)}</p>{message}<form method=post "
            f'action="{t["path_code"]}" autocomplete=off>'
            f"{self._token(call)}"
            f"{self._field()}{trust}<button class=wide type=submit>{escape(t['verify'])}</button></form>"
            f"{resend}",
        )

    def _field(self) -> str:
        assert self._config is not None
        t, digits = self.t, self._config.digits
        if self._config.boxes == "segmented":
            boxes = "".join(
                f"<input type=text inputmode=numeric maxlength=1 name=c{n} "
                f'aria-label="{t["code_digit"].format(n=n + 1)}">'
                for n in range(digits)
            )
            return f"<div class=boxes>{boxes}</div><input type=hidden name=otp>{SEGMENT_SCRIPT}"
        if self._config.labelled:
            extra = "id=otp autocomplete=one-time-code inputmode=numeric"
            return (
                f"<label for=otp>{escape(t['code_label'])}</label><input name=otp {extra} maxlength={digits}>"
            )
        return (
            f'<input type=text name=otp id=v12 maxlength={digits + 2} aria-label="{escape(t["code_label"])}">'
        )

    def _resend(self, call: Call) -> Response:
        if away := self._elsewhere(call, "code"):
            return away
        session = self._portal.session(call)
        if session.channel != "app" and call.request.method == "POST":
            self._portal.signin.send_code(session)
        return self._code_page(call, info=self.t["resent"])

    def _push(self, call: Call) -> Response:
        if away := self._elsewhere(call, "push"):
            return away
        t = self.t
        script = (
            "<script>setInterval(function(){fetch('"
            + t["path_push"]
            + "/etat').then(function(r){return r.json()})"
            ".then(function(s){if(s.to)location.href=s.to})},700)</script>"
        )
        return self._panel(call, t["push_title"], f"<p>{escape(t['push_text'])}</p><p>…</p>{script}")

    def _push_state(self, call: Call) -> Response:
        session = self._portal.session(call)
        answer = self._portal.signin.push_state(session) if session.stage == "push" else "gone"
        if answer == "waiting":
            return as_json({})
        return as_json({"to": self.t[STAGE_PATHS.get(session.stage, "path_login")]})
