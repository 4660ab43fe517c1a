"""What the portal remembers: sessions, codes, devices, failures."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SentCode:
    """A code that the portal sent; `at` is seconds since the epoch."""

    channel: str
    code: str
    at: float


@dataclass(slots=True)
class Session:
    """One visitor. `stage` is what the portal wants next; `done` means signed in."""

    id: str
    csrf: str
    stage: str = "login"
    username: str = ""
    channel: str = ""
    code: str = ""
    code_at: float = 0.0
    wrong_codes: int = 0
    captcha_passed: bool = False
    remembered: bool = False
    back_to: str = ""
    last_view: str = ""
    used_at: float = field(default_factory=time.time)

    @property
    def signed_in(self) -> bool:
        """Whether everything that the portal asks was given."""
        return self.stage == "done"


class PortalState:
    """All sessions and counters of one portal."""

    def __init__(self, session_s: float) -> None:
        self._session_s = session_s
        self.lock = threading.RLock()
        self.sessions: dict[str, Session] = {}
        self.devices: set[str] = set()
        self.tickets: dict[str, str] = {}
        self.file_tokens: dict[str, str] = {}
        self.wrong_passwords = 0
        self.codes_sent: list[SentCode] = []
        self.code_sent = threading.Condition(self.lock)
        self.used_counters: set[int] = set()
        self.last_view = ""
        self.push_answer: bool | None = None
        self.dangerous: list[str] = []

    def new_session(self) -> Session:
        """A visitor who has not been seen before."""
        session = Session(secrets.token_urlsafe(18), secrets.token_hex(12))
        with self.lock:
            self.sessions[session.id] = session
        return session

    def find(self, session_id: str) -> Session | None:
        """The session, unless it is too old."""
        session = self.sessions.get(session_id)
        if session is None:
            return None
        now = time.time()
        if now - session.used_at > self._session_s:
            self.end(session)
            return None
        session.used_at = now
        return session

    def end(self, session: Session) -> None:
        """Forget the session: its cookie is worth nothing any more."""
        with self.lock:
            self.sessions.pop(session.id, None)

    def end_all(self) -> None:
        """Every session expires."""
        with self.lock:
            self.sessions.clear()

    def send_code(self, session: Session, channel: str, code: str) -> None:
        """A new code leaves for the user."""
        with self.lock:
            session.channel, session.code, session.code_at = channel, code, time.time()
            self.codes_sent.append(SentCode(channel, code, session.code_at))
            self.code_sent.notify_all()
