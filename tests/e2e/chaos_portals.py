"""The portals of the kill campaign, and installations that have an account there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.chaos_installation import ChaosInstallation
from tests.portal_simulator.config import DetailConfig, DocumentPlan, ListConfig, PortalConfig
from tests.portal_simulator.simulator import PortalSimulator

_SIZE = 60_000
KINDS = ("links", "details")


def portal_config(kind: str, count: int) -> PortalConfig:
    """`links`: every row holds the address of its file. `details`: a page behind every row does."""
    plan = DocumentPlan(count=count, pad_to=_SIZE, seed=KINDS.index(kind) + 1)
    return PortalConfig(
        documents=plan,
        listing=ListConfig(page_size=max(10, count // 4)),
        detail=DetailConfig() if kind == "details" else None,
        latency_s=0.01,
    )


class Ground:
    """A portal that runs, and as many fresh installations with an account there as are asked for."""

    def __init__(self, kind: str, portal: PortalSimulator, folder: Path) -> None:
        self.kind = kind
        self.portal = portal
        self.truth = [document.sha256 for document in portal.documents]
        self._folder = folder
        self._pattern = folder / f"{kind}-pattern"

    @contextmanager
    def installation(self) -> Iterator[ChaosInstallation]:
        """Account and destination are added only once; the latter's folder is the same each time."""
        installation = ChaosInstallation(self._folder / self.kind)
        try:
            if self._pattern.exists():
                shutil.copytree(self._pattern, installation.data)
            else:
                installation.set_up([(self.portal.url, self.portal.username, self.portal.password)])
                shutil.copytree(installation.data, self._pattern)
            yield installation
        finally:
            installation.end_everything()
            shutil.rmtree(installation.root)


@contextmanager
def grounds(count: int, kinds: tuple[str, ...] = KINDS) -> Iterator[list[Ground]]:
    """One per kind of portal."""
    with tempfile.TemporaryDirectory(prefix="moisson-chaos-", ignore_cleanup_errors=True) as folder:
        portals = [PortalSimulator(portal_config(kind, count)) for kind in kinds]
        made = []
        for kind, portal in zip(kinds, portals, strict=True):
            portal.warm()
            portal.__enter__()
            made.append(Ground(kind, portal, Path(folder)))
        try:
            yield made
        finally:
            for portal in portals:
                portal.__exit__(None, None, None)
