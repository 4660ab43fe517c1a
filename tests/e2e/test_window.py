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


@pytest.mark.timeout(300)
def test_the_first_day_of_a_new_user(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("open sesame\n")
    passphrase.chmod(0o600)
    with DriveSimulator() as google, screen() as display:
        client_secrets = google.write_client_secrets(tmp_path / "client.json")
        ended = subprocess.run(
            [sys.executable, "-m", "tests.e2e.window_journey", str(pictures), str(client_secrets)],
            env={
                **os.environ,
                "DISPLAY": display,
                "QT_QPA_PLATFORM": "xcb",
                "MOISSON_DATA_DIR": str(tmp_path / "data"),
                "MOISSON_PASSPHRASE_FILE": str(passphrase),
                "MOISSON_GOOGLE_API_ROOT": google.root,
                "BROWSER": f"{sys.executable} -m tests.drive_simulator.visitor %s",
            },
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-4000:]
        assert google.requests["upload.multipart"] == 13
        assert google.requests["files.create"] == 1
    log = (tmp_path / "data/logs/moisson.log").read_text(encoding="utf-8")
    assert " ERROR " not in log
    assert len(list(pictures.glob("*.png"))) == 17
    assert not [
        p for p in psutil.process_iter(["cmdline"]) if str(tmp_path) in " ".join(p.info["cmdline"] or ())
    ]
