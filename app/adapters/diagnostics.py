"""What this computer and the log say of an installation, and the file that it is saved to."""

from __future__ import annotations

import platform
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from app.adapters.libraries import installed_libraries
from app.adapters.os_errors import folder_error
from app.adapters.paths import DataFolder
from app.adapters.redaction import clean
from app.ports.diagnostics import BundleEntry, Library
from app.ports.parts import Finding

_MOST_LOG: Final = 400_000
"""Bytes: some days, and short enough to be read before it is sent."""


class InstallationDiagnostics:
    """Implements app.ports.diagnostics.Diagnostics. `diagnose` looks at everything."""

    def __init__(self, folder: DataFolder, diagnose: Callable[[], Sequence[Finding]]) -> None:
        self._folder = folder
        self._diagnose = diagnose

    def findings(self) -> Sequence[Finding]:
        return self._diagnose()

    def libraries(self) -> Sequence[Library]:
        return installed_libraries()

    def system(self) -> str:
        return platform.platform()

    def log(self) -> str:
        """Oldest line first. What was learnt to be secret since it was written is masked now."""
        texts, room = list[str](), _MOST_LOG
        for path in self._log_files():
            content = _end_of(path, room)
            room -= len(content)
            texts.insert(0, content.decode("utf-8", "replace"))
            if room <= 0:
                break
        return clean("".join(texts))

    def home(self) -> Path:
        return Path.home()

    def save(self, entries: Sequence[BundleEntry], target: Path) -> None:
        draft = target.with_name(f".{target.name}.part")
        try:
            draft.touch(mode=0o600)
            with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
                for entry in entries:
                    archive.writestr(entry.name, entry.content)
            draft.replace(target)
        except OSError as error:
            raise folder_error(target.parent, error) from error
        finally:
            draft.unlink(missing_ok=True)

    def _log_files(self) -> Iterator[Path]:
        """Newest first."""
        first = self._folder.logs / "moisson.log"
        yield from (
            path
            for path in (first, *(first.with_name(f"{first.name}.{n}") for n in range(1, 6)))
            if path.is_file()
        )


def _end_of(path: Path, most: int) -> bytes:
    """Whole lines."""
    try:
        content = path.read_bytes()
    except OSError:
        return b""
    if len(content) <= most:
        return content
    return content[-most:].partition(b"\n")[2]
