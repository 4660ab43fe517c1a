"""Hosts that could be taken for another's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Likeness(StrEnum):
    """Why a host deserves a second look, the most alarming first."""

    FOREIGN_LETTERS = "foreign_letters"
    """Letters of several alphabets, or of another one that look like those of a known name"""
    NEAR_KNOWN = "near_known"
    """Hardly differs from the domain of a known portal"""
    KNOWN_INSIDE = "known_inside"
    """The name of a known portal stands inside that of another domain"""
    OTHER_DOMAIN = "other_domain"
    """The name of a known portal, under another ending"""
    SAME_NAME = "same_name"
    """A known portal of the same name is at another domain"""
    PUNYCODE = "punycode"
    """Letters beyond a to z, which an address can show in two ways"""


@dataclass(frozen=True, slots=True)
class HostWarning:
    """`shown`: the host as it may be displayed, when that differs. `known`: the domain it could be taken for,
    `portal` the name of its portal."""

    likeness: Likeness
    host: str
    shown: str = ""
    known: str = ""
    portal: str = ""
