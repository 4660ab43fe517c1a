"""The menu of one account: everything that is not the one thing its state asks for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from app.domain.accounts import Account, AccountKind
from app.i18n import tr
from app.services.account_overview import AccountRow, RowAction
from ui.accounts.account_actions import AccountActions
from ui.look.icons import Symbol, icon
from ui.look.theme import Theme


def account_menu(
    row: AccountRow,
    actions: AccountActions,
    theme: Theme,
    show_history: Callable[[], None],
    parent: QWidget,
) -> QMenu:
    """Made anew for each opening; it goes when it closes."""
    account, menu = row.account, QMenu(parent)
    menu.setAccessibleName(account.company)
    menu.aboutToHide.connect(menu.deleteLater)

    def add(symbol: Symbol, text: str, reaction: Callable[[], object], *, enabled: bool = True) -> None:
        action = menu.addAction(icon(symbol, theme.palette.text), text)
        action.triggered.connect(reaction)
        action.setEnabled(enabled)

    _add_visits(add, account, actions)
    menu.addSeparator()
    add(Symbol.EDIT, tr("Edit…"), lambda: actions.edit(account))
    if account.kind is AccountKind.PORTAL and account.paused:
        add(Symbol.RESUME, tr("Resume"), lambda: actions.pause(account, False))
    elif account.kind is AccountKind.PORTAL:
        add(Symbol.PAUSE, tr("Pause"), lambda: actions.pause(account, True))
    if account.kind is AccountKind.PORTAL:
        add(Symbol.PORTAL, tr("Open the portal"), lambda: actions.open_portal(account))
    menu.addSeparator()
    add(Symbol.DOCUMENTS, tr("Documents"), lambda: actions.show_documents(account))
    add(Symbol.HISTORY, tr("History"), show_history)
    menu.addSeparator()
    add(
        Symbol.REMOVE,
        tr("Remove…"),
        lambda: actions.ask_removal(account, row.documents),
        enabled=not actions.is_running(account),
    )
    return menu


def _add_visits(add: Callable[..., None], account: Account, actions: AccountActions) -> None:
    if account.kind is AccountKind.MANUAL:
        add(Symbol.FILES, tr("Add files…"), lambda: actions.choose_files(account))
    elif actions.is_running(account):
        add(Symbol.STOP, tr("Stop"), lambda: actions.perform(account, RowAction.STOP, {}))
    else:
        add(Symbol.REFRESH, tr("Synchronise now"), lambda: actions.synchronise(account))
        add(Symbol.BROWSER, tr("Watch in the browser"), lambda: actions.synchronise(account, visible=True))
