"""`moisson` alone opens the window, where there is a screen for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.command import run
from app.domain.errors import ErrorCode, MoissonError
from app.main import Installation

Asked = tuple[Path | None, str | None, int, bool]


class Window:
    def __init__(self) -> None:
        self.asked: list[Asked] = []

    def __call__(self, *asked: object) -> int:
        self.asked.append(asked)  # type: ignore[arg-type]
        return 7


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":99")


@pytest.mark.usefixtures("screen")
def test_without_a_command_the_window_opens(tmp_path: Path) -> None:
    window = Window()
    assert run(["--data-dir", str(tmp_path), "--lang", "en"], Installation, window) == 7
    assert window.asked == [(tmp_path, "en", 0, False)]


@pytest.mark.usefixtures("screen")
def test_started_with_the_session_it_stays_hidden(tmp_path: Path) -> None:
    window = Window()
    run(["--data-dir", str(tmp_path), "--hidden"], Installation, window)
    assert window.asked == [(tmp_path, None, 0, True)]


def test_without_a_screen_it_says_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    window = Window()
    assert run(["--lang", "en"], Installation, window) == 2
    assert window.asked == []
    assert "moisson --help" in capsys.readouterr().err


@pytest.mark.usefixtures("screen")
def test_what_keeps_the_window_from_opening_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(*asked: object) -> int:
        raise MoissonError(ErrorCode.SETTING_INVALID, name="browser_slots")

    assert run(["--lang", "en"], Installation, refuse) != 0
    assert "browser_slots" in capsys.readouterr().err
