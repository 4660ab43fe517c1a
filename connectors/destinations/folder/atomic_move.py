"""Bring a finished file to its final name in one step, never over another file."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

_UNSUPPORTED = {errno.EPERM, errno.EACCES, errno.ENOSYS, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP}
_NO_FLAGS = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_AT_FDCWD = -100
_RENAME_NOREPLACE = 1


def move_in(temporary: Path, target: Path) -> None:
    """Afterwards `target` is the whole file and `temporary` is gone; both lie in one folder.

    Raises FileExistsError, with nothing changed, when something lies at `target`; else OSError.
    """
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        move_without_links(temporary, target)
    else:
        temporary.unlink()


def move_without_links(temporary: Path, target: Path) -> None:
    """The same for file systems without hard links (FAT, some network shares)."""
    if sys.platform == "win32":
        temporary.rename(target)  # fails on Windows when the target exists
        return
    rename = _renameat2()
    if rename is not None:
        status = rename(_AT_FDCWD, os.fsencode(temporary), _AT_FDCWD, os.fsencode(target), _RENAME_NOREPLACE)
        if status == 0:
            return
        code = ctypes.get_errno()
        if code not in _NO_FLAGS:
            raise OSError(code, os.strerror(code), str(target))
    claim_and_replace(temporary, target)


def claim_and_replace(temporary: Path, target: Path) -> None:
    """The last resort: the name is claimed by an empty file, which the real one replaces at once.

    An empty file that already lies there is such a claim, interrupted: nothing is lost with it.
    """
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except FileExistsError:
        if target.is_symlink() or not target.is_file() or target.stat().st_size:
            raise
    temporary.replace(target)


def sync_folder(folder: Path) -> None:
    """Makes the folder's entries durable, where the system can."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FLAGS:
            raise
    finally:
        os.close(handle)


@cache
def _renameat2() -> Any:
    """The C library's renameat2; None where there is none."""
    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
