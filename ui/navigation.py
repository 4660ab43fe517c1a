"""Where a click leads: pages and dialogues are asked for here, and the main window opens them."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Signal


class PageName(StrEnum):
    DASHBOARD = "dashboard"
    COMPANIES = "companies"
    DOCUMENTS = "documents"
    SYNC = "sync"
    PROBLEMS = "problems"
    SETTINGS = "settings"


class Navigator(QObject):
    """Shared by all pages. Whoever asks does not know who answers."""

    page_wanted = Signal(PageName)
    account_wanted = Signal(int)
    """Its line in Entreprises & Portails."""
    documents_wanted = Signal(object)
    """DocumentFilter"""
    add_portal_wanted = Signal()
    add_manual_wanted = Signal()
    edit_account_wanted = Signal(int)
    add_destination_wanted = Signal()
    edit_destination_wanted = Signal(int)
    reconnect_destination_wanted = Signal(int)
    appointment_wanted = Signal()
    """Works through the accounts that wait for a person."""
    message_wanted = Signal(str)
    """A sentence for the bar above the page."""
    quit_wanted = Signal()
    restart_wanted = Signal(object)
    """Callable, called at the very end, when nothing of this program is open any more; it starts the next."""
