"""What tests of pages have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.domain.accounts import Account, AccountDraft, AccountKind, Secrets
from app.domain.documents import DocumentFacts, DocumentType, NewDocument
from app.domain.errors import Outcome
from app.domain.runs import CollectionRun, Counts, Phase
from app.services.draw_consequences import draw_consequences
from tests.gui.window_parts import WindowAccess
from tests.unit.services.service_parts import ServiceParts
from ui.bridge.desk import Desk
from ui.look.theme import Theme
from ui.navigation import Navigator

W = TypeVar("W", bound=QWidget)
D = TypeVar("D", bound=QDialog)
PATIENCE = 10_000


@dataclass
class Scene:
    qtbot: QtBot
    parts: ServiceParts
    access: WindowAccess
    desk: Desk
    theme: Theme
    navigator: Navigator
    heard: list[tuple[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in (
            "page_wanted",
            "account_wanted",
            "documents_wanted",
            "edit_account_wanted",
            "reconnect_destination_wanted",
            "message_wanted",
        ):
            signal = getattr(self.navigator, name)
            signal.connect(lambda value, name=name: self.heard.append((name, value)))
        for name in (
            "add_portal_wanted",
            "add_manual_wanted",
            "add_destination_wanted",
            "appointment_wanted",
        ):
            getattr(self.navigator, name).connect(lambda name=name: self.heard.append((name, None)))

    def show(self, page: Callable[[Desk, Theme, Navigator], W], size: tuple[int, int] = (964, 760)) -> W:
        shown = page(self.desk, self.theme, self.navigator)
        self.qtbot.addWidget(shown)
        shown.resize(*size)
        shown.show()
        self.settle()
        return shown

    def settle(self) -> None:
        """Until nothing is being read or written."""
        self.until(lambda: self.desk.tasks.is_idle)

    def run_wishes(self) -> None:
        """What is wished for is run, and nothing else: what is due would come first."""
        self.desk.harvest.pause(True)
        self.desk.harvest.start()

    def until(self, holds: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=PATIENCE)

    def dialog(self, kind: type[D]) -> D:
        """The one that is open, or opens when what it says has been read."""

        def opened() -> list[D]:
            return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

        self.until(lambda: bool(opened()))
        found = opened()
        assert len(found) == 1
        return found[0]

    def account(
        self, company: str, outcome: Outcome | None = None, *, username: str = "me", **facts: str
    ) -> Account:
        """With one visit that ended so, and what follows from it."""
        store = self.parts.store()
        account = store.accounts.add(
            AccountDraft(company, AccountKind.PORTAL, portal_id="edf", username=username)
        )
        self.parts.kept_secrets.save(account.id, Secrets("s3cret"))
        if outcome is not None:
            self.visit(account, outcome, **facts)
        return account

    def manual(self, company: str = "Cabinet Durand") -> Account:
        return self.parts.store().accounts.add(AccountDraft(company, AccountKind.MANUAL))

    def visit(
        self, account: Account, outcome: Outcome, *, evidence: str | None = None, **facts: str
    ) -> CollectionRun:
        store = self.parts.store()
        run = replace(
            store.runs.start(account.id, self.parts.clock().now()),
            outcome=outcome,
            phase=Phase.DONE,
            counts=Counts(listed=12, new=2, known=9, failed=1),
            evidence=evidence,
            facts=tuple(facts.items()),
        )
        store.runs.finish(run)
        draw_consequences(store, run)
        return run

    def documents(self, account: Account, *days: date) -> None:
        """One invoice of each day."""
        for day in days:
            number = f"F-{account.id}-{day:%Y%m%d}"
            path = self.parts.root / f"{number}.pdf"
            path.write_bytes(b"%PDF-1.4 " + number.encode())
            facts = DocumentFacts(DocumentType.INCOMING_INVOICE, number, day, Decimal(1), "EUR")
            file = self.parts.vault().put(path, ".pdf")
            document = NewDocument(number, path.name, facts)
            self.parts.store().documents.add(account.id, None, document, file)

    def issues(self) -> list[str]:
        return [kind for kind, _, _ in self.parts.issues()]

    def now_is(self, moment: datetime) -> None:
        self.parts.time.time = moment
