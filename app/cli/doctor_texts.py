"""What a diagnosis looks at, and what to do when it is not well."""

from __future__ import annotations

from typing import Final

from app.cli.texts import Text
from app.i18n import mark

CHECKS: Final = {
    "browser": mark("Browser"),
    "driver": mark("Driver of the browser"),
    "secret_store": mark("Secret store"),
    "data_folder": mark("Data folder"),
    "database": mark("Database"),
    "disk_space": mark("Room on the disk"),
    "versions": mark("Versions"),
}

ADVICE: Final = {
    "install_browser": Text(mark("No browser was found."), do=mark("Install Chromium, Chrome or Edge.")),
}
