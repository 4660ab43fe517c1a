"""Open folder destinations, and say which folders can be one."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from time import sleep

from app.domain.deliveries import Destination
from app.domain.errors import DestinationError, ErrorCode, MoissonError
from app.ports.destination import Pause
from connectors.destinations.folder.connector import FolderDestination
from connectors.destinations.folder.temporary_files import TemporaryFiles


class FolderFactory:
    """Implements app.ports.destination.DestinationFactory for settings {"path": "/absolute or ~"}."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._temporary = TemporaryFiles()

    def open(self, destination: Destination, pause: Pause = sleep) -> FolderDestination:
        return FolderDestination(Path(destination.settings["path"]).expanduser(), self._temporary)

    def check_settings(self, settings: dict[str, str]) -> None:
        """Makes the folder when it is not there: later a missing folder is a problem, not to be made anew.

        Raises MoissonError folder_unusable; `reason`: not_absolute, inside_data_folder, not_a_folder,
        not_writable.
        """
        text = settings.get("path", "")
        try:
            folder = Path(text).expanduser()
            if not folder.is_absolute():
                raise _unusable(text, "not_absolute")
            if folder.resolve().is_relative_to(self._data_dir.resolve()):
                raise _unusable(text, "inside_data_folder")
            folder.mkdir(parents=True, exist_ok=True)
            FolderDestination(folder, self._temporary).check()
        except (FileExistsError, NotADirectoryError) as error:
            raise _unusable(text, "not_a_folder") from error
        except (OSError, ValueError, RuntimeError, DestinationError) as error:
            raise _unusable(text, "not_writable") from error

    def withdraw(self, destination: Destination, others: Collection[Destination]) -> None:
        """Nothing to give back: the folder is the user's."""


def _unusable(path: str, reason: str) -> MoissonError:
    return MoissonError(ErrorCode.FOLDER_UNUSABLE, path=path, reason=reason)
