"""What a flow shows a person, as data: a window draws it, a terminal asks it. Labels and faults are codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.domain.portals import Texts

Value = str | bool | date | timedelta | Path | tuple[str, ...] | None
Values = Mapping[str, Value]

WHOLE_FORM: Final = ""
"""The place of a fault that belongs to no field."""


class FieldKind(StrEnum):
    """What a field takes, and so how it is drawn. The value is a str where nothing else is said."""

    TEXT = "text"
    SECRET = "secret"
    TOTP = "totp"
    ADDRESS = "address"
    TEMPLATE = "template"
    PORTAL = "portal"  # the id of a catalogue entry
    CHOICE = "choice"
    CHOICES = "choices"  # tuple of str
    SWITCH = "switch"  # bool
    DATE = "date"  # date
    INTERVAL = "interval"  # timedelta
    FOLDER = "folder"  # Path
    FILE = "file"  # Path


class FieldFault(StrEnum):
    """What can be wrong with a field, besides what ErrorCode and Outcome say."""

    REQUIRED = "required"
    UNCONFIRMED = "unconfirmed"
    PATTERN = "pattern"
    TOTP_INVALID = "totp_invalid"
    IN_FUTURE = "in_future"
    TOO_SHORT = "too_short"


@dataclass(frozen=True, slots=True)
class Fault:
    """`code`: a FieldFault, ErrorCode or Outcome value; `facts` fill its text and never hold a secret."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)


Faults = Mapping[str, Fault]


@dataclass(frozen=True, slots=True)
class Choice:
    """`words`: what is shown when the value is no code, the name of a company for instance."""

    value: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """`words` and `help`: the catalogue entry's own, where it names the field; else the key is the label.

    `advanced`: folded away at first. `pattern`: what a text must be as a whole.
    """

    key: str
    kind: FieldKind
    value: Value = field(default=None, repr=False)
    required: bool = False
    advanced: bool = False
    words: Texts = field(default_factory=dict, hash=False)
    help: Texts = field(default_factory=dict, hash=False)
    pattern: str | None = None
    choices: tuple[Choice, ...] = ()
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One question. `primary`: the code of what its button does. `fault`: one that belongs to no field.

    `facts`: what else the page shows; `advice`: the catalogue entry's words.
    """

    name: str
    fields: tuple[Field, ...]
    primary: str = "continue"
    can_go_back: bool = False
    facts: Mapping[str, object] = field(default_factory=dict, hash=False)
    advice: Texts = field(default_factory=dict, hash=False)
    fault: Fault | None = None

    def __getitem__(self, key: str) -> Field:
        return next(found for found in self.fields if found.key == key)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(found.key for found in self.fields)

    @property
    def faults(self) -> dict[str, Fault]:
        """By field; WHOLE_FORM for that of the form."""
        found = {each.key: each.fault for each in self.fields if each.fault}
        return found | ({WHOLE_FORM: self.fault} if self.fault else {})

    def filled(self, values: Values, faults: Faults) -> Form:
        """With what was typed, and what is wrong with it. Faults of fields it has not are the form's."""
        own = {key: fault for key, fault in faults.items() if key in self.keys}
        other = next((fault for key, fault in faults.items() if key not in self.keys), None)
        fields = (
            replace(each, value=values.get(each.key, each.value), fault=own.get(each.key))
            for each in self.fields
        )
        return replace(self, fields=tuple(fields), fault=other)


class LineState(StrEnum):
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened or is happening."""

    code: str
    state: LineState = LineState.RUNNING
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Progress:
    """Work that the driver runs on a thread of its own; lines come one by one.

    `picture`: what the hidden browser shows, as JPEG; empty when there is none."""

    name: str
    lines: tuple[Line, ...] = ()
    picture: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class External:
    """Work during which the person does something elsewhere: gives a consent, acts in the visible browser."""

    name: str
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Done:
    """`facts`: what came of it, ids included."""

    name: str
    facts: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Abort:
    """Nothing is left behind."""

    fault: Fault


Work = Progress | External
Step = Form | Work | Done | Abort
