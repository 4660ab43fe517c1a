"""The part of a host that somebody registered, as the Public Suffix List (publicsuffix.org) tells."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from app.domain.hosts import is_loopback

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList


def registered_domain(host: str) -> str:
    """orange.fr for www.orange.fr, bbc.co.uk for www.bbc.co.uk; empty for numbers and this computer."""
    if is_loopback(host) or ":" in host or host.rpartition(".")[2].isdigit():
        return ""
    return _suffixes().privatesuffix(host) or ""


def name_of(domain: str) -> str:
    """orange for orange.fr, bbc for bbc.co.uk."""
    return domain.partition(".")[0]


@cache
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()
