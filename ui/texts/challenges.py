"""What a portal asks of a person, in words."""

from __future__ import annotations

from typing import Final

from app.domain.challenges import Challenge, ChallengeKind, Channel
from app.i18n import mark, tr
from ui.texts.visit_lines import hand_over_text

CHANNELS: Final = {
    Channel.SMS: mark("{company} sends you a code by text message."),
    Channel.EMAIL: mark("{company} sends you a code by e-mail."),
    Channel.APP: mark("{company} asks for the code of your authenticator app."),
    Channel.PUSH: mark("{company} asks for a code of its own app."),
    Channel.UNKNOWN: mark("{company} asks for a code."),
}
_WHICH_WAY: Final = mark("How shall {company} send you the code?")
_APPROVE: Final = mark("Approve the sign-in to {company} in its app.")
_REFUSED: Final = mark("{company} refused the code. Enter the newest one.")
_EXPIRES: Final = mark("Time left: {time}")
_EXPIRED: Final = mark("The time is over. Ask for another code, or close this question.")
_SENT_TO: Final = mark("Sent to {where}")


def question_text(challenge: Challenge) -> str:
    """One sentence: what the portal wants."""
    if challenge.kind is ChallengeKind.CODE:
        return tr(CHANNELS[challenge.channel], company=challenge.company)
    if challenge.kind is ChallengeKind.CHANNEL:
        return tr(_WHICH_WAY, company=challenge.company)
    if challenge.kind is ChallengeKind.PUSH:
        return tr(_APPROVE, company=challenge.company)
    return hand_over_text(challenge.kind.value, challenge.company)


def portal_words(challenge: Challenge) -> str:
    """The portal's own, on lines of their own; they come from outside."""
    words = "".join(sign if sign.isprintable() else " " for sign in challenge.words).strip()
    return tr("“{words}”", words=words) if words else ""


def where_text(challenge: Challenge) -> str:
    where = "".join(sign if sign.isprintable() else " " for sign in challenge.where).strip()
    return tr(_SENT_TO, where=where) if where else ""


def refused_text(challenge: Challenge) -> str:
    """Empty at the first attempt."""
    return tr(_REFUSED, company=challenge.company) if challenge.attempt > 1 else ""


def time_left_text(seconds: int) -> str:
    if seconds <= 0:
        return tr(_EXPIRED)
    return tr(_EXPIRES, time=f"{seconds // 60}:{seconds % 60:02d}")
