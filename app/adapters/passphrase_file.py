"""The passphrase of the encrypted vault, for machines where nobody types it."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

from app.domain.errors import ErrorCode, MoissonError

ENVIRONMENT_VARIABLE = "MOISSON_PASSPHRASE_FILE"
_log = logging.getLogger(__name__)


def read_passphrase_file() -> str | None:
    """The first line of the file that MOISSON_PASSPHRASE_FILE names; None when it names none.

    Raises MoissonError file_unreadable when there is no such file, or no text in its first line.
    """
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    if not named:
        return None
    path = Path(named).expanduser()
    try:
        # Warned of, not refused: secrets mounted into containers are commonly readable for all in there.
        if os.name != "nt" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            _log.warning("other users can read the passphrase file: %s", path)
        first = (path.read_text(encoding="utf-8").splitlines() or [""])[0]
    except OSError as error:
        reason = error.strerror or ""
        raise MoissonError(ErrorCode.FILE_UNREADABLE, path=str(path), reason=reason) from None
    except UnicodeDecodeError:
        raise MoissonError(ErrorCode.FILE_UNREADABLE, path=str(path), reason="not text") from None
    if not first:
        raise MoissonError(ErrorCode.FILE_UNREADABLE, path=str(path), reason="empty")
    return first
