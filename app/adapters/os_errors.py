from __future__ import annotations

import errno
from pathlib import Path

from app.domain.errors import ErrorCode, MoissonError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def data_folder_error(path: Path, error: OSError) -> MoissonError:
    """disk_full or data_folder_unusable, for an error met while writing to the data folder."""
    code = ErrorCode.DISK_FULL if error.errno in _FULL else ErrorCode.DATA_FOLDER_UNUSABLE
    return MoissonError(code, path=str(path), reason=error.strerror or type(error).__name__)


def folder_error(path: Path, error: OSError) -> MoissonError:
    """disk_full or folder_unusable, for an error met while writing to a folder that the user chose."""
    code = ErrorCode.DISK_FULL if error.errno in _FULL else ErrorCode.FOLDER_UNUSABLE
    return MoissonError(code, path=str(path), reason=error.strerror or type(error).__name__)
