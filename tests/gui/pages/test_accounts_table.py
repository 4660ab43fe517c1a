"""The table under keys, mouse and dropped files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from app.domain.errors import Outcome
from app.domain.runs import Counts, Phase
from app.services.account_overview import account_rows
from tests.gui.pages.scene import Scene
from ui.accounts.accounts_model import AccountsModel, Column
from ui.accounts.accounts_table import AccountsTable
from ui.look.theme import Appearance


@pytest.fixture
def table(scene: Scene) -> AccountsTable:
    scene.account("EDF", Outcome.WRONG_CREDENTIALS)
    scene.account("Orange", Outcome.OK)
    scene.manual("Zoo")
    model = AccountsModel(scene.parts.clock())
    model.load(account_rows(scene.parts.store(), scene.parts.clock()))
    table = AccountsTable(model, scene.theme)
    model.setParent(table)
    scene.qtbot.addWidget(table)
    table.resize(1100, 500)
    table.show()
    return table


def heard(table: AccountsTable) -> list[tuple[str, str]]:
    """What the table says, with the company that it says it of."""
    found: list[tuple[str, str]] = []
    for name in ("action_wanted", "removal_wanted", "details_wanted"):
        getattr(table, name).connect(lambda row, name=name: found.append((name, row.account.company)))
    table.menu_wanted.connect(lambda row, at: found.append(("menu_wanted", row.account.company)))
    table.files_dropped.connect(
        lambda row, files: found.append(("files_dropped", ",".join(file.name for file in files)))
    )
    return found


def place(table: AccountsTable, line: int, column: Column, from_right: int | None = None) -> QPoint:
    box = table.visualRect(table.model().index(line, column))
    return QPoint(box.right() - from_right, box.center().y()) if from_right else box.center()


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_Return, "action_wanted"),
        (Qt.Key.Key_Enter, "action_wanted"),
        (Qt.Key.Key_Delete, "removal_wanted"),
        (Qt.Key.Key_Space, "details_wanted"),
    ],
)
def test_keys_act_on_the_selected_line(table: AccountsTable, key: Qt.Key, signal: str) -> None:
    said = heard(table)
    QTest.keyClick(table, key)
    assert said == []
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, key)
    assert said == [(signal, "Orange")]


def test_the_menu_key_opens_the_menu_of_the_selected_line(table: AccountsTable) -> None:
    said = heard(table)
    table.selectRow(1)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(table.viewport(), event)
    assert said == [("menu_wanted", "Orange")]


def test_the_right_mouse_button_opens_the_menu_of_the_line_below_it(table: AccountsTable) -> None:
    said = heard(table)
    at = place(table, 2, Column.STATE)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, table.viewport().mapToGlobal(at))
    QApplication.sendEvent(table.viewport(), event)
    assert said == [("menu_wanted", "Zoo")]


def test_the_button_and_the_three_dots_hear_presses(table: AccountsTable) -> None:
    said = heard(table)
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(table.viewport(), left, pos=place(table, 0, Column.ACTION, from_right=70))
    QTest.mouseClick(table.viewport(), left, pos=place(table, 1, Column.ACTION, from_right=24))
    QTest.mouseClick(table.viewport(), left, pos=place(table, 1, Column.STATE))
    assert said == [("action_wanted", "EDF"), ("menu_wanted", "Orange")]


def test_a_double_click_asks_for_details(table: AccountsTable) -> None:
    said = heard(table)
    double_click(table, place(table, 0, Column.STATE))
    assert said == [("details_wanted", "EDF")]


def test_a_double_click_presses_a_button_once(table: AccountsTable) -> None:
    said = heard(table)
    at = place(table, 0, Column.ACTION, from_right=70)
    double_click(table, at)
    assert said == [("action_wanted", "EDF")]
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert said == [("action_wanted", "EDF")] * 2


def double_click(table: AccountsTable, at: QPoint) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(table.viewport(), left, pos=at)
    QTest.mouseDClick(table.viewport(), left, pos=at)
    QTest.mouseRelease(table.viewport(), left, pos=at)


def drop(table: AccountsTable, line: int, files: list[Path]) -> QDropEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    event = QDropEvent(
        QPointF(place(table, line, Column.STATE)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    table.dropEvent(event)
    return event


def test_files_are_dropped_on_manual_accounts_only(table: AccountsTable, files: list[Path]) -> None:
    said = heard(table)
    assert drop(table, 2, files[:2]).isAccepted()
    assert said == [("files_dropped", "a.pdf,b.pdf")]
    assert not drop(table, 0, files[:2]).isAccepted()
    assert len(said) == 1


def test_columns_leave_as_the_room_does(table: AccountsTable) -> None:
    def shown(width: int) -> set[Column]:
        table.resize(width, 400)
        return {column for column in Column if not table.isColumnHidden(column)}

    assert shown(1200) == set(Column)
    assert shown(900) == set(Column) - {Column.NEXT_VISIT}
    assert shown(700) == {Column.COMPANY, Column.STATE, Column.MONTHS, Column.ACTION}
    assert shown(620) == {Column.COMPANY, Column.STATE, Column.ACTION}
    columns = table.horizontalHeader().saveState()
    table.resize(1200, 400)
    table.restore_columns(columns)
    assert not table.isColumnHidden(Column.NEXT_VISIT)


def test_the_months_have_tips(table: AccountsTable, scene: Scene) -> None:
    hovered: list[int] = []
    table.delegate.month_hovered.connect(lambda index, month, at: hovered.append(month))
    box = table.visualRect(table.model().index(0, Column.MONTHS))
    at = QPoint(box.left() + 8 + 3, box.center().y())
    event = QHelpEvent(QEvent.Type.ToolTip, at, table.viewport().mapToGlobal(at))
    QApplication.sendEvent(table.viewport(), event)
    assert hovered == [0]
    assert QToolTip.text() == "February 2025: nothing expected"


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_a_visit_under_way_is_painted(table: AccountsTable, scene: Scene, appearance: Appearance) -> None:
    scene.theme.choose(appearance)
    try:
        before = picture(table)
        model = table.model()
        assert isinstance(model, AccountsModel)
        account_id = model.rows[1].id
        model.visit_entered(account_id, Phase.FETCHING)
        model.visit_counted(account_id, Counts(listed=10, new=2))
        some = picture(table)
        model.visit_counted(account_id, Counts(listed=10, new=9))
        assert before != some != picture(table)
    finally:
        scene.theme.choose(Appearance.LIGHT)


def picture(table: AccountsTable) -> QImage:
    """Of what grows: state and bar of the second line."""
    box = table.visualRect(table.model().index(1, Column.STATE))
    return table.viewport().grab(box).toImage()
