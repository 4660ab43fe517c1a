"""User names, passwords and fields of a portal: asked for on the terminal, or read as one line of JSON."""

from __future__ import annotations

import getpass
import json
import sys
from dataclasses import dataclass, field

from app.cli.invocation import Invocation
from app.domain.accounts import Secrets
from app.domain.errors import ErrorCode, MoissonError
from app.domain.portals import Portal, PortalField, text_in
from app.i18n import language, tr


@dataclass(frozen=True, slots=True)
class Credentials:
    """`answers`: what the portal's entry asks for that is no secret."""

    username: str = ""
    secrets: Secrets = field(default_factory=Secrets)
    answers: dict[str, str] = field(default_factory=dict)


def read_credentials(invocation: Invocation, portal: Portal | None) -> Credentials:
    """From --secrets-stdin, else from the person. Raises MoissonError input_invalid when there is neither."""
    username: str = invocation.arguments.username or ""
    if invocation.arguments.secrets_stdin:
        return from_json(invocation.lines.line() or "", portal, username)
    if not invocation.is_interactive:
        raise MoissonError(ErrorCode.INPUT_INVALID, field="--secrets-stdin")
    return _asked(invocation, portal, username)


def from_json(line: str, portal: Portal | None, username: str = "") -> Credentials:
    """`{"password": "...", "totp": "...", "username": "...", FIELD: "..."}`, every value a text."""
    try:
        given = json.loads(line)
    except ValueError:
        given = None
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise MoissonError(ErrorCode.INPUT_INVALID, field="--secrets-stdin")
    password, totp = given.pop("password", ""), given.pop("totp", "")
    username = username or given.pop("username", "")
    given.pop("username", None)
    open_keys = {f.key for f in portal.fields if not f.secret} if portal else set()
    return Credentials(
        username,
        Secrets(password, totp, {key: value for key, value in given.items() if key not in open_keys}),
        {key: value for key, value in given.items() if key in open_keys},
    )


def ask_secret(question: str) -> str:
    """Typed without being shown."""
    return getpass.getpass(question + " ", stream=sys.stderr)


def _asked(invocation: Invocation, portal: Portal | None, username: str) -> Credentials:
    username = username or ask_text(invocation, tr("User name:"))
    password = ask_secret(tr("Password:"))
    totp = ""
    if portal and "totp" in portal.two_factor:
        totp = ask_secret(tr("Secret of the authenticator app (leave empty to type codes yourself):"))
    fields: dict[str, str] = {}
    answers: dict[str, str] = {}
    for wanted in portal.fields if portal else ():
        label = text_in(wanted.label, language()) or wanted.key
        if value := _field(invocation, wanted, label):
            (fields if wanted.secret else answers)[wanted.key] = value
    return Credentials(username, Secrets(password, totp.strip(), fields), answers)


def _field(invocation: Invocation, wanted: PortalField, label: str) -> str:
    question = f"{label}:" if language() == "en" else f"{label}\u00a0:"
    return ask_secret(question) if wanted.secret else ask_text(invocation, question)


def ask_text(invocation: Invocation, question: str) -> str:
    invocation.output.say(question)
    return (invocation.lines.line() or "").strip()
