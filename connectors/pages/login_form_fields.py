"""What an input of a sign-in form is for: the user name, or which kind of secret."""

from __future__ import annotations

import re
from enum import Enum

from connectors.pages.form_controls import autocomplete, caption, identifiers, input_type
from connectors.pages.tree import Node, Page
from connectors.pages.vocabulary import signing_in as words

USERNAME_TOKENS = {"username": 6.0, "email": 4.0, "tel": 1.0, "nickname": 0.0}
_OPEN_TOKENS = frozenset(
    ("", "on", "off", "nope", "none", "false", "no", "disabled", "new-password", "current-password")
)
_LOOSE_USERNAME = re.compile(r"user|login|e-?mail|ident(?!it)|usr|logon", re.I)
_LOOSE_CONFIRM = re.compile(r"confirm|repeat|retype|re-?enter|verif|again|check$|(?<!\d)2$", re.I)
_LOOSE_NEW = re.compile(
    r"new-?_?pass|newpwd|passw?o?r?d?-?_?new|reg(ister|istration)?[-_]?(form)?[-_]?pass|sign-?up", re.I
)
NEVER = -6.0


class Secret(Enum):
    """What a password field asks for."""

    CURRENT = "current"
    NEW = "new"
    CONFIRM = "confirm"
    CODE = "code"
    OTHER = "other"


def username_score(page: Page, field: Node) -> float:
    """How much a text field looks like the one for the user name; below -2 it must not be taken."""
    kind, token = input_type(field), autocomplete(field)
    if field.tag == "textarea" or kind in ("search", "url", "password") or not field.enabled:
        return NEVER
    if token in USERNAME_TOKENS:
        score = USERNAME_TOKENS[token]
    elif token in _OPEN_TOKENS or not token.isascii():
        score = 0.0
    else:
        score = _token_score(token)
    names, said = _without_mail_address(identifiers(field)), _without_mail_address(caption(page, field))
    if kind == "email":
        score += 2
    if words.USERNAME.in_identifier(names):
        score += 3
    elif _LOOSE_USERNAME.search(names):
        score += 2
    named = words.USERNAME.in_text(said)
    if named:
        score += 3
    if words.NOT_USERNAME.in_identifier(names) or words.NOT_USERNAME.in_text(said):
        score -= 4 if named else 6
    if field.get("role") in ("combobox", "spinbutton", "searchbox"):
        score -= 2
    return score


def _without_mail_address(text: str) -> str:
    """An "email address" is no address of the postal kind."""
    return re.sub(r"(e-?_?mail|mail)[-_ ]?(?:addr\w*|adr\w*)", r"\1", text, flags=re.I)


def _token_score(token: str) -> float:
    """Standard tokens name another purpose; an invented one says nothing."""
    standard = re.fullmatch(
        r"name|.*-name|organi[sz]ation.*|street-address|address-.*|country.*|postal-code|cc-.*|one-time-code|bday.*|sex|url|tel-.*",
        token,
    )
    return -8.0 if standard else 0.0


def secret_of(page: Page, field: Node) -> Secret:
    """The kind of secret a password field takes, as far as the field itself says."""
    token, names, said = autocomplete(field), identifiers(field), caption(page, field)
    if token == "one-time-code":
        return Secret.CODE
    if token.startswith("cc-"):
        return Secret.OTHER
    if words.OTHER_SECRET.in_identifier(names) or words.OTHER_SECRET.in_text(said):
        return Secret.OTHER
    if token == "current-password":
        return Secret.CURRENT
    if (
        words.CONFIRM_SECRET.in_identifier(names)
        or _LOOSE_CONFIRM.search(names)
        or words.CONFIRM_SECRET.in_text(said)
    ):
        return Secret.CONFIRM
    if (
        words.NEW_SECRET_IDENTIFIER.in_identifier(names)
        or _LOOSE_NEW.search(names)
        or words.NEW_SECRET.in_text(said)
    ):
        return Secret.NEW
    return Secret.CURRENT
