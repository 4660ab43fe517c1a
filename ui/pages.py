"""The pages of the window, each loaded when it is first shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from ui.bridge.desk import Desk
from ui.look.theme import Theme
from ui.navigation import Navigator, PageName
from ui.windows.main_window import PageFactory


def page_factories() -> Mapping[PageName, PageFactory]:
    return {
        PageName.DASHBOARD: _dashboard,
        PageName.COMPANIES: _companies,
        PageName.DOCUMENTS: _documents,
        PageName.SYNC: _sync,
        PageName.PROBLEMS: _problems,
        PageName.SETTINGS: _settings,
    }


def _dashboard(desk: Desk, theme: Theme, navigator: Navigator) -> QWidget:
    from ui.dashboard.dashboard_page import DashboardPage

    return DashboardPage(desk, theme, navigator)


def _companies(desk: Desk, theme: Theme, navigator: Navigator) -> QWidget:
    from ui.accounts.accounts_page import AccountsPage

    return AccountsPage(desk, theme, navigator)


def _documents(desk: Desk, theme: Theme, navigator: Navigator) -> QWidget:
    from ui.documents.documents_page import DocumentsPage

    return DocumentsPage(desk, theme, navigator)


def _sync(desk: Desk, theme: Theme, navigator: Navigator) -> QWidget:
    from ui.sync.sync_page import SyncPage

    return SyncPage(desk, theme, navigator)


def _problems(desk: Desk, theme: Theme, navigator: Navigator) -> QWidget:
    from ui.problems.problems_page import ProblemsPage

    return ProblemsPage(desk, theme, navigator)


def _settings(desk: Desk, theme: Theme, navigator: Navigator) -> QWidget:
    from ui.settings.settings_page import SettingsPage

    return SettingsPage(desk, theme, navigator)
