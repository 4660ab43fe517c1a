"""A folder destination as the contract sees it."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

from app.domain.deliveries import Destination, DestinationKind, ExportRule
from app.domain.errors import DeliveryOutcome
from connectors.destinations.folder.connector import FolderDestination
from connectors.destinations.folder.factory import FolderFactory

_NOBODY = 65534


def open_connector(settings: dict[str, str]) -> FolderDestination:
    factory = FolderFactory(Path("/nonexistent/data"))
    return factory.open(
        Destination(1, "Dossier", DestinationKind.FOLDER, settings, ExportRule(), datetime.now(UTC))
    )


class FolderWorld:
    opener = "tests.contract.destinations.folder_world:open_connector"
    failures = (
        DeliveryOutcome.FOLDER_GONE,
        DeliveryOutcome.PERMISSION,
        DeliveryOutcome.QUOTA,
        DeliveryOutcome.UNAVAILABLE,
    )

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = {"path": str(folder)}

    def connector(self) -> FolderDestination:
        return open_connector(self.settings)

    def visible(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self._paths(hidden=False)}

    def left_over(self) -> int:
        return len(self._paths(hidden=True))

    def put(self, name: str, content: bytes, place: str | None = None) -> str:
        (self.folder / (place or name)).write_bytes(content)
        return place or name

    def remove(self, place: str) -> None:
        (self.folder / place).unlink()

    @contextmanager
    def broken(self, outcome: DeliveryOutcome) -> Iterator[None]:
        breaking = {
            DeliveryOutcome.FOLDER_GONE: lambda: _moved_away(self.folder),
            DeliveryOutcome.PERMISSION: lambda: _read_only(self.folder),
            DeliveryOutcome.QUOTA: lambda: _failing_open(errno.ENOSPC),
            DeliveryOutcome.UNAVAILABLE: lambda: _failing_open(errno.EIO),
        }
        with breaking[outcome]():
            yield

    def _paths(self, *, hidden: bool) -> list[Path]:
        paths = self.folder.iterdir() if self.folder.is_dir() else ()
        return [path for path in paths if path.name.startswith(".") is hidden]


@contextmanager
def public_folder() -> Iterator[Path]:
    """A folder of the test's own that an ordinary user may enter too; pytest's are closed."""
    root = Path(tempfile.mkdtemp(prefix="moisson-test-"))
    root.chmod(0o755)
    try:
        yield root
    finally:
        shutil.rmtree(root)


@contextmanager
def _moved_away(folder: Path) -> Iterator[None]:
    away = folder.rename(folder.with_name("away"))
    try:
        yield
    finally:
        away.rename(folder)


@contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    folder.chmod(0o555)
    try:
        with ordinary_user():
            yield
    finally:
        folder.chmod(0o755)


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root may write anywhere; everybody else is left as they are."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def _failing_open(code: int) -> Iterator[None]:
    """A full or failing disk cannot be had in a test: creating a file fails as it would there."""
    real = os.open

    def failing(path: str | Path, flags: int, *args: int, **kwargs: int) -> int:
        if flags & os.O_CREAT:
            raise OSError(code, os.strerror(code), str(path))
        return real(path, flags, *args, **kwargs)

    with mock.patch("os.open", failing):
        yield
