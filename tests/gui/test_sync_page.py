"""The page of destinations, through its widgets."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.deliveries import Destination, DestinationKind, ExportRule, Receipt
from app.domain.documents import Delivered, DocumentFilter
from app.domain.errors import DeliveryOutcome
from app.domain.schedules import Scheduled, Subject
from app.i18n import set_language
from app.services.account_overview import Standing
from app.services.destination_overview import DestinationAction, Situation
from tests.gui.document_scene import add_many, delivered_files, export
from tests.unit.services.failing_destination import FailingFactory
from tests.unit.services.service_parts import ServiceParts
from ui.bridge.desk import Desk
from ui.look.theme import Appearance, Theme
from ui.navigation import Navigator
from ui.sync.destination_line import DestinationLine
from ui.sync.export_dialogs import PreviewDialog, RemoveDestinationDialog
from ui.sync.sync_page import SyncPage
from ui.sync.troubles_dialog import TroublesDialog
from ui.texts.destinations import ACTIONS, SITUATIONS
from ui.words import choose_language

PATIENCE = 10_000


@pytest.fixture
def navigator() -> Navigator:
    return Navigator()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, navigator: Navigator) -> Iterator[SyncPage]:
    set_language("en")
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    page = SyncPage(desk, Theme(application, Appearance.LIGHT), navigator)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    desk.harvest.pause(True)  # nothing goes out by itself
    desk.harvest.start()
    yield page


@pytest.fixture
def folder(parts: ServiceParts) -> Destination:
    add_many(parts, 6)
    return parts.add_destination(name="Compta")


def shown(qtbot: QtBot, page: SyncPage, destination: Destination) -> DestinationLine:
    page.show()
    qtbot.waitUntil(lambda: destination.id in page.lines, timeout=PATIENCE)
    return page.lines[destination.id]


def test_every_code_has_words() -> None:
    assert set(SITUATIONS) == set(Situation)
    assert set(ACTIONS) == set(DestinationAction)


def test_nothing_yet_leads_to_the_wizard(qtbot: QtBot, page: SyncPage, navigator: Navigator) -> None:
    page.show()
    qtbot.waitUntil(page.empty.isVisible, timeout=PATIENCE)
    with qtbot.waitSignal(navigator.add_destination_wanted):
        page.empty.button.click()
    assert not page.add.isVisible()


def test_a_line_says_how_a_destination_stands(
    qtbot: QtBot, page: SyncPage, parts: ServiceParts, folder: Destination, navigator: Navigator
) -> None:
    export(parts, folder)
    line = shown(qtbot, page, folder)
    assert (line.state.text(), line.shape.shape) == ("Up to date", Standing.UP_TO_DATE)
    assert (line.delivered.text(), line.waiting.text()) == ("6 delivered", "0 waiting")
    assert line.times.text().startswith("last export today 08:3")
    assert not (line.explanation.isVisible() or line.refused.isVisible() or line.waiting.isEnabled())
    assert page.summary.text() == "1 destination · 1 up to date"
    with qtbot.waitSignal(navigator.documents_wanted) as asked:
        line.delivered.click()
    assert asked.args == [DocumentFilter(delivered=Delivered.YES, destination_id=folder.id)]
    with qtbot.waitSignal(navigator.add_destination_wanted):
        page.add.click()
    choose_language("fr")
    assert "2026" not in line.times.text()
    choose_language("en")


def test_the_first_export_is_shown_before_it_is_sent(
    qtbot: QtBot, page: SyncPage, folder: Destination
) -> None:
    line = shown(qtbot, page, folder)
    line.action.click()
    qtbot.waitUntil(lambda: page.findChild(PreviewDialog) is not None, timeout=PATIENCE)
    dialog = page.findChild(PreviewDialog)
    assert dialog.question.text() == "First export to Compta"
    assert "6 documents wait. They were issued between" in dialog.help.text()
    assert dialog.names.count() == 6 and dialog.yes.text() == "Send 6 documents"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert delivered_files(folder) == []
    qtbot.waitUntil(lambda: page.findChild(PreviewDialog) is None, timeout=PATIENCE)
    line.action.click()
    qtbot.waitUntil(lambda: page.findChild(PreviewDialog) is not None, timeout=PATIENCE)
    page.findChild(PreviewDialog).yes.click()
    qtbot.waitUntil(lambda: line.state.text() == "Up to date", timeout=PATIENCE)
    assert len(delivered_files(folder)) == 6


def test_later_exports_go_at_once_and_tell_how_far_they_are(
    qtbot: QtBot, page: SyncPage, parts: ServiceParts, folder: Destination, desk: Desk
) -> None:
    export(parts, folder)
    account = parts.store().accounts.all()[0]
    parts.add_documents(3, account)
    line = shown(qtbot, page, folder)
    assert line.state.text() == "Waits for the next export"
    told: list[str] = []
    desk.progress.advanced.connect(lambda *_: told.append(line.state.text()))
    with qtbot.waitSignal(desk.harvest.ended, timeout=PATIENCE):
        line.action.click()
        assert (line.shape.shape, line.action.text()) == (Standing.RUNNING, "Stop")
    qtbot.waitUntil(lambda: line.state.text() == "Up to date", timeout=PATIENCE)
    assert "Export in progress: 3 of 3" in told
    assert not line.bar.isVisible() and len(delivered_files(folder)) == 9


def test_an_export_can_be_stopped(
    qtbot: QtBot, page: SyncPage, parts: ServiceParts, folder: Destination, desk: Desk
) -> None:
    export(parts, folder)
    parts.add_documents(40, parts.store().accounts.all()[0])
    line = shown(qtbot, page, folder)
    stopped, real = threading.Event(), parts.factories[DestinationKind.FOLDER]
    parts.factories[DestinationKind.FOLDER] = FailingFactory(real, lambda *_: stopped.wait(10) and None)

    def stop(subject: Subject) -> None:
        line.action.click()
        stopped.set()

    desk.harvest.begun.connect(stop)
    line.action.click()
    qtbot.waitUntil(lambda: line.state.text() == "Export stopped", timeout=PATIENCE)
    assert "Export again to go on" in line.explanation.text()
    assert line.row.waiting > 0


def test_a_folder_that_is_gone_and_back(
    qtbot: QtBot, page: SyncPage, parts: ServiceParts, folder: Destination
) -> None:
    export(parts, folder)
    shutil.move(folder.settings["path"], parts.root / "away")
    line = shown(qtbot, page, folder)
    line.action.click()
    qtbot.waitUntil(lambda: line.state.text() == "Folder gone", timeout=PATIENCE)
    assert line.shape.shape is Standing.TO_FIX and folder.settings["path"] in line.explanation.text()
    assert line.action.text() == "Try again"
    shutil.move(parts.root / "away", folder.settings["path"])
    line.action.click()
    qtbot.waitUntil(lambda: line.state.text() == "Up to date", timeout=PATIENCE)


def test_drive_asks_to_be_connected_again(
    qtbot: QtBot, page: SyncPage, parts: ServiceParts, navigator: Navigator
) -> None:
    settings = {"folder_id": "x", "folder_name": "Factures"}
    outbox = parts.store().outbox
    drive = outbox.add_destination("Drive", DestinationKind.GOOGLE_DRIVE, settings, ExportRule())
    outbox.set_outcome(drive.id, DeliveryOutcome.RECONNECT)
    parts.store().issues.open("destination_reconnect", {}, destination_id=drive.id)
    line = shown(qtbot, page, drive)
    assert line.place.text() == "Google Drive · Factures"
    assert "Connect it again" in line.explanation.text()
    assert "before this is put right" in line.times.text()
    with qtbot.waitSignal(navigator.reconnect_destination_wanted) as asked:
        line.action.click()
    assert asked.args == [drive.id]


def action(page: SyncPage, line: DestinationLine, text: str) -> None:
    menu = page.commands.menu(line.row, page._theme)
    [found] = [entry for entry in menu.actions() if entry.text() == text]
    found.trigger()


def test_the_menu_leads_to_the_rest(
    qtbot: QtBot, page: SyncPage, folder: Destination, navigator: Navigator
) -> None:
    line = shown(qtbot, page, folder)
    with qtbot.waitSignal(navigator.edit_destination_wanted) as asked:
        action(page, line, "Edit…")
    assert asked.args == [folder.id]
    names = {entry.text() for entry in page.commands.menu(line.row, page._theme).actions()}
    assert "Connect again…" not in names
    action(page, line, "Show what the next export sends…")
    qtbot.waitUntil(lambda: page.findChild(PreviewDialog) is not None, timeout=PATIENCE)


def test_nothing_waits(qtbot: QtBot, page: SyncPage, parts: ServiceParts, folder: Destination) -> None:
    export(parts, folder)
    line = shown(qtbot, page, folder)
    action(page, line, "Show what the next export sends…")
    qtbot.waitUntil(lambda: page.findChild(PreviewDialog) is not None, timeout=PATIENCE)
    dialog = page.findChild(PreviewDialog)
    assert "Nothing waits" in dialog.help.text() and not dialog.yes.isVisible()


def test_removing_deletes_nothing_there(
    qtbot: QtBot, page: SyncPage, parts: ServiceParts, folder: Destination
) -> None:
    export(parts, folder)
    parts.add_documents(2, parts.store().accounts.all()[0])
    line = shown(qtbot, page, folder)
    action(page, line, "Remove…")
    dialog = page.findChild(RemoveDestinationDialog)
    assert "Nothing is deleted there" in dialog.help.text() and "2 documents that wait" in dialog.help.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)  # the harmless button has the focus
    assert parts.store().outbox.destinations()
    action(page, line, "Remove…")
    dialogs = page.findChildren(RemoveDestinationDialog)
    dialogs[-1].yes.click()
    qtbot.waitUntil(page.empty.isVisible, timeout=PATIENCE)
    assert len(delivered_files(folder)) == 6 and page.lines == {}


class TestWhatIsLeft:
    def dialog(self, qtbot: QtBot, page: SyncPage, line: DestinationLine) -> TroublesDialog:
        action(page, line, "What is left, and what was removed there…")
        dialog = page.findChild(TroublesDialog)
        qtbot.waitUntil(lambda: dialog.help.text() != "Looking…", timeout=PATIENCE)
        return dialog  # type: ignore[no-any-return]

    def test_what_was_removed_there_goes_again_when_it_is_ticked(
        self, qtbot: QtBot, page: SyncPage, parts: ServiceParts, folder: Destination
    ) -> None:
        export(parts, folder)
        gone, other, *_ = delivered_files(folder)
        gone.unlink()
        other.unlink()
        line = shown(qtbot, page, folder)
        dialog = self.dialog(qtbot, page, line)
        assert dialog.help.text() == "No document was refused." and not dialog.yes.isVisible()
        dialog.look.click()
        qtbot.waitUntil(lambda: dialog.list.count() == 2, timeout=PATIENCE)
        assert "2 documents were removed" in dialog.said.text()
        dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
        assert dialog.yes.text() == "Send 1 again"
        dialog.yes.click()
        qtbot.waitUntil(lambda: len(delivered_files(folder)) == 5, timeout=PATIENCE)

    def test_everything_is_still_there(
        self, qtbot: QtBot, page: SyncPage, parts: ServiceParts, folder: Destination
    ) -> None:
        export(parts, folder)
        dialog = self.dialog(qtbot, page, shown(qtbot, page, folder))
        dialog.look.click()
        qtbot.waitUntil(lambda: "still there, unchanged" in dialog.said.text(), timeout=PATIENCE)

    def test_a_destination_that_cannot_be_asked_is_not_called_complete(
        self, qtbot: QtBot, page: SyncPage, parts: ServiceParts, folder: Destination
    ) -> None:
        export(parts, folder)
        shutil.rmtree(folder.settings["path"])
        dialog = self.dialog(qtbot, page, shown(qtbot, page, folder))
        dialog.look.click()
        qtbot.waitUntil(lambda: "is gone" in dialog.said.text(), timeout=PATIENCE)
        assert dialog.look.isEnabled()

    def test_what_was_refused_is_named_with_its_reason(
        self, qtbot: QtBot, page: SyncPage, parts: ServiceParts, folder: Destination
    ) -> None:
        outbox = parts.store().outbox
        first, second, third, *rest = outbox.open_deliveries(folder.id)
        outbox.failed(first.id, "too_large", for_good=True)
        outbox.failed(second.id, "no_free_place", for_good=False)
        outbox.failed(third.id, "removed_there", for_good=True)
        for delivery in rest:
            outbox.delivered(delivery.id, Receipt("x", "", 1), delivery.document.collected_at)
        outbox.set_outcome(folder.id, DeliveryOutcome.PARTIAL)
        line = shown(qtbot, page, folder)
        assert (line.state.text(), line.refused.text()) == ("Documents left over", "2 refused")
        line.action.click()
        dialog = page.findChild(TroublesDialog)
        qtbot.waitUntil(lambda: dialog.list.count() == 3, timeout=PATIENCE)
        said = [dialog.list.item(number).text() for number in range(3)]
        assert "larger than 100 MB" in said[0] + said[1] and "all the names" in said[2]
        states = [dialog.list.item(number).data(Qt.ItemDataRole.CheckStateRole) for number in range(3)]
        assert sum(state is not None for state in states) == 1


def test_progress_of_another_destination_is_not_ours(
    qtbot: QtBot, page: SyncPage, folder: Destination, desk: Desk
) -> None:
    line = shown(qtbot, page, folder)
    desk.progress.export_advanced(folder.id + 1, 1, 2)
    desk.progress.export_advanced(99, 1, 2)
    assert line.state.text() == "No export yet"
    assert Subject(Scheduled.DESTINATION, folder.id) not in desk.harvest.running
