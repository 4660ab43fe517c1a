from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from connectors.browser.flags import arguments, preferences
from connectors.browser.options import BrowserOptions

OPTIONS = BrowserOptions(work_dir=Path("run"))


def test_a_session_is_quiet_and_hides_nothing() -> None:
    chosen = arguments(OPTIONS, Path("profile"))
    assert "--headless=new" in chosen
    assert "--user-data-dir=profile" in chosen
    assert not [flag for flag in chosen if "AutomationControlled" in flag or "user-agent" in flag]
    assert not [flag for flag in chosen if "debugging" in flag]
    assert "--headless=new" not in arguments(replace(OPTIONS, visible=True), None)


@pytest.mark.skipif(sys.platform != "linux", reason="a switch for Linux")
def test_the_sandbox_is_left_out_for_root_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert "--no-sandbox" not in arguments(OPTIONS, None)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "--no-sandbox" in arguments(OPTIONS, None)


def test_preferences_keep_passwords_out_and_files_in() -> None:
    chosen = preferences(OPTIONS, Path("down"))
    assert chosen["credentials_enable_service"] is False
    assert chosen["profile"]["password_manager_enabled"] is False
    assert chosen["plugins"]["always_open_pdf_externally"] is True
    assert chosen["download"]["default_directory"] == "down"
    assert chosen["intl"]["accept_languages"] == "fr-FR,fr,en"
    assert "default_directory" not in preferences(OPTIONS, None)["download"]
    english = preferences(replace(OPTIONS, language="en"), None)
    assert english["intl"]["accept_languages"] == "en"
