"""The frame: pages, menu, messages, keys, and what is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.deliveries import Receipt
from app.domain.documents import DocumentFilter
from app.domain.errors import CancelledError, DeliveryOutcome, ErrorCode, MoissonError, Outcome
from app.domain.schedules import Scheduled, Subject
from app.services.account_overview import Standing
from tests.gui.pages.scene import Scene
from ui.accounts.accounts_page import AccountsPage
from ui.bridge.desk import Desk
from ui.look.theme import Theme
from ui.navigation import Navigator, PageName
from ui.window_state import WindowStateFile
from ui.windows.main_window import MainWindow
from ui.words import choose_language


class _Page(QWidget):
    """Of somebody else: all that the frame knows of it is that it is a widget."""

    def __init__(self, desk: Desk, theme: Theme, navigator: Navigator) -> None:
        super().__init__()
        self.search = QLineEdit(self)
        self.search.setObjectName("search")
        self.wanted: list[object] = []
        navigator.documents_wanted.connect(self.wanted.append)


class Frame:
    def __init__(self, scene: Scene, folder: Path) -> None:
        self.scene, self.memory = scene, WindowStateFile(folder / "window.ini")
        self.made: list[PageName] = []
        self.window = self.open()

    def open(self) -> MainWindow:
        factories = {name: self._factory(name) for name in PageName}
        scene = self.scene
        self.window = MainWindow(scene.desk, scene.theme, scene.navigator, self.memory, factories)
        scene.qtbot.addWidget(self.window)
        self.window.show()
        scene.settle()
        return self.window

    @property
    def page(self) -> QWidget:
        return self.window.pages[self.window.page]

    def _factory(self, name: PageName):  # type: ignore[no-untyped-def]
        def make(desk: Desk, theme: Theme, navigator: Navigator) -> QWidget:
            self.made.append(name)
            kind = AccountsPage if name is PageName.COMPANIES else _Page
            return kind(desk, theme, navigator)

        return make


@pytest.fixture
def frame(scene: Scene, tmp_path: Path) -> Frame:
    return Frame(scene, tmp_path)


def line(frame: Frame) -> tuple[Standing, str]:
    return frame.window.menu.destinations


def test_pages_are_made_when_they_are_first_shown(frame: Frame) -> None:
    assert frame.made == [PageName.COMPANIES]
    frame.window.menu.entries[PageName.SYNC].click()
    frame.window.menu.entries[PageName.COMPANIES].click()
    frame.window.menu.entries[PageName.SYNC].click()
    assert frame.made == [PageName.COMPANIES, PageName.SYNC]
    assert frame.window.page is PageName.SYNC


def test_every_page_has_a_key(frame: Frame) -> None:
    for number, name in enumerate(PageName, 1):
        QTest.keyClick(frame.window, Qt.Key(ord("0") + number), Qt.KeyboardModifier.ControlModifier)
        assert frame.window.page is name
        assert frame.window.menu.entries[name].isChecked()


def test_the_menu_says_its_pages_to_screen_readers(frame: Frame) -> None:
    names = [entry.accessibleName() for entry in frame.window.menu.entries.values()]
    assert names == ["Dashboard", "Companies & portals", "Documents", "Sync", "Problems", "Settings"]
    choose_language("fr")
    assert frame.window.menu.entries[PageName.DOCUMENTS].accessibleName() == "Documents"
    assert all(entry.text().strip() for entry in frame.window.menu.entries.values())


def test_ctrl_f_leads_to_the_search_of_the_page(frame: Frame, scene: Scene) -> None:
    scene.account("EDF", Outcome.OK)
    scene.desk.changed.emit()
    scene.settle()
    frame.window.activateWindow()
    for name in (PageName.COMPANIES, PageName.DOCUMENTS):
        frame.window.show_page(name)
        QTest.keyClick(frame.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        focus = frame.window.focusWidget()
        assert isinstance(focus, QLineEdit) and frame.page.isAncestorOf(focus)


def test_ctrl_n_adds_a_portal_and_f5_synchronises_all(frame: Frame, scene: Scene) -> None:
    account = scene.account("EDF", Outcome.OK)
    QTest.keyClick(frame.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert scene.heard == [("add_portal_wanted", None)]
    QTest.keyClick(frame.window, Qt.Key.Key_F5)
    scene.settle()
    assert scene.desk.harvest.running == {Subject(Scheduled.ACCOUNT, account.id)}


def test_an_error_that_nobody_asked_for_is_said_above_the_page(frame: Frame, scene: Scene) -> None:
    bar = frame.window.messages
    assert not bar.isVisible()
    scene.desk.tasks.failed.emit(MoissonError(ErrorCode.BROWSER_NOT_FOUND))
    assert bar.isVisible()
    assert bar.text == (
        "No browser was found on this computer. Moisson visits portals with Chromium, Chrome or Edge. "
        "Install one of them, then try again."
    )
    QTest.keyClick(frame.window, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_a_run_that_could_not_be_made_is_said_one_that_was_stopped_is_not(frame: Frame, scene: Scene) -> None:
    subject = Subject(Scheduled.ACCOUNT, 1)
    scene.desk.harvest.ended.emit(subject, CancelledError())
    assert not frame.window.messages.isVisible()
    scene.desk.harvest.ended.emit(subject, MoissonError(ErrorCode.SECRET_MISSING, account=1, name="EDF"))
    assert "The password of EDF is not in the secret store." in frame.window.messages.text


def test_pages_may_say_something(frame: Frame, scene: Scene) -> None:
    scene.navigator.message_wanted.emit("3 documents were added.")
    assert frame.window.messages.text == "3 documents were added."


def test_open_problems_are_counted_in_the_menu(frame: Frame, scene: Scene) -> None:
    entry = frame.window.menu.entries[PageName.PROBLEMS]
    assert entry.badge == ""
    scene.account("EDF", Outcome.WRONG_CREDENTIALS)
    scene.account("Orange", Outcome.PORTAL_CHANGED)
    scene.desk.changed.emit()
    scene.settle()
    assert entry.badge == "2"
    assert entry.accessibleName() == "Problems, 2 open problems"
    scene.parts.store().issues.close(account_id=1)
    scene.parts.store().issues.close(account_id=2)
    scene.desk.changed.emit()
    scene.settle()
    assert entry.badge == ""


def test_the_destinations_stand_in_one_line(frame: Frame, scene: Scene) -> None:
    outbox = scene.parts.store().outbox

    def shown() -> tuple[Standing, str]:
        scene.desk.changed.emit()
        scene.settle()
        return line(frame)

    assert shown() == (Standing.IDLE, "No destination yet")
    drive = scene.parts.add_destination(name="Drive")
    assert shown() == (Standing.IDLE, "Drive: no export yet")
    scene.parts.add_documents(2)
    assert shown() == (Standing.IDLE, "Drive: 2 documents wait")
    outbox.set_outcome(drive.id, DeliveryOutcome.OK)
    assert shown() == (Standing.IDLE, "Drive: 2 documents wait")
    for delivery in outbox.open_deliveries(drive.id):
        receipt = Receipt("there", delivery.document.sha256, delivery.document.size)
        outbox.delivered(delivery.id, receipt, scene.parts.clock().now())
    assert shown() == (Standing.UP_TO_DATE, "Drive: up to date")
    other = scene.parts.add_destination(name="Folder")
    outbox.set_outcome(other.id, DeliveryOutcome.FOLDER_GONE)
    issues = scene.parts.store().issues
    issues.open(DeliveryOutcome.FOLDER_GONE.value, {}, destination_id=other.id)
    assert shown() == (Standing.TO_FIX, "Folder: folder gone")
    issues.close(destination_id=other.id)  # repaired: the outcome before says nothing any more
    assert shown() == (Standing.IDLE, "Folder: 2 documents wait")


def test_an_export_under_way_is_counted_in_the_line(frame: Frame, scene: Scene) -> None:
    drive = scene.parts.add_destination(name="Drive")
    scene.desk.changed.emit()
    scene.settle()
    scene.desk.harvest.export([drive.id])
    assert line(frame) == (Standing.RUNNING, "Drive: exporting")
    scene.desk.progress.advanced.emit(drive.id, 3, 12)
    assert line(frame) == (Standing.RUNNING, "Drive: 3/12")


def test_a_page_that_is_made_for_a_wish_hears_the_wish(frame: Frame, scene: Scene) -> None:
    wanted = DocumentFilter(account_id=7)
    scene.navigator.documents_wanted.emit(wanted)
    assert frame.window.page is PageName.DOCUMENTS
    assert isinstance(frame.page, _Page)
    assert frame.page.wanted == [wanted]
    frame.window.show_page(PageName.SYNC)
    scene.navigator.documents_wanted.emit(wanted)
    assert frame.page.wanted == [wanted, wanted]


def test_an_account_is_led_to_from_anywhere(frame: Frame, scene: Scene) -> None:
    account = scene.account("EDF", Outcome.OK)
    scene.desk.changed.emit()
    scene.settle()
    frame.window.show_page(PageName.SYNC)
    scene.navigator.account_wanted.emit(account.id)
    scene.settle()
    assert isinstance(frame.page, AccountsPage)
    assert frame.page.panel.company.text() == "EDF"


def test_size_page_and_columns_are_remembered(frame: Frame, scene: Scene) -> None:
    assert isinstance(frame.page, AccountsPage)
    frame.page.table.horizontalHeader().resizeSection(1, 231)
    frame.window.resize(900, 690)
    frame.window.show_page(PageName.SYNC)
    frame.window.close()
    again = frame.open()
    assert again.page is PageName.SYNC
    assert (again.width(), again.height()) == (900, 690)
    again.show_page(PageName.COMPANIES)
    assert isinstance(frame.page, AccountsPage)
    assert frame.page.table.horizontalHeader().sectionSize(1) == 231


def test_what_is_remembered_may_be_nonsense(scene: Scene, tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[General]\npage=nowhere\ngeometry=@ByteArray(x)\ncolumns=7\n")
    frame = Frame(scene, tmp_path)
    assert frame.window.page is PageName.COMPANIES
    assert frame.window.width() == 1180


def test_the_smallest_window_is_usable(frame: Frame) -> None:
    frame.window.resize(100, 100)
    assert (frame.window.width(), frame.window.height()) == (900, 600)
