"""What was read on a page about signing in: plain values that the login loop acts on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from connectors.pages.tree import Node

Channel = Literal["sms", "email", "app", "push", "call", "unknown"]
Rejected = Literal["credentials", "code"]


class PageState(Enum):
    """What the page wants of its reader.

    `login` and the steps carry `LoginFields`, `code` a `CodeReading`; `documents` is told only where no
    control to sign out shows already that somebody is signed in.
    """

    LOGIN = "login"
    USERNAME_STEP = "username_step"
    PASSWORD_STEP = "password_step"
    CODE = "code"
    CODE_CHANNEL = "code_channel"
    PUSH_WAIT = "push_wait"
    CAPTCHA = "captcha"
    TERMS = "terms"
    COOKIE_BANNER = "cookie_banner"
    WRONG_CREDENTIALS = "wrong_credentials"
    NEW_PASSWORD = "new_password"
    SIGNUP = "signup"
    BLOCKED = "blocked"
    MAINTENANCE = "maintenance"
    DOCUMENTS = "documents"
    SIGNED_IN = "signed_in"
    SECURITY_KEY = "security_key"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LoginFields:
    """The controls of a sign-in form; `action` is the absolute address it posts to, "" when it has none."""

    username: Node | None
    password: Node | None
    submit: Node | None
    remember: Node | None = None
    form: Node | None = None
    action: str = ""
    extra: tuple[tuple[str, Node], ...] = ()


@dataclass(frozen=True, slots=True)
class CodeReading:
    """A form that asks for a one-time code; `inputs` holds one field, or the boxes of a segmented one."""

    inputs: tuple[Node, ...]
    submit: Node | None = None
    trust_device: Node | None = None
    resend: Node | None = None
    switch: Node | None = None
    channel: Channel = "unknown"
    where: str = ""
    words: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class ChannelOption:
    """One way to get a code that the page offers; `node` is what to press."""

    node: Node
    channel: Channel
    label: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One page, read for signing in. `reasons` says in code words why the state was chosen."""

    state: PageState
    login: LoginFields | None = None
    code: CodeReading | None = None
    channels: tuple[ChannelOption, ...] = ()
    channel_submit: Node | None = None
    banner: Node | None = None
    login_link: Node | None = None
    sign_out: Node | None = None
    messages: tuple[str, ...] = ()
    rejected: Rejected | None = None
    words: str = ""
    frame_path: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
