"""None and True outlive the window, whatever Qt's binding takes from them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
from PySide6.QtCore import QObject, Signal
from ui.lasting_constants import keep_constants
keep_constants()
class Source(QObject):
    told = Signal(object)
source = Source()
for number in range(50_000):
    source.told.emit(number)
    source.setProperty("number", number)
    source.blockSignals(False)
print("alive")
"""


def test_a_program_that_emits_all_day_goes_on() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
