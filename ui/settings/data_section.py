"""Where everything lies, and how to keep a second copy of it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale, QStandardPaths, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLineEdit, QProgressBar

from app.i18n import mark, tr, trn
from app.ports.backup import BackupFacts, StagedBackup
from ui.bridge.desk import Desk
from ui.navigation import Navigator
from ui.settings.backup_work import BackupWork
from ui.settings.restoring import restore_and_restart
from ui.settings.section import Section
from ui.texts.errors import failure_text
from ui.texts.times import day_text
from ui.widgets.question_dialog import QuestionDialog
from ui.words import locale

TITLE: Final = mark("Data and backup")
_SUFFIX: Final = ".zip"


class DataSection(Section):
    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(TITLE)
        self._desk, self._navigator = desk, navigator
        self._target: Path | None = None
        self.work = BackupWork(desk, self)
        self.folder = QLineEdit(str(desk.wiring.data_folder))
        self.folder.setReadOnly(True)
        self.open_folder = self.button(mark("Open the folder"))
        self.back_up, self.restore = self.button(mark("Back up…")), self.button(mark("Restore a backup…"))
        self.stop = self.button(mark("Stop"))
        self.progress, self.state = QProgressBar(), self.text()
        self._build()
        self.open_folder.clicked.connect(self._on_open_folder)
        self.back_up.clicked.connect(self._on_back_up)
        self.restore.clicked.connect(self._on_restore)
        self.stop.clicked.connect(self.work.stop)
        self.work.advanced.connect(self.progress.setValue)
        self.work.written.connect(self._on_written)
        self.work.staged.connect(self._on_staged)
        self.work.stopped.connect(self._on_stopped)
        self.work.failed.connect(self._on_failed)
        self._show_running(False)

    def _build(self) -> None:
        self.column.removeWidget(self.state)
        self.field(
            mark("Data folder"),
            self.folder,
            mark("To use another one, start Moisson with the option --data-dir."),
        )
        self.buttons(self.open_folder)
        self.text(
            mark(
                "A backup is one file with your documents, accounts and settings. Passwords are not in it: "
                "they stay on this computer. On another one you type them once more."
            )
        )
        self.buttons(self.back_up, self.restore, self.stop)
        self.words.say(self.progress.setAccessibleName, mark("Progress of the backup"))
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.column.addWidget(self.progress)
        self.column.addWidget(self.state)

    def _on_open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.wiring.data_folder)))

    def _on_back_up(self) -> None:
        now = self._desk.clock.now().astimezone(self._desk.clock.zone())
        name = f"moisson-{now:%Y-%m-%d}{_SUFFIX}"
        chosen, _ = QFileDialog.getSaveFileName(
            self.window(), tr("Back up"), str(_documents() / name), tr("Backups (*.zip)")
        )
        if chosen:
            path = Path(chosen)
            self._target = path if path.suffix else path.with_suffix(_SUFFIX)
            self._begin(tr("Backing up…"))
            self.work.write(self._target)

    def _on_restore(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self.window(), tr("Restore a backup"), str(_documents()), tr("Backups (*.zip)")
        )
        if chosen:
            self._begin(tr("Reading the backup and verifying every file…"))
            self.work.stage(Path(chosen))

    def _begin(self, text: str) -> None:
        self.progress.setValue(0)
        self._say(text)
        self._show_running(True)

    @Slot(object)
    def _on_written(self, facts: BackupFacts) -> None:
        self._show_running(False)
        name = self._target.name if self._target else ""
        text = tr("{name} holds {contents}.", name=name, contents=contents(facts))
        if facts.missing:
            text += " " + trn(
                "{count} file was missing in the data folder and is not in it.",
                "{count} files were missing in the data folder and are not in it.",
                facts.missing,
            )
        self._say(text)

    @Slot(object)
    def _on_staged(self, staged: StagedBackup) -> None:
        self._show_running(False)
        self._say("")
        zone = self._desk.clock.zone()
        day = day_text(staged.facts.made_at.astimezone(zone).date())
        dialog = QuestionDialog(self.window(), is_grave=True)
        dialog.ask(
            tr("Replace everything by the backup of {day}?", day=day),
            tr(
                "It holds {contents}; every file was verified. What is here now is kept in a folder beside "
                "it. Moisson starts again.",
                contents=contents(staged.facts),
            ),
            tr("Replace and restart"),
        )
        afterwards = restore_and_restart(self._desk.wiring, staged)
        dialog.accepted.connect(lambda: self._navigator.restart_wanted.emit(afterwards))
        dialog.rejected.connect(lambda: self.work.discard(staged))
        dialog.open()

    @Slot()
    def _on_stopped(self) -> None:
        self._show_running(False)
        self._say(tr("Stopped. Nothing was changed."))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._show_running(False)
        self._say(failure_text(error), role="wrong")

    def _show_running(self, running: bool) -> None:
        for button in (self.back_up, self.restore):
            button.setEnabled(not running)
        self.progress.setVisible(running)
        self.stop.setVisible(running)

    def _say(self, text: str, *, role: str = "") -> None:
        self.state.setProperty("role", role)
        self.state.style().polish(self.state)
        self.state.setText(text)
        self.state.setVisible(bool(text))


def contents(facts: BackupFacts) -> str:
    """148 documents, 12 accounts, 36 MB"""
    documents = trn("{count} document", "{count} documents", facts.documents)
    accounts = trn("{count} account", "{count} accounts", facts.accounts)
    size = locale().formattedDataSize(facts.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
    return f"{documents}, {accounts}, {size}"


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
