from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from app.adapters.settings import SettingsFile
from app.domain.errors import ErrorCode, MoissonError
from app.domain.settings import Settings

CHOSEN = Settings("fr", 3, "/usr/bin/chromium", "https://grid.example:4444", "dark", True, "08:30-19:00")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "settings.json"


def test_no_file_means_defaults(path: Path) -> None:
    assert SettingsFile(path).load() == Settings()
    assert not path.exists()


def test_what_was_saved_comes_back(path: Path) -> None:
    SettingsFile(path).save(CHOSEN)
    assert SettingsFile(path).load() == CHOSEN
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_the_file_does_not_say_has_its_default(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"language": "en"}')
    assert SettingsFile(path).load() == Settings(language="en")


def test_settings_of_other_versions_are_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"later": {"é": [1]}, "browser_slots": 1}')
    SettingsFile(path).save(CHOSEN)
    content = json.loads(path.read_text())
    assert (content["later"], content["browser_slots"]) == ({"é": [1]}, 3)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "de"),
        ("language", 1),
        ("language", ["fr"]),
        ("browser_slots", 0),
        ("browser_slots", 9),
        ("browser_slots", True),
        ("browser_slots", "2"),
        ("browser_slots", None),
        ("browser_path", "chromium"),
        ("browser_path", "/a\0b"),
        ("browser_path", 1),
        ("remote_browser_url", "http://grid.example"),
        ("remote_browser_url", "grid.example"),
        ("remote_browser_url", "https://user@grid.example"),
        ("remote_browser_url", 1),
        ("theme", "blue"),
        ("browser_visible", 1),
        ("browser_visible", "no"),
        ("allowed_hours", "8-20"),
        ("allowed_hours", "08:00-08:00"),
        ("allowed_hours", "08:00-24:00"),
        ("allowed_hours", ["08:00", "20:00"]),
    ],
)
def test_a_wrong_value_is_named(path: Path, name: str, value: object) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({name: value}))
    with pytest.raises(MoissonError) as caught:
        SettingsFile(path).load()
    assert (caught.value.code, caught.value.facts["name"]) == (ErrorCode.SETTING_INVALID, name)


def test_a_browser_of_this_machine_needs_no_https() -> None:
    assert Settings(remote_browser_url="http://127.0.0.1:4444").remote_browser_url


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff"])
def test_a_broken_file_is_told_and_not_replaced(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    for use in (SettingsFile(path).load, lambda: SettingsFile(path).save(CHOSEN)):
        with pytest.raises(MoissonError) as caught:
            use()
        assert (caught.value.code, caught.value.facts["name"]) == (ErrorCode.SETTING_INVALID, "settings.json")
    assert path.read_bytes() == content


def test_a_file_that_cannot_be_read_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(MoissonError) as caught:
        SettingsFile(path).load()
    assert caught.value.code is ErrorCode.DATA_FOLDER_UNUSABLE
