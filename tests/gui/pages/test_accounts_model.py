"""The table of accounts as Qt sees it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.domain.errors import Outcome
from app.domain.runs import Counts, Phase
from app.services.account_overview import AccountRow, Condition, Standing, account_rows
from tests.gui.pages.scene import Scene
from tests.unit.services.service_parts import ServiceParts
from ui.accounts.accounts_model import LIVE_ROLE, ROW_ROLE, AccountsModel, Column
from ui.words import choose_language

FAILING = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def model(parts: ServiceParts, qtbot: QtBot) -> AccountsModel:
    model = AccountsModel(parts.clock())
    QAbstractItemModelTester(model, FAILING, model)
    return model


def rows(parts: ServiceParts) -> list[AccountRow]:
    return account_rows(parts.store(), parts.clock())


def companies(model: AccountsModel) -> list[str]:
    return [model.index(number, 0).data() for number in range(model.rowCount())]


def test_it_keeps_the_rules_of_models_whatever_happens(model: AccountsModel, scene: Scene) -> None:
    first = scene.account("EDF", Outcome.OK)
    scene.account("Orange", Outcome.WRONG_CREDENTIALS)
    model.load(rows(scene.parts))
    model.visit_wanted(first.id)
    model.visit_entered(first.id, Phase.FETCHING)
    model.visit_counted(first.id, Counts(listed=10, new=4))
    model.sort(Column.STATE, Qt.SortOrder.DescendingOrder)
    model.search("ora", None)
    model.search("", Standing.UP_TO_DATE)
    model.search("", None)
    scene.parts.store().accounts.remove(first.id, keep_documents=True)
    model.load(rows(scene.parts))
    model.visit_ended(first.id)
    model.retranslate()
    model.load([])
    assert model.rowCount() == 0


def test_every_cell_says_something_to_screen_readers(model: AccountsModel, scene: Scene) -> None:
    scene.account("EDF", Outcome.OK)
    model.load(rows(scene.parts))
    said = {column: model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in Column}
    assert said[Column.COMPANY] == "Company: EDF"
    assert said[Column.STATE] == "State: Connected"
    assert said[Column.MONTHS] == "Twelve months: documents in 0 months of 12"
    assert said[Column.ACTION] == "Synchronise"
    assert all(said.values())


def test_search_and_filter(model: AccountsModel, scene: Scene) -> None:
    scene.account("EDF", Outcome.OK, username="compta@exemple.fr")
    scene.account("Orange", Outcome.WRONG_CREDENTIALS)
    model.load(rows(scene.parts))
    model.search("COMPTA edf", None)
    assert companies(model) == ["EDF"]
    model.search("", Standing.TO_FIX)
    assert companies(model) == ["Orange"]
    model.search("edf", Standing.TO_FIX)
    assert companies(model) == []
    assert len(model.rows) == 2


def test_sorting_puts_what_asks_most_of_the_person_first(model: AccountsModel, scene: Scene) -> None:
    scene.account("A", Outcome.OK)
    scene.account("B", Outcome.INTERACTION_REQUIRED)
    scene.account("C", Outcome.WRONG_CREDENTIALS)
    model.load(rows(scene.parts))
    model.sort(Column.STATE)
    assert companies(model) == ["C", "B", "A"]
    model.sort(Column.COMPANY, Qt.SortOrder.DescendingOrder)
    assert companies(model) == ["C", "B", "A"]


def test_a_visit_under_way_is_shown_as_it_goes(model: AccountsModel, scene: Scene, qtbot: QtBot) -> None:
    account = scene.account("EDF", Outcome.OK)
    model.load(rows(scene.parts))
    state, action = model.index(0, Column.STATE), model.index(0, Column.ACTION)
    with qtbot.waitSignal(model.dataChanged):
        model.visit_wanted(account.id)
    assert (state.data(), action.data()) == ("Waiting for its turn", "Stop")
    model.visit_entered(account.id, Phase.SIGNING_IN)
    assert state.data() == "Signing in"
    model.visit_entered(account.id, Phase.FETCHING)
    model.visit_counted(account.id, Counts(listed=120, new=30, known=3, failed=1))
    assert state.data() == "In progress 34/120"
    assert state.data(LIVE_ROLE).settled == 34
    model.visit_wanted(account.id)
    assert state.data() == "In progress 34/120"
    model.visit_ended(account.id)
    assert (state.data(), action.data()) == ("Connected", "Synchronise")


def test_loading_the_same_accounts_again_leaves_the_view_as_it_is(
    model: AccountsModel, scene: Scene, qtbot: QtBot
) -> None:
    account = scene.account("EDF", Outcome.OK)
    model.load(rows(scene.parts))
    scene.visit(account, Outcome.WRONG_CREDENTIALS)
    with qtbot.assertNotEmitted(model.modelReset):
        model.load(rows(scene.parts))
    assert model.index(0, 0).data(ROW_ROLE).condition is Condition.WRONG_CREDENTIALS


def test_the_language_changes_in_place(model: AccountsModel, scene: Scene) -> None:
    scene.account("EDF", Outcome.OK)
    model.load(rows(scene.parts))
    english = model.headerData(Column.COMPANY, Qt.Orientation.Horizontal)
    choose_language("fr")
    model.retranslate()
    assert english == "Company"
    assert model.headerData(Column.COMPANY, Qt.Orientation.Horizontal) == "Entreprise"


def test_an_overdue_document_is_said(model: AccountsModel, scene: Scene) -> None:
    account = scene.account("EDF", Outcome.OK)
    scene.documents(account, *(date(2026, month, 3) for month in range(4, 10)))
    scene.now_is(datetime(2026, 11, 20, tzinfo=UTC))
    model.load(rows(scene.parts))
    row = model.index(0, 0).data(ROW_ROLE)
    assert row.overdue
    said = model.index(0, Column.MONTHS).data()
    assert said == "documents in 6 months of 12; expected and missing: October 2026"
