"""The rules of signing in, the same for forms and for scripts."""

from __future__ import annotations

import secrets
import time

import pyotp

from tests.portal_simulator.config import PortalConfig
from tests.portal_simulator.state import PortalState, Session


class SignIn:
    """Moves a session on: login, robot, channel, code, push, terms, new_password, done, blocked."""

    def __init__(self, config: PortalConfig, state: PortalState) -> None:
        self._config = config
        self._state = state
        self.terms_accepted = False
        self.password_renewed = False

    @property
    def locked(self) -> bool:
        """Whether the account takes no password at all."""
        login = self._config.login
        return login.locked or (
            login.lock_after is not None and self._state.wrong_passwords >= login.lock_after
        )

    def give_password(self, session: Session, username: str, password: str, device: str) -> str:
        """ "ok", "wrong" or "locked"; moves on when ok."""
        if self.locked:
            return "locked"
        if (username.strip(), password) != (self._config.username, self._config.password):
            self._state.wrong_passwords += 1
            return "locked" if self.locked else "wrong"
        self._state.wrong_passwords = 0
        session.username = username
        self.advance(session, "password", device)
        return "ok"

    def advance(self, session: Session, passed: str, device: str = "") -> None:
        """Go to the next thing the portal wants, after `passed`."""
        steps = ["password", "robot", "code", "terms", "new_password"]
        for step in steps[steps.index(passed) + 1 :]:
            if self._wants(session, step, device):
                if step == "code":
                    self._begin_code(session)
                else:
                    session.stage = step
                return
        session.stage = "done"

    def _wants(self, session: Session, step: str, device: str) -> bool:
        login = self._config.login
        if step == "robot":
            return login.captcha == "after" and not session.captcha_passed
        if step == "code":
            return self._config.code is not None and device not in self._state.devices
        if step == "terms":
            return login.then == "terms" and not self.terms_accepted
        return login.then == "new_password" and not self.password_renewed

    def _begin_code(self, session: Session) -> None:
        code = self._config.code
        assert code is not None
        if len(code.channels) > 1:
            session.stage = "channel"
        else:
            self.choose_channel(session, code.channels[0] if code.channels else code.channel)

    def choose_channel(self, session: Session, channel: str) -> None:
        """Send the code, or wait for the approval."""
        session.wrong_codes = 0
        session.stage = "push" if channel == "push" else "code"
        session.channel = channel
        if channel == "push":
            self._state.push_answer = None
            session.code_at = time.time()
        elif channel != "app":
            self.send_code(session)

    def send_code(self, session: Session) -> None:
        """Send a new code; the one before is worth nothing any more."""
        code = self._config.code
        assert code is not None
        text = code.fixed or f"{secrets.randbelow(10**code.digits):0{code.digits}d}"
        self._state.send_code(session, session.channel, text)

    def give_code(self, session: Session, text: str) -> str:
        """ "ok", "wrong", "expired" or "blocked"; moves on when ok."""
        code = self._config.code
        assert code is not None
        text = text.strip().replace(" ", "")
        if session.channel == "app":
            right = self._totp_right(text)
        else:
            if time.time() - session.code_at > code.valid_s:
                return "expired"
            right = bool(session.code) and secrets.compare_digest(text.encode(), session.code.encode())
        if right:
            session.code = ""
            self.advance(session, "code")
            return "ok"
        session.wrong_codes += 1
        if session.wrong_codes >= code.attempts:
            session.stage = "blocked"
            return "blocked"
        return "wrong"

    def _totp_right(self, text: str) -> bool:
        """RFC 6238, one step of tolerance, each code once."""
        code = self._config.code
        assert code is not None
        totp = pyotp.TOTP(code.totp_secret, digits=code.digits)
        now = int(time.time()) // 30
        for counter in (now, now - 1, now + 1):
            if secrets.compare_digest(totp.generate_otp(counter).encode(), text.encode()):
                with self._state.lock:
                    fresh = counter not in self._state.used_counters
                    self._state.used_counters.add(counter)
                return fresh
        return False

    def push_state(self, session: Session) -> str:
        """ "waiting", "ok" or "refused"; moves on when ok."""
        code = self._config.code
        assert code is not None
        answer = self._state.push_answer
        if code.push_after_s is not None and time.time() - session.code_at >= code.push_after_s:
            answer = True
        if answer is None:
            return "waiting"
        if not answer:
            session.stage = "login"
            return "refused"
        if session.stage == "push":
            self.advance(session, "code")
        return "ok"

    def trust(self) -> str:
        """A new token for a device that need not give codes any more."""
        token = secrets.token_urlsafe(16)
        self._state.devices.add(token)
        return token
