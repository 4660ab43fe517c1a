from __future__ import annotations

from typing import Protocol

from app.domain.settings import Settings


class SettingsStore(Protocol):
    """What the user chose; read anew each time, because another program may have changed it."""

    def load(self) -> Settings:
        """Raises MoissonError setting_invalid."""
        ...

    def save(self, settings: Settings) -> None:
        """Raises MoissonError setting_invalid (a file that is not ours to replace), disk_full."""
        ...
