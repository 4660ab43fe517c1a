"""Moments in the life of a command, at which something is killed."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.chaos_installation import ChaosInstallation
from tests.portal_simulator.simulator import PortalSimulator

_LOOK_S = 0.01


@dataclass(frozen=True)
class Scene:
    """What a moment may look at: one command that has just been started."""

    installation: ChaosInstallation
    portal: PortalSimulator
    process: subprocess.Popen[bytes]
    log_from: int
    files_before: int
    stored_before: int
    delivered_before: int


def log_size(installation: ChaosInstallation) -> int:
    path = _log_file(installation)
    return path.stat().st_size if path.exists() else 0


def begin(installation: ChaosInstallation, portal: PortalSimulator, *words: str) -> Scene:
    """Starts a command."""
    before = (
        log_size(installation),
        len(portal.sent("file")),
        len(installation.stored()),
        _visible(installation),
    )
    return Scene(installation, portal, installation.start(*words), *before)


Reached = Callable[[Scene], bool]


@dataclass(frozen=True)
class Moment:
    """`command` is killed `within_s` (at random) after `reached` became true."""

    stage: str
    command: str
    reached: Reached
    delay_s: float

    def wait(self, scene: Scene, limit_s: float = 180.0) -> bool:
        """False when the command ended before."""
        deadline = time.monotonic() + limit_s
        while not self.reached(scene):
            if scene.process.poll() is not None:
                return False
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.stage} was not reached")
            time.sleep(_LOOK_S)
        time.sleep(self.delay_s)
        return scene.process.poll() is None


def choose(stage: str, chance: random.Random, count: int) -> Moment:
    """A moment in this stage of a collection, or of a delivery, of `count` documents."""
    # Where a command counts documents, the first ones are the likeliest: later ones may not be left.
    number = int(count * chance.random() ** 2)
    few = chance.uniform(0, 0.05)
    match stage:
        case "starting":
            return Moment(stage, "sync", lambda scene: True, chance.uniform(0, 4.0))
        case "opening":
            return Moment(stage, "sync", _entered("opening"), chance.uniform(0, 3.0))
        case "signing_in":
            return Moment(stage, "sync", _entered("signing_in"), chance.uniform(0, 2.0))
        case "listing":
            return Moment(stage, "sync", _entered("listing"), chance.uniform(0, 3.0))
        case "fetching":
            return Moment(stage, "sync", lambda s: len(s.portal.sent("file")) - s.files_before > number, few)
        case "storing":
            return Moment(
                stage, "sync", lambda s: len(s.installation.stored()) - s.stored_before > number, few
            )
        case "sealing":
            fetching = _entered("fetching")
            return Moment(
                stage, "sync", lambda s: fetching(s) and len(s.installation.stored()) >= count, 4 * few
            )
        case "delivering":
            return Moment(
                stage, "export", lambda s: _visible(s.installation) - s.delivered_before > number, few
            )
    raise ValueError(stage)


def _entered(phase: str) -> Reached:
    words = f"phase {phase}".encode()

    def reached(scene: Scene) -> bool:
        path = _log_file(scene.installation)
        if not path.exists():
            return False
        with path.open("rb") as log:
            log.seek(scene.log_from)
            return words in log.read()

    return reached


def _log_file(installation: ChaosInstallation) -> Path:
    return installation.data / "logs" / "moisson.log"


def _visible(installation: ChaosInstallation) -> int:
    return sum(not path.name.startswith(".") for path in installation.folder.iterdir())
