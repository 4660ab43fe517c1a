"""What tests of the page of accounts do to it."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from ui.accounts.accounts_model import Column
from ui.accounts.accounts_page import AccountsPage


def companies(page: AccountsPage) -> list[str]:
    return [page.model.index(line, 0).data() for line in range(page.model.rowCount())]


def state(page: AccountsPage, company: str) -> str:
    line = companies(page).index(company)
    return str(page.model.index(line, Column.STATE).data())


def choose(page: AccountsPage, company: str) -> None:
    page.table.selectRow(companies(page).index(company))


def menu_of(page: AccountsPage, company: str) -> dict[str, QAction]:
    """Opens the menu of a line."""
    choose(page, company)
    row = page.table.row()
    assert row
    page.table.menu_wanted.emit(row, page.mapToGlobal(page.rect().center()))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return {action.text(): action for action in popup.actions() if action.text()}


def close_menu() -> None:
    popup = QApplication.activePopupWidget()
    assert popup
    popup.close()
