"""The steps of a visit, as they happen and when they are done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.challenges import ChallengeKind
from app.domain.runs import Phase
from app.i18n import mark, tr, trn
from app.services.flows.steps import Line, LineState
from ui.texts.explanation import filled


@dataclass(frozen=True, slots=True)
class LineText:
    running: str
    done: str


LINES: Final = {
    Phase.OPENING.value: LineText(mark("Opening the portal"), mark("Portal opened")),
    Phase.SIGNING_IN.value: LineText(mark("Entering the credentials"), mark("Signed in")),
    Phase.FINDING.value: LineText(mark("Looking for the documents"), mark("Documents found")),
    Phase.LISTING.value: LineText(mark("Reading the list"), mark("List read")),
    Phase.FETCHING.value: LineText(mark("Collecting"), mark("Documents collected")),
    Phase.SEALING.value: LineText(mark("Closing the visit"), mark("Visit closed")),
    Phase.DONE.value: LineText(mark("Done"), mark("Done")),
    "code_asked": LineText(mark("The portal asks for a code"), mark("Code asked for")),
    "channel_asked": LineText(mark("The portal asks where to send the code"), mark("Way of the code chosen")),
    "approval_asked": LineText(mark("The portal waits for your approval"), mark("Approval asked for")),
    "person_asked": LineText(mark("The portal asks you something"), mark("Question of the portal")),
    "code_given": LineText(mark("The portal checks the code"), mark("Code checked")),
    "handed_over": LineText(
        mark("Waiting for you in the browser window"), mark("Done in the browser window")
    ),
}
_ENTERED: Final = mark("Credentials entered")
_REFUSED: Final = mark("Code refused")

IN_THE_WINDOW: Final = {
    ChallengeKind.CAPTCHA: mark("{company} wants to know that you are a person."),
    ChallengeKind.SECURITY_KEY: mark("{company} asks for your security key."),
    ChallengeKind.TERMS: mark("{company} wants you to read and accept terms."),
    ChallengeKind.NEW_PASSWORD: mark("{company} wants you to choose a new password."),
    ChallengeKind.UNKNOWN_PAGE: mark("{company} shows a page that Moisson does not know."),
}


def line_text(lines: Sequence[Line], number: int) -> str:
    """What the line says beside those that follow it."""
    line = lines[number]
    text = LINES[line.code]
    source = text.running
    if line.state is LineState.DONE:
        source = _done_source(line, lines[number + 1] if number + 1 < len(lines) else None)
    return " · ".join([tr(source), *_counts(line)])


def _done_source(line: Line, follows: Line | None) -> str:
    """What follows tells what came of a step."""
    next_code = follows.code if follows else ""
    if line.code == Phase.SIGNING_IN.value and next_code.endswith(("_asked", "handed_over")):
        return _ENTERED
    if line.code == "code_given" and next_code == "code_asked":
        return _REFUSED
    return LINES[line.code].done


def hand_over_text(kind: str, company: str) -> str:
    """Why the person is needed in the visible browser."""
    known = ChallengeKind(kind) if kind in set(ChallengeKind) else ChallengeKind.UNKNOWN_PAGE
    source = IN_THE_WINDOW.get(known, IN_THE_WINDOW[ChallengeKind.UNKNOWN_PAGE])
    return filled((source,), {"company": company})


def _counts(line: Line) -> list[str]:
    said = []
    if listed := int(line.facts.get("listed", 0)):
        said.append(trn("{count} document listed", "{count} documents listed", listed))
    if new := int(line.facts.get("new", 0)):
        said.append(trn("{count} new", "{count} new", new))
    if failed := int(line.facts.get("failed", 0)):
        said.append(trn("{count} not taken", "{count} not taken", failed))
    return said
