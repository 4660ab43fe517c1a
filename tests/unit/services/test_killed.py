"""kill -9 at any moment of a collection and its export: nothing is lost, nothing is doubled."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.domain.errors import Outcome
from app.services.verify_data import Verification, VerifyData
from tests.unit.services.collecting_process import COUNT
from tests.unit.services.service_parts import ServiceParts

KILLS = 10
EXPECTED = sorted(b"%PDF-1.4 " + str(number).encode() for number in range(COUNT))


def run(root: Path, life_s: float | None) -> bool:
    """True when the process came to its end."""
    command = [sys.executable, "-m", "tests.unit.services.collecting_process", str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "started\n"
        if life_s is not None:
            time.sleep(life_s)
            process.kill()
        return process.stdout.read() == "done\n"


@pytest.mark.chaos
@pytest.mark.parametrize("collected", [False, True], ids=["collecting", "exporting"])
def test_killed_and_continued(parts: ServiceParts, collected: bool) -> None:
    account = parts.add_account()
    if collected:
        parts.add_documents(COUNT, account)
    destination = parts.add_destination()
    folder = Path(destination.settings["path"])
    moment = random.Random(7)
    for _ in range(KILLS):
        if run(parts.root, moment.uniform(0, 0.4)):
            break
        visible = [path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")]
        assert len(visible) == len(set(visible))
        assert set(visible) <= set(EXPECTED)
    assert run(parts.root, None)
    assert sorted(path.read_bytes() for path in folder.iterdir()) == EXPECTED
    assert len(parts.documents()) == COUNT
    assert VerifyData(parts, parts.cancellation)() == Verification(COUNT, 0, 0, 0, 0)
    assert parts.store().runs.last(account.id)[0].outcome is Outcome.OK
