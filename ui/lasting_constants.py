"""Keeps None, True and False alive on Python 3.11.

From 6.12 on, Qt's binding is built for Pythons in which these never die: it returns them without taking a
reference. On 3.11 each signal that is emitted and each method that returns nothing takes one away, and after
some thousands the interpreter ends with "deallocating None".
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_FIRST_WITH_IMMORTALS: Final = (3, 12)
_MANY: Final = 1 << 40
"""More than are lost in a thousand years."""


def keep_constants() -> None:
    """Once, before the first window. Does nothing where it is not needed."""
    if sys.version_info >= _FIRST_WITH_IMMORTALS or sys.implementation.name != "cpython":
        return
    for constant in (None, True, False, NotImplemented):
        if sys.getrefcount(constant) < _MANY:
            ctypes.c_ssize_t.from_address(id(constant)).value += _MANY
