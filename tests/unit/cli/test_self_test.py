"""`moisson --self-test` and `moisson --version`: what was installed, tried as it is."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from app.adapters.store import schema_version
from app.domain.errors import ErrorCode, MoissonError
from app.ports.parts import Finding
from tests.unit.cli.conftest import Run

PAINTED = Finding("window", ok=True, facts=(("qt", "6"),))


@pytest.fixture(autouse=True)
def no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt lives in one test of its own, in a process of its own."""
    monkeypatch.setattr("app.self_test._try_window", lambda: PAINTED)
    monkeypatch.setattr("keyring.core._keyring_backend", None)


def test_a_machine_without_screen_paints_a_window(tmp_path: Path) -> None:
    surroundings = {
        key: text for key, text in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    surroundings.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run(
        [sys.executable, "-m", "app.main", "--data-dir", str(tmp_path), "--json", "--self-test"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=surroundings,
    )
    assert done.returncode == 0
    said = json.loads(done.stdout)
    checks = {check["check"]: check for check in said["checks"]}
    assert said["ok"]
    assert list(checks) == ["store", "secret_store", "catalogue", "browser", "window"]
    assert checks["window"]["ok"]
    assert checks["window"]["facts"]["platform"] == "offscreen"
    assert said["duration_s"] >= sum(check["duration_s"] for check in said["checks"]) - 0.01


def test_each_part_has_a_line(moisson: Run, tmp_path: Path) -> None:
    done = moisson("--lang", "en", "--self-test")
    assert done.status == 0
    lines = done.out.splitlines()
    assert lines[0].startswith("✓ Database: created, written and read again (schema 0")
    assert lines[1].startswith("✓ Secret store: a vault in the data folder")
    assert re.match(r"✓ Catalogue: \d{4} portals \[", lines[2])
    assert lines[3][2:].startswith("Browser: ")
    assert lines[4].startswith("✓ Window: painted (Qt 6) [0.0")
    assert lines[5].startswith("Moisson works here. [")
    assert not (tmp_path / "data").exists(), "the installation was to be left alone"


def test_a_package_without_its_migrations_fails(moisson: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema_version, "_MIGRATIONS", "app.adapters.store:nowhere")
    done = moisson("--lang", "en", "--self-test")
    assert done.status == 1
    assert done.out.startswith("✗ Database: This does not work here (CommandError: ")
    assert "✓ Secret store" in done.out, "the other parts are tried all the same"
    assert "Moisson does not work here." in done.out


def test_a_keyring_is_tried_and_left_as_it_was(moisson: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[tuple[str, str], str] = {}
    written: list[str] = []

    class Backend:
        name = "Some Keyring"

        def get_password(self, service: str, user: str) -> str | None:
            return kept.get((service, user))

        def set_password(self, service: str, user: str, text: str) -> None:
            kept[service, user] = text
            written.append(text)

        def delete_password(self, service: str, user: str) -> None:
            del kept[service, user]

    monkeypatch.setattr("app.adapters.self_test.secure_keyring", Backend)
    assert "✓ Secret store: keyring: Some Keyring" in moisson("--lang", "en", "--self-test").out
    assert (len(written), kept) == (1, {})
    monkeypatch.setattr(Backend, "get_password", lambda *_: None)
    done = moisson("--json", "--self-test")
    assert done.status == 1
    assert [check["advice"] for check in done.json["checks"] if not check["ok"]] == ["secret_store_missing"]


def test_a_locked_keyring_is_told_in_its_words(moisson: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> NoReturn:
        raise MoissonError(ErrorCode.SECRET_STORE_LOCKED)

    monkeypatch.setattr("app.adapters.self_test.try_secrets", locked)
    [check] = [c for c in moisson("--json", "--self-test").json["checks"] if c["check"] == "secret_store"]
    assert (check["ok"], check["advice"]) == (False, "secret_store_locked")
    assert check["message"]


def test_without_a_browser_one_is_told_how_to_get_one(
    moisson: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = moisson("--lang", "en", "--self-test")
    assert done.status == 0, "nothing of Moisson is broken"
    assert "! Browser: No browser was found on this computer. Install Chromium, Chrome or Edge." in done.out


@pytest.mark.parametrize(("advice", "word"), [("blank", "font"), ("broken", "libEGL.so.1")])
def test_a_window_that_stays_away_fails(
    moisson: Run, monkeypatch: pytest.MonkeyPatch, advice: str, word: str
) -> None:
    found = Finding("window", ok=False, advice=advice, facts=(("reason", "libEGL.so.1"),))
    monkeypatch.setattr("app.self_test._try_window", lambda: found)
    done = moisson("--lang", "en", "--self-test")
    assert done.status == 1
    assert "✗ Window: " in done.out
    assert word in done.out


def test_the_version_is_said(moisson: Run) -> None:
    version = moisson("--json", "--version").json["version"]
    assert version[0].isdigit()
    assert moisson("--version").out == f"moisson {version}\n"
    assert moisson("--version", "portal", "list").out == f"moisson {version}\n"
