"""The first day of a new user, from the empty window to the next visit out of the tray."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.drive_simulator.simulator import DriveSimulator
from tests.e2e.screen import screen

pytestmark = pytest.mark.browser


def surroundings(tmp_path: Path, display: str) -> dict[str, str]:
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("open sesame\n")
    passphrase.chmod(0o600)
    return {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "MOISSON_DATA_DIR": str(tmp_path / "data"),
        "MOISSON_PASSPHRASE_FILE": str(passphrase),
    }


def run(*words: str, env: dict[str, str]) -> None:
    command = [sys.executable, "-m", *words]
    ended = subprocess.run(command, env=env, capture_output=True, text=True, timeout=240, check=False)
    assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-4000:]


@pytest.mark.timeout(300)
def test_the_first_day_of_a_new_user(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    with DriveSimulator() as google, screen() as display:
        client_secrets = google.write_client_secrets(tmp_path / "client.json")
        env = {
            **surroundings(tmp_path, display),
            "MOISSON_GOOGLE_API_ROOT": google.root,
            "BROWSER": f"{sys.executable} -m tests.drive_simulator.visitor %s",
        }
        run("tests.e2e.window_journey", str(pictures), str(client_secrets), env=env)
        assert google.requests["upload.multipart"] == 13
        assert google.requests["files.create"] == 1
    log = (tmp_path / "data/logs/moisson.log").read_text(encoding="utf-8")
    assert " ERROR " not in log
    assert len(list(pictures.glob("*.png"))) == 17
    assert not [
        p for p in psutil.process_iter(["cmdline"]) if str(tmp_path) in " ".join(p.info["cmdline"] or ())
    ]


@pytest.mark.timeout(120)
def test_portals_are_found_in_four_ways_and_a_look_alike_is_told(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    with screen() as display:
        env = surroundings(tmp_path, display)
        run("app.main", "account", "add", "--manual", "--name", "Papeterie", env=env)
        run("tests.e2e.portal_journey", str(pictures), env=env)
    assert len(list(pictures.glob("*.png"))) == 5
