"""Visits to a faulty portal, in this process, on the real installation with a real browser."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.adapters.encrypted_secrets import create_vault
from app.cli.application import Choices
from app.cli.progress_display import SilentProgress
from app.domain.accounts import Secrets
from app.domain.documents import DocumentFilter
from app.domain.errors import Outcome
from app.domain.runs import VisitOptions
from app.main import Installation
from app.services.cancellation import Cancellation
from app.services.collect_account import VisitReport
from app.services.collect_accounts import CollectAccounts
from app.services.manage_accounts import AccountRequest, ManageAccounts
from app.services.prompting import NobodyThere
from app.services.verify_data import Verification, VerifyData
from tests.portal_simulator.config import Fault, PortalConfig
from tests.portal_simulator.simulator import PortalSimulator

_PASSPHRASE = "open sesame"


@dataclass(frozen=True)
class Stored:
    """What an installation holds, against what its portal has."""

    missing: int
    extra: int
    doubled: int


class FaultyPortal:
    """A portal with faults, and an installation that has an account there."""

    def __init__(self, portal: PortalSimulator, root: Path) -> None:
        self.portal = portal
        self._installation = Installation(Choices(root / "data", 0, lambda: _PASSPHRASE))
        self.parts = self._installation.write()
        create_vault(root / "data" / "secrets.vault", self.parts.store().installation, _PASSPHRASE)
        self._cancellation = Cancellation()
        manage = ManageAccounts(self.parts, SilentProgress(), self._cancellation)
        request = AccountRequest(
            url=portal.url, name="Portal", username=portal.username, secrets=Secrets(portal.password)
        )
        added = manage.add(request, None).account
        assert added
        self.account_id = added.id

    def sync(self) -> VisitReport:
        collect = CollectAccounts(self.parts, SilentProgress(), self._cancellation)
        [report] = collect([self.account_id], VisitOptions(attended=False), NobodyThere())
        return report

    def stored(self) -> Stored:
        """By the bytes in the vault: what the database says of them is not believed."""
        documents = self.parts.store().documents.list(DocumentFilter())
        paths = [self.parts.vault().path(document.sha256, document.suffix) for document in documents]
        found = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
        wanted = {document.sha256 for document in self.portal.documents}
        return Stored(
            missing=len(wanted - set(found)),
            extra=len(set(found) - wanted),
            doubled=len(found) - len(set(found)),
        )

    def reasons(self) -> list[str]:
        """Why documents were not taken, as recorded."""
        return sorted(m.reason.value for m in self.parts.store().documents.missed(self.account_id))

    def verify(self) -> Verification:
        return VerifyData(self.parts, self._cancellation)()

    @property
    def passwords_sent(self) -> int:
        """How often the sign-in form was sent."""
        return len(self.portal.sent("login", method="POST"))

    def close(self) -> None:
        self._installation.close()


@contextmanager
def faulty_portal(config: PortalConfig, faults: Sequence[Fault], root: Path) -> Iterator[FaultyPortal]:
    """The faults are there from the beginning; `portal.clear_faults()` ends them."""
    with PortalSimulator(config) as portal:
        for fault in faults:
            portal.add_fault(fault)
        place = FaultyPortal(portal, root)
        try:
            yield place
        finally:
            place.close()


def ended(report: VisitReport) -> Outcome | None:
    assert report.error is None, report.error
    return report.run.outcome
