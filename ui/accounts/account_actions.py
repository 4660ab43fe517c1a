"""What the person does with one account, from wherever: the table, the panel, a problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.accounts import Account
from app.domain.documents import DocumentFilter
from app.domain.errors import MoissonError
from app.domain.look_alikes import HostWarning
from app.domain.schedules import Scheduled, Subject
from app.i18n import tr, trn
from app.ports.parts import Parts
from app.services.account_overview import RowAction
from app.services.add_documents import AddDocuments, AddedFile
from app.services.cancellation import Cancellation
from app.services.collect_account import portal_of
from app.services.manage_accounts import ManageAccounts
from ui.accounts.account_dialogs import AllowHostDialog, DocumentsAddressDialog, RemovalDialog
from ui.bridge.desk import Desk
from ui.navigation import Navigator
from ui.texts.errors import error_text


class AccountActions(QObject):
    """`window`: what its dialogues belong to."""

    def __init__(self, desk: Desk, navigator: Navigator, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._navigator, self._window = desk, navigator, window

    def perform(self, account: Account, action: RowAction, facts: Mapping[str, str]) -> None:
        """The one thing that the state of an account asks for."""
        match action:
            case RowAction.SYNC | RowAction.RETRY | RowAction.ANSWER:
                self.synchronise(account)
            case RowAction.EDIT_CREDENTIALS:
                self.edit(account)
            case RowAction.OPEN_PORTAL:
                self.open_portal(account)
            case RowAction.SHOW_DOCUMENTS:
                self.ask_documents_address(account)
            case RowAction.ALLOW_HOST:
                self.ask_host(account, facts.get("host", ""))
            case RowAction.RESUME:
                self.pause(account, False)
            case RowAction.ADD_FILES:
                self.choose_files(account)
            case RowAction.STOP:
                self._desk.harvest.stop(_subject(account))

    def is_running(self, account: Account) -> bool:
        return _subject(account) in self._desk.harvest.running

    def synchronise(self, account: Account, *, visible: bool = False) -> None:
        self._desk.harvest.collect([account.id], visible=visible)

    def edit(self, account: Account) -> None:
        self._navigator.edit_account_wanted.emit(account.id)

    def show_documents(self, account: Account) -> None:
        self._navigator.documents_wanted.emit(DocumentFilter(account_id=account.id))

    def pause(self, account: Account, paused: bool) -> None:
        self._edit(account, paused=paused)

    def open_portal(self, account: Account) -> None:
        """In the person's own browser."""
        self._desk.read(lambda parts: portal_of(account, parts).start_url, _open)

    def ask_documents_address(self, account: Account) -> None:
        dialog = DocumentsAddressDialog(account, self._window)
        dialog.accepted.connect(lambda: self._repair(account, documents_url=dialog.address))
        dialog.open()

    def ask_host(self, account: Account, host: str) -> None:
        if not host:
            self.edit(account)
            return

        def ask(warnings: Sequence[HostWarning]) -> None:
            dialog = AllowHostDialog(account, host, warnings, self._window)
            dialog.accepted.connect(lambda: self._repair(account, allow_host=host))
            dialog.open()

        self._desk.read(lambda parts: parts.catalogue().warnings([host]), ask)

    def ask_removal(self, account: Account, documents: int) -> None:
        if self.is_running(account):
            self._navigator.message_wanted.emit(
                tr(
                    "{company} is being visited. Stop the visit before you remove it.",
                    company=account.company,
                )
            )
            return
        dialog = RemovalDialog(account, documents, self._window)
        dialog.accepted.connect(lambda: self._remove(account, keep_documents=dialog.keep_documents))
        dialog.open()

    def choose_files(self, account: Account) -> None:
        title = tr("Add documents of {company}", company=account.company)
        paths, _ = QFileDialog.getOpenFileNames(self._window, title)
        if paths:
            self.add_files(account, [Path(path) for path in paths])

    def add_files(self, account: Account, paths: Sequence[Path]) -> None:
        self._desk.write(lambda parts, _: AddDocuments(parts)(account.id, paths), self._on_added)

    def _on_added(self, added: list[AddedFile]) -> None:
        self._navigator.message_wanted.emit(added_text(added))

    def _repair(self, account: Account, **changes: Any) -> None:
        self._edit(account, lambda: self.synchronise(account), **changes)

    def _edit(self, account: Account, then: Callable[[], None] | None = None, **changes: Any) -> None:
        def work(parts: Parts, cancellation: Cancellation) -> None:
            ManageAccounts(parts, self._desk.progress, cancellation).edit(account.id, **changes)

        self._desk.write(work, (lambda _: then()) if then else None)

    def _remove(self, account: Account, *, keep_documents: bool) -> None:
        def work(parts: Parts, cancellation: Cancellation) -> None:
            manage = ManageAccounts(parts, self._desk.progress, cancellation)
            manage.remove(account.id, keep_documents=keep_documents)

        self._desk.write(work)


def added_text(added: Sequence[AddedFile]) -> str:
    """What became of files that were dropped or chosen."""
    new = sum(file.is_new for file in added)
    known = sum(file.document_id is not None and not file.is_new for file in added)
    said = [trn("{count} document was added.", "{count} documents were added.", new)] if new else []
    if known:
        said.append(trn("{count} was there already.", "{count} were there already.", known))
    return " ".join([*said, *(_refused_text(file.path.name, file.error) for file in added if file.error)])


def _refused_text(name: str, error: MoissonError) -> str:
    """By its name: the person knows the folder."""
    return error_text(MoissonError(error.code, **{**error.facts, "path": name}))


def _subject(account: Account) -> Subject:
    return Subject(Scheduled.ACCOUNT, account.id)


def _open(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))
