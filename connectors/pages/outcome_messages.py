"""What the page tells after something was sent: alerts, errors beside fields, toasts."""

from __future__ import annotations

import re

from connectors.pages.form_controls import is_pressable, is_text_field
from connectors.pages.reading import Rejected
from connectors.pages.tree import Flag, Node, Page
from connectors.pages.vocabulary import outcomes

_ALERT_CLASS = re.compile(
    r"(?:^|[-_ ])(?:errors?|erreur|fehler|alert|danger|invalide?|warning|toast|snackbar|notif|notification"
    r"|notice|flash|messages?|msg|feedback|helper-text|help-block|explain|validation|growl|hint)(?:$|[-_ ])"
    r"|[a-z](?:Error|Alert|Message|Toast|Invalid|Feedback)|errormsg|errormessage",
)
_LIMIT = 400


def messages_of(page: Page) -> tuple[str, ...]:
    """Visible messages, innermost parts only, in page order, each once."""
    described = _described(page)
    found: list[str] = []
    for node in page.nodes:
        if (
            node.tag[0] == "#"
            or not node.visible
            or is_text_field(node)
            or node.tag in ("html", "body", "form", "main")
        ):
            continue
        if not (_is_alert(node) or node.get("id") in described) or is_pressable(node):
            continue
        said = page.text(node)
        if 2 < len(said) <= _LIMIT and said not in found and not any(said in other for other in found):
            found.append(said)
    return tuple(found)


def _is_alert(node: Node) -> bool:
    if node.get("role") in ("alert", "status", "alertdialog") or node.get("aria-live") in (
        "assertive",
        "polite",
    ):
        return True
    return bool(_ALERT_CLASS.search(f"{node.get('class')} {node.get('id')}"))


def _described(page: Page) -> frozenset[str]:
    """Ids of the texts that belong to invalid fields."""
    ids: set[str] = set()
    for field in page.find("input"):
        ids.update(field.get("aria-errormessage").split())
        if field.flags & Flag.INVALID:
            ids.update(field.get("aria-describedby").split())
    return frozenset(ids)


def nearby_sentences(page: Page, block: Node) -> tuple[str, ...]:
    """Short texts inside a form's block: errors there often carry no mark but their colour."""
    said = []
    for node in block.walk():
        parent = node.parent
        if node.tag != "#text" or parent is None or not parent.visible or _inside_control(node):
            continue
        if any(is_pressable(n) or is_text_field(n) for n in parent.walk()):
            continue
        text = page.text(parent)
        if 8 < len(text) <= 200:
            said.append(text)
    return tuple(dict.fromkeys(said))


def _inside_control(node: Node) -> bool:
    return any(is_pressable(a) or a.tag in ("option", "select", "label") for a in node.ancestors())


# "incorrect or your account is disabled" tells a wrong password without saying so outright.
_PERHAPS_LOCKED = re.compile(
    r"\b(?:or (?:your|the|this) account|ou (?:votre|le) compte|oder (?:ihr|dein|das) konto"
    r"|o (?:su|tu|la) cuenta|o il (?:tuo|suo) account|of (?:je|uw) account)\b.*",
    re.I,
)


# "If you type a wrong password three times ..." warns; nothing has happened yet.
_WARNING = re.compile(
    r"^\W*(?:if|when|after|wenn|falls|sollten|nach|si|apr[eè]s|lorsque|tras|despu[eé]s|cuando|se|dopo|als|na|wanneer)\b",
    re.I,
)


def says_blocked(said: str) -> bool:
    """Whether a sentence says that the account or the visitor is locked out."""
    if _WARNING.search(said):
        return False
    return outcomes.BLOCKED.in_text(_PERHAPS_LOCKED.sub("", said))


# "No account?" asks; it does not say that there is none.
_QUESTION = re.compile(r"[^.!?]*\?")


def rejects_credentials(sentence: str) -> bool:
    """Whether a sentence says that user name or password were not accepted."""
    said = _QUESTION.sub("", sentence)
    if _WARNING.search(said) or says_blocked(said) or not outcomes.WRONG_CREDENTIALS.in_text(said):
        return False
    if outcomes.NOT_AN_ERROR.in_text(said) and not outcomes.CLEARLY_WRONG.in_text(said):
        return False
    return outcomes.ABOUT_SECRETS.in_text(said) or outcomes.CLEARLY_WRONG.in_text(said)


def rejects_code(said: str) -> bool:
    """Whether a sentence says that the code was wrong or too old."""
    if outcomes.WRONG_CODE_ONLY.in_text(said):
        return True
    return outcomes.WRONG_CREDENTIALS.in_text(said) and (
        not outcomes.NOT_AN_ERROR.in_text(said) or outcomes.CLEARLY_WRONG.in_text(said)
    )


def rejected_by(messages: tuple[str, ...], nearby: tuple[str, ...], asks_for_code: bool) -> Rejected | None:
    """What was refused, judged by marked messages and by the sentences near the fields."""
    if asks_for_code:
        if any(rejects_code(m) for m in messages) or any(
            rejects_code(s) and outcomes.CLEARLY_WRONG.in_text(s) for s in nearby
        ):
            return "code"
        return None
    if any(rejects_credentials(s) for s in messages):
        return "credentials"
    if any(rejects_credentials(s) and outcomes.CLEARLY_WRONG.in_text(s) for s in nearby):
        return "credentials"
    return None
