"""How soon the window shows 500 accounts with 100,000 documents, against a bare window with the same imports;
whether it stays alive while 1,000 documents are collected, and what it costs when nothing happens."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from tests.bench.figures import Figure, show
from tests.bench.large_folder import make_large_folder
from tests.bench.measuring import CommandFailedError, cost_of, interleaved, median_s
from tests.bench.world import installation, running_portal

ROUNDS = 7


def measure(rounds: int = ROUNDS) -> list[Figure]:
    return [*_start(rounds), *_life()]


def _start(rounds: int) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="moisson-bench-") as place:
        folder = make_large_folder(Path(place) / "data")
        probe = [sys.executable, "-m", "tests.bench.window_probe"]
        with_arguments = [str(folder.root), str(Path(place) / "modules.json")]
        passphrase = Path(place) / "passphrase"
        passphrase.write_text("open sesame\n")
        passphrase.chmod(0o600)
        environment = {"MOISSON_PASSPHRASE_FILE": str(passphrase)}
        moisson, bare = [*probe, "moisson", *with_arguments], [*probe, "bare", *with_arguments]
        cost_of(moisson, environment)  # files are read for the first time, and the imports written down
        ours, theirs = interleaved(
            rounds, lambda: cost_of(moisson, environment), lambda: cost_of(bare, environment)
        )
    details = {"moisson_s": round(median_s(ours), 3), "bare_s": round(median_s(theirs), 3)}
    return [
        Figure(
            "window with 500 accounts / bare window",
            median_s(ours) / median_s(theirs),
            "x",
            at_most=3,
            details=details,
        ),
        Figure("window with 500 accounts", median_s(ours), "s", at_most=1.5, details=details),
    ]


def _life() -> list[Figure]:
    with (
        tempfile.TemporaryDirectory(prefix="moisson-bench-") as folder,
        running_portal() as portal,
        installation(Path(folder)) as installed,
    ):
        installed.begin_anew(portal)
        command = [sys.executable, "-m", "tests.bench.window_life", str(installed.folder)]
        found = json.loads(cost_of(command, installed.environment).output)
    if (found["outcome"], found["new"]) != ("ok", portal.documents):
        raise CommandFailedError(f"not everything was collected: {found}")
    return [
        Figure(
            "window blocked during 1,000 documents",
            found["longest_block_ms"],
            "ms",
            at_most=100,
            details=found,
        ),
        Figure("memory of the hidden window", found["memory_mb"], "MB", at_most=150),
        Figure("processor time of the hidden window", found["idle_percent"], "%", at_most=0.2),
        Figure("browser processes of the hidden window", len(found["processes"]), "", at_most=0),
    ]


if __name__ == "__main__":
    show(measure())
