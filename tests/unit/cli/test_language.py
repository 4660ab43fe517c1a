"""In which language the command line speaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.adapters.settings import SettingsFile
from app.domain.settings import Settings
from tests.unit.cli.conftest import Run

ENGLISH, FRENCH = "There is no account 7.", "Il n’y a pas de compte 7."


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "data" / "settings.json")


def said(moisson: Run, *words: str) -> str:
    return moisson(*words, "account", "remove", "7").err


def test_the_language_of_the_settings_is_spoken(moisson: Run, settings: SettingsFile) -> None:
    assert ENGLISH not in said(moisson)  # the system's: French
    settings.save(Settings(language="en"))
    assert ENGLISH in said(moisson)


def test_help_is_in_the_language_of_the_settings(
    moisson: Run, settings: SettingsFile, capfd: pytest.CaptureFixture[str]
) -> None:
    settings.save(Settings(language="en"))
    with pytest.raises(SystemExit):
        moisson("--help")
    assert "Collects your invoices" in capfd.readouterr().out


def test_what_is_asked_for_goes_first(moisson: Run, settings: SettingsFile) -> None:
    settings.save(Settings(language="en"))
    assert ENGLISH not in said(moisson, "--lang", "fr")


def test_the_folder_may_be_named_with_an_equals_sign(
    moisson: Run, settings: SettingsFile, tmp_path: Path
) -> None:
    settings.save(Settings(language="en"))
    assert ENGLISH in said(moisson, f"--data-dir={tmp_path / 'data'}")


def test_settings_that_cannot_be_read_do_not_stop_a_command(moisson: Run, settings: SettingsFile) -> None:
    settings.save(Settings(language="en"))
    settings._path.write_text("{")
    done = moisson("portal", "list", "--limit", "1")
    assert (done.status, done.err) == (0, "")
