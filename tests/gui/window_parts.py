"""A data folder as the window sees it: real store, vault and destinations; portals are scripted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

from app.adapters.qr_codes import read_qr
from app.adapters.timer import SchedulerTimer
from app.demo.portal import DemoPortal
from app.domain.errors import ErrorCode, MoissonError
from app.ports.parts import Finding, Parts
from app.ports.timer import Timer
from app.upkeep import InstallationUpkeep
from tests.unit.services.service_parts import ServiceParts
from ui.wiring import Ask, DataAccess, Preferences, Wiring

PERIOD = timedelta(milliseconds=50)


class WindowAccess:
    """Implements ui.wiring.DataAccess. `busy`: another program holds the folder."""

    def __init__(self, parts: ServiceParts) -> None:
        self.parts = parts
        self.busy = self.timer_elsewhere = False
        self.held = 0
        self.findings: list[Finding] = []

    def read(self) -> Parts:
        return self.parts

    def write(self) -> Parts:
        if self.busy:
            raise MoissonError(ErrorCode.DATA_FOLDER_BUSY, path="/", pid=1, since=None, by_timer=False)
        self.held += 1
        return self.parts

    def timer(self) -> AbstractContextManager[Timer]:
        if self.timer_elsewhere:
            raise MoissonError(ErrorCode.TIMER_RUNNING, path="/", pid=1, since=None, by_timer=True)
        return SchedulerTimer(PERIOD)

    def ticks(self) -> AbstractContextManager[Timer]:
        return SchedulerTimer(PERIOD)

    def abandon(self) -> None: ...

    def close(self) -> None:
        self.held = 0


def wiring_of(access: WindowAccess, root: Path) -> Wiring:
    def open_access(ask: Ask) -> DataAccess:
        return access

    save: Callable[[Preferences], None] = lambda preferences: None  # noqa: E731
    upkeep = InstallationUpkeep(access.parts.folder, access.parts.folder.root, lambda: access.findings)
    return Wiring(open_access, root, root / "window.ini", Preferences, save, DemoPortal, upkeep, read_qr)
