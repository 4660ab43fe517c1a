"""What can be done with one account: the menu, the questions, the files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QFileDialog,
)

from app.domain.documents import DocumentFilter
from app.domain.errors import ErrorCode, MoissonError, Outcome
from app.domain.schedules import Scheduled, Subject
from tests.gui.pages.accounts_steps import choose, close_menu, companies, menu_of, state
from tests.gui.pages.scene import Scene
from ui.accounts.account_dialogs import AllowHostDialog, DocumentsAddressDialog, RemovalDialog
from ui.accounts.accounts_page import AccountsPage


def test_the_browser_can_be_watched(scene: Scene) -> None:
    scene.account("EDF", Outcome.OK)
    page = scene.show(AccountsPage)
    scene.run_wishes()
    menu_of(page, "EDF")["Watch in the browser"].trigger()
    close_menu()
    scene.until(lambda: scene.parts.scripted.visits and not scene.desk.harvest.running)
    assert scene.parts.scripted.visits[0].options.visible


def test_pausing_and_resuming(scene: Scene) -> None:
    account = scene.account("EDF", Outcome.OK)
    page = scene.show(AccountsPage)
    menu_of(page, "EDF")["Pause"].trigger()
    close_menu()
    scene.until(lambda: state(page, "EDF") == "Paused")
    assert scene.parts.account(account.id).paused
    choose(page, "EDF")
    assert page.panel.values["Next visit"].text() == "when you have acted"
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    scene.until(lambda: state(page, "EDF") == "Connected")
    assert not scene.parts.account(account.id).paused


def test_a_wrong_password_leads_to_the_form(scene: Scene) -> None:
    account = scene.account("EDF", Outcome.WRONG_CREDENTIALS)
    page = scene.show(AccountsPage)
    choose(page, "EDF")
    assert page.panel.action.text() == "Correct"
    assert "Correct the password to resume." in page.panel.explanation.text()
    page.panel.action.click()
    menu_of(page, "EDF")["Edit…"].trigger()
    close_menu()
    assert scene.heard == [("edit_account_wanted", account.id)] * 2


def test_documents_of_an_account_are_shown_on_their_page(scene: Scene) -> None:
    account = scene.account("EDF", Outcome.OK)
    scene.documents(account, date(2026, 1, 5))
    page = scene.show(AccountsPage)
    menu_of(page, "EDF")["Documents"].trigger()
    close_menu()
    page.panel.documents.click()
    assert scene.heard == [("documents_wanted", DocumentFilter(account_id=account.id))] * 2


def test_the_portal_is_opened_in_the_persons_own_browser(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    scene.account("EDF", Outcome.ACCESS_BLOCKED)
    page = scene.show(AccountsPage)
    choose(page, "EDF")
    page.panel.action.click()
    scene.settle()
    assert opened == ["https://edf.example/"]


def test_a_host_is_allowed_by_name_only(scene: Scene) -> None:
    account = scene.account("EDF", Outcome.HOST_NOT_ALLOWED, host="sso.example")
    page = scene.show(AccountsPage)
    choose(page, "EDF")
    page.panel.action.click()
    dialog = scene.dialog(AllowHostDialog)
    assert "sso.example" in dialog.question.text()
    assert dialog.no.isDefault()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert scene.parts.account(account.id).allowed_hosts == ()
    page.panel.action.click()
    scene.dialog(AllowHostDialog).yes.click()
    scene.until(lambda: scene.desk.harvest.running == {Subject(Scheduled.ACCOUNT, account.id)})
    assert scene.parts.account(account.id).allowed_hosts == ("sso.example",)
    assert scene.issues() == []


def test_the_place_of_the_documents_is_shown_then_tried(scene: Scene) -> None:
    account = scene.account("EDF", Outcome.PORTAL_CHANGED)
    page = scene.show(AccountsPage)
    choose(page, "EDF")
    page.panel.action.click()
    dialog = scene.dialog(DocumentsAddressDialog)
    QTest.keyClicks(dialog.field, "http://edf.example/factures")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "not a secure address" in dialog.wrong.text()
    dialog.field.clear()
    QTest.keyClicks(dialog.field, "https://edf.example/factures")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    scene.until(lambda: scene.desk.harvest.running == {Subject(Scheduled.ACCOUNT, account.id)})
    assert scene.parts.account(account.id).documents_url == "https://edf.example/factures"


@pytest.mark.parametrize("keep", [True, False])
def test_removing_says_what_is_forgotten_and_asks_what_is_kept(scene: Scene, keep: bool) -> None:
    account = scene.account("EDF", Outcome.OK)
    scene.documents(account, date(2026, 1, 5), date(2025, 12, 5))
    page = scene.show(AccountsPage)
    choose(page, "EDF")
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    dialog = scene.dialog(RemovalDialog)
    assert "password" in dialog.help.text()
    assert dialog.keep.text() == "Keep its 2 documents"
    assert dialog.no.isDefault()
    assert "stay in Documents" in dialog.kept.text()
    dialog.keep.setChecked(keep)
    assert ("for good" in dialog.kept.text()) is not keep
    dialog.yes.click()
    scene.until(lambda: companies(page) == [])
    assert scene.parts.kept_secrets.secrets == {}
    assert len(scene.parts.documents()) == (2 if keep else 0)
    assert not page.panel.isVisible()


def test_removal_can_be_declined(scene: Scene) -> None:
    scene.account("EDF", Outcome.OK)
    page = scene.show(AccountsPage)
    choose(page, "EDF")
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    QTest.keyClick(scene.dialog(RemovalDialog), Qt.Key.Key_Return)
    scene.settle()
    assert companies(page) == ["EDF"]


def test_what_is_being_visited_is_not_removed(scene: Scene) -> None:
    account = scene.account("EDF", Outcome.OK)
    page = scene.show(AccountsPage)
    scene.desk.harvest.collect([account.id])
    assert not menu_of(page, "EDF")["Remove…"].isEnabled()
    close_menu()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert scene.heard == [("message_wanted", "EDF is being visited. Stop the visit before you remove it.")]


def test_files_are_dropped_on_a_manual_account(scene: Scene, files: list[Path]) -> None:
    scene.manual()
    page = scene.show(AccountsPage)
    choose(page, "Cabinet Durand")
    page.table.files_dropped.emit(page.table.row(), files)
    scene.until(lambda: scene.heard)
    name, said = scene.heard[0]
    assert name == "message_wanted"
    assert said.startswith("2 documents were added. ")
    assert "note.txt is not a document that Moisson can keep." in said
    scene.settle()
    assert page.panel.values["Documents"].text() == "2"


def test_files_are_chosen(scene: Scene, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    scene.manual()
    page = scene.show(AccountsPage)
    choose(page, "Cabinet Durand")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(files[0])], ""))
    page.panel.action.click()
    scene.until(lambda: scene.heard)
    page.panel.action.click()
    scene.until(lambda: len(scene.heard) == 2)
    assert [said for _, said in scene.heard] == ["1 document was added.", "1 was there already."]


def test_a_folder_that_is_busy_is_told(scene: Scene) -> None:
    scene.account("EDF", Outcome.OK)
    page = scene.show(AccountsPage)
    errors: list[MoissonError] = []
    scene.desk.tasks.failed.connect(errors.append)
    scene.access.busy = True
    menu_of(page, "EDF")["Pause"].trigger()
    close_menu()
    scene.settle()
    assert [error.code for error in errors] == [ErrorCode.DATA_FOLDER_BUSY]
