"""What a portal asks of a person during a visit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChallengeKind(StrEnum):
    CODE = "code"
    CHANNEL = "channel"
    PUSH = "push"
    CAPTCHA = "captcha"
    SECURITY_KEY = "security_key"
    TERMS = "terms"
    NEW_PASSWORD = "new_password"
    UNKNOWN_PAGE = "unknown_page"

    @property
    def needs_browser(self) -> bool:
        """True when no typed answer helps: the person has to see the page."""
        return self not in (ChallengeKind.CODE, ChallengeKind.CHANNEL, ChallengeKind.PUSH)


class Channel(StrEnum):
    SMS = "sms"
    EMAIL = "email"
    APP = "app"
    PUSH = "push"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Option:
    """One way to receive a code, in the portal's own words."""

    channel: Channel
    label: str


@dataclass(frozen=True, slots=True)
class Challenge:
    """A question to the person. `words` and `where` are the portal's own; `attempt` counts from 1.

    `answer_within_s`: how long an answer counts, where that is known."""

    kind: ChallengeKind
    company: str
    channel: Channel = Channel.UNKNOWN
    where: str = ""
    words: str = ""
    length: int | None = None
    options: tuple[Option, ...] = ()
    attempt: int = 1
    can_resend: bool = False
    answer_within_s: float | None = None


class AnswerKind(StrEnum):
    CODE = "code"
    CHOICE = "choice"
    RESEND = "resend"
    DONE = "done"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """What the person said; `text` holds a code and is never shown."""

    kind: AnswerKind
    text: str = ""
    choice: int = 0

    def __repr__(self) -> str:
        return f"Answer({self.kind.value})"
