"""Start with the user's session, as each system has it. The window begins hidden, in the tray."""

from __future__ import annotations

import os
import plistlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.domain.errors import ErrorCode, MoissonError
from app.ports.autostart import Autostart

_HIDDEN: Final = "--hidden"
_RUN_KEY: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"
_NAME: Final = "Moisson"
# Characters that the Desktop Entry Specification wants escaped within quotes.
_RESERVED: Final = '"`$\\'


def program() -> list[str]:
    """How this very program is started, installed, packaged, or from its source."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "app.main"]


def autostart(data_dir: Path | None) -> Autostart:
    """`data_dir`: where it was chosen; else the usual folder is used."""
    chosen = ["--data-dir", str(data_dir)] if data_dir else []
    command = [*program(), *chosen, _HIDDEN]
    if sys.platform == "win32":
        return RunKeyAutostart(command)
    if sys.platform == "darwin":
        return LaunchAgentAutostart(command)
    return DesktopAutostart(command)


class DesktopAutostart:
    """A desktop entry in ~/.config/autostart (freedesktop.org)."""

    is_tried = True

    def __init__(self, command: Sequence[str], folder: Path | None = None) -> None:
        self._command = command
        self._folder = folder

    @property
    def _path(self) -> Path:
        return (self._folder or _config_home() / "autostart") / "moisson.desktop"

    def is_on(self) -> bool:
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except OSError:
            return False
        # Desktops turn an entry off by such a line, and leave the file.
        return "Hidden=true" not in lines and "X-GNOME-Autostart-enabled=false" not in lines

    def turn(self, on: bool) -> None:
        if not on:
            _remove(self._path)
            return
        _write(
            self._path,
            "[Desktop Entry]\nType=Application\nName=Moisson\nIcon=moisson\nTerminal=false\n"
            f"Exec={' '.join(_quoted(word) for word in self._command)}\n{_place()}"
            "X-GNOME-Autostart-enabled=true\n",
        )


class LaunchAgentAutostart:
    """A launch agent of the user. Not tried on a Mac yet."""

    is_tried = False

    def __init__(self, command: Sequence[str], folder: Path | None = None) -> None:
        self._command = command
        self._path = (folder or Path.home() / "Library/LaunchAgents") / "org.moisson.Moisson.plist"

    def is_on(self) -> bool:
        return self._path.is_file()

    def turn(self, on: bool) -> None:
        if not on:
            _remove(self._path)
            return
        content = {
            "Label": "org.moisson.Moisson",
            "ProgramArguments": list(self._command),
            "WorkingDirectory": _source_folder() or str(Path.home()),
            "RunAtLoad": True,
        }
        _write(self._path, plistlib.dumps(content).decode())


class RunKeyAutostart:
    """A value of the user's Run key. Not tried on Windows yet."""

    is_tried = False

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command

    def is_on(self) -> bool:
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:  # type: ignore[attr-defined]
                winreg.QueryValueEx(key, _NAME)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True

    def turn(self, on: bool) -> None:
        import subprocess
        import winreg

        access = winreg.KEY_SET_VALUE  # type: ignore[attr-defined]
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN_KEY, 0, access) as key:  # type: ignore[attr-defined]
                if on:
                    line = subprocess.list2cmdline(self._command)
                    winreg.SetValueEx(key, _NAME, 0, winreg.REG_SZ, line)  # type: ignore[attr-defined]
                else:
                    winreg.DeleteValue(key, _NAME)  # type: ignore[attr-defined]
        except FileNotFoundError:
            return  # off already
        except OSError as error:
            raise _refused(Path(_RUN_KEY), error) from error


def _config_home() -> Path:
    named = os.environ.get("XDG_CONFIG_HOME", "")
    return Path(named) if Path(named).is_absolute() else Path.home() / ".config"


def _place() -> str:
    folder = _source_folder()
    return f"Path={folder}\n" if folder else ""


def _source_folder() -> str:
    """Where `-m app.main` finds the program; nothing where it is installed."""
    root = Path(__file__).resolve().parents[2]
    return str(root) if (root / "pyproject.toml").is_file() else ""


def _quoted(word: str) -> str:
    """An argument of an Exec line. A percent sign would begin a field code."""
    escaped = "".join(f"\\{letter}" if letter in _RESERVED else letter for letter in word.replace("%", "%%"))
    return f'"{escaped}"'.replace("\\", "\\\\")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise _refused(path, error) from error


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> MoissonError:
    return MoissonError(ErrorCode.FOLDER_UNUSABLE, path=str(path.parent), reason=error.strerror or "")
