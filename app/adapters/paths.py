"""The data folder: where everything of one installation lies, private to the user."""

from __future__ import annotations

import contextlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from app.adapters.os_errors import data_folder_error
from app.domain.errors import ErrorCode, MoissonError

ENVIRONMENT_VARIABLE = "MOISSON_DATA_DIR"
_DATABASE = "moisson.sqlite3"
# Written into the folder before anything else is.
_INDEX = "catalogue-*"
# Windows cannot open folders; NTFS journals names itself.
_SYNCS_FOLDERS = os.name != "nt"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Names of what lies in the folder; nothing is created by asking for a name."""

    root: Path

    @classmethod
    def locate(cls, chosen: Path | None = None) -> DataFolder:
        """`chosen` (--data-dir), else MOISSON_DATA_DIR, else the platform's folder for applications."""
        named = chosen or _from_environment()
        if named is None:
            import platformdirs

            named = Path(platformdirs.user_data_dir("moisson", appauthor=False))
        with contextlib.suppress(RuntimeError):  # "~name" of a user who does not exist stays as it is
            named = named.expanduser()
        return cls(Path(os.path.abspath(named)))  # noqa: PTH100  # resolve() would follow the user's links

    @property
    def database(self) -> Path:
        return self.root / _DATABASE

    @property
    def vault(self) -> Path:
        return self.root / "vault"

    @property
    def sessions(self) -> Path:
        return self.root / "sessions"

    @property
    def runs(self) -> Path:
        """Private folders of the visits under way."""
        return self.root / "runs"

    @property
    def uploads(self) -> Path:
        """What is needed to go on with large files that are on their way to a destination."""
        return self.root / "uploads"

    @property
    def evidence(self) -> Path:
        return self.root / "evidence"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def portals(self) -> Path:
        """The user's own catalogue entries."""
        return self.root / "portals"

    @property
    def backups(self) -> Path:
        """Copies of the database from before its migrations."""
        return self.root / "backups"

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    @property
    def timer_lock(self) -> Path:
        """Held by the one timer of the folder for as long as it runs."""
        return self.root / "timer"

    @property
    def settings(self) -> Path:
        return self.root / "settings.json"

    @property
    def secrets(self) -> Path:
        """The encrypted vault of secrets, where there is no keyring."""
        return self.root / "secrets.vault"

    def create(self) -> DataFolder:
        """Makes sure that the folder can be written to. Raises MoissonError data_folder_unusable."""
        try:
            if not self.root.is_dir():
                private_dir(self.root)
            elif _is_ours(self.root):
                with contextlib.suppress(
                    PermissionError
                ):  # another user's: our files in it are private anyway
                    self.root.chmod(0o700)
            usable = os.access(self.root, os.W_OK | os.X_OK)
        except OSError as error:
            raise data_folder_error(self.root, error) from error
        if not usable:
            raise MoissonError(ErrorCode.DATA_FOLDER_UNUSABLE, path=str(self.root), reason="not writable")
        return self


def private_dir(path: Path) -> Path:
    """Creates the folder for the user alone, and those above it that lack; they survive a power cut."""
    try:
        if path.is_dir():
            return path
        private_dir(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
        sync_dir(path.parent)
    except OSError as error:
        raise data_folder_error(path, error) from error
    return path


def write_private(path: Path, content: bytes) -> None:
    """Replaces a file at once and for good; nobody but the user can read it."""
    private_dir(path.parent)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync_dir(path.parent)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise data_folder_error(path, error) from error


def sync_dir(path: Path) -> None:
    """Makes names that were just created in the folder survive a power cut."""
    if not _SYNCS_FOLDERS:
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _from_environment() -> Path | None:
    value = os.environ.get(ENVIRONMENT_VARIABLE)
    return Path(value) if value else None


def _is_ours(root: Path) -> bool:
    """Never tighten a folder that merely was named, such as /tmp."""
    return (root / _DATABASE).exists() or all(each.match(_INDEX) for each in root.iterdir())
