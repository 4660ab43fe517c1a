"""How the store of passwords stands, and everything else that a diagnosis looks at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.i18n import mark, tr
from app.ports.parts import Finding
from app.services.account_overview import Standing
from app.services.diagnostics_bundle import bundle_entries
from ui.bridge.desk import Desk
from ui.look.theme import Theme
from ui.settings.bundle_dialog import BundleDialog
from ui.settings.section import Section
from ui.texts.errors import failure_text
from ui.texts.findings import check_name, finding_text
from ui.widgets.card import Card

SECRETS: Final = mark("Passwords")
DIAGNOSIS: Final = mark("Diagnosis")
_STORE: Final = "secret_store"


class Diagnosis(QObject):
    """One look for all who show something of it."""

    found = Signal(object)
    """Sequence[Finding]"""
    failed = Signal(object)
    """Exception"""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_looking = False

    def look(self) -> None:
        if not self._is_looking:
            self._is_looking = True
            diagnostics = self._desk.wiring.upkeep.diagnostics
            self._desk.tasks.run(lambda _: diagnostics.findings(), self._on_found, self._on_failed)

    def _on_found(self, findings: Sequence[Finding]) -> None:
        self._is_looking = False
        self.found.emit(findings)

    def _on_failed(self, error: Exception) -> None:
        self._is_looking = False
        self.failed.emit(error)


class FindingsSection(Section):
    """Some of the findings; it looks again each time it is opened."""

    def __init__(self, title: str, theme: Theme, diagnosis: Diagnosis) -> None:
        super().__init__(title)
        self._diagnosis = diagnosis
        self._findings: Sequence[Finding] = ()
        self.card = Card(theme)
        self.again = self.button(mark("Look again"))
        self.again.clicked.connect(self.opened)
        diagnosis.found.connect(self._on_found)
        diagnosis.failed.connect(self._on_failed)

    def opened(self) -> None:
        self._diagnosis.look()

    def shows(self, finding: Finding) -> bool:
        return True

    def said(self, finding: Finding) -> str:
        return tr("{check}: {finding}", check=check_name(finding), finding=finding_text(finding))

    def _on_found(self, findings: Sequence[Finding]) -> None:
        self._findings = findings
        self._show()

    def _on_failed(self, error: Exception) -> None:
        self.card.clear()
        self.card.say(failure_text(error), role="wrong")

    def _show(self) -> None:
        self.card.clear()
        for finding in filter(self.shows, self._findings):
            standing = Standing.UP_TO_DATE if finding.ok else Standing.TO_FIX
            self.card.list(self.said(finding), "", standing)


class SecretsSection(FindingsSection):
    def __init__(self, theme: Theme, diagnosis: Diagnosis) -> None:
        super().__init__(SECRETS, theme, diagnosis)
        self.text(
            mark(
                "Passwords never leave this computer, but for the sign-in page of their portal. They are "
                "neither in the database, nor in logs, nor in backups."
            )
        )
        self.column.addWidget(self.card)
        self.buttons(self.again)
        self.words.say(self.card.title.setText, mark("Where they are"))
        self.words.also(self._show)

    def shows(self, finding: Finding) -> bool:
        return finding.check == _STORE

    def said(self, finding: Finding) -> str:
        return finding_text(finding)


class DiagnosisSection(FindingsSection):
    def __init__(self, desk: Desk, theme: Theme, diagnosis: Diagnosis) -> None:
        super().__init__(DIAGNOSIS, theme, diagnosis)
        self._desk = desk
        self.prepare = self.button(mark("Prepare a diagnostics bundle…"))
        self.fault = self.text(role="wrong")
        self.column.removeWidget(self.fault)
        self.column.addWidget(self.card)
        self.buttons(self.again)
        self.text(
            mark(
                "To get help, give a diagnostics bundle: versions, this diagnosis, the last visits and the "
                "log. There are no documents in it, no names of documents, no passwords; you read it before "
                "it is saved, and Moisson sends it to nobody."
            )
        )
        self.buttons(self.prepare)
        self.column.addWidget(self.fault)
        self.fault.hide()
        self.words.say(self.card.title.setText, mark("This computer"))
        self.words.also(self._show)
        self.prepare.clicked.connect(self._on_prepare)

    def _on_prepare(self) -> None:
        upkeep = self._desk.wiring.upkeep
        self.prepare.setEnabled(False)
        self.fault.hide()
        self._desk.read(
            lambda parts: bundle_entries(upkeep.diagnostics, upkeep.settings, parts),
            self._on_prepared,
            self._on_prepare_failed,
        )

    def _on_prepared(self, entries: object) -> None:
        self.prepare.setEnabled(True)
        BundleDialog(self._desk, entries, self.window()).open()  # type: ignore[arg-type]  # what was read above

    def _on_prepare_failed(self, error: Exception) -> None:
        self.prepare.setEnabled(True)
        self.fault.setText(failure_text(error))
        self.fault.show()
