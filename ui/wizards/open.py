"""What the main window opens when the navigator asks for it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.ports.parts import Parts
from app.services.flows.add_account import AddAccountFlow
from app.services.flows.add_destination import AddDestinationFlow
from app.services.flows.edit_account import EditAccountFlow
from app.services.flows.manual_account import ManualAccountFlow
from app.services.flows.paged_flow import PagedFlow
from ui.bridge.desk import Desk
from ui.look.theme import Theme
from ui.wizards.flow_dialog import FlowDialog
from ui.wizards.flow_session import FlowSession


def add_portal(parts: Parts, session: FlowSession, portal_id: str | None = None) -> PagedFlow:
    return AddAccountFlow(
        parts, session.prompter, portal_id=portal_id, new_cancellation=session.new_cancellation
    )


def add_manual(parts: Parts, session: FlowSession) -> PagedFlow:
    return ManualAccountFlow(parts)


def edit_account(account_id: int, parts: Parts, session: FlowSession) -> PagedFlow:
    return EditAccountFlow(parts, account_id, session.prompter, session.new_cancellation)


def add_destination(parts: Parts, session: FlowSession) -> PagedFlow:
    return AddDestinationFlow(parts, open_browser, session.new_cancellation)


def open_browser(address: str) -> bool:
    """In the user's own browser. Called on a worker thread."""
    return QDesktopServices.openUrl(QUrl(address))


def open_add_portal(desk: Desk, theme: Theme, parent: QWidget | None = None) -> FlowDialog:
    return _opened(FlowDialog(desk, theme, add_portal, parent))


def open_add_manual(desk: Desk, theme: Theme, parent: QWidget | None = None) -> FlowDialog:
    return _opened(FlowDialog(desk, theme, add_manual, parent))


def open_edit_account(account_id: int, desk: Desk, theme: Theme, parent: QWidget | None = None) -> FlowDialog:
    return _opened(FlowDialog(desk, theme, partial(edit_account, account_id), parent))


def open_add_destination(desk: Desk, theme: Theme, parent: QWidget | None = None) -> FlowDialog:
    return _opened(FlowDialog(desk, theme, add_destination, parent))


def _opened(dialog: FlowDialog) -> FlowDialog:
    dialog.open()
    return dialog
