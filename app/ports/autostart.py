from __future__ import annotations

from typing import Protocol


class Autostart(Protocol):
    """Does the program start with the user's session? The system remembers it, not our settings."""

    @property
    def is_tried(self) -> bool:
        """False on systems on which nobody has tried it yet."""
        ...

    def is_on(self) -> bool: ...

    def turn(self, on: bool) -> None:
        """Raises MoissonError folder_unusable (`path`, `reason`) when the system does not let us."""
        ...
