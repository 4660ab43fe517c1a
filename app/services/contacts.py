"""Writes down whom a piece of work talked to."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.domain.contacts import Purpose
from app.domain.errors import ErrorCode, MoissonError
from app.ports.parts import Parts

_log = logging.getLogger(__name__)
Heard = Callable[[str], None]
"""Called with each host that is contacted, from any thread."""


@contextmanager
def contacts_noted(parts: Parts, purpose: Purpose, subject: str) -> Iterator[Heard]:
    """Around the work, however it ends. A full disk is for the work itself to meet and to tell."""
    hosts: set[str] = set()
    try:
        yield hosts.add
    finally:
        try:
            parts.store().contacts.record(hosts - {""}, purpose, subject, parts.clock().now())
        except MoissonError as error:
            if error.code is not ErrorCode.DISK_FULL:
                raise
            _log.info("no room to write down who was contacted")
