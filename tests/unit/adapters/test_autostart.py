"""Starting with the session: off until asked, and off again without a trace."""

from __future__ import annotations

import plistlib
import subprocess
import sys
from pathlib import Path

import pytest

from app.adapters.autostart import DesktopAutostart, LaunchAgentAutostart, autostart
from app.domain.errors import ErrorCode, MoissonError

COMMAND = [sys.executable, "-m", "app.main", "--hidden"]


def test_it_is_off_until_asked(tmp_path: Path) -> None:
    entry = DesktopAutostart(COMMAND, tmp_path / "autostart")
    assert not entry.is_on()
    entry.turn(True)
    assert entry.is_on()
    entry.turn(False)
    assert not entry.is_on()
    assert list((tmp_path / "autostart").iterdir()) == []
    entry.turn(False)


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktop_turned_off_is_off(tmp_path: Path, line: str) -> None:
    entry = DesktopAutostart(COMMAND, tmp_path)
    entry.turn(True)
    path = tmp_path / "moisson.desktop"
    path.write_text(path.read_text().replace("X-GNOME-Autostart-enabled=true", line))
    assert not entry.is_on()


def test_odd_folders_are_quoted_as_desktops_read_them(tmp_path: Path) -> None:
    """As GLib reads it, where it is there; else as the specification says."""
    odd = str(tmp_path / 'a b "c" $d `e` %f \\g é')
    entry = DesktopAutostart(["/usr/bin/printf", "%s", odd], tmp_path)
    entry.turn(True)
    [line] = [x for x in (tmp_path / "moisson.desktop").read_text().splitlines() if x.startswith("Exec=")]
    text = line.removeprefix("Exec=").replace("\\\\", "\\")  # the value of a string
    shell = text.replace("%%", "%")
    said = subprocess.run(["/bin/sh", "-c", shell], capture_output=True, text=True, check=True).stdout
    assert said == odd


def test_the_chosen_folder_is_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("sys.platform", "linux")
    chosen = autostart(tmp_path / "data")
    chosen.turn(True)
    text = (tmp_path / "config/autostart/moisson.desktop").read_text()
    assert f'"--data-dir" "{tmp_path / "data"}" "--hidden"' in text
    assert chosen.is_on()
    assert chosen.is_tried


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MoissonError) as caught:
        DesktopAutostart(COMMAND, tmp_path / "file" / "autostart").turn(True)
    assert caught.value.code is ErrorCode.FOLDER_UNUSABLE


def test_a_launch_agent_says_what_to_run(tmp_path: Path) -> None:
    agent = LaunchAgentAutostart(COMMAND, tmp_path)
    agent.turn(True)
    content = plistlib.loads((tmp_path / "org.moisson.Moisson.plist").read_bytes())
    assert (content["ProgramArguments"], content["RunAtLoad"]) == (COMMAND, True)
    assert agent.is_on()
    assert not agent.is_tried
    agent.turn(False)
    assert not agent.is_on()
