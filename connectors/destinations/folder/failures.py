"""What the system says of a folder, as outcomes."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.deliveries import Refusal
from app.domain.errors import DeliveryOutcome, DestinationError
from app.ports.destination import ParcelRefusedError

_PERMISSION = {errno.EACCES, errno.EPERM, errno.EROFS}
_QUOTA = {errno.ENOSPC, errno.EDQUOT}
_GONE = {errno.ENOENT, errno.ENOTDIR}
_NAME = {errno.ENAMETOOLONG, errno.EILSEQ}


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """OSError becomes DestinationError, or ParcelRefusedError where only the name is at fault."""
    try:
        yield
    except OSError as error:
        if error.errno in _NAME:
            raise ParcelRefusedError(Refusal.NAME_REFUSED) from error
        reason = errno.errorcode.get(error.errno or 0, "unknown")
        raise DestinationError(outcome_of(error, folder), path=str(folder), reason=reason) from error


def outcome_of(error: OSError, folder: Path) -> DeliveryOutcome:
    if error.errno in _PERMISSION:
        return DeliveryOutcome.PERMISSION
    if error.errno in _QUOTA:
        return DeliveryOutcome.QUOTA
    if error.errno in _GONE and not folder.is_dir():
        return DeliveryOutcome.FOLDER_GONE
    return DeliveryOutcome.UNAVAILABLE
